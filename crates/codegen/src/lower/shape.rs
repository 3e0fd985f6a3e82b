//! Which Rust shape a schema has: one step at a time, parts are told by their ids. Knows the
//! keywords; knows no names, and not which schemas become items.

mod merge;
mod object;
mod tag;
pub(super) mod text;
mod union;

use std::collections::{HashMap, HashSet};

use asyncapi_parser::model::{
    Api, ArrayKeywords, Docs, Keywords, Literal, Schema, SchemaId, SchemaKind, Types,
};

use super::integer::integer;
use crate::config::Config;
use crate::ir::Integer;

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

/// Finds shapes.
#[derive(Debug)]
pub(super) struct Shapes<'a> {
    pub(super) api: &'a Api,
    /// Where the references of each schema that has one lead in the end.
    ends: HashMap<SchemaId, SchemaId>,
    /// Whether a schema means what people mean by it; else the letter holds.
    implied: bool,
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

    /// Whether it leaves out no value of its JSON type.
    fn is_free(&self) -> bool {
        let is_json = |of: &Use| matches!(of, Use::Shape(shape) if **shape == Self::Json);
        match self {
            Self::Json | Self::Null | Self::Bool | Self::Number | Self::String => true,
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

impl<'a> Shapes<'a> {
    pub(super) fn new(api: &'a Api, config: &Config) -> Self {
        Self {
            api,
            implied: config.implied_types,
            ends: ends(api),
        }
    }

    /// The schema behind an id.
    pub(super) fn schema(&self, id: SchemaId) -> &'a Schema {
        &self.api.schemas[id.0 as usize]
    }

    /// Where references lead in the end.
    pub(super) fn end(&self, id: SchemaId) -> SchemaId {
        self.ends.get(&id).copied().unwrap_or(id)
    }

    /// The keywords behind references.
    pub(super) fn keywords(&self, id: SchemaId) -> Option<&'a Keywords> {
        match &self.schema(self.end(id)).kind {
            SchemaKind::Keywords(keywords) => Some(keywords),
            SchemaKind::Any | SchemaKind::Never | SchemaKind::Ref(_) => None,
        }
    }

    /// The shape of a schema.
    pub(super) fn of(&self, id: SchemaId) -> Shaped {
        match &self.schema(id).kind {
            SchemaKind::Any => Shaped::new(Shape::Json),
            SchemaKind::Never => Shaped::new(Shape::Never),
            SchemaKind::Ref(to) => Shaped::new(Shape::Same(*to)),
            SchemaKind::Keywords(keywords) => {
                let Keywords {
                    types: _,
                    enumeration,
                    constant,
                    format: _,
                    content_encoding: _,
                    number: _,
                    string: _,
                    array: _,
                    object: _,
                    one_of: _,
                    any_of: _,
                    discriminator: _,
                    unshaped: _,
                } = keywords.as_ref();
                if let Some(constant) = constant {
                    Shaped::new(self::constant(constant))
                } else if let Some(values) = enumeration {
                    set(keywords, values)
                } else {
                    self.union(keywords)
                }
            }
        }
    }

    /// The shape by `type` and the keywords of each type. What has no `type` is of any: then the
    /// keywords of one say what values of that type look like.
    fn by_type(&self, keywords: &Keywords) -> Shaped {
        let types = keywords.types.unwrap_or(ALL);
        let mut kinds = self.kinds(keywords, types);
        let nullable = types.null;
        let shape = match kinds.len() {
            0 if nullable => return Shaped::new(Shape::Null),
            0 => Shape::Never,
            1 => kinds.remove(0).1,
            _ if allows_all(types) && kinds.iter().all(|(_, shape)| shape.is_free()) => {
                return Shaped::new(Shape::Json);
            }
            _ => match kinds.as_slice() {
                [(_, other), (_, Shape::String)] | [(_, Shape::String), (_, other)]
                    if !other.is_item() =>
                {
                    Shape::TextOr(Use::shape(other.clone()))
                }
                _ => Shape::Union(Union {
                    branches: kinds
                        .into_iter()
                        .map(|(text, shape)| Branch {
                            of: Use::shape(shape),
                            docs: None,
                            texts: vec![text.to_owned()],
                        })
                        .collect(),
                    rule: Rule::BestFit,
                }),
            },
        };
        Shaped { nullable, shape }
    }

    /// A shape for each type, with what it is called in a union.
    fn kinds(&self, keywords: &Keywords, types: Types) -> Vec<(&'static str, Shape)> {
        let Types {
            null: _,
            boolean,
            integer: whole,
            number,
            string,
            array,
            object,
        } = types;
        let mut kinds = Vec::new();
        kinds.extend(boolean.then_some((BOOLEAN, Shape::Bool)));
        let width = || integer(keywords.format.as_deref(), &keywords.number, self.implied);
        kinds.extend(whole.then(|| (INTEGER, Shape::Integer(width()))));
        kinds.extend(number.then_some((NUMBER, Shape::Number)));
        kinds.extend(string.then_some((TEXT, Shape::String)));
        kinds.extend(array.then(|| (LIST, self.array(&keywords.array))));
        kinds.extend(object.then(|| (OBJECT, self.object(&keywords.object))));
        kinds
    }

    fn array(&self, array: &ArrayKeywords) -> Shape {
        let ArrayKeywords {
            prefix,
            items,
            min_items,
            max_items,
            unique_items: _,
        } = array;
        let rest = items.map_or_else(|| Use::shape(Shape::Json), Use::Schema);
        if prefix.is_empty() {
            return Shape::Vec(rest);
        }
        let count = |bound: u64| usize::try_from(bound).unwrap_or(usize::MAX);
        let ends = max_items.is_some_and(|most| count(most) <= prefix.len())
            || items.is_some_and(|items| self.is_never(items));
        Shape::Tuple(Tuple {
            items: prefix.clone(),
            required: min_items.map_or(0, count).min(prefix.len()),
            rest: (!ends).then_some(rest),
        })
    }

    fn is_never(&self, id: SchemaId) -> bool {
        matches!(self.schema(self.end(id)).kind, SchemaKind::Never)
    }
}

