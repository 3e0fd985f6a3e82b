//! What is said about a text that is not well-formed: the parser's fault in the words of the
//! document's author, at the place where it can be mended. Knows the parser's errors; knows no
//! nodes.

use granit_parser::ErrorKind;

use super::build::Builder;
use super::escape;
use crate::code;
use crate::diagnostic::Diagnostic;

/// The diagnostic for a fault that the parser reports at an offset of the file.
pub(super) fn fault(builder: &Builder<'_>, kind: &ErrorKind, reported: usize) -> Diagnostic {
    let place = place(builder.text, reported, kind);
    let span = builder.span(place, place);
    if *kind == ErrorKind::RecursionLimitExceeded {
        return builder.nested_too_deep(span);
    }
    let (message, help) = words(kind);
    builder.fault(&code::SYNTAX, span, message).help(help)
}

/// Where the fault is, if the parser reports only where its scalar begins, or what lies behind
/// the end of the text.
fn place(text: &str, reported: usize, kind: &ErrorKind) -> usize {
    let rest = text.get(reported..).unwrap_or_default();
    if rest.trim().is_empty() {
        return text.trim_end().len();
    }
    let inside = match kind {
        ErrorKind::TabInPlainScalar => tab_in_indentation(rest),
        ErrorKind::UnexpectedCharacter { character } => rest.find(*character),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => escape::first_bad(rest),
        _ => None,
    };
    reported.saturating_add(inside.unwrap_or_default())
}

/// The first tab that a later line begins with.
fn tab_in_indentation(text: &str) -> Option<usize> {
    let mut tabs = text.match_indices('\t').map(|(at, _)| at);
    tabs.find(|at| {
        let before = text.get(..*at).unwrap_or_default();
        before.trim_end_matches(' ').ends_with('\n')
    })
}

/// What is wrong, and what to do.
fn words(kind: &ErrorKind) -> (String, &'static str) {
    match kind {
        ErrorKind::UnclosedFlowCollection { open } => {
            (format!("this `{open}` is not closed"), "close the bracket")
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => (
            format!("this `{open}` is closed by `{close}`"),
            "close each bracket with its own kind",
        ),
        ErrorKind::UnexpectedCharacter { character } if !character.is_ascii_punctuation() => {
            let code = u32::from(*character);
            let message = format!("the character U+{code:04X} is not allowed");
            (
                message,
                "remove it, or write it as an escape in double quotes",
            )
        }
        ErrorKind::UnexpectedCharacter { character } => (
            format!("a plain text cannot begin with `{character}`"),
            "put the text in quotes",
        ),
        kind => match fixed_words(kind) {
            Some((message, help)) => (message.to_owned(), help),
            None => (kind.to_string(), "correct the YAML syntax"),
        },
    }
}

fn fixed_words(kind: &ErrorKind) -> Option<(&'static str, &'static str)> {
    use ErrorKind as Kind;
    Some(match kind {
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar
        | Kind::TabAtBlockScalarStart => {
            ("a tab cannot indent a line in YAML", "indent with spaces")
        }
        Kind::UnclosedQuotedScalar => (
            "this quoted text is not closed",
            "close it with the same quote",
        ),
        Kind::InvalidQuotedScalarIndent => (
            "this line of a quoted text is not indented",
            "close the quote on a line above, or indent this line",
        ),
        Kind::InvalidTrailingSingleQuotedScalar => (
            "text after the end of a quoted text",
            "within single quotes write `'` as `''`",
        ),
        Kind::InvalidTrailingDoubleQuotedScalar => (
            "text after the end of a quoted text",
            "within double quotes write `\"` as `\\\"`",
        ),
        Kind::MisplacedFlowCollectionEnd => (
            "this bracket closes nothing",
            "remove it, or open one before",
        ),
        Kind::ExpectedFlowSequenceSeparator => (
            "expected `,` or `]`",
            "separate the items of an array by commas",
        ),
        Kind::ExpectedFlowMappingSeparator => (
            "expected `,` or `}`",
            "separate the entries of an object by commas",
        ),
        Kind::MappingValueNotAllowed | Kind::InvalidColonPlacement => (
            "a `:` is not allowed here",
            "put a text that holds `: ` in quotes, and each key on a line of its own",
        ),
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => (
            "expected `:` after this key",
            "write `key: value`, and a longer text in quotes",
        ),
        Kind::ExpectedBlockMappingKey => (
            "expected a key, or the end of this object",
            "indent all keys of an object alike",
        ),
        Kind::ExpectedBlockSequenceEntry => (
            "expected `-`, or the end of this array",
            "indent the `-` of all items alike",
        ),
        Kind::BlockSequenceEntryNotAllowed => (
            "a `-` item is not allowed here",
            "begin an array on the line after its key",
        ),
        Kind::UnknownAnchor => (
            "this alias has no anchor before it",
            "define it with `&name`, or use `$ref`",
        ),
        Kind::UnknownQuotedScalarEscape | Kind::InvalidQuotedScalarHexEscape => (
            "this escape is not known",
            "write a backslash as `\\\\`, or use single quotes",
        ),
        Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => (
            "this escape stands for no character",
            "write both halves of a surrogate pair, or the character itself",
        ),
        Kind::BomInsideDocument => (
            "a byte order mark inside the text",
            "remove it; it is invisible",
        ),
        Kind::ExpectedDocumentStart => (
            "text after the end of the document",
            "remove it, or correct what closes too early",
        ),
        _ => return None,
    })
}
