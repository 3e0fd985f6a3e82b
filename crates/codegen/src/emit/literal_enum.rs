//! Sets of JSON values that are not all strings.

use proc_macro2::Ident;
use syn::{Attribute, Expr, ExprLit, Item as Syntax, Type, parse_quote};

use super::ident::ident;
use super::literal::{number, string};
use super::syntax::{enumeration, parsed, variant};
use super::ty::{JSON, Place};
use super::wire::Code;
use super::{doc, wire};
use crate::ir::{Item, LiteralEnum};

/// The type.
pub(super) fn definition(place: Place, item: &Item, it: &LiteralEnum) -> Syntax {
    let mut attrs = doc::item(item, None);
    attrs.push(match it.other {
        Some(_) => parsed!(Attribute: #[derive(Clone, Debug, PartialEq, Eq)]),
        None => parsed!(Attribute: #[derive(Clone, Copy, Debug, PartialEq, Eq)]),
    });
    attrs.push(parsed!(Attribute: #[non_exhaustive]));
    let variants = it.variants.iter().map(|it| {
        let docs = doc::value(&it.docs, &it.value.0);
        variant(docs, ident(&it.name), None)
    });
    let other = it.other.as_ref().map(|other| {
        let docs = doc::fixed("Any other value.");
        variant(docs, ident(other), Some(place.of(JSON, [])))
    });
    enumeration(attrs, ident(&item.name), variants.chain(other).collect())
}

/// The wire code.
pub(super) fn wire(item: &Item, it: &LiteralEnum) -> Vec<Syntax> {
    let target = wire::target(item);
    let (names, values): (Vec<Ident>, Vec<ExprLit>) = it
        .variants
        .iter()
        .map(|variant| (ident(&variant.name), string(&variant.value.0)))
        .unzip();
    let indices = (0..names.len()).map(number);
    let other = it.other.as_ref().map(ident);
    let text: Type = match other {
        Some(_) => parsed!(Type: &str),
        None => parsed!(Type: &'static str),
    };
    let undeclared: Expr = match &other {
        Some(other) => parse_quote!(Ok(Self::#other(json))),
        None => parsed!(Expr: literal::undeclared()),
    };
    let docs = doc::fixed("The value on the wire, as JSON.");
    let other_text = other.iter();
    let methods = parse_quote! {
        impl #target {
            const VALUES: &'static [&'static str] = &[#(#values),*];

            #(#docs)*
            #[must_use]
            pub fn as_json(&self) -> #text {
                match self {
                    #(Self::#names => #values,)*
                    #(Self::#other_text(json) => json.get(),)*
                }
            }
        }
    };
    let open = other.is_some();
    let code = Code {
        shape: parse_quote!({
            &Shape::Literals { values: Self::VALUES, open: #open }
        }),
        decode: parse_quote!({
            let json = Json::decode(deserializer)?;
            match literal::position(Self::VALUES, json.get()) {
                #(Some(#indices) => Ok(Self::#names),)*
                _ => #undeclared,
            }
        }),
        encode: parse_quote!({
            literal::encode(output, self.as_json());
        }),
    };
    let mut items = vec![methods];
    items.extend(wire::impls(item, code));
    items
}
