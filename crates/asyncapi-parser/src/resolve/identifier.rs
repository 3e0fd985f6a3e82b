//! Schemas that are referred to by a name of their own: `$id` and `$anchor` (JSON Schema Core
//! 2020-12, sections 8.2.1 and 8.2.2), and the forms of older drafts. Knows these keywords only.

use std::collections::HashMap;

use super::files::file_of;
use super::uri::{Reference, is_url, join};
use crate::source::FileId;
use crate::tree::{Document, Mapping, NodeId, ScalarKind, Value};

/// The identifiers of all files.
#[derive(Debug, Default)]
pub(super) struct Identifiers {
    anchors: HashMap<(FileId, String), NodeId>,
    resources: HashMap<String, NodeId>,
}

impl Identifiers {
    /// Finds the identifiers of all files; of equal ones the first counts. Most documents have
    /// none, which their text tells at once.
    pub(super) fn of(document: &Document) -> Self {
        let mut found = Self::default();
        let files = (0..).map(FileId).zip(&document.roots);
        let texts = files
            .filter(|(_, root)| root.is_some())
            .map(|(file, _)| &document.sources.get(file).text);
        let words = ["$id", "$anchor", "$dynamicAnchor", "draft-04"];
        if !texts
            .into_iter()
            .any(|text| words.iter().any(|word| text.contains(word)))
        {
            return found;
        }
        for (id, node) in (0..).map(NodeId).zip(&document.nodes) {
            let Value::Mapping(mapping) = &node.value else {
                continue;
            };
            for anchor in ["$anchor", "$dynamicAnchor"]
                .iter()
                .filter_map(|key| text(document, mapping, key))
            {
                found.anchor(document, id, anchor);
            }
            let identifier = text(document, mapping, "$id").or_else(|| {
                text(document, mapping, "id").filter(|id| id.starts_with('#') || is_url(id))
            });
            if let Some(identifier) = identifier {
                match identifier.strip_prefix('#') {
                    Some(anchor) => found.anchor(document, id, anchor),
                    None => found.resource(document, id, identifier),
                }
            }
        }
        found
    }

    /// The schema whose anchor a fragment names in a file.
    pub(super) fn anchored(&self, file: FileId, anchor: &str) -> Option<NodeId> {
        self.anchors.get(&(file, anchor.to_owned())).copied()
    }

    /// The schema that a resource names at a node.
    pub(super) fn named(
        &self,
        document: &Document,
        node: NodeId,
        resource: &str,
    ) -> Option<NodeId> {
        if self.resources.is_empty() {
            return None;
        }
        let absolute = base(document, node).map(|base| join(&base, resource));
        self.resources
            .get(resource)
            .or_else(|| self.resources.get(&absolute?))
            .copied()
    }

    /// The nearest schema around a node that has an `$id`: what `#` means there in JSON Schema.
    pub(super) fn resource_of(&self, document: &Document, node: NodeId) -> Option<NodeId> {
        if self.resources.is_empty() {
            return None;
        }
        identified(document, node).map(|(at, _)| at)
    }

    fn anchor(&mut self, document: &Document, node: NodeId, anchor: &str) {
        let file = file_of(document, node);
        self.anchors
            .entry((file, anchor.to_owned()))
            .or_insert(node);
    }

    fn resource(&mut self, document: &Document, node: NodeId, identifier: &str) {
        let identifier = Reference::new(identifier).resource;
        let outer = document
            .node(node)
            .parent
            .and_then(|parent| base(document, parent));
        if let Some(outer) = outer {
            self.resources
                .entry(join(&outer, identifier))
                .or_insert(node);
        }
        self.resources.entry(identifier.to_owned()).or_insert(node);
    }
}

/// The URL that relative references at a node start from, where an `$id` gives one.
fn base(document: &Document, node: NodeId) -> Option<String> {
    let mut at = node;
    loop {
        let (holder, identifier) = identified(document, at)?;
        if is_url(identifier) {
            return Some(identifier.to_owned());
        }
        at = document.node(holder).parent?;
    }
}

/// The nearest mapping from a node upwards that has an `$id`, and it.
fn identified(document: &Document, node: NodeId) -> Option<(NodeId, &str)> {
    let mut at = Some(node);
    while let Some(id) = at {
        if let Value::Mapping(mapping) = &document.node(id).value
            && let Some(identifier) =
                text(document, mapping, "$id").filter(|id| !id.starts_with('#'))
        {
            return Some((id, identifier));
        }
        at = document.node(id).parent;
    }
    None
}

fn text<'d>(document: &'d Document, mapping: &Mapping, key: &str) -> Option<&'d str> {
    match &document.node(mapping.get(key)?.value).value {
        Value::Scalar(scalar) if scalar.kind == ScalarKind::String => Some(&scalar.text),
        Value::Scalar(_) | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}
