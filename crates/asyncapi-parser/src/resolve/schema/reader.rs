//! One schema: its node in, what it says itself out. Goes through the fields once and lets the
//! table of keywords read each; the children it meets are taken in, not gone into.

use std::path::Path;

use super::finish;
use super::keyword::{self, Use};
use super::{Schemas, not_a_schema};
use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Docs, Keywords, Number, Rare, SchemaId, SchemaKind, Step};
use crate::resolve::context::{Context, Object};
use crate::resolve::files::file_of;
use crate::resolve::format::{Dialect, meta_schema};
use crate::resolve::kind::Kind;
use crate::resolve::number;
use crate::tree::{Entry, NodeId, ScalarKind, Value};

/// A schema while its fields are gone through.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) docs: Rare<Docs>,
    pub(super) keywords: Box<Keywords>,
    /// What else holds.
    pub(super) parts: Vec<SchemaId>,
    /// `nullable`.
    pub(super) nullable: bool,
    /// `items` in array form.
    pub(super) tuple: Option<Vec<SchemaId>>,
    /// `additionalItems`, which counts only behind a tuple.
    pub(super) additional_items: Option<SchemaId>,
    /// `exclusiveMinimum: true` of draft 4.
    pub(super) minimum_excluded: bool,
    /// `exclusiveMaximum: true` of draft 4.
    pub(super) maximum_excluded: bool,
}

/// What reading a field takes.
#[derive(Debug)]
pub(super) struct Reader<'r, 'd> {
    pub(super) cx: &'r mut Context<'d>,
    pub(super) schemas: &'r mut Schemas,
    /// The schema that is being read.
    pub(super) id: SchemaId,
    dialect: Dialect,
}

/// Reads the schema that stands at a node.
pub(super) fn read(
    cx: &mut Context<'_>,
    schemas: &mut Schemas,
    id: SchemaId,
    node: NodeId,
    dialect: Dialect,
) {
    match cx.value(node) {
        Value::Scalar(scalar) if scalar.kind == ScalarKind::Boolean => {
            schemas.raw_mut(id).schema.kind = if scalar.boolean() == Some(true) {
                SchemaKind::Any
            } else {
                SchemaKind::Never
            };
        }
        Value::Mapping(fields) => {
            let object = Object { at: node, fields };
            Reader {
                cx,
                schemas,
                id,
                dialect,
            }
            .object(object);
        }
        value @ (Value::Scalar(_) | Value::Sequence(_)) => {
            let message = not_a_schema(value);
            cx.error(
                &code::SCHEMA_FORM,
                node,
                message,
                "write `{}` for a schema that allows everything",
            );
        }
    }
}

