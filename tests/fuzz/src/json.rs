//! JSON as it is written: members in their order and as often as they come, scalars as their text.

use std::fmt;

use serde_core::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// The text of anything else.
    Scalar(String),
    /// The items.
    Array(Vec<Json>),
    /// The members. A name that is no text, such as half of a surrogate pair, is as it is written
    /// between its quotes.
    Object(Vec<(String, Json)>),
}

/// How deep a text may nest to be read here.
pub const MAX_DEPTH: usize = 128;

impl Json {
    /// Reads a text; `None` if it is not JSON, or nests too deep.
    pub fn read(text: &str) -> Option<Self> {
        if depth(text) > MAX_DEPTH {
            return None;
        }
        Some(Self::of(serde_json::from_str(text).ok()?))
    }

    fn of(raw: &RawValue) -> Self {
        let text = raw.get();
        let read = match text.as_bytes().first() {
            Some(b'{') => serde_json::Deserializer::from_str(text)
                .deserialize_map(Members)
                .map(Self::Object),
            Some(b'[') => serde_json::from_str::<Vec<&RawValue>>(text)
                .map(|items| Self::Array(items.into_iter().map(Self::of).collect())),
            _ => Ok(Self::Scalar(text.to_owned())),
        };
        read.expect("what was read as a whole can be read in parts")
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scalar(text) => f.write_str(text),
            Self::Array(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}{item}")?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (index, (name, value)) in members.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}{}:{value}", quoted(name))?;
                }
                f.write_str("}")
            }
        }
    }
}

/// A text as JSON writes it.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// How many containers stand in each other at most, whether the text is well-formed or not.
pub fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut in_string, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(String, Json)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some((name, value)) = map.next_entry::<&RawValue, &RawValue>()? {
            let text = serde_json::from_str(name.get());
            let name = text.unwrap_or_else(|_| {
                let inner = name.get().strip_prefix('"');
                let inner = inner.and_then(|inner| inner.strip_suffix('"'));
                inner.unwrap_or_default().to_owned()
            });
            members.push((name, Json::of(value)));
        }
        Ok(members)
    }
}

#[test]
fn texts_are_read_and_written_as_they_are() {
    let cases = [
        (
            r#" {"b": [1.10, {}], "a" : null, "b":"\u00e9"} "#,
            Some(r#"{"b":[1.10,{}],"a":null,"b":"\u00e9"}"#),
        ),
        ("[]", Some("[]")),
        ("[1,]", None),
        (r#"{"\ud800":1}"#, Some(r#"{"\\ud800":1}"#)),
        (r#"["[[", "\"[["]"#, Some(r#"["[[","\"[["]"#)),
    ];
    for (text, written) in cases {
        let read = Json::read(text).map(|json| json.to_string());
        assert_eq!(read.as_deref(), written, "{text}");
    }
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(Json::read(&nested(MAX_DEPTH)).is_some());
    assert!(Json::read(&nested(MAX_DEPTH + 1)).is_none());
}
