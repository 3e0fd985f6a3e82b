//! No value.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident::ident;
use super::wire::Code;
use super::{doc, wire};
use crate::ir::Item;

/// The type.
pub(super) fn definition(item: &Item) -> TokenStream {
    let (docs, name) = (doc::item(item), ident(&item.name));
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum #name {}
    }
}

/// The wire code.
pub(super) fn wire(item: &Item) -> TokenStream {
    wire::impls(
        &wire::target(item),
        &Code {
            shape: quote!(&Shape::Never),
            decode: quote! {
                Json::decode(deserializer)?;
                literal::undeclared()
            },
            serialize: quote! {
                let _ = serializer;
                match *self {}
            },
        },
    )
}
