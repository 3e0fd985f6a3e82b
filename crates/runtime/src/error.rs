//! Why a body could not be decoded. No payload value is part of any text here.

use std::fmt;

use crate::drift::Drift;

/// Why a body was not decoded strictly.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// It is no JSON that can be looked at.
    Rejected(Rejected),
    /// It does not have its declared shape: every field at fault, at least one.
    Mismatch(Vec<Drift>),
}

/// Why a body was not even looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rejected {
    /// It is not UTF-8.
    NotUtf8,
    /// It is not well-formed JSON, or something follows it. Line and column from 1.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
    },
    /// It nests deeper than 128 levels.
    TooDeep,
    /// A text that is read, the name or the value of a member, holds half of a surrogate pair, which
    /// is no Unicode (RFC 8259, section 8.2).
    NotUnicode {
        /// The JSON pointer of the member. A name that is no Unicode is as it is written.
        pointer: String,
    },
    /// It is JSON, but not an object, where only an object can be an event.
    NotObject,
    /// A member that tells events apart comes twice.
    DuplicateTag {
        /// Its name, or that of the member around it that comes twice.
        member: &'static str,
    },
}

impl Rejected {
    #[expect(clippy::needless_pass_by_value, reason = "as `map_err` has it")]
    pub(crate) fn not_json(error: serde_json::Error) -> Self {
        Self::NotJson {
            line: error.line(),
            column: error.column(),
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rejected(rejected) => rejected.fmt(f),
            Self::Mismatch(drift) => {
                f.write_str("the body does not have its declared shape")?;
                drift.iter().enumerate().try_for_each(|(index, drift)| {
                    write!(f, "{} {drift}", if index == 0 { ":" } else { ";" })
                })
            }
        }
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8 => f.write_str("the body is not UTF-8"),
            Self::NotJson { line, column } => {
                write!(f, "the body is not JSON: line {line}, column {column}")
            }
            Self::TooDeep => f.write_str("the body nests deeper than 128 levels"),
            Self::NotUnicode { pointer } => write!(f, "`{pointer}` is text that is no Unicode"),
            Self::NotObject => f.write_str("the body is JSON, but not an object"),
            Self::DuplicateTag { member } => write!(f, "the body has two members `{member}`"),
        }
    }
}

impl std::error::Error for DecodeError {}

impl std::error::Error for Rejected {}

impl From<Rejected> for DecodeError {
    fn from(rejected: Rejected) -> Self {
        Self::Rejected(rejected)
    }
}
