//! Events told apart by the body: by a member that names them, by rules about members. A generated
//! enum says which there are and how each is decoded ([`Events`]). The members are looked up in the
//! text; then the whole text is decoded as the payload of the event that they tell.

mod batch;
mod choose;
mod opaque;

use serde_core::de::{Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};

use crate::json::Json;
use crate::output::Output;
use crate::shape::{self, Shape};
use crate::wire::Wire;

pub use batch::{Batch, RejectedItem, decode_batch};
pub(crate) use choose::{Choice, choose, repeat, tag};
pub use opaque::OpaqueEvent;

/// An event that the document does not declare, or that does not say which it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownEvent {
    /// The name it gives itself, if it gives one.
    pub name: Option<Box<str>>,
    /// The whole body.
    pub body: Json,
}

/// An event that is one of several, without anything in its body that says which.
///
/// Who knows which it is has it decoded again: `Event::decode_…` of the body's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmbiguousEvent {
    /// The names of the events that it may be.
    pub candidates: &'static [&'static str],
    /// The whole body.
    pub body: Json,
}

impl UnknownEvent {
    /// Encodes the body.
    #[doc(hidden)]
    pub fn encode(&self, output: &mut dyn Output) {
        self.body.encode(output);
    }
}

impl AmbiguousEvent {
    /// Encodes the body.
    #[doc(hidden)]
    pub fn encode(&self, output: &mut dyn Output) {
        self.body.encode(output);
    }
}

impl Serialize for UnknownEvent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.body.serialize(serializer)
    }
}

impl Serialize for AmbiguousEvent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.body.serialize(serializer)
    }
}

/// A generated enum of events, as decoding sees it.
pub trait Events: Wire + Sized {
    /// The events, and how they are told apart.
    const SHAPE: shape::Event;

    /// The index of the event that a name stands for.
    fn tag(_name: &str) -> Option<usize> {
        None
    }

    /// Decodes the text of a declared event.
    ///
    /// # Errors
    /// It does not fit.
    fn known(index: usize, text: &str) -> Result<Self, serde_json::Error>;

    /// An event that is one of several. An enum whose rules always decide has no variant for it.
    fn ambiguous(event: AmbiguousEvent) -> Self {
        Self::unknown(UnknownEvent {
            name: None,
            body: event.body,
        })
    }

    /// Any other event.
    fn unknown(event: UnknownEvent) -> Self;
}

/// The shape of events.
pub fn shape<T: Events>() -> &'static Shape {
    const { &Shape::Event(T::SHAPE) }
}

/// Decodes the text of an event.
///
/// # Errors
/// It does not fit.
pub fn from_text<T: Events>(text: &str) -> Result<T, serde_json::Error> {
    let shape = const { &T::SHAPE };
    match choose(shape, text) {
        Choice::Known(index) => T::known(index, text),
        Choice::Ambiguous(candidates) => {
            let body = body(shape, text)?;
            Ok(T::ambiguous(AmbiguousEvent { candidates, body }))
        }
        Choice::Unknown(name) => {
            let body = body(shape, text)?;
            let name = name.map(|name| name.into_owned().into());
            Ok(T::unknown(UnknownEvent { name, body }))
        }
        Choice::Repeated => Err(serde_json::Error::custom("duplicate tag")),
    }
}

/// Decodes an event from any input of `serde_json`, by way of its text.
///
/// # Errors
/// It does not fit.
pub fn decode<'de, T: Events, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    from_text(Json::decode(deserializer)?.get()).map_err(D::Error::custom)
}

/// Keeps the body of an event that has no type. Refuses what is no object, and two tags: the app
/// and whoever looked at the body before could each see another.
fn body(shape: &shape::Event, text: &str) -> Result<Json, serde_json::Error> {
    let body: Json = text.parse()?;
    if !body.get().starts_with('{') {
        return Err(serde_json::Error::custom("expected an event object"));
    }
    if repeat(shape, body.get()).is_some() {
        return Err(serde_json::Error::custom("duplicate tag"));
    }
    Ok(body)
}
