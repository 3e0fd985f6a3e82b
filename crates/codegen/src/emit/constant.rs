//! Exactly one JSON value.

use syn::{Item as Syntax, parse_quote};

use super::ident::ident;
use super::literal::string;
use super::wire::Code;
use super::{doc, literal, wire};
use crate::ir::{Item, Literal};

/// The type.
pub(super) fn definition(item: &Item, value: &Literal) -> Syntax {
    let note = format!("Always {}.", doc::code(&value.0));
    let (docs, name) = (doc::item(item, Some(note)), ident(&item.name));
    parse_quote! {
        #(#docs)*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct #name;
    }
}

/// The wire code.
pub(super) fn wire(item: &Item, value: &Literal) -> Vec<Syntax> {
    let target = wire::target(item);
    let (docs, constant, code) = if let Some(text) = literal::text(value) {
        let code = Code {
            shape: parse_quote!({
                &Shape::Strings {
                    values: &[Self::VALUE],
                    open: false,
                }
            }),
            decode: parse_quote!({ strings::constant(deserializer, Self::VALUE).map(|()| Self) }),
            encode: parse_quote!({
                output.text(Self::VALUE);
            }),
        };
        ("The string on the wire.", string(&text), code)
    } else {
        let code = Code {
            shape: parse_quote!({
                &Shape::Literals {
                    values: &[Self::VALUE],
                    open: false,
                }
            }),
            decode: parse_quote!({ literal::constant(deserializer, Self::VALUE).map(|()| Self) }),
            encode: parse_quote!({
                literal::encode(output, Self::VALUE);
            }),
        };
        ("The value on the wire, as JSON.", string(&value.0), code)
    };
    let docs = doc::fixed(docs);
    let mut items = vec![parse_quote! {
        impl #target {
            #(#docs)*
            pub const VALUE: &'static str = #constant;
        }
    }];
    items.extend(wire::impls(item, code));
    items
}
