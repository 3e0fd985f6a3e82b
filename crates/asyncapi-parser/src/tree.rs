//! The document as written: a tree of nodes that know their place. Knows YAML's and JSON's kinds
//! of values; knows nothing of AsyncAPI.
//!
//! All files of a document share one arena, so that a reference across files is a plain
//! [`NodeId`] and dropping a deep tree takes no stack.

use crate::source::{FileId, Sources, Span};

/// All nodes of all files that were read.
#[derive(Debug, Default)]
pub struct Document {
    /// The texts.
    pub sources: Sources,
    /// The arena; use [`Document::node`].
    pub nodes: Vec<Node>,
    /// The root node of each file, in the order of [`FileId`]. `None` for a text that is only
    /// quoted in diagnostics.
    pub roots: Vec<Option<NodeId>>,
}

/// The index of a node in its [`Document`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// One value.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where the value stands.
    pub span: Span,
    /// The mapping or sequence that holds it; `None` for the root of a file.
    pub parent: Option<NodeId>,
    /// The value.
    pub value: Value,
}

/// A value as it is written.
#[derive(Clone, Debug)]
pub enum Value {
    /// A scalar.
    Scalar(Scalar),
    /// A sequence, in order.
    Sequence(Vec<NodeId>),
    /// A mapping, in order; keys are unique.
    Mapping(Mapping),
}

/// A scalar with its text kept as written: `1.10` stays `1.10`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text after unquoting.
    pub text: Box<str>,
    /// What the text means by the YAML 1.2 core schema (section 10.3); quoted text is a string.
    pub kind: ScalarKind,
}

/// The kind of a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScalarKind {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Boolean,
    /// An integer in decimal, octal (`0o7`) or hexadecimal (`0x1F`) notation.
    Integer,
    /// A number with a fraction or an exponent, `.inf` or `.nan`.
    Float,
    /// Anything else.
    String,
}

/// The entries of a mapping, in order, with a way to find one by its key.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    /// The entries in document order.
    pub entries: Vec<Entry>,
    /// The indices of `entries`, sorted by key.
    by_key: Vec<u32>,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key as text, whatever scalar it was written as.
    pub key: Box<str>,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: NodeId,
}

impl Mapping {
    /// Makes a mapping of entries.
    ///
    /// # Errors
    /// Gives the indices of two entries of the same key, the earlier first.
    pub fn new(entries: Vec<Entry>) -> Result<Self, (usize, usize)> {
        let mut by_key: Vec<u32> = (0..).take(entries.len()).collect();
        by_key.sort_by(|a, b| {
            entries[*a as usize]
                .key
                .cmp(&entries[*b as usize].key)
                .then(a.cmp(b))
        });
        let same = by_key
            .windows(2)
            .filter(|pair| entries[pair[0] as usize].key == entries[pair[1] as usize].key)
            .map(|pair| (pair[0] as usize, pair[1] as usize))
            .min_by_key(|pair| pair.1);
        match same {
            Some(pair) => Err(pair),
            None => Ok(Self { entries, by_key }),
        }
    }

    /// The entry of a key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.by_key
            .binary_search_by(|index| self.entries[*index as usize].key.as_ref().cmp(key))
            .ok()
            .map(|at| &self.entries[self.by_key[at] as usize])
    }
}

impl Document {
    /// The node behind an id.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The root of a file.
    pub fn root(&self, file: FileId) -> Option<NodeId> {
        self.roots.get(file.0 as usize).copied().flatten()
    }

    /// The JSON pointer of a node within its file (RFC 6901), e.g. `/components/schemas/Call`;
    /// empty for a root.
    pub fn pointer(&self, id: NodeId) -> String {
        let mut steps = Vec::new();
        let mut at = id;
        while let Some(parent) = self.node(at).parent {
            match &self.node(parent).value {
                Value::Mapping(mapping) => {
                    if let Some(entry) = mapping.entries.iter().find(|entry| entry.value == at) {
                        steps.push(entry.key.replace('~', "~0").replace('/', "~1"));
                    }
                }
                Value::Sequence(items) => {
                    if let Some(index) = items.iter().position(|item| *item == at) {
                        steps.push(index.to_string());
                    }
                }
                Value::Scalar(_) => {}
            }
            at = parent;
        }
        steps
            .iter()
            .rev()
            .fold(String::new(), |pointer, step| pointer + "/" + step)
    }
}
