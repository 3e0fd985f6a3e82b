//! The declared shape of a value as plain static data: what decoding falls back on when a value
//! does not fit. Knows JSON; knows no document.

mod event;

use crate::wire::Wire;

pub use crate::members::Kind;
pub use event::{Event, Member, Rule, Test, Then};

/// How a shape is referred to: by function, so that shapes may be recursive.
pub type Of = fn() -> &'static Shape;

/// The declared shape of a value.
#[derive(Debug)]
pub enum Shape {
    /// Any JSON value.
    Any,
    /// No value.
    Never,
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction, within bounds.
    Integer {
        /// The least value.
        min: i64,
        /// The greatest value.
        max: u64,
    },
    /// A number without a fraction, of any size.
    Whole,
    /// A number.
    Number,
    /// A string.
    String,
    /// One of some strings.
    Strings {
        /// The declared values.
        values: &'static [&'static str],
        /// Whether other strings are accepted as well.
        open: bool,
    },
    /// One of some JSON values.
    Literals {
        /// The declared values as JSON text.
        values: &'static [&'static str],
        /// Whether other values are accepted as well.
        open: bool,
    },
    /// `null` or a value.
    Nullable(Of),
    /// An array.
    Array(Of),
    /// An array whose first items have shapes of their own.
    Tuple(Tuple),
    /// An object whose members all have one shape.
    Map(Of),
    /// An object with declared members.
    Object(Object),
    /// One of some shapes.
    Union(Union),
    /// An event that the body tells.
    Event(Event),
}

/// An object with declared members.
#[derive(Debug)]
pub struct Object {
    /// The declared members.
    pub fields: &'static [Field],
    /// What other members must be.
    pub rest: Rest,
}

/// A declared member.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// Its shape.
    pub shape: Of,
}

/// What members that are not declared must be.
#[derive(Debug)]
pub enum Rest {
    /// Anything.
    Any,
    /// Absent.
    Closed,
    /// Of this shape.
    Shape(Of),
}

/// An array whose first items have shapes of their own.
#[derive(Debug)]
pub struct Tuple {
    /// The shapes of the first items.
    pub items: &'static [Of],
    /// How many of them must be there.
    pub required: usize,
    /// The shape of the items behind them; [`never()`] where there may be none.
    pub rest: Of,
}

/// One of some shapes.
#[derive(Debug)]
pub struct Union {
    /// The shapes.
    pub branches: &'static [Of],
    /// The member that names the branch, and its values with their branches.
    pub tags: Option<(&'static str, &'static [(&'static str, usize)])>,
    /// Whether what fits no branch is accepted as well.
    pub open: bool,
}

/// The shape of no value.
pub fn never() -> &'static Shape {
    &Shape::Never
}

impl Tuple {
    /// The shape of the item at an index.
    pub(crate) fn item(&self, index: usize) -> Of {
        *self.items.get(index).unwrap_or(&self.rest)
    }
}

impl Union {
    /// The other of two shapes if one of them is any string and nothing else is accepted.
    fn beside_text(&self) -> Option<&'static Shape> {
        match (self.branches, self.tags, self.open) {
            ([text, other], None, false) if matches!(text(), Shape::String) => Some(other()),
            _ => None,
        }
    }
}

impl Field {
    /// A member that must be there.
    pub const fn required<T: Wire>(name: &'static str) -> Self {
        Self {
            name,
            required: true,
            shape: T::shape,
        }
    }

