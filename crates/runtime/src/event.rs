//! Events told apart by a member of the body. A generated enum says which there are and how each is
//! decoded ([`Tagged`]); how the body finds its event is here, once.
//!
//! The members before the one that names the event are kept as text; from there on the payload is
//! decoded straight from the input.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::json::Json;
use crate::members::string;
use crate::object::{Object, members};
use crate::shape::{self, Shape};
use crate::union;
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

    /// Decodes the body of a declared event.
    ///
    /// # Errors
    /// It does not fit.
    fn known<'de, A: MapAccess<'de>>(index: usize, body: Body<A>) -> Result<Self, A::Error>;

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

/// Decodes an event.
///
/// # Errors
/// It does not fit.
pub fn decode<'de, T: Tagged, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(EventVisitor(PhantomData))
}

/// All members of a body: those that were read while looking for the tag, then the rest.
#[derive(Debug)]
pub struct Body<A> {
    before: Vec<(Box<str>, Box<RawValue>)>,
    rest: A,
}

struct EventVisitor<T>(PhantomData<T>);

impl<'de, T: Tagged> Visitor<'de> for EventVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut before = Vec::new();
        let mut tag = Tag::Unknown(None);
        while let Some(name) = map.next_key::<Box<str>>()? {
            let value: Box<RawValue> = map.next_value()?;
            let found = *name == *T::MEMBER;
            if found && let Some(text) = string(value.get()) {
                tag = T::index(&text)
                    .map_or_else(|| Tag::Unknown(Some(text.as_ref().into())), Tag::Known);
            }
            before.push((name, value));
            if found {
                break;
            }
        }
        let body = Body { before, rest: map };
        match tag {
            Tag::Known(index) => T::known(index, body),
            Tag::Unknown(name) => body.unknown(name).map(T::unknown),
        }
    }
}

/// The event that a body names.
enum Tag {
    /// A declared event, by its index.
    Known(usize),
    /// Any other, or none.
    Unknown(Option<Box<str>>),
}

impl<'de, A: MapAccess<'de>> Body<A> {
    /// Decodes the body as an object type, straight from the input.
    ///
    /// # Errors
    /// It does not fit.
    pub fn decode<T: Object>(self) -> Result<T, A::Error> {
        let mut slots = T::Slots::default();
        for (name, value) in &self.before {
            let mut member = Member(value);
            match T::index(name) {
                Some(index) => T::member(&mut slots, index, &mut member),
                None => T::other(&mut slots, name.clone(), &mut member),
            }
            .map_err(A::Error::custom)?;
        }
        members::<T, A>(&mut slots, self.rest)?;
        T::build(slots)
    }

    /// Decodes the body as any type, by way of its text.
    ///
    /// # Errors
    /// It does not fit.
    pub fn decode_text<T: Wire>(self) -> Result<T, A::Error> {
        union::decode(self.into_json()?.get())
    }

    fn unknown(self, name: Option<Box<str>>) -> Result<UnknownEvent, A::Error> {
        Ok(UnknownEvent {
            name,
            body: self.into_json()?,
        })
    }

    /// The text of the body: put together anew, for a visitor does not see the input as a whole.
    fn into_json(self) -> Result<Json, A::Error> {
        let Self {
            mut before,
            mut rest,
        } = self;
        while let Some(member) = rest.next_entry()? {
            before.push(member);
        }
        let mut text = String::from("{");
        for (name, value) in before {
            if text.len() > 1 {
                text.push(',');
            }
            text.push_str(&serde_json::Value::from(name.as_ref()).to_string());
            text.push(':');
            text.push_str(value.get());
        }
        text.push('}');
        text.parse().map_err(A::Error::custom)
    }
}

/// The value of one member that was kept as text. Decoded with the same reader as the input, so
/// that the code of what is below it is compiled once.
struct Member<'a>(&'a RawValue);

impl<'a> MapAccess<'a> for Member<'a> {
    type Error = serde_json::Error;

    fn next_key_seed<K: DeserializeSeed<'a>>(
        &mut self,
        _: K,
    ) -> Result<Option<K::Value>, serde_json::Error> {
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, serde_json::Error> {
        seed.deserialize(&mut serde_json::Deserializer::from_str(self.0.get()))
    }
}
