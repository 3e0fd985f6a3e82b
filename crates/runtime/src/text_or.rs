//! A value that some senders write as text and others do not.

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use crate::json::Json;
use crate::members::Kind;
use crate::output::Output;
use crate::shape::{Shape, Union};
use crate::union;
use crate::wire::Wire;

/// A text or another value, such as the identifiers `"42"` and `42`; it keeps which of the two
/// came.
///
/// ```
/// use asyncapi_runtime::TextOr;
///
/// let started_at = [TextOr::Text("1657855059".to_owned()), TextOr::Value(1_657_855_059)];
/// for seconds in started_at {
///     let seconds = seconds.value_or_else(|text| text.parse().unwrap_or_default());
///     assert_eq!(seconds, 1_657_855_059);
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextOr<T> {
    /// A text.
    Text(String),
    /// A value that is no text.
    Value(T),
}

impl<T> TextOr<T> {
    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Value(_) => None,
        }
    }

    /// The value, if it is no text.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Text(_) => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The value; one made of the text, if it is a text.
    pub fn value_or_else(self, make: impl FnOnce(String) -> T) -> T {
        match self {
            Self::Text(text) => make(text),
            Self::Value(value) => value,
        }
    }
}

impl<T> From<String> for TextOr<T> {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T> From<&str> for TextOr<T> {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl<T: Serialize> Serialize for TextOr<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Value(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Wire> Deserialize<'de> for TextOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl<T: Wire> Wire for TextOr<T> {
    fn shape() -> &'static Shape {
        const {
            &Shape::Union(Union {
                branches: &[<String as Wire>::shape, T::shape],
                tags: None,
                open: false,
            })
        }
    }

    /// By way of the text: serde's own way of looking at what comes next shows numbers as maps
    /// once any crate in the tree asks `serde_json` for `arbitrary_precision`.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Json::decode(deserializer)?;
        match Kind::of(json.get()) {
            Kind::String => union::decode(json.get()).map(Self::Text),
            Kind::Null | Kind::Boolean | Kind::Number | Kind::Array | Kind::Object => {
                union::decode(json.get()).map(Self::Value)
            }
        }
    }

    fn encode(&self, output: &mut dyn Output) {
        match self {
            Self::Text(text) => output.text(text),
            Self::Value(value) => value.encode(output),
        }
    }
}
