//! Events that are not JSON.

use std::fmt;

use serde_core::ser::{Error, Serialize, Serializer};

use crate::output::Output;

/// An event in a format other than JSON, which is not decoded here.
///
/// It has no JSON: encoding it is an error.
#[derive(Clone, PartialEq, Eq)]
pub struct OpaqueEvent {
    /// The format as the document names it, e.g. `application/vnd.google.protobuf;version=3`.
    pub format: &'static str,
    /// The whole body.
    pub body: Box<[u8]>,
}

impl fmt::Debug for OpaqueEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpaqueEvent")
            .field("format", &self.format)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl OpaqueEvent {
    /// Refuses to be encoded.
    #[doc(hidden)]
    pub fn encode(&self, output: &mut dyn Output) {
        output.refuse(&NoJson(self.format));
    }
}

impl Serialize for OpaqueEvent {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(Error::custom(NoJson(self.format)))
    }
}

/// Why a body of a format is not encoded.
struct NoJson(&'static str);

impl fmt::Display for NoJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a body in `{}` has no JSON", self.0)
    }
}
