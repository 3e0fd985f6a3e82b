//! Secrets that are sent as they are.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::verify::error::{Cause, ConfigError};
use crate::verify::secrets::each;

/// Secrets to compare with one that came. Wiped when dropped, never printed.
#[derive(Clone)]
pub(super) struct Tokens(Vec<Zeroizing<Box<[u8]>>>);

impl Tokens {
    pub(super) fn new<S: AsRef<[u8]>>(
        secrets: impl IntoIterator<Item = S>,
        expected: &'static str,
        accepts: fn(&[u8]) -> bool,
    ) -> Result<Self, ConfigError> {
        each(secrets, expected, |secret| {
            accepts(secret).then(|| Zeroizing::new(secret.into()))
        })
        .map(Self)
    }

    /// The index of the secret that came. Always compares with all of them.
    pub(super) fn find(&self, came: &[u8]) -> Result<usize, Cause> {
        let mut found = None;
        for (index, secret) in self.0.iter().enumerate() {
            let same = bool::from(secret.ct_eq(came));
            found = found.or(same.then_some(index));
        }
        found.ok_or(Cause::Token)
    }

    /// The first secret; there always is one.
    #[cfg(feature = "test-util")]
    pub(super) fn first(&self) -> &[u8] {
        self.0.first().map_or(&[], |secret| secret)
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{} redacted]", self.0.len())
    }
}
