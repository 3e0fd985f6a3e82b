//! Stand-ins for values that did not come: a shape in, JSON text out.

use crate::shape::Shape;

/// How deep stand-ins may nest.
const LEVELS: usize = 17;

/// Writes the plainest value of a shape: zero, an empty string, an empty array, an object of
/// required members. `None` where there is none, as for an object that must hold itself.
pub(crate) fn vacant(shape: &Shape, out: &mut String) -> Option<()> {
    write(shape, out, LEVELS)
}

fn write(shape: &Shape, out: &mut String, levels: usize) -> Option<()> {
    let inner = levels.checked_sub(1)?;
    match shape {
        Shape::Any | Shape::Null | Shape::Nullable(_) => out.push_str("null"),
        Shape::Never => return None,
        Shape::Boolean => out.push_str("false"),
        Shape::Integer { .. } | Shape::Whole | Shape::Number => out.push('0'),
        Shape::String | Shape::Strings { open: true, .. } => out.push_str("\"\""),
        Shape::Strings {
            values,
            open: false,
        } => push_string(out, values.first()?),
        Shape::Literals { values, .. } => out.push_str(values.first()?),
        Shape::Array(_) => out.push_str("[]"),
        Shape::Tuple(tuple) => {
            out.push('[');
            for index in 0..tuple.required {
                if index > 0 {
                    out.push(',');
                }
                write(tuple.item(index)(), out, inner)?;
            }
            out.push(']');
        }
        Shape::Map(_) | Shape::Event(_) => out.push_str("{}"),
        Shape::Object(object) => {
            out.push('{');
            let mut first = true;
            for field in object.fields.iter().filter(|field| field.required) {
                if !std::mem::take(&mut first) {
                    out.push(',');
                }
                push_string(out, field.name);
                out.push(':');
                write((field.shape)(), out, inner)?;
            }
            out.push('}');
        }
        Shape::Union(union) if union.open => out.push_str("null"),
        Shape::Union(union) if union.tags.is_some() => return None,
        Shape::Union(union) => {
            let start = out.len();
            for of in union.branches {
                if write(of(), out, inner).is_some() {
                    return Some(());
                }
                out.truncate(start);
            }
            return None;
        }
    }
    Some(())
}

/// Writes a text as a JSON string.
pub(crate) fn push_string(out: &mut String, text: &str) {
    let plain = |byte| byte >= b' ' && !matches!(byte, b'"' | b'\\');
    if text.bytes().all(plain) {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&serde_json::Value::from(text).to_string());
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::integer::Integer;
    use crate::json::Json;
    use crate::nullable::Nullable;
    use crate::shape::{Field, Object, Of, Rest, Tuple, Union, never};
    use crate::wire::Wire;

    const NAME: Field = Field::required::<String>("na\"me");
    const AGE: Field = Field::required::<u8>("age");
    const NOTE: Field = Field::optional::<bool>("note");
    const AGAIN: Field = Field {
        name: "again",
        required: true,
        shape: endless,
    };

    fn endless() -> &'static Shape {
        const { &object(&[AGE, AGAIN]) }
    }

    const fn object(fields: &'static [Field]) -> Shape {
        let rest = Rest::Any;
        Shape::Object(Object { fields, rest })
    }

    const fn tuple(items: &'static [Of], required: usize) -> Shape {
        let rest = <() as Wire>::shape;
        Shape::Tuple(Tuple {
            items,
            required,
            rest,
        })
    }

    const fn union(branches: &'static [Of], open: bool) -> Shape {
        Shape::Union(Union {
            branches,
            tags: None,
            open,
        })
    }

    const fn strings(values: &'static [&'static str], open: bool) -> Shape {
        Shape::Strings { values, open }
    }

    const fn literals(values: &'static [&'static str]) -> Shape {
        let open = false;
        Shape::Literals { values, open }
    }

    #[test]
    fn the_plainest_value_of_each_shape() {
        let tagged = Shape::Union(Union {
            branches: &[bool::shape],
            tags: Some(("kind", &[("a", 0)])),
            open: false,
        });
        let cases = [
            (Json::shape(), Some("null")),
            (never(), None),
            (Nullable::<bool>::shape(), Some("null")),
            (bool::shape(), Some("false")),
            (u8::shape(), Some("0")),
            (Integer::shape(), Some("0")),
            (String::shape(), Some(r#""""#)),
            (&strings(&["a\n", "b"], false), Some(r#""a\n""#)),
            (&strings(&["a"], true), Some(r#""""#)),
            (&strings(&[], false), None),
            (&literals(&["[1]", "2"]), Some("[1]")),
            (Vec::<bool>::shape(), Some("[]")),
            (BTreeMap::<String, bool>::shape(), Some("{}")),
            (&tuple(&[bool::shape], 0), Some("[]")),
            (&tuple(&[bool::shape, u8::shape], 3), Some("[false,0,null]")),
            (&tuple(&[endless], 1), None),
            (&object(&[]), Some("{}")),
            (
                &object(&[NOTE, NAME, AGE]),
                Some(r#"{"na\"me":"","age":0}"#),
            ),
            (endless(), None),
            (&union(&[endless, bool::shape], false), Some("false")),
            (&union(&[endless, bool::shape], true), Some("null")),
            (&union(&[endless], false), None),
            (&tagged, None),
        ];
        for (shape, expected) in cases {
            let mut out = "[".to_owned();
            let found = vacant(shape, &mut out);
            let found = found.and(out.strip_prefix('['));
            assert_eq!(found, expected, "{shape:?}");
        }
    }

    #[test]
    fn texts_are_written_as_json() {
        for text in ["", "a b", "é", "\"", "\\", "\n", "a\u{1f}", "\u{7f}", " "] {
            let mut out = String::new();
            push_string(&mut out, text);
            assert_eq!(out, serde_json::Value::from(text).to_string());
        }
    }
}
