//! Boxes, arrays and maps on the wire.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::object::Others;
use crate::output::Output;
use crate::shape::Shape;
use crate::wire::{Seed, Wire};

/// How many elements are allocated for ahead, whatever the input announces.
const AHEAD: usize = 64;

impl<T: Wire> Wire for Box<T> {
    fn shape() -> &'static Shape {
        T::shape()
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Self::new)
    }

    fn encode(&self, output: &mut dyn Output) {
        T::encode(self, output);
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn shape() -> &'static Shape {
        const { &Shape::Array(T::shape) }
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ArrayVisitor(PhantomData))
    }

    fn encode(&self, output: &mut dyn Output) {
        output.array(&mut self.iter().map(|item| -> &dyn Wire { item }));
    }
}

impl<T: Wire> Wire for BTreeMap<String, T> {
    fn shape() -> &'static Shape {
        const { &Shape::Map(T::shape) }
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MapVisitor(PhantomData))
    }

    fn encode(&self, output: &mut dyn Output) {
        let members: &dyn Others = self;
        output.object(&[], &[], members);
    }
}

struct ArrayVisitor<T>(PhantomData<T>);

impl<'de, T: Wire> Visitor<'de> for ArrayVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::with_capacity(seq.size_hint().unwrap_or(0).min(AHEAD));
        while let Some(item) = seq.next_element_seed(Seed::new())? {
            items.push(item);
        }
        Ok(items)
    }
}

struct MapVisitor<T>(PhantomData<T>);

impl<'de, T: Wire> Visitor<'de> for MapVisitor<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = BTreeMap::new();
        while let Some(name) = map.next_key::<String>()? {
            if members
                .insert(name, map.next_value_seed(Seed::new())?)
                .is_some()
            {
                return Err(A::Error::custom("duplicate member"));
            }
        }
        Ok(members)
    }
}
