//! Keys of HMAC-SHA256 (RFC 2104).

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::verify::error::{Cause, ConfigError};
use crate::verify::secrets::each;

/// Keys to check signatures with. The secrets themselves are not kept, only the state of the hash
/// that has taken them in; it is wiped when dropped and never printed.
#[derive(Clone)]
pub(super) struct Keys(Vec<Hmac<Sha256>>);

impl Keys {
    pub(super) fn new<S: AsRef<[u8]>>(
        secrets: impl IntoIterator<Item = S>,
    ) -> Result<Self, ConfigError> {
        each(secrets, "a key", key).map(Self)
    }

    /// Secrets that are text, which stands for the bytes of a key.
    #[cfg(feature = "hmac")]
    pub(super) fn decoded<S: AsRef<[u8]>>(
        secrets: impl IntoIterator<Item = S>,
        expected: &'static str,
        decode: fn(&[u8]) -> Option<zeroize::Zeroizing<Vec<u8>>>,
    ) -> Result<Self, ConfigError> {
        each(secrets, expected, |secret| key(&decode(secret)?)).map(Self)
    }

    /// The index of the key with which one of the signatures was made. `content` is signed as if
    /// its parts were one. Always computes with all keys and compares with all signatures.
    pub(super) fn find(&self, content: &[&[u8]], signatures: &[Vec<u8>]) -> Result<usize, Cause> {
        let mut found = None;
        for (index, key) in self.0.iter().enumerate() {
            let expected = signature(key, content);
            for signature in signatures {
                let same = bool::from(expected.ct_eq(signature.as_slice()));
                found = found.or(same.then_some(index));
            }
        }
        found.ok_or(Cause::Signature)
    }

    /// The signature with the first key; there always is one.
    #[cfg(feature = "test-util")]
    pub(super) fn sign(&self, content: &[&[u8]]) -> Vec<u8> {
        let first = self.0.first();
        first.map_or_else(Vec::new, |key| signature(key, content).to_vec())
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{} redacted]", self.0.len())
    }
}

fn signature(key: &Hmac<Sha256>, content: &[&[u8]]) -> [u8; 32] {
    let mut mac = key.clone();
    for part in content {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// HMAC takes keys of any length.
fn key(secret: &[u8]) -> Option<Hmac<Sha256>> {
    Hmac::new_from_slice(secret).ok()
}
