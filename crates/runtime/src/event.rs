//! Events told apart by a member of the body. A generated enum says which there are and how each is
//! decoded ([`Tagged`]). The tag is looked up in the text; then the whole text is decoded as the
//! payload that the tag names.

use std::borrow::Cow;

use serde_core::de::{Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};

use crate::json::Json;
use crate::members::{members, string};
use crate::peek::member;
use crate::shape::{self, Shape};
use crate::wire::Wire;

/// An event that the document does not declare, or that does not say which it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownEvent {
    /// The name it gives itself, if it gives one.
    pub name: Option<Box<str>>,
    /// The whole body.
    pub body: Json,
}

impl Serialize for UnknownEvent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.body.serialize(serializer)
    }
}

/// A generated enum of events, as decoding sees it.
pub trait Tagged: Wire {
    /// The member that names the event.
    const MEMBER: &'static str;

    /// The names of the declared events with the shapes of the whole body.
    const EVENTS: &'static [(&'static str, shape::Of)];

    /// The index of a declared event.
    fn index(name: &str) -> Option<usize>;

    /// Decodes the text of a declared event.
    ///
    /// # Errors
    /// It does not fit.
    fn known(index: usize, text: &str) -> Result<Self, serde_json::Error>;

    /// Any other event.
    fn unknown(event: UnknownEvent) -> Self;
}

/// The shape of events.
pub fn shape<T: Tagged>() -> &'static Shape {
    const {
        &Shape::Event(shape::Event {
            member: T::MEMBER,
            events: T::EVENTS,
        })
    }
}

/// Decodes the text of an event. What is no well-formed JSON may seem to have any tag; it is found
/// out when the payload is decoded.
///
/// # Errors
/// It does not fit.
pub fn from_text<T: Tagged>(text: &str) -> Result<T, serde_json::Error> {
    let name = tag(text, T::MEMBER);
    match name.as_deref().and_then(T::index) {
        Some(index) => T::known(index, text),
        None => unknown(text, T::MEMBER, name).map(T::unknown),
    }
}

/// Decodes an event from any input of `serde_json`, by way of its text.
///
/// # Errors
/// It does not fit.
pub fn decode<'de, T: Tagged, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    from_text(Json::decode(deserializer)?.get()).map_err(D::Error::custom)
}

/// The string that a body has as its tag.
pub(crate) fn tag<'a>(text: &'a str, name: &str) -> Option<Cow<'a, str>> {
    member(text, name).and_then(string)
}

/// Keeps the body of an event that is not declared. Refuses what is no object, and two tags: the
/// app and whoever looked at the body before could each see another.
fn unknown(
    text: &str,
    member: &str,
    name: Option<Cow<'_, str>>,
) -> Result<UnknownEvent, serde_json::Error> {
    let body: Json = text.parse()?;
    if !body.get().starts_with('{') {
        return Err(serde_json::Error::custom("expected an event object"));
    }
    if members(body.get()).repeat(member) {
        return Err(serde_json::Error::custom("duplicate tag"));
    }
    Ok(UnknownEvent {
        name: name.map(|name| name.into_owned().into()),
        body,
    })
}
