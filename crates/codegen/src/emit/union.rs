//! One of several types.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::{Attribute, Block, Expr, Item as Syntax, parse_quote};

use super::ident::ident;
use super::literal::{number, string};
use super::syntax::{enumeration, parsed, variant};
use super::ty::{JSON, Place};
use super::wire::Code;
use super::{doc, wire};
use crate::ir::{Item, Union, UnionRule};

/// The type.
pub(super) fn definition(place: Place, item: &Item, it: &Union) -> Syntax {
    let mut attrs = doc::item(item, None);
    attrs.push(parsed!(Attribute: #[derive(Clone, Debug, PartialEq)]));
    attrs.push(parsed!(Attribute: #[non_exhaustive]));
    let branches = it.branches.iter().map(|it| {
        let docs = doc::outer(&it.docs, "One of the declared types.", None);
        variant(docs, ident(&it.name), Some(place.ty(&it.ty)))
    });
    let other = it.other.as_ref().map(|other| {
        let docs = doc::fixed("A value of none of the declared types.");
        variant(docs, ident(other), Some(place.of(JSON, [])))
    });
    enumeration(attrs, ident(&item.name), branches.chain(other).collect())
}

/// The wire code.
pub(super) fn wire(item: &Item, it: &Union) -> Vec<Syntax> {
    let names: Vec<Ident> = it.branches.iter().map(|it| ident(&it.name)).collect();
    let indices = (0..names.len()).map(number);
    let alike = alike(it);
    let other = it.other.as_ref().map(ident);
    let unfit: Expr = match &other {
        Some(other) => parse_quote!(Ok(Self::#other(json))),
        None => parsed!(Expr: union::unfit()),
    };
    let other = other.iter();
    let code = Code {
        shape: shape(it),
        decode: parse_quote!({
            let json = Json::decode(deserializer)?;
            match union::branch(Self::shape(), json.get()) {
                #(Some(#indices) => union::decode(json.get()).map(Self::#names),)*
                _ => #unfit,
            }
        }),
        encode: parse_quote!({
            match self {
                #(#(Self::#alike(value))|* => { value.encode(output); })*
                #(Self::#other(json) => { json.encode(output); })*
            }
        }),
    };
    wire::impls(item, code).into()
}

/// The branches that hold the same type, whose arms would be the same.
fn alike(it: &Union) -> Vec<Vec<Ident>> {
    let mut groups: Vec<Vec<Ident>> = Vec::new();
    let mut places = HashMap::new();
    for branch in &it.branches {
        let place = *places.entry(&branch.carries).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(ident(&branch.name)),
            None => groups.push(vec![ident(&branch.name)]),
        }
    }
    groups
}

fn shape(it: &Union) -> Block {
    let branches = it.branches.iter().map(|branch| wire::shape_of(&branch.ty));
    let open = it.other.is_some();
    let tags: Expr = match &it.rule {
        UnionRule::BestFit => parsed!(Expr: None),
        UnionRule::Tag { member, tags } => {
            let member = string(member);
            let (tags, branches): (Vec<_>, Vec<_>) = tags
                .iter()
                .map(|(tag, branch)| (string(tag), number(*branch)))
                .unzip();
            parse_quote!(Some((#member, &[#((#tags, #branches)),*])))
        }
    };
    parse_quote!({
        const {
            &Shape::Union(shape::Union { branches: &[#(#branches),*], tags: #tags, open: #open })
        }
    })
}
