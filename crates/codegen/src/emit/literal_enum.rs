//! Sets of JSON values that are not all strings.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ident::ident;
use super::literal::json;
use super::ty::{JSON, Place};
use super::wire::Code;
use super::{doc, wire};
use crate::ir::{Item, LiteralEnum};

/// The type.
pub(super) fn definition(place: Place, item: &Item, it: &LiteralEnum) -> TokenStream {
    let (docs, name) = (doc::item(item), ident(&item.name));
    let variants = it.variants.iter().map(|variant| {
        let docs = doc::value(&variant.docs, &variant.value.0);
        let name = ident(&variant.name);
        quote!(#docs #name)
    });
    let other = it.other.as_ref().map(|other| {
        let docs = doc::fixed("Any other value.");
        let (other, json) = (ident(other), place.foreign(&JSON));
        quote!(#docs #other(#json),)
    });
    let copy = it.other.is_none().then(|| quote!(Copy,));
    quote! {
        #docs
        #[derive(Clone, #copy Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum #name { #(#variants,)* #other }
    }
}

/// The wire code.
pub(super) fn wire(item: &Item, it: &LiteralEnum) -> TokenStream {
    let target = wire::target(item);
    let (variants, values): (Vec<_>, Vec<_>) = it
        .variants
        .iter()
        .map(|variant| (ident(&variant.name), json(&variant.value)))
        .unzip();
    let indices = (0..variants.len()).map(Literal::usize_unsuffixed);
    let docs = doc::fixed("The value on the wire, as JSON.");
    let (text, other_text, other) = match &it.other {
        Some(other) => {
            let other = ident(other);
            let text = quote!(Self::#other(json) => json.get(),);
            (quote!(&str), text, quote!(Ok(Self::#other(json))))
        }
        None => {
            let refuse = quote!(literal::undeclared());
            (quote!(&'static str), quote!(), refuse)
        }
    };
    let open = it.other.is_some();
    let impls = wire::impls(
        &target,
        &Code {
            shape: quote!(&Shape::Literals { values: Self::VALUES, open: #open }),
            decode: quote! {
                let json = Json::decode(deserializer)?;
                match literal::position(Self::VALUES, json.get()) {
                    #(Some(#indices) => Ok(Self::#variants),)*
                    _ => #other,
                }
            },
            serialize: quote!(literal::serialize(self.as_json(), serializer)),
        },
    );
    quote! {
        impl #target {
            const VALUES: &'static [&'static str] = &[#(#values),*];

            #docs
            #[must_use]
            pub fn as_json(&self) -> #text {
                match self {
                    #(Self::#variants => #values,)*
                    #other_text
                }
            }
        }

        #impls
    }
}
