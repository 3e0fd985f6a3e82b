//! References: a `$ref` in, the node that it means out. Knows pointers, identifiers and files;
//! knows of AsyncAPI only which kinds of objects there are.

use std::collections::{HashMap, HashSet};

use super::context::Context;
use super::files::{Loaded, file_of};
use super::identifier::Identifiers;
use super::kind::Kind;
use super::suggest::Suggestions;
use super::uri::{self, Mapped, Reference, Refusal};
use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::FileId;
use crate::tree::{Document, NodeId, Value};

/// How many references one pointer may lead through on its way. Only a pointer *into* what is
/// itself a reference needs any; chains of references have no limit.
const MAX_HOPS: usize = 32;
/// How many steps of a pointer may be one key with unescaped slashes.
const MAX_JOINED: usize = 32;

/// Characters that have to be percent-encoded in a URI (RFC 3986, section 2). Brackets belong to
/// them too, yet everyone reads them.
const NOT_IN_URIS: [char; 10] = [' ', '"', '<', '>', '\\', '^', '`', '{', '|', '}'];

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
}

/// A key with slashes that was reached by a pointer that does not escape them.
struct Unescaped(String);

/// Why a reference has no target.
enum Broken {
    Refused(Refusal),
    File(String),
    /// Nothing there: a key that may have been meant.
    Dangling(Option<String>),
    TooManyHops,
    /// Leads through a reference that is broken itself.
    Reported,
}

impl References {
    pub(super) fn new(document: &Document, loaded: Loaded, mapped: Mapped) -> Self {
        Self {
            loaded,
            mapped,
            identifiers: Identifiers::of(document),
            steps: HashMap::new(),
            ends: HashMap::new(),
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

    /// Reports that references lead to each other and never to anything else.
    pub(super) fn cycle(&mut self, members: Vec<NodeId>, kind: Kind) {
        let mut members = members;
        let first = members
            .iter()
            .enumerate()
            .min_by_key(|(_, node)| self.document.node(**node).span)
            .map_or(0, |(at, _)| at);
        members.rotate_left(first);
        let Some(start) = members.first().copied() else {
            return;
        };
        let names: Vec<String> = members
            .iter()
            .chain([&start])
            .map(|node| format!("`{}`", name(self.document, *node)))
            .collect();
        let message = format!(
            "references form a cycle that leads to no {}: {}",
            bare(kind),
            shorten(&names)
        );
        let mut diagnostic = Diagnostic::error(&code::REF_CYCLE, message).at(self.document, start);
        for member in members.iter().skip(1).take(4) {
            diagnostic = diagnostic.see(self.document, *member, "the cycle passes here");
        }
        self.diagnostics.push(
            diagnostic.help("let one of them say what it is, instead of referring to another"),
        );
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
                if let Some(Unescaped(key)) = unescaped {
                    let message = format!("`$ref` names the key `{key}` without escaping its `/`");
                    let help = format!("write `{}` for the key", crate::pointer::escape(&key));
                    self.warning(&code::REF_UNESCAPED, text, message, help);
                }
                if let Some(wrong) = reference
                    .chars()
                    .find(|letter| NOT_IN_URIS.contains(letter))
                {
                    let message = format!("`$ref` holds `{wrong}`, which a URI cannot");
                    let help = format!("write `{}` for it", percent_encode(wrong));
                    self.warning(&code::REF_UNESCAPED, text, message, help);
                }
                self.check_kind(text, reference, target, kind)
                    .then_some(target)
            }
            Err(broken) => {
                self.broken(text, reference, &broken, kind);
                None
            }
        }
    }

    fn check_kind(&mut self, text: NodeId, reference: &str, target: NodeId, kind: Kind) -> bool {
        let found = Kind::of(self.document, target);
        let Some(found) = found.filter(|found| *found != kind) else {
            return true;
        };
        let message = format!("`{reference}` is {}, not {}", found.noun(), kind.noun());
        let help = format!(
            "refer to {}, e.g. below `#/components/{}`",
            kind.noun(),
            kind.section()
        );
        let diagnostic = match severity(kind) {
            Severity::Error => Diagnostic::error(&code::REF_KIND, message),
            Severity::Warning => Diagnostic::warning(&code::REF_KIND, message),
        };
        let diagnostic = diagnostic.at(self.document, text).see_key(
            self.document,
            target,
            "this is what it refers to",
        );
        self.diagnostics.push(diagnostic.help(help));
        false
    }

    fn broken(&mut self, text: NodeId, reference: &str, broken: &Broken, kind: Kind) {
        let (code, message, help) = match broken {
            Broken::Reported => return,
            Broken::Dangling(meant) => {
                let help = match meant {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("add what it names, or refer to another {}", bare(kind)),
                };
                (
                    &code::REF_DANGLING,
                    format!("`{reference}` refers to nothing"),
                    help,
                )
            }
            Broken::TooManyHops => (
                &code::REF_CYCLE,
                format!(
                    "`{reference}` leads through a cycle of references, or through more than {MAX_HOPS}"
                ),
                "refer to the place itself".to_owned(),
            ),
            Broken::Refused(refusal) => refused(reference, *refusal),
            Broken::File(path) => {
                self.unreadable(text, reference, path, kind);
                return;
            }
        };
        self.report(severity(kind), code, text, message, help);
    }

