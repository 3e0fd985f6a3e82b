//! Texts of a format, together with what they stand for.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use crate::output::Output;
use crate::shape::Shape;
use crate::wire::Wire;

/// A text as it came, and what it stands for where it can be read as that.
///
/// Formats are not enforced: a text that cannot be read as a `T` is a text still. Two are equal, and
/// ordered, as their texts are.
///
/// ```
/// use asyncapi_runtime::Formatted;
/// use std::net::IpAddr;
///
/// let address = Formatted::<IpAddr>::from("::1");
/// assert!(address.value().is_some_and(IpAddr::is_loopback));
///
/// let address = Formatted::<IpAddr>::from("a printer");
/// assert_eq!((address.as_str(), address.value()), ("a printer", None));
/// ```
#[derive(Clone)]
pub struct Formatted<T> {
    text: Box<str>,
    value: Option<T>,
}

impl<T> Formatted<T> {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it stands for; `None` where it cannot be read as that.
    pub const fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// What it stands for; `None` where it cannot be read as that.
    pub fn into_value(self) -> Option<T> {
        self.value
    }
}

impl<T: fmt::Display> Formatted<T> {
    /// A value, written as its type writes it.
    pub fn new(value: T) -> Self {
        Self {
            text: value.to_string().into(),
            value: Some(value),
        }
    }
}

impl<T: FromStr> From<Box<str>> for Formatted<T> {
    fn from(text: Box<str>) -> Self {
        let value = text.parse().ok();
        Self { text, value }
    }
}

impl<T: FromStr> From<String> for Formatted<T> {
    fn from(text: String) -> Self {
        text.into_boxed_str().into()
    }
}

impl<T: FromStr> From<&str> for Formatted<T> {
    fn from(text: &str) -> Self {
        Box::<str>::from(text).into()
    }
}

impl<T> AsRef<str> for Formatted<T> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl<T> fmt::Display for Formatted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<T> fmt::Debug for Formatted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl<T> PartialEq for Formatted<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for Formatted<T> {}

impl<T> PartialOrd for Formatted<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Formatted<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<T> Hash for Formatted<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<T> Serialize for Formatted<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, T: FromStr> Deserialize<'de> for Formatted<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl<T: FromStr> Wire for Formatted<T> {
    fn shape() -> &'static Shape {
        &Shape::String
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<str>::deserialize(deserializer).map(Self::from)
    }

    fn encode(&self, output: &mut dyn Output) {
        output.text(&self.text);
    }
}
