//! References: a `$ref` in, the node that it means out. Knows pointers, identifiers and files;
//! knows of AsyncAPI only which kinds of objects there are.

mod report;
mod search;

use std::collections::{HashMap, HashSet};

use self::search::{MAX_HOPS, Search};
use super::context::Context;
use super::files::Loaded;
use super::identifier::Identifiers;
use super::kind::Kind;
use super::suggest::Suggestions;
use super::uri::Mapped;
use crate::code;
use crate::tree::{Document, NodeId};

/// All that finding the target of a reference takes.
#[derive(Debug)]
pub(super) struct References {
    loaded: Loaded,
    mapped: Mapped,
    identifiers: Identifiers,
    /// Where each mapping with a `$ref` leads: one step.
    steps: HashMap<NodeId, Option<NodeId>>,
    /// Where each mapping with a `$ref` leads in the end.
    ends: HashMap<NodeId, Option<NodeId>>,
    /// The faulty files that have been told of.
    told: HashSet<String>,
}

impl References {
    pub(super) fn new(document: &Document, loaded: Loaded, mapped: Mapped) -> Self {
        Self {
            loaded,
            mapped,
            identifiers: Identifiers::of(document),
            steps: HashMap::new(),
            ends: HashMap::new(),
            told: HashSet::new(),
        }
    }
}

impl Context<'_> {
    /// The node that holds the text of the reference, if a node is one.
    pub(super) fn reference(&self, node: NodeId) -> Option<NodeId> {
        self.object(node)?.get("$ref")
    }

    /// Where a reference leads, one step; the node itself, if it is none. What is wrong is
    /// reported, once for each reference.
    pub(super) fn step(&mut self, node: NodeId, kind: Kind) -> Option<NodeId> {
        let Some(text) = self.reference(node) else {
            return Some(node);
        };
        if let Some(known) = self.references.steps.get(&node) {
            return *known;
        }
        let target = self.target(node, text, kind);
        self.references.steps.insert(node, target);
        target
    }

    /// Where a reference leads in the end, through any number of references; the node itself, if
    /// it is none.
    pub(super) fn follow(&mut self, node: NodeId, kind: Kind) -> Option<NodeId> {
        let mut passed = Vec::new();
        let mut seen = HashSet::new();
        let mut at = node;
        let end = loop {
            if self.reference(at).is_none() {
                break Some(at);
            }
            if let Some(known) = self.references.ends.get(&at) {
                break *known;
            }
            if !seen.insert(at) {
                self.cycle(
                    passed
                        .iter()
                        .skip_while(|other| **other != at)
                        .copied()
                        .collect(),
                    kind,
                );
                break None;
            }
            passed.push(at);
            match self.step(at, kind) {
                Some(next) => at = next,
                None => break None,
            }
        };
        self.references
            .ends
            .extend(passed.into_iter().map(|node| (node, end)));
        end
    }

    /// Where a reference leads in the end, without a report.
    pub(super) fn end(&self, node: NodeId) -> Option<NodeId> {
        let mut seen = HashSet::new();
        let mut at = node;
        while let Some(text) = self.reference(at) {
            if !seen.insert(at) {
                return None;
            }
            at = self.find(at, self.string(text)?)?;
        }
        Some(at)
    }

    /// The node that a pointer or anchor means in the file that a node belongs to, without a
    /// report.
    pub(super) fn find(&self, node: NodeId, text: &str) -> Option<NodeId> {
        let mut search = Search {
            context: self,
            hops: MAX_HOPS,
            suggestions: &mut Suggestions::default(),
        };
        search.run(node, text).ok().map(|(found, _)| found)
    }

    fn target(&mut self, holder: NodeId, text: NodeId, kind: Kind) -> Option<NodeId> {
        let Some(reference) = self.string(text) else {
            let message = format!("`$ref` must be a string, found {}", self.value(text).noun());
            self.error(
                &code::REF_NOT_STRING,
                text,
                message,
                "write the reference in quotes: `$ref: '#/components/…'`",
            );
            return None;
        };
        let mut suggestions = std::mem::take(&mut self.suggestions);
        let mut search = Search {
            context: self,
            hops: MAX_HOPS,
            suggestions: &mut suggestions,
        };
        let found = search.run(holder, reference);
        self.suggestions = suggestions;
        match found {
            Ok((target, unescaped)) => {
                self.check_spelling(text, reference, unescaped);
                self.check_kind(text, reference, target, kind)
                    .then_some(target)
            }
            Err(broken) => {
                self.broken(text, reference, &broken, kind);
                None
            }
        }
    }
}
