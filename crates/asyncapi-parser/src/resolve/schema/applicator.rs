//! Keywords that apply other schemas: to the value itself, to its properties or to its items.

use super::reader::{Draft, Reader};
use crate::code;
use crate::diagnostic::Severity;
use crate::model::{Property, SchemaId, Step};
use crate::tree::{Entry, NodeId, ScalarKind, Value};

pub(super) fn properties(r: &mut Reader<'_, '_>, draft: &mut Draft, node: NodeId) {
    let entries = r.entries("properties", node);
    let mut properties = Vec::with_capacity(entries.len());
    for Entry { key, value, .. } in entries {
        let schema = r.child(*value, Step::Property(key.clone()));
        let name = key.clone();
        properties.push(Property { name, schema });
    }
    draft.keywords.object.properties = properties;
}

pub(super) fn pattern_properties(r: &mut Reader<'_, '_>, draft: &mut Draft, node: NodeId) {
    for (index, entry) in r.entries("patternProperties", node).iter().enumerate() {
        let schema = r.child(entry.value, Step::PatternProperty(index));
        let pattern = (entry.key.to_string(), schema);
        draft.keywords.object.patterns.push(pattern);
    }
}

pub(super) fn definitions(r: &mut Reader<'_, '_>, key: &str, node: NodeId) {
    for Entry { key, value, .. } in r.entries(key, node) {
        r.child(*value, Step::Definition(key.clone()));
    }
}

pub(super) fn items(r: &mut Reader<'_, '_>, draft: &mut Draft, node: NodeId) {
    match r.cx.value(node) {
        Value::Sequence(_) => draft.tuple = Some(r.children("items", node, Step::PrefixItem)),
        Value::Mapping(_) | Value::Scalar(_) => {
            draft.keywords.array.items = Some(r.child(node, Step::Items));
        }
    }
}

pub(super) fn branches(
    r: &mut Reader<'_, '_>,
    key: &str,
    node: NodeId,
    step: fn(usize) -> Step,
) -> Vec<SchemaId> {
    if matches!(r.cx.value(node), Value::Sequence(items) if items.is_empty()) {
        let message = format!("`{key}` is empty, so that no value is allowed");
        r.cx.error(
            &code::SCHEMA_EMPTY,
            node,
            message,
            format!("list the alternatives, or leave `{key}` out"),
        );
    }
    r.children(key, node, step)
}

/// A schema that narrows but gives no shape; so what is wrong with its form costs no type.
pub(super) fn unshaped(r: &mut Reader<'_, '_>, draft: &mut Draft, key: &str, node: NodeId) {
    let is_schema = match r.cx.value(node) {
        Value::Mapping(_) => true,
        Value::Scalar(scalar) => scalar.kind == ScalarKind::Boolean,
        Value::Sequence(_) => false,
    };
    if is_schema {
        r.child(node, Step::Other(key.into()));
        draft.keywords.unshaped.push((key.to_owned(), node));
    } else {
        r.wrong(Severity::Warning, key, node, "a schema");
    }
}

/// Either schemas or, in drafts up to 7, names of required properties.
pub(super) fn dependencies(r: &mut Reader<'_, '_>, draft: &mut Draft, key: &str, node: NodeId) {
    let Value::Mapping(fields) = r.cx.value(node) else {
        r.wrong(Severity::Warning, key, node, "an object");
        return;
    };
    for entry in fields.entries() {
        if !matches!(r.cx.value(entry.value), Value::Sequence(_)) {
            r.child(entry.value, Step::Other(key.into()));
        }
    }
    draft.keywords.unshaped.push((key.to_owned(), node));
}
