//! Edits of a tree: where a target leads, and the change there. Knows nodes; knows neither
//! configuration nor messages.

use std::collections::{BTreeSet, HashSet};

use crate::pointer::{self, Missing};
use crate::source::{Span, offset};
use crate::tree::{self, Document, Entry, NodeId, Value};

/// Why nothing was changed.
pub(super) enum Refusal {
    /// The target leads nowhere.
    Missing(Missing),
    /// What would be added is there.
    Exists(NodeId),
    /// What would replace a value equals it.
    Equal(NodeId),
}

/// Adds a copy of a value under a key, or at an index, of all that a path leads to.
pub(super) fn add(
    document: &mut Document,
    root: NodeId,
    path: &[String],
    key: &str,
    key_span: Span,
    value: NodeId,
) -> Result<(), Refusal> {
    let mut refusal = None;
    let mut added = false;
    for holder in select(document, root, path)? {
        match vacancy(document, holder, key, value, path.len()) {
            Ok(index) => {
                let copy = tree::copy(&mut document.nodes, value, Some(holder), offset(index));
                match &mut document.node_mut(holder).value {
                    Value::Mapping(mapping) => mapping.push(Entry {
                        key: key.into(),
                        key_span,
                        value: copy,
                    }),
                    Value::Sequence(items) => {
                        change(items, |items| items.insert(index, copy));
                    }
                    Value::Scalar(_) => {}
                }
                renumber(document, holder);
                added = true;
            }
            Err(reason) => refusal = refusal.or(Some(reason)),
        }
    }
    refusal.filter(|_| !added).map_or(Ok(()), Err)
}

/// Replaces all values that a target leads to by copies of another.
pub(super) fn replace(
    document: &mut Document,
    root: NodeId,
    target: &[String],
    value: NodeId,
) -> Result<(), Refusal> {
    let found = select(document, root, target)?;
    let other: Vec<NodeId> = found
        .iter()
        .copied()
        .filter(|node| !equal(document, *node, value))
        .collect();
    if let (true, Some(equal)) = (other.is_empty(), found.first()) {
        return Err(Refusal::Equal(*equal));
    }
    for node in other {
        let (parent, index) = (document.node(node).parent, document.node(node).index);
        let copy = tree::copy(&mut document.nodes, value, parent, index);
        tree::adopt(&mut document.nodes, parent, index, copy);
    }
    Ok(())
}

/// Removes all values that a target leads to.
pub(super) fn remove(
    document: &mut Document,
    root: NodeId,
    target: &[String],
) -> Result<(), Refusal> {
    let found = select(document, root, target)?;
    let holders: BTreeSet<NodeId> = found
        .iter()
        .filter_map(|node| document.node(*node).parent)
        .collect();
    let found: HashSet<NodeId> = found.into_iter().collect();
    for holder in holders {
        match &mut document.node_mut(holder).value {
            Value::Mapping(mapping) => mapping.retain(|entry| !found.contains(&entry.value)),
            Value::Sequence(items) => {
                change(items, |items| items.retain(|item| !found.contains(item)));
            }
            Value::Scalar(_) => {}
        }
        renumber(document, holder);
    }
    Ok(())
}

/// All nodes that steps lead to, in document order; at least one.
fn select(document: &Document, root: NodeId, steps: &[String]) -> Result<Vec<NodeId>, Refusal> {
    let mut found = vec![root];
    for (index, step) in steps.iter().enumerate() {
        let next: Vec<NodeId> = match step.as_str() {
            "*" => found
                .iter()
                .flat_map(|node| document.node(*node).value.children())
                .collect(),
            step => found
                .iter()
                .filter_map(|node| pointer::child(document, *node, step))
                .collect(),
        };
        if let (true, Some(at)) = (next.is_empty(), found.first()) {
            return Err(Refusal::Missing(Missing {
                at: *at,
                step: index,
            }));
        }
        found = next;
    }
    Ok(found)
}

/// The index at which a value can be added to a holder: where its key is vacant, or at the end of
/// a sequence without such an item.
fn vacancy(
    document: &Document,
    holder: NodeId,
    key: &str,
    value: NodeId,
    step: usize,
) -> Result<usize, Refusal> {
    let index = match &document.node(holder).value {
        Value::Mapping(mapping) => match mapping.get(key) {
            Some(entry) => return Err(Refusal::Exists(entry.value)),
            None => Some(mapping.entries().len()),
        },
        Value::Sequence(items) if key == "-" => {
            match items.iter().find(|item| equal(document, **item, value)) {
                Some(item) => return Err(Refusal::Exists(*item)),
                None => Some(items.len()),
            }
        }
        Value::Sequence(items) => pointer::index(key).filter(|index| *index <= items.len()),
        Value::Scalar(_) => None,
    };
    index.ok_or(Refusal::Missing(Missing { at: holder, step }))
}

/// Changes how many items a sequence has.
fn change(items: &mut Box<[NodeId]>, change: impl FnOnce(&mut Vec<NodeId>)) {
    let mut changed = std::mem::take(items).into_vec();
    change(&mut changed);
    *items = changed.into();
}

/// Gives the children of a holder their indices anew.
fn renumber(document: &mut Document, holder: NodeId) {
    let children: Vec<NodeId> = document.node(holder).value.children().collect();
    for (child, index) in children.into_iter().zip(0..) {
        document.node_mut(child).index = index;
    }
}

/// Whether two values are the same, whatever the order of keys. Numbers are the same if they are
/// written so.
fn equal(document: &Document, one: NodeId, other: NodeId) -> bool {
    let mut pending = vec![(one, other)];
    while let Some((one, other)) = pending.pop() {
        match (&document.node(one).value, &document.node(other).value) {
            (Value::Scalar(one), Value::Scalar(other)) if one == other => {}
            (Value::Sequence(one), Value::Sequence(other)) if one.len() == other.len() => {
                pending.extend(one.iter().copied().zip(other.iter().copied()));
            }
            (Value::Mapping(one), Value::Mapping(other))
                if one.entries().len() == other.entries().len() =>
            {
                for entry in one.entries() {
                    match other.get(&entry.key) {
                        Some(same) => pending.push((entry.value, same.value)),
                        None => return false,
                    }
                }
            }
            _ => return false,
        }
    }
    true
}
