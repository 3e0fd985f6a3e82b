//! JSON values that a document lists one by one.

use std::collections::BTreeMap;

use serde_core::de::{self, Deserializer};

use crate::json::Json;
use crate::members::{Kind, items, members, string};
use crate::number::Decimal;
use crate::output::Output;
use crate::wire::Wire;

/// Decodes the one value that is declared, given as JSON text.
///
/// # Errors
/// The value is another one.
pub fn constant<'de, D: Deserializer<'de>>(
    deserializer: D,
    declared: &'static str,
) -> Result<(), D::Error> {
    let value = Json::decode(deserializer)?;
    match position(&[declared], value.get()) {
        Some(_) => Ok(()),
        None => undeclared(),
    }
}

/// Refuses a value that is not declared. It is not in the text: it is the sender's.
///
/// # Errors
/// Always.
pub fn undeclared<T, E: de::Error>() -> Result<T, E> {
    Err(E::custom("not one of the declared values"))
}

/// Encodes a value given as JSON text; what is no JSON is refused.
pub fn encode(output: &mut dyn Output, text: &str) {
    match serde_json::from_str(text) {
        Ok(raw) => output.raw(raw),
        Err(error) => output.refuse(&error),
    }
}

/// The index of the listed value that equals a JSON text; numbers are equal by value (`1` and
/// `1.0`), objects whatever their order.
pub fn position(values: &[&str], text: &str) -> Option<usize> {
    let same = values.iter().position(|value| *value == text);
    same.or_else(|| values.iter().position(|value| equal(value, text)))
}

fn equal(a: &str, b: &str) -> bool {
    match (Kind::of(a), Kind::of(b)) {
        (Kind::Number, Kind::Number) => Decimal::of(a) == Decimal::of(b),
        (Kind::String, Kind::String) => string(a) == string(b),
        (Kind::Array, Kind::Array) => {
            let (a, b) = (items(a).0, items(b).0);
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (Kind::Object, Kind::Object) => {
            let (a, b): (BTreeMap<_, _>, BTreeMap<_, _>) = (
                members(a).0.into_iter().collect(),
                members(b).0.into_iter().collect(),
            );
            a.len() == b.len()
                && a.iter()
                    .zip(&b)
                    .all(|((name, a), (other, b))| name == other && equal(a, b))
        }
        (Kind::Null | Kind::Boolean, _) => a == b,
        (Kind::Number | Kind::String | Kind::Array | Kind::Object, _) => false,
    }
}
