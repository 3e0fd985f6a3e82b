//! Standard Webhooks 1.0.0, symmetric signatures.

use std::time::Duration;

use base64::Engine;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, PAD, STANDARD};
use zeroize::Zeroizing;

use crate::verify::clock::Clock;
use crate::verify::error::{Cause, ConfigError, NotVerified};
use crate::verify::headers::{self, Headers};
use crate::verify::keys::Keys;
use crate::verify::limit::{MAX_BODY, within};
#[cfg(feature = "test-util")]
use crate::verify::sign::SignedRequest;
use crate::verify::{Verified, Verify};

/// How far the time of a delivery may be from now where the verifier is not told otherwise.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// Accepts requests signed as Standard Webhooks 1.0.0 has it, symmetrically: `webhook-id`,
/// `webhook-timestamp` and the body, with HMAC-SHA256, in `webhook-signature`.
///
/// **Proves** that someone who knows the secret signed this very body, id and time, and that the
/// time is at most five minutes from now. **Does not prove** that it comes for the first time:
/// within those minutes a recorded request is accepted again. Remember the ids (`webhook-id` is the
/// same in repeated deliveries), and drop those that came before.
///
/// Secrets are written in base64, with or without `whsec_` before it. The header may hold several
/// signatures; those of other versions (`v1a`) are skipped.
///
/// ```
/// use asyncapi_runtime::verify::{Headers, StandardWebhooks, Verify};
///
/// let verifier = StandardWebhooks::new(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])?
///     .clock(|| 1_614_265_333);
/// let headers = Headers::new([
///     ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
///     ("webhook-timestamp", "1614265330"),
///     ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
/// ]);
/// assert!(verifier.verify(&headers, br#"{"test": 2432232314}"#).is_ok());
/// assert!(verifier.verify(&headers, br#"{"test": 0}"#).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct StandardWebhooks {
    id: Box<str>,
    timestamp: Box<str>,
    signature: Box<str>,
    keys: Keys,
    tolerance: Duration,
    max_body: usize,
    clock: Clock,
}

impl StandardWebhooks {
    /// A verifier that accepts signatures with any of the secrets.
    ///
    /// # Errors
    /// There is no secret, an empty one, or one that is not base64.
    pub fn new<S: AsRef<[u8]>>(secrets: impl IntoIterator<Item = S>) -> Result<Self, ConfigError> {
        Ok(Self {
            id: "webhook-id".into(),
            timestamp: "webhook-timestamp".into(),
            signature: "webhook-signature".into(),
            keys: Keys::decoded(secrets, "base64, after `whsec_` or alone", secret)?,
            tolerance: TOLERANCE,
            max_body: MAX_BODY,
            clock: Clock::system(),
        })
    }

    /// What the names of the headers begin with, instead of `webhook`: `svix` for those who send
    /// `svix-id`, `svix-timestamp` and `svix-signature`.
    ///
    /// # Errors
    /// A header cannot have such a name.
    pub fn headers(self, prefix: &str) -> Result<Self, ConfigError> {
        Ok(Self {
            id: headers::name(&format!("{prefix}-id"))?,
            timestamp: headers::name(&format!("{prefix}-timestamp"))?,
            signature: headers::name(&format!("{prefix}-signature"))?,
            ..self
        })
    }

    /// How far the time of a delivery may be from now, before or after, instead of five minutes.
    #[must_use]
    pub fn tolerance(self, tolerance: Duration) -> Self {
        Self { tolerance, ..self }
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

    /// A request with this body, signed now with the first of the secrets, for tests. The same body
    /// has the same id, as a repeated delivery has.
    #[cfg(feature = "test-util")]
    pub fn sign(&self, body: &[u8]) -> SignedRequest {
        let id = format!(
            "msg_{}",
            base16ct::lower::encode_string(&self.keys.sign(&[body]))
        );
        let timestamp = self.clock.now_unix().to_string();
        let content: [&[u8]; 5] = [id.as_bytes(), b".", timestamp.as_bytes(), b".", body];
        let signature = format!("v1,{}", STANDARD.encode(self.keys.sign(&content)));
        SignedRequest::new(body)
            .header(&self.id, id)
            .header(&self.timestamp, timestamp)
            .header(&self.signature, signature)
    }
}

impl Verify for StandardWebhooks {
    fn verify<'a>(
        &self,
        headers: &Headers<'_>,
        body: &'a [u8],
    ) -> Result<Verified<'a>, NotVerified> {
        within(self.max_body, body)?;
        let id = headers.single(&self.id)?;
        let timestamp = headers.single(&self.timestamp)?;
        let sent = seconds(timestamp)?;
        // With a full stop in the id, two different requests could have the same signed content.
        if id.is_empty() || id.contains(&b'.') {
            return Err(Cause::Malformed.into());
        }
        let signatures = signatures(headers.single(&self.signature)?)?;
        let secret = self
            .keys
            .find(&[id, b".", timestamp, b".", body], &signatures)?;
        if self.clock.now_unix().abs_diff(sent) > self.tolerance.as_secs() {
            return Err(Cause::Stale.into());
        }
        Ok(Verified::new(body, secret))
    }
}

/// The key that a secret is written for.
fn secret(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let lenient = GeneralPurpose::new(
        &alphabet::STANDARD,
        PAD.with_decode_padding_mode(DecodePaddingMode::Indifferent),
    );
    let text = text.strip_prefix(b"whsec_").unwrap_or(text);
    let key = Zeroizing::new(lenient.decode(text).ok()?);
    (!key.is_empty()).then_some(key)
}

/// Digits only: what the sender wrote is signed, not what it stands for.
fn seconds(text: &[u8]) -> Result<i64, Cause> {
    if !text.iter().all(u8::is_ascii_digit) {
        return Err(Cause::Malformed);
    }
    std::str::from_utf8(text)
        .ok()
        .and_then(|text| text.parse().ok())
        .ok_or(Cause::Malformed)
}

/// The signatures of version 1 among those in the header, with blanks between them.
fn signatures(header: &[u8]) -> Result<Vec<Vec<u8>>, Cause> {
    let signatures: Vec<Vec<u8>> = header
        .split(|byte| *byte == b' ')
        .filter_map(|signature| signature.strip_prefix(b"v1,"))
        .filter_map(|text| STANDARD.decode(text).ok())
        .collect();
    if signatures.is_empty() {
        return Err(Cause::Malformed);
    }
    Ok(signatures)
}
