//! Objects with declared members. A generated type says how its members are stored and put
//! together ([`Object`]); the loop over the input is here, once.

use std::collections::BTreeMap;
use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use crate::extra::Extra;
use crate::json::Json;
use crate::output::Output;
use crate::shape::{self, Field, Rest, Shape};
use crate::wire::{Seed, Wire};

/// A generated struct, as decoding sees it.
pub trait Object: Wire + Sized {
    /// A place for each member that has not come yet.
    type Slots: Default;

    /// The declared members.
    const FIELDS: &'static [Field];

    /// What other members must be.
    const REST: Rest;

    /// The index of a declared member.
    fn index(name: &str) -> Option<usize>;

    /// Decodes the value of a declared member into its place.
    ///
    /// # Errors
    /// The value does not fit, or the member came before.
    fn member<'de, A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        index: usize,
        map: &mut A,
    ) -> Result<(), A::Error>;

    /// Keeps a member that is not declared.
    ///
    /// # Errors
    /// The value does not fit, or no such member may come.
    fn other<'de, A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        name: Box<str>,
        map: &mut A,
    ) -> Result<(), A::Error>;

    /// Puts the object together.
    ///
    /// # Errors
    /// A required member did not come.
    fn build<E: Error>(slots: Self::Slots) -> Result<Self, E>;
}

/// A declared member that is encoded.
pub trait Member {
    /// Its value; none if it is absent.
    fn value(&self) -> Option<&dyn Wire>;
}

/// Members that are not declared, and are encoded behind the declared ones.
pub trait Others {
    /// Hands out all in their order.
    fn each<'a>(&'a self, take: &mut dyn FnMut(&'a str, &'a dyn Wire));
}

/// No members besides the declared ones.
#[derive(Clone, Copy, Debug)]
pub struct Closed;

/// The shape of an object.
pub fn shape<T: Object>() -> &'static Shape {
    const {
        &Shape::Object(shape::Object {
            fields: T::FIELDS,
            rest: T::REST,
        })
    }
}

/// Decodes an object.
///
/// # Errors
/// It does not fit.
pub fn decode<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut slots = T::Slots::default();
    deserializer.deserialize_map(ObjectVisitor::<T>(&mut slots))?;
    T::build(slots)
}

/// Decodes the value of a declared member into its place.
///
/// # Errors
/// The value does not fit, or the member came before.
pub fn field<'de, A: MapAccess<'de>, T: Wire>(
    map: &mut A,
    slot: &mut Option<T>,
    name: &'static str,
) -> Result<(), A::Error> {
    if slot.is_some() {
        return Err(A::Error::duplicate_field(name));
    }
    *slot = Some(map.next_value_seed(Seed::new())?);
    Ok(())
}

/// The value of a required member.
///
/// # Errors
/// It did not come.
pub fn required<T, E: Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
    slot.ok_or_else(|| E::missing_field(name))
}

/// Keeps a member that is not declared as it is.
///
/// # Errors
/// Its value is not well-formed or nests too deep.
pub fn keep<'de, A: MapAccess<'de>>(
    map: &mut A,
    extra: &mut Extra,
    name: Box<str>,
) -> Result<(), A::Error> {
    let value = map.next_value_seed(Seed::<Json>::new())?;
    extra.push(name, value);
    Ok(())
}

/// Decodes a member that is not declared into a map of such members.
///
/// # Errors
/// The value does not fit, or the member came before.
pub fn insert<'de, A: MapAccess<'de>, T: Wire>(
    map: &mut A,
    rest: &mut BTreeMap<String, T>,
    name: Box<str>,
) -> Result<(), A::Error> {
    let value = map.next_value_seed(Seed::new())?;
    match rest.insert(name.into_string(), value) {
        None => Ok(()),
        Some(_) => Err(A::Error::custom("duplicate member")),
    }
}

/// Refuses a member that is not declared. Its name is not in the text: it is the sender's.
///
/// # Errors
/// Always.
pub fn refuse<T, E: Error>() -> Result<T, E> {
    Err(E::custom("undeclared member"))
}

/// Encodes an object.
pub fn encode(
    output: &mut dyn Output,
    fields: &[Field],
    members: &[&dyn Member],
    others: &dyn Others,
) {
    output.object(fields, members, others);
}

impl<T: Wire> Member for T {
    fn value(&self) -> Option<&dyn Wire> {
        Some(self)
    }
}

impl<T: Wire> Member for Option<T> {
    fn value(&self) -> Option<&dyn Wire> {
        self.as_ref().map(|value| -> &dyn Wire { value })
    }
}

impl Others for Extra {
    fn each<'a>(&'a self, take: &mut dyn FnMut(&'a str, &'a dyn Wire)) {
        for (name, value) in self.iter() {
            take(name, value);
        }
    }
}

impl<T: Wire> Others for BTreeMap<String, T> {
    fn each<'a>(&'a self, take: &mut dyn FnMut(&'a str, &'a dyn Wire)) {
        for (name, value) in self {
            take(name, value);
        }
    }
}

impl Others for Closed {
    fn each<'a>(&'a self, _: &mut dyn FnMut(&'a str, &'a dyn Wire)) {}
}

/// Reads all members of an input into their places. The object is not put together here: what
/// serde makes of a visitor is compiled once a struct, and is shortest where nothing comes of it.
struct ObjectVisitor<'a, T: Object>(&'a mut T::Slots);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key_seed(Keys(T::index))? {
            match key {
                Key::Known(index) => T::member(self.0, index, &mut map)?,
                Key::Unknown(name) => T::other(self.0, name, &mut map)?,
            }
        }
        Ok(())
    }
}

enum Key {
    Known(usize),
    Unknown(Box<str>),
}

/// Reads a member name. Holds a function pointer and not a type parameter, so that it is compiled
/// once and not once a struct.
struct Keys(fn(&str) -> Option<usize>);

impl<'de> DeserializeSeed<'de> for Keys {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Keys {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        Ok((self.0)(name).map_or_else(|| Key::Unknown(name.into()), Key::Known))
    }
}
