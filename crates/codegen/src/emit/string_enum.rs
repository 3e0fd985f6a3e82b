//! Sets of strings.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident::ident;
use super::literal::string;
use super::ty::{BOX, Place};
use super::wire::Code;
use super::{doc, wire};
use crate::ir::{Item, StringEnum};

/// The type.
pub(super) fn definition(place: Place, item: &Item, it: &StringEnum) -> TokenStream {
    let (docs, name) = (doc::item(item), ident(&item.name));
    let variants = it.variants.iter().map(|variant| {
        let docs = doc::value(&variant.docs, &variant.value);
        let name = ident(&variant.name);
        quote!(#docs #name)
    });
    let other = it.other.as_ref().map(|other| {
        let docs = doc::fixed("Any other string.");
        let (other, boxed) = (ident(other), place.foreign(&BOX));
        quote!(#docs #other(#boxed<str>),)
    });
    let copy = it.other.is_none().then(|| quote!(Copy,));
    quote! {
        #docs
        #[derive(Clone, #copy Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name { #(#variants,)* #other }
    }
}

/// The wire code.
pub(super) fn wire(item: &Item, it: &StringEnum) -> TokenStream {
    let target = wire::target(item);
    let (variants, values): (Vec<_>, Vec<_>) = it
        .variants
        .iter()
        .map(|variant| (ident(&variant.name), string(&variant.value)))
        .unzip();
    let open = it.other.is_some();
    let docs = doc::fixed("The string on the wire.");
    let (text, other_text) = match &it.other {
        Some(other) => {
            let other = ident(other);
            (quote!(&str), quote!(Self::#other(text) => text,))
        }
        None => (quote!(&'static str), quote!()),
    };
    let from = match &it.other {
        Some(other) => {
            let other = ident(other);
            quote! {
                impl From<&str> for #target {
                    fn from(text: &str) -> Self {
                        match text {
                            #(#values => Self::#variants,)*
                            _ => Self::#other(text.into()),
                        }
                    }
                }
            }
        }
        None => quote! {
            impl TryFrom<&str> for #target {
                type Error = strings::Undeclared;

                fn try_from(text: &str) -> Result<Self, strings::Undeclared> {
                    match text {
                        #(#values => Ok(Self::#variants),)*
                        _ => Err(strings::Undeclared),
                    }
                }
            }
        },
    };
    let impls = wire::impls(
        &target,
        &Code {
            shape: quote!(&Shape::Strings { values: &[#(#values),*], open: #open }),
            decode: quote!(strings::decode(deserializer)),
            serialize: quote!(serializer.serialize_str(self.as_str())),
        },
    );
    quote! {
        impl #target {
            #docs
            #[must_use]
            pub fn as_str(&self) -> #text {
                match self {
                    #(Self::#variants => #values,)*
                    #other_text
                }
            }
        }

        #from

        impl fmt::Display for #target {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        #impls
    }
}
