//! The form of AsyncAPI's objects: which fields they have, since when, and what each holds. Goes
//! through the tree along tables; says what is wrong, and changes nothing. Schemas are not looked
//! into: reading them tells what is wrong with them.
//!
//! What types depend on is an error, anything else a warning: readers leave it out.

mod common;
mod security;
mod table;
mod v2;
mod v3;

use std::collections::{HashMap, HashSet};

use self::table::{Field, Form, Holds, Variant};
use super::context::{Context, Object};
use super::kind::Kind;
use super::uri::is_url;
use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::tree::{NodeId, ScalarKind, Value};

/// Checks the form of a document and of what it refers to.
pub(super) fn check(cx: &mut Context<'_>, root: NodeId) {
    let form = if cx.version.major == 2 {
        &v2::ROOT
    } else {
        &v3::ROOT
    };
    let mut check = Check {
        cx,
        seen: HashSet::new(),
        left: Vec::new(),
        says_form: None,
    };
    if let Some(root) = check.cx.object(root) {
        check.form(root, form);
    }
    while let Some((node, holds, severity)) = check.left.pop() {
        check.holds("", node, holds, severity);
    }
}

struct Check<'c, 'd> {
    cx: &'c mut Context<'d>,
    /// Objects that have been checked, with the form they were checked against.
    seen: HashSet<(NodeId, *const Form)>,
    /// What references have led to: not gone into at once, for references may go on and on.
    left: Vec<(NodeId, &'static Holds, Severity)>,
    /// The `type` that says which form an object has.
    says_form: Option<NodeId>,
}

impl Check<'_, '_> {
    fn form(&mut self, object: Object<'_>, form: &'static Form) {
        if !self.seen.insert((object.at, std::ptr::from_ref(form))) {
            return;
        }
        for (key, value) in object.entries() {
            match form.fields.iter().find(|field| field.name == key) {
                Some(field) => self.field(value, field, form),
                None if key.starts_with("x-") && form.extensible => {}
                None => self.unknown(key, value, form),
            }
        }
        for field in form
            .fields
            .iter()
            .filter(|field| field.needed && object.get(field.name).is_none())
        {
            let message = format!("{} misses `{}`", form.noun, field.name);
            let help = format!("add `{}: {}`", field.name, field.holds.example());
            self.report(
                field.missing(),
                &code::FIELD_MISSING,
                object.at,
                message,
                help,
            );
        }
        if !form.any_of.is_empty() && form.any_of.iter().all(|name| object.get(name).is_none()) {
            let names = form.any_of.join("` or `");
            let message = format!("{} misses `{names}`", form.noun);
            self.report(
                Severity::Warning,
                &code::FIELD_MISSING,
                object.at,
                message,
                format!("add `{names}`"),
            );
        }
    }

    fn field(&mut self, value: NodeId, field: &'static Field, form: &'static Form) {
        if field.since > self.cx.version.minor {
            let (major, since) = (self.cx.version.major, field.since);
            let message = format!(
                "{} has `{}` since {major}.{since}.0 only",
                form.noun, field.name
            );
            let help = format!("say `asyncapi: {major}.{since}.0` or later");
            self.report(Severity::Warning, &code::FIELD_LATER, value, message, help);
        }
        self.holds(field.name, value, &field.holds, field.severity());
    }

    fn holds(&mut self, key: &str, node: NodeId, holds: &'static Holds, severity: Severity) {
        match holds {
            Holds::Anything => {}
            Holds::Text => self.text(key, node),
            Holds::TextOrNull => {
                if self
                    .cx
                    .scalar(node)
                    .is_none_or(|scalar| scalar.kind != ScalarKind::Null)
                {
                    self.text(key, node);
                }
            }
            Holds::Uri => self.uri(key, node),
            Holds::Expression => self.expression(key, node),
            Holds::Boolean => {
                if self
                    .cx
                    .scalar(node)
                    .and_then(crate::tree::Scalar::boolean)
                    .is_none()
                {
                    self.wrong(key, node, "a boolean", Severity::Warning);
                }
            }
            Holds::Words(words) => self.word(key, node, words),
            Holds::Headers => self.headers(node),
            Holds::Object(form) => match self.cx.object(node) {
                Some(object) => self.form(object, form),
                None => self.wrong(key, node, "an object", severity),
            },
            Holds::Map(inner) => self.map(key, node, inner, severity),
            Holds::List(inner) => match self.cx.value(node) {
                Value::Sequence(items) => items
                    .iter()
                    .for_each(|item| self.holds(key, *item, inner, severity)),
                Value::Mapping(_) | Value::Scalar(_) => self.wrong(key, node, "an array", severity),
            },
            Holds::MapOrList(inner) => {
                if let Value::Sequence(items) = self.cx.value(node) {
                    self.wrong(key, node, "an object", Severity::Warning);
                    for item in items {
                        self.holds(key, *item, inner, severity);
                    }
                } else {
                    self.map(key, node, inner, severity);
                }
            }
            Holds::Tags(inner) => match self.cx.value(node) {
                Value::Sequence(items) => {
                    for item in items {
                        self.holds(key, *item, inner, severity);
                    }
                    self.different_names(items);
                }
                Value::Mapping(_) | Value::Scalar(_) => self.wrong(key, node, "an array", severity),
            },
            Holds::Reference(kind) => self.reference(key, node, *kind, severity),
            Holds::Or(kind, since, inner) => {
                if self.cx.reference(node).is_some() {
                    self.follow(node, *kind, *since, inner, severity);
                } else {
                    self.holds(key, node, inner, severity);
                }
            }
            Holds::ByType(forms) => self.by_type(key, node, forms, severity),
            Holds::MessageOrOneOf => self.message(key, node, holds, severity),
        }
    }

