//! Any JSON value, kept as the text that arrived.

use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::output::Output;
use crate::shape::Shape;
use crate::wire::Wire;

/// How deep values may nest; the limit that `serde_json` has for typed values.
pub(crate) const MAX_DEPTH: usize = 128;

/// Any JSON value, kept as text: numbers keep their digits, objects their order.
///
/// `Debug` shows how long the text is, not what it says. Two values are equal if their texts are. Decoding and encoding work with `serde_json` only, as
/// with its `RawValue`.
///
/// ```
/// let json: asyncapi_runtime::Json = r#"{"price": 1.10}"#.parse()?;
/// assert_eq!(json.get(), r#"{"price": 1.10}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone)]
pub struct Json(Box<RawValue>);

impl Json {
    /// The text, without white space around it.
    pub fn get(&self) -> &str {
        self.0.get()
    }

    /// Decodes the value.
    ///
    /// # Errors
    /// It does not fit `T`.
    pub fn parse<'a, T: Deserialize<'a>>(&'a self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.get())
    }

    /// The value `null`.
    pub fn null() -> Self {
        Self(RawValue::NULL.to_owned())
    }

    pub(crate) fn from_raw(raw: Box<RawValue>) -> Self {
        Self(raw)
    }
}

impl std::str::FromStr for Json {
    type Err = serde_json::Error;

    /// Checks that the text is one JSON value.
    fn from_str(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        // The text of a value is JSON, so that this cannot fail; `null` is for the compiler.
        value.to_string().parse().unwrap_or_else(|_| Self::null())
    }
}

/// Values that JSON has without further ado.
macro_rules! from {
    ($($type:ty)*) => {$(
        impl From<$type> for Json {
            fn from(value: $type) -> Self {
                serde_json::Value::from(value).into()
            }
        }
    )*};
}

from!(&str String bool i32 i64 u32 u64);

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Json({} bytes)", self.get().len())
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for Json {}

impl Default for Json {
    fn default() -> Self {
        Self::null()
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl Wire for Json {
    fn shape() -> &'static Shape {
        &Shape::Any
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        if too_deep(raw.get()) {
            return Err(D::Error::custom("recursion limit exceeded"));
        }
        Ok(Self(raw))
    }

    fn encode(&self, output: &mut dyn Output) {
        output.raw(&self.0);
    }
}

/// Whether a JSON text nests deeper than [`MAX_DEPTH`]. `serde_json` does not limit the depth of
/// what it keeps as text.
#[expect(
    clippy::indexing_slicing,
    reason = "the table has a place for every byte"
)]
pub(crate) fn too_deep(text: &str) -> bool {
    // What is ahead, in strings too, is the most by which the depth can grow: most texts are let
    // off by that alone, others as soon as they have closed enough.
    let mut ahead = openers(text.as_bytes());
    let mut depth = 0_usize;
    let mut rest = text.as_bytes();
    while depth.saturating_add(ahead) > MAX_DEPTH {
        let mut bytes = rest.iter();
        let Some(byte) = bytes.find(|byte| STRUCTURAL[usize::from(**byte)]) else {
            return false;
        };
        rest = bytes.as_slice();
        match byte {
            b'"' => rest = behind_string(rest),
            b'[' | b'{' => {
                depth = depth.saturating_add(1);
                ahead = ahead.saturating_sub(1);
                if depth > MAX_DEPTH {
                    return true;
                }
            }
            _ => depth = depth.saturating_sub(1),
        }
    }
    false
}

/// How many brackets open, those in strings included.
fn openers(text: &[u8]) -> usize {
    // Sums of a byte, over no more than fit into one, are what the compiler makes wide additions
    // of.
    text.chunks(255)
        .map(|chunk| {
            let sum: u8 = chunk.iter().map(|byte| u8::from(byte | 0x20 == b'{')).sum();
            usize::from(sum)
        })
        .sum()
}

/// What comes behind the string that a text begins in.
fn behind_string(text: &[u8]) -> &[u8] {
    let mut bytes = text.iter();
    while let Some(byte) = bytes.find(|byte| matches!(byte, b'"' | b'\\')) {
        if *byte == b'"' {
            return bytes.as_slice();
        }
        bytes.next();
    }
    &[]
}

/// The bytes that a look at the depth has to stop at.
#[expect(
    clippy::indexing_slicing,
    reason = "the table has a place for every byte"
)]
const STRUCTURAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut bytes: &[u8] = b"\"[]{}";
    while let [byte, rest @ ..] = bytes {
        table[*byte as usize] = true;
        bytes = rest;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_that_are_open_at_once_count() {
        let nested = |levels: usize, inner: &str| {
            format!("{}{inner}{}", "[".repeat(levels), "]".repeat(levels))
        };
        let check = |text: &str, expected: bool| {
            assert_eq!(too_deep(text), expected, "{text}");
        };
        check(&nested(MAX_DEPTH, ""), false);
        check(&nested(MAX_DEPTH + 1, ""), true);
        check(&"{\"a\":".repeat(MAX_DEPTH + 1), true);
        // Side by side, however many.
        check(&format!("[{}]", vec!["[{}]"; 300].join(",")), false);
        check(
            &format!("[{},{}]", vec!["[]"; 300].join(","), nested(MAX_DEPTH, "")),
            true,
        );
        // In strings they are text, and quotes in strings do not end them.
        check(&nested(MAX_DEPTH, &format!("{:?}", "[".repeat(300))), false);
        check(
            &nested(MAX_DEPTH + 1, &format!("{:?}", "]".repeat(300))),
            true,
        );
        check(&nested(MAX_DEPTH, "\"\\\"[[\\\\\""), false);
        check(&nested(MAX_DEPTH, "\"\\\\\",[1]"), true);
    }
}
