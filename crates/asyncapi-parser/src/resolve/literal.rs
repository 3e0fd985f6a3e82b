//! Values as written: a node of the tree in, a [`Literal`] out. Knows YAML's scalars; knows no
//! schema.

use std::fmt::{self, Write};

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
    let mut line = Line {
        text: String::new(),
        left: 60,
    };
    if write(literal, &mut line).is_err() {
        line.text.push('…');
    }
    line.text
}

/// A text of limited length.
struct Line {
    text: String,
    /// How many characters it may still take.
    left: usize,
}

/// Fails as soon as it is full, so that a large value is not written to its end.
impl fmt::Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for letter in text.chars() {
            self.left = self.left.checked_sub(1).ok_or(fmt::Error)?;
            self.text.push(letter);
        }
        Ok(())
    }
}

fn write(literal: &Literal, line: &mut Line) -> fmt::Result {
    match literal {
        Literal::Null => line.write_str("null"),
        Literal::Boolean(value) => write!(line, "{value}"),
        Literal::Number(number) => line.write_str(&number.0),
        Literal::String(value) => quote(value, line),
        Literal::Array(items) => {
            line.write_str("[")?;
            let mut gap = "";
            for item in items {
                line.write_str(gap)?;
                write(item, line)?;
                gap = ", ";
            }
            line.write_str("]")
        }
        Literal::Object(entries) => {
            line.write_str("{")?;
            let mut gap = "";
            for (key, value) in entries {
                line.write_str(gap)?;
                quote(key, line)?;
                line.write_str(": ")?;
                write(value, line)?;
                gap = ", ";
            }
            line.write_str("}")
        }
    }
}

fn quote(value: &str, line: &mut Line) -> fmt::Result {
    write!(line, "\"{}\"", value.escape_debug())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Number;

    #[test]
    fn values_are_shown_and_cut() {
        let text = |length| Literal::String("é".repeat(length));
        let number = |number: &str| Literal::Number(Number(number.to_owned()));
        let cases = [
            (Literal::Null, "null".to_owned()),
            (Literal::Boolean(true), "true".to_owned()),
            (number("1.50"), "1.50".to_owned()),
            (Literal::String("a\"\n".to_owned()), r#""a\"\n""#.to_owned()),
            (Literal::Array(vec![]), "[]".to_owned()),
            (
                Literal::Array(vec![
                    number("1"),
                    number("2"),
                    Literal::Array(vec![number("3")]),
                ]),
                "[1, 2, [3]]".to_owned(),
            ),
            (
                Literal::Object(vec![
                    ("a".to_owned(), number("1")),
                    ("b".to_owned(), Literal::Object(vec![])),
                ]),
                r#"{"a": 1, "b": {}}"#.to_owned(),
            ),
            (text(58), format!("\"{}\"", "é".repeat(58))),
            (text(59), format!("\"{}…", "é".repeat(59))),
            (text(60), format!("\"{}…", "é".repeat(59))),
            (
                Literal::Array(vec![number("100"); 50]),
                format!("[{}100,…", "100, ".repeat(11)),
            ),
        ];
        for (literal, shown) in cases {
            assert_eq!(show(&literal), shown);
        }
    }
}
