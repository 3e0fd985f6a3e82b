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
