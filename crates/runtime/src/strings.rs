//! Strings that a document lists one by one.

use std::borrow::Cow;
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

/// Decodes a string.
///
/// # Errors
/// The value is not a string.
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    deserializer.deserialize_str(TextVisitor)
}

/// Decodes the one string that is declared.
///
/// # Errors
/// The value is another one.
pub fn constant<'de, D: Deserializer<'de>>(
    deserializer: D,
    declared: &'static str,
) -> Result<(), D::Error> {
    if text(deserializer)? == declared {
        Ok(())
    } else {
        Err(D::Error::custom(Undeclared))
    }
}

/// Makes a generated set of strings a type on the wire: one that has `as_str`, `VALUES`, and is
/// made of a `&str`; open or closed as to other strings.
#[doc(hidden)]
#[macro_export]
macro_rules! strings {
    ($type:ty, open) => {
        $crate::strings!($type, true, |text| Ok(Self::from(text)));
    };
    ($type:ty, closed) => {
        $crate::strings!($type, false, |text| {
            Self::try_from(text).map_err($crate::prelude::Error::custom)
        });
    };
    ($type:ty, $open:literal, |$text:ident| $made:expr) => {
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

            // Not inlined: it would be compiled again in each place that decodes the type.
            #[inline(never)]
            fn decode<'de, D: $crate::prelude::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                let read = $crate::strings::text(deserializer)?;
                let $text: &str = &read;
                $made
            }

            fn encode(&self, output: &mut dyn $crate::prelude::Output) {
                output.text(self.as_str());
            }
        }

        $crate::serde!($type);
    };
}

/// Takes a string, copied only if it does not stand in the input as it is.
struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}
