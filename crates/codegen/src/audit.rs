//! The files of a crate, read again and held against what generated code is made of. Text of a
//! document may stand in comments and strings; everything else is known beforehand.
//!
//! It knows nothing of how files are emitted: a word is one of [`words`] or a name that the crate
//! gave, an attribute is one of a list, and there is no macro, no block comment, no raw string and
//! no character that cannot be seen.

mod lexer;
mod manifest;
mod names;
mod words;

use std::collections::HashSet;
use std::fmt;

use crate::generate::File;
use crate::ir::Crate;
use lexer::{Lexer, Token};

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
    let mut found = Vec::new();
    for file in files {
        let mut report = |line, what| {
            found.push(Violation {
                path: file.path.clone(),
                line,
                what,
            });
        };
        for (line, text) in (1..).zip(file.contents.split('\n')) {
            if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
                report(line, format!("the character {hidden:?}"));
            }
        }
        match file.path.as_str() {
            "Cargo.toml" => manifest::audit(&file.contents, &mut report),
            "README.md" => {}
            path if is_source(path) => rust(&file.contents, &names, &mut report),
            _ => report(1, "a file of this name".to_owned()),
        }
    }
    found
}

/// What does not belong into a Rust file.
fn rust(text: &str, names: &HashSet<String>, report: &mut impl FnMut(usize, String)) {
    let mut lexer = Lexer::new(text);
    // The two tokens before.
    let (mut before, mut last) = (Token::Colons, Token::Punct(';'));
    while let Some(token) = lexer.next() {
        let line = lexer.line;
        match token {
            Token::Word(word) => {
                let is_known = names.contains(word) || words::WORDS.binary_search(&word).is_ok();
                if !is_known {
                    report(line, format!("the word `{word}`"));
                }
                let begins_path =
                    last == Token::Colons && !matches!(before, Token::Word(_) | Token::Punct('>'));
                if begins_path && !words::CRATES.contains(&word) {
                    report(line, format!("a path that begins at `::{word}`"));
                }
                if before == Token::Word("std")
                    && last == Token::Colons
                    && !words::STD.contains(&word)
                {
                    report(line, format!("the path `std::{word}`"));
                }
            }
            Token::Lifetime(name) if !words::LIFETIMES.contains(&name) => {
                report(line, format!("the lifetime `'{name}`"));
            }
            // Nothing is negated either.
            Token::Punct('!') => report(line, "a macro".to_owned()),
            Token::Punct('#') => {
                let attribute = lexer.attribute();
                if !words::ATTRIBUTES.contains(&attribute.as_str()) {
                    report(line, format!("the attribute `#{attribute}`"));
                }
            }
            Token::Invalid(what) => report(line, what.to_owned()),
            Token::Arrow
            | Token::Colons
            | Token::Lifetime(_)
            | Token::Number
            | Token::Punct(_)
            | Token::String => {}
        }
        (before, last) = (last, token);
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