    /// A fault in a file is told at its place, and once; a file that cannot be read, at each
    /// reference to it.
    fn unreadable(&mut self, text: NodeId, reference: &str, path: &str, kind: Kind) {
        let Some(Err(fault)) = self.references.loaded.get(path).cloned() else {
            return;
        };
        if fault.labels.is_empty() {
            let message = format!("`{reference}`: {}", fault.message);
            let help = fault.help.clone().unwrap_or_default();
            self.report(severity(kind), fault.code, text, message, help);
        } else {
            let told = self
                .diagnostics
                .iter()
                .any(|other| other.labels.first() == fault.labels.first());
            if !told {
                self.diagnostics.push(fault.see(
                    self.document,
                    text,
                    "the file is referred to here",
                ));
            }
        }
    }
}

/// The search for one target.
struct Search<'s, 'd> {
    context: &'s Context<'d>,
    /// How many references the pointer may still lead through.
    hops: usize,
    suggestions: &'s mut Suggestions,
}

type Found = (NodeId, Option<Unescaped>);

impl Search<'_, '_> {
    fn run(&mut self, holder: NodeId, text: &str) -> Result<Found, Broken> {
        let document = self.context.document;
        let References {
            loaded,
            mapped,
            identifiers,
            ..
        } = &self.context.references;
        let Reference { resource, fragment } = Reference::new(text);
        let file = file_of(document, holder).ok_or(Broken::Reported)?;
        if !resource.is_empty()
            && let Some(schema) = identifiers.named(document, holder, resource)
        {
            return self.within(schema, file_of(document, schema).unwrap_or(file), fragment);
        }
        let path = uri::locate(resource, &document.sources.get(file).path, mapped)
            .map_err(Broken::Refused)?;
        let target = match loaded.get(&path) {
            Some(Ok(target)) => *target,
            Some(Err(_)) => return Err(Broken::File(path)),
            // Only a text that was not loaded as a document, such as the configuration.
            None if resource.is_empty() => file,
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
                steps.truncate(steps.len() - taken);
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
        Broken::Refused(_) | Broken::File(_) | Broken::Dangling(_) | Broken::Reported => {
            Broken::Dangling(None)
        }
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
    let key = suggestions.closest(&key, fields.entries.iter().map(|entry| &*entry.key))?;
    let mut pointer = document.pointer(at);
    crate::pointer::push(&mut pointer, key);
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

fn refused(
    reference: &str,
    refusal: Refusal,
) -> (&'static crate::diagnostic::Code, String, String) {
    let resource = Reference::new(reference).resource;
    match refusal {
        Refusal::Url => (
            &code::REF_URL,
            format!("`{reference}` is a URL, and nothing is fetched"),
            format!(
                "save it beside the document and map it in the configuration: `references: {{'{resource}': path/of/the/copy}}`"
            ),
        ),
        Refusal::Scheme => (
            &code::REF_OUTSIDE,
            format!("`{reference}` is not a path below the root"),
            "write the path relative to this file, without a scheme".to_owned(),
        ),
        Refusal::Absolute => (
            &code::REF_OUTSIDE,
            format!("`{reference}` is an absolute path"),
            "copy the file below the root, and write its path relative to this file".to_owned(),
        ),
        Refusal::Outside => (
            &code::REF_OUTSIDE,
            format!("`{reference}` leads out of the root"),
            "copy the file below the root, and refer to the copy".to_owned(),
        ),
        Refusal::Backslash => (
            &code::REF_OUTSIDE,
            format!("`{reference}` parts a path by `\\`"),
            "part it by `/`".to_owned(),
        ),
    }
}

fn severity(kind: Kind) -> Severity {
    if kind.shapes_types() {
        Severity::Error
    } else {
        Severity::Warning
    }
}

/// What a node is called where the path to it would be too long: its last key.
fn name(document: &Document, node: NodeId) -> String {
    match document.entry(node) {
        Some(entry) => entry.key.to_string(),
        None => document.pointer(node),
    }
}

fn percent_encode(letter: char) -> String {
    let mut bytes = [0; 4];
    let encoded = letter.encode_utf8(&mut bytes).bytes();
    encoded
        .map(|byte| format!("%{byte:02X}"))
        .collect::<Vec<_>>()
        .concat()
}

/// The noun without its article.
fn bare(kind: Kind) -> &'static str {
    let noun = kind.noun();
    noun.split_once(' ')
        .filter(|(article, _)| matches!(*article, "a" | "an"))
        .map_or(noun, |(_, bare)| bare)
}

fn shorten(names: &[String]) -> String {
    const SHOWN: usize = 6;
    if names.len() <= SHOWN {
        return names.join(" → ");
    }
    let (first, last) = (names.get(..SHOWN - 1).unwrap_or_default(), names.last());
    format!(
        "{} → … → {}",
        first.join(" → "),
        last.map_or("", String::as_str)
    )
}