    fn map(&mut self, key: &str, node: NodeId, inner: &'static Holds, severity: Severity) {
        match self.cx.object(node) {
            Some(object) => {
                for (key, value) in object.entries() {
                    self.holds(key, value, inner, severity);
                }
            }
            None => self.wrong(key, node, "an object", severity),
        }
    }

    /// A message of 2.x, which may be several to choose from.
    fn message(&mut self, key: &str, node: NodeId, holds: &'static Holds, severity: Severity) {
        let Some(object) = self.cx.object(node) else {
            return self.wrong(key, node, "an object", severity);
        };
        if object.get("$ref").is_some() {
            self.follow(node, Kind::Message, 0, holds, severity);
        } else if let Some(branches) = object.get("oneOf") {
            // One of them may lead back to here.
            if !self.seen.insert((node, std::ptr::from_ref(&v2::MESSAGE))) {
                return;
            }
            match self.cx.value(branches) {
                Value::Sequence(items) => items
                    .iter()
                    .for_each(|item| self.left.push((*item, holds, severity))),
                Value::Mapping(_) | Value::Scalar(_) => {
                    self.wrong("oneOf", branches, "an array", severity);
                }
            }
        } else {
            self.form(object, &v2::MESSAGE);
        }
    }

    fn reference(&mut self, key: &str, node: NodeId, kind: Kind, severity: Severity) {
        if self.cx.reference(node).is_none() {
            let message = format!(
                "`{key}` must be a reference to {}, found {}",
                kind.noun(),
                self.cx.value(node).noun()
            );
            let help = "write `{$ref: '#/…'}`";
            self.report(severity, &code::FORM, node, message, help);
            return;
        }
        // What it leads to is checked where it is defined.
        self.cx.follow(node, kind);
    }

    fn follow(
        &mut self,
        node: NodeId,
        kind: Kind,
        since: u8,
        holds: &'static Holds,
        severity: Severity,
    ) {
        if since > self.cx.version.minor {
            let major = self.cx.version.major;
            let message = format!(
                "{} may be a reference since {major}.{since}.0 only",
                kind.noun()
            );
            let help = format!("say `asyncapi: {major}.{since}.0` or later");
            self.report(Severity::Warning, &code::FIELD_LATER, node, message, help);
        }
        let beside = self
            .cx
            .object(node)
            .into_iter()
            .flat_map(Object::entries)
            .find(|(key, _)| *key != "$ref");
        if let Some((key, value)) = beside {
            let message = format!("`{key}` beside `$ref` is ignored");
            let help = "a Reference Object has no other fields; move it to what is referred to";
            self.report(Severity::Warning, &code::REF_SIBLINGS, value, message, help);
        }
        if let Some(target) = self.cx.follow(node, kind) {
            self.left.push((target, holds, severity));
        }
    }

    fn by_type(&mut self, key: &str, node: NodeId, forms: &'static [Variant], severity: Severity) {
        let Some(object) = self.cx.object(node) else {
            return self.wrong(key, node, "an object", severity);
        };
        let Some(at) = object.get("type") else {
            let words: Vec<&str> = forms.iter().map(|(word, _, _)| *word).collect();
            let help = format!("add `type`: one of `{}`", words.join("`, `"));
            self.report(
                Severity::Warning,
                &code::FIELD_MISSING,
                node,
                format!("`{key}` misses `type`"),
                help,
            );
            return;
        };
        let word = self.cx.string(at);
        match forms.iter().find(|(name, _, _)| Some(*name) == word) {
            Some((word, since, form)) => {
                if *since > self.cx.version.minor {
                    let (major, since) = (self.cx.version.major, *since);
                    let message =
                        format!("there is the type `{word}` since {major}.{since}.0 only");
                    let help = format!("say `asyncapi: {major}.{since}.0` or later");
                    self.report(Severity::Warning, &code::FIELD_LATER, at, message, help);
                }
                self.says_form = Some(at);
                self.form(object, form);
                self.says_form = None;
            }
            None => {
                let words: Vec<&'static str> = forms.iter().map(|(word, _, _)| *word).collect();
                self.no_such_word("type", at, &words);
            }
        }
    }

