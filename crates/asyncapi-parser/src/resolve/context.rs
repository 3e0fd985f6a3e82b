//! What every reader needs: the tree, the references in it, and a place for diagnostics. Knows no
//! objects of AsyncAPI.

use super::reference::References;
use super::suggest::Suggestions;
use super::version::Version;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::tree::{Document, Mapping, NodeId, Scalar, ScalarKind, Text, Value};

/// The surroundings of reading.
#[derive(Debug)]
pub(super) struct Context<'d> {
    pub(super) document: &'d Document,
    pub(super) version: Version,
    pub(super) implied_types: bool,
    pub(super) references: References,
    pub(super) suggestions: Suggestions,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A mapping with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object<'d> {
    pub(super) at: NodeId,
    pub(super) fields: &'d Mapping,
}

impl<'d> Context<'d> {
    pub(super) fn new(
        document: &'d Document,
        version: Version,
        implied_types: bool,
        references: References,
    ) -> Self {
        Self {
            document,
            version,
            implied_types,
            references,
            suggestions: Suggestions::default(),
            diagnostics: Vec::new(),
        }
    }

    pub(super) fn value(&self, node: NodeId) -> &'d Value {
        &self.document.node(node).value
    }

    pub(super) fn object(&self, node: NodeId) -> Option<Object<'d>> {
        match self.value(node) {
            Value::Mapping(fields) => Some(Object { at: node, fields }),
            Value::Sequence(_) | Value::Scalar(_) => None,
        }
    }

    pub(super) fn items(&self, node: NodeId) -> &'d [NodeId] {
        match self.value(node) {
            Value::Sequence(items) => items,
            Value::Mapping(_) | Value::Scalar(_) => &[],
        }
    }

    pub(super) fn scalar(&self, node: NodeId) -> Option<&'d Scalar> {
        match self.value(node) {
            Value::Scalar(scalar) => Some(scalar),
            Value::Mapping(_) | Value::Sequence(_) => None,
        }
    }

    /// The text of a string.
    pub(super) fn string(&self, node: NodeId) -> Option<&'d str> {
        self.scalar(node)
            .filter(|scalar| scalar.kind == ScalarKind::String)
            .map(|scalar| &*scalar.text)
    }

    /// The text of a scalar that stands for text although YAML takes it for something else, as in
    /// `version: 1.0`.
    pub(super) fn text(&self, node: NodeId) -> Option<&'d str> {
        self.name(node).map(Text::as_str)
    }

    /// The same, to be kept.
    pub(super) fn name(&self, node: NodeId) -> Option<&'d Text> {
        self.scalar(node)
            .filter(|scalar| scalar.kind != ScalarKind::Null)
            .map(|scalar| &scalar.text)
    }

    /// The field of an object as text.
    pub(super) fn field_text(&self, object: Object<'d>, key: &str) -> Option<String> {
        self.text(object.get(key)?).map(str::to_owned)
    }

    /// The field of an object, if that is an object too.
    pub(super) fn field_object(&self, object: Object<'d>, key: &str) -> Option<Object<'d>> {
        self.object(object.get(key)?)
    }

    /// The items of the field of an object.
    pub(super) fn field_items(&self, object: Object<'d>, key: &str) -> &'d [NodeId] {
        object.get(key).map_or(&[], |node| self.items(node))
    }

    /// An error at a node.
    pub(super) fn error(
        &mut self,
        code: &'static Code,
        node: NodeId,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report(Severity::Error, code, node, message, help);
    }

    /// A warning at a node.
    pub(super) fn warning(
        &mut self,
        code: &'static Code,
        node: NodeId,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report(Severity::Warning, code, node, message, help);
    }

    /// A problem at a node.
    pub(super) fn report(
        &mut self,
        severity: Severity,
        code: &'static Code,
        node: NodeId,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = match severity {
            Severity::Error => Diagnostic::error(code, message),
            Severity::Warning => Diagnostic::warning(code, message),
        };
        self.diagnostics
            .push(diagnostic.at(self.document, node).help(help));
    }
}

impl<'d> Object<'d> {
    pub(super) fn get(self, key: &str) -> Option<NodeId> {
        self.fields.get(key).map(|entry| entry.value)
    }

    /// The fields in document order.
    pub(super) fn entries(self) -> impl Iterator<Item = (&'d str, NodeId)> {
        self.fields
            .entries()
            .iter()
            .map(|entry| (&*entry.key, entry.value))
    }
}
