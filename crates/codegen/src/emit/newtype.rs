//! Tuple structs around a type.

use syn::{Item as Syntax, parse_quote};

use super::ident::ident;
use super::ty::Place;
use super::wire::Code;
use super::{doc, wire};
use crate::ir::{Item, Type};

/// The type.
pub(super) fn definition(place: Place, item: &Item, ty: &Type) -> Syntax {
    let (docs, name, ty) = (doc::item(item, None), ident(&item.name), place.ty(ty));
    let value = doc::fixed("The value.");
    parse_quote! {
        #(#docs)*
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name(#(#value)* pub #ty);
    }
}

/// The wire code.
pub(super) fn wire(item: &Item, ty: &Type) -> Vec<Syntax> {
    let shape = wire::shape_of(ty);
    let code = Code {
        shape: parse_quote!({ #shape() }),
        decode: parse_quote!({ Wire::decode(deserializer).map(Self) }),
        encode: parse_quote!({
            self.0.encode(output);
        }),
    };
    wire::impls(item, code).into()
}
