//! HMAC-SHA256 of the body, in a header.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::verify::error::{Cause, ConfigError, NotVerified};
use crate::verify::headers::{self, Headers};
use crate::verify::keys::Keys;
use crate::verify::limit::{MAX_BODY, within};
#[cfg(feature = "test-util")]
use crate::verify::sign::SignedRequest;
use crate::verify::{Verified, Verify};

/// Accepts requests with a header that holds the HMAC-SHA256 of the body (RFC 2104).
///
/// **Proves** that someone who knows the secret signed this very body. **Does not prove** when: a
/// recorded request is accepted again. Headers are not signed.
///
/// ```
/// use asyncapi_runtime::verify::{Headers, HmacHeader, Verify};
///
/// let verifier = HmacHeader::new("x-signature-256", ["made-up-secret"])?.prefix("sha256=");
/// let signature = "sha256=657d6a581ce641ae16ed8e8b1204e6479ef3fb16de28d8496bb2c2ce99c47818";
/// let headers = Headers::new([("X-Signature-256", signature)]);
/// assert!(verifier.verify(&headers, br#"{"id":1}"#).is_ok());
/// assert!(verifier.verify(&headers, br#"{"id":2}"#).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct HmacHeader {
    name: Box<str>,
    keys: Keys,
    prefix: Box<str>,
    encoding: Encoding,
    max_body: usize,
}

/// How the bytes of a signature are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Hexadecimal digits, small or large.
    Hex,
    /// Base64 with padding (RFC 4648, section 4).
    Base64,
}

impl HmacHeader {
    /// A verifier that accepts a signature with any of the secrets in the header `name`: in
    /// hexadecimal digits, without a prefix.
    ///
    /// # Errors
    /// There is no secret, or an empty one; a header cannot have this name.
    pub fn new<S: AsRef<[u8]>>(
        name: &str,
        secrets: impl IntoIterator<Item = S>,
    ) -> Result<Self, ConfigError> {
        Ok(Self {
            name: headers::name(name)?,
            keys: Keys::new(secrets)?,
            prefix: Box::default(),
            encoding: Encoding::Hex,
            max_body: MAX_BODY,
        })
    }

    /// What must stand before the signature, e.g. `sha256=`.
    #[must_use]
    pub fn prefix(self, prefix: &str) -> Self {
        Self {
            prefix: prefix.into(),
            ..self
        }
    }

    /// How the signature is written, instead of in hexadecimal digits.
    #[must_use]
    pub fn encoding(self, encoding: Encoding) -> Self {
        Self { encoding, ..self }
    }

    /// How many bytes a body may have, instead of [`MAX_BODY`].
    #[must_use]
    pub fn max_body(self, bytes: usize) -> Self {
        Self {
            max_body: bytes,
            ..self
        }
    }

    /// A request with this body and its signature with the first of the secrets, for tests.
    #[cfg(feature = "test-util")]
    pub fn sign(&self, body: &[u8]) -> SignedRequest {
        let signature = self.encoding.encode(&self.keys.sign(&[body]));
        SignedRequest::new(body).header(&self.name, format!("{}{signature}", self.prefix))
    }
}

impl Verify for HmacHeader {
    fn verify<'a>(
        &self,
        headers: &Headers<'_>,
        body: &'a [u8],
    ) -> Result<Verified<'a>, NotVerified> {
        within(self.max_body, body)?;
        let signature = headers
            .single(&self.name)?
            .strip_prefix(self.prefix.as_bytes())
            .and_then(|text| self.encoding.decode(text))
            .ok_or(Cause::Malformed)?;
        let secret = self.keys.find(&[body], &[signature])?;
        Ok(Verified::new(body, secret))
    }
}

impl Encoding {
    fn decode(self, text: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Hex => base16ct::mixed::decode_vec(text).ok(),
            Self::Base64 => STANDARD.decode(text).ok(),
        }
    }

    #[cfg(feature = "test-util")]
    fn encode(self, bytes: &[u8]) -> String {
        match self {
            Self::Hex => base16ct::lower::encode_string(bytes),
            Self::Base64 => STANDARD.encode(bytes),
        }
    }
}
