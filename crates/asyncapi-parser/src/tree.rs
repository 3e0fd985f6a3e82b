//! The document as written: a tree of nodes that know their place. Knows YAML's and JSON's kinds
//! of values; knows nothing of AsyncAPI.
//!
//! All files of a document share one arena, so that a reference across files is a plain
//! [`NodeId`] and dropping a deep tree takes no stack.

mod mapping;
mod text;

use crate::pointer;
use crate::source::{FileId, Sources, Span, offset};

pub use self::mapping::{Entry, Mapping};
pub use self::text::Text;

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
    /// What aliases have repeated so far, in all files.
    pub repeated: Repeated,
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
    /// Which of its parent's entries or items it is, from 0; 0 for the root of a file.
    pub index: u32,
    /// The value.
    pub value: Value,
}

/// A value as it is written.
#[derive(Clone, Debug)]
pub enum Value {
    /// A scalar.
    Scalar(Scalar),
    /// A sequence, in order.
    Sequence(Box<[NodeId]>),
    /// A mapping, in order; keys are unique.
    Mapping(Mapping),
}

/// A scalar with its text kept as written: `1.10` stays `1.10`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text after unquoting.
    pub text: Text,
    /// What the text means by the YAML 1.2 core schema (section 10.3); quoted text is a string.
    pub kind: ScalarKind,
}

/// The kind of a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScalarKind {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`; also `True` and `TRUE`, see [`Scalar::boolean`].
    Boolean,
    /// An integer in decimal, octal (`0o7`) or hexadecimal (`0x1F`) notation.
    Integer,
    /// A number with a fraction or an exponent, `.inf` or `.nan`.
    Float,
    /// Anything else.
    String,
}

/// How much aliases have repeated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repeated {
    /// The nodes that were made again.
    pub nodes: usize,
    /// The bytes of their texts and keys.
    pub bytes: usize,
}

impl Document {
    /// The node behind an id.
    #[expect(
        clippy::indexing_slicing,
        reason = "an id is that of the arena which gave it"
    )]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "an id is that of the arena which gave it"
    )]
    pub(crate) fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0 as usize]
    }

    /// The root of a file.
    pub fn root(&self, file: FileId) -> Option<NodeId> {
        self.roots.get(file.0 as usize).copied().flatten()
    }

    /// The entry of its parent that a node is the value of; `None` for items and roots.
    pub fn entry(&self, id: NodeId) -> Option<&Entry> {
        let node = self.node(id);
        match &self.node(node.parent?).value {
            Value::Mapping(mapping) => mapping.entries().get(node.index as usize),
            Value::Scalar(_) | Value::Sequence(_) => None,
        }
    }

    /// The JSON pointer of a node within its file (RFC 6901), e.g. `/components/schemas/Call`;
    /// empty for a root. Costs as much as the pointer is long.
    pub fn pointer(&self, id: NodeId) -> String {
        let mut path = Vec::new();
        let mut at = id;
        while let Some(parent) = self.node(at).parent {
            path.push(at);
            at = parent;
        }
        let mut text = String::new();
        for id in path.into_iter().rev() {
            match self.entry(id) {
                Some(entry) => pointer::push(&mut text, &entry.key),
                None => pointer::push(&mut text, &self.node(id).index.to_string()),
            }
        }
        text
    }
}

impl Value {
    /// The items of a sequence, or the values of a mapping, in order.
    pub fn children(&self) -> impl DoubleEndedIterator<Item = NodeId> {
        let (items, entries) = match self {
            Self::Scalar(_) => (&[][..], &[][..]),
            Self::Sequence(items) => (&items[..], &[][..]),
            Self::Mapping(mapping) => (&[][..], mapping.entries()),
        };
        let values = entries.iter().map(|entry| entry.value);
        items.iter().copied().chain(values)
    }

    /// What the value is called in a message, in JSON's terms: `an object`, `a number`.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Mapping(_) => "an object",
            Self::Sequence(_) => "an array",
            Self::Scalar(scalar) => match scalar.kind {
                ScalarKind::Null => "null",
                ScalarKind::Boolean => "a boolean",
                ScalarKind::Integer => "an integer",
                ScalarKind::Float => "a number",
                ScalarKind::String => "a string",
            },
        }
    }
}

impl Scalar {
    /// The value of a boolean.
    pub fn boolean(&self) -> Option<bool> {
        match self.kind {
            ScalarKind::Boolean => Some(self.text.eq_ignore_ascii_case("true")),
            ScalarKind::Null | ScalarKind::Integer | ScalarKind::Float | ScalarKind::String => None,
        }
    }
}

/// The id of the node that is pushed next.
pub(crate) fn next_id(nodes: &[Node]) -> NodeId {
    NodeId(offset(nodes.len()))
}

/// Copies a node with all that it holds, and gives the copy. The copies are numbered in document
/// order and keep the places of what they were made from.
pub(crate) fn copy(
    nodes: &mut Vec<Node>,
    from: NodeId,
    parent: Option<NodeId>,
    index: u32,
) -> NodeId {
    let top = next_id(nodes);
    let mut pending = vec![(from, parent, index)];
    while let Some((from, parent, index)) = pending.pop() {
        let id = next_id(nodes);
        if id != top {
            adopt(nodes, parent, index, id);
        }
        let Some(node) = nodes.get(from.0 as usize) else {
            break;
        };
        // What is pushed last is copied first.
        let children = node.value.children().zip(0..);
        let first = pending.len();
        pending.extend(children.map(|(child, index)| (child, Some(id), index)));
        if let Some(children) = pending.get_mut(first..) {
            children.reverse();
        }
        let copy = Node {
            parent,
            index,
            ..node.clone()
        };
        nodes.push(copy);
    }
    top
}

/// Makes a node the value at an index of its parent.
pub(crate) fn adopt(nodes: &mut [Node], parent: Option<NodeId>, index: u32, child: NodeId) {
    let parent = parent.and_then(|parent| nodes.get_mut(parent.0 as usize));
    let slot = match parent.map(|parent| &mut parent.value) {
        Some(Value::Sequence(items)) => items.get_mut(index as usize),
        Some(Value::Mapping(mapping)) => mapping
            .entry_mut(index as usize)
            .map(|entry| &mut entry.value),
        Some(Value::Scalar(_)) | None => None,
    };
    if let Some(slot) = slot {
        *slot = child;
    }
}
