//! What generated verifiers import.

pub use super::{
    ConfigError, Deliveries, Delivery, Headers, NotVerified, ReceiveError, Verifiable, Verified,
    Verify, receive, receive_batch, receive_batch_with, receive_with,
};
pub use crate::decode::Received;
pub use crate::error::DecodeError;
pub use crate::event::Batch;

#[cfg(feature = "token")]
pub use super::BodyToken;
#[cfg(feature = "header")]
pub use super::HeaderSecret;
#[cfg(feature = "jwt")]
pub use super::Jwt;
#[cfg(feature = "test-util")]
pub use super::SignedRequest;
#[cfg(feature = "hmac")]
pub use super::{Encoding, HmacHeader, StandardWebhooks};
