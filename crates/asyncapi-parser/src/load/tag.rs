//! Which tags are refused, and what the others say about a value. Knows the tags of the YAML 1.2
//! core schema, section 10.3.1.

use granit_parser::{ScalarStyle, Tag};

use super::build::Builder;
use super::scalar;
use crate::code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::source::Span;
use crate::tree::ScalarKind;

/// The kind of a scalar by its tag, if it has one, by its text, if it is plain.
#[inline]
pub(super) fn scalar_kind(
    builder: &Builder<'_>,
    text: &str,
    style: ScalarStyle,
    tag: Option<(&Tag, Span)>,
) -> Result<ScalarKind, Diagnostic> {
    match (tag, style) {
        (None, ScalarStyle::Plain) => Ok(scalar::kind(text)),
        (None, _) => Ok(ScalarKind::String),
        (Some((tag, _)), _) if is_non_specific(tag) => Ok(ScalarKind::String),
        (Some((tag, span)), _) => {
            let suffix = core(builder, tag, span)?;
            scalar::tagged(suffix, text)
                .ok_or_else(|| misfit(builder, tag, &format!("`{}`", shortened(text)), span))
        }
    }
}

/// Refuses a tag that is not the one of a collection's kind.
#[inline]
pub(super) fn check_collection(
    builder: &Builder<'_>,
    tag: Option<(&Tag, Span)>,
    suffix: &str,
) -> Result<(), Diagnostic> {
    let Some((tag, span)) = tag else {
        return Ok(());
    };
    if is_non_specific(tag) || core(builder, tag, span)? == suffix {
        return Ok(());
    }
    let noun = if suffix == "seq" {
        "an array"
    } else {
        "an object"
    };
    Err(misfit(builder, tag, noun, span))
}

/// `!` alone: a scalar is a string, and a collection what it looks like.
fn is_non_specific(tag: &Tag) -> bool {
    tag.original() == "!"
}

/// The name of a tag of the core schema.
fn core<'t>(builder: &Builder<'_>, tag: &'t Tag, span: Span) -> Result<&'t str, Diagnostic> {
    tag.core_suffix().ok_or_else(|| {
        let message = format!("the tag `{}` is not supported", shortened(&tag.original()));
        fault(builder, message, span).help("write a plain value; refer to other files with `$ref`")
    })
}

fn misfit(builder: &Builder<'_>, tag: &Tag, found: &str, span: Span) -> Diagnostic {
    let message = format!(
        "the tag `{}` does not fit {found}",
        shortened(&tag.original())
    );
    fault(builder, message, span).help("remove the tag, or correct the value")
}

fn fault(builder: &Builder<'_>, message: String, span: Span) -> Diagnostic {
    builder.fault(&code::TAG, span, message)
}
