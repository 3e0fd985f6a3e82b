//! Names become identifiers. They were made and made unique by [`crate::names`]; what is added
//! here are fixed affixes, which keep an identifier an identifier.

use proc_macro2::{Ident, Span};
use quote::format_ident;

use crate::names::Name;

/// The identifier of a name.
pub(super) fn ident(name: &Name) -> Ident {
    Ident::new(name.as_str(), Span::call_site())
}

/// The type that holds a struct's members while it is decoded. A keyword needs no `_` behind here.
pub(super) fn slots(name: &Name) -> Ident {
    format_ident!("{}Slots", name.as_str().trim_end_matches('_'))
}

/// The function that decodes or receives one event.
pub(super) fn function(verb: &str, name: &Name) -> Ident {
    format_ident!("{verb}_{}", name.as_str())
}
