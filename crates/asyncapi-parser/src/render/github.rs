//! A diagnostic as a workflow command of GitHub Actions.

use std::fmt::Write;

use annotate_snippets::normalize_untrusted_str;

use crate::diagnostic::Diagnostic;
use crate::source::Sources;

pub(super) fn command(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut properties = String::new();
    let mut text = diagnostic.message.clone();
    if let Some(label) = diagnostic.labels.first() {
        let position = sources.position(label.span);
        let path = property(&sources.get(label.span.file).shown);
        let _ = write!(
            properties,
            "file={path},line={},col={},",
            position.line, position.column
        );
        if !label.pointer.is_empty() {
            let _ = write!(text, "\nat: {}", label.pointer);
        }
    }
    for label in diagnostic.labels.iter().skip(1) {
        let position = sources.position(label.span);
        let path = &sources.get(label.span.file).shown;
        let _ = write!(text, "\n{path}:{position}: {}", label.text);
    }
    if let Some(help) = &diagnostic.help {
        let _ = write!(text, "\nhelp: {help}");
    }
    let severity = super::severity(diagnostic.severity);
    format!(
        "::{severity} {properties}title={}::{}",
        diagnostic.code.id,
        data(&normalize_untrusted_str(&text))
    )
}

/// Escapes what ends a command's text.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes what ends a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
