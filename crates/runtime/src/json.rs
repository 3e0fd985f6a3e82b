//! Any JSON value, kept as the text that arrived.

use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::depth::too_deep;
use crate::output::Output;
use crate::shape::Shape;
use crate::wire::Wire;

/// Any JSON value, kept as text: numbers keep their digits, objects their order.
///
/// `Debug` shows how long the text is, not what it says. Two values are equal if their texts are. Decoding and encoding work with `serde_json` only, as
/// with its `RawValue`.
///
/// ```
/// let json: asyncapi_runtime::Json = r#"{"price": 1.10}"#.parse()?;
/// assert_eq!(json.get(), r#"{"price": 1.10}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone)]
pub struct Json(Box<RawValue>);

impl Json {
    /// The text, without white space around it.
    pub fn get(&self) -> &str {
        self.0.get()
    }

    /// Decodes the value.
    ///
    /// # Errors
    /// It does not fit `T`.
    pub fn parse<'a, T: Deserialize<'a>>(&'a self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.get())
    }

    /// The value `null`.
    pub fn null() -> Self {
        Self(RawValue::NULL.to_owned())
    }

    pub(crate) fn from_raw(raw: Box<RawValue>) -> Self {
        Self(raw)
    }
}

impl std::str::FromStr for Json {
    type Err = serde_json::Error;

    /// Checks that the text is one JSON value.
    fn from_str(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        // The text of a value is JSON, so that this cannot fail; `null` is for the compiler.
        value.to_string().parse().unwrap_or_else(|_| Self::null())
    }
}

/// Values that JSON has without further ado.
macro_rules! from {
    ($($type:ty)*) => {$(
        impl From<$type> for Json {
            fn from(value: $type) -> Self {
                serde_json::Value::from(value).into()
            }
        }
    )*};
}

from!(&str String bool i32 i64 u32 u64);

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Json({} bytes)", self.get().len())
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for Json {}

impl Default for Json {
    fn default() -> Self {
        Self::null()
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl Wire for Json {
    fn shape() -> &'static Shape {
        &Shape::Any
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        if too_deep(raw.get()) {
            return Err(D::Error::custom("recursion limit exceeded"));
        }
        Ok(Self(raw))
    }

    fn encode(&self, output: &mut dyn Output) {
        output.raw(&self.0);
    }
}
