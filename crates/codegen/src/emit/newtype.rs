//! Tuple structs around a type.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident::ident;
use super::ty::Place;
use super::wire::{Code, shape_of};
use super::{doc, wire};
use crate::ir::{Item, Type};

/// The type.
pub(super) fn definition(place: Place, item: &Item, ty: &Type) -> TokenStream {
    let (docs, name, ty) = (doc::item(item), ident(&item.name), place.ty(ty));
    let field = doc::fixed("The value.");
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name(#field pub #ty);
    }
}

/// The wire code.
pub(super) fn wire(item: &Item, ty: &Type) -> TokenStream {
    let shape = shape_of(ty);
    wire::impls(
        &wire::target(item),
        &Code {
            shape: quote!(#shape()),
            decode: quote!(Wire::decode(deserializer).map(Self)),
            serialize: quote!(self.0.serialize(serializer)),
        },
    )
}
