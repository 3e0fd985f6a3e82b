//! Puts values into their places, within limits. Knows nodes; knows neither YAML nor JSON.
//!
//! Nodes are numbered in document order, a container before all that it holds.

use std::sync::Arc;

use granit_parser::StructureStyle;

use super::Limits;
use super::alias::Anchor;
use super::stack::Stack;
use crate::code;
use crate::diagnostic::{Code, Diagnostic, Label, shortened};
use crate::pointer;
use crate::source::{FileId, Span, offset};
use crate::tree::{Document, Entry, Node, NodeId, Repeated, Scalar, Text, Value, next_id};

/// Keys stand in pointers, and pointers in diagnostics, so that a key cannot be as long as it likes.
pub(super) const KEY_BYTES: usize = 4096;

/// The nodes of one file in the making.
pub(super) struct Builder<'a> {
    pub(super) text: &'a Arc<String>,
    pub(super) limits: &'a Limits,
    pub(super) nodes: &'a mut Vec<Node>,
    pub(super) repeated: &'a mut Repeated,
    /// What each anchor stands for; the parser numbers anchors from 1.
    pub(super) anchors: Vec<Anchor>,
    /// The root, once there is one.
    pub(super) root: NodeId,
    repeated_before: Repeated,
    stack: Stack,
    file: FileId,
}

impl<'a> Builder<'a> {
    pub(super) fn new(document: &'a mut Document, file: FileId, limits: &'a Limits) -> Self {
        Self {
            text: &document.sources.get(file).text,
            limits,
            root: next_id(&document.nodes),
            repeated_before: document.repeated,
            nodes: &mut document.nodes,
            repeated: &mut document.repeated,
            anchors: Vec::new(),
            stack: Stack::default(),
            file,
        }
    }

    /// Takes back all that was built.
    pub(super) fn reset(&mut self) {
        self.nodes.truncate(self.root.0 as usize);
        *self.repeated = self.repeated_before;
        self.anchors.clear();
        self.stack = Stack::default();
    }

    /// Whether there is a root already.
    pub(super) fn has_root(&self) -> bool {
        self.nodes.len() > self.root.0 as usize
    }

    /// How many containers are open.
    pub(super) fn depth(&self) -> usize {
        self.stack.depth()
    }

    /// Whether the next node is a key.
    pub(super) fn expects_key(&self) -> bool {
        self.stack.expects_key()
    }

    /// The text of a scalar at a place: the piece of the file that it is, quotes left out, if it
    /// stands there as it is.
    pub(super) fn piece(&self, text: &str, span: Span) -> Text {
        let start = span.start as usize;
        let stands = |at: usize| {
            let end = at.checked_add(text.len())?;
            (self.text.as_bytes().get(at..end)? == text.as_bytes()).then_some((at, end))
        };
        match stands(start).or_else(|| stands(start.checked_add(1)?)) {
            Some((at, end)) => Text::piece(self.text, at, end),
            None => Text::from(text),
        }
    }

    /// Puts a scalar in its place, be it as a key or as a value.
    pub(super) fn scalar(
        &mut self,
        scalar: Scalar,
        span: Span,
        anchor: usize,
    ) -> Result<(), Diagnostic> {
        if self.expects_key() {
            if anchor != 0 {
                self.anchor(anchor, Anchor::Key(scalar.clone()));
            }
            return self.key(scalar.text, span);
        }
        let first = self.value(Value::Scalar(scalar), span)?;
        let end = next_id(self.nodes);
        self.anchor(anchor, Anchor::Value { first, end });
        Ok(())
    }

    /// Gives the next node its place: the container that holds it, and the index there.
    #[inline]
    pub(super) fn attach(
        &mut self,
        span: Span,
        noun: &str,
    ) -> Result<(Option<NodeId>, u32), Diagnostic> {
        if self.expects_key() {
            let message = format!("a key must be a text, found {noun}");
            return Err(self
                .fault(&code::KEY, span, message)
                .help("put the key in quotes"));
        }
        self.check_depth(1, span)?;
        self.check_nodes(1, span)?;
        Ok(self.stack.value(next_id(self.nodes), span.end))
    }

