//! Values as written: a node of the tree in, a [`Literal`] out. Knows YAML's scalars; knows no
//! schema.

use super::number;
use crate::model::{Literal, Types};
use crate::tree::{Document, NodeId, ScalarKind, Value};

/// The value of a node. The loader bounds the depth that this goes down.
pub(super) fn read(document: &Document, node: NodeId) -> Literal {
    match &document.node(node).value {
        Value::Sequence(items) => {
            Literal::Array(items.iter().map(|item| read(document, *item)).collect())
        }
        Value::Mapping(mapping) => Literal::Object(
            mapping
                .entries()
                .iter()
                .map(|entry| (entry.key.to_string(), read(document, entry.value)))
                .collect(),
        ),
        Value::Scalar(scalar) => match scalar.kind {
            ScalarKind::Null => Literal::Null,
            ScalarKind::Boolean => Literal::Boolean(scalar.boolean() == Some(true)),
            // `.inf` and `.nan` are no JSON; their text is the closest thing to them that is.
            ScalarKind::Integer | ScalarKind::Float => number::to_json(&scalar.text)
                .map_or_else(|| Literal::String(scalar.text.to_string()), Literal::Number),
            ScalarKind::String => Literal::String(scalar.text.to_string()),
        },
    }
}

/// The same for all spellings of a JSON value: numbers by value, the keys of objects sorted.
pub(super) fn canonical(literal: &Literal) -> Literal {
    match literal {
        Literal::Null | Literal::Boolean(_) | Literal::String(_) => literal.clone(),
        Literal::Number(value) => Literal::Number(number::canonical(value)),
        Literal::Array(items) => Literal::Array(items.iter().map(canonical).collect()),
        Literal::Object(entries) => {
            let mut entries: Vec<_> = entries
                .iter()
                .map(|(key, value)| (key.clone(), canonical(value)))
                .collect();
            entries.sort();
            Literal::Object(entries)
        }
    }
}

/// The JSON Schema type of a value.
pub(super) fn types(literal: &Literal) -> Types {
    let none = Types::default();
    match literal {
        Literal::Null => Types { null: true, ..none },
        Literal::Boolean(_) => Types {
            boolean: true,
            ..none
        },
        Literal::Number(value) if number::is_integer(value) => Types {
            integer: true,
            ..none
        },
        Literal::Number(_) => Types {
            number: true,
            ..none
        },
        Literal::String(_) => Types {
            string: true,
            ..none
        },
        Literal::Array(_) => Types {
            array: true,
            ..none
        },
        Literal::Object(_) => Types {
            object: true,
            ..none
        },
    }
}

/// A value as JSON, cut to what fits into a message.
pub(super) fn show(literal: &Literal) -> String {
    const WIDTH: usize = 60;
    let mut text = String::new();
    write(literal, &mut text, WIDTH);
    match text.char_indices().nth(WIDTH) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text,
    }
}

/// Writes until the text is longer than `width`.
fn write(literal: &Literal, text: &mut String, width: usize) {
    match literal {
        Literal::Null => text.push_str("null"),
        Literal::Boolean(value) => text.push_str(if *value { "true" } else { "false" }),
        Literal::Number(number) => text.push_str(&number.0),
        Literal::String(value) => quote(value, text),
        Literal::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if text.len() > width {
                    return;
                }
                text.push_str(if index == 0 { "" } else { ", " });
                write(item, text, width);
            }
            text.push(']');
        }
        Literal::Object(entries) => {
            text.push('{');
            for (index, (key, value)) in entries.iter().enumerate() {
                if text.len() > width {
                    return;
                }
                text.push_str(if index == 0 { "" } else { ", " });
                quote(key, text);
                text.push_str(": ");
                write(value, text, width);
            }
            text.push('}');
        }
    }
}

fn quote(value: &str, text: &mut String) {
    text.push('"');
    text.push_str(&value.escape_debug().to_string());
    text.push('"');
}
