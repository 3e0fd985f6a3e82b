//! The items of a crate: shapes and names put together. Every decision has been taken.

use asyncapi_parser::model::{Docs, Home, Literal, SchemaId, Step};
use rustc_hash::FxHashMap;

use super::delivery::Secrets;
use super::places::Places;
use super::plan::{Part, Plan};
use super::shape::text::value_text;
use super::shape::{Field, Rest, Rule, Shape, Strings, Struct, Tuple, Union, Use, Value};
use super::types::{OTHER, TypeNames};
use super::{docs, literal};
use crate::config::{Config, Enums, Nulls};
use crate::ir::{self, ItemKind, Type};
use crate::names::{Name, Scope, Style};

/// What members that are not fields are kept in.
const REST: [&str; 2] = ["extra", "extra_members"];

/// Makes items.
#[derive(Debug)]
pub(super) struct Items<'a> {
    pub(super) plan: &'a Plan<'a>,
    names: &'a TypeNames,
    places: Places<'a>,
    enums: Enums,
    nulls: Nulls,
    secrets: &'a Secrets,
}

impl<'a> Items<'a> {
    pub(super) fn new(
        plan: &'a Plan<'a>,
        names: &'a TypeNames,
        places: Places<'a>,
        config: &Config,
        secrets: &'a Secrets,
    ) -> Self {
        Self {
            plan,
            names,
            places,
            enums: config.enums,
            nulls: config.nulls,
            secrets,
        }
    }

    /// All modules, in document order.
    pub(super) fn modules(&self) -> Vec<ir::Module> {
        let mut scope = Scope::new(Style::Module);
        let mut modules: Vec<ir::Module> = Vec::new();
        let mut at: FxHashMap<SchemaId, usize> = FxHashMap::default();
        let owners = self.plan.order.iter().map(|id| (self.plan.owner(*id), *id));
        // The owner's items come first, wherever its parts stand.
        let (heads, parts): (Vec<_>, Vec<_>) = owners.partition(|(owner, id)| owner == id);
        for (owner, id) in heads.into_iter().chain(parts) {
            let items = self.items(id);
            let Some(first) = items.first() else {
                continue;
            };
            let index = *at.entry(owner).or_insert_with(|| {
                let next = modules.len();
                modules.push(ir::Module {
                    name: scope.add(&[first.name.as_str()]),
                    pointer: self.pointer(owner),
                    items: Vec::new(),
                });
                next
            });
            if let Some(module) = modules.get_mut(index) {
                module.items.extend(items);
            }
        }
        modules
    }

    /// The type of a schema at a use.
    pub(super) fn type_of(&self, id: SchemaId) -> Type {
        if self.plan.is_named(id)
            && let Some(name) = self.names.place(id)
        {
            return Type::Named(name.clone());
        }
        self.without_name(id)
    }

    /// The type of a schema at a use that cannot go by its name. Recursion ends with the depth
    /// that the plan allows.
    fn without_name(&self, id: SchemaId) -> Type {
        let Some(shaped) = self.plan.shaped(id) else {
            return Type::Json;
        };
        let core = self.names.item(id, Part::Core);
        let of = core.map_or_else(
            || self.written_out(&shaped.shape),
            |name| Type::Named(name.clone()),
        );
        let of = match of {
            Type::String if self.secrets.contain(&self.plan.shapes, id) => Type::Secret,
            of => of,
        };
        if shaped.nullable { or_null(of) } else { of }
    }

    fn used(&self, of: &Use) -> Type {
        match of {
            Use::Schema(id) => self.type_of(*id),
            Use::Shape(shape) => self.written_out(shape),
        }
    }

    fn written_out(&self, shape: &Shape) -> Type {
        match shape {
            Shape::Null => Type::Null,
            Shape::Bool => Type::Bool,
            Shape::Integer(integer) => Type::Integer(*integer),
            Shape::Number => Type::Number,
            Shape::String => Type::String,
            Shape::Formatted(format) => Type::Formatted(*format),
            Shape::Same(id) => self.type_of(*id),
            Shape::Vec(of) => Type::Vec(Box::new(self.used(of))),
            Shape::Map(of) => Type::Map(Box::new(self.used(of))),
            Shape::TextOr(of) => Type::TextOr(Box::new(self.used(of))),
            // Items have names; none comes here.
            Shape::Json
            | Shape::Never
            | Shape::Constant(_)
            | Shape::Strings(_)
            | Shape::Literals(_)
            | Shape::Struct(_)
            | Shape::Tuple(_)
            | Shape::Union(_) => Type::Json,
        }
    }

