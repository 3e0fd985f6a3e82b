//! What is wrong, where, and what to do about it. Knows places; knows neither AsyncAPI nor Rust.

use crate::source::Span;

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
    /// What it means and what to do, in a paragraph.
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
