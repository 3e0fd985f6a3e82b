//! Objects with declared members. A generated type says how its members are stored and put
//! together ([`Object`]); the loop over the input is here, once.

mod index;

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use crate::extra::Extra;
use crate::json::Json;
use crate::output::Output;
use crate::shape::{self, Field, Rest, Shape};
use crate::wire::{Seed, Wire};

pub use index::Table;

/// A generated struct: how its members are stored and put together. The rest of what makes it a
/// type on the wire is the same for all, and comes of [`object!`](crate::object!).
pub trait Object: Sized {
    /// A place for each declared member that has not come yet.
    type Slots: Default;

    /// What keeps the other members.
    type Others: Keep;

    /// The declared members.
    const FIELDS: &'static [Field];

    /// Decodes the value of the declared member `at` an index into its place.
    /// Where none is declared, none comes.
    fn member<V: Value>(_to: &mut Self::Slots, _at: usize, value: V) -> V::Read {
        value.read(&mut None::<Json>)
    }

    /// Puts the object together.
    ///
    /// # Errors
    /// A required member did not come.
    fn build<E: Error>(from: Self::Slots, rest: Self::Others) -> Result<Self, E>;

    /// Encodes the object.
    fn write(&self, output: &mut dyn Output);
}

/// A generated struct whose members are found by their names.
pub trait Indexed: Object {
    /// The number of a declared member.
    fn index(name: &str) -> Option<usize>;
}

/// What keeps members that are not declared while an object is decoded.
pub trait Keep: Others + Default {
    /// What such members must be.
    const REST: Rest;

    /// Decodes the value of such a member, and keeps it.
    ///
    /// # Errors
    /// The value does not fit, or no such member may come.
    fn keep<'de, A: MapAccess<'de>>(&mut self, name: Box<str>, map: &mut A)
    -> Result<(), A::Error>;
}

/// The value of a declared member, which comes next.
pub trait Value: Sized {
    /// What comes of it: nothing, or why it cannot be decoded.
    type Read;

    /// Decodes it into its place. It may not fit, or the member may have come before.
    fn read<T: Wire>(self, slot: &mut Option<T>) -> Self::Read;
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
#[derive(Clone, Copy, Debug, Default)]
pub struct Closed;

/// The shape of an object.
pub fn shape<T: Object>() -> &'static Shape {
    const {
        &Shape::Object(shape::Object {
            fields: T::FIELDS,
            rest: <T::Others as Keep>::REST,
        })
    }
}

/// Decodes an object.
///
/// # Errors
/// It does not fit.
// Not inlined, as what it calls: it would be compiled again in each place that decodes the type, and
// a call an object is not felt.
#[inline(never)]
pub fn decode<'de, T: Indexed, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut slots = T::Slots::default();
    let mut others = T::Others::default();
    deserializer.deserialize_map(ObjectVisitor::<T> {
        slots: &mut slots,
        others: &mut others,
    })?;
    T::build(slots, others)
}

/// The value of a required member.
///
/// # Errors
/// It did not come.
pub fn required<T, E: Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
    slot.ok_or_else(|| E::missing_field(name))
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

/// Makes a generated struct, of which [`Object`] is implemented, a type on the wire.
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    ($type:ty) => {
        impl $crate::object::Indexed for $type {
            fn index(name: &str) -> Option<usize> {
                static TABLE: $crate::object::Table = $crate::object::Table::new();
                TABLE.find(<Self as $crate::prelude::Object>::FIELDS, name)
            }
        }

        impl $crate::prelude::Wire for $type {
            fn shape() -> &'static $crate::prelude::Shape {
                $crate::object::shape::<Self>()
            }

            fn decode<'de, D: $crate::prelude::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::object::decode(deserializer)
            }

            fn encode(&self, output: &mut dyn $crate::prelude::Output) {
                $crate::prelude::Object::write(self, output);
            }
        }

        $crate::serde!($type);
    };
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

impl Keep for Extra {
    const REST: Rest = Rest::Any;

    fn keep<'de, A: MapAccess<'de>>(
        &mut self,
        name: Box<str>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let value = map.next_value_seed(Seed::<Json>::new())?;
        self.push(name, value);
        Ok(())
    }
}

impl<T: Wire> Others for BTreeMap<String, T> {
    fn each<'a>(&'a self, take: &mut dyn FnMut(&'a str, &'a dyn Wire)) {
        for (name, value) in self {
            take(name, value);
        }
    }
}

impl<T: Wire> Keep for BTreeMap<String, T> {
    const REST: Rest = Rest::Shape(T::shape);

    fn keep<'de, A: MapAccess<'de>>(
        &mut self,
        name: Box<str>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let value = map.next_value_seed(Seed::new())?;
        match self.insert(name.into_string(), value) {
            None => Ok(()),
            Some(_) => Err(A::Error::custom("duplicate member")),
        }
    }
}

impl Others for Closed {
    fn each<'a>(&'a self, _: &mut dyn FnMut(&'a str, &'a dyn Wire)) {}
}

impl Keep for Closed {
    const REST: Rest = Rest::Closed;

    // The name is not in the text: it is the sender's.
    fn keep<'de, A: MapAccess<'de>>(&mut self, _: Box<str>, _: &mut A) -> Result<(), A::Error> {
        Err(A::Error::custom("undeclared member"))
    }
}

/// Reads all members of an input into their places. The object is not put together here: what
/// serde makes of a visitor is compiled once a struct, and is shortest where nothing comes of it.
struct ObjectVisitor<'a, T: Object> {
    slots: &'a mut T::Slots,
    others: &'a mut T::Others,
}

impl<'de, T: Indexed> Visitor<'de> for ObjectVisitor<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    #[inline(never)]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { slots, others } = self;
        each(&mut map, T::index, &mut |map, key| match key {
            Key::Known(index) => {
                let next = Next {
                    map,
                    fields: T::FIELDS,
                    index,
                    input: PhantomData,
                };
                T::member(slots, index, next)
            }
            Key::Unknown(name) => others.keep(name, map),
        })
    }
}

/// Takes a member, whose value comes next.
type Take<'a, 'de, A> = dyn FnMut(&mut A, Key) -> Result<(), <A as MapAccess<'de>>::Error> + 'a;

/// Hands out the members of an input, whose values come next. Knows what takes them by no type, so
/// that it is compiled once and not once a struct.
fn each<'de, A: MapAccess<'de>>(
    map: &mut A,
    index: fn(&str) -> Option<usize>,
    take: &mut Take<'_, 'de, A>,
) -> Result<(), A::Error> {
    while let Some(key) = map.next_key_seed(Keys(index))? {
        take(map, key)?;
    }
    Ok(())
}

/// The value behind a name that was read.
struct Next<'a, 'de, A> {
    map: &'a mut A,
    fields: &'static [Field],
    index: usize,
    input: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Value for Next<'_, 'de, A> {
    type Read = Result<(), A::Error>;

    #[inline(never)]
    fn read<T: Wire>(self, slot: &mut Option<T>) -> Result<(), A::Error> {
        if slot.is_some() {
            return Err(duplicate(self.fields, self.index));
        }
        *slot = Some(self.map.next_value_seed(Seed::new())?);
        Ok(())
    }
}

#[cold]
fn duplicate<E: Error>(fields: &[Field], index: usize) -> E {
    E::duplicate_field(fields.get(index).map_or("", |field| field.name))
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
