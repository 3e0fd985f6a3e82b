//! Keywords that a value satisfies or not by itself: types, values, required names, bounds.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::reader::{Draft, Reader};
use crate::code;
use crate::diagnostic::Severity;
use crate::model::{Literal, Number, Required, Types};
use crate::resolve::{literal, number};
use crate::tree::{NodeId, Scalar, ScalarKind, Value};

/// The types of JSON Schema (Validation 2020-12, section 6.1.1).
const TYPES: &[&str] = &[
    "null", "boolean", "integer", "number", "string", "array", "object",
];

/// Words that people write for a type, and what says the same.
const NOT_TYPES: &[(&str, &str)] = &[
    ("any", "leave `type` out to allow every value"),
    ("bool", "write `type: boolean`"),
    (
        "bytes",
        "write `type: string` with `contentEncoding: base64`",
    ),
    ("date", "write `type: string` with `format: date`"),
    ("date-time", "write `type: string` with `format: date-time`"),
    ("datetime", "write `type: string` with `format: date-time`"),
    ("double", "write `type: number` with `format: double`"),
    ("enum", "write `type: string` with `enum`"),
    ("file", "write `type: string` with `format: binary`"),
    ("float", "write `type: number` with `format: float`"),
    ("int", "write `type: integer`"),
    ("int32", "write `type: integer` with `format: int32`"),
    ("int64", "write `type: integer` with `format: int64`"),
    ("list", "write `type: array`"),
    ("long", "write `type: integer` with `format: int64`"),
    ("map", "write `type: object` with `additionalProperties`"),
    ("none", "write `type: 'null'`"),
    ("text", "write `type: string`"),
    ("timestamp", "write `type: string` with `format: date-time`"),
    ("uuid", "write `type: string` with `format: uuid`"),
];

pub(super) fn types(r: &mut Reader<'_, '_>, draft: &mut Draft, node: NodeId) {
    let mut types = Types::default();
    match r.cx.value(node) {
        Value::Scalar(scalar) => one_type(r, &mut types, node, scalar),
        Value::Sequence(items) => {
            for item in items {
                match r.cx.scalar(*item) {
                    Some(scalar) => one_type(r, &mut types, *item, scalar),
                    None => r.wrong(Severity::Error, "type", *item, "the name of a type"),
                }
            }
            if items.is_empty() {
                let message = "`type` lists no type, so that no value is allowed";
                r.cx.error(
                    &code::SCHEMA_EMPTY,
                    node,
                    message,
                    "name a type, or leave `type` out",
                );
            }
        }
        Value::Mapping(_) => r.wrong(
            Severity::Error,
            "type",
            node,
            "the name of a type or an array of them",
        ),
    }
    types.integer &= !types.number;
    draft.keywords.types = (types != Types::default()).then_some(types);
}

pub(super) fn one_type(r: &mut Reader<'_, '_>, types: &mut Types, node: NodeId, scalar: &Scalar) {
    match (scalar.kind, &*scalar.text) {
        (ScalarKind::Null, _) => {
            types.null = true;
            let message = "`type` is YAML's null where the name of the type is meant";
            r.cx.warning(
                &code::SCHEMA_TYPE,
                node,
                message,
                "write `'null'` in quotes",
            );
        }
        (_, "null") => types.null = true,
        (_, "boolean") => types.boolean = true,
        (_, "integer") => types.integer = true,
        (_, "number") => types.number = true,
        (_, "string") => types.string = true,
        (_, "array") => types.array = true,
        (_, "object") => types.object = true,
        (_, other) => {
            let known = NOT_TYPES
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(other))
                .map(|(_, help)| (*help).to_owned());
            let close = || {
                r.cx.suggestions
                    .closest(other, TYPES.iter().copied())
                    .map(|meant| format!("did you mean `{meant}`?"))
            };
            let help = known
                .or_else(close)
                .unwrap_or_else(|| format!("the types are `{}`", TYPES.join("`, `")));
            let shown: String = other.chars().take(60).collect();
            r.cx.error(
                &code::SCHEMA_TYPE,
                node,
                format!("`{shown}` is not a type"),
                help,
            );
        }
    }
}

