//! Where text comes from and where in it something stands. Knows bytes, lines and columns; knows
//! neither YAML nor AsyncAPI.

use std::fmt;

/// Gives the bytes of a file below one root. The only way in which this crate reaches files.
pub trait Files {
    /// Reads the file at `path`: relative to the root, parts parted by `/`, without `.` or `..`.
    ///
    /// # Errors
    /// Says in a few words why the file cannot be read, e.g. `no such file`.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;

    /// The path as people are shown it, e.g. `specs/regal/asyncapi.yaml` for `asyncapi.yaml`.
    fn shown(&self, path: &str) -> String;
}

/// The texts that take part in one run, in the order in which they were read.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

/// One text with the path it is shown under.
#[derive(Debug)]
pub struct Source {
    /// The path relative to the root, as [`Files::read`] takes it.
    pub path: String,
    /// The path as diagnostics show it.
    pub shown: String,
    /// The whole text, without a byte order mark.
    pub text: String,
    /// The byte offset at which each line begins; line 1 is at index 0.
    line_starts: Vec<u32>,
}

/// The index of a text in its [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A range of bytes in one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The text that the range lies in.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

/// A line and a column as editors count them: both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl Sources {
    /// Takes a text in and gives its id.
    pub fn add(&mut self, path: String, shown: String, text: String) -> FileId {
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| offset(at + 1)))
            .collect();
        self.files.push(Source {
            path,
            shown,
            text,
            line_starts,
        });
        FileId(offset(self.files.len() - 1))
    }

    /// The text behind an id that [`Sources::add`] gave.
    pub fn get(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    /// Line and column of the first byte of a span.
    pub fn position(&self, span: Span) -> Position {
        let source = self.get(span.file);
        let line = source
            .line_starts
            .partition_point(|start| *start <= span.start)
            - 1;
        let start = source.line_starts[line] as usize;
        let column = source.text.as_bytes()[start..span.start as usize]
            .iter()
            .filter(|byte| (**byte & 0xC0) != 0x80)
            .count();
        Position {
            line: offset(line + 1),
            column: offset(column + 1),
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Texts are limited to far less than 4 GiB before they come here.
fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
