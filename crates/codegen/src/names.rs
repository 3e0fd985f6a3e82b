//! Where every Rust name is made: texts of the document in, ASCII identifiers out. Knows Rust's
//! rules for identifiers; knows neither schemas nor what the names are for.
//!
//! A text becomes words ([`words`]), words become an identifier in the case of its [`Style`]:
//!
//! * Symbols part words; characters beyond ASCII become a word of their own, `é` is `u00e9`. A
//!   sign in front of a number, and the symbols of a text that has nothing else, are spelled:
//!   `-1` is `Minus1`, `*` is `Star`. An empty text is `Empty`, one of white space `Blank`.
//! * What begins with a digit gets an `N` (`n`) in front. Digits that a symbol parted stay parted:
//!   `1.10` is `N1_10`.
//! * A keyword of any edition gets a `_` behind; there are no raw identifiers.
//! * What is longer than 100 characters is cut to 60, and a hash of the whole text follows.
//!
//! Two texts of one [`Scope`] that make the same identifier are told apart so that an edit
//! elsewhere in the document renames neither: the text that *is* the identifier keeps it, else
//! the first in document order. Any other text is spelled with its symbols (`foo-bar` is
//! `foo_minus_bar`), or its case is said (`E` beside `e` is `e_upper`, `fooBar` beside `foo_bar` is
//! `foo_bar_camel`); if that tells nothing either, it gets a hash of itself behind (`foo bar` is
//! `foo_bar_x8d66`). What is appended depends on the text alone, never on how many there are.

mod keywords;
mod package;
mod words;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
pub use package::check_package;
use words::{case, plain_words, spelled_words};

/// A Rust identifier: ASCII, no keyword of any edition. Made in this module only.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(String);

/// What a name is for, and so its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A type or a variant: `UpperCamelCase`.
    Type,
    /// A field or a function: `snake_case`.
    Value,
    /// A module and its file: `snake_case`, no name that a generated crate uses itself, none that
    /// a file system refuses.
    Module,
}

/// Names that must differ from each other: the types of a crate, the fields of a struct.
#[derive(Debug)]
pub struct Scope {
    style: Style,
    taken: HashSet<String>,
    /// How often a text has come to the point of needing a hash: equal texts get different ones.
    hashed: HashMap<String, u32>,
}

