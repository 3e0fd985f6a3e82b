//! Arrays whose first items have types of their own.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ident::ident;
use super::ty::{Place, VEC};
use super::wire::Code;
use super::{doc, wire};
use crate::ir::{Item, Tuple};

/// The type.
pub(super) fn definition(place: Place, item: &Item, it: &Tuple) -> TokenStream {
    let (docs, name) = (doc::item(item), ident(&item.name));
    let items = it.items.iter().enumerate().map(|(index, item)| {
        let docs = doc::outer(&item.docs, &format!("The item at index {index}."), None);
        let (name, ty) = (ident(&item.name), place.optional(&item.ty, item.required));
        quote!(#docs pub #name: #ty)
    });
    let rest = it.rest.as_ref().map(|(name, ty)| {
        let docs = doc::fixed("All further items.");
        let (name, ty) = (ident(name), place.of(&VEC, ty));
        quote!(#docs pub #name: #ty,)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#items,)* #rest }
    }
}

/// The wire code.
pub(super) fn wire(item: &Item, it: &Tuple) -> TokenStream {
    wire::impls(
        &wire::target(item),
        &Code {
            shape: shape(it),
            decode: decode(it),
            serialize: serialize(it),
        },
    )
}

fn shape(it: &Tuple) -> TokenStream {
    let items = it.items.iter().map(|item| wire::shape_of(&item.ty));
    let required = it.items.iter().filter(|item| item.required).count();
    let required = Literal::usize_unsuffixed(required);
    let rest = match &it.rest {
        Some((_, ty)) => wire::shape_of(ty),
        None => quote!(shape::never),
    };
    quote! {
        const {
            &Shape::Tuple(shape::Tuple { items: &[#(#items),*], required: #required, rest: #rest })
        }
    }
}

fn decode(it: &Tuple) -> TokenStream {
    let items = it.items.iter().map(|item| {
        let name = ident(&item.name);
        if item.required {
            quote!(#name: items.required()?)
        } else {
            quote!(#name: items.optional()?)
        }
    });
    let rest = it.rest.as_ref().map(|(name, _)| {
        let name = ident(name);
        quote!(#name: items.rest()?,)
    });
    quote! {
        let mut items = Items::decode(deserializer)?;
        let tuple = Self { #(#items,)* #rest };
        items.end()?;
        Ok(tuple)
    }
}

fn serialize(it: &Tuple) -> TokenStream {
    let items = it.items.iter().map(|item| {
        let name = ident(&item.name);
        if item.required {
            quote!(seq.serialize_element(&self.#name)?;)
        } else {
            quote! {
                let Some(item) = &self.#name else {
                    return seq.end();
                };
                seq.serialize_element(item)?;
            }
        }
    });
    let rest = it.rest.as_ref().map(|(name, _)| {
        let name = ident(name);
        quote! {
            for item in &self.#name {
                seq.serialize_element(item)?;
            }
        }
    });
    quote! {
        let mut seq = serializer.serialize_seq(None)?;
        #(#items)*
        #rest
        seq.end()
    }
}
