//! A body that is a JWT as a whole: a compact JWS (RFC 7515, section 3.1), signed with HS256 (RFC
//! 7518, section 3.2), its payload the event.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::members::string;
use crate::verify::claims::{MaxAge, check};
use crate::verify::clock::Clock;
use crate::verify::error::{Cause, ConfigError, NotVerified};
use crate::verify::headers::Headers;
use crate::verify::json::utf8;
use crate::verify::keys::Keys;
use crate::verify::limit::{MAX_BODY, within};
use crate::verify::object::object;
#[cfg(feature = "test-util")]
use crate::verify::sign::SignedRequest;
use crate::verify::{Verified, Verify};

/// Accepts bodies that are a JWT, signed with HS256. Dialpad sends them once its webhook has a
/// secret.
///
/// **Proves** that someone who knows the secret signed this very payload. **Does not prove** when:
/// a recorded body is accepted again, unless it says until when it is valid (`exp`), or
/// [`Jwt::max_age`] is set. Headers are not signed and not looked at.
///
/// The algorithm is pinned: what the token's header says of keys (`jwk`, `jku`, `kid`) is ignored,
/// any other `alg` and any `crit` is refused. Plain JSON is refused, so that a sender cannot leave
/// the signature out. `exp` and `nbf` are obeyed where they are present, to the second; they must
/// then be numbers. The payload must be an object that has no member twice.
///
/// ```
/// use asyncapi_runtime::verify::{Headers, Jwt, Verify};
///
/// let verifier = Jwt::new(["the new secret", "the old secret"])?;
/// let body = b"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdGF0ZSI6Imhhbmd1cCJ9.\
///              IpgdFC4pNtWxaND6yxF0q4HEtKfgkjV8jJ8R2xUJ5z8";
/// let verified = verifier.verify(&Headers::default(), body)?;
/// assert_eq!(*verified.body, *br#"{"state":"hangup"}"#);
/// assert_eq!(verified.secret, 1);
///
/// assert!(verifier.verify(&Headers::default(), br#"{"state":"hangup"}"#).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Jwt {
    keys: Keys,
    max_age: Option<MaxAge>,
    max_body: usize,
    clock: Clock,
}

impl Jwt {
    /// A verifier that accepts what was signed with any of the secrets.
    ///
    /// # Errors
    /// There is no secret, or an empty one.
    pub fn new<S: AsRef<[u8]>>(secrets: impl IntoIterator<Item = S>) -> Result<Self, ConfigError> {
        Ok(Self {
            keys: Keys::new(secrets)?,
            max_age: None,
            max_body: MAX_BODY,
            clock: Clock::system(),
        })
    }

    /// Refuses payloads whose time is further from now than `max_age`, before or after. `member` is
    /// the top-level member that holds it, a number of milliseconds since 1970 (Dialpad's
    /// `event_timestamp`); payloads without it are refused.
    ///
    /// Leave room for repeated deliveries: they carry the time of the event, not their own.
    #[must_use]
    pub fn max_age(self, max_age: Duration, member: &str) -> Self {
        Self {
            max_age: Some(MaxAge {
                age: max_age,
                member: member.into(),
            }),
            ..self
        }
    }

    /// How many bytes a body may have, instead of [`MAX_BODY`].
    #[must_use]
    pub fn max_body(self, bytes: usize) -> Self {
        Self {
            max_body: bytes,
            ..self
        }
    }

    /// What tells the time, in seconds since 1970, instead of the system's clock.
    #[must_use]
    pub fn clock(self, now_unix: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self {
            clock: Clock::new(now_unix),
            ..self
        }
    }

    /// A request whose body is a JWT of this payload, signed with the first of the secrets, for
    /// tests.
    #[cfg(feature = "test-util")]
    pub fn sign(&self, payload: &[u8]) -> SignedRequest {
        let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"JWT"}"#);
        let signed = format!("{header}.{}", URL_SAFE_NO_PAD.encode(payload));
        let signature = URL_SAFE_NO_PAD.encode(self.keys.sign(&[signed.as_bytes()]));
        SignedRequest::new(format!("{signed}.{signature}").as_bytes())
    }
}

impl Verify for Jwt {
    fn verify<'a>(&self, _: &Headers<'_>, body: &'a [u8]) -> Result<Verified<'a>, NotVerified> {
        within(self.max_body, body)?;
        let Compact {
            signed,
            header,
            payload,
            signature,
        } = compact(body)?;
        hs256(&decode(header)?)?;
        let signature = decode(signature)?;
        let secret = self.keys.find(&[signed.as_bytes()], &[signature])?;
        let payload = decode(payload)?;
        let members = object(&payload)?;
        check(&members, self.clock.now_unix(), self.max_age.as_ref())?;
        Ok(Verified::new(payload, secret))
    }
}

/// How many bytes an encoded header may have. It is read before the signature is checked, and
/// that of HS256 is short.
const MAX_HEADER: usize = 4096;

/// The parts of a compact JWS, still encoded.
struct Compact<'a> {
    signed: &'a str,
    header: &'a str,
    payload: &'a str,
    signature: &'a str,
}

fn compact(body: &[u8]) -> Result<Compact<'_>, Cause> {
    let text = utf8(body)?;
    let (signed, signature) = text.rsplit_once('.').ok_or(Cause::Malformed)?;
    let (header, payload) = signed.split_once('.').ok_or(Cause::Malformed)?;
    if payload.contains('.') || header.len() > MAX_HEADER {
        return Err(Cause::Malformed);
    }
    Ok(Compact {
        signed,
        header,
        payload,
        signature,
    })
}

/// Takes only the one text that stands for its bytes: no padding, no white space, no bits left
/// over.
fn decode(text: &str) -> Result<Vec<u8>, Cause> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| Cause::Malformed)
}

/// Refuses a header that asks for anything but HS256.
fn hs256(header: &[u8]) -> Result<(), Cause> {
    let members = object(header).map_err(|_| Cause::Malformed)?;
    let alg = members
        .find("alg")
        .and_then(string)
        .ok_or(Cause::Malformed)?;
    if alg != "HS256" {
        return Err(Cause::Algorithm);
    }
    // Extensions that must be understood (RFC 7515, section 4.1.11): we know none.
    match members.find("crit") {
        None => Ok(()),
        Some(_) => Err(Cause::Malformed),
    }
}