impl Name {
    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Scope {
    /// A scope without names.
    pub fn new(style: Style) -> Self {
        Self {
            style,
            taken: HashSet::new(),
            hashed: HashMap::new(),
        }
    }

    /// Names texts that stand beside each other, in document order: a text that equals its
    /// identifier goes first.
    pub fn add_all<T: AsRef<str>>(&mut self, texts: &[T]) -> Vec<Name> {
        let exact: Vec<Option<Name>> = texts
            .iter()
            .map(|text| self.add_exact(text.as_ref()))
            .collect();
        exact
            .into_iter()
            .zip(texts)
            .map(|(exact, text)| exact.unwrap_or_else(|| self.add(&[text.as_ref()])))
            .collect()
    }

    /// Names one thing, which may be called by any of these texts: the earlier the better, the
    /// last the most precise.
    pub fn add(&mut self, texts: &[&str]) -> Name {
        let free = texts
            .iter()
            .map(|text| self.plain(text))
            .find(|name| !self.taken.contains(name));
        let name = free.unwrap_or_else(|| {
            let text = texts.last().copied().unwrap_or_default();
            self.spelled(text).unwrap_or_else(|| self.hashed(text))
        });
        self.taken.insert(name.clone());
        Name(name)
    }

    /// Takes the name of a type as somebody chose it.
    ///
    /// # Errors
    /// Says in one line why it cannot be had, naming the text.
    pub fn add_chosen(&mut self, text: &str) -> Result<Name, String> {
        let upper = text.starts_with(|c: char| c.is_ascii_uppercase());
        if !upper || !text.chars().all(|c| c.is_ascii_alphanumeric()) || text.len() > LONGEST {
            Err(format!(
                "`{}` is no name of a type: it begins with a letter from `A` to `Z`; up to {} letters and digits follow",
                text.escape_debug(),
                LONGEST - 1
            ))
        } else if keywords::is_keyword(text) {
            Err(format!("`{text}` is a keyword of Rust"))
        } else if self.taken.insert(text.to_owned()) {
            Ok(Name(text.to_owned()))
        } else {
            Err(format!("`{text}` is the name of another type already"))
        }
    }

    fn add_exact(&mut self, text: &str) -> Option<Name> {
        let exact = self.plain(text) == text && self.taken.insert(text.to_owned());
        exact.then(|| Name(text.to_owned()))
    }

    fn plain(&self, text: &str) -> String {
        identifier(self.style, text, &plain_words(text), None)
    }

    fn spelled(&self, text: &str) -> Option<String> {
        let mut words = spelled_words(text);
        let spelled = identifier(self.style, text, &words, None);
        if !self.taken.contains(&spelled) {
            return Some(spelled);
        }
        words.push(case(text)?.to_owned());
        let cased = identifier(self.style, text, &words, None);
        (!self.taken.contains(&cased)).then_some(cased)
    }

    fn hashed(&mut self, text: &str) -> String {
        let salt = self.hashed.entry(text.to_owned()).or_default();
        let words = plain_words(text);
        loop {
            let name = identifier(self.style, text, &words, Some(*salt));
            *salt = salt.saturating_add(1);
            if !self.taken.contains(&name) {
                return name;
            }
        }
    }
}

/// What a part is called below what it is part of: a type's name with the part's words behind,
/// and, for where that is taken, the texts themselves.
pub fn below(parent: &str, part: &str) -> Vec<String> {
    let mut name = parent.to_owned();
    for word in plain_words(part) {
        append(Style::Type, &mut name, &word);
    }
    vec![name, format!("{parent} {part}")]
}

/// Identifiers longer than this are cut.
const LONGEST: usize = 100;
/// How much of a long identifier is kept.
const CUT: usize = 60;

/// Makes an identifier of words; with a salt, a hash of the text goes behind.
fn identifier(style: Style, text: &str, words: &[String], salt: Option<u32>) -> String {
    let mut name = String::new();
    for word in words {
        append(style, &mut name, word);
    }
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        name.insert(0, if style == Style::Type { 'N' } else { 'n' });
    }
    let mut salt = salt;
    if name.len() > LONGEST {
        name.truncate(CUT);
        name.truncate(name.trim_end_matches('_').len());
        salt = salt.or(Some(0));
    }
    if let Some(salt) = salt {
        append(style, &mut name, &hash_word(text, salt));
    }
    let reserved = match style {
        Style::Type | Style::Value => keywords::is_keyword(&name),
        Style::Module => keywords::is_keyword(&name) || keywords::is_reserved_module(&name),
    };
    if reserved {
        name.push('_');
    }
    name
}

fn append(style: Style, name: &mut String, word: &str) {
    match style {
        Style::Type => {
            let digits = |c: char| c.is_ascii_digit();
            if name.ends_with(digits) && word.starts_with(digits) {
                name.push('_');
            }
            let mut chars = word.chars();
            name.extend(chars.next().map(|first| first.to_ascii_uppercase()));
            name.push_str(chars.as_str());
        }
        Style::Value | Style::Module => {
            if !name.is_empty() {
                name.push('_');
            }
            name.push_str(word);
        }
    }
}

/// A word that stands for a text: FNV-1a, for the hashes of `std` may change between releases.
/// Where many texts ask for one name, salts count up and the words get longer.
fn hash_word(text: &str, salt: u32) -> String {
    let hash = salt
        .to_le_bytes()
        .iter()
        .chain(text.as_bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    // Short texts change only the lower half: fold it into the upper one.
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    if salt < 8 {
        format!("x{:04x}", hash >> 48)
    } else {
        format!("x{hash:016x}")
    }
}

#[cfg(test)]
mod tests;
