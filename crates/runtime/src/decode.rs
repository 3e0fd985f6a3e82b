//! A body in, a typed value out: strictly, or with what does not fit set apart.

use serde_json::value::RawValue;

use crate::drift::{self, Drift};
use crate::error::{DecodeError, Rejected};
use crate::json::{Json, too_deep};
use crate::members::{Kind, members};
use crate::shape::Shape;
use crate::wire::Wire;

/// What arrived.
#[derive(Clone, Debug)]
pub struct Received<T> {
    /// What fits, typed. A required field that drifted holds a stand-in (zero, an empty string,
    /// an object of such): `drift` names it.
    pub event: T,
    /// Every field that does not have its declared shape, in the order of the body.
    pub drift: Vec<Drift>,
    /// The whole body as it arrived, without white space around it.
    pub body: Json,
}

impl<T> Received<T> {
    /// The same with another event made of this one.
    pub fn map<U>(self, event: impl FnOnce(T) -> U) -> Received<U> {
        Received {
            event: event(self.event),
            drift: self.drift,
            body: self.body,
        }
    }
}

/// Decodes a body strictly.
///
/// # Errors
/// The body is not JSON, or does not have its declared shape: then every field at fault is named.
pub fn from_json<T: Wire>(body: &[u8]) -> Result<T, DecodeError> {
    let text = utf8(body)?;
    strict(text).map_err(|_| {
        let raw = match well_formed(text, T::shape()) {
            Ok(raw) => raw,
            Err(rejected) => return rejected.into(),
        };
        DecodeError::Mismatch(drift::report(T::shape(), raw.get()).drift)
    })
}

/// Decodes a body that arrived: what does not have its declared shape is set apart, not refused.
///
/// # Errors
/// The body cannot be looked at: it is not UTF-8, not JSON, nests too deep, or names its event
/// twice. Also where no value of the type exists without what did not fit.
pub fn receive<T: Wire>(body: &[u8]) -> Result<Received<T>, DecodeError> {
    let text = utf8(body)?;
    if let Ok(event) = strict(text) {
        let body = well_formed(text, T::shape())?;
        let drift = untagged(T::shape(), body.get());
        return Ok(Received {
            event,
            drift,
            body: Json::from_raw(body),
        });
    }
    let body = well_formed(text, T::shape())?;
    let report = drift::report(T::shape(), body.get());
    match report.repaired.as_deref().map(strict) {
        Some(Ok(event)) => Ok(Received {
            event,
            drift: report.drift,
            body: Json::from_raw(body),
        }),
        Some(Err(_)) | None => Err(DecodeError::Mismatch(report.drift)),
    }
}

fn utf8(body: &[u8]) -> Result<&str, Rejected> {
    std::str::from_utf8(body).map_err(|_| Rejected::NotUtf8)
}

fn strict<T: Wire>(text: &str) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = T::decode(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// The body as text, if it is JSON that may be looked at.
fn well_formed(text: &str, shape: &Shape) -> Result<Box<RawValue>, Rejected> {
    let raw: Box<RawValue> = serde_json::from_str(text).map_err(|error| Rejected::NotJson {
        line: error.line(),
        column: error.column(),
    })?;
    if too_deep(raw.get()) {
        return Err(Rejected::TooDeep);
    }
    if let Shape::Event(event) = shape {
        if Kind::of(raw.get()) != Kind::Object {
            return Err(Rejected::NotObject);
        }
        if members(raw.get())
            .0
            .iter()
            .filter(|(name, _)| name == event.member)
            .count()
            > 1
        {
            return Err(Rejected::DuplicateTag {
                member: event.member,
            });
        }
    }
    Ok(raw)
}

/// The drift of an event that does not say which it is.
fn untagged(shape: &Shape, body: &str) -> Vec<Drift> {
    let Shape::Event(event) = shape else {
        return Vec::new();
    };
    let members = members(body).0;
    let tag = members
        .iter()
        .find(|(name, _)| name == event.member)
        .map(|(_, value)| *value);
    if tag.is_some_and(|tag| Kind::of(tag) == Kind::String) {
        return Vec::new();
    }
    vec![Drift {
        pointer: format!("/{}", event.member.replace('~', "~0").replace('/', "~1")),
        expected: "a string",
        found: tag
            .and_then(|tag| RawValue::from_string(tag.to_owned()).ok())
            .map(Json::from_raw),
    }]
}
