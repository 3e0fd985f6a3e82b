//! How large a body may be; what every scheme checks first.

#[cfg(any(
    feature = "jwt",
    feature = "token",
    feature = "header",
    feature = "hmac"
))]
use crate::verify::error::Cause;

/// How many bytes a body may have where a verifier is not told otherwise: 10 MiB.
pub const MAX_BODY: usize = 10 * 1024 * 1024;

/// Refuses a body that is too large to be looked at.
#[cfg(any(
    feature = "jwt",
    feature = "token",
    feature = "header",
    feature = "hmac"
))]
pub(super) fn within(max_body: usize, body: &[u8]) -> Result<(), Cause> {
    if body.len() > max_body {
        return Err(Cause::TooLarge);
    }
    Ok(())
}
