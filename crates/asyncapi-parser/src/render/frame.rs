//! A diagnostic as people read it: title, code frames, help.

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
    normalize_untrusted_str,
};

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::Sources;

/// The bytes of the longest line that is shown whole; of others, what is around the place.
const LONGEST_LINE: usize = 400;
const AROUND: usize = 60;

pub(super) fn plain(diagnostic: &Diagnostic, sources: &Sources) -> String {
    Renderer::plain().render(&[group(diagnostic, sources)])
}

pub(super) fn colored(diagnostic: &Diagnostic, sources: &Sources) -> String {
    Renderer::styled().render(&[group(diagnostic, sources)])
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let mut group = Group::with_title(
        level
            .primary_title(&diagnostic.message)
            .id(diagnostic.code.id),
    );
    let pointer = diagnostic
        .labels
        .first()
        .map_or("", |label| label.pointer.as_str());
    for (index, label) in diagnostic.labels.iter().enumerate() {
        let kind = if index == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let text = if label.pointer == pointer || label.pointer.is_empty() {
            label.text.clone()
        } else {
            format!("{} ({})", label.text, label.pointer)
        };
        group = group.elements(place(label, text, kind, sources));
    }
    if !pointer.is_empty() {
        group = group.element(note("at", pointer));
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(normalize_untrusted_str(help))),
        None => group,
    }
}

/// The frame of a place: the line on which it begins. A frame's column is that in the text given,
/// so that a line that is too long to be given has its place and a piece of it told instead.
fn place<'a>(
    label: &'a Label,
    text: String,
    kind: AnnotationKind,
    sources: &'a Sources,
) -> Vec<Element<'a>> {
    let source = sources.get(label.span.file);
    let position = sources.position(label.span);
    let range = source.line_range(label.span.start);
    let line = source.text.get(range.clone()).unwrap_or_default();
    let in_line = |at: u32| (at as usize).saturating_sub(range.start).min(line.len());
    let start = in_line(label.span.start);
    let end = in_line(label.span.end).max(start);
    if line.len() > LONGEST_LINE {
        let origin = Origin::path(&source.shown)
            .line(position.line as usize)
            .char_column(position.column as usize);
        let name = if text.is_empty() {
            "text".to_owned()
        } else {
            text
        };
        return vec![origin.into(), note(&name, &piece(line, start))];
    }
    let annotation: Annotation<'_> = kind
        .span(start..end)
        .label((!text.is_empty()).then_some(text));
    let frame = Snippet::source(line)
        .path(&source.shown)
        .line_start(position.line as usize)
        .annotation(annotation);
    vec![frame.into()]
}

/// What of a long line is around a byte.
fn piece(line: &str, at: usize) -> String {
    let before = line.get(..at).unwrap_or_default();
    let from = before
        .char_indices()
        .rev()
        .nth(AROUND - 1)
        .map_or(0, |(from, _)| from);
    let behind = line.get(at..).unwrap_or_default();
    let to = behind
        .char_indices()
        .nth(AROUND)
        .map_or(line.len(), |(to, _)| at.saturating_add(to));
    let (open, close) = (
        if from > 0 { "…" } else { "" },
        if to < line.len() { "…" } else { "" },
    );
    format!("{open}{}{close}", line.get(from..to).unwrap_or_default())
}

fn note<'a>(name: &str, text: &str) -> Element<'a> {
    let name = normalize_untrusted_str(name);
    Level::NOTE
        .with_name(Some(name))
        .message(normalize_untrusted_str(text))
        .into()
}
