//! Numbers of any size and precision, kept as they were written.

mod decimal;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde_core::de::{Deserialize, Deserializer, Error as _, Unexpected};
use serde_core::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::literal;
use crate::members::Kind;
use crate::output::Output;
use crate::shape::Shape;
use crate::wire::Wire;
pub(crate) use decimal::Decimal;

/// How long a text is kept without an allocation: with its length it takes the space of a string.
const SHORT: usize = 22;

/// A JSON number as it was written: `1`, `1.0`, `1e400` and `0.1000000000000000055` stay what they
/// are.
///
/// Two numbers are equal, and ordered, by their exact values: `1`, `1.0` and `1e0` are equal.
/// Exponents beyond those of an `i64` count as the largest.
///
/// ```
/// use asyncapi_runtime::Number;
///
/// let number: Number = "1.10".parse()?;
/// assert_eq!(number.as_str(), "1.10");
/// assert_eq!(number.as_f64(), 1.1);
/// assert_eq!(number, Number::try_from(1.1)?);
/// assert_eq!(Number::from(1_000).as_i64(), Some(1_000));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Decoding and encoding work with `serde_json` only, as with [`Json`](crate::Json).
#[derive(Clone)]
pub struct Number(Text);

/// A text is not a JSON number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotANumber;

/// The text of a number.
#[derive(Clone)]
enum Text {
    Short { length: u8, bytes: [u8; SHORT] },
    Long(Box<str>),
}

impl Number {
    /// The text of the number.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Text::Short { length, bytes } => {
                let text = bytes.get(..usize::from(*length)).unwrap_or_default();
                std::str::from_utf8(text).unwrap_or_default()
            }
            Text::Long(text) => text,
        }
    }

    /// The nearest float; an infinity for what is larger than all of them.
    pub fn as_f64(&self) -> f64 {
        // The grammar of JSON's numbers is part of Rust's.
        self.as_str().parse().unwrap_or(f64::NAN)
    }

    /// The value, if it is an integer of this size. `1.0` and `1e3` are integers.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_i128()?.try_into().ok()
    }

    /// The value, if it is an integer of this size. `1.0` and `1e3` are integers.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_i128()?.try_into().ok()
    }

    /// The value, if it is an integer of this size. `1.0` and `1e3` are integers.
    pub fn as_i128(&self) -> Option<i128> {
        self.decimal().integer()
    }

    pub(crate) fn decimal(&self) -> Decimal<'_> {
        Decimal::of(self.as_str())
    }

    /// The number of a well-formed text.
    fn new(text: &str) -> Self {
        let mut bytes = [0; SHORT];
        Self(
            match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
                (Some(start), Ok(length)) => {
                    start.copy_from_slice(text.as_bytes());
                    Text::Short { length, bytes }
                }
                _ => Text::Long(text.into()),
            },
        )
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::new("0")
    }
}

impl FromStr for Number {
    type Err = NotANumber;

    /// Checks that the text is a JSON number.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let plain = text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
            && text.ends_with(|last: char| last.is_ascii_digit());
        let raw: Result<&RawValue, _> = serde_json::from_str(text);
        if plain && raw.is_ok() {
            Ok(Self::new(text))
        } else {
            Err(NotANumber)
        }
    }
}

macro_rules! from_integers {
    ($($integer:ident)*) => {$(
        impl From<$integer> for Number {
            fn from(value: $integer) -> Self {
                Self::new(&value.to_string())
            }
        }
    )*};
}

from_integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

impl TryFrom<f64> for Number {
    type Error = NotANumber;

    /// The shortest text that means this float; infinities and what is no number have none.
    fn try_from(value: f64) -> Result<Self, NotANumber> {
        match serde_json::Number::from_f64(value) {
            Some(number) => Ok(Self::new(&number.to_string())),
            None => Err(NotANumber),
        }
    }
}

impl From<&Number> for f64 {
    fn from(number: &Number) -> Self {
        number.as_f64()
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.as_str() == other.as_str() {
            return Ordering::Equal;
        }
        self.decimal().cmp(&other.decimal())
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.decimal().hash(state);
    }
}

impl PartialEq<i64> for Number {
    fn eq(&self, other: &i64) -> bool {
        self.as_i64() == Some(*other)
    }
}

impl PartialEq<f64> for Number {
    /// Whether the float is the nearest one.
    fn eq(&self, other: &f64) -> bool {
        self.as_f64() == *other
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_json::from_str::<&RawValue>(self.as_str())
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl Wire for Number {
    fn shape() -> &'static Shape {
        &Shape::Number
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // As any value, because only that leaves the text as it is.
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        match Kind::of(raw.get()) {
            Kind::Number if raw.get().len() <= SHORT => Ok(Self::new(raw.get())),
            Kind::Number => Ok(Self(Text::Long(raw.into()))),
            kind => {
                let found = Unexpected::Other(kind.describe());
                Err(D::Error::invalid_type(found, &"a number"))
            }
        }
    }

    fn encode(&self, output: &mut dyn Output) {
        literal::encode(output, self.as_str());
    }
}

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a JSON number")
    }
}

impl std::error::Error for NotANumber {}

#[cfg(test)]
mod tests {
    use super::{Number, Text};

    #[test]
    fn short_texts_take_no_allocation() {
        for (length, expected) in [(1, true), (22, true), (23, false), (300, false)] {
            let text = "7".repeat(length);
            let numbers: [Number; 2] =
                [text.parse().unwrap(), serde_json::from_str(&text).unwrap()];
            for number in numbers {
                let short = matches!(number.0, Text::Short { .. });
                assert_eq!((short, number.as_str()), (expected, &*text));
            }
        }
    }
}
