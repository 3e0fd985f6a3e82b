//! A value in, JSON out: what an app answers or sends.

use serde_core::ser::Serialize;

/// Encodes an event, a reply or any part of one.
///
/// ```
/// use asyncapi_runtime::{Json, to_json};
///
/// assert_eq!(to_json(&Json::from("x"))?, r#""x""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
/// The value has no JSON, which no value of a generated type lacks.
pub fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(value)
}
