//! Files that references name: loaded below the entry, each once, before anything is read, so that
//! reading works on a tree that no longer changes. Knows `$ref`; knows nothing of AsyncAPI.
//!
//! A `$ref` in an example is data, not a reference, yet cannot be told from one here. So what goes
//! wrong is kept, and told only if a reader follows that reference.

use std::collections::HashMap;

use super::uri::{self, Mapped, Reference};
use crate::diagnostic::Diagnostic;
use crate::load::{Limits, load};
use crate::source::{FileId, Files};
use crate::tree::{Document, NodeId, ScalarKind, Value};

/// Each file that a reference names, by its path below the root, and what became of it.
pub(super) type Loaded = HashMap<String, Result<FileId, Box<Diagnostic>>>;

/// Loads all files that references lead to, from the entry on. The arena is the worklist: what a
/// file brings stands behind what was there.
pub(super) fn load_all(
    document: &mut Document,
    entry: FileId,
    files: &dyn Files,
    limits: &Limits,
    mapped: &Mapped,
) -> Loaded {
    let mut loaded = Loaded::from([(document.sources.get(entry).path.clone(), Ok(entry))]);
    for node in (0..).map(NodeId) {
        if node.0 as usize >= document.nodes.len() {
            break;
        }
        if let Some(path) = named(document, node, mapped)
            && !loaded.contains_key(&path)
        {
            let outcome = load(document, &path, files, limits);
            loaded.insert(path, outcome);
        }
    }
    loaded
}

/// The file that a node belongs to. It need not be the text that it was written in: a correction
/// puts nodes of the configuration into a document, but never a root.
pub(super) fn file_of(document: &Document, node: NodeId) -> FileId {
    let mut root = node;
    while let Some(parent) = document.node(root).parent {
        root = parent;
    }
    document.node(root).span.file
}

/// The path of the other file that a node refers to.
fn named(document: &Document, node: NodeId, mapped: &Mapped) -> Option<String> {
    let Value::Mapping(mapping) = &document.node(node).value else {
        return None;
    };
    let Value::Scalar(text) = &document.node(mapping.get("$ref")?.value).value else {
        return None;
    };
    let resource = Reference::new(&text.text).resource;
    if text.kind != ScalarKind::String || resource.is_empty() {
        return None;
    }
    let from = &document.sources.get(file_of(document, node)).path;
    uri::locate(resource, from, mapped).ok()
}
