//! Corrections of a document, made on its tree before it is read. A correction that changes
//! nothing is an error. Knows pointers; knows nothing of AsyncAPI.

use crate::diagnostic::Diagnostic;
use crate::source::FileId;
use crate::tree::{Document, NodeId};

/// One correction.
#[derive(Clone, Debug)]
pub struct Patch {
    /// The place of the correction in the configuration, for diagnostics.
    pub at: NodeId,
    /// JSON pointer of what is corrected, in the entry file.
    pub target: String,
    /// What is done.
    pub action: Action,
}

/// What a correction does; `add`, `replace` and `remove` as in RFC 6902, section 4.
#[derive(Clone, Copy, Debug)]
pub enum Action {
    /// Puts a value where there is none; in a sequence, before that index or, at `-`, at the end.
    Add(NodeId),
    /// Puts another value in place of one.
    Replace(NodeId),
    /// Takes a value away.
    Remove,
}

/// Applies corrections in order. Values are taken from the configuration's tree, so that a
/// diagnostic about a corrected part points to the configuration.
pub fn apply(_document: &mut Document, _entry: FileId, _patches: &[Patch]) -> Vec<Diagnostic> {
    unimplemented!("contract only")
}
