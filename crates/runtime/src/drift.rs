//! What of a body does not have its declared shape. Works on text after strict decoding failed:
//! one pass finds every field at fault and writes a body that fits, which is then decoded as any
//! other. Strict decoding pays nothing for this.

use std::collections::HashSet;
use std::fmt;

use serde_json::value::RawValue;

use crate::fit::{fit, payload};
use crate::json::Json;
use crate::members::{Kind, items, members};
use crate::shape::{Object, Rest, Shape};
use crate::union;

/// How deep stand-ins for missing values may nest.
const VACANT_DEPTH: usize = 16;

/// A field that does not have its declared shape.
///
/// `Debug` and `Display` do not show its value.
#[derive(Clone, PartialEq, Eq)]
pub struct Drift {
    /// JSON pointer of the field (RFC 6901), e.g. `/data/id`.
    pub pointer: String,
    /// What the document declares, e.g. `an integer`.
    pub expected: &'static str,
    /// The value that came; `None` if the field is missing.
    pub found: Option<Json>,
}

impl Drift {
    /// What came, in a word or two, e.g. `a string` or `nothing`.
    pub fn found_kind(&self) -> &'static str {
        self.found
            .as_ref()
            .map_or("nothing", |json| Kind::of(json.get()).describe())
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}`: expected {}, found {}",
            self.pointer,
            self.expected,
            self.found_kind()
        )
    }
}

impl fmt::Debug for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a body has that its shape does not declare.
pub(crate) struct Report {
    /// Every field at fault, in the order of the body.
    pub(crate) drift: Vec<Drift>,
    /// A body of the declared shape: optional fields at fault are left out, required ones have a
    /// stand-in. `None` where no stand-in exists.
    pub(crate) repaired: Option<String>,
}

/// Compares a well-formed body with a shape.
pub(crate) fn report(shape: &Shape, body: &str) -> Report {
    let mut walk = Walk {
        pointer: String::new(),
        drift: Vec::new(),
        out: String::with_capacity(body.len()),
    };
    let repaired = walk.value(shape, body).is_ok();
    Report {
        drift: walk.drift,
        repaired: repaired.then_some(walk.out),
    }
}

struct Walk {
    pointer: String,
    drift: Vec<Drift>,
    out: String,
}

/// The value cannot be part of the repaired body. It has been recorded.
struct Unfit;

impl Walk {
    /// Writes a value so that it fits, recording what does not.
    fn value(&mut self, shape: &Shape, text: &str) -> Result<(), Unfit> {
        self.value_as(shape, shape, text)
    }

    /// As `value`, with what is declared around the shape, for the record.
    fn value_as(&mut self, declared: &Shape, shape: &Shape, text: &str) -> Result<(), Unfit> {
        match (shape, Kind::of(text)) {
            (Shape::Nullable(_), Kind::Null) => {
                self.out.push_str(text);
                Ok(())
            }
            (Shape::Nullable(of), _) => self.value_as(declared, of(), text),
            (Shape::Array(of), Kind::Array) => {
                self.array(text, |_| of());
                Ok(())
            }
            (Shape::Tuple(prefix, rest), Kind::Array) => {
                self.array(text, |index| prefix.get(index).unwrap_or(rest)());
                Ok(())
            }
            (Shape::Map(of), Kind::Object) => self.object(
                &Object {
                    fields: &[],
                    rest: Rest::Shape(*of),
                },
                text,
            ),
            (Shape::Object(object), Kind::Object) => self.object(object, text),
            (Shape::Union(union), _) => match union::find(union, text) {
                Some(branch) => match union.branches.get(branch) {
                    Some(of) => self.value(of(), text),
                    None => self.unfit(declared, text),
                },
                None if union.open => {
                    self.out.push_str(text);
                    Ok(())
                }
                None => self.unfit(declared, text),
            },
            (Shape::Event(event), Kind::Object) => match payload(event, text) {
                Some(payload) => self.value(payload, text),
                None => {
                    self.out.push_str(text);
                    Ok(())
                }
            },
            _ if fit(shape, text).is_some() => {
                self.out.push_str(text);
                Ok(())
            }
            _ => self.unfit(declared, text),
        }
    }

    fn unfit(&mut self, declared: &Shape, text: &str) -> Result<(), Unfit> {
        self.record(declared.describe(), Some(text));
        Err(Unfit)
    }

    fn array(&mut self, text: &str, of: impl Fn(usize) -> &'static Shape) {
        self.out.push('[');
        let start = self.out.len();
        for (index, item) in items(text).0.into_iter().enumerate() {
            let (out, pointer) = (self.out.len(), self.pointer.len());
            if out > start {
                self.out.push(',');
            }
            self.step(&index.to_string());
            if self.value(of(index), item).is_err() {
                self.out.truncate(out);
            }
            self.pointer.truncate(pointer);
        }
        self.out.push(']');
    }

    fn object(&mut self, object: &Object, text: &str) -> Result<(), Unfit> {
        self.out.push('{');
        let start = self.out.len();
        let mut state = vec![Member::Missing; object.fields.len()];
        let mut others = HashSet::new();
        for (name, value) in members(text).0 {
            let (out, pointer) = (self.out.len(), self.pointer.len());
            self.step(&name);
            self.key(start, &name);
            let field = object
                .fields
                .iter()
                .position(|field| field.name == name.as_ref());
            let kept = match (field, &object.rest) {
                (Some(at), _) => match (object.fields.get(at), state.get_mut(at)) {
                    (Some(field), Some(state @ Member::Missing)) => {
                        let kept = self.value((field.shape)(), value);
                        *state = if kept.is_ok() {
                            Member::Kept
                        } else {
                            Member::Unfit
                        };
                        kept
                    }
                    _ => {
                        self.record("no second member of this name", Some(value));
                        Err(Unfit)
                    }
                },
                (None, Rest::Any) => {
                    self.out.push_str(value);
                    Ok(())
                }
                (None, Rest::Closed) => {
                    self.record("no such member", Some(value));
                    Err(Unfit)
                }
                (None, Rest::Shape(of)) => {
                    if others.insert(name) {
                        self.value(of(), value)
                    } else {
                        self.record("no second member of this name", Some(value));
                        Err(Unfit)
                    }
                }
            };
            if kept.is_err() {
                self.out.truncate(out);
            }
            self.pointer.truncate(pointer);
        }
        let mut result = Ok(());
        for (field, state) in object.fields.iter().zip(state) {
            if !field.required || matches!(state, Member::Kept) {
                continue;
            }
            if matches!(state, Member::Missing) {
                let pointer = self.pointer.len();
                self.step(field.name);
                self.record((field.shape)().describe(), None);
                self.pointer.truncate(pointer);
            }
            self.key(start, field.name);
            if vacant((field.shape)(), &mut self.out, 0).is_none() {
                result = Err(Unfit);
            }
        }
        self.out.push('}');
        result
    }

    fn record(&mut self, expected: &'static str, found: Option<&str>) {
        let found = found
            .and_then(|text| RawValue::from_string(text.to_owned()).ok())
            .map(Json::from_raw);
        self.drift.push(Drift {
            pointer: self.pointer.clone(),
            expected,
            found,
        });
    }

    fn step(&mut self, name: &str) {
        self.pointer.push('/');
        for character in name.chars() {
            match character {
                '~' => self.pointer.push_str("~0"),
                '/' => self.pointer.push_str("~1"),
                _ => self.pointer.push(character),
            }
        }
    }

    /// Writes a member's name, and the comma before it unless it is the first behind `start`.
    fn key(&mut self, start: usize, name: &str) {
        if self.out.len() > start {
            self.out.push(',');
        }
        self.out.push_str(&string_literal(name));
        self.out.push(':');
    }
}

#[derive(Clone, Copy)]
enum Member {
    Missing,
    Unfit,
    Kept,
}

/// Writes the plainest value of a shape: zero, an empty string, an empty array, an object of
/// required members. `None` where there is none, as for an object that must hold itself.
fn vacant(shape: &Shape, out: &mut String, depth: usize) -> Option<()> {
    if depth > VACANT_DEPTH {
        return None;
    }
    match shape {
        Shape::Any | Shape::Null | Shape::Nullable(_) => out.push_str("null"),
        Shape::Never => return None,
        Shape::Boolean => out.push_str("false"),
        Shape::Integer { .. } | Shape::Number => out.push('0'),
        Shape::String | Shape::Strings { open: true, .. } => out.push_str("\"\""),
        Shape::Strings {
            values,
            open: false,
        } => out.push_str(&string_literal(values.first()?)),
        Shape::Literals { values, .. } => out.push_str(values.first()?),
        Shape::Array(_) | Shape::Tuple(..) => out.push_str("[]"),
        Shape::Map(_) | Shape::Event(_) => out.push_str("{}"),
        Shape::Object(object) => {
            out.push('{');
            let mut first = true;
            for field in object.fields.iter().filter(|field| field.required) {
                if !std::mem::take(&mut first) {
                    out.push(',');
                }
                out.push_str(&string_literal(field.name));
                out.push(':');
                vacant((field.shape)(), out, depth + 1)?;
            }
            out.push('}');
        }
        Shape::Union(union) if union.open => out.push_str("null"),
        Shape::Union(union) if union.tags.is_some() => return None,
        Shape::Union(union) => {
            let start = out.len();
            for of in union.branches {
                if vacant(of(), out, depth + 1).is_some() {
                    return Some(());
                }
                out.truncate(start);
            }
            return None;
        }
    }
    Some(())
}

fn string_literal(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
