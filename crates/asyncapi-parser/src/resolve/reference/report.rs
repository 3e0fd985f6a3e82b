//! What is told of references: cycles, targets of the wrong kind or none at all, spellings that
//! other tools do not read.

use super::search::{Broken, MAX_HOPS, Unescaped};
use crate::code;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::pointer;
use crate::resolve::context::Context;
use crate::resolve::kind::Kind;
use crate::resolve::uri::{Reference, Refusal};
use crate::tree::{Document, NodeId};

/// Characters that have to be percent-encoded in a URI (RFC 3986, section 2). Brackets belong to
/// them too, yet everyone reads them.
const NOT_IN_URIS: [char; 10] = [' ', '"', '<', '>', '\\', '^', '`', '{', '|', '}'];

impl Context<'_> {
    /// Reports that references lead to each other and never to anything else.
    pub(in crate::resolve) fn cycle(&mut self, members: Vec<NodeId>, kind: Kind) {
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
        let mut diagnostic = told(kind, &code::REF_CYCLE, message).at(self.document, start);
        for member in members.iter().skip(1).take(4) {
            diagnostic = diagnostic.see(self.document, *member, "the cycle passes here");
        }
        self.diagnostics.push(
            diagnostic.help("let one of them say what it is, instead of referring to another"),
        );
    }

    /// Spellings that are understood here, though other tools may not.
    pub(super) fn check_spelling(
        &mut self,
        text: NodeId,
        reference: &str,
        unescaped: Option<Unescaped>,
    ) {
        if let Some(Unescaped(key)) = unescaped {
            let message = format!("`$ref` names the key `{key}` without escaping its `/`");
            let help = format!("write `{}` for the key", pointer::escape(&key));
            self.warning(&code::REF_UNESCAPED, text, message, help);
        }
        let wrong = |letter: &char| NOT_IN_URIS.contains(letter);
        if let Some(wrong) = reference.chars().find(wrong) {
            let message = format!("`$ref` holds `{wrong}`, which a URI cannot");
            let help = format!("write `{}` for it", percent_encode(wrong));
            self.warning(&code::REF_UNESCAPED, text, message, help);
        }
    }

    /// Whether the target is of the kind that is wanted.
    pub(super) fn check_kind(
        &mut self,
        text: NodeId,
        reference: &str,
        target: NodeId,
        kind: Kind,
    ) -> bool {
        if self.is_document(target) {
            let message = format!(
                "`{reference}` is a whole AsyncAPI document, not {}",
                kind.noun()
            );
            let help = format!("refer to {} in it", kind.noun());
            self.diagnostics.push(
                told(kind, &code::REF_KIND, message)
                    .at(self.document, text)
                    .help(help),
            );
            return false;
        }
        let Some(found) = Kind::of(self.document, target).filter(|found| *found != kind) else {
            return true;
        };
        let message = format!("`{reference}` is {}, not {}", found.noun(), kind.noun());
        let help = format!(
            "refer to {}, e.g. below `#/components/{}`",
            kind.noun(),
            kind.section()
        );
        let diagnostic = told(kind, &code::REF_KIND, message);
        let diagnostic = diagnostic.at(self.document, text).see_key(
            self.document,
            target,
            "this is what it refers to",
        );
        self.diagnostics.push(diagnostic.help(help));
        false
    }

    fn is_document(&self, node: NodeId) -> bool {
        let is_root = self.document.node(node).parent.is_none();
        is_root
            && self
                .object(node)
                .is_some_and(|root| root.get("asyncapi").is_some())
    }

    /// A reference without a target.
    pub(super) fn broken(&mut self, text: NodeId, reference: &str, broken: &Broken, kind: Kind) {
        let (code, message, help) = match broken {
            Broken::Dangling(meant) => {
                let help = match meant {
                    Some(meant) => {
                        let resource = Reference::new(reference).resource;
                        format!("did you mean `{resource}{meant}`?")
                    }
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
        } else if self.references.told.insert(path.to_owned()) {
            let fault = fault.see(self.document, text, "the file is referred to here");
            self.diagnostics.push(fault);
        }
    }
}

fn refused(reference: &str, refusal: Refusal) -> (&'static Code, String, String) {
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

fn told(kind: Kind, code: &'static Code, message: String) -> Diagnostic {
    match severity(kind) {
        Severity::Error => Diagnostic::error(code, message),
        Severity::Warning => Diagnostic::warning(code, message),
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
