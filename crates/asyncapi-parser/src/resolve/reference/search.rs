//! The search for what a reference means: pointers with all their spellings, identifiers, files.
//! Reports nothing; says why it failed.

use super::References;
use crate::pointer;
use crate::resolve::context::Context;
use crate::resolve::files::file_of;
use crate::resolve::suggest::Suggestions;
use crate::resolve::uri::{self, Reference, Refusal};
use crate::source::FileId;
use crate::tree::{Document, NodeId, Value};

/// How many references one pointer may lead through on its way. Only a pointer *into* what is
/// itself a reference needs any; chains of references have no limit.
pub(super) const MAX_HOPS: usize = 32;
/// How many steps of a pointer may be one key with unescaped slashes.
const MAX_JOINED: usize = 32;

/// A key with slashes that was reached by a pointer that does not escape them.
pub(super) struct Unescaped(pub(super) String);

/// Why a reference has no target.
pub(super) enum Broken {
    Refused(Refusal),
    File(String),
    /// Nothing there: a key that may have been meant.
    Dangling(Option<String>),
    TooManyHops,
}

/// The search for one target.
pub(super) struct Search<'s, 'd> {
    pub(super) context: &'s Context<'d>,
    /// How many references the pointer may still lead through.
    pub(super) hops: usize,
    pub(super) suggestions: &'s mut Suggestions,
}

pub(super) type Found = (NodeId, Option<Unescaped>);

impl Search<'_, '_> {
    /// What a reference means in the place of its holder.
    pub(super) fn run(&mut self, holder: NodeId, text: &str) -> Result<Found, Broken> {
        let document = self.context.document;
        let References {
            loaded,
            mapped,
            identifiers,
            ..
        } = &self.context.references;
        let Reference { resource, fragment } = Reference::new(text);
        let file = file_of(document, holder);
        if !resource.is_empty()
            && let Some(schema) = identifiers.named(document, holder, resource)
        {
            return self.within(schema, file_of(document, schema), fragment);
        }
        let path = uri::locate(resource, &document.sources.get(file).path, mapped)
            .map_err(Broken::Refused)?;
        let target = match loaded.get(&path) {
            Some(Ok(target)) => *target,
            Some(Err(_)) => return Err(Broken::File(path)),
            None => return Err(Broken::Dangling(None)),
        };
        let root = document.root(target).ok_or(Broken::Dangling(None))?;
        match self.within(root, target, fragment) {
            Err(broken) if resource.is_empty() => {
                let around = identifiers.resource_of(document, holder).ok_or(broken)?;
                self.within(around, target, fragment)
            }
            found => found,
        }
    }

    /// What a fragment means below a node.
    fn within(&mut self, root: NodeId, file: FileId, fragment: &str) -> Result<Found, Broken> {
        let document = self.context.document;
        if fragment.is_empty() {
            return Ok((root, None));
        }
        let Some(pointer) = fragment.strip_prefix('/') else {
            let found = self
                .context
                .references
                .identifiers
                .anchored(file, &uri::decode(fragment));
            return found.map(|node| (node, None)).ok_or(Broken::Dangling(None));
        };
        let mut at = root;
        let mut unescaped = None;
        let mut steps: Vec<&str> = pointer.split('/').collect();
        steps.reverse();
        while !steps.is_empty() {
            if let Some((next, taken)) = child(document, at, &steps) {
                if taken > 1 {
                    unescaped = document
                        .entry(next)
                        .map(|entry| Unescaped(entry.key.to_string()));
                }
                steps.truncate(steps.len().saturating_sub(taken));
                at = next;
            } else if let Some(text) = self
                .context
                .reference(at)
                .and_then(|text| self.context.string(text))
            {
                self.hops = self.hops.checked_sub(1).ok_or(Broken::TooManyHops)?;
                at = self.run(at, text).map_err(passed)?.0;
            } else {
                return Err(Broken::Dangling(meant(
                    document,
                    root,
                    at,
                    &steps,
                    self.suggestions,
                )));
            }
        }
        Ok((at, unescaped))
    }
}

/// A pointer that leads through a broken reference leads to nothing; what broke that one is told
/// there.
fn passed(broken: Broken) -> Broken {
    match broken {
        Broken::TooManyHops => broken,
        Broken::Refused(_) | Broken::File(_) | Broken::Dangling(_) => Broken::Dangling(None),
    }
}

/// The child that the next steps lead to, the last step of the slice being the next one, and how
/// many of them it takes: one, unless slashes of a key are not escaped.
fn child(document: &Document, node: NodeId, steps: &[&str]) -> Option<(NodeId, usize)> {
    let next = steps.last()?;
    match &document.node(node).value {
        Value::Sequence(items) => items
            .get(next.parse::<usize>().ok()?)
            .map(|item| (*item, 1)),
        Value::Mapping(fields) => {
            let find = |step: &str| fields.get(&uri::key(step)).or_else(|| fields.get(step));
            if let Some(entry) = find(next) {
                return Some((entry.value, 1));
            }
            let joined = |taken: usize| {
                let parts: Vec<&str> = steps.iter().rev().take(taken).copied().collect();
                find(&parts.join("/")).map(|entry| (entry.value, taken))
            };
            (2..=steps.len().min(MAX_JOINED)).rev().find_map(joined)
        }
        Value::Scalar(_) => None,
    }
}

/// The reference that may have been meant, where one with a similar last key exists.
fn meant(
    document: &Document,
    root: NodeId,
    at: NodeId,
    left: &[&str],
    suggestions: &mut Suggestions,
) -> Option<String> {
    let Value::Mapping(fields) = &document.node(at).value else {
        return None;
    };
    let key = uri::key(left.last()?);
    let key = suggestions.closest(&key, fields.entries().iter().map(|entry| &*entry.key))?;
    let mut pointer = document.pointer(at);
    pointer::push(&mut pointer, key);
    for rest in left.iter().rev().skip(1) {
        pointer.push('/');
        pointer.push_str(rest);
    }
    document
        .node(root)
        .parent
        .is_none()
        .then(|| format!("#{pointer}"))
}