pub(super) fn enumeration(r: &mut Reader<'_, '_>, draft: &mut Draft, node: NodeId) {
    let Value::Sequence(items) = r.cx.value(node) else {
        r.wrong(Severity::Error, "enum", node, "an array of values");
        return;
    };
    if items.is_empty() {
        let message = "`enum` is empty, so that no value is allowed";
        r.cx.error(
            &code::SCHEMA_EMPTY,
            node,
            message,
            "list the values, or leave `enum` out",
        );
        return;
    }
    let mut seen = HashSet::new();
    let mut values = Vec::with_capacity(items.len());
    for item in items {
        let value = literal::read(r.cx.document, *item);
        if let Literal::Number(number) = &value
            && number::is_wide(number)
        {
            let message = format!("{} takes more than 64 bits", literal::show(&value));
            let help = "check the value; it is kept as it is written";
            r.cx.warning(&code::SCHEMA_WIDE, *item, message, help);
        }
        if seen.insert(literal::canonical(&value)) {
            values.push(value);
        } else {
            let message = format!("`enum` lists {} twice", literal::show(&value));
            r.cx.warning(&code::SCHEMA_FORM, *item, message, "remove one of the two");
        }
    }
    draft.keywords.enumeration = Some(values);
}

pub(super) fn required(r: &mut Reader<'_, '_>, draft: &mut Draft, node: NodeId) {
    match r.cx.value(node) {
        Value::Sequence(items) => {
            let mut seen = HashSet::new();
            let mut required = Vec::with_capacity(items.len());
            for item in items {
                let Some(name) = r.cx.name(*item) else {
                    r.wrong(Severity::Error, "required", *item, "an array of names");
                    continue;
                };
                if seen.insert(name) {
                    let name = name.clone();
                    required.push(Required { name, at: *item });
                } else {
                    let message = format!("`required` lists `{name}` twice");
                    r.cx.warning(&code::SCHEMA_FORM, *item, message, "remove one of the two");
                }
            }
            draft.keywords.object.required = required;
        }
        Value::Scalar(scalar) if scalar.kind == ScalarKind::Boolean => {
            let message = "`required` must be an array of names; a boolean is ignored";
            let help = "list the property in the `required` of the object that holds it";
            r.cx.warning(&code::SCHEMA_FORM, node, message, help);
        }
        Value::Scalar(_) | Value::Mapping(_) => {
            r.wrong(Severity::Error, "required", node, "an array of names");
        }
    }
}

pub(super) fn multiple_of(r: &mut Reader<'_, '_>, draft: &mut Draft, node: NodeId) {
    let Some(factor) = r.number("multipleOf", node) else {
        return;
    };
    if number::compare(&factor, &Number("0".to_owned())) == Ordering::Greater {
        draft.keywords.number.multiple_of.push(factor);
    } else {
        r.wrong(Severity::Warning, "multipleOf", node, "a number above 0");
    }
}

pub(super) fn exclusive_minimum(r: &mut Reader<'_, '_>, draft: &mut Draft, node: NodeId) {
    match r.cx.scalar(node).and_then(Scalar::boolean) {
        Some(excluded) => draft.minimum_excluded = excluded,
        None => draft.keywords.number.exclusive_minimum = r.number("exclusiveMinimum", node),
    }
}

pub(super) fn exclusive_maximum(r: &mut Reader<'_, '_>, draft: &mut Draft, node: NodeId) {
    match r.cx.scalar(node).and_then(Scalar::boolean) {
        Some(excluded) => draft.maximum_excluded = excluded,
        None => draft.keywords.number.exclusive_maximum = r.number("exclusiveMaximum", node),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_no_types_are_sorted() {
        assert!(NOT_TYPES.is_sorted_by(|a, b| a.0 < b.0));
    }
}
