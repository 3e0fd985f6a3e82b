//! Bodies that are arrays of events.

use syn::{ImplItemFn, Item as Syntax, parse_quote};

use crate::emit::doc;
use crate::emit::ident::{function, ident};
use crate::ir::{Event, Events};

/// The functions.
pub(super) fn functions(events: &Events) -> Syntax {
    let by_body = events.by_body.as_ref().map(|_| by_body());
    let by_caller = events.by_caller.then_some(&events.variants);
    let functions = by_body
        .into_iter()
        .chain(by_caller.into_iter().flatten().map(by_caller_of));
    parse_quote! {
        impl Event {
            #(#functions)*
        }
    }
}

fn by_body() -> ImplItemFn {
    let docs = doc::fixed(
        "Decodes a body that is an array of events, or one event alone. Each item is decoded by \
         itself: one that cannot be takes no other with it.\n\n# Errors\n\
         It is not JSON, or neither an array nor an object.",
    );
    parse_quote! {
        #(#docs)*
        pub fn decode_batch(body: &[u8]) -> Result<Batch<Self>, DecodeError> {
            decode_batch(body, |event: Self| event)
        }
    }
}

/// The function for one event.
fn by_caller_of(event: &Event) -> ImplItemFn {
    let (name, wire) = (ident(&event.name), doc::code(&event.wire));
    let decode = function("decode_batch", &event.function);
    let docs = doc::fixed(&format!(
        "Decodes a body that is an array of events {wire}, or one alone. Each item is decoded by \
         itself: one that cannot be takes no other with it.\n\n# Errors\n\
         It is not JSON, or neither an array nor an object."
    ));
    parse_quote! {
        #(#docs)*
        pub fn #decode(body: &[u8]) -> Result<Batch<Self>, DecodeError> {
            decode_batch(body, Self::#name)
        }
    }
}
