//! Arrays whose first items have types of their own.

use syn::{Attribute, Block, Expr, FieldValue, Item as Syntax, parse_quote};

use super::ident::ident;
use super::literal::number;
use super::syntax::{field, parsed, public, structure};
use super::ty::{Place, VEC};
use super::wire::Code;
use super::{doc, wire};
use crate::ir::{Item, Tuple};

/// The type.
pub(super) fn definition(place: Place, item: &Item, it: &Tuple) -> Syntax {
    let mut attrs = doc::item(item, None);
    attrs.push(parsed!(Attribute: #[derive(Clone, Debug, PartialEq)]));
    attrs.push(parsed!(Attribute: #[non_exhaustive]));
    let items = it.items.iter().enumerate().map(|(index, it)| {
        let docs = doc::outer(&it.docs, &format!("The item at index {index}."), None);
        let ty = place.optional(&it.ty, it.required);
        field(docs, public(), ident(&it.name), ty)
    });
    let rest = it.rest.as_ref().map(|(name, ty)| {
        let ty = place.of(VEC, [place.ty(ty)]);
        field(doc::fixed("All further items."), public(), ident(name), ty)
    });
    structure(attrs, ident(&item.name), items.chain(rest).collect())
}

/// The wire code.
pub(super) fn wire(item: &Item, it: &Tuple) -> Vec<Syntax> {
    let code = Code {
        shape: shape(it),
        decode: decode(it),
        encode: encode(it),
    };
    wire::impls(item, code).into()
}

fn shape(it: &Tuple) -> Block {
    let items = it.items.iter().map(|item| wire::shape_of(&item.ty));
    let required = number(it.items.iter().filter(|item| item.required).count());
    let rest = match &it.rest {
        Some((_, ty)) => wire::shape_of(ty),
        None => parsed!(Expr: shape::never),
    };
    parse_quote!({
        const {
            &Shape::Tuple(shape::Tuple { items: &[#(#items),*], required: #required, rest: #rest })
        }
    })
}

fn decode(it: &Tuple) -> Block {
    let items = it.items.iter().map(|item| -> FieldValue {
        let name = ident(&item.name);
        if item.required {
            parse_quote!(#name: items.required()?)
        } else {
            parse_quote!(#name: items.optional()?)
        }
    });
    let rest = it.rest.as_ref().map(|(name, _)| -> FieldValue {
        let name = ident(name);
        parse_quote!(#name: items.rest()?)
    });
    let fields = items.chain(rest);
    parse_quote!({
        let mut items = Items::decode(deserializer)?;
        let tuple = Self { #(#fields),* };
        items.end()?;
        Ok(tuple)
    })
}

fn encode(it: &Tuple) -> Block {
    let items = it.items.iter().map(|item| ident(&item.name));
    let rest: Expr = match &it.rest {
        Some((name, _)) => {
            let name = ident(name);
            parse_quote!(&self.#name)
        }
        None => parsed!(Expr: tuple::NONE),
    };
    parse_quote!({
        tuple::encode(output, &[#(&self.#items),*], #rest);
    })
}
