//! Keywords that apply other schemas: to the value itself, to its properties or to its items.

use super::reader::{Draft, Reader};
use crate::code;
use crate::model::{Property, SchemaId, Step};
use crate::tree::{NodeId, Value};

pub(super) fn properties(r: &mut Reader<'_, '_>, draft: &mut Draft, node: NodeId) {
    for (name, value) in r.entries("properties", node) {
        let schema = r.child(value, Step::Property(name.to_owned()));
        draft.keywords.object.properties.push(Property {
            name: name.to_owned(),
            schema,
        });
    }
}

pub(super) fn pattern_properties(r: &mut Reader<'_, '_>, draft: &mut Draft, node: NodeId) {
    for (index, (pattern, value)) in r.entries("patternProperties", node).into_iter().enumerate() {
        let schema = r.child(value, Step::PatternProperty(index));
        draft
            .keywords
            .object
            .patterns
            .push((pattern.to_owned(), schema));
    }
}

pub(super) fn definitions(r: &mut Reader<'_, '_>, key: &str, node: NodeId) {
    for (name, value) in r.entries(key, node) {
        r.child(value, Step::Definition(name.to_owned()));
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

pub(super) fn unshaped(r: &mut Reader<'_, '_>, draft: &mut Draft, key: &str, node: NodeId) {
    r.child(node, Step::Other(key.to_owned()));
    draft.keywords.unshaped.push((key.to_owned(), node));
}

/// Either schemas or, in drafts up to 7, names of required properties.
pub(super) fn dependencies(r: &mut Reader<'_, '_>, draft: &mut Draft, key: &str, node: NodeId) {
    for (_, value) in r.entries(key, node) {
        if !matches!(r.cx.value(value), Value::Sequence(_)) {
            r.child(value, Step::Other(key.to_owned()));
        }
    }
    draft.keywords.unshaped.push((key.to_owned(), node));
}
