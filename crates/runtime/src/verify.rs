//! Who sent a request. Headers and a body enter as they arrived; what leaves is the body that may
//! be decoded, or one error that says nothing about its cause. Knows nothing of events.
//!
//! Each scheme is a type that holds one or more secrets, and stands behind a feature:
//!
//! | scheme | feature | an accepted body |
//! |---|---|---|
//! | `Jwt` | `jwt` | was signed by someone who knows the secret; it may be a replay, unless a maximum age is set |
//! | `HmacHeader` | `hmac` | was signed by someone who knows the secret; it may be a replay |
//! | `StandardWebhooks` | `hmac` | was signed, with its id and time, by someone who knows the secret; it may be a replay of the last five minutes |
//! | `BodyToken` | `token` | came with the secret, which is in every body: whoever has seen one body can write others |
//! | `HeaderSecret` | `header` | came with the secret, which is in every request: whoever has seen one request can write others |
//!
//! None of them hides the body from others: that is for TLS. None of them tells a second delivery
//! from the first: that is for the receiver, by the event's id.
//!
//! Several secrets at once allow rotation, and tenants with a secret each: what is accepted says
//! which of them fitted. Secrets are compared in constant time (only their length may show) and
//! never printed.
//!
//! With the feature `test-util`, each scheme has a function `sign`: what the sender of a body would
//! send, so that tests of a receiver need no cryptography of their own.
//!
//! A scheme of your own implements [`Verify`]; the feature `verify` alone is enough for it.

#[cfg(feature = "token")]
mod body_token;
#[cfg(feature = "jwt")]
mod claims;
#[cfg(any(feature = "jwt", feature = "hmac"))]
mod clock;
mod error;
#[cfg(feature = "header")]
mod header_secret;
mod headers;
#[cfg(feature = "hmac")]
mod hmac_header;
#[cfg(any(feature = "jwt", feature = "token"))]
mod json;
#[cfg(feature = "jwt")]
mod jwt;
#[cfg(any(feature = "jwt", feature = "hmac"))]
mod keys;
mod limit;
#[cfg(feature = "jwt")]
mod object;
#[doc(hidden)]
pub mod prelude;
mod receive;
#[cfg(any(
    feature = "jwt",
    feature = "token",
    feature = "header",
    feature = "hmac"
))]
mod secrets;
#[cfg(feature = "test-util")]
mod sign;
#[cfg(feature = "hmac")]
mod standard_webhooks;
#[cfg(any(feature = "token", feature = "header"))]
mod tokens;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

#[cfg(feature = "token")]
pub use body_token::BodyToken;
pub use error::{Cause, ConfigError, NotVerified};
#[cfg(feature = "header")]
pub use header_secret::HeaderSecret;
pub use headers::Headers;
#[cfg(feature = "hmac")]
pub use hmac_header::{Encoding, HmacHeader};
#[cfg(feature = "jwt")]
pub use jwt::Jwt;
pub use limit::MAX_BODY;
pub use receive::{
    Deliveries, Delivery, ReceiveError, Verifiable, receive, receive_batch, receive_batch_with,
    receive_with,
};
#[cfg(feature = "test-util")]
pub use sign::SignedRequest;
#[cfg(feature = "hmac")]
pub use standard_webhooks::StandardWebhooks;

/// A scheme that proves who sent a request.
///
/// ```
/// use asyncapi_runtime::verify::{Cause, Headers, NotVerified, Verified, Verify};
///
/// /// A proxy in front has checked the client's certificate, and says whose it is.
/// struct ClientCertificate;
///
/// impl Verify for ClientCertificate {
///     fn verify<'a>(
///         &self,
///         headers: &Headers<'_>,
///         body: &'a [u8],
///     ) -> Result<Verified<'a>, NotVerified> {
///         match headers.single("x-client-subject")? {
///             b"CN=vendor.example" => Ok(Verified::new(body, 0)),
///             _ => Err(Cause::Token.into()),
///         }
///     }
/// }
///
/// let headers = Headers::new([("X-Client-Subject", "CN=vendor.example")]);
/// assert!(ClientCertificate.verify(&headers, b"{}").is_ok());
/// ```
pub trait Verify {
    /// Checks a request whose headers and body are as they arrived.
    ///
    /// # Errors
    /// It does not prove that it comes from someone who knows a secret.
    fn verify<'a>(
        &self,
        headers: &Headers<'_>,
        body: &'a [u8],
    ) -> Result<Verified<'a>, NotVerified>;
}

/// What was proven. `Debug` does not show the body.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified<'a> {
    /// The body to decode: the one that arrived, or what it contained.
    pub body: Cow<'a, [u8]>,
    /// Which secret fitted: its index in those that the verifier was built with.
    pub secret: usize,
}

impl<'a> Verified<'a> {
    /// A body and the index of the secret that fitted.
    pub fn new(body: impl Into<Cow<'a, [u8]>>, secret: usize) -> Self {
        Self {
            body: body.into(),
            secret,
        }
    }
}

impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("secret", &self.secret)
            .finish()
    }
}

impl<V: Verify + ?Sized> Verify for &V {
    fn verify<'a>(
        &self,
        headers: &Headers<'_>,
        body: &'a [u8],
    ) -> Result<Verified<'a>, NotVerified> {
        (**self).verify(headers, body)
    }
}

impl<V: Verify + ?Sized> Verify for Box<V> {
    fn verify<'a>(
        &self,
        headers: &Headers<'_>,
        body: &'a [u8],
    ) -> Result<Verified<'a>, NotVerified> {
        (**self).verify(headers, body)
    }
}

impl<V: Verify + ?Sized> Verify for Arc<V> {
    fn verify<'a>(
        &self,
        headers: &Headers<'_>,
        body: &'a [u8],
    ) -> Result<Verified<'a>, NotVerified> {
        (**self).verify(headers, body)
    }
}
