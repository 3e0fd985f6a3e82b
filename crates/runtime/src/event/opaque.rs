//! Events that are not JSON.

use std::fmt;

use serde_core::ser::{Error, Serialize, Serializer};

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

impl Serialize for OpaqueEvent {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        let format = self.format;
        Err(Error::custom(format_args!(
            "a body in `{format}` has no JSON"
        )))
    }
}
