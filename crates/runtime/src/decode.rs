//! A body in, a typed value out: strictly, or with what does not fit set apart.

use std::fmt;

use serde_json::value::RawValue;

use crate::depth::too_deep;
use crate::drift::{self, Drift, Report};
use crate::error::{DecodeError, Rejected};
use crate::event;
use crate::json::Json;
use crate::members::Kind;
use crate::shape::{Event, Shape};
use crate::wire::Wire;

/// What arrived.
///
/// `Debug` shows how long the body is, not what it says.
#[derive(Clone, PartialEq, Eq)]
pub struct Received<T> {
    /// What fits, typed. A required field that drifted holds a stand-in (zero, an empty string,
    /// an object of such): `drift` names it.
    pub event: T,
    /// Every field that does not have its declared shape, in the order of the body.
    pub drift: Vec<Drift>,
    /// The whole body, byte for byte.
    pub body: Box<str>,
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

impl<T: fmt::Debug> fmt::Debug for Received<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("event", &self.event)
            .field("drift", &self.drift)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// Decodes a body strictly.
///
/// # Errors
/// The body is not JSON, or does not have its declared shape: then every field at fault is named. So
/// is the member that should name an event and does not.
pub fn from_json<T: Wire>(body: &[u8]) -> Result<T, DecodeError> {
    let text = utf8(body)?;
    if let Ok(event) = T::from_text(text) {
        let drift = untagged(event.is_named(), T::shape(), text);
        return if drift.is_empty() {
            Ok(event)
        } else {
            Err(DecodeError::Mismatch(drift))
        };
    }
    let report = compared(text, T::shape())?;
    match report.repaired.as_deref().map(T::from_text) {
        // Integers that are valid and written in an unusual way.
        Some(Ok(event)) if report.drift.is_empty() => Ok(event),
        Some(_) | None => Err(DecodeError::Mismatch(report.drift)),
    }
}

/// Decodes a body that arrived: what does not have its declared shape is set apart, not refused.
///
/// # Errors
/// The body cannot be looked at: it is not UTF-8, not JSON, nests too deep, or names its event
/// twice, or text that is read has half of a surrogate pair in it. Also where no value of the type
/// exists without what did not fit.
pub fn decode<T: Wire>(body: &[u8]) -> Result<Received<T>, DecodeError> {
    decode_text(utf8(body)?)
}

pub(crate) fn decode_text<T: Wire>(text: &str) -> Result<Received<T>, DecodeError> {
    if let Ok(event) = T::from_text(text) {
        return Ok(Received {
            drift: untagged(event.is_named(), T::shape(), text),
            event,
            body: text.into(),
        });
    }
    let report = compared(text, T::shape())?;
    match report.repaired.as_deref().map(T::from_text) {
        Some(Ok(event)) => Ok(Received {
            event,
            drift: report.drift,
            body: text.into(),
        }),
        Some(Err(_)) | None => Err(DecodeError::Mismatch(report.drift)),
    }
}

pub(crate) fn utf8(body: &[u8]) -> Result<&str, Rejected> {
    std::str::from_utf8(body).map_err(|_| Rejected::NotUtf8)
}

/// What of a body does not have a shape, if it may be looked at.
fn compared(text: &str, shape: &Shape) -> Result<Report, Rejected> {
    well_formed(text, shape)?;
    let report = drift::report(shape, text.trim_ascii());
    match report.not_unicode {
        Some(pointer) => Err(Rejected::NotUnicode { pointer }),
        None => Ok(report),
    }
}

/// Whether a body is JSON that may be looked at.
fn well_formed(text: &str, shape: &Shape) -> Result<(), Rejected> {
    if too_deep(text) {
        return Err(Rejected::TooDeep);
    }
    let raw: &RawValue = serde_json::from_str(text).map_err(Rejected::not_json)?;
    let Shape::Event(event) = shape else {
        return Ok(());
    };
    if Kind::of(raw.get()) != Kind::Object {
        return Err(Rejected::NotObject);
    }
    match event::repeat(event, raw.get()) {
        Some(member) => Err(Rejected::DuplicateTag { member }),
        None => Ok(()),
    }
}

/// The drift of an event that should name itself and does not. What it was decoded from is
/// well-formed. Where there are rules besides, a body need not name its event.
fn untagged(is_named: bool, shape: &Shape, text: &str) -> Vec<Drift> {
    if is_named {
        return Vec::new();
    }
    let Shape::Event(Event {
        tag: Some(_),
        members: [member, ..],
        rules: [],
        ..
    }) = shape
    else {
        return Vec::new();
    };
    let tag = event::tag(member, text);
    if tag.is_some_and(|tag| Kind::of(tag) == Kind::String) {
        return Vec::new();
    }
    vec![Drift {
        pointer: drift::pointer(member.path),
        expected: "a string",
        found: tag
            .and_then(|tag| RawValue::from_string(tag.to_owned()).ok())
            .map(Json::from_raw),
    }]
}
