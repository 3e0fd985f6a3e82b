//! Text of the document becomes documentation: Markdown that says what the text says and does
//! nothing. No line of it is ever compiled as a doctest, links to an item, loads anything, or
//! holds characters that cannot be seen.
//!
//! A text passes [`clean`] (which characters), [`block`] (paragraphs, lists, tables, code),
//! [`inline`] (words) and [`wrap`] (lines).

mod block;
mod clean;
mod inline;
#[cfg(test)]
mod tests;
mod wrap;

use syn::{AttrStyle, Attribute, Expr, Meta, MetaNameValue, Token, token};

use super::ident;
use super::literal::string;
use super::syntax::{parsed, path};
use crate::ir::{Crate, Docs, Item};
use block::Block;

/// How many characters of the document one item shows.
const LIMIT: usize = 8_000;
/// How many characters a name or a value shows.
const NAME_LIMIT: usize = 120;

/// The documentation of a type, with a sentence of ours.
pub(super) fn item(item: &Item, note: Option<String>) -> Vec<Attribute> {
    let pointer = format!("Declared at {}.", code(&item.pointer));
    let note = match note {
        Some(note) => format!("{note}\n\n{pointer}"),
        None => pointer,
    };
    outer(&item.docs, "", Some(note))
}

/// The documentation of a variant that stands for a value.
pub(super) fn value(docs: &Docs, value: &str) -> Vec<Attribute> {
    let value = code(value);
    let note = format!("{value} on the wire.");
    outer(docs, &format!("{value}."), Some(note))
}

/// Documentation with what is said where the document says nothing, and with a note behind what it
/// says. Both are Markdown of ours.
pub(super) fn outer(docs: &Docs, otherwise: &str, note: Option<String>) -> Vec<Attribute> {
    let mut lines = markdown(docs);
    if lines.is_empty() && !otherwise.is_empty() {
        lines = ours(otherwise);
    } else if let Some(note) = note {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(ours(&note));
    }
    let mut attributes = attributes(&lines);
    if docs.deprecated {
        attributes.push(parsed!(Attribute: #[deprecated]));
    }
    attributes
}

/// What a crate is, and what the document says of it.
pub(super) fn summary(krate: &Crate) -> Vec<String> {
    let summary = format!(
        "Types and events of {}.",
        line(&krate.title).trim_end_matches('.')
    );
    let mut docs = krate.docs.clone();
    docs.paragraphs.insert(0, summary);
    markdown(&docs)
}

/// One line of plain text as Markdown.
pub(super) fn plain(text: &str) -> String {
    inline::words(&line(text)).join(" ")
}

/// Documentation of ours, in Markdown.
pub(super) fn fixed(text: &str) -> Vec<Attribute> {
    attributes(&ours(text))
}

/// Markdown of ours as lines.
pub(super) fn ours(text: &str) -> Vec<String> {
    text.lines().flat_map(wrap::ours).collect()
}

fn attributes(lines: &[String]) -> Vec<Attribute> {
    let attribute = |line: &String| {
        let text = match line.as_str() {
            "" => string(""),
            line => string(&format!(" {line}")),
        };
        Attribute {
            pound_token: <Token![#]>::default(),
            style: AttrStyle::Outer,
            bracket_token: token::Bracket::default(),
            meta: Meta::NameValue(MetaNameValue {
                path: path([ident::fixed("doc")], false),
                eq_token: <Token![=]>::default(),
                value: Expr::Lit(text),
            }),
        }
    };
    lines.iter().map(attribute).collect()
}

/// What the document says, as lines of Markdown.
pub(super) fn markdown(docs: &Docs) -> Vec<String> {
    let mut left = LIMIT;
    let mut lines = Vec::new();
    for paragraph in &docs.paragraphs {
        let text = clean::text(paragraph, left);
        left = left.saturating_sub(text.chars().count());
        for block in block::blocks(&text) {
            if !lines.is_empty() && !matches!(block, Block::Item { close: true, .. }) {
                lines.push(String::new());
            }
            lines.extend(wrap::lines(&block));
        }
    }
    lines
}

/// One line of plain text, e.g. for a comment.
pub(super) fn line(text: &str) -> String {
    one_line(&clean::text(text, LIMIT))
}

fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// A name or a value as a code span.
pub(super) fn code(text: &str) -> String {
    let text = one_line(&clean::text(text, NAME_LIMIT)).replace('`', "'");
    if text.is_empty() {
        return "`\"\"`".to_owned();
    }
    format!("`{text}`")
}
