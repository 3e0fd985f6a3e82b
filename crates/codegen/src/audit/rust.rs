//! What belongs into a file of Rust.

use memchr::memchr;

use super::known::Known;
use super::lexer::{Lexer, Token};
use super::markdown::{Allowed, Markdown};
use super::words;

/// What code may have beside the known words.
pub(super) struct Dialect {
    /// More words.
    pub(super) words: &'static [&'static str],
    /// Macros.
    pub(super) macros: &'static [&'static str],
    /// More attributes.
    pub(super) attributes: &'static [&'static str],
    /// Where paths lead that begin with `std::`.
    pub(super) std: &'static [&'static str],
}

/// The files of a crate.
pub(super) const CODE: Dialect = Dialect {
    words: &[],
    macros: &words::MACROS,
    attributes: &words::ATTRIBUTES,
    std: &words::STD,
};

/// Where in a path a word stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Path {
    /// Behind no path that is looked at.
    None,
    /// Behind what a path goes on from.
    Part,
    /// Behind `std`.
    Std,
    /// Behind the `::` that a path begins with.
    Root,
    /// Behind `std::`.
    InStd,
    /// Behind any other `::`.
    Inner,
}

/// What files are held against.
pub(super) struct Auditor<'a> {
    known: &'a Known<'a>,
    dialect: &'a Dialect,
    /// Lines that have nothing to report, wherever they stand, by their hash: most lines of a file
    /// are in others, too.
    seen: Vec<&'a [u8]>,
    /// An attribute over several lines.
    attribute: Attribute,
}

/// How many lines are remembered.
const SEEN: usize = 1_024;

/// The tokens of an attribute so far.
#[derive(Default)]
struct Attribute {
    text: Vec<u8>,
    /// How many brackets are open; `None` outside of an attribute.
    open: Option<usize>,
}

impl<'a> Auditor<'a> {
    pub(super) fn new(known: &'a Known<'a>, dialect: &'a Dialect) -> Self {
        Self {
            known,
            dialect,
            seen: vec![&[]; SEEN],
            attribute: Attribute::default(),
        }
    }

