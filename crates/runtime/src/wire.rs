//! The one trait of this crate: a type that has a shape on the wire, is decoded from it and encoded
//! to it.

use std::marker::PhantomData;

use serde_core::de::{DeserializeSeed, Deserializer};
use serde_core::ser::Serializer;

use crate::output::{Encoder, Output};
use crate::shape::Shape;

/// A type that stands for JSON values of a declared shape.
///
/// It is serde's `Deserialize` and `Serialize` with two differences: the shape is there to be looked
/// at, so that what does not fit can be named and worked around, and encoding does not know the
/// serializer by type, so that it is compiled once, in the crate that declares the type. Generated
/// types implement all three.
///
/// Integers written `1.0` or `1e3` (JSON Schema draft 7, validation, section 6.1.1) are taken where
/// their text can be seen: by [`from_json`](crate::from_json) and [`decode`](crate::decode), not
/// here. A float that serde hands over may have been rounded.
pub trait Wire {
    /// The declared shape.
    fn shape() -> &'static Shape
    where
        Self: Sized;

    /// Decodes a value.
    ///
    /// # Errors
    /// The value does not have the declared shape, or the input is not well-formed.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>
    where
        Self: Sized;

    /// Encodes the value.
    fn encode(&self, output: &mut dyn Output);

    /// Decodes a whole JSON text.
    ///
    /// # Errors
    /// As [`Wire::decode`], or something follows the value.
    fn from_text(text: &str) -> Result<Self, serde_json::Error>
    where
        Self: Sized,
    {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let value = Self::decode(&mut deserializer)?;
        deserializer.end()?;
        Ok(value)
    }

    /// Whether the value is known to be an event that was named: then nobody looks into its body
    /// for what should name it. Of other values the answer does not matter.
    fn is_named(&self) -> bool {
        false
    }
}

/// serde's `Serialize` of a type on the wire.
///
/// # Errors
/// As the serializer does, or the value has no JSON.
pub fn serialize<S: Serializer>(value: &dyn Wire, serializer: S) -> Result<S::Ok, S::Error> {
    Encoder::encode(value, serializer)
}

/// Implements serde's traits for a generated type on the wire.
#[doc(hidden)]
#[macro_export]
macro_rules! serde {
    ($type:ty) => {
        impl<'de> $crate::prelude::Deserialize<'de> for $type {
            fn deserialize<D: $crate::prelude::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::prelude::Wire::decode(deserializer)
            }
        }

        impl $crate::prelude::Serialize for $type {
            fn serialize<S: $crate::prelude::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::wire::serialize(self, serializer)
            }
        }
    };
}

/// Decodes a [`Wire`] type wherever serde asks for a seed.
#[derive(Debug)]
pub struct Seed<T>(PhantomData<T>);

impl<T> Seed<T> {
    /// The seed.
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Default for Seed<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'de, T: Wire> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::decode(deserializer)
    }
}
