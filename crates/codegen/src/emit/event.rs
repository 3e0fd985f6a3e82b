//! The event enum: what people match on.

mod groups;
mod tagged;
mod told;

use proc_macro2::TokenStream;
use quote::quote;

use super::declared::Declared;
use super::ident::ident;
use super::literal::string;
use super::ty::Place;
use super::{doc, format, header};
use crate::generate::File;
use crate::ir::{Crate, EventRule, Events, Type};
use groups::groups;

/// The file of the event enum, if there is one.
pub(super) fn file(krate: &Crate, declared: &Declared) -> Option<File> {
    let events = krate.events.as_ref()?;
    let (functions, wire) = match &events.rule {
        EventRule::Tag { member } => (
            tagged::functions(events),
            tagged::wire(events, declared, member, &serialize(events)),
        ),
        EventRule::Told => (told::functions(events), told::wire(&serialize(events))),
    };
    let mut contents = header::rust(krate);
    contents.push_str("\nuse asyncapi_runtime::prelude::*;\n");
    if !krate.modules.is_empty() {
        contents.push_str("\nuse crate::types;\n");
    }
    for part in [definition(events), methods(events, &functions), wire] {
        contents.push('\n');
        contents.push_str(&format::items(&part));
    }
    Some(File {
        path: "src/event.rs".to_owned(),
        contents,
    })
}

/// What a variant holds: payloads of unknown size are boxed, so that the enum stays small.
fn held(payload: &Type) -> TokenStream {
    let ty = Place::Wire.ty(payload);
    if boxed(payload) { quote!(Box<#ty>) } else { ty }
}

fn boxed(payload: &Type) -> bool {
    match payload {
        Type::Named(_) | Type::Nullable(_) => true,
        Type::Bool
        | Type::Integer(_)
        | Type::Float
        | Type::String
        | Type::Json
        | Type::Null
        | Type::Box(_)
        | Type::Vec(_)
        | Type::Map(_) => false,
    }
}

fn definition(events: &Events) -> TokenStream {
    let docs = doc::outer(&events.docs, "An event.", None);
    let variants = events.variants.iter().map(|event| {
        let wire = doc::code(&event.wire);
        let note = format!("{wire}, declared at {}.", doc::code(&event.pointer));
        let docs = doc::outer(&event.docs, &format!("The event {wire}."), Some(note));
        let (name, held) = (ident(&event.name), held(&event.payload));
        quote!(#docs #name(#held))
    });
    let unknown_docs = doc::fixed("Any other event.");
    let unknown = ident(&events.unknown);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Event {
            #(#variants,)*
            #unknown_docs
            #unknown(Box<UnknownEvent>),
        }
    }
}

/// What every event enum can do, and `others`.
fn methods(events: &Events, others: &TokenStream) -> TokenStream {
    let list_docs = doc::fixed("The names of the declared events.");
    let name_docs = doc::fixed("The event's name; an unknown event may have none.");
    let (variants, names): (Vec<_>, Vec<_>) = events
        .variants
        .iter()
        .map(|event| (ident(&event.name), string(&event.wire)))
        .unzip();
    let unknown = ident(&events.unknown);
    quote! {
        impl Event {
            #list_docs
            pub const NAMES: &'static [&'static str] = &[#(#names),*];

            #name_docs
            #[must_use]
            pub fn name(&self) -> Option<&str> {
                match self {
                    #(Self::#variants(_) => Some(#names),)*
                    Self::#unknown(event) => event.name.as_deref(),
                }
            }

            #others
        }
    }
}

/// The body of the function that encodes.
fn serialize(events: &Events) -> TokenStream {
    let arms = groups(events).into_iter().map(|group| {
        let names = group.events.iter().map(|(_, event)| ident(&event.name));
        quote!(#(Self::#names(payload))|* => payload.serialize(serializer))
    });
    let unknown = ident(&events.unknown);
    quote! {
        match self {
            #(#arms,)*
            Self::#unknown(event) => event.serialize(serializer),
        }
    }
}