impl<'d> Reader<'_, 'd> {
    /// Any keyword may be an annotation of someone's; one that is a letter off was meant to be
    /// another.
    fn unknown(&mut self, key: &str, value: NodeId) {
        let words = keyword::all().filter(|word| !word.starts_with('$'));
        let meant = self.cx.suggestions.slip(key, words);
        if let Some(meant) = meant {
            let message = format!("`{key}` is no keyword of schemas, and ignored");
            let diagnostic = Diagnostic::warning(&code::FIELD_UNKNOWN, message)
                .at_key(self.cx.document, value)
                .help(format!("did you mean `{meant}`?"));
            self.cx.diagnostics.push(diagnostic);
        }
    }

    fn object(&mut self, object: Object<'d>) {
        if let Some(dialect) = object
            .get("$schema")
            .and_then(|node| meta_schema(self.cx.string(node)?))
        {
            self.dialect = dialect;
        }
        let mut draft = Draft::default();
        let reference = object.get("$ref");
        let alone = reference.is_some() && self.dialect != Dialect::RefBeside;
        for (key, value) in object.entries() {
            match keyword::find(key) {
                Some(Use::Shape(_)) if alone => self.beside_reference(key, value),
                Some(Use::Docs(read) | Use::Holds(read) | Use::Shape(read)) => {
                    read(self, &mut draft, value);
                }
                Some(Use::Ignored(_)) => {}
                None => self.unknown(key, value),
                Some(Use::Refused(help)) => {
                    self.cx.error(
                        &code::SCHEMA_REFUSED,
                        value,
                        format!("`{key}` is not supported"),
                        *help,
                    );
                }
            }
        }
        if let Some(text) = reference {
            let target = self.reference(object.at, text);
            if alone {
                let raw = self.schemas.raw_mut(self.id);
                raw.schema.docs = draft.docs;
                raw.schema.kind = target.map_or(SchemaKind::Any, SchemaKind::Ref);
                return;
            }
            draft.parts.extend(target);
        }
        finish::finish(self, draft);
    }

    /// Takes in what a reference leads to. What is wrong with it has been reported.
    fn reference(&mut self, holder: NodeId, text: NodeId) -> Option<SchemaId> {
        let target = self.cx.step(holder, Kind::Schema)?;
        let is_avro = |file| {
            let path = Path::new(&self.cx.document.sources.get(file).path);
            path.extension().is_some_and(|ending| ending == "avsc")
        };
        let outside = self
            .cx
            .string(text)
            .is_some_and(|text| !text.starts_with('#'));
        let dialect = if outside && is_avro(file_of(self.cx.document, target)) {
            Dialect::Avro
        } else {
            self.dialect
        };
        Some(self.schemas.target(self.cx, target, dialect))
    }

    fn beside_reference(&mut self, key: &str, value: NodeId) {
        let message =
            format!("`{key}` beside `$ref` is ignored, as draft 7 of JSON Schema demands");
        let help = "if it shall hold, put the reference into an `allOf`: `allOf: [{$ref: …}]`";
        self.cx.warning(&code::REF_SIBLINGS, value, message, help);
    }

    /// Takes in a part of the schema.
    pub(super) fn child(&mut self, node: NodeId, step: Step) -> SchemaId {
        self.schemas.child(node, self.id, step, self.dialect)
    }

    /// The parts in a field that must be a list of schemas.
    pub(super) fn children(
        &mut self,
        key: &str,
        node: NodeId,
        step: fn(usize) -> Step,
    ) -> Vec<SchemaId> {
        match self.cx.value(node) {
            Value::Sequence(items) => items
                .iter()
                .enumerate()
                .map(|(index, item)| self.child(*item, step(index)))
                .collect(),
            value @ (Value::Mapping(_) | Value::Scalar(_)) => {
                let message = format!(
                    "`{key}` must be an array of schemas, found {}",
                    value.noun()
                );
                self.cx.error(
                    &code::SCHEMA_FORM,
                    node,
                    message,
                    format!("write `{key}: [{{…}}, {{…}}]`"),
                );
                Vec::new()
            }
        }
    }

    /// The fields of a field that must be an object.
    pub(super) fn entries(&mut self, key: &str, node: NodeId) -> &'d [Entry] {
        match self.cx.value(node) {
            Value::Mapping(fields) => fields.entries(),
            value @ (Value::Sequence(_) | Value::Scalar(_)) => {
                let message = format!("`{key}` must be an object, found {}", value.noun());
                self.cx.error(
                    &code::SCHEMA_FORM,
                    node,
                    message,
                    format!("write `{key}: {{name: {{…}}}}`"),
                );
                &[]
            }
        }
    }

    /// The text of a field that must be a string.
    pub(super) fn string(&mut self, key: &str, node: NodeId) -> Option<String> {
        match self.cx.text(node) {
            Some(text) if self.cx.string(node).is_some() => Some(text.to_owned()),
            text => {
                self.wrong(Severity::Warning, key, node, "a string");
                text.map(str::to_owned)
            }
        }
    }

    /// The value of a field that must be a boolean.
    pub(super) fn flag(&mut self, key: &str, node: NodeId) -> bool {
        let value = self.cx.scalar(node).and_then(crate::tree::Scalar::boolean);
        if value.is_none() {
            self.wrong(Severity::Warning, key, node, "a boolean");
        }
        value == Some(true)
    }

    /// The value of a field that must be a number. What is wrong here narrows no type.
    pub(super) fn number(&mut self, key: &str, node: NodeId) -> Option<Number> {
        let value = self
            .cx
            .scalar(node)
            .filter(|scalar| matches!(scalar.kind, ScalarKind::Integer | ScalarKind::Float))
            .and_then(|scalar| number::to_json(&scalar.text));
        if value.is_none() {
            self.wrong(Severity::Warning, key, node, "a number");
        }
        value
    }

    /// The value of a field that must be a count.
    pub(super) fn count(&mut self, key: &str, node: NodeId) -> Option<u64> {
        let value = self.number(key, node)?;
        let count = number::to_count(&value);
        if count.is_none() {
            let message = format!(
                "`{key}` must be a whole number from 0 on, found {}",
                value.0
            );
            self.cx.warning(
                &code::SCHEMA_FORM,
                node,
                message,
                "the keyword is ignored; correct or remove it",
            );
        }
        count
    }

    /// Reports a value of the wrong kind.
    pub(super) fn wrong(&mut self, severity: Severity, key: &str, node: NodeId, expected: &str) {
        let message = format!(
            "`{key}` must be {expected}, found {}",
            self.cx.value(node).noun()
        );
        let help = match severity {
            Severity::Warning => "the keyword is ignored; correct or remove it",
            Severity::Error => "correct or remove it",
        };
        self.cx
            .report(severity, &code::SCHEMA_FORM, node, message, help);
    }
}
