//! Why a verifier could not be built, and why a request was not accepted. No secret and no value of
//! a request is part of any text here.

use std::fmt;

/// Why a verifier could not be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// It was given no secret, and would accept nothing.
    NoSecret,
    /// A secret is empty, and would accept everyone.
    EmptySecret {
        /// Its index.
        index: usize,
    },
    /// A secret does not have the form that the scheme needs, and would accept nothing.
    SecretFormat {
        /// Its index.
        index: usize,
        /// The form that is needed.
        expected: &'static str,
    },
    /// The name of a header is not one that a header can have (RFC 9110, section 5.1).
    HeaderName,
}

/// A request was not accepted.
///
/// This is all that a sender may learn: `Debug` and `Display` are the same whatever the cause, and
/// so should be the answer. The cause is for logs, by [`NotVerified::cause`].
pub struct NotVerified(Cause);

/// Why a request was not accepted, for logs. Holds no value of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// The body has more bytes than the verifier takes.
    TooLarge,
    /// The header that should carry the proof is not there.
    Missing,
    /// The proof, or what is signed, is not written as the scheme demands.
    Malformed,
    /// The signature is made with another algorithm than the one that is agreed on, or with none.
    Algorithm,
    /// The signature fits no secret.
    Signature,
    /// The time until which the body is valid is over.
    Expired,
    /// The time from which on the body is valid has not come.
    NotYetValid,
    /// The body is too old, or its time lies too far ahead.
    Stale,
    /// A time in the signed body is not a number, or is missing where it is needed.
    ClaimFormat,
    /// The secret that came is not one of ours, or none came.
    Token,
    /// A member that may come once came twice.
    DuplicateKey,
    /// A header that may come once came twice.
    DuplicateHeader,
    /// The body is JSON, but not an object.
    NotObject,
}

impl NotVerified {
    /// Why, for logs. Not for the sender: it tells how close a forgery came.
    pub fn cause(&self) -> Cause {
        self.0
    }
}

impl Cause {
    /// A short name that stays the same, e.g. `claim-format`.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::Missing => "missing",
            Self::Malformed => "malformed",
            Self::Algorithm => "algorithm",
            Self::Signature => "signature",
            Self::Expired => "expired",
            Self::NotYetValid => "not-yet-valid",
            Self::Stale => "stale",
            Self::ClaimFormat => "claim-format",
            Self::Token => "token",
            Self::DuplicateKey => "duplicate-key",
            Self::DuplicateHeader => "duplicate-header",
            Self::NotObject => "not-object",
        }
    }
}

impl From<Cause> for NotVerified {
    fn from(cause: Cause) -> Self {
        Self(cause)
    }
}

impl fmt::Debug for NotVerified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NotVerified")
    }
}

impl fmt::Display for NotVerified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request is not verified")
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "the body has more bytes than the verifier takes",
            Self::Missing => "the header that should carry the proof is missing",
            Self::Malformed => "the proof, or what is signed, is malformed",
            Self::Algorithm => "the signature is not made with the agreed algorithm",
            Self::Signature => "the signature fits no secret",
            Self::Expired => "the body is no longer valid",
            Self::NotYetValid => "the body is not valid yet",
            Self::Stale => "the time of the body is too far from now",
            Self::ClaimFormat => "a time in the body is missing or not a number",
            Self::Token => "the secret that came is not one of ours, or none came",
            Self::DuplicateKey => "a member of the body came twice",
            Self::DuplicateHeader => "a header came twice",
            Self::NotObject => "the body is not a JSON object",
        })
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSecret => f.write_str("a verifier needs at least one secret"),
            Self::EmptySecret { index } => write!(f, "secret {index} (from 0) is empty"),
            Self::SecretFormat { index, expected } => {
                write!(f, "secret {index} (from 0) is not {expected}")
            }
            Self::HeaderName => f.write_str("the header's name is not one that a header can have"),
        }
    }
}

impl std::error::Error for NotVerified {}

impl std::error::Error for ConfigError {}
