//! Traits of operations and messages: for each object that has some, a twin in the tree with the
//! traits merged in. Knows JSON Merge Patch (RFC 7396) and which side wins; knows nothing of what
//! the fields mean.
//!
//! 2.x merges traits *into* the object (2.6.0, "Operation Object" and "Message Object", field
//! `traits`), so a trait overrides what the object says. 3.x turned that round (3.0.0, "Traits Merge
//! Mechanism"): a trait must not override what the object says. In both, a later trait overrides an
//! earlier one.

use std::collections::HashMap;

use super::context::Context;
use crate::source::{FileId, Span};
use crate::tree::{Document, Entry, Mapping, Node, NodeId, ScalarKind, Text, Value};

/// How many fields all twins together may have.
const BUDGET: usize = 500_000;

/// The twin of each object that has traits.
pub(super) type Twins = HashMap<NodeId, NodeId>;

/// The object and its traits, as layers of which a later one overrides an earlier one.
#[derive(Debug)]
pub(super) struct Plan {
    object: NodeId,
    layers: Vec<NodeId>,
    /// What references in the fields of the layers lead to: a merge goes into the target.
    targets: HashMap<NodeId, NodeId>,
}

/// Finds the objects with traits. An example that looks like one gets a twin that nobody asks for.
pub(super) fn plan(cx: &Context<'_>) -> Vec<Plan> {
    let mut plans = Vec::new();
    if !(0..)
        .map(FileId)
        .zip(&cx.document.roots)
        .any(|(file, _)| cx.document.sources.get(file).text.contains("traits"))
    {
        return plans;
    }
    for object in (0..).take(cx.document.nodes.len()).map(NodeId) {
        let Some(traits) = cx
            .object(object)
            .map(|fields| cx.field_items(fields, "traits"))
            .filter(|items| !items.is_empty())
        else {
            continue;
        };
        let mut layers: Vec<NodeId> = traits
            .iter()
            .filter_map(|item| cx.end(*item))
            .filter(|node| cx.object(*node).is_some())
            .collect();
        if cx.version.major < 3 {
            layers.insert(0, object);
        } else {
            layers.push(object);
        }
        let fields = layers
            .iter()
            .filter_map(|layer| cx.object(*layer))
            .flat_map(super::context::Object::entries);
        let targets = fields
            .filter(|(_, value)| cx.reference(*value).is_some())
            .filter_map(|(_, value)| Some((value, cx.end(value)?)))
            .collect();
        plans.push(Plan {
            object,
            layers,
            targets,
        });
    }
    plans
}

/// Adds the twins to the tree; `None` if they would be too many.
pub(super) fn merge_all(document: &mut Document, plans: &[Plan]) -> Option<Twins> {
    let mut merge = Merge {
        document,
        left: BUDGET,
    };
    plans
        .iter()
        .map(|plan| Some((plan.object, merge.twin(plan)?)))
        .collect()
}

struct Merge<'t> {
    document: &'t mut Document,
    left: usize,
}

/// A field of a twin.
struct Field {
    key: Text,
    key_span: Span,
    value: NodeId,
}

impl Merge<'_> {
    /// The twin stands where the object stands, so that places and pointers are those of the
    /// object.
    fn twin(&mut self, plan: &Plan) -> Option<NodeId> {
        let Node {
            span,
            parent,
            index,
            ..
        } = *self.document.node(plan.object);
        let twin = self.add(Node {
            span,
            parent,
            index,
            value: Value::Mapping(Mapping::default()),
        });
        let layers: Vec<Vec<Entry>> = plan
            .layers
            .iter()
            .map(|layer| self.entries(*layer))
            .collect();
        self.fill(twin, layers, &plan.targets)?;
        Some(twin)
    }

    /// Gives a mapping the fields of layers; fields that several have are merged.
    fn fill(
        &mut self,
        holder: NodeId,
        layers: Vec<Vec<Entry>>,
        targets: &HashMap<NodeId, NodeId>,
    ) -> Option<()> {
        let mut fields: Vec<Option<Field>> = Vec::new();
        let mut at: HashMap<Text, usize> = HashMap::new();
        for Entry {
            key,
            key_span,
            value,
        } in layers.into_iter().flatten()
        {
            self.left = self.left.checked_sub(1)?;
            let index = *at.entry(key.clone()).or_insert(fields.len());
            let is_null = matches!(&self.document.node(value).value, Value::Scalar(scalar) if scalar.kind == ScalarKind::Null);
            let field = |value| Field {
                key,
                key_span,
                value,
            };
            match fields.get_mut(index) {
                None => fields.push(Some(field(value))),
                Some(known) if is_null => *known = None,
                Some(known @ None) => *known = Some(field(value)),
                Some(Some(known)) => {
                    let follow = |node| targets.get(&node).copied().unwrap_or(node);
                    known.value = self
                        .merged(holder, follow(known.value), follow(value))?
                        .unwrap_or(value);
                }
            }
        }
        let entries: Vec<Entry> = fields
            .into_iter()
            .flatten()
            .map(
                |Field {
                     key,
                     key_span,
                     value,
                 }| Entry {
                    key,
                    key_span,
                    value,
                },
            )
            .collect();
        for (index, entry) in (0..).zip(&entries) {
            // What was made for this mapping gets its place in it; what stands in the document has one.
            let node = self.document.node_mut(entry.value);
            if node.parent == Some(holder) {
                node.index = index;
            }
        }
        // Keys are unique by the way they were collected.
        self.document.node_mut(holder).value =
            Value::Mapping(Mapping::new(entries).unwrap_or_default());
        Some(())
    }

    /// A mapping of the fields of both; `Some(None)` where the later one simply replaces the earlier.
    #[expect(
        clippy::option_option,
        reason = "failing is not the same as not merging"
    )]
    fn merged(&mut self, holder: NodeId, earlier: NodeId, later: NodeId) -> Option<Option<NodeId>> {
        let is_plain = |node: NodeId| matches!(&self.document.node(node).value, Value::Mapping(fields) if fields.get("$ref").is_none());
        if earlier == later || !is_plain(earlier) || !is_plain(later) {
            return Some(None);
        }
        let span = self.document.node(later).span;
        let both = self.add(Node {
            span,
            parent: Some(holder),
            index: 0,
            value: Value::Mapping(Mapping::default()),
        });
        let layers = vec![self.entries(earlier), self.entries(later)];
        self.fill(both, layers, &HashMap::new())?;
        Some(Some(both))
    }

    fn entries(&self, node: NodeId) -> Vec<Entry> {
        match &self.document.node(node).value {
            Value::Mapping(fields) => fields.entries().to_vec(),
            Value::Sequence(_) | Value::Scalar(_) => Vec::new(),
        }
    }

    fn add(&mut self, node: Node) -> NodeId {
        let id = NodeId(u32::try_from(self.document.nodes.len()).unwrap_or(u32::MAX));
        self.document.nodes.push(node);
        id
    }
}
