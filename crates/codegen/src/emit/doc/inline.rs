//! The words of a text, each made inert: brackets and angle brackets are escaped, addresses
//! become plain links or code, identifiers become code.

/// How long a word may be.
const LONGEST: usize = 300;

/// The words of a text as Markdown. A word may hold spaces, in code.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Words::default();
    words.text(text, true);
    words.space();
    words.done
}

#[derive(Default)]
struct Words {
    done: Vec<String>,
    word: String,
}

impl Words {
    /// Adds text, with links where `links` allows them.
    fn text(&mut self, text: &str, links: bool) {
        let mut rest = text;
        while let Some(at) = rest.find(['`', '[']) {
            let (plain, special) = rest.split_at(at);
            self.plain(plain, links);
            rest = if let Some((code, rest)) = code_span(special) {
                self.push(&format!("`{code}`"));
                rest
            } else if let Some((label, address, rest)) = link(special).filter(|_| links) {
                self.link(label, address);
                rest
            } else {
                let rest = match special.strip_prefix('[') {
                    Some(rest) => rest,
                    None => special.trim_start_matches('`'),
                };
                let marks = special.strip_suffix(rest).unwrap_or_default();
                self.word(marks, links);
                rest
            };
        }
        self.plain(rest, links);
    }

    fn link(&mut self, label: &str, address: &str) {
        if self.word.ends_with('!') {
            self.word.pop();
            self.word.push_str("\\!");
        }
        self.push("[");
        self.text(label, false);
        self.word.push_str("](");
        self.word.push_str(address);
        self.word.push(')');
    }

    /// Adds text without code and links.
    fn plain(&mut self, text: &str, links: bool) {
        let mut rest = text;
        while let Some(start) = rest.chars().next() {
            if start.is_whitespace() {
                self.space();
                rest = rest.trim_start();
                continue;
            }
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            self.word(word, links);
            rest = after;
        }
    }

    fn word(&mut self, word: &str, links: bool) {
        // Most are letters alone, in which there is nothing to find.
        if word.len() <= LONGEST && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return self.push(word);
        }
        let cut = word.char_indices().nth(LONGEST);
        let mut rest = word
            .get(..cut.map_or(word.len(), |(end, _)| end))
            .unwrap_or_default();
        while let Some(at) = find_address(rest) {
            let (before, address) = rest.split_at(at);
            let (address, after) = address.split_at(address_length(address));
            // A plain address gets angle brackets of its own.
            let (before, after) = match (before.strip_suffix('<'), after.strip_prefix('>')) {
                (Some(before), Some(after)) => (before, after),
                _ => (before, after),
            };
            self.escaped(before);
            if links && is_plain(address) {
                self.push(&format!("<{address}>"));
            } else {
                self.push(&format!("`{address}`"));
            }
            rest = after;
        }
        self.escaped(rest);
        if cut.is_some() {
            self.word.push('…');
        }
    }

    /// Adds a word or a part of one without addresses.
    fn escaped(&mut self, word: &str) {
        let opened = word.trim_start_matches(['(', '"', '\'']);
        let (before, word) = (word.strip_suffix(opened).unwrap_or_default(), opened);
        let core = word.trim_end_matches(['.', ',', ';', ':', ')', '"', '\'', '!', '?']);
        let after = word.get(core.len()..).unwrap_or_default();
        self.push(before);
        if is_identifier(core) && (self.word.is_empty() || !before.is_empty()) {
            self.push(&format!("`{core}`"));
        } else {
            self.push(&escape(core, after));
        }
        self.word.push_str(after);
    }

    fn push(&mut self, part: &str) {
        let two_spans = self.word.ends_with('`') && part.starts_with('`');
        if two_spans || self.word.len().saturating_add(part.len()) > 2 * LONGEST {
            self.space();
        }
        self.word.push_str(part);
    }

    fn space(&mut self) {
        if !self.word.is_empty() {
            self.done.push(std::mem::take(&mut self.word));
        }
    }
}

/// A text, before another, in which no character means anything in Markdown but `*`, `_` and `|`.
fn escape(text: &str, behind: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            // A character that the document escapes stays escaped.
            '\\' => {
                out.push('\\');
                out.push(
                    characters
                        .next_if(char::is_ascii_punctuation)
                        .unwrap_or('\\'),
                );
            }
            '[' | ']' | '<' | '>' | '`' | '~' => out.extend(['\\', character]),
            '&' if names_character(characters.clone().chain(behind.chars())) => out.push_str("\\&"),
            _ => out.push(character),
        }
    }
    out
}

/// Whether what is behind an ampersand makes it stand for a character, of which many cannot be
/// seen.
fn names_character(mut behind: impl Iterator<Item = char>) -> bool {
    match behind.next() {
        Some('#') => true,
        // The longest name has 31 letters.
        Some(first) if first.is_ascii_alphanumeric() => {
            behind.take(40).find(|it| !it.is_ascii_alphanumeric()) == Some(';')
        }
        _ => false,
    }
}

/// The content of the code span that a text begins with, and the text behind it.
fn code_span(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_start_matches('`');
    let fence = text.strip_suffix(inner).filter(|fence| !fence.is_empty())?;
    let (code, rest) = inner.split_once(fence)?;
    let code = code.trim();
    (!code.is_empty() && !code.contains('`') && !rest.starts_with('`') && code.len() <= LONGEST)
        .then_some((code, rest))
}

/// The label and the address of the link that a text begins with, and the text behind it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let inner = text.strip_prefix('[')?;
    let (label, rest) = inner.split_at(inner.find(['[', ']', '`'])?);
    let rest = rest.strip_prefix("](")?;
    let (address, rest) = rest.split_at(rest.find(|character| !in_address(character))?);
    let rest = rest.strip_prefix(')')?;
    (!label.trim().is_empty() && is_plain(address)).then_some((label, address, rest))
}

fn find_address(text: &str) -> Option<usize> {
    // Few words have one.
    memchr::memchr(b':', text.as_bytes())?;
    text.match_indices("http")
        .map(|(at, _)| at)
        .find(|at| scheme(text.get(*at..).unwrap_or_default()).is_some())
}

/// The text behind the scheme that it begins with.
fn scheme(text: &str) -> Option<&str> {
    text.strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
}

/// How far an address at the start of a text goes.
fn address_length(text: &str) -> usize {
    let end = text
        .find(|character: char| "<>\"`[]|\\^".contains(character))
        .unwrap_or(text.len());
    let address = text.get(..end).unwrap_or_default();
    let trimmed = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
    if trimmed.ends_with(')') && !trimmed.contains('(') {
        return trimmed.trim_end_matches([')', '.', ',']).len();
    }
    trimmed.len()
}

/// Whether an address holds nothing but what addresses are made of. A semicolon would end the name of
/// a character.
fn is_plain(address: &str) -> bool {
    scheme(address).is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_ascii_alphanumeric())
            && rest.chars().all(in_address)
    })
}

fn in_address(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~/?#=&%:+@,!$".contains(character)
}

/// Whether a word is surely an identifier: parts joined by underscores, or `likeThis`.
fn is_identifier(word: &str) -> bool {
    let plain = word.starts_with(|first: char| first.is_ascii_alphabetic())
        && word.ends_with(|last: char| last.is_ascii_alphanumeric())
        && word
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || character == '_');
    let upper = word.find(|c: char| !c.is_ascii_lowercase());
    let camel = upper.is_some_and(|at| {
        let behind = word.get(at..).unwrap_or_default();
        at >= 2 && behind.starts_with(|c: char| c.is_ascii_uppercase())
    });
    plain && (word.contains('_') || camel)
}
