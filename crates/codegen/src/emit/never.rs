//! No value.

use syn::{Item as Syntax, parse_quote};

use super::ident::ident;
use super::wire::Code;
use super::{doc, wire};
use crate::ir::Item;

/// The type.
pub(super) fn definition(item: &Item) -> Syntax {
    let (docs, name) = (doc::item(item, None), ident(&item.name));
    parse_quote! {
        #(#docs)*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum #name {}
    }
}

/// The wire code.
pub(super) fn wire(item: &Item) -> Vec<Syntax> {
    let code = Code {
        shape: parse_quote!({ &Shape::Never }),
        decode: parse_quote!({
            Json::decode(deserializer)?;
            literal::undeclared()
        }),
        encode: parse_quote!({
            let _ = output;
            match *self {}
        }),
    };
    wire::impls(item, code).into()
}
