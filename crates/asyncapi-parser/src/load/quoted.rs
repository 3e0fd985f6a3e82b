//! Quoted texts with lines that are not indented. YAML forbids them (1.2.2, section 7.3), and so
//! does the parser; but other tools read them, and documents of real services have them. Here the
//! lines are indented, and it is remembered where, so that places stay those of the file. Knows
//! texts; knows no nodes.

use std::borrow::Cow;
use std::ops::Range;

/// The text is read again for each of these quoted texts, so that only small texts may have many.
const MOST_BYTES_READ_AGAIN: usize = 16 << 20;

/// A text with spaces put before some of its lines.
pub(super) struct Indented<'a> {
    original: &'a str,
    pub(super) text: Cow<'a, str>,
    /// In the order of the text.
    indents: Vec<Indent>,
    /// The quoted texts that were indented.
    count: usize,
    /// What follows the last of them on its last line, in the original.
    rest_of_line: Range<usize>,
}

#[derive(Clone, Copy)]
struct Indent {
    /// The offset of the line in the original.
    line: usize,
    /// How many spaces are put before it.
    spaces: usize,
    /// The offset of these spaces in the indented text.
    moved: usize,
}

impl<'a> Indented<'a> {
    pub(super) fn new(original: &'a str) -> Self {
        let text = Cow::Borrowed(original);
        Self {
            original,
            text,
            indents: Vec::new(),
            count: 0,
            rest_of_line: 0..0,
        }
    }

    /// The offset in the original of an offset in the indented text.
    pub(super) fn original_offset(&self, at: usize) -> usize {
        if self.indents.is_empty() {
            return at;
        }
        let before = self.indents.partition_point(|indent| indent.moved <= at);
        let last = self.indents.get(..before).and_then(<[Indent]>::last);
        last.map_or(at, |last| {
            let in_line = at.saturating_sub(last.moved).saturating_sub(last.spaces);
            last.line.saturating_add(in_line)
        })
    }

    /// Whether an offset in the original follows the quoted text that was indented last, on the
    /// same line. A fault there tells that the first quote is the one that was never closed.
    pub(super) fn is_behind_last(&self, at: usize) -> bool {
        self.rest_of_line.contains(&at)
    }

    /// Indents the lines of the quoted text that begins in a range of the indented text. `None` if
    /// there is no such text, it is not closed, or this costs too much.
    pub(super) fn indent_quoted(&mut self, begins_in: Range<usize>) -> Option<()> {
        let after = self.original_offset(begins_in.start);
        let fault = self.original_offset(begins_in.end);
        let quote = opening_quote(self.original.get(after..fault)?)?;
        let start = after.checked_add(quote)?;
        let quoted = self.original.get(start..)?;
        let quoted = quoted.get(..length(quoted)?)?;
        self.count = self.count.checked_add(1)?;
        if self.count.checked_mul(self.original.len())? > MOST_BYTES_READ_AGAIN
            || start < self.rest_of_line.start
        {
            return None;
        }
        let before = self.original.get(..start)?;
        let column = before.rsplit('\n').next()?.len();
        for (end, _) in quoted.match_indices('\n') {
            let begin = end.checked_add(1)?;
            let line = quoted.get(begin..)?;
            let has = line.bytes().take_while(|byte| *byte == b' ').count();
            self.indents.push(Indent {
                line: start.checked_add(begin)?,
                spaces: column.saturating_sub(has),
                moved: 0,
            });
        }
        let end = start.checked_add(quoted.len())?;
        let rest = self.original.get(end..)?.lines().next().unwrap_or_default();
        self.rest_of_line = end..end.checked_add(rest.len())?;
        self.rewrite()
    }

    /// Writes the text with its indents. `None` if that makes it too long.
    fn rewrite(&mut self) -> Option<()> {
        let more: usize = self.indents.iter().map(|indent| indent.spaces).sum();
        let length = self.original.len();
        (more <= length.checked_mul(2)?).then_some(())?;
        let mut text = String::with_capacity(length.checked_add(more)?);
        let mut from = 0;
        for indent in &mut self.indents {
            text.push_str(self.original.get(from..indent.line)?);
            indent.moved = text.len();
            text.extend(std::iter::repeat_n(' ', indent.spaces));
            from = indent.line;
        }
        text.push_str(self.original.get(from..)?);
        self.text = Cow::Owned(text);
        Some(())
    }
}

