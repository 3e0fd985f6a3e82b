//! Requests that a verifier accepts, for tests of what receives them. A body enters; what leaves
//! is what its sender would send.

use std::fmt;

use crate::verify::headers::Headers;

/// A request as a sender who knows the secret sends it. `Debug` shows no value of it: the secret
/// may be among them.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SignedRequest {
    /// The headers that prove who sent it: names, in small letters where the scheme gives them,
    /// and values.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body to send.
    pub body: Vec<u8>,
}

impl SignedRequest {
    /// A request without headers.
    pub fn new(body: &[u8]) -> Self {
        Self {
            headers: Vec::new(),
            body: body.to_vec(),
        }
    }

    /// The same with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<Vec<u8>>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The headers as a verifier takes them.
    pub fn headers(&self) -> Headers<'_> {
        Headers::new(self.headers.iter().map(|(name, value)| (name, value)))
    }
}

impl fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedRequest")
            .field("headers", &self.headers())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