    /// Refuses what is nested too deep: `levels` more than the containers that are open.
    #[inline]
    pub(super) fn check_depth(&self, levels: usize, span: Span) -> Result<(), Diagnostic> {
        if levels <= self.limits.depth.saturating_sub(self.stack.depth()) {
            return Ok(());
        }
        Err(self.nested_too_deep(span))
    }

    /// Refuses `more` nodes if all would be too many.
    #[inline]
    pub(super) fn check_nodes(&self, more: usize, span: Span) -> Result<(), Diagnostic> {
        if more <= self.limits.nodes.saturating_sub(self.nodes.len()) {
            return Ok(());
        }
        let message = format!("more than {} values in all files", self.limits.nodes);
        let fault = self.fault(&code::NODES, span, message);
        Err(fault.help("split the document, or raise the limit"))
    }

    pub(super) fn nested_too_deep(&self, span: Span) -> Diagnostic {
        let message = format!("nested deeper than {} levels", self.limits.depth);
        let fault = self.fault(&code::NESTING, span, message);
        fault.help("move inner schemas to `components` and refer to them with `$ref`")
    }

    /// A fault at a place that reading has come to.
    pub(super) fn fault(
        &self,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        let pointer = self.stack.pointer(self.nodes);
        let text = String::new();
        Diagnostic::error(code, message).at_label(Label {
            span,
            pointer,
            text,
        })
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let (start, end) = (offset(start), offset(end));
        Span {
            file: self.file,
            start,
            end,
        }
    }

    fn value(&mut self, value: Value, span: Span) -> Result<NodeId, Diagnostic> {
        let (parent, index) = self.attach(span, value.noun())?;
        let node = next_id(self.nodes);
        self.nodes.push(Node {
            span,
            parent,
            index,
            value,
        });
        Ok(node)
    }

    fn key(&mut self, key: Text, key_span: Span) -> Result<(), Diagnostic> {
        let length = key.len();
        if length > KEY_BYTES {
            let message = format!("a key has {length} bytes, the limit is {KEY_BYTES}");
            return Err(self
                .fault(&code::KEY, key_span, message)
                .help("shorten the key"));
        }
        // The value is the next node, because the parser gives each key one.
        let value = next_id(self.nodes);
        self.stack.key(Entry {
            key,
            key_span,
            value,
        });
        Ok(())
    }

    /// Opens a container, as a value.
    pub(super) fn open(
        &mut self,
        value: Value,
        span: Span,
        anchor: usize,
        style: StructureStyle,
    ) -> Result<(), Diagnostic> {
        let node = self.value(value, span)?;
        self.anchor(anchor, Anchor::Open);
        if let Some(container) = self.nodes.last() {
            self.stack.open(node, container, anchor, style);
        }
        Ok(())
    }

    /// Closes the innermost container, whose last byte is before `end`.
    pub(super) fn close(&mut self, end: u32) -> Result<(), Diagnostic> {
        let closed = self.stack.close(end);
        let closed = closed.map_err(|(first, second)| self.duplicate_key(&first, &second))?;
        let Some(closed) = closed else { return Ok(()) };
        let (first, end) = (closed.node, next_id(self.nodes));
        self.anchor(closed.anchor, Anchor::Value { first, end });
        if let Some(node) = self.nodes.get_mut(first.0 as usize) {
            node.value = closed.value;
            node.span.end = closed.end;
        }
        Ok(())
    }

    #[inline]
    fn anchor(&mut self, id: usize, anchor: Anchor) {
        if id == 0 {
            return;
        }
        if self.anchors.len() <= id {
            let length = id.saturating_add(1);
            self.anchors.resize_with(length, || Anchor::Open);
        }
        if let Some(place) = self.anchors.get_mut(id) {
            *place = anchor;
        }
    }

    fn duplicate_key(&self, first: &Entry, second: &Entry) -> Diagnostic {
        let mut pointer = self.stack.pointer(self.nodes);
        pointer::push(&mut pointer, &second.key);
        let label = |entry: &Entry, text: &str| Label {
            span: entry.key_span,
            pointer: pointer.clone(),
            text: text.to_owned(),
        };
        let message = format!("duplicate key `{}`", shortened(&second.key));
        Diagnostic::error(&code::DUPLICATE_KEY, message)
            .at_label(label(second, ""))
            .see_label(label(first, "first given here"))
            .help("remove or rename one of the two")
    }
}