/// Every type.
const ALL: Types = Types {
    null: true,
    boolean: true,
    integer: false,
    number: true,
    string: true,
    array: true,
    object: true,
};

/// Whether the types leave nothing out but, perhaps, `null`.
fn allows_all(types: Types) -> bool {
    types.boolean && types.number && types.string && types.array && types.object
}

/// What branches are called that nothing else names.
const BOOLEAN: &str = "Boolean";
const INTEGER: &str = "Integer";
const NUMBER: &str = "Number";
const TEXT: &str = "Text";
const LIST: &str = "List";
const OBJECT: &str = "Object";

fn constant(value: &Literal) -> Shape {
    match value {
        Literal::Null => Shape::Null,
        Literal::Boolean(_)
        | Literal::Number(_)
        | Literal::String(_)
        | Literal::Array(_)
        | Literal::Object(_) => Shape::Constant(value.clone()),
    }
}

/// `enum`. `null` is allowed if it is listed, or if `type` says so: documents that declare a type
/// nullable mean it, though `enum` alone decides by JSON Schema.
fn set(keywords: &Keywords, values: &[Literal]) -> Shaped {
    let plain = |value: &Literal| Value {
        docs: Docs::default(),
        value: value.clone(),
    };
    let typed = keywords.types.is_some_and(|types| types.null);
    let mut shaped = values_shape(values.iter().map(plain).collect(), false);
    shaped.nullable |= typed && shaped.shape != Shape::Null;
    shaped
}

/// The shape of a set of values, each counted once; `open` if any other string is allowed too.
fn values_shape(mut values: Vec<Value<Literal>>, open: bool) -> Shaped {
    let mut seen = HashSet::new();
    values.retain(|value| seen.insert(value.value.clone()));
    let count = values.len();
    values.retain(|value| value.value != Literal::Null);
    let nullable = values.len() < count;
    let strings: Option<Vec<Value<String>>> = values
        .iter()
        .map(|value| match &value.value {
            Literal::String(string) => Some(Value {
                docs: value.docs.clone(),
                value: string.clone(),
            }),
            Literal::Null
            | Literal::Boolean(_)
            | Literal::Number(_)
            | Literal::Array(_)
            | Literal::Object(_) => None,
        })
        .collect();
    let shape = match strings {
        _ if values.is_empty() && nullable => return Shaped::new(Shape::Null),
        _ if values.is_empty() => Shape::Never,
        Some(values) => Shape::Strings(Strings { values, open }),
        None => Shape::Literals(values),
    };
    Shaped { nullable, shape }
}

/// Follows references of all schemas at once, each step once. A circle of nothing but references
/// is refused when a document is read; if one came here, it would end where it is entered.
fn ends(api: &Api) -> HashMap<SchemaId, SchemaId> {
    let mut to: HashMap<SchemaId, SchemaId> = HashMap::new();
    for (id, schema) in (0..).map(SchemaId).zip(&api.schemas) {
        match schema.kind {
            SchemaKind::Ref(target) => to.insert(id, target),
            SchemaKind::Any | SchemaKind::Never | SchemaKind::Keywords(_) => None,
        };
    }
    let mut ends: HashMap<SchemaId, SchemaId> = HashMap::new();
    for start in to.keys() {
        let mut chain = Vec::new();
        let mut at = *start;
        while let Some(next) = to.get(&at)
            && !ends.contains_key(&at)
        {
            ends.insert(at, at);
            chain.push(at);
            at = *next;
        }
        let end = ends.get(&at).copied().unwrap_or(at);
        ends.extend(chain.into_iter().map(|id| (id, end)));
    }
    ends
}
