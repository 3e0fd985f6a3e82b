//! A secret in a member of the body.

#[cfg(feature = "test-util")]
use std::borrow::Cow;
use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::members::{Name, string};
use crate::verify::error::{Cause, ConfigError, NotVerified};
use crate::verify::headers::Headers;
use crate::verify::json::{cause, utf8};
use crate::verify::limit::{MAX_BODY, within};
#[cfg(feature = "test-util")]
use crate::verify::sign::SignedRequest;
use crate::verify::tokens::Tokens;
use crate::verify::{Verified, Verify};

/// Accepts bodies that hold a secret in one of their top-level members. Aircall's hold the token
/// of their webhook in `token`.
///
/// **Proves** that the sender knows the secret. **Does not prove** more: the secret is in every
/// body, so that whoever has seen one, in a log perhaps, can change it, send it again, or write
/// others. Nothing is signed.
///
/// The member must come exactly once, as a string; in the query, in headers or deeper in the body
/// it does not count. The body is passed on as it is, the secret in it: mind what you log.
///
/// ```
/// use asyncapi_runtime::verify::{BodyToken, Headers, Verify};
///
/// let verifier = BodyToken::new("token", ["token-of-tenant-a", "token-of-tenant-b"])?;
/// let body = br#"{"event":"call.created","token":"token-of-tenant-b"}"#;
/// let verified = verifier.verify(&Headers::default(), body)?;
/// assert_eq!(verified.secret, 1);
///
/// let body = br#"{"event":"call.created"}"#;
/// assert!(verifier.verify(&Headers::default(), body).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct BodyToken {
    member: Box<str>,
    tokens: Tokens,
    max_body: usize,
}

impl BodyToken {
    /// A verifier that accepts any of the secrets in `member`.
    ///
    /// # Errors
    /// There is no secret, an empty one, or one that is not UTF-8 and so cannot be in a body.
    pub fn new<S: AsRef<[u8]>>(
        member: &str,
        secrets: impl IntoIterator<Item = S>,
    ) -> Result<Self, ConfigError> {
        Ok(Self {
            member: member.into(),
            tokens: Tokens::new(secrets, "UTF-8", |secret| {
                std::str::from_utf8(secret).is_ok()
            })?,
            max_body: MAX_BODY,
        })
    }

    /// How many bytes a body may have, instead of [`MAX_BODY`].
    #[must_use]
    pub fn max_body(self, bytes: usize) -> Self {
        Self {
            max_body: bytes,
            ..self
        }
    }

    /// A request with the first of the secrets in the body, for tests: in place of the value that
    /// the member has, else as the first member. All other bytes stay. A body that is no object,
    /// or has the member twice, stays as it is, and is refused.
    #[cfg(feature = "test-util")]
    pub fn sign(&self, body: &[u8]) -> SignedRequest {
        SignedRequest::new(&with_member(body, &self.member, self.tokens.first()))
    }
}

impl Verify for BodyToken {
    fn verify<'a>(&self, _: &Headers<'_>, body: &'a [u8]) -> Result<Verified<'a>, NotVerified> {
        within(self.max_body, body)?;
        let token = member(body, &self.member)?
            .and_then(string)
            .ok_or(Cause::Token)?;
        let secret = self.tokens.find(token.as_bytes())?;
        Ok(Verified::new(body, secret))
    }
}

/// The text of one member of an object, if it comes once. Nothing else is kept: the body may be
/// anyone's.
fn member<'a>(bytes: &'a [u8], name: &str) -> Result<Option<&'a str>, Cause> {
    let mut deserializer = serde_json::Deserializer::from_str(utf8(bytes)?);
    let found = MemberVisitor(name)
        .deserialize(&mut deserializer)
        .and_then(|found| deserializer.end().map(|()| found));
    found.map_err(|error| cause(&error))?
}

/// The object with a text as one of its members.
#[cfg(feature = "test-util")]
fn with_member<'a>(body: &'a [u8], name: &str, text: &[u8]) -> Cow<'a, [u8]> {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let text = quoted(&String::from_utf8_lossy(text));
    let (range, inserted) = match member(body, name) {
        Err(_) => return Cow::Borrowed(body),
        Ok(Some(value)) => {
            // It is part of the body: where, its address tells.
            let start = value.as_ptr().addr().saturating_sub(body.as_ptr().addr());
            (start..start.saturating_add(value.len()), text)
        }
        Ok(None) => {
            let brace = body.iter().position(|byte| *byte == b'{');
            let start = brace.map_or(0, |brace| brace.saturating_add(1));
            let rest = body.get(start..).unwrap_or_default().trim_ascii_start();
            let comma = if rest.starts_with(b"}") { "" } else { "," };
            (start..start, format!("{}:{text}{comma}", quoted(name)))
        }
    };
    let mut body = body.to_vec();
    body.splice(range, inserted.into_bytes());
    Cow::Owned(body)
}

struct MemberVisitor<'n>(&'n str);

impl<'de> DeserializeSeed<'de> for MemberVisitor<'_> {
    type Value = Result<Option<&'de str>, Cause>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for MemberVisitor<'_> {
    type Value = Result<Option<&'de str>, Cause>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = Ok(None);
        while let Some(Name(name)) = map.next_key()? {
            if name == self.0 {
                let value = map.next_value::<&RawValue>()?;
                found = match found {
                    Ok(None) => Ok(Some(value.get())),
                    Ok(Some(_)) | Err(_) => Err(Cause::DuplicateKey),
                };
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}