    fn different_names(&mut self, tags: &[NodeId]) {
        let mut seen = HashMap::new();
        for tag in tags {
            let name = self.cx.object(*tag).and_then(|tag| tag.get("name"));
            let Some((name, at)) = name.and_then(|at| Some((self.cx.string(at)?, at))) else {
                continue;
            };
            if let Some(first) = seen.insert(name, at) {
                let diagnostic = Diagnostic::warning(
                    &code::DUPLICATE,
                    format!("the tag `{name}` is given twice"),
                )
                .at(self.cx.document, at)
                .see(self.cx.document, first, "first given here")
                .help("remove one of the two");
                self.cx.diagnostics.push(diagnostic);
            }
        }
    }

    fn text(&mut self, key: &str, node: NodeId) {
        let value = self.cx.value(node);
        if self.cx.string(node).is_some() {
            return;
        }
        let message = format!("`{key}` must be a string, found {}", value.noun());
        let help = match value {
            Value::Scalar(scalar) if scalar.kind != ScalarKind::Null => {
                format!("write it in quotes: `'{}'`", scalar.text)
            }
            Value::Scalar(_) | Value::Sequence(_) | Value::Mapping(_) => {
                "write a text, in quotes if it holds `[`, `{` or `: `".to_owned()
            }
        };
        self.report(Severity::Warning, &code::FORM, node, message, help);
    }

    fn uri(&mut self, key: &str, node: NodeId) {
        match self.cx.string(node) {
            Some(text) if is_url(text) && !text.contains([' ', '<', '>', '"', '{', '}']) => {}
            Some(text) => {
                let shown: String = text.chars().take(60).collect();
                let message = format!("`{key}` must be an absolute URL, found `{shown}`");
                self.report(
                    Severity::Warning,
                    &code::FORM,
                    node,
                    message,
                    "write it with its scheme: `https://…`",
                );
            }
            None => self.text(key, node),
        }
    }

    /// A runtime expression (3.0.0, section "Runtime Expression").
    fn expression(&mut self, key: &str, node: NodeId) {
        let Some(text) = self.cx.string(node) else {
            return self.text(key, node);
        };
        let rest = text
            .strip_prefix("$message.header#")
            .or_else(|| text.strip_prefix("$message.payload#"));
        if rest.is_none_or(|rest| !rest.is_empty() && !rest.starts_with('/')) {
            let message = format!("`{key}` must be a runtime expression, found `{text}`");
            let help = "write `$message.header#/…` or `$message.payload#/…`";
            self.report(Severity::Warning, &code::FORM, node, message, help);
        }
    }

    fn word(&mut self, key: &str, node: NodeId, words: &'static [&'static str]) {
        if self
            .cx
            .string(node)
            .is_none_or(|word| !words.contains(&word))
        {
            self.no_such_word(key, node, words);
        }
    }

    fn no_such_word(&mut self, key: &str, node: NodeId, words: &[&'static str]) {
        let found = self.cx.text(node).unwrap_or_default();
        let message = format!("`{key}` has no value `{found}`");
        let help = match self.cx.suggestions.closest(found, words.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("write one of `{}`", words.join("`, `")),
        };
        self.report(Severity::Warning, &code::FORM, node, message, help);
    }

    /// Headers are a schema of objects (3.0.0, "Message Object", field `headers`).
    fn headers(&mut self, node: NodeId) {
        let types = self.cx.object(node).and_then(|object| object.get("type"));
        if let Some(at) =
            types.filter(|at| self.cx.string(*at).is_some_and(|word| word != "object"))
        {
            let message = format!(
                "`headers` must be of `type: object`, found `{}`",
                self.cx.text(at).unwrap_or_default()
            );
            let help = "describe each header as a property of an object";
            self.report(Severity::Warning, &code::FORM, at, message, help);
        }
    }

    fn unknown(&mut self, key: &str, value: NodeId, form: &'static Form) {
        let known = form.fields.iter().map(|field| field.name);
        let help = match self.cx.suggestions.closest(key, known) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "remove it, or let its name begin with `x-`".to_owned(),
        };
        let shown: String = key.chars().take(60).collect();
        let message = format!("{} has no field `{shown}`", form.noun);
        let diagnostic =
            Diagnostic::warning(&code::FIELD_UNKNOWN, message).at_key(self.cx.document, value);
        self.push(diagnostic.help(help));
    }

    fn wrong(&mut self, key: &str, node: NodeId, expected: &str, severity: Severity) {
        let shown: String = key.chars().take(60).collect();
        let message = format!(
            "`{shown}` must be {expected}, found {}",
            self.cx.value(node).noun()
        );
        self.report(severity, &code::FORM, node, message, "correct or remove it");
    }

    fn report(
        &mut self,
        severity: Severity,
        code: &'static crate::diagnostic::Code,
        node: NodeId,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let message = message.into();
        let diagnostic = match severity {
            Severity::Error => Diagnostic::error(code, message),
            Severity::Warning => Diagnostic::warning(code, message),
        };
        self.push(diagnostic.at(self.cx.document, node).help(help));
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        let diagnostic = match self.says_form {
            Some(at) => diagnostic.see(self.cx.document, at, "because of this type"),
            None => diagnostic,
        };
        self.cx.diagnostics.push(diagnostic);
    }
}