    fn items(&self, id: SchemaId) -> Vec<ir::Item> {
        let Some(shaped) = self.plan.shaped(id) else {
            return Vec::new();
        };
        let mut items = Vec::new();
        for part in self.plan.items(id) {
            let Some(name) = self.names.item(id, part) else {
                continue;
            };
            let kind = match part {
                Part::Whole => ItemKind::Alias(self.without_name(id)),
                Part::Core => self.kind(id, &shaped.shape),
                Part::Branch(index) => match &shaped.shape {
                    Shape::Union(union) => match union.branches.get(index).map(|branch| &branch.of)
                    {
                        Some(Use::Shape(shape)) => self.kind(id, shape),
                        Some(Use::Schema(_)) | None => continue,
                    },
                    _ => continue,
                },
            };
            items.push(ir::Item {
                name: name.clone(),
                docs: self.docs(id),
                pointer: self.pointer(id),
                is_built: false,
                kind,
            });
        }
        items
    }

    /// Where a schema stands; where it belongs, if that is within another schema.
    fn pointer(&self, id: SchemaId) -> String {
        let place = |id: SchemaId| self.places.node(self.plan.shapes.schema(id).at);
        let (own, owner) = (place(id), place(self.plan.owner(id)));
        let is_within = own
            .strip_prefix(&owner)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if is_within {
            own
        } else {
            self.places.home(&self.plan.shapes, id)
        }
    }

    /// What is said of a schema; of the only branch of a `oneOf`, what is said of the whole.
    fn docs(&self, id: SchemaId) -> ir::Docs {
        let schema = self.plan.shapes.schema(id);
        let docs = docs::of_schema(schema);
        match &schema.home {
            Home::Child {
                parent,
                step: Step::OneOf(_) | Step::AnyOf(_),
            } if docs.paragraphs.is_empty()
                && self.plan.shaped(*parent).map(|shaped| &shaped.shape)
                    == Some(&Shape::Same(id)) =>
            {
                docs::of_schema(self.plan.shapes.schema(*parent))
            }
            _ => docs,
        }
    }

    fn kind(&self, id: SchemaId, shape: &Shape) -> ItemKind {
        match shape {
            Shape::Never => ItemKind::Never,
            Shape::Constant(value) => ItemKind::Constant(ir::Literal(literal::json(value))),
            Shape::Strings(strings) => ItemKind::StringEnum(self.strings(strings)),
            Shape::Literals(values) => ItemKind::LiteralEnum(self.literals(values)),
            Shape::Struct(shape) => ItemKind::Struct(self.structure(shape)),
            Shape::Tuple(shape) => ItemKind::Tuple(self.tuple(shape)),
            Shape::Union(union) => ItemKind::Union(self.union(id, union)),
            Shape::Json
            | Shape::Null
            | Shape::Bool
            | Shape::Integer(_)
            | Shape::Number
            | Shape::String
            | Shape::Formatted(_)
            | Shape::Same(_)
            | Shape::Vec(_)
            | Shape::Map(_)
            | Shape::TextOr(_) => ItemKind::Alias(self.written_out(shape)),
        }
    }

    fn structure(&self, shape: &Struct) -> ir::Struct {
        let mut scope = Scope::new(Style::Value);
        let texts: Vec<&str> = shape
            .fields
            .iter()
            .map(|field| field.wire.as_str())
            .collect();
        let names = scope.add_all(&texts);
        let field = |(field, name): (&Field, Name)| ir::Field {
            name,
            wire: field.wire.clone(),
            docs: field.docs.map(|id| self.docs(id)).unwrap_or_default(),
            required: field.required,
            ty: match self.used(&field.of) {
                ty if field.required || self.nulls == Nulls::Declared => ty,
                ty => or_null(ty),
            },
        };
        ir::Struct {
            fields: shape.fields.iter().zip(names).map(field).collect(),
            rest: ir::Rest {
                name: scope.add(&REST),
                kind: match shape.rest {
                    Rest::Raw => ir::RestKind::Raw,
                    Rest::Closed => ir::RestKind::Closed,
                    Rest::Typed(id) => ir::RestKind::Typed(self.type_of(id)),
                },
            },
        }
    }

