//! Events that the caller tells apart: two functions for each.

use syn::{ImplItemFn, Item as Syntax, parse_quote};

use crate::emit::doc;
use crate::emit::ident::{function, ident};
use crate::ir::{Event, Events};

/// The functions.
pub(super) fn functions(events: &Events) -> Syntax {
    let functions = events.variants.iter().flat_map(pair);
    parse_quote! {
        impl Event {
            #(#functions)*
        }
    }
}

/// The functions of one event.
fn pair(event: &Event) -> [ImplItemFn; 2] {
    let (name, wire) = (ident(&event.name), doc::code(&event.wire));
    let strict = function("from_json", &event.function);
    let decode = function("decode", &event.function);
    let strict_docs = doc::fixed(&format!(
        "Decodes the event {wire} strictly.\n\n# Errors\n\
         The body is not JSON, or does not have its declared shape."
    ));
    let decode_docs = doc::fixed(&format!(
        "Decodes the event {wire} as it arrived: what does not have its declared shape is set \
         apart.\n\n# Errors\n\
         The body is not JSON, or nests too deep."
    ));
    let strict = parse_quote! {
        #(#strict_docs)*
        pub fn #strict(body: &[u8]) -> Result<Self, DecodeError> {
            from_json(body).map(Self::#name)
        }
    };
    let decode = parse_quote! {
        #(#decode_docs)*
        pub fn #decode(body: &[u8]) -> Result<Received<Self>, DecodeError> {
            decode(body).map(|received| received.map(Self::#name))
        }
    };
    [strict, decode]
}
