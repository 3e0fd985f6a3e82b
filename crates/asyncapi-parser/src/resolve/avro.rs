//! Avro schemas (Avro 1.12, "Schema Declaration"): nodes in, schemas of the arena out. Knows Avro's
//! names, types and logical types.
//!
//! Values are described as JSON that carries the data plainly: a union is one of its branches,
//! without the object that Avro's own JSON encoding puts around it.

mod names;
mod shape;

use std::collections::HashMap;
use std::rc::Rc;

use self::names::Names;
use super::context::{Context, Object};
use super::format::Dialect;
use super::kind::Kind;
use super::literal;
use super::schema::Schemas;
use super::schema::finish::kind;
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Docs, Keywords, Literal, ObjectKeywords, Property, Required, SchemaId, SchemaKind, Step, Types,
};
use crate::tree::{NodeId, Value};

/// What Avro schemas know of their surroundings.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    by_schema: HashMap<SchemaId, Scope>,
    formats: HashMap<SchemaId, NodeId>,
}

/// The names that can be used in a schema.
#[derive(Clone, Debug)]
struct Scope {
    names: Rc<Names>,
    /// The namespace of names without one.
    namespace: Rc<str>,
}

impl Scopes {
    /// Says where the format of a schema stands.
    pub(super) fn format(&mut self, schema: SchemaId, at: NodeId) {
        self.formats.entry(schema).or_insert(at);
    }
}

/// Reads the Avro schema that stands at a node.
pub(super) fn read(cx: &mut Context<'_>, schemas: &mut Schemas, id: SchemaId, node: NodeId) {
    let scope = schemas.avro.by_schema.get(&id).cloned();
    let is_root = scope.is_none();
    let scope = scope.unwrap_or_else(|| Scope {
        names: Rc::new(names::collect(cx, node)),
        namespace: Rc::from(""),
    });
    let mut reader = Reader {
        cx,
        schemas,
        id,
        scope,
        is_root,
        docs: Docs::default(),
    };
    let kind = reader.schema(node);
    let docs = reader.docs;
    let raw = schemas.raw_mut(id);
    raw.schema.kind = kind;
    raw.schema.docs = docs.into();
}

struct Reader<'r, 'd> {
    cx: &'r mut Context<'d>,
    schemas: &'r mut Schemas,
    id: SchemaId,
    scope: Scope,
    is_root: bool,
    docs: Docs,
}