    fn tuple(&self, shape: &Tuple) -> ir::Tuple {
        let mut scope = Scope::new(Style::Value);
        let element = |(index, id): (usize, &SchemaId)| ir::Element {
            name: scope.add(&[&format!("item{index}")]),
            docs: self.docs(*id),
            required: index < shape.required,
            ty: self.type_of(*id),
        };
        let items = shape.items.iter().enumerate().map(element).collect();
        let rest = shape
            .rest
            .as_ref()
            .map(|of| (scope.add(&["rest"]), self.used(of)));
        ir::Tuple { items, rest }
    }

    fn union(&self, id: SchemaId, union: &Union) -> ir::Union {
        let names = self.names.union(id);
        let mut branches = Vec::new();
        for (index, branch) in union.branches.iter().enumerate() {
            let Some(name) = names.and_then(|names| names.branches.get(index)) else {
                continue;
            };
            let item = self.names.item(id, Part::Branch(index));
            let ty = item.map_or_else(|| self.used(&branch.of), |name| Type::Named(name.clone()));
            branches.push(ir::Branch {
                name: name.clone(),
                docs: branch.docs.map(|id| self.docs(id)).unwrap_or_default(),
                // Which names are aliases is settled when there are all.
                carries: ty.clone(),
                ty,
            });
        }
        ir::Union {
            branches,
            rule: match &union.rule {
                Rule::Tag { member, tags } => ir::UnionRule::Tag {
                    member: member.clone(),
                    tags: tags.clone(),
                },
                Rule::BestFit => ir::UnionRule::BestFit,
            },
            other: names
                .map(|names| names.other.clone())
                .filter(|_| self.is_open()),
        }
    }

    fn strings(&self, strings: &Strings) -> ir::StringEnum {
        let texts: Vec<&str> = strings
            .values
            .iter()
            .map(|value| value.value.as_str())
            .collect();
        let (names, other) = variants(&texts);
        ir::StringEnum {
            variants: pair(&strings.values, names, Clone::clone),
            other: (self.is_open() || strings.open).then_some(other),
        }
    }

    fn literals(&self, values: &[Value<Literal>]) -> ir::LiteralEnum {
        let texts: Vec<String> = values
            .iter()
            .map(|value| value_text(&value.value))
            .collect();
        let (names, other) = variants(&texts);
        ir::LiteralEnum {
            variants: pair(values, names, |value| ir::Literal(literal::json(value))),
            other: self.is_open().then_some(other),
        }
    }

    fn is_open(&self) -> bool {
        self.enums == Enums::Open
    }
}

/// A type that `null` is a value of. Aliases that allow it already are seen to later.
fn or_null(ty: Type) -> Type {
    match ty {
        Type::Json | Type::Null | Type::Nullable(_) => ty,
        ty => Type::Nullable(Box::new(ty)),
    }
}

fn variants<T: AsRef<str>>(texts: &[T]) -> (Vec<Name>, Name) {
    let mut scope = Scope::new(Style::Type);
    let names = scope.add_all(texts);
    (names, scope.add(&OTHER))
}

fn pair<V, W>(
    values: &[Value<V>],
    names: Vec<Name>,
    value: impl Fn(&V) -> W,
) -> Vec<ir::Variant<W>> {
    let variant = |(of, name): (&Value<V>, Name)| ir::Variant {
        name,
        docs: value_docs(&of.docs),
        value: value(&of.value),
    };
    values.iter().zip(names).map(variant).collect()
}

fn value_docs(docs: &Docs) -> ir::Docs {
    ir::Docs {
        paragraphs: docs::paragraphs([docs.title.as_deref(), docs.description.as_deref()]),
        deprecated: docs.deprecated,
    }
}
