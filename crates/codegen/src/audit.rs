//! The files of a crate, read again and held against what generated code is made of. Text of a
//! document may stand in comments and strings; everything else is known beforehand.
//!
//! It knows nothing of how files are emitted: a word is one of [`words`] or a name that the crate
//! gave, an attribute and a macro are of a list each, and there is no block comment, no raw string
//! and no character that cannot be seen.

mod known;
mod lexer;
mod manifest;
mod markdown;
mod names;
mod readme;
mod rust;
mod words;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use crate::generate::File;
use crate::ir::Crate;
use known::Known;
use rust::Auditor;

/// Something that does not belong into generated code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Path of the file below the crate's folder.
    pub path: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What it is, e.g. "the word `unsafe`".
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// Everything in the files of a crate that does not belong there.
pub fn audit(krate: &Crate, files: &[File]) -> Vec<Violation> {
    let names = names::of(krate);
    let known = Known::new(&names);
    let mut code = Auditor::new(&known, &rust::CODE);
    let mut found = Vec::new();
    for File { path, contents } in files {
        let mut report = |line, what| {
            let path = path.clone();
            found.push(Violation { path, line, what });
        };
        // This is so of nearly all files, and is found out in a fraction of the time.
        let odd = |odd, byte| odd | u8::from(!matches!(byte, b' '..=b'~' | b'\n'));
        if contents.bytes().fold(0, odd) != 0 {
            hidden(contents, &mut report);
        }
        match path.as_str() {
            "Cargo.toml" => manifest::audit(contents, &mut report),
            "README.md" => readme::audit(contents, &known, &mut report),
            path if is_source(path) => code.file(contents, &mut report),
            _ => report(1, "a file of this name".to_owned()),
        }
    }
    found
}

/// The words that files of a crate may consist of.
pub fn words(krate: &Crate) -> BTreeSet<String> {
    let names = names::of(krate).into_iter().map(Cow::into_owned);
    let words = words::WORDS.iter().map(|word| (*word).to_owned());
    names.chain(words).collect()
}

/// Reports lines with characters that cannot be seen.
fn hidden(text: &str, report: &mut impl FnMut(usize, String)) {
    for (line, text) in (1..).zip(text.split('\n')) {
        if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
            report(line, format!("the character {hidden:?}"));
        }
    }
}

fn is_source(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '/';
    path.strip_prefix("src/")
        .and_then(|path| path.strip_suffix(".rs"))
        .is_some_and(|path| !path.is_empty() && path.chars().all(plain))
}

/// Whether a character cannot be seen, or changes the direction of what is around it.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}'..='\u{206f}'
        )
        || matches!(c, '\u{2028}'..='\u{202e}')
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests;
