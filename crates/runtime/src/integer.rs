//! Integers of any size.

use std::fmt;
use std::str::FromStr;

use serde_core::de::{Deserialize, Deserializer, Error as _, Unexpected};
use serde_core::ser::{Serialize, Serializer};

use crate::number::{NotANumber, Number};
use crate::output::Output;
use crate::shape::Shape;
use crate::wire::Wire;

/// A JSON number without a fraction, of any size, as it was written.
///
/// ```
/// use asyncapi_runtime::Integer;
///
/// let integer: Integer = "9223372036854775808".parse()?;
/// assert_eq!((integer.as_i64(), integer.as_u64()), (None, Some(1 << 63)));
/// # Ok::<(), asyncapi_runtime::NotANumber>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Integer(Number);

impl Integer {
    /// The text of the number. `1.0` and `1e3` are integers.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The value, if it is of this size.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.as_i64()
    }

    /// The value, if it is of this size.
    pub fn as_u64(&self) -> Option<u64> {
        self.0.as_u64()
    }

    /// The value, if it is of this size.
    pub fn as_i128(&self) -> Option<i128> {
        self.0.as_i128()
    }

    /// The nearest float; an infinity for what is larger than all of them.
    pub fn as_f64(&self) -> f64 {
        self.0.as_f64()
    }
}

impl FromStr for Integer {
    type Err = NotANumber;

    /// Checks that the text is a JSON number without a fraction.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        Self::try_from(text.parse::<Number>()?)
    }
}

impl TryFrom<Number> for Integer {
    type Error = NotANumber;

    /// Checks that there is no fraction.
    fn try_from(number: Number) -> Result<Self, NotANumber> {
        // Nearly all are digits alone, which takes no more to see.
        let mut bytes = number.as_str().bytes();
        let is_plain = bytes.all(|byte| byte.is_ascii_digit() || byte == b'-');
        if is_plain || number.decimal().is_integer() {
            Ok(Self(number))
        } else {
            Err(NotANumber)
        }
    }
}

impl From<Integer> for Number {
    fn from(integer: Integer) -> Self {
        integer.0
    }
}

macro_rules! from_integers {
    ($($integer:ident)*) => {$(
        impl From<$integer> for Integer {
            fn from(value: $integer) -> Self {
                Self(Number::from(value))
            }
        }
    )*};
}

from_integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

impl PartialEq<i64> for Integer {
    fn eq(&self, other: &i64) -> bool {
        self.as_i64() == Some(*other)
    }
}

impl fmt::Display for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Serialize for Integer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Integer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl Wire for Integer {
    fn shape() -> &'static Shape {
        &Shape::Whole
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(Number::decode(deserializer)?).map_err(|NotANumber| {
            let found = Unexpected::Other("a number that is not an integer");
            D::Error::invalid_value(found, &"an integer")
        })
    }

    fn encode(&self, output: &mut dyn Output) {
        self.0.encode(output);
    }
}
