//! What tables of forms are made of.

use crate::diagnostic::Severity;
use crate::resolve::kind::Kind;

/// The form of an object.
#[derive(Debug)]
pub(super) struct Form {
    /// What the specification calls it.
    pub(super) noun: &'static str,
    pub(super) fields: &'static [Field],
    /// Whether `x-` fields are allowed.
    pub(super) extensible: bool,
    /// Fields of which there must be one.
    pub(super) any_of: &'static [&'static str],
}

/// A field of an object.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) holds: Holds,
    /// Whether it must be there.
    pub(super) needed: bool,
    /// The minor version that brought it.
    pub(super) since: u8,
    /// Whether types depend on it.
    pub(super) shapes_types: bool,
}

/// What a field holds.
#[derive(Debug)]
pub(super) enum Holds {
    /// Whatever; or what is checked when it is read.
    Anything,
    Text,
    TextOrNull,
    Uri,
    /// A runtime expression.
    Expression,
    Boolean,
    /// One of some words.
    Words(&'static [&'static str]),
    /// The schema of headers.
    Headers,
    Object(&'static Form),
    /// An object of arbitrary keys.
    Map(&'static Holds),
    List(&'static Holds),
    /// As a map; a list, which some documents have, is read too.
    MapOrList(&'static Holds),
    /// A list of tags, of different names.
    Tags(&'static Holds),
    /// A reference, and nothing else.
    Reference(Kind),
    /// A reference, since some minor version, or the thing itself.
    Or(Kind, u8, &'static Holds),
    /// An object whose `type` says its form.
    ByType(&'static [Variant]),
    /// A message of 2.x, or `oneOf` some.
    MessageOrOneOf,
}

/// A `type`, the minor version that brought it, and the form of objects of it.
pub(super) type Variant = (&'static str, u8, &'static Form);

impl Form {
    pub(super) const fn new(noun: &'static str, fields: &'static [Field]) -> Self {
        Self {
            noun,
            fields,
            extensible: true,
            any_of: &[],
        }
    }
}

impl Field {
    pub(super) const fn new(name: &'static str, holds: Holds) -> Self {
        Self {
            name,
            holds,
            needed: false,
            since: 0,
            shapes_types: false,
        }
    }

    pub(super) const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    pub(super) const fn since(mut self, minor: u8) -> Self {
        self.since = minor;
        self
    }

    pub(super) const fn shapes_types(mut self) -> Self {
        self.shapes_types = true;
        self
    }

    /// How bad it is if the field is not there. Types depend only on what refers to them.
    pub(super) fn missing(&self) -> Severity {
        if matches!(self.holds, Holds::Reference(_)) {
            self.severity()
        } else {
            Severity::Warning
        }
    }

    /// How bad it is if the field holds something else.
    pub(super) fn severity(&self) -> Severity {
        if self.shapes_types {
            Severity::Error
        } else {
            Severity::Warning
        }
    }
}

impl Holds {
    /// What a value looks like.
    pub(super) fn example(&self) -> &'static str {
        match self {
            Self::Anything
            | Self::Headers
            | Self::Object(_)
            | Self::Map(_)
            | Self::MapOrList(_)
            | Self::ByType(_)
            | Self::MessageOrOneOf => "{…}",
            Self::Text | Self::TextOrNull => "…",
            Self::Uri => "https://…",
            Self::Expression => "$message.header#/…",
            Self::Boolean => "true",
            Self::Words(words) => words.first().copied().unwrap_or_default(),
            Self::List(_) | Self::Tags(_) => "[…]",
            Self::Reference(_) => "{$ref: '#/…'}",
            Self::Or(_, _, holds) => holds.example(),
        }
    }
}
