//! Strings that a document lists one by one.

use std::fmt;
use std::marker::PhantomData;

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
    deserializer.deserialize_str(StringVisitor(PhantomData))
}

/// Decodes the one string that is declared.
///
/// # Errors
/// The value is another one.
pub fn constant<'de, D: Deserializer<'de>>(
    deserializer: D,
    declared: &'static str,
) -> Result<(), D::Error> {
    deserializer.deserialize_str(ConstantVisitor(declared))
}

struct StringVisitor<T>(PhantomData<T>);

impl<T: for<'a> TryFrom<&'a str>> Visitor<'_> for StringVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::try_from(text).map_err(|_| E::custom(Undeclared))
    }
}

struct ConstantVisitor(&'static str);

impl Visitor<'_> for ConstantVisitor {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the string {:?}", self.0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        if text == self.0 {
            Ok(())
        } else {
            Err(E::custom(Undeclared))
        }
    }
}