impl<'d> Reader<'_, 'd> {
    fn schema(&mut self, node: NodeId) -> SchemaKind {
        match self.cx.value(node) {
            Value::Scalar(_) => self.named(node),
            Value::Sequence(branches) => self.union(branches),
            Value::Mapping(fields) => {
                let object = Object { at: node, fields };
                if object.get("$ref").is_some() {
                    return self.reference(node);
                }
                self.object(object)
            }
        }
    }

    /// A primitive type, or the name of a type that is defined elsewhere.
    fn named(&mut self, node: NodeId) -> SchemaKind {
        let Some(name) = self.cx.string(node) else {
            let found = self.cx.value(node).noun();
            return self.wrong(
                node,
                &format!("an Avro type must be a name, an object or an array, found {found}"),
            );
        };
        if let Some(keywords) = shape::primitive(name) {
            return kind(keywords);
        }
        let Some((definition, namespace)) = self.scope.names.find(name, &self.scope.namespace)
        else {
            return self.undefined(node, name);
        };
        let target = self.schemas.target(self.cx, definition, Dialect::Avro);
        self.enter(target, namespace);
        SchemaKind::Ref(target)
    }

    /// A name without a definition. Often a registry has it, so it allows everything; but a
    /// primitive type that is misspelt is an error, and so is a whole schema that is only a name.
    fn undefined(&mut self, node: NodeId, name: &str) -> SchemaKind {
        let meant = self
            .cx
            .suggestions
            .closest(name, shape::PRIMITIVES.iter().copied());
        match meant {
            Some(meant) => {
                let message = format!("`{name}` is not an Avro type");
                self.cx.error(
                    &code::AVRO,
                    node,
                    message,
                    format!("did you mean `{meant}`?"),
                );
            }
            None if self.is_root => {
                return self.wrong(node, &format!("`{name}` is not an Avro type"));
            }
            None => {
                let message =
                    format!("the Avro type `{name}` is not defined here; every value is allowed");
                let help = "define it in the schema, where it is used first, or refer to its file by `$ref`";
                self.cx.warning(&code::AVRO, node, message, help);
            }
        }
        SchemaKind::Any
    }

    fn reference(&mut self, node: NodeId) -> SchemaKind {
        let Some(target) = self.cx.step(node, Kind::Schema) else {
            return SchemaKind::Any;
        };
        // It may be another file, which has its own names.
        let target = self.schemas.target(self.cx, target, Dialect::Avro);
        if let Some(at) = self.schemas.avro.formats.get(&self.id).copied() {
            self.schemas.avro.format(target, at);
        }
        SchemaKind::Ref(target)
    }

    /// A union: of types without more to say it is a set of types, else a union of schemas.
    fn union(&mut self, branches: &[NodeId]) -> SchemaKind {
        let simple: Option<Vec<Keywords>> = branches
            .iter()
            .map(|branch| shape::primitive(self.cx.string(*branch)?))
            .collect();
        if let Some(types) = simple.as_deref().and_then(shape::joined) {
            return kind(types);
        }
        let mut ids = Vec::with_capacity(branches.len());
        for (index, branch) in branches.iter().enumerate() {
            ids.push(self.child(
                *branch,
                Step::OneOf(index),
                Rc::clone(&self.scope.namespace),
            ));
        }
        match ids.as_slice() {
            [only] => SchemaKind::Ref(*only),
            _ => kind(Keywords {
                one_of: vec![ids].into(),
                ..Keywords::default()
            }),
        }
    }

    fn object(&mut self, object: Object<'d>) -> SchemaKind {
        let Some(type_at) = object.get("type") else {
            return self.wrong(object.at, "an Avro schema says its `type`");
        };
        let name = self.cx.string(type_at);
        self.docs.description = self
            .cx
            .field_text(object, "doc")
            .or(self.docs.description.take());
        match name {
            Some("record" | "error") => self.record(object),
            Some("enum") => self.enumeration(object),
            Some("array") => {
                let items = object
                    .get("items")
                    .map(|node| self.same_namespace(node, Step::Items));
                kind(shape::array(items))
            }
            Some("map") => {
                let step = Step::AdditionalProperties;
                let values = object
                    .get("values")
                    .map(|node| self.same_namespace(node, step));
                kind(shape::map(values))
            }
            Some("fixed") => {
                self.name(object);
                let size = object
                    .get("size")
                    .and_then(|node| self.cx.text(node)?.parse().ok());
                kind(shape::fixed(size))
            }
            // `{type: {type: record, …}}` is the inner schema; `{type: long, logicalType: …}` a
            // primitive with more to say.
            _ => {
                let inner = match self.schemas.alias(type_at, self.id) {
                    Some(named_before) => SchemaKind::Ref(named_before),
                    None => self.schema(type_at),
                };
                self.logical(object, inner)
            }
        }
    }

    fn record(&mut self, object: Object<'d>) -> SchemaKind {
        let namespace = self.name(object);
        let mut members = ObjectKeywords::default();
        let Some(fields) = object.get("fields") else {
            return self.wrong(object.at, "an Avro record has `fields`");
        };
        for item in self.cx.items(fields) {
            let Some((field, name_at)) = self
                .cx
                .object(*item)
                .and_then(|field| Some((field, field.get("name")?)))
            else {
                self.wrong(*item, "a field of an Avro record has a `name`");
                continue;
            };
            let (Some(name), Some(type_at)) = (self.cx.text(name_at), field.get("type")) else {
                self.wrong(*item, "a field of an Avro record has a `name` and a `type`");
                continue;
            };
            let schema = self.child(type_at, Step::Property(name.into()), Rc::clone(&namespace));
            let schema = self.with_docs(schema, field);
            members.properties.push(Property {
                name: name.into(),
                schema,
            });
            // A reader fills in the default where data lack the field.
            if field.get("default").is_none() {
                members.required.push(Required {
                    name: name.into(),
                    at: name_at,
                });
            }
        }
        kind(shape::record(members))
    }

    fn enumeration(&mut self, object: Object<'d>) -> SchemaKind {
        self.name(object);
        let symbols: Vec<Literal> = self
            .cx
            .field_items(object, "symbols")
            .iter()
            .map(|item| literal::read(self.cx.document, *item))
            .collect();
        if symbols.is_empty() {
            return self.wrong(object.at, "an Avro enum has `symbols`");
        }
        self.docs.default = object
            .get("default")
            .map(|node| literal::read(self.cx.document, node));
        kind(shape::enumeration(symbols))
    }

    /// Says what a logical type makes of its type: a format where JSON Schema has one, else a word
    /// in the documentation.
    fn logical(&mut self, object: Object<'d>, inner: SchemaKind) -> SchemaKind {
        let Some(logical) = self.cx.field_text(object, "logicalType") else {
            return inner;
        };
        if let ("uuid", SchemaKind::Keywords(keywords)) = (logical.as_str(), &inner)
            && keywords.types
                == Some(Types {
                    string: true,
                    ..Types::default()
                })
        {
            let format = Some("uuid".into());
            return kind(Keywords {
                format,
                ..(**keywords).clone()
            });
        }
        let mut said = format!("Avro logical type `{logical}`.");
        if let (Some(precision), scale) = (
            self.cx.field_text(object, "precision"),
            self.cx.field_text(object, "scale"),
        ) {
            said = format!(
                "Avro logical type `{logical}({precision}, {})`.",
                scale.as_deref().unwrap_or("0")
            );
        }
        self.docs.description = Some(match self.docs.description.take() {
            Some(description) => format!("{description}\n\n{said}"),
            None => said,
        });
        inner
    }

    /// The documentation of a field is that of its schema, unless that is named and has its own.
    fn with_docs(&mut self, schema: SchemaId, field: Object<'d>) -> SchemaId {
        let docs = Docs {
            description: self.cx.field_text(field, "doc"),
            default: field
                .get("default")
                .map(|node| literal::read(self.cx.document, node)),
            ..Docs::default()
        };
        if docs == Docs::default() {
            return schema;
        }
        let inner = &self.schemas.raw(schema).schema;
        let (at, home) = (inner.at, inner.home.clone());
        self.schemas.made(
            crate::model::Schema {
                at,
                home,
                docs: docs.into(),
                kind: SchemaKind::Ref(schema),
            },
            Vec::new(),
        )
    }

    /// The name of a named type becomes its title; gives the namespace that holds inside of it.
    fn name(&mut self, object: Object<'d>) -> Rc<str> {
        let Some(full) = names::full_name(self.cx, object, &self.scope.namespace) else {
            let message = "a record, an enum or a fixed type in Avro has a `name`";
            let help = "add `name`; without it no other type can refer to this one";
            self.cx.warning(&code::AVRO, object.at, message, help);
            return Rc::clone(&self.scope.namespace);
        };
        let (namespace, name) = full.rsplit_once('.').unwrap_or(("", &full));
        self.docs.title = Some(name.to_owned());
        Rc::from(namespace)
    }

    fn same_namespace(&mut self, node: NodeId, step: Step) -> SchemaId {
        self.child(node, step, Rc::clone(&self.scope.namespace))
    }

    fn child(&mut self, node: NodeId, step: Step, namespace: Rc<str>) -> SchemaId {
        let id = self.schemas.child(node, self.id, step, Dialect::Avro);
        self.enter(id, namespace);
        id
    }

    fn enter(&mut self, id: SchemaId, namespace: Rc<str>) {
        let names = Rc::clone(&self.scope.names);
        self.schemas
            .avro
            .by_schema
            .entry(id)
            .or_insert(Scope { names, namespace });
    }

    /// Reports what is wrong. A schema that is wrong at its very root may not be Avro at all, so
    /// the place is that of the format then.
    fn wrong(&mut self, node: NodeId, message: &str) -> SchemaKind {
        let format = self
            .schemas
            .avro
            .formats
            .get(&self.id)
            .copied()
            .filter(|_| self.is_root);
        let diagnostic = match format {
            Some(at) => {
                let named = self.cx.text(at).unwrap_or_default();
                Diagnostic::error(
                    &code::AVRO,
                    format!("{message}, which the format `{named}` demands"),
                )
                .at(self.cx.document, at)
                .see(self.cx.document, node, "in this schema")
            }
            None => Diagnostic::error(&code::AVRO, message).at(self.cx.document, node),
        };
        let help = "write Avro: a primitive type, or a record, enum, array, map, fixed or union";
        self.cx.diagnostics.push(diagnostic.help(help));
        SchemaKind::Any
    }
}
