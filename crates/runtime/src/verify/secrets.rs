//! The secrets that a verifier is built with, checked one by one.

use crate::verify::error::ConfigError;

/// What a verifier keeps of each secret. `keep` refuses those that do not have the form that
/// `expected` describes.
pub(super) fn each<S: AsRef<[u8]>, T>(
    secrets: impl IntoIterator<Item = S>,
    expected: &'static str,
    keep: impl Fn(&[u8]) -> Option<T>,
) -> Result<Vec<T>, ConfigError> {
    let kept = secrets
        .into_iter()
        .enumerate()
        .map(|(index, secret)| match secret.as_ref() {
            [] => Err(ConfigError::EmptySecret { index }),
            secret => keep(secret).ok_or(ConfigError::SecretFormat { index, expected }),
        })
        .collect::<Result<Vec<T>, ConfigError>>()?;
    if kept.is_empty() {
        return Err(ConfigError::NoSecret);
    }
    Ok(kept)
}
