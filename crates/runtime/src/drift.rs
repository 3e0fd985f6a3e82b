//! What of a body does not have its declared shape. Works on text after strict decoding failed:
//! one pass finds every field at fault and writes a body that fits, which is then decoded as any
//! other. Strict decoding pays nothing for this.

use std::collections::HashSet;
use std::fmt;

use serde_json::value::RawValue;

use crate::fit::{fit, integer, payload};
use crate::json::Json;
use crate::members::{Kind, is_text, items, string};
use crate::peek::{Elements, Entries};
use crate::shape::{Object, Rest, Shape, Tuple};
use crate::union;
use crate::vacant::{push_string, vacant};

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
    /// The first member of which text must be read that has half of a surrogate pair in it.
    pub(crate) not_unicode: Option<String>,
}

/// The JSON pointer of a member that these names lead to.
pub(crate) fn pointer(path: &[&str]) -> String {
    let mut pointer = String::new();
    for name in path {
        push(&mut pointer, name);
    }
    pointer
}

/// Adds a step to a JSON pointer.
fn push(pointer: &mut String, name: &str) {
    pointer.push('/');
    if !name.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        return pointer.push_str(name);
    }
    for character in name.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            _ => pointer.push(character),
        }
    }
}

/// Compares a well-formed body with a shape.
pub(crate) fn report(shape: &Shape, body: &str) -> Report {
    let mut walk = Walk {
        pointer: String::new(),
        drift: Vec::new(),
        out: String::with_capacity(body.len()),
        escapes: body.contains("\\u"),
        not_unicode: None,
    };
    let repaired = walk.value(shape, body).is_ok();
    Report {
        drift: walk.drift,
        repaired: repaired.then_some(walk.out),
        not_unicode: walk.not_unicode,
    }
}

struct Walk {
    pointer: String,
    drift: Vec<Drift>,
    out: String,
    /// Whether there may be half of a surrogate pair somewhere, which is no text.
    escapes: bool,
    not_unicode: Option<String>,
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
                self.array(of(), text);
                Ok(())
            }
            (Shape::Tuple(tuple), Kind::Array) => self.tuple(tuple, text),
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
            (Shape::Integer { min, max }, Kind::Number) => match integer(text, *min, *max) {
                // As digits alone: decoding takes no float, which may be rounded.
                Some(_) if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                    self.out.push_str(text);
                    Ok(())
                }
                Some(value) => {
                    self.out.push_str(&value.to_string());
                    Ok(())
                }
                None => self.unfit(declared, text),
            },
            (Shape::String | Shape::Strings { open: true, .. }, Kind::String)
                if self.escapes && string(text).is_none() =>
            {
                Err(self.no_unicode())
            }
            _ if fit(shape, text).is_some() => {
                self.out.push_str(text);
                Ok(())
            }
            _ => self.unfit(declared, text),
        }
    }

    fn no_unicode(&mut self) -> Unfit {
        self.not_unicode.get_or_insert_with(|| self.pointer.clone());
        Unfit
    }

    fn unfit(&mut self, declared: &Shape, text: &str) -> Result<(), Unfit> {
        self.record(declared.describe(), Some(text));
        Err(Unfit)
    }

    fn array(&mut self, of: &Shape, text: &str) {
        self.out.push('[');
        let start = self.out.len();
        for (index, item) in Elements::new(text).enumerate() {
            let (out, pointer) = (self.out.len(), self.pointer.len());
            self.comma(start);
            self.step(&index.to_string());
            if self.value(of, item).is_err() {
                self.out.truncate(out);
            }
            self.pointer.truncate(pointer);
        }
        self.out.push(']');
    }

    /// As an array, but the first items keep their places: one at fault has a stand-in.
    fn tuple(&mut self, tuple: &Tuple, text: &str) -> Result<(), Unfit> {
        self.out.push('[');
        let start = self.out.len();
        let mut result = Ok(());
        let found = items(text).0;
        for index in 0..found.len().max(tuple.required) {
            let (out, pointer) = (self.out.len(), self.pointer.len());
            let of = tuple.item(index);
            self.comma(start);
            self.step(&index.to_string());
            let kept = match found.get(index) {
                Some(item) => self.value(of(), item),
                None => {
                    self.record(of().describe(), None);
                    Err(Unfit)
                }
            };
            self.pointer.truncate(pointer);
            if kept.is_err() {
                self.out.truncate(out);
                if index < tuple.items.len() {
                    self.comma(start);
                    if vacant(of(), &mut self.out).is_none() {
                        result = Err(Unfit);
                    }
                }
            }
        }
        self.out.push(']');
        result
    }

    fn object(&mut self, object: &Object, text: &str) -> Result<(), Unfit> {
        self.out.push('{');
        let start = self.out.len();
        let mut state = vec![Member::Missing; object.fields.len()];
        let mut others = HashSet::new();
        for (name, value) in Entries::new(text) {
            let (out, pointer) = (self.out.len(), self.pointer.len());
            self.step(&name);
            self.key(start, &name);
            let field = object
                .fields
                .iter()
                .position(|field| field.name == name.as_ref());
            let kept = match (field, &object.rest) {
                _ if self.escapes && !is_text(&name) => Err(self.no_unicode()),
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
            if vacant((field.shape)(), &mut self.out).is_none() {
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
        push(&mut self.pointer, name);
    }

    /// Writes a member's name, and the comma before it unless it is the first behind `start`.
    fn key(&mut self, start: usize, name: &str) {
        self.comma(start);
        push_string(&mut self.out, name);
        self.out.push(':');
    }

    fn comma(&mut self, start: usize) {
        if self.out.len() > start {
            self.out.push(',');
        }
    }
}

#[derive(Clone, Copy)]
enum Member {
    Missing,
    Unfit,
    Kept,
}
