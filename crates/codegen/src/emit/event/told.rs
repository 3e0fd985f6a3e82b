//! Events that the caller tells apart: two functions for each.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::doc;
use crate::emit::ident::{function, ident};
use crate::ir::Events;

/// The functions, as members of the enum.
pub(super) fn functions(events: &Events) -> TokenStream {
    events
        .variants
        .iter()
        .map(|event| {
            let name = ident(&event.name);
            let wire = doc::code(&event.wire);
            let decode = function("decode", &event.function);
            let receive = function("receive", &event.function);
            let decode_docs = doc::fixed(&format!(
                "Decodes the event {wire} strictly.\n\n# Errors\n\
                 The body is not JSON, or does not have its declared shape."
            ));
            let receive_docs = doc::fixed(&format!(
                "Decodes the event {wire} as it arrived: what does not have its declared shape is \
                 set apart.\n\n# Errors\n\
                 The body is not JSON, or nests too deep."
            ));
            quote! {
                #decode_docs
                pub fn #decode(body: &[u8]) -> Result<Self, DecodeError> {
                    from_json(body).map(Self::#name)
                }

                #receive_docs
                pub fn #receive(body: &[u8]) -> Result<Received<Self>, DecodeError> {
                    receive(body).map(|received| received.map(Self::#name))
                }
            }
        })
        .collect()
}

/// The wire code: there is nothing that a body could be decoded by.
pub(super) fn wire(serialize: &TokenStream) -> TokenStream {
    quote! {
        impl Serialize for Event {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #serialize
            }
        }
    }
}
