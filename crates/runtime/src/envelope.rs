//! What every delivery of a sender says of itself, wherever its payload is: by what a second
//! delivery is known, and when it happened. A generated crate says where ([`Envelope`]); the body
//! is looked at as text, so that events that drifted, or are unknown, have it as well.

use std::borrow::Cow;

use crate::decode::Received;
use crate::members::{Kind, string};
use crate::peek::member;
use crate::time::{Timestamp, Unit};

/// The names of members, one within the other, the outermost first.
pub type Path = &'static [&'static str];

/// Where deliveries say what they are.
#[derive(Clone, Copy, Debug)]
pub struct Envelope {
    /// What tells deliveries from one another; the first that a body has.
    pub keys: &'static [Key],
    /// When it happened; the first that a body has.
    pub times: &'static [Moment],
}

/// What tells deliveries from one another.
#[derive(Clone, Copy, Debug)]
pub enum Key {
    /// The values of members, all of which must be there.
    Members(&'static [Path]),
    /// The body as a whole.
    Body,
}

/// When it happened.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Where it is written.
    pub path: Path,
    /// How it is written.
    pub unit: Unit,
}

/// A type whose deliveries say what they are.
pub trait Enveloped {
    /// Where.
    const ENVELOPE: Envelope;
}

impl<T: Enveloped> Received<T> {
    /// When it happened, as the sender says, whichever event it is. `None` if the body does not
    /// say.
    pub fn occurred_at(&self) -> Option<Timestamp> {
        T::ENVELOPE.occurred_at(&self.body)
    }

    /// The same for two deliveries if they are of one event: a second attempt of the sender, or a
    /// replay. `None` if the body does not tell; then no delivery should be dropped as a second
    /// one.
    ///
    /// The key is made of the members that the crate's documentation names, with a `/` between
    /// them, in characters that may stand in a URL or a header, or is `sha256:` and the hash of
    /// the whole body. It has at most 200 characters, and stays the same from one release to the
    /// next. Put the sender's name before it where there are several.
    #[cfg(feature = "dedupe")]
    pub fn dedupe_key(&self) -> Option<String> {
        T::ENVELOPE.dedupe_key(&self.body)
    }
}

impl Envelope {
    /// When a body says that it happened.
    pub fn occurred_at(&self, body: &str) -> Option<Timestamp> {
        self.times
            .iter()
            .find_map(|time| Timestamp::read(&scalar(body, time.path)?, time.unit))
    }

    /// What tells a body from others.
    #[cfg(feature = "dedupe")]
    pub fn dedupe_key(&self, body: &str) -> Option<String> {
        self.keys.iter().find_map(|key| match key {
            Key::Members(paths) => joined(body, paths),
            Key::Body => Some(hash(body)),
        })
    }
}

/// The text of a string, a number or a boolean. Others, and an empty string, are nothing.
fn scalar(body: &str, path: Path) -> Option<Cow<'_, str>> {
    let text = path
        .iter()
        .try_fold(body, |text, name| member(text, name))?;
    let text = match Kind::of(text) {
        Kind::String => string(text)?,
        Kind::Number | Kind::Boolean => Cow::Borrowed(text),
        Kind::Null | Kind::Array | Kind::Object => return None,
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(feature = "dedupe")]
const MAX_KEY: usize = 200;

#[cfg(feature = "dedupe")]
fn joined(body: &str, paths: &[Path]) -> Option<String> {
    let mut key = String::new();
    for path in paths {
        if !key.is_empty() {
            key.push('/');
        }
        push(&mut key, &scalar(body, path)?);
    }
    Some(if key.len() > MAX_KEY { hash(&key) } else { key })
}

/// Adds a text in characters that mean nothing anywhere (RFC 3986, section 2.3).
#[cfg(feature = "dedupe")]
fn push(key: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' => {
                key.push(byte.into());
            }
            _ => {
                key.push('%');
                for digit in hex(byte) {
                    key.push(digit.to_ascii_uppercase());
                }
            }
        }
    }
}