    /// A member that may be absent.
    pub const fn optional<T: Wire>(name: &'static str) -> Self {
        Self {
            name,
            required: false,
            shape: T::shape,
        }
    }
}

impl Shape {
    /// What is expected, in a word or two, e.g. `an integer`.
    pub fn describe(&self) -> &'static str {
        match self {
            Self::Any => "any value",
            Self::Never => "no value",
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer { .. } | Self::Whole => "an integer",
            Self::Number => "a number",
            Self::String | Self::Strings { open: true, .. } => "a string",
            Self::Strings { open: false, .. } => "one of the declared strings",
            Self::Literals { .. } => "one of the declared values",
            Self::Nullable(of) => match of().describe() {
                "a boolean" => "a boolean or null",
                "an integer" => "an integer or null",
                "a number" => "a number or null",
                "a string" => "a string or null",
                "an array" => "an array or null",
                "an object" => "an object or null",
                "a string or a boolean" => "a string, a boolean or null",
                "a string or an integer" => "a string, an integer or null",
                "a string or a number" => "a string, a number or null",
                "a string or an array" => "a string, an array or null",
                "a string or an object" => "a string, an object or null",
                _ => "a declared value or null",
            },
            Self::Array(_) | Self::Tuple(_) => "an array",
            Self::Map(_) | Self::Object(_) => "an object",
            Self::Union(union) => match union.beside_text().map_or("", Self::describe) {
                "a boolean" => "a string or a boolean",
                "an integer" => "a string or an integer",
                "a number" => "a string or a number",
                "an array" => "a string or an array",
                "an object" => "a string or an object",
                _ => "one of the declared types",
            },
            Self::Event(_) => "an event object",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integer::Integer;
    use crate::json::Json;
    use crate::nullable::Nullable;
    use crate::number::Number;
    use crate::text_or::TextOr;

    const fn strings(open: bool) -> Shape {
        let values = &["a"];
        Shape::Strings { values, open }
    }

    const fn union(branches: &'static [Of], open: bool) -> Shape {
        Shape::Union(Union {
            branches,
            tags: None,
            open,
        })
    }

    #[test]
    fn what_is_expected_is_said_in_a_few_words() {
        type Texts = Vec<String>;
        type Members = std::collections::BTreeMap<String, Json>;
        const LITERALS: Shape = Shape::Literals {
            values: &["1"],
            open: false,
        };
        let literals = Shape::Nullable(|| &LITERALS);
        let cases = [
            (Json::shape(), "any value"),
            (never(), "no value"),
            (<()>::shape(), "null"),
            (bool::shape(), "a boolean"),
            (u8::shape(), "an integer"),
            (Integer::shape(), "an integer"),
            (Number::shape(), "a number"),
            (String::shape(), "a string"),
            (&strings(true), "a string"),
            (&strings(false), "one of the declared strings"),
            (&LITERALS, "one of the declared values"),
            (Texts::shape(), "an array"),
            (Members::shape(), "an object"),
            (Nullable::<bool>::shape(), "a boolean or null"),
            (Nullable::<u8>::shape(), "an integer or null"),
            (Nullable::<Number>::shape(), "a number or null"),
            (Nullable::<String>::shape(), "a string or null"),
            (Nullable::<Texts>::shape(), "an array or null"),
            (Nullable::<Members>::shape(), "an object or null"),
            (&literals, "a declared value or null"),
            (TextOr::<bool>::shape(), "a string or a boolean"),
            (TextOr::<u8>::shape(), "a string or an integer"),
            (TextOr::<Number>::shape(), "a string or a number"),
            (TextOr::<Texts>::shape(), "a string or an array"),
            (TextOr::<Members>::shape(), "a string or an object"),
            (TextOr::<Json>::shape(), "one of the declared types"),
            (
                &union(&[bool::shape, Number::shape], false),
                "one of the declared types",
            ),
            (
                &union(&[String::shape, Number::shape], true),
                "one of the declared types",
            ),
            (
                Nullable::<TextOr<bool>>::shape(),
                "a string, a boolean or null",
            ),
            (
                Nullable::<TextOr<u8>>::shape(),
                "a string, an integer or null",
            ),
            (
                Nullable::<TextOr<Number>>::shape(),
                "a string, a number or null",
            ),
            (
                Nullable::<TextOr<Texts>>::shape(),
                "a string, an array or null",
            ),
            (
                Nullable::<TextOr<Members>>::shape(),
                "a string, an object or null",
            ),
        ];
        for (shape, expected) in cases {
            assert_eq!(shape.describe(), expected, "{shape:?}");
        }
    }
}