    /// Reports what does not belong into code, with its line.
    pub(super) fn file(&mut self, text: &'a str, report: &mut impl FnMut(usize, String)) {
        let known = self.known;
        let path = |path: &[u8]| {
            let mut words = path.split(|byte| *byte == b':');
            words.all(|word| word.is_empty() || known.has(word))
        };
        let allowed = Allowed {
            fences: &[b"text"],
            headings: &[b"# Errors"],
            path: &path,
        };
        let mut docs: Option<Markdown> = None;
        let mut last = 0_usize;
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            let end = memchr(b'\n', rest).unwrap_or(rest.len());
            let line = rest.get(..end).unwrap_or_default();
            rest = rest.get(end.saturating_add(1)..).unwrap_or_default();
            last = last.saturating_add(1);
            let mut report = |what| report(last, what);
            let line = unindented(line);
            if let Some(line) = documentation(line) {
                let docs = docs.get_or_insert_default();
                if let Err(what) = docs.line(line, &allowed) {
                    report(what.to_owned());
                }
                continue;
            }
            if let Some(Err(what)) = docs.take().map(|docs| docs.end()) {
                report(what.to_owned());
            }
            if self.attribute.open.is_some() {
                self.line(line, &mut report);
                continue;
            }
            let slot = usize::try_from(known.hash(line)).unwrap_or_default() % SEEN;
            if self.seen.get(slot) == Some(&line) {
                continue;
            }
            let mut found = false;
            self.line(line, &mut |what| {
                found = true;
                report(what);
            });
            if let Some(seen) = self.seen.get_mut(slot)
                && !found
                && self.attribute.open.is_none()
            {
                *seen = line;
            }
        }
        if let Some(Err(what)) = docs.map(|docs| docs.end()) {
            report(last, what.to_owned());
        }
        if self.attribute.open.take().is_some() {
            report(last, "an attribute that does not end".to_owned());
        }
    }

    /// Reports what does not belong into a line.
    fn line(&mut self, line: &[u8], report: &mut impl FnMut(String)) {
        if line.starts_with(b"//") {
            return;
        }
        let mut lexer = Lexer { rest: line };
        let mut at = Path::None;
        // The word before, which may name a macro.
        let mut last: &[u8] = &[];
        while let Some(token) = lexer.next() {
            if self.attribute.open.is_some() {
                self.attribute(token, report);
                continue;
            }
            at = match token {
                Token::Word(word) => {
                    self.word(word, at, report);
                    last = word;
                    if word == b"std" {
                        Path::Std
                    } else {
                        Path::Part
                    }
                }
                Token::Colons => match at {
                    Path::None | Path::Root | Path::InStd | Path::Inner => Path::Root,
                    Path::Std => Path::InStd,
                    Path::Part => Path::Inner,
                },
                Token::Punct(b'>') => Path::Part,
                Token::Punct(b'!') => {
                    // Nothing is negated either.
                    if at != Path::Part || !is_of(self.dialect.macros, last) {
                        report("a macro".to_owned());
                    }
                    Path::None
                }
                Token::Punct(b'#') => {
                    self.attribute.text.clear();
                    self.attribute.open = Some(0);
                    Path::None
                }
                Token::Lifetime(name) => {
                    if !is_of(&words::LIFETIMES, name) {
                        report(format!("the lifetime `'{}`", shown(name)));
                    }
                    Path::None
                }
                Token::Invalid(what) => {
                    report(what.to_owned());
                    Path::None
                }
                Token::Arrow | Token::Number | Token::Punct(_) | Token::String => Path::None,
            };
        }
        if matches!(at, Path::Root | Path::InStd | Path::Inner) {
            report("a path that goes on elsewhere".to_owned());
        }
    }

    fn word(&self, word: &[u8], at: Path, report: &mut impl FnMut(String)) {
        if !self.known.has(word) && !is_of(self.dialect.words, word) {
            report(format!("the word `{}`", shown(word)));
        }
        if at == Path::Root && !is_of(&words::CRATES, word) {
            report(format!("a path that begins at `::{}`", shown(word)));
        }
        if at == Path::InStd && !is_of(self.dialect.std, word) {
            report(format!("the path `std::{}`", shown(word)));
        }
    }

    /// Adds a token to the attribute that is open; reports the whole where it is none of those
    /// that generated code has.
    fn attribute(&mut self, token: Token<'_>, report: &mut impl FnMut(String)) {
        let Attribute { text, open } = &mut self.attribute;
        match token {
            Token::Word(word) => {
                if text.last().is_some_and(u8::is_ascii_alphanumeric) {
                    text.push(b' ');
                }
                text.extend_from_slice(word);
            }
            Token::Lifetime(_) => text.push(b'\''),
            Token::String => text.extend_from_slice(b"\"\""),
            Token::Number => text.push(b'0'),
            Token::Colons => text.extend_from_slice(b"::"),
            Token::Arrow => text.extend_from_slice(b"=>"),
            Token::Punct(mark) => text.push(mark),
            Token::Invalid(what) => text.extend_from_slice(what.as_bytes()),
        }
        let brackets = open.unwrap_or_default();
        let brackets = match token {
            Token::Punct(b'[') => brackets.saturating_add(1),
            Token::Punct(b']') => brackets.saturating_sub(1),
            _ => brackets,
        };
        *open = (brackets > 0 || text == b"!").then_some(brackets);
        if open.is_none() && !is_of(self.dialect.attributes, text) {
            report(format!("the attribute `#{}`", shown(text)));
        }
    }
}

/// A line from where it is not indented any more.
fn unindented(mut line: &[u8]) -> &[u8] {
    while let Some(inner) = line.strip_prefix(b"    ") {
        line = inner;
    }
    line
}

/// The line of documentation that a line of code is.
fn documentation(line: &[u8]) -> Option<&[u8]> {
    match line {
        [b'/', b'/', b'/', b'/', ..] => None,
        [b'/', b'/', b'/' | b'!', b' ', line @ ..] | [b'/', b'/', b'/' | b'!', line @ ..] => {
            Some(line)
        }
        _ => None,
    }
}

fn is_of(list: &[&str], text: &[u8]) -> bool {
    list.iter().any(|it| it.as_bytes() == text)
}

fn shown(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}
