//! Bytes in, spanned tree out, within limits. Knows YAML and JSON; knows nothing of AsyncAPI.

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Files};
use crate::tree::Document;

/// How much a document may ask for. All are checked while reading, before memory is spent.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of one file.
    pub file_bytes: usize,
    /// Bytes of all files together.
    pub total_bytes: usize,
    /// Nesting of nodes.
    pub depth: usize,
    /// Nodes of all files together, those that aliases repeat included.
    pub nodes: usize,
    /// Nodes that aliases may repeat.
    pub alias_nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 8 << 20,
            total_bytes: 32 << 20,
            depth: 128,
            nodes: 1_000_000,
            alias_nodes: 100_000,
        }
    }
}

/// Reads one file into the document, unless it has been read already.
///
/// # Errors
/// The first fault that makes the file unreadable: it does not exist, is not UTF-8, is not
/// well-formed, repeats a key, holds several documents, a custom tag or a merge key, or exceeds
/// the limits.
pub fn load(
    _document: &mut Document,
    _path: &str,
    _files: &dyn Files,
    _limits: &Limits,
) -> Result<FileId, Box<Diagnostic>> {
    unimplemented!("contract only")
}