/// The first quote in what stands between two nodes: indicators, properties and comments.
fn opening_quote(between: &str) -> Option<usize> {
    let mut line_start = 0_usize;
    for line in between.split_inclusive('\n') {
        let is_comment = line.trim_start().starts_with('#');
        let code = if is_comment {
            0
        } else {
            line.find(" #").unwrap_or(line.len())
        };
        if let Some(quote) = line.get(..code)?.find(['"', '\'']) {
            return line_start.checked_add(quote);
        }
        line_start = line_start.checked_add(line.len())?;
    }
    None
}

/// The bytes of the quoted text that a text begins with. `None` if it is not closed.
fn length(text: &str) -> Option<usize> {
    let mut rest = text.char_indices().skip(1).peekable();
    let double = text.starts_with('"');
    while let Some((at, char)) = rest.next() {
        match char {
            '\\' if double => drop(rest.next()),
            '"' if double => return at.checked_add(1),
            '\'' if !double => match rest.next_if(|next| next.1 == '\'') {
                Some(_) => {}
                None => return at.checked_add(1),
            },
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stay_those_of_the_file() {
        let original = "a: \"b\n c\nd\"\ne: 'f\ng' h\n";
        let mut text = Indented::new(original);
        assert_eq!(
            (text.original_offset(9), text.is_behind_last(0)),
            (9, false)
        );
        assert_eq!(text.indent_quoted(2..6), Some(()));
        assert_eq!(text.text, "a: \"b\n   c\n   d\"\ne: 'f\ng' h\n");
        for (at, expected) in [
            (0, 0),
            (5, 5),
            (6, 6),
            (8, 6),
            (9, 7),
            (11, 9),
            (14, 9),
            (15, 10),
            (17, 12),
        ] {
            assert_eq!(text.original_offset(at), expected, "{at}");
        }
        // Once is enough.
        assert_eq!(text.indent_quoted(2..9), None);
        assert_eq!(text.indent_quoted(19..23), Some(()));
        assert_eq!(text.text, "a: \"b\n   c\n   d\"\ne: 'f\n   g' h\n");
        for at in 0..original.len() {
            let expected = original
                .get(at..)
                .is_some_and(|rest| [" h\n", "h\n"].contains(&rest));
            assert_eq!(text.is_behind_last(at), expected, "{at}");
        }
    }

    #[test]
    fn large_texts_are_not_read_again_and_again() {
        let quoted = "a: \"b\nc\"\nd: \"e\nf\"\n";
        for (more, expected) in [(0, Some(())), (7 << 20, Some(())), (9 << 20, None)] {
            let original = quoted.to_owned() + &"#".repeat(more);
            let mut text = Indented::new(&original);
            assert_eq!(text.indent_quoted(2..6), Some(()));
            assert_eq!(text.indent_quoted(13..18), expected, "{more}");
        }
        let mut adjacent = Indented::new("a: \"b\nc\"'d\ne'");
        assert_eq!(adjacent.indent_quoted(2..6), Some(()));
        assert_eq!(adjacent.indent_quoted(11..14), Some(()));
        let wide = format!("{}: \"b\nc\nd\ne\"\n", "a".repeat(40));
        assert_eq!(Indented::new(&wide).indent_quoted(41..44), None);
    }

    #[test]
    fn only_what_is_quoted_is_indented() {
        let cases = [
            ("a: b\nc", 1..5, None),
            ("a: \"b\nc", 1..6, None),
            ("a: # \"\n 'b\nc'", 1..11, Some("a: # \"\n 'b\n c'")),
            ("a:\n# \"\n 'b\nc'", 2..11, Some("a:\n# \"\n 'b\n c'")),
            ("a: 'b''\nc'", 1..8, Some("a: 'b''\n   c'")),
            ("a: \"b\\\"\nc\"", 1..8, Some("a: \"b\\\"\n   c\"")),
            ("a: 'b\\'\nc'", 1..8, Some("a: 'b\\'\nc'")),
            ("a: \"b'\nc\"", 1..7, Some("a: \"b'\n   c\"")),
            ("a: 'b\"\nc'", 1..7, Some("a: 'b\"\n   c'")),
            ("é: 'b\nc'", 2..7, Some("é: 'b\n    c'")),
        ];
        for (original, range, expected) in cases {
            let mut text = Indented::new(original);
            let found = text.indent_quoted(range).map(|()| &*text.text);
            assert_eq!(found, expected, "{original:?}");
        }
    }
}
