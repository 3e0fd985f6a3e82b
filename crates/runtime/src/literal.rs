//! JSON values that a document lists one by one.

use serde_json::{Number, Value};

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
