//! Names become identifiers. They were made, and made unique, by [`crate::names`]; what is added
//! here are fixed affixes, which keep an identifier an identifier.

use proc_macro2::{Ident, Span};

use crate::names::Name;

/// The identifier of a name.
pub(super) fn ident(name: &Name) -> Ident {
    fixed(name.as_str())
}

/// The type that holds a struct's members while it is decoded. A keyword needs no `_` behind here.
pub(super) fn slots(name: &Name) -> Ident {
    fixed(&format!("{}Slots", name.as_str().trim_end_matches('_')))
}

/// The function that decodes one event.
pub(super) fn function(verb: &'static str, name: &Name) -> Ident {
    fixed(&format!("{verb}_{}", name.as_str()))
}

/// An identifier that the generator knows. No text of the document comes here.
#[expect(
    clippy::disallowed_methods,
    reason = "the only place that makes identifiers of text"
)]
pub(super) fn fixed(text: &str) -> Ident {
    Ident::new(text, Span::call_site())
}
