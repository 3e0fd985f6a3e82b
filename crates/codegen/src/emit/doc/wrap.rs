//! Blocks become lines. The first word of a line must not begin a block of its own.

use std::borrow::Cow;

use super::block::Block;
use super::inline::words;

/// How many columns a line has, unless a word is longer.
const WIDTH: usize = 90;
/// How many characters a line of code has.
const CODE_WIDTH: usize = 200;

/// The lines of a block.
pub(super) fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Paragraph(text) => fill("", "", words(text), inert_first),
        Block::Item {
            indent,
            marker,
            text,
            close: _,
        } => {
            let first = format!("{}{marker}", " ".repeat(*indent));
            let others = " ".repeat(first.len());
            fill(&first, &others, words(text), inert_first)
        }
        Block::Table(rows) => rows.iter().map(|row| cells(row)).collect(),
        Block::Code(lines) => code(lines),
    }
}

/// A line of ours, in lines that are as long as they may be.
pub(super) fn ours(line: &str) -> Vec<String> {
    if line.len() <= WIDTH {
        return vec![line.to_owned()];
    }
    fill("", "", spaced(line), |word| Cow::Borrowed(word))
}

/// The words of a line of ours, where a code span is part of one word: text of the document that
/// stands in it must not come to the start of a line.
fn spaced(line: &str) -> impl Iterator<Item = &str> {
    let mut is_code = false;
    line.split(move |character| {
        is_code ^= character == '`';
        character == ' ' && !is_code
    })
}

/// A row of a table. Bars part cells before anything else is read, in code as well: there each has
/// a backslash before it, of which nothing is seen.
fn cells(row: &str) -> String {
    let mut line = String::with_capacity(row.len());
    for word in words(row) {
        if !line.is_empty() {
            line.push(' ');
        }
        let (mut is_code, mut is_escaped) = (false, false);
        for character in word.chars() {
            if character == '`' && (is_code || !is_escaped) {
                is_code = !is_code;
            }
            if character == '|' && is_code && !is_escaped {
                line.push('\\');
            }
            is_escaped = character == '\\' && !is_escaped;
            line.push(character);
        }
    }
    line
}

/// Fills lines with words; the first word of each passes `first_word`.
fn fill(
    first: &str,
    others: &str,
    words: impl IntoIterator<Item = impl AsRef<str>>,
    first_word: fn(&str) -> Cow<'_, str>,
) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let (mut columns, mut empty) = (first.len(), true);
    for word in words {
        let word = word.as_ref();
        let length = word.chars().count();
        let more = columns.saturating_add(length).saturating_add(1);
        if !empty && more > WIDTH {
            lines.push(std::mem::replace(&mut line, others.to_owned()));
            (columns, empty) = (others.len(), true);
        }
        if empty {
            line.push_str(&first_word(word));
            columns = columns.saturating_add(length);
        } else {
            line.push(' ');
            line.push_str(word);
            columns = more;
        }
        empty = false;
    }
    if !empty {
        lines.push(line);
    }
    lines
}

/// A word that begins no block where it is the first of a line.
fn inert_first(word: &str) -> Cow<'_, str> {
    let marks = word.chars().all(|character| "-+*_=|:".contains(character));
    if marks || word.starts_with(['#', '|']) {
        return Cow::Owned(format!("\\{word}"));
    }
    let number = word.trim_start_matches(|digit: char| digit.is_ascii_digit());
    if number.len() < word.len() && matches!(number, "." | ")") {
        let digits = word.trim_end_matches(['.', ')']);
        return Cow::Owned(format!("{digits}\\{number}"));
    }
    Cow::Borrowed(word)
}

/// Code in a fence that nothing in it closes.
fn code(lines: &[String]) -> Vec<String> {
    let longest = lines
        .iter()
        .flat_map(|line| line.split(|character| character != '`'))
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest.saturating_add(1).max(3));
    let lines = lines
        .iter()
        .map(|line| match line.char_indices().nth(CODE_WIDTH) {
            Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
            None => line.clone(),
        });
    std::iter::once(format!("{fence}text"))
        .chain(lines)
        .chain(std::iter::once(fence.clone()))
        .collect()
}
