//! What holds of every diagnostic: it points into its text, and can be shown.

use asyncapi_parser::diagnostic::{Diagnostic, Severity};
use asyncapi_parser::render::{Style, render};
use asyncapi_parser::source::{Sources, Span};

/// Holds diagnostics against the texts that they point into.
///
/// # Panics
/// Something does not hold.
pub fn check(diagnostics: &[Diagnostic], sources: &Sources) {
    for diagnostic in diagnostics {
        assert!(!diagnostic.message.is_empty(), "{diagnostic:?}");
        for label in &diagnostic.labels {
            in_text(label.span, sources);
        }
    }
    for style in [Style::Plain, Style::Colored, Style::Github] {
        render(diagnostics, sources, style);
    }
    for line in render(diagnostics, sources, Style::Json).lines() {
        assert!(
            serde_json::from_str::<serde_json::Value>(line).is_ok(),
            "{line}"
        );
    }
}

/// Whether one of them is an error.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    let mut severities = diagnostics.iter().map(|diagnostic| diagnostic.severity);
    severities.any(|severity| severity == Severity::Error)
}

/// Holds a place against its text.
///
/// # Panics
/// Something does not hold.
pub fn in_text(span: Span, sources: &Sources) {
    let text = &sources.get(span.file).text;
    let range = span.start as usize..span.end as usize;
    assert!(
        text.get(range).is_some(),
        "{span:?} of {} bytes",
        text.len()
    );
}
