//! A text to the words of a name: ASCII, lower case, letters and digits only, at least one.

use std::borrow::Cow;

use heck::ToSnakeCase;

/// The words of a text, symbols left out where anything else is there.
pub(super) fn plain_words(text: &str) -> Vec<String> {
    let comparison = text
        .find(|c: char| !"+-<>=!~".contains(c))
        .filter(|end| {
            let rest = text.get(*end..);
            rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        })
        .unwrap_or(0);
    let (sign, rest) = text.split_at(comparison);
    let mut readable = spell(sign);
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            _ if c.is_ascii_alphanumeric() => readable.push(c),
            '+' if chars.peek().is_some_and(char::is_ascii_digit) => readable.push_str(" plus "),
            _ if c.is_ascii() => readable.push(' '),
            _ => readable.push_str(&escape(c)),
        }
    }
    let words = split(&readable);
    if words.is_empty() {
        spelled_words(text)
    } else {
        words
    }
}

/// The words of a text, symbols spelled.
pub(super) fn spelled_words(text: &str) -> Vec<String> {
    if text.is_empty() {
        vec!["empty".to_owned()]
    } else if text.chars().all(char::is_whitespace) {
        vec!["blank".to_owned()]
    } else {
        split(&spell(text))
    }
}

/// What the case of a text is called: `upper` for `FOO`, `capital` for `FooBar`, `camel` for
/// `fooBar`, `lower` for `foo`; `None` for any other.
pub(super) fn case(text: &str) -> Option<&'static str> {
    let mut letters = text.chars().filter(char::is_ascii_alphabetic);
    let first_is_upper = letters.next()?.is_ascii_uppercase();
    let is_word = text.chars().all(|c| c.is_ascii_alphanumeric());
    let has_upper = letters.clone().any(|letter| letter.is_ascii_uppercase());
    let has_lower = letters.any(|letter| letter.is_ascii_lowercase());
    match (first_is_upper, has_upper, has_lower) {
        (true, _, false) => Some("upper"),
        (true, _, true) if is_word => Some("capital"),
        (false, true, _) if is_word => Some("camel"),
        (false, false, _) if is_word => Some("lower"),
        (true, _, true) | (false, _, _) => None,
    }
}

/// Parts words where case changes and at blanks.
fn split(readable: &str) -> Vec<String> {
    let simple = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b' ');
    let snake = if readable.bytes().all(simple) {
        // Most names have no case: blanks alone part them.
        Cow::Borrowed(readable)
    } else {
        Cow::Owned(readable.to_snake_case())
    };
    snake
        .split(['_', ' '])
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn spell(text: &str) -> String {
    let mut spelled = String::new();
    for c in text.chars() {
        match symbol(c) {
            Some(word) => spelled.extend([" ", word, " "]),
            None if c.is_ascii_alphanumeric() || c == ' ' => spelled.push(c),
            None => spelled.push_str(&escape(c)),
        }
    }
    spelled
}

fn escape(c: char) -> String {
    format!(" u{:04x} ", u32::from(c))
}

fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        '!' => "bang",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '\'' => "apostrophe",
        '(' => "open_paren",
        ')' => "close_paren",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '[' => "open_bracket",
        '\\' => "backslash",
        ']' => "close_bracket",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' => "open_brace",
        '|' => "pipe",
        '}' => "close_brace",
        '~' => "tilde",
        _ => return None,
    })
}
