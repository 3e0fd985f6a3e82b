//! Reads entries of the kind they must be, and complains of all others with their place.

use asyncapi_parser::diagnostic::{Code, Diagnostic};
use asyncapi_parser::tree::{Document, Entry, Mapping, NodeId, ScalarKind, Value};

use crate::code;

pub(super) struct Reader<'a> {
    pub(super) document: &'a Document,
    pub(super) problems: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self {
            document,
            problems: Vec::new(),
        }
    }

    pub(super) fn complain(
        &mut self,
        code: &'static Code,
        message: impl Into<String>,
        at: NodeId,
        help: impl Into<String>,
    ) {
        let problem = Diagnostic::error(code, message).at(self.document, at);
        self.problems.push(problem.help(help));
    }

    /// An object that has none but these keys. Nothing at all is an object without entries.
    pub(super) fn object(&mut self, at: NodeId, keys: &[&str]) -> Option<&'a Mapping> {
        let mapping = self.mapping(at)?;
        for entry in mapping.entries() {
            if !keys.contains(&&*entry.key) {
                let message = format!("`{}` means nothing here", entry.key.escape_debug());
                let problem = Diagnostic::error(&code::CONFIG, message)
                    .at_key(self.document, entry.value)
                    .help(format!("what can stand here: {}", list(keys)));
                self.problems.push(problem);
            }
        }
        Some(mapping)
    }

    /// The object under a key, if it is there.
    pub(super) fn section(
        &mut self,
        of: &Mapping,
        key: &str,
        keys: &[&str],
    ) -> Option<&'a Mapping> {
        self.object(of.get(key)?.value, keys)
    }

    /// The text under a key, if it is there, with its place. A number is its text.
    pub(super) fn text(&mut self, of: &Mapping, key: &str) -> Option<(String, NodeId)> {
        let at = of.get(key)?.value;
        Some((self.scalar(key, at)?, at))
    }

    /// The entries of an object whose values are texts: key, text and its place.
    pub(super) fn texts(&mut self, of: &Mapping, key: &str) -> Vec<(String, String, NodeId)> {
        let mapping = of.get(key).and_then(|entry| self.mapping(entry.value));
        let entries: &[Entry] = mapping.map_or(&[], Mapping::entries);
        let mut texts = Vec::new();
        for entry in entries {
            let text = self.scalar(&entry.key, entry.value);
            texts.extend(text.map(|text| (entry.key.to_string(), text, entry.value)));
        }
        texts
    }

    /// The entries of an object: key, and the value's place.
    pub(super) fn entries(&mut self, of: &Mapping, key: &str) -> Vec<(String, NodeId)> {
        let mapping = of.get(key).and_then(|entry| self.mapping(entry.value));
        let entries: &[Entry] = mapping.map_or(&[], Mapping::entries);
        let entry = |entry: &Entry| (entry.key.to_string(), entry.value);
        entries.iter().map(entry).collect()
    }

    /// Whether an object stands at a place.
    pub(super) fn is_mapping(&self, at: NodeId) -> bool {
        matches!(self.document.node(at).value, Value::Mapping(_))
    }

    /// The items of the array under a key.
    pub(super) fn items(&mut self, of: &Mapping, key: &str) -> Vec<NodeId> {
        let at = of.get(key).map(|entry| entry.value);
        at.and_then(|at| self.sequence(key, at)).unwrap_or_default()
    }

    /// The items of an array. Nothing at all is an array without items.
    pub(super) fn sequence(&mut self, key: &str, at: NodeId) -> Option<Vec<NodeId>> {
        match &self.document.node(at).value {
            Value::Sequence(items) => Some(items.to_vec()),
            value if is_null(value) => Some(Vec::new()),
            value => {
                let message = format!("`{key}` must be an array, found {}", value.noun());
                self.complain(&code::CONFIG, message, at, "begin each item with `- `");
                None
            }
        }
    }

    /// The text under a key, or the texts of the array there, each with its place.
    pub(super) fn one_or_more(&mut self, of: &Mapping, key: &str) -> Vec<(String, NodeId)> {
        let Some(entry) = of.get(key) else {
            return Vec::new();
        };
        let places = match &self.document.node(entry.value).value {
            Value::Sequence(items) => items.to_vec(),
            Value::Scalar(_) | Value::Mapping(_) => vec![entry.value],
        };
        let texts = places.into_iter();
        texts
            .filter_map(|at| Some((self.scalar(key, at)?, at)))
            .collect()
    }

    /// The value at a place.
    pub(super) fn value(&self, at: NodeId) -> &'a Value {
        &self.document.node(at).value
    }

    /// Whether there is a single value.
    pub(super) fn is_scalar(&self, at: NodeId) -> bool {
        matches!(self.document.node(at).value, Value::Scalar(_))
    }

    /// What a text that is one of a few stands for.
    pub(super) fn choice<T: Clone>(
        &mut self,
        of: &Mapping,
        key: &str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let (text, at) = self.text(of, key)?;
        let chosen = choices.iter().find(|(choice, _)| *choice == text);
        if chosen.is_none() {
            let choices: Vec<&str> = choices.iter().map(|(choice, _)| *choice).collect();
            let message = format!("`{key}` cannot be `{}`", text.escape_debug());
            self.complain(
                &code::CONFIG,
                message,
                at,
                format!("what it can be: {}", list(&choices)),
            );
        }
        chosen.map(|(_, meaning)| meaning.clone())
    }

    fn mapping(&mut self, at: NodeId) -> Option<&'a Mapping> {
        match &self.document.node(at).value {
            Value::Mapping(mapping) => Some(mapping),
            value if is_null(value) => None,
            value => {
                let entry = self.document.entry(at);
                let what = entry.map_or("this".to_owned(), |entry| format!("`{}`", entry.key));
                let message = format!("{what} must be an object, found {}", value.noun());
                self.complain(
                    &code::CONFIG,
                    message,
                    at,
                    "write one `key: value` on each line",
                );
                None
            }
        }
    }

    /// The text of a scalar under a key, or in the array there. A number is its text.
    pub(super) fn scalar(&mut self, key: &str, at: NodeId) -> Option<String> {
        match &self.document.node(at).value {
            Value::Scalar(scalar) if scalar.kind != ScalarKind::Null => {
                Some(scalar.text.to_string())
            }
            value => {
                let message = format!(
                    "`{}` must be a text, found {}",
                    key.escape_debug(),
                    value.noun()
                );
                self.complain(
                    &code::CONFIG,
                    message,
                    at,
                    "write the text behind the `:`, or leave the entry out",
                );
                None
            }
        }
    }
}

fn is_null(value: &Value) -> bool {
    match value {
        Value::Scalar(scalar) => scalar.kind == ScalarKind::Null,
        Value::Sequence(_) | Value::Mapping(_) => false,
    }
}

pub(super) fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}
