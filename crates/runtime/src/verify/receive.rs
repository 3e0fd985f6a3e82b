//! Verified, then decoded.

use std::fmt;

use crate::decode::{self, Received};
use crate::error::DecodeError;
use crate::event::{self, Batch};
use crate::verify::error::NotVerified;
use crate::verify::headers::Headers;
use crate::verify::{Verified, Verify};
use crate::wire::Wire;

/// What arrived, and from whom.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Delivery<T> {
    /// What arrived. Its body is the one that was verified: of a JWT, the payload.
    pub received: Received<T>,
    /// Which secret fitted: its index in those that the verifier was built with.
    pub secret: usize,
}

impl<T> Delivery<T> {
    /// The same with another event made of this one.
    pub fn map<U>(self, event: impl FnOnce(T) -> U) -> Delivery<U> {
        Delivery {
            received: self.received.map(event),
            secret: self.secret,
        }
    }
}

/// A type whose senders prove themselves by one scheme. Generated crates say which.
pub trait Verifiable: Wire {
    /// The scheme.
    type Verifier: Verify;
}

/// The events of a body that may hold several, and whom they are from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Deliveries<T> {
    /// What came of each item. Their bodies are those that were verified.
    pub batch: Batch<T>,
    /// Which secret fitted: its index in those that the verifier was built with.
    pub secret: usize,
}

/// Why a request was not received.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReceiveError {
    /// It does not prove who sent it.
    NotVerified(NotVerified),
    /// It does, but its body cannot be decoded.
    Decode(DecodeError),
}

/// Verifies a request, and then decodes what was verified as [`crate::decode()`] does.
///
/// ```
/// # #[cfg(feature = "header")] {
/// use asyncapi_runtime::Json;
/// use asyncapi_runtime::verify::{HeaderSecret, Headers, ReceiveError, receive};
///
/// // Any type of a generated crate in place of `Json`.
/// let verifier = HeaderSecret::new("x-api-key", ["made-up-key"])?;
/// let headers = Headers::new([("x-api-key", "made-up-key")]);
/// let delivery = receive::<Json>(&verifier, &headers, br#"{"id":1}"#)?;
/// assert_eq!(&*delivery.received.body, r#"{"id":1}"#);
///
/// let Err(error) = receive::<Json>(&verifier, &Headers::default(), br#"{"id":1}"#) else {
///     unreachable!("there is no key")
/// };
/// match error {
///     ReceiveError::NotVerified(error) => assert_eq!(error.cause().code(), "missing"),
///     error => return Err(error.into()),
/// }
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The request is not verified, or its body cannot be decoded.
pub fn receive<T: Wire>(
    verifier: &(impl Verify + ?Sized),
    headers: &Headers<'_>,
    body: &[u8],
) -> Result<Delivery<T>, ReceiveError> {
    receive_with(verifier, headers, body, decode::decode)
}

/// Verifies a request, and then decodes what was verified as `decode` does: one of the functions
/// of a generated crate for those who know which event it is.
///
/// # Errors
/// The request is not verified, or its body cannot be decoded.
pub fn receive_with<T>(
    verifier: &(impl Verify + ?Sized),
    headers: &Headers<'_>,
    body: &[u8],
    decode: impl FnOnce(&[u8]) -> Result<Received<T>, DecodeError>,
) -> Result<Delivery<T>, ReceiveError> {
    let Verified { body, secret } = verifier.verify(headers, body)?;
    let received = decode(&body)?;
    Ok(Delivery { received, secret })
}

/// Verifies a request, and then decodes each of its events as [`event::decode_batch`] does.
///
/// # Errors
/// The request is not verified, or its body is neither an array nor an object.
pub fn receive_batch<T: Wire>(
    verifier: &(impl Verify + ?Sized),
    headers: &Headers<'_>,
    body: &[u8],
) -> Result<Deliveries<T>, ReceiveError> {
    let decode = |body: &[u8]| event::decode_batch(body, |event: T| event);
    receive_batch_with(verifier, headers, body, decode)
}

/// Verifies a request, and then decodes its events as `decode` does: one of the functions of a
/// generated crate for those who know which events they are.
///
/// # Errors
/// The request is not verified, or its body is neither an array nor an object.
pub fn receive_batch_with<T>(
    verifier: &(impl Verify + ?Sized),
    headers: &Headers<'_>,
    body: &[u8],
    decode: impl FnOnce(&[u8]) -> Result<Batch<T>, DecodeError>,
) -> Result<Deliveries<T>, ReceiveError> {
    let Verified { body, secret } = verifier.verify(headers, body)?;
    let batch = decode(&body)?;
    Ok(Deliveries { batch, secret })
}

impl fmt::Display for ReceiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotVerified(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ReceiveError {}

impl From<NotVerified> for ReceiveError {
    fn from(error: NotVerified) -> Self {
        Self::NotVerified(error)
    }
}

impl From<DecodeError> for ReceiveError {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}
