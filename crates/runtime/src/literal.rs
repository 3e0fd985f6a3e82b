//! JSON values that a document lists one by one.

use serde_core::de::{self, Deserializer};
use serde_core::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;
use serde_json::{Number, Value};

use crate::json::Json;
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

/// Encodes a value given as JSON text.
///
/// # Errors
/// As the serializer does, or the text is not JSON.
pub fn serialize<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serde_json::from_str::<&RawValue>(text)
        .map_err(S::Error::custom)?
        .serialize(serializer)
}

/// The index of the listed value that equals a JSON text; numbers are equal by value (`1` and
/// `1.0`), objects whatever their order.
pub fn position(values: &[&str], text: &str) -> Option<usize> {
    if let Some(at) = values.iter().position(|value| *value == text) {
        return Some(at);
    }
    let found: Value = serde_json::from_str(text).ok()?;
    values.iter().position(|value| {
        serde_json::from_str::<Value>(value).is_ok_and(|value| equal(&value, &found))
    })
}

fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => equal_numbers(a, b),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| equal(a, b)))
        }
        (a, b) => a == b,
    }
}

fn equal_numbers(a: &Number, b: &Number) -> bool {
    if a.is_f64() || b.is_f64() {
        return a.as_f64() == b.as_f64();
    }
    a == b
}
