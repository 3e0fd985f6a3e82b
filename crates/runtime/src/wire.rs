//! The one trait of this crate: a type that has a shape on the wire and is decoded from it.

use std::marker::PhantomData;

use serde_core::de::{DeserializeSeed, Deserializer};

use crate::shape::Shape;

/// A type that stands for JSON values of a declared shape.
///
/// It is serde's `Deserialize` with two differences: integers may be written `1.0` or `1e3`, as
/// JSON Schema has it (draft 7, validation, section 6.1.1), and the shape is there to be looked
/// at, so that what does not fit can be named and worked around. Generated types implement both.
pub trait Wire: Sized {
    /// The declared shape.
    fn shape() -> &'static Shape;

    /// Decodes a value.
    ///
    /// # Errors
    /// The value does not have the declared shape, or the input is not well-formed.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Decodes a whole JSON text.
    ///
    /// # Errors
    /// As [`Wire::decode`], or something follows the value.
    fn from_text(text: &str) -> Result<Self, serde_json::Error> {
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
