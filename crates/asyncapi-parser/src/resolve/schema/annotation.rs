//! Keywords that say something about a schema: examples, documentation, what tells branches apart.

use super::reader::{Draft, Reader};
use crate::code;
use crate::diagnostic::Severity;
use crate::model::Discriminator;
use crate::pointer;
use crate::resolve::context::Object;
use crate::resolve::format::Dialect;
use crate::resolve::kind::Kind;
use crate::resolve::literal;
use crate::tree::{NodeId, Value};

pub(super) fn examples(r: &mut Reader<'_, '_>, draft: &mut Draft, node: NodeId) {
    match r.cx.value(node) {
        Value::Sequence(items) => {
            draft
                .docs
                .examples
                .extend(items.iter().map(|item| literal::read(r.cx.document, *item)));
        }
        Value::Mapping(_) | Value::Scalar(_) => {
            r.wrong(Severity::Warning, "examples", node, "an array of values");
        }
    }
}

pub(super) fn external_docs(r: &mut Reader<'_, '_>, draft: &mut Draft, node: NodeId) {
    let Some(target) = r.cx.follow(node, Kind::ExternalDocs) else {
        return;
    };
    match r.cx.object(target) {
        Some(object) => draft.docs.external_docs = r.cx.field_text(object, "url"),
        None => r.wrong(Severity::Warning, "externalDocs", target, "an object"),
    }
}

/// A property name (AsyncAPI), or an object with a mapping (OpenAPI 3).
pub(super) fn discriminator(r: &mut Reader<'_, '_>, draft: &mut Draft, node: NodeId) {
    let Some(object) = r.cx.object(node) else {
        if let Some(property) = r.string("discriminator", node) {
            draft.keywords.discriminator = Some(Box::new(Discriminator {
                property,
                at: node,
                mapping: Vec::new(),
            }));
        }
        return;
    };
    let Some(property) = r.cx.field_text(object, "propertyName") else {
        let message = "`discriminator` names no property";
        r.cx.warning(
            &code::SCHEMA_FORM,
            node,
            message,
            "write `discriminator: {propertyName: …}`; it is ignored now",
        );
        return;
    };
    let mut mapping = Vec::new();
    for (tag, value) in
        r.cx.field_object(object, "mapping")
            .into_iter()
            .flat_map(Object::entries)
    {
        let Some(text) = r.cx.string(value) else {
            r.wrong(
                Severity::Warning,
                "mapping",
                value,
                "the name of a schema or a reference to one",
            );
            continue;
        };
        // A bare name means a component (OpenAPI 3.1, section "Discriminator Object").
        let component = format!("#/components/schemas/{}", pointer::escape(text));
        match r
            .cx
            .find(node, &component)
            .or_else(|| r.cx.find(node, text))
        {
            Some(target) => mapping.push((
                tag.to_owned(),
                r.schemas.target(r.cx, target, Dialect::RefAlone),
            )),
            None => {
                let message = format!("`{text}` of the discriminator's mapping refers to nothing");
                r.cx.error(
                    &code::REF_DANGLING,
                    value,
                    message,
                    "name a schema of `components`, or refer to one",
                );
            }
        }
    }
    draft.keywords.discriminator = Some(Box::new(Discriminator {
        property,
        at: node,
        mapping,
    }));
}
