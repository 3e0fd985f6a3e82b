//! Events that a member of the body tells apart.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::boxed;
use super::groups::{Group, groups};
use crate::emit::declared::Declared;
use crate::emit::ident::ident;
use crate::emit::literal::string;
use crate::emit::{doc, wire};
use crate::ir::Events;

/// The functions, as members of the enum.
pub(super) fn functions(events: &Events) -> TokenStream {
    let from_json_docs = doc::fixed(
        "Decodes a body strictly.\n\n# Errors\n\
         It is not JSON, or does not have the shape that its event declares.",
    );
    let receive_docs = doc::fixed(
        "Decodes a body that arrived: what does not have its declared shape is set apart.\n\n\
         # Errors\n\
         It is not JSON, nests too deep, or names its event twice.",
    );
    let arms = events.variants.iter().enumerate().map(|(index, event)| {
        let (wire, index) = (string(&event.wire), Literal::usize_unsuffixed(index));
        quote!(#wire => Some(#index))
    });
    quote! {
        #from_json_docs
        pub fn from_json(body: &[u8]) -> Result<Self, DecodeError> {
            from_json(body)
        }

        #receive_docs
        pub fn receive(body: &[u8]) -> Result<Received<Self>, DecodeError> {
            receive(body)
        }

        fn index(name: &str) -> Option<usize> {
            match name {
                #(#arms,)*
                _ => None,
            }
        }
    }
}

/// The wire code.
pub(super) fn wire(
    events: &Events,
    declared: &Declared,
    member: &str,
    serialize: &TokenStream,
) -> TokenStream {
    let member = string(member);
    let shapes = events.variants.iter().map(|event| {
        let (wire, of) = (string(&event.wire), wire::shape_of(&event.payload));
        quote!((#wire, #of))
    });
    let unknown = ident(&events.unknown);
    let index = match &*events.variants {
        [] | [_] => quote!(_),
        _ => quote!(index),
    };
    let known = known(events, declared, &unknown);
    wire::impls(
        &quote!(Event),
        &wire::Code {
            shape: quote! {
                const {
                    &Shape::Event(shape::Event { member: #member, events: &[#(#shapes),*] })
                }
            },
            decode: quote! {
                struct EventVisitor;

                impl<'de> Visitor<'de> for EventVisitor {
                    type Value = Event;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("an event object")
                    }

                    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Event, A::Error> {
                        let (tag, body) = event::tag(map, #member, Event::index)?;
                        match tag {
                            Tag::Known(#index) => #known,
                            Tag::Unknown(name) => {
                                body.unknown(name).map(Box::new).map(Event::#unknown)
                            }
                        }
                    }
                }

                deserializer.deserialize_map(EventVisitor)
            },
            serialize: serialize.clone(),
        },
    )
}

/// Decodes `body` as the event at `index`.
fn known(events: &Events, declared: &Declared, unknown: &Ident) -> TokenStream {
    let groups: Vec<_> = groups(events)
        .iter()
        .map(|group| (patterns(group), decode(group, declared)))
        .collect();
    match groups.split_last() {
        Some(((_, only), [])) => only.clone(),
        Some(((_, last), others)) => {
            let others = others
                .iter()
                .map(|(patterns, decode)| quote!(#patterns => #decode));
            quote! {
                match index {
                    #(#others,)*
                    _ => #last,
                }
            }
        }
        None => quote!(body.unknown(None).map(Box::new).map(Event::#unknown)),
    }
}

/// Decodes `body` as the payload of a group, and makes it the event at `index`.
fn decode(group: &Group, declared: &Declared) -> TokenStream {
    let payload = if boxed(group.payload) && declared.is_struct(group.payload) {
        quote!(body.decode().map(Box::new))
    } else {
        quote!(body.decode_text())
    };
    match &*group.events {
        [(_, only)] => {
            let name = ident(&only.name);
            quote!(#payload.map(Event::#name))
        }
        [others @ .., (_, last)] => {
            let others = others.iter().map(|(index, event)| {
                let (index, name) = (Literal::usize_unsuffixed(*index), ident(&event.name));
                quote!(#index => Event::#name)
            });
            let last = ident(&last.name);
            quote! {
                #payload.map(match index {
                    #(#others,)*
                    _ => Event::#last,
                })
            }
        }
        [] => payload,
    }
}

/// The indices of a group's events as a pattern: ranges where three or more follow one another.
fn patterns(group: &Group) -> TokenStream {
    let indices: Vec<usize> = group.events.iter().map(|(index, _)| *index).collect();
    let runs = indices
        .chunk_by(|one, next| one + 1 == *next)
        .flat_map(|run| match run {
            [first, _, .., last] => {
                let (first, last) = (
                    Literal::usize_unsuffixed(*first),
                    Literal::usize_unsuffixed(*last),
                );
                vec![quote!(#first..=#last)]
            }
            _ => run
                .iter()
                .map(|index| Literal::usize_unsuffixed(*index).to_token_stream())
                .collect(),
        });
    quote!(#(#runs)|*)
}
