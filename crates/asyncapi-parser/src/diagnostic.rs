//! What is wrong, where, and what to do about it. Knows places; knows neither AsyncAPI nor Rust.
//!
//! A diagnostic is built where the fault is found:
//!
//! ```
//! use asyncapi_parser::code;
//! use asyncapi_parser::diagnostic::Diagnostic;
//! use asyncapi_parser::tree::{Document, NodeId};
//!
//! fn twice(document: &Document, first: NodeId, second: NodeId) -> Diagnostic {
//!     Diagnostic::error(&code::DUPLICATE_KEY, "duplicate key `a`")
//!         .at_key(document, second)
//!         .see_key(document, first, "first defined here")
//!         .help("remove one of the two")
//! }
//! ```

use std::borrow::Cow;

use crate::source::Span;
use crate::tree::{Document, NodeId};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; generation goes on.
    Warning,
    /// Nothing is generated.
    Error,
}

/// A kind of problem: a stable number and a longer text.
#[derive(Debug)]
pub struct Code {
    /// Stable across versions, e.g. `E0102`.
    pub id: &'static str,
    /// What it means and what to do, as Markdown: the first line says what is wrong.
    pub explanation: &'static str,
}

/// A place that takes part in a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where it stands.
    pub span: Span,
    /// The JSON pointer of the node there; empty for the root or where there is none.
    pub pointer: String,
    /// What this place has to do with it; may be empty for the first place.
    pub text: String,
}

/// One problem.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The kind.
    pub code: &'static Code,
    /// How bad it is.
    pub severity: Severity,
    /// What was found and what was expected, in one line.
    pub message: String,
    /// The first is where the fault is; others are where else to look. Empty only for a fault
    /// that has no place, such as a file that cannot be read.
    pub labels: Vec<Label>,
    /// What to do, in one line.
    pub help: Option<String>,
}

impl Code {
    /// What is wrong, in one line.
    pub fn title(&self) -> &'static str {
        let first = self.explanation.lines().next().unwrap_or_default();
        first.trim_start_matches("# ")
    }
}

impl Diagnostic {
    /// An error, without a place yet.
    #[must_use]
    pub fn error(code: &'static Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message.into())
    }

    /// A warning, without a place yet.
    #[must_use]
    pub fn warning(code: &'static Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message.into())
    }

    /// Says that the fault is in a value.
    #[must_use]
    pub fn at(self, document: &Document, node: NodeId) -> Self {
        self.at_label(Label::value(document, node))
    }

    /// Says that the fault is in the key that a value stands under: a name that is wrong, or a
    /// large value that misses something. The value itself, if it stands under no key.
    #[must_use]
    pub fn at_key(self, document: &Document, node: NodeId) -> Self {
        self.at_label(Label::key(document, node))
    }

    /// Says that the fault is at a place, which becomes the first of the places.
    #[must_use]
    pub fn at_label(mut self, label: Label) -> Self {
        self.labels.insert(0, label);
        self
    }

    /// Names a value to look at besides, and says why.
    #[must_use]
    pub fn see(self, document: &Document, node: NodeId, why: impl Into<String>) -> Self {
        self.see_label(Label::value(document, node).saying(why))
    }

    /// Names the key of a value to look at besides, and says why.
    #[must_use]
    pub fn see_key(self, document: &Document, node: NodeId, why: impl Into<String>) -> Self {
        self.see_label(Label::key(document, node).saying(why))
    }

    /// Names a place to look at besides; it comes after those that are there.
    #[must_use]
    pub fn see_label(mut self, label: Label) -> Self {
        self.labels.push(label);
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn new(code: &'static Code, severity: Severity, message: String) -> Self {
        Self {
            code,
            severity,
            message,
            labels: Vec::new(),
            help: None,
        }
    }
}

impl Label {
    /// The place of a value.
    pub fn value(document: &Document, node: NodeId) -> Self {
        Self {
            span: document.node(node).span,
            pointer: document.pointer(node),
            text: String::new(),
        }
    }

    /// The place of the key that a value stands under; of the value itself, if it stands under
    /// none.
    pub fn key(document: &Document, node: NodeId) -> Self {
        let entry = document.entry(node);
        Self {
            span: entry.map_or(document.node(node).span, |entry| entry.key_span),
            ..Self::value(document, node)
        }
    }

    /// Says what the place has to do with the problem.
    #[must_use]
    pub fn saying(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }
}

/// A text of the document as a message quotes it: its beginning, if it is long.
pub fn shortened(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}
