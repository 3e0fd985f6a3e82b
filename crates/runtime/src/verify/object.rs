//! Signed JSON objects, strictly: what two readers could take differently is refused.

use std::collections::HashSet;

use crate::members::Members;
use crate::verify::error::Cause;
use crate::verify::json::{cause, utf8};

/// The members of an object in order, none of which comes twice.
pub(super) fn object(bytes: &[u8]) -> Result<Members<'_>, Cause> {
    let members: Members<'_> = serde_json::from_str(utf8(bytes)?).map_err(|error| cause(&error))?;
    let mut names = HashSet::with_capacity(members.0.len());
    if members.0.iter().all(|(name, _)| names.insert(name)) {
        return Ok(members);
    }
    Err(Cause::DuplicateKey)
}

impl Members<'_> {
    /// The text of a member.
    pub(super) fn find(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| *value)
    }
}
