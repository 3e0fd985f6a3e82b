//! Bytes in, spanned tree out, within limits. Knows YAML and JSON; knows nothing of AsyncAPI.
//!
//! The events of YAML come from `granit-parser`: it gives byte offsets, tells kinds of errors
//! apart, and stays linear and shallow on hostile input.

mod alias;
mod build;
mod escape;
mod json;
mod quoted;
mod scalar;
mod stack;
mod syntax;
mod tag;
#[cfg(test)]
mod tests;
mod yaml;

use self::build::Builder;
use crate::code;
use crate::diagnostic::{Diagnostic, Label};
use crate::source::{FileId, Files, Span, offset};
use crate::tree::{Document, NodeId};

/// How much a document may ask for. All are checked while reading, before memory is spent.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of one file; never more than 4 GiB.
    pub file_bytes: usize,
    /// Bytes of all files together; what aliases repeat may come to as much again.
    pub total_bytes: usize,
    /// Nesting of nodes.
    pub depth: usize,
    /// Nodes of all files together, those that aliases repeat included.
    pub nodes: usize,
    /// Nodes that aliases may repeat, in all files together.
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

/// Reads one file into the document, unless it has been read already: the same path gives the
/// same id.
///
/// A file whose text was found faulty stays in [`Document::sources`] without a root, and reading
/// it again gives its id without repeating the fault.
///
/// # Errors
/// The first fault that makes the file unreadable: it does not exist, is not UTF-8, is not
/// well-formed, repeats a key, holds several documents, a custom tag or a merge key, or exceeds
/// the limits. A file that cannot be read or is too large has no place; the caller may add that
/// of the reference to it.
pub fn load(
    document: &mut Document,
    path: &str,
    files: &dyn Files,
    limits: &Limits,
) -> Result<FileId, Box<Diagnostic>> {
    if let Some(file) = document.sources.find(path) {
        return Ok(file);
    }
    let shown = files.shown(path);
    let bytes = read_bytes(document, path, &shown, files, limits)?;
    let (text, invalid) = decode(bytes);
    let file = document.sources.add(path.to_owned(), shown, text);
    document.roots.resize(file.0 as usize, None);
    let root = match invalid {
        Some(at) => Err(not_utf8(file, at)),
        None => read_tree(document, file, limits),
    };
    document.roots.push(root.as_ref().ok().copied());
    root.map(|_| file).map_err(Box::new)
}

fn read_bytes(
    document: &Document,
    path: &str,
    shown: &str,
    files: &dyn Files,
    limits: &Limits,
) -> Result<Vec<u8>, Diagnostic> {
    let bytes = files.read(path).map_err(|reason| {
        Diagnostic::error(
            &code::UNREADABLE,
            format!("cannot read `{shown}`: {reason}"),
        )
        .help("check the path; it is relative to the file that names it")
    })?;
    let limit = limits.file_bytes.min(u32::MAX as usize);
    if bytes.len() > limit {
        let message = format!("`{shown}` has {} bytes, the limit is {limit}", bytes.len());
        return Err(
            Diagnostic::error(&code::BYTES, message).help("split the document, or raise the limit")
        );
    }
    let total = document.sources.bytes().saturating_add(bytes.len());
    if total > limits.total_bytes {
        let limit = limits.total_bytes;
        let message = format!("with `{shown}` all files have {total} bytes, the limit is {limit}");
        return Err(
            Diagnostic::error(&code::BYTES, message).help("split the document, or raise the limit")
        );
    }
    Ok(bytes)
}

/// Reads a text into nodes, and gives their root. A faulty text leaves no nodes behind.
fn read_tree(document: &mut Document, file: FileId, limits: &Limits) -> Result<NodeId, Diagnostic> {
    let mut builder = Builder::new(document, file, limits);
    let result = match json::read(&mut builder) {
        Ok(()) => Ok(()),
        Err(json::Stop::Fault(fault)) => Err(fault),
        Err(json::Stop::NotJson) => {
            builder.reset();
            yaml::read(&mut builder)
        }
    };
    let root = builder.root;
    if result.is_err() {
        builder.reset();
    }
    result.map(|()| root)
}

/// The text without its byte order mark; and, where the bytes are not UTF-8, the offset of the
/// first that is not, in a text made readable for the diagnostic.
fn decode(bytes: Vec<u8>) -> (String, Option<usize>) {
    let (text, invalid) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (
                String::from_utf8_lossy(error.as_bytes()).into_owned(),
                Some(at),
            )
        }
    };
    match text.strip_prefix('\u{feff}') {
        Some(rest) => (
            rest.to_owned(),
            invalid.map(|at| at.saturating_sub('\u{feff}'.len_utf8())),
        ),
        None => (text, invalid),
    }
}

fn not_utf8(file: FileId, at: usize) -> Diagnostic {
    let at = offset(at);
    let span = Span {
        file,
        start: at,
        end: at,
    };
    let message = "the text is not valid UTF-8";
    Diagnostic::error(&code::ENCODING, message)
        .at_label(Label {
            span,
            pointer: String::new(),
            text: "first byte that is not UTF-8".to_owned(),
        })
        .help("save the file as UTF-8")
}