#[cfg(feature = "dedupe")]
fn hash(text: &str) -> String {
    use sha2::{Digest, Sha256};

    let mut key = String::from("sha256:");
    key.extend(Sha256::digest(text.as_bytes()).into_iter().flat_map(hex));
    key
}

#[cfg(feature = "dedupe")]
fn hex(byte: u8) -> impl Iterator<Item = char> {
    [byte >> 4, byte & 15]
        .into_iter()
        .filter_map(|digit| char::from_digit(digit.into(), 16))
}

#[cfg(test)]
mod tests {
    use super::{Envelope, Enveloped, Key, Moment};
    use crate::decode::decode;
    use crate::json::Json;
    use crate::time::{Timestamp, Unit};

    const ENVELOPE: Envelope = Envelope {
        keys: &[
            Key::Members(&[&["event"], &["data", "id"]]),
            Key::Members(&[&["id"]]),
            Key::Body,
        ],
        times: &[
            Moment {
                path: &["at"],
                unit: Unit::Seconds,
            },
            Moment {
                path: &["at"],
                unit: Unit::Iso,
            },
            Moment {
                path: &["data", "ms"],
                unit: Unit::Millis,
            },
        ],
    };

    #[test]
    fn times() {
        let cases = [
            (r#"{"at":7}"#, Some(7_000)),
            (r#" {"at" : "7" } "#, Some(7_000)),
            (r#"{"at":"1970-01-01T00:00:07Z"}"#, Some(7_000)),
            (r#"{"at":"1970-01-01T00:00:07","data":{"ms":8}}"#, Some(8)),
            (r#"{"at":null,"data":{"ms":8.9}}"#, Some(8)),
            (r#"{"at":{"at":7}}"#, None),
            (r#"{"data":[{"ms":8}]}"#, None),
            ("{}", None),
            ("7", None),
        ];
        for (body, expected) in cases {
            let time = ENVELOPE.occurred_at(body);
            assert_eq!(time.map(Timestamp::unix_millis), expected, "{body}");
        }
    }

    impl Enveloped for Json {
        const ENVELOPE: Envelope = ENVELOPE;
    }

    #[test]
    fn a_delivery_says_what_its_body_says() {
        let received = decode::<Json>(br#"{"id":7,"at":7}"#).unwrap();
        let time = received.occurred_at();
        assert_eq!(time.map(Timestamp::unix_seconds), Some(7));
        #[cfg(feature = "dedupe")]
        assert_eq!(received.dedupe_key().as_deref(), Some("7"));
    }

    #[cfg(feature = "dedupe")]
    #[test]
    fn keys() {
        let cases = [
            (
                r#"{"event":"call.ended","data":{"id":12}}"#,
                "call.ended/12",
            ),
            (
                r#"{"data":{"id":"12"},"event":"call.ended"}"#,
                "call.ended/12",
            ),
            (
                r#"{"event":"a/b: \u00e9\n","data":{"id":true}}"#,
                "a%2Fb%3A%20%C3%A9%0A/true",
            ),
            (r#"{"event":"call.ended","data":{"id":null},"id":3}"#, "3"),
            (
                r#"{"event":"","data":{"id":1},"id":"sha256:"}"#,
                "sha256%3A",
            ),
            (
                "{}",
                "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
            ),
        ];
        for (body, expected) in cases {
            assert_eq!(ENVELOPE.dedupe_key(body).as_deref(), Some(expected));
        }
        let key = |length| {
            let body = format!(r#"{{"id":"{}"}}"#, "x".repeat(length));
            ENVELOPE.dedupe_key(&body).unwrap()
        };
        assert_eq!(key(200), "x".repeat(200));
        assert!(key(201).starts_with("sha256:"));
        let ids = Envelope {
            keys: &[Key::Members(&[&["id"]])],
            times: &[],
        };
        assert_eq!(ids.dedupe_key("{}"), None);
    }
}
