//! How a body that is no JSON object is refused.

use serde_json::error::Category;

use crate::verify::error::Cause;

pub(super) fn utf8(bytes: &[u8]) -> Result<&str, Cause> {
    std::str::from_utf8(bytes).map_err(|_| Cause::Malformed)
}

/// What is read asks for nothing but an object, at the top level.
pub(super) fn cause(error: &serde_json::Error) -> Cause {
    match error.classify() {
        Category::Data => Cause::NotObject,
        Category::Io | Category::Syntax | Category::Eof => Cause::Malformed,
    }
}
