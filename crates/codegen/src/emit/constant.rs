//! Exactly one JSON value.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident::ident;
use super::wire::Code;
use super::{doc, literal, wire};
use crate::ir::{Item, Literal};

/// The type.
pub(super) fn definition(item: &Item, value: &Literal) -> TokenStream {
    let note = format!("Always {}.", doc::code(&value.0));
    let (docs, name) = (doc::item_with(item, Some(note)), ident(&item.name));
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct #name;
    }
}

/// The wire code.
pub(super) fn wire(item: &Item, value: &Literal) -> TokenStream {
    let (target, json) = (wire::target(item), literal::json(value));
    let (docs, constant, code) = if let Some(text) = literal::text(value) {
        let code = Code {
            shape: quote!(&Shape::Strings {
                values: &[Self::VALUE],
                open: false
            }),
            decode: quote!(strings::constant(deserializer, Self::VALUE).map(|()| Self)),
            serialize: quote!(serializer.serialize_str(Self::VALUE)),
        };
        ("The string on the wire.", literal::string(&text), code)
    } else {
        let code = Code {
            shape: quote!(&Shape::Literals {
                values: &[Self::VALUE],
                open: false
            }),
            decode: quote!(literal::constant(deserializer, Self::VALUE).map(|()| Self)),
            serialize: quote!(literal::serialize(Self::VALUE, serializer)),
        };
        ("The value on the wire, as JSON.", json, code)
    };
    let (docs, impls) = (doc::fixed(docs), wire::impls(&target, &code));
    quote! {
        impl #target {
            #docs
            pub const VALUE: &'static str = #constant;
        }

        #impls
    }
}
