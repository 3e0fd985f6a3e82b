//! Events that are not JSON: a function for each, which hands on the bytes.

use syn::{ImplItemFn, Item as Syntax, parse_quote};

use crate::emit::doc;
use crate::emit::ident::{function, ident};
use crate::emit::literal::string;
use crate::ir::Opaque;

/// The functions.
pub(super) fn functions(opaque: &[Opaque]) -> Syntax {
    let functions = opaque.iter().map(one);
    parse_quote! {
        impl Event {
            #(#functions)*
        }
    }
}

fn one(event: &Opaque) -> ImplItemFn {
    let Opaque {
        name,
        wire,
        docs: _,
        format,
        function: called,
        pointer: _,
    } = event;
    let docs = doc::fixed(&format!(
        "Takes the event {} as it arrived. It is not JSON: its bytes are handed on.",
        doc::code(wire)
    ));
    let (decode, name, format) = (function("decode", called), ident(name), string(format));
    parse_quote! {
        #(#docs)*
        #[must_use]
        pub fn #decode(body: &[u8]) -> Self {
            Self::#name(Box::new(OpaqueEvent { format: #format, body: body.into() }))
        }
    }
}
