//! The arrays and objects that are open while a text is read. A stack of its own, so that depth
//! costs no call stack; knows neither events nor limits.

use granit_parser::StructureStyle;

use crate::pointer;
use crate::source::offset;
use crate::tree::{Entry, Mapping, Node, NodeId, Value};

#[derive(Default)]
pub(super) struct Stack {
    /// The containers that are not closed yet, the innermost last.
    open: Vec<Open>,
    /// The items so far of the open sequences, those of the innermost last.
    items: Vec<NodeId>,
    /// The entries so far of the open mappings, those of the innermost last.
    entries: Vec<Entry>,
}

struct Open {
    node: NodeId,
    anchor: usize,
    style: StructureStyle,
    /// Its items, or entries, are those from this index on.
    first: usize,
    /// Where what it holds so far ends in the text.
    end: u32,
    next: Next,
}

/// What an open container takes next.
#[derive(Clone, Copy, PartialEq)]
enum Next {
    Item,
    Key,
    Value,
}

/// A container that is complete.
pub(super) struct Closed {
    pub(super) node: NodeId,
    pub(super) anchor: usize,
    pub(super) value: Value,
    /// Where it ends in the text.
    pub(super) end: u32,
}

impl Open {
    /// The index, within a mapping, of the entry that came last.
    fn last_of(&self, entries: &[Entry]) -> usize {
        let count = entries.len().saturating_sub(self.first);
        count.saturating_sub(1)
    }
}

impl Stack {
    /// How many containers are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether the next node is a key.
    pub(super) fn expects_key(&self) -> bool {
        self.open.last().is_some_and(|open| open.next == Next::Key)
    }

    /// Takes a key and the node that is going to be its value.
    pub(super) fn key(&mut self, entry: Entry) {
        if let Some(open) = self.open.last_mut() {
            open.next = Next::Value;
            self.entries.push(entry);
        }
    }

    /// Takes a node that is not a key, and gives the container that holds it and the index there.
    pub(super) fn value(&mut self, node: NodeId, end: u32) -> (Option<NodeId>, u32) {
        let Some(open) = self.open.last_mut() else {
            return (None, 0);
        };
        open.end = end;
        let index = match open.next {
            Next::Item => {
                let index = self.items.len().saturating_sub(open.first);
                self.items.push(node);
                index
            }
            Next::Key | Next::Value => {
                open.next = Next::Key;
                open.last_of(&self.entries)
            }
        };
        (Some(open.node), offset(index))
    }

    /// Opens a container that has been taken as a value.
    pub(super) fn open(
        &mut self,
        node: NodeId,
        container: &Node,
        anchor: usize,
        style: StructureStyle,
    ) {
        let (first, next) = match &container.value {
            Value::Sequence(_) => (self.items.len(), Next::Item),
            Value::Mapping(_) | Value::Scalar(_) => (self.entries.len(), Next::Key),
        };
        let end = container.span.end;
        self.open.push(Open {
            node,
            anchor,
            style,
            first,
            end,
            next,
        });
    }

    /// Closes the innermost container, whose end event ends at `end`.
    ///
    /// # Errors
    /// Two entries of the same key; the container stays open.
    pub(super) fn close(&mut self, end: u32) -> Result<Option<Closed>, (Entry, Entry)> {
        let Some(open) = self.open.last() else {
            return Ok(None);
        };
        let value = match open.next {
            Next::Item => Value::Sequence(self.items.split_off(open.first).into()),
            Next::Key | Next::Value => {
                Value::Mapping(Mapping::new(self.entries.split_off(open.first))?)
            }
        };
        // The end event of a block comes only where the next thing begins, lines below perhaps.
        let end = match open.style {
            StructureStyle::Flow => end,
            StructureStyle::Block => open.end,
        };
        let (node, anchor) = (open.node, open.anchor);
        self.open.pop();
        if let Some(holder) = self.open.last_mut() {
            holder.end = end;
        }
        Ok(Some(Closed {
            node,
            anchor,
            value,
            end,
        }))
    }

    /// The pointer of what comes next; of the mapping, where that is a key.
    pub(super) fn pointer(&self, nodes: &[Node]) -> String {
        let mut pointer = String::new();
        let inner = self
            .open
            .iter()
            .skip(1)
            .filter_map(|open| nodes.get(open.node.0 as usize));
        for (holder, node) in self.open.iter().zip(inner) {
            self.push_step(&mut pointer, holder, node.index as usize);
        }
        if let Some(open) = self.open.last() {
            match open.next {
                Next::Item => {
                    let index = self.items.len().saturating_sub(open.first);
                    self.push_step(&mut pointer, open, index);
                }
                Next::Value => self.push_step(&mut pointer, open, open.last_of(&self.entries)),
                Next::Key => {}
            }
        }
        pointer
    }

    fn push_step(&self, pointer: &mut String, holder: &Open, index: usize) {
        match holder.next {
            Next::Item => pointer::push(pointer, &index.to_string()),
            Next::Key | Next::Value => {
                let own = self.entries.get(holder.first..).unwrap_or_default();
                let entry = own.get(index);
                pointer::push(pointer, entry.map_or("", |entry| &entry.key));
            }
        }
    }
}
