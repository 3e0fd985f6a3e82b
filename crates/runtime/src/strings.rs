//! Strings that a document lists one by one.

use std::fmt;

use serde_core::de::{Deserializer, Error, Visitor};

/// A string is none of the declared ones. Holds nothing: the string is the sender's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undeclared;

impl fmt::Display for Undeclared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not one of the declared strings")
    }
}

impl std::error::Error for Undeclared {}

/// Decodes a string into what it stands for.
///
/// # Errors
/// The value is not a string, or stands for nothing.
pub fn decode<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: for<'a> TryFrom<&'a str>,
    D: Deserializer<'de>,
{
    let mut value = None;
    deserializer.deserialize_str(StringVisitor(&mut |text| {
        value = T::try_from(text).ok();
        value.is_some()
    }))?;
    value.ok_or_else(|| D::Error::custom(Undeclared))
}

/// Decodes the one string that is declared.
///
/// # Errors
/// The value is another one.
pub fn constant<'de, D: Deserializer<'de>>(
    deserializer: D,
    declared: &'static str,
) -> Result<(), D::Error> {
    deserializer.deserialize_str(StringVisitor(&mut |text| text == declared))
}

/// Makes a generated set of strings a type on the wire: one that has `as_str`, `VALUES`, and is
/// made of a `&str`; open or closed as to other strings.
#[doc(hidden)]
#[macro_export]
macro_rules! strings {
    ($type:ty, open) => {
        $crate::strings!($type, true);
    };
    ($type:ty, closed) => {
        $crate::strings!($type, false);
    };
    ($type:ty, $open:literal) => {
        impl $crate::prelude::fmt::Display for $type {
            fn fmt(
                &self,
                f: &mut $crate::prelude::fmt::Formatter<'_>,
            ) -> $crate::prelude::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::prelude::Wire for $type {
            fn shape() -> &'static $crate::prelude::Shape {
                &$crate::prelude::Shape::Strings {
                    values: <$type>::VALUES,
                    open: $open,
                }
            }

            fn decode<'de, D: $crate::prelude::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::strings::decode(deserializer)
            }

            fn encode(&self, output: &mut dyn $crate::prelude::Output) {
                output.text(self.as_str());
            }
        }

        $crate::serde!($type);
    };
}

/// Takes a declared string. Knows what takes it by no type, so that it is compiled once and not
/// once a type.
struct StringVisitor<'a>(&'a mut dyn FnMut(&str) -> bool);

impl Visitor<'_> for StringVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        if (self.0)(text) {
            Ok(())
        } else {
            Err(E::custom(Undeclared))
        }
    }
}
