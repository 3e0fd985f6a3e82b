//! YAML in, nodes out. Knows the parser's events.

use std::ops::Range;

use granit_parser::{
    ErrorKind, Event, Marker, Options, Parser, ScalarStyle, ScanError, Span as Place, Tag, options,
};

use super::build::{Builder, KEY_BYTES};
use super::quoted::Indented;
use super::{Limits, alias, syntax, tag};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::tree::{Mapping, Scalar, Value};

/// Reads a text that holds one YAML document.
pub(super) fn read(builder: &mut Builder<'_>) -> Result<(), Diagnostic> {
    let mut text = Indented::new(builder.text);
    let mut not_indented = None;
    loop {
        let Err(Stop {
            fault,
            not_indented_in,
        }) = read_events(builder, &text)
        else {
            return Ok(());
        };
        if fault
            .labels
            .iter()
            .any(|label| text.is_behind_last(label.span.start as usize))
        {
            return Err(not_indented.unwrap_or(fault));
        }
        let indented = not_indented_in.and_then(|range| text.indent_quoted(range));
        if indented.is_none() {
            return Err(fault);
        }
        not_indented = Some(fault);
        builder.reset();
    }
}

/// Why reading stopped.
struct Stop {
    fault: Diagnostic,
    /// Where the parser complained about a line of a quoted text: from the end of the last event
    /// to that line, as offsets in the indented text.
    not_indented_in: Option<Range<usize>>,
}

impl From<Diagnostic> for Stop {
    fn from(fault: Diagnostic) -> Self {
        Self {
            fault,
            not_indented_in: None,
        }
    }
}

fn read_events(builder: &mut Builder<'_>, text: &Indented<'_>) -> Result<(), Stop> {
    let mut parser = Parser::new_from_str_with_options(&text.text, options(builder.limits));
    let mut after = 0;
    loop {
        // An event is large, and is looked at where the parser has put it.
        let next = parser.next_event();
        let (event, range) = match &next {
            Some(Ok((event, range))) => (event, range),
            Some(Err(error)) => return Err(stop(builder, text, error, after)),
            None => break,
        };
        after = byte(&range.end);
        let span = span(builder, text, range);
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                // The parser gives `~` where nothing is written.
                let nothing = range.is_empty() && *style == ScalarStyle::Plain;
                let value = if nothing { "" } else { &**value };
                if value == "<<" && *style == ScalarStyle::Plain && builder.expects_key() {
                    return Err(merge_key(builder, span).into());
                }
                let tag = placed(builder, text, tag.as_deref(), range);
                let kind = tag::scalar_kind(builder, value, *style, tag)?;
                let text = builder.piece(value, span);
                builder.scalar(Scalar { text, kind }, span, *anchor)?;
            }
            Event::SequenceStart(style, anchor, tag) => {
                let tag = placed(builder, text, tag.as_deref(), range);
                tag::check_collection(builder, tag, "seq")?;
                builder.open(Value::Sequence(Box::default()), span, *anchor, *style)?;
            }
            Event::MappingStart(style, anchor, tag) => {
                let tag = placed(builder, text, tag.as_deref(), range);
                tag::check_collection(builder, tag, "map")?;
                builder.open(Value::Mapping(Mapping::default()), span, *anchor, *style)?;
            }
            Event::SequenceEnd | Event::MappingEnd => builder.close(span.end)?,
            Event::Alias(anchor) => alias::repeat(builder, *anchor, span)?,
            Event::DocumentStart(..) if builder.has_root() => {
                return Err(second_document(builder, span).into());
            }
            // The bounds of the stream and of its document; other events are not asked for.
            _ => {}
        }
    }
    if builder.has_root() {
        Ok(())
    } else {
        Err(nothing(builder).into())
    }
}

/// The fault that the parser found after an event that ends at `after`.
fn stop(builder: &Builder<'_>, text: &Indented<'_>, error: &ScanError, after: usize) -> Stop {
    let at = byte(error.marker());
    let fault = syntax::fault(builder, error.kind(), text.original_offset(at));
    let not_indented = matches!(
        error.kind(),
        ErrorKind::InvalidQuotedScalarIndent | ErrorKind::TabInIndentation
    );
    Stop {
        fault,
        not_indented_in: not_indented.then_some(after..at),
    }
}

/// A node's tag, and where it stands.
fn placed<'t>(
    builder: &Builder<'_>,
    text: &Indented<'_>,
    tag: Option<&'t Tag>,
    node: &Place,
) -> Option<(&'t Tag, Span)> {
    let tag = tag?;
    let place = node.tag_span().unwrap_or(*node);
    Some((tag, span(builder, text, &place)))
}

fn span(builder: &Builder<'_>, text: &Indented<'_>, range: &Place) -> Span {
    let start = text.original_offset(byte(&range.start));
    let end = text.original_offset(byte(&range.end));
    builder.span(start, end)
}

fn byte(marker: &Marker) -> usize {
    marker.byte_offset().unwrap_or_default()
}

fn merge_key(builder: &Builder<'_>, span: Span) -> Diagnostic {
    builder
        .fault(
            &code::MERGE_KEY,
            span,
            "the merge key `<<` is not part of YAML 1.2",
        )
        .help("write the keys out, or use `allOf` or traits")
}

fn second_document(builder: &Builder<'_>, span: Span) -> Diagnostic {
    builder
        .fault(
            &code::SEVERAL_DOCUMENTS,
            span,
            "a second YAML document begins in the same file",
        )
        .help("move it to a file of its own")
}

fn nothing(builder: &Builder<'_>) -> Diagnostic {
    builder
        .fault(&code::EMPTY, builder.span(0, 0), "the file holds no value")
        .help("write an AsyncAPI document into it")
}

/// The parser counts blocks and brackets apart. The builder counts them together, and so refuses
/// what the parser lets pass.
fn options(limits: &Limits) -> Options {
    options! {
        emit_comments: false,
        flow_nesting_limit: limits.depth,
        block_nesting_limit: limits.depth,
        // YAML allows 1,024 characters before the colon of a key, JSON any number.
        simple_key_max_lookahead: 4 * KEY_BYTES,
    }
}
