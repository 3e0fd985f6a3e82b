//! Objects with fields.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ident::{ident, slots};
use super::literal::string;
use super::ty::{EXTRA, Place};
use super::wire::Code;
use super::{doc, wire};
use crate::ir::{Field, Item, RestKind, Struct};

/// The type.
pub(super) fn definition(place: Place, item: &Item, it: &Struct) -> TokenStream {
    let (docs, name) = (doc::item(item), ident(&item.name));
    let fields = it.fields.iter().map(|field| {
        let (docs, name) = (field_docs(field), ident(&field.name));
        let ty = place.optional(&field.ty, field.required);
        quote!(#docs pub #name: #ty)
    });
    let rest = rest_type(place, it).map(|ty| {
        let docs = match &it.rest.kind {
            RestKind::Raw | RestKind::Closed => "Members that the document does not declare.",
            RestKind::Typed(_) => "All other members, by name.",
        };
        let (docs, name) = (doc::fixed(docs), ident(&it.rest.name));
        quote!(#docs pub #name: #ty)
    });
    let fields = fields.chain(rest);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields,)* }
    }
}

/// The wire code.
pub(super) fn wire(item: &Item, it: &Struct) -> TokenStream {
    let members = it.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name), string(&field.wire));
        if field.required {
            quote!(map.serialize_entry(#wire, &self.#name)?;)
        } else {
            quote!(object::optional(&mut map, #wire, self.#name.as_ref())?;)
        }
    });
    let rest = ident(&it.rest.name);
    let rest = match &it.rest.kind {
        RestKind::Raw => quote!(self.#rest.serialize_into(&mut map)?;),
        RestKind::Typed(_) => quote!(object::rest(&mut map, &self.#rest)?;),
        RestKind::Closed => quote!(),
    };
    let serialize = if it.fields.is_empty() && matches!(it.rest.kind, RestKind::Closed) {
        quote!(serializer.serialize_map(Some(0))?.end())
    } else {
        quote! {
            let mut map = serializer.serialize_map(None)?;
            #(#members)*
            #rest
            map.end()
        }
    };
    let object = object(item, it);
    let impls = wire::impls(
        &wire::target(item),
        &Code {
            shape: shape(it),
            decode: quote!(object::decode(deserializer)),
            serialize,
        },
    );
    quote!(#object #impls)
}

fn field_docs(field: &Field) -> TokenStream {
    let wire = doc::code(&field.wire);
    let note = (field.name.as_str() != field.wire).then(|| format!("{wire} on the wire."));
    doc::outer(&field.docs, &format!("The member {wire}."), note)
}

fn rest_type(place: Place, it: &Struct) -> Option<TokenStream> {
    match &it.rest.kind {
        RestKind::Raw => Some(place.foreign(&EXTRA)),
        RestKind::Typed(ty) => Some(place.map(ty)),
        RestKind::Closed => None,
    }
}

fn shape(it: &Struct) -> TokenStream {
    let fields = it.fields.iter().map(|field| {
        let (wire, of) = (string(&field.wire), wire::shape_of(&field.ty));
        if field.required {
            quote!(Field::required(#wire, #of))
        } else {
            quote!(Field::optional(#wire, #of))
        }
    });
    let rest = match &it.rest.kind {
        RestKind::Raw => quote!(Rest::Any),
        RestKind::Closed => quote!(Rest::Closed),
        RestKind::Typed(ty) => {
            let of = wire::shape_of(ty);
            quote!(Rest::Shape(#of))
        }
    };
    quote! {
        const {
            &Shape::Object(shape::Object { fields: &[#(#fields),*], rest: #rest })
        }
    }
}

fn object(item: &Item, it: &Struct) -> TokenStream {
    let (target, slots) = (wire::target(item), slots(&item.name));
    let names: Vec<_> = it.fields.iter().map(|field| ident(&field.name)).collect();
    let types = it.fields.iter().map(|field| Place::Wire.ty(&field.ty));
    let rest = ident(&it.rest.name);
    let rest_slot = rest_type(Place::Wire, it).map(|ty| quote!(#rest: #ty,));
    let rest_built = rest_slot.is_some().then(|| quote!(#rest: slots.#rest,));
    let index = index(it);
    let member = member(it);
    let (other_slots, other_name, other_map, other) = match &it.rest.kind {
        RestKind::Raw => {
            let keep = quote!(object::keep(map, &mut slots.#rest, name));
            (quote!(slots), quote!(name), quote!(map), keep)
        }
        RestKind::Typed(_) => {
            let insert = quote!(object::insert(map, &mut slots.#rest, name));
            (quote!(slots), quote!(name), quote!(map), insert)
        }
        RestKind::Closed => {
            let refuse = quote!(object::refuse());
            (quote!(_), quote!(_), quote!(_), refuse)
        }
    };
    let built_from = match (&*it.fields, &it.rest.kind) {
        ([], RestKind::Closed) => quote!(_),
        _ => quote!(slots),
    };
    let built = it.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name), string(&field.wire));
        if field.required {
            quote!(#name: object::required(slots.#name, #wire)?)
        } else {
            quote!(#name: slots.#name)
        }
    });
    quote! {
        #[derive(Default)]
        pub struct #slots {
            #(#names: Option<#types>,)*
            #rest_slot
        }

        #[doc(hidden)]
        impl Object for #target {
            type Slots = #slots;

            #index

            #member

            fn other<'de, A: MapAccess<'de>>(
                #other_slots: &mut #slots,
                #other_name: Box<str>,
                #other_map: &mut A,
            ) -> Result<(), A::Error> {
                #other
            }

            fn build<E: Error>(#built_from: #slots) -> Result<Self, E> {
                Ok(Self { #(#built,)* #rest_built })
            }
        }
    }
}

fn index(it: &Struct) -> TokenStream {
    if it.fields.is_empty() {
        return quote! {
            fn index(_: &str) -> Option<usize> {
                None
            }
        };
    }
    let arms = it.fields.iter().enumerate().map(|(index, field)| {
        let (wire, index) = (string(&field.wire), Literal::usize_unsuffixed(index));
        quote!(#wire => Some(#index))
    });
    quote! {
        fn index(name: &str) -> Option<usize> {
            match name {
                #(#arms,)*
                _ => None,
            }
        }
    }
}

fn member(it: &Struct) -> TokenStream {
    let arms: Vec<_> = it
        .fields
        .iter()
        .map(|field| {
            let (name, wire) = (ident(&field.name), string(&field.wire));
            quote!(object::field(map, &mut slots.#name, #wire))
        })
        .collect();
    let (slots, index, map, body) = match arms.split_last() {
        None => (quote!(_), quote!(_), quote!(_), quote!(object::refuse())),
        Some((only, [])) => (quote!(slots), quote!(_), quote!(map), only.clone()),
        Some((last, others)) => {
            let indices = (0..others.len()).map(Literal::usize_unsuffixed);
            let body = quote! {
                match index {
                    #(#indices => #others,)*
                    _ => #last,
                }
            };
            (quote!(slots), quote!(index), quote!(map), body)
        }
    };
    quote! {
        fn member<'de, A: MapAccess<'de>>(
            #slots: &mut Self::Slots,
            #index: usize,
            #map: &mut A,
        ) -> Result<(), A::Error> {
            #body
        }
    }
}
