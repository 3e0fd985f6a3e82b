//! The shapes that schemas have, which Rust types come of: parts are told by the ids of their
//! schemas. Knows no names, and not which schemas become items.
//!
//! [`Shapes`] finds the shape of a schema: by its values ([`values`]), by `oneOf` and `anyOf`
//! ([`union`]), which lead to structs ([`merge`]) and tags ([`tag`]), or by its types ([`typed`]).

mod find;
mod merge;
mod object;
mod tag;
pub(super) mod text;
mod typed;
mod union;
mod values;

use asyncapi_parser::model::{Docs, Literal, SchemaId};

use crate::ir::{Format, Integer};
pub(super) use find::Shapes;

/// What a schema allows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shaped {
    /// Whether `null` is allowed besides.
    pub(super) nullable: bool,
    /// Everything but `null`.
    pub(super) shape: Shape,
}

/// The shape of values other than `null`. Shapes up to [`Shape::TextOr`] are written where they are
/// used; those behind are items.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Json,
    Null,
    Bool,
    Integer(Integer),
    Number,
    String,
    Formatted(Format),
    /// That of another schema.
    Same(SchemaId),
    Vec(Use),
    Map(Use),
    /// A string or, of a shape that is no item, something else.
    TextOr(Use),
    Never,
    Constant(Literal),
    Strings(Strings),
    Literals(Vec<Value<Literal>>),
    Struct(Struct),
    Tuple(Tuple),
    Union(Union),
}

/// A type at a use.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Use {
    /// That of a schema.
    Schema(SchemaId),
    /// A shape that no schema has by itself.
    Shape(Box<Shape>),
}

/// A set of strings.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Strings {
    pub(super) values: Vec<Value<String>>,
    /// Whether the document itself allows any other string.
    pub(super) open: bool,
}

/// A value of a set.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Value<V> {
    pub(super) docs: Docs,
    pub(super) value: V,
}

/// An object with fields.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Struct {
    pub(super) fields: Vec<Field>,
    pub(super) rest: Rest,
}

/// A field.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Field {
    pub(super) wire: String,
    /// Whose documentation it has.
    pub(super) docs: Option<SchemaId>,
    pub(super) required: bool,
    pub(super) of: Use,
}

/// Members that are not fields.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Rest {
    Raw,
    Closed,
    Typed(SchemaId),
}

/// An array whose first items have types of their own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tuple {
    pub(super) items: Vec<SchemaId>,
    /// How many of them must be there.
    pub(super) required: usize,
    /// The items behind them; `None` where there may be none.
    pub(super) rest: Option<Use>,
}

/// One of several types.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Union {
    pub(super) branches: Vec<Branch>,
    pub(super) rule: Rule,
}

/// A branch of a union.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Branch {
    pub(super) of: Use,
    pub(super) docs: Option<SchemaId>,
    /// What it may be called, best first.
    pub(super) texts: Vec<String>,
}

/// How the branch of a value is found.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Rule {
    Tag {
        member: String,
        tags: Vec<(String, usize)>,
    },
    BestFit,
}

impl Shape {
    /// Whether it becomes an item of its own.
    pub(super) fn is_item(&self) -> bool {
        match self {
            Self::Json
            | Self::Null
            | Self::Bool
            | Self::Integer(_)
            | Self::Number
            | Self::String
            | Self::Formatted(_)
            | Self::Same(_)
            | Self::Vec(_)
            | Self::Map(_)
            | Self::TextOr(_) => false,
            Self::Never
            | Self::Constant(_)
            | Self::Strings(_)
            | Self::Literals(_)
            | Self::Struct(_)
            | Self::Tuple(_)
            | Self::Union(_) => true,
        }
    }

    /// Whether it is any text, read as something or not.
    fn is_text(&self) -> bool {
        matches!(self, Self::String | Self::Formatted(_))
    }

    /// Whether it leaves out no value of its JSON type.
    fn is_free(&self) -> bool {
        let is_json = |of: &Use| matches!(of, Use::Shape(shape) if **shape == Self::Json);
        match self {
            Self::Json
            | Self::Null
            | Self::Bool
            | Self::Number
            | Self::String
            | Self::Formatted(_) => true,
            Self::Vec(of) | Self::Map(of) => is_json(of),
            Self::Integer(_)
            | Self::Same(_)
            | Self::Never
            | Self::Constant(_)
            | Self::Strings(_)
            | Self::Literals(_)
            | Self::Struct(_)
            | Self::Tuple(_)
            | Self::TextOr(_)
            | Self::Union(_) => false,
        }
    }

    /// The schemas it is made of, in document order.
    pub(super) fn parts(&self) -> Vec<SchemaId> {
        match self {
            Self::Json
            | Self::Null
            | Self::Bool
            | Self::Integer(_)
            | Self::Number
            | Self::String
            | Self::Formatted(_)
            | Self::Never
            | Self::Constant(_)
            | Self::Strings(_)
            | Self::Literals(_) => Vec::new(),
            Self::Same(id) => vec![*id],
            Self::Vec(of) | Self::Map(of) | Self::TextOr(of) => of.parts(),
            Self::Struct(shape) => {
                let rest = match &shape.rest {
                    Rest::Raw | Rest::Closed => None,
                    Rest::Typed(id) => Some(*id),
                };
                let fields = shape.fields.iter().flat_map(|field| field.of.parts());
                fields.chain(rest).collect()
            }
            Self::Tuple(shape) => {
                let rest = shape.rest.iter().flat_map(Use::parts);
                shape.items.iter().copied().chain(rest).collect()
            }
            Self::Union(shape) => shape
                .branches
                .iter()
                .flat_map(|branch| branch.of.parts())
                .collect(),
        }
    }
}

impl Use {
    fn shape(shape: Shape) -> Self {
        Self::Shape(Box::new(shape))
    }

    fn parts(&self) -> Vec<SchemaId> {
        match self {
            Self::Schema(id) => vec![*id],
            Self::Shape(shape) => shape.parts(),
        }
    }
}

impl Shaped {
    fn new(shape: Shape) -> Self {
        Self {
            nullable: false,
            shape,
        }
    }
}
