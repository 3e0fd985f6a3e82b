//! Where text comes from and where in it something stands. Knows bytes, lines and columns; knows
//! neither YAML nor AsyncAPI.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

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

/// Files that are in memory, under their paths.
impl Files for BTreeMap<String, Vec<u8>> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.get(path)
            .cloned()
            .ok_or_else(|| "no such file".to_owned())
    }

    fn shown(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// The texts that take part in one run, in the order in which they were read.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
    by_path: HashMap<String, FileId>,
    bytes: usize,
}

/// One text with the path it is shown under.
#[derive(Debug)]
pub struct Source {
    /// The path relative to the root, as [`Files::read`] takes it.
    pub path: String,
    /// The path as diagnostics show it.
    pub shown: String,
    /// The whole text, without a byte order mark.
    pub text: Arc<String>,
    /// The byte offset at which each line begins; line 1 is at index 0. Found when the first
    /// place is asked for: a document without faults has none that is shown.
    line_starts: OnceLock<Vec<u32>>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl Sources {
    /// Takes a text in and gives its id. Of two texts of the same path, [`Sources::find`] knows
    /// the first.
    pub fn add(&mut self, path: String, shown: String, text: String) -> FileId {
        let file = FileId(offset(self.files.len()));
        self.bytes = self.bytes.saturating_add(text.len());
        self.by_path.entry(path.clone()).or_insert(file);
        self.files.push(Source {
            line_starts: OnceLock::new(),
            path,
            shown,
            text: Arc::new(text),
        });
        file
    }

    /// The text behind an id that [`Sources::add`] gave.
    #[expect(
        clippy::indexing_slicing,
        reason = "an id is that of the arena which gave it"
    )]
    pub fn get(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    /// The id of the text that was added under a path.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// The bytes of all texts together.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Line and column of the first byte of a span.
    pub fn position(&self, span: Span) -> Position {
        let source = self.get(span.file);
        let (line, start) = source.line_at(span.start);
        let before = source.text.as_bytes().get(start..span.start as usize);
        let column = before
            .unwrap_or_default()
            .iter()
            .filter(|byte| (**byte & 0xC0) != 0x80)
            .count();
        Position {
            line: offset(line).saturating_add(1),
            column: offset(column).saturating_add(1),
        }
    }
}

impl Source {
    /// The bytes of the line in which a byte stands, without the line's end.
    pub fn line_range(&self, at: u32) -> Range<usize> {
        let (line, start) = self.line_at(at);
        let next = self.line_starts().get(line.saturating_add(1));
        let end = next.map_or(self.text.len(), |next| *next as usize);
        let text = self.text.get(start..end).unwrap_or_default();
        let text = text.trim_end_matches(['\r', '\n']);
        start..start.saturating_add(text.len())
    }

    /// The line of a byte, from 0, and the offset at which it begins.
    fn line_at(&self, at: u32) -> (usize, usize) {
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= at);
        let line = line.saturating_sub(1);
        let start = starts.get(line).copied().unwrap_or_default();
        (line, start as usize)
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| line_starts(&self.text))
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A line ends as in YAML 1.2.2, section 5.4: with LF, CR LF, or a CR alone.
fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    // With each byte the offset behind it.
    let ends = (1..).zip(bytes).filter(|(behind, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(*behind) != Some(&b'\n'),
        _ => false,
    });
    std::iter::once(0)
        .chain(ends.map(|(behind, _)| offset(behind)))
        .collect()
}

/// Texts are limited to far less than 4 GiB before they come here.
pub(crate) fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters() {
        let check = |text: &str, at: u32, position: &str, line: &str| {
            let mut sources = Sources::default();
            let file = sources.add("a".into(), "a".into(), text.into());
            let span = Span {
                file,
                start: at,
                end: at,
            };
            assert_eq!(
                sources.position(span).to_string(),
                position,
                "{text:?} at {at}"
            );
            let source = sources.get(file);
            assert_eq!(
                &source.text[source.line_range(at)],
                line,
                "{text:?} at {at}"
            );
        };
        check("", 0, "1:1", "");
        check("ab", 2, "1:3", "ab");
        check("ab\ncd", 2, "1:3", "ab");
        check("ab\ncd", 3, "2:1", "cd");
        check("ab\r\ncd\r\n", 5, "2:2", "cd");
        check("ab\rcd", 4, "2:2", "cd");
        check("aü😀b\n", 7, "1:4", "aü😀b");
        check("a\n", 2, "2:1", "");
        check("a", 9, "1:1", "a");
    }

    #[test]
    fn a_path_is_found_under_its_first_text() {
        let mut sources = Sources::default();
        let first = sources.add("a".into(), "a".into(), "one".into());
        sources.add("a".into(), "a".into(), "two".into());
        assert_eq!(sources.find("a"), Some(first));
        assert_eq!(sources.find("b"), None);
        assert_eq!(sources.bytes(), 6);
    }
}
