//! A secret in a header.

use crate::verify::error::{Cause, ConfigError, NotVerified};
use crate::verify::headers::{self, Headers};
use crate::verify::limit::{MAX_BODY, within};
#[cfg(feature = "test-util")]
use crate::verify::sign::SignedRequest;
use crate::verify::tokens::Tokens;
use crate::verify::{Verified, Verify};

/// Accepts requests with a secret in a header. For vendors that let you choose headers of your own
/// (Regal, Curious Thing) or send a key (`RevRing`'s `x-api-key`).
///
/// **Proves** that the sender knows the secret. **Does not prove** more: the secret is in every
/// request, so that whoever has seen one can send it again or write others. The body is not signed
/// and not looked at.
///
/// The header must come exactly once, its value equal to a secret byte by byte.
///
/// ```
/// use asyncapi_runtime::verify::{HeaderSecret, Headers, Verify};
///
/// let verifier = HeaderSecret::new("x-api-key", ["made-up-key"])?;
/// let headers = Headers::new([("X-Api-Key", "made-up-key")]);
/// assert!(verifier.verify(&headers, b"{}").is_ok());
/// assert!(verifier.verify(&Headers::default(), b"{}").is_err());
///
/// let verifier = HeaderSecret::new("authorization", ["made-up-key"])?.bearer();
/// let headers = Headers::new([("Authorization", "Bearer made-up-key")]);
/// assert!(verifier.verify(&headers, b"{}").is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct HeaderSecret {
    name: Box<str>,
    tokens: Tokens,
    bearer: bool,
    max_body: usize,
}

impl HeaderSecret {
    /// A verifier that accepts any of the secrets in the header `name`.
    ///
    /// # Errors
    /// There is no secret, or an empty one; a header cannot have this name, or a secret as its
    /// value: control characters, or white space around it (the line end of a file, often).
    pub fn new<S: AsRef<[u8]>>(
        name: &str,
        secrets: impl IntoIterator<Item = S>,
    ) -> Result<Self, ConfigError> {
        Ok(Self {
            name: headers::name(name)?,
            tokens: Tokens::new(
                secrets,
                "a header's value without white space around it",
                |secret| secret.trim_ascii() == secret && !secret.iter().any(u8::is_ascii_control),
            )?,
            bearer: false,
            max_body: MAX_BODY,
        })
    }

    /// Expects `Bearer` and a blank before the secret (RFC 6750, section 2.1).
    #[must_use]
    pub fn bearer(self) -> Self {
        Self {
            bearer: true,
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

    /// A request with this body and the first of the secrets, for tests.
    #[cfg(feature = "test-util")]
    pub fn sign(&self, body: &[u8]) -> SignedRequest {
        let scheme: &[u8] = if self.bearer { b"Bearer " } else { b"" };
        SignedRequest::new(body).header(&self.name, [scheme, self.tokens.first()].concat())
    }
}

impl Verify for HeaderSecret {
    fn verify<'a>(
        &self,
        headers: &Headers<'_>,
        body: &'a [u8],
    ) -> Result<Verified<'a>, NotVerified> {
        within(self.max_body, body)?;
        let value = headers.single(&self.name)?;
        let token = if self.bearer {
            after_bearer(value).ok_or(Cause::Malformed)?
        } else {
            value
        };
        Ok(Verified::new(body, self.tokens.find(token)?))
    }
}

/// The scheme's name may be written in any case (RFC 9110, section 11.1).
fn after_bearer(value: &[u8]) -> Option<&[u8]> {
    let (scheme, token) = value.split_at_checked(b"Bearer ".len())?;
    scheme.eq_ignore_ascii_case(b"Bearer ").then_some(token)
}
