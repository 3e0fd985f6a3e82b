//! Texts that are secrets: decoded and encoded as any string, never printed.

use std::fmt;

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use crate::output::Output;
use crate::shape::Shape;
use crate::wire::Wire;

/// A string that `Debug` does not show. It is encoded as it came.
///
/// Whether it is the one that a sender must know is for a verifier to say, in constant time, and
/// not for `==`.
///
/// ```
/// let secret = asyncapi_runtime::Secret::from("made-up-token");
/// assert_eq!(format!("{secret:?}"), "Secret");
/// assert_eq!(secret.expose(), "made-up-token");
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(Box<str>);

impl Secret {
    /// The secret.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl Wire for Secret {
    fn shape() -> &'static Shape {
        String::shape()
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::decode(deserializer).map(Self::from)
    }

    fn encode(&self, output: &mut dyn Output) {
        output.text(&self.0);
    }
}
