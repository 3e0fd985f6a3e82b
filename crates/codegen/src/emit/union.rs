//! One of several types.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ident::ident;
use super::literal::string;
use super::ty::{JSON, Place};
use super::wire::Code;
use super::{doc, wire};
use crate::ir::{Item, Union, UnionRule};

/// The type.
pub(super) fn definition(place: Place, item: &Item, it: &Union) -> TokenStream {
    let (docs, name) = (doc::item(item), ident(&item.name));
    let branches = it.branches.iter().map(|branch| {
        let docs = doc::outer(&branch.docs, "One of the declared types.", None);
        let (name, ty) = (ident(&branch.name), place.ty(&branch.ty));
        quote!(#docs #name(#ty))
    });
    let other = it.other.as_ref().map(|other| {
        let docs = doc::fixed("A value of none of the declared types.");
        let (other, json) = (ident(other), place.foreign(&JSON));
        quote!(#docs #other(#json),)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#branches,)* #other }
    }
}

/// The wire code.
pub(super) fn wire(item: &Item, it: &Union) -> TokenStream {
    let names: Vec<_> = it
        .branches
        .iter()
        .map(|branch| ident(&branch.name))
        .collect();
    let indices = (0..names.len()).map(Literal::usize_unsuffixed);
    let (other, other_serialize) = match &it.other {
        Some(other) => {
            let other = ident(other);
            let serialize = quote!(Self::#other(json) => json.serialize(serializer),);
            (quote!(Ok(Self::#other(json))), serialize)
        }
        None => (quote!(union::unfit()), quote!()),
    };
    wire::impls(
        &wire::target(item),
        &Code {
            shape: shape(it),
            decode: quote! {
                let json = Json::decode(deserializer)?;
                match union::branch(Self::shape(), json.get()) {
                    #(Some(#indices) => union::decode(json.get()).map(Self::#names),)*
                    _ => #other,
                }
            },
            serialize: quote! {
                match self {
                    #(Self::#names(value) => value.serialize(serializer),)*
                    #other_serialize
                }
            },
        },
    )
}

fn shape(it: &Union) -> TokenStream {
    let branches = it.branches.iter().map(|branch| wire::shape_of(&branch.ty));
    let open = it.other.is_some();
    let tags = match &it.rule {
        UnionRule::BestFit => quote!(None),
        UnionRule::Tag { member, tags } => {
            let member = string(member);
            let tags = tags.iter().map(|(tag, branch)| {
                let (tag, branch) = (string(tag), Literal::usize_unsuffixed(*branch));
                quote!((#tag, #branch))
            });
            quote!(Some((#member, &[#(#tags),*])))
        }
    };
    quote! {
        const {
            &Shape::Union(shape::Union { branches: &[#(#branches),*], tags: #tags, open: #open })
        }
    }
}
