//! The part of Rust's lexical structure that generated code uses: everything else is invalid, so
//! that there is nothing to understand wrongly.

/// A token. Comments and white space are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// An identifier or a keyword.
    Word(&'a str),
    /// A lifetime, without its `'`.
    Lifetime(&'a str),
    /// A string that ends on its line.
    String,
    /// A number.
    Number,
    /// `::`
    Colons,
    /// `->` or `=>`
    Arrow,
    /// Any other mark.
    Punct(char),
    /// What generated code does not use.
    Invalid(&'static str),
}

/// The tokens of a text.
pub(super) struct Lexer<'a> {
    rest: &'a str,
    /// The line of the last token, counted from 1.
    pub(super) line: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            line: 1,
        }
    }

    /// What follows a `#`, up to the bracket that closes it: its tokens, strings as `""`.
    pub(super) fn attribute(&mut self) -> String {
        let mut text = String::new();
        let mut open = 0_usize;
        while let Some(token) = self.next() {
            match token {
                Token::Word(word) => {
                    if text.ends_with(|c: char| c.is_ascii_alphanumeric()) {
                        text.push(' ');
                    }
                    text.push_str(word);
                }
                Token::Lifetime(_) => text.push('\''),
                Token::String => text.push_str("\"\""),
                Token::Number => text.push('0'),
                Token::Colons => text.push_str("::"),
                Token::Arrow => text.push_str("=>"),
                Token::Punct(mark) => text.push(mark),
                Token::Invalid(what) => text.push_str(what),
            }
            match token {
                Token::Punct('[') => open = open.saturating_add(1),
                Token::Punct(']') => open = open.saturating_sub(1),
                _ => {}
            }
            let only_mark = text == "!";
            if open == 0 && !only_mark {
                break;
            }
        }
        text
    }

    fn take(&mut self, count: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(count).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, belongs: impl Fn(u8) -> bool) -> &'a str {
        let end = self.rest.bytes().position(|byte| !belongs(byte));
        self.take(end.unwrap_or(self.rest.len()))
    }

    /// The next token; `None` behind the last one.
    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        loop {
            match self.rest.as_bytes() {
                [] => return None,
                [b' ', ..] => {
                    self.take_while(|byte| byte == b' ');
                }
                [b'\n', ..] => {
                    self.line = self.line.saturating_add(1);
                    self.take(1);
                }
                [b'/', b'/', ..] => {
                    self.take_while(|byte| byte != b'\n');
                }
                [first, second, ..] => return Some(self.token(*first, Some(*second))),
                [first] => return Some(self.token(*first, None)),
            }
        }
    }

    fn token(&mut self, first: u8, second: Option<u8>) -> Token<'a> {
        match first {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                let word = self.take_while(is_word);
                if self.rest.starts_with(['"', '\'', '#']) {
                    return Token::Invalid("a prefix");
                }
                Token::Word(word)
            }
            b'0'..=b'9' => {
                self.take_while(is_word);
                Token::Number
            }
            b'"' => self.string(),
            b'\'' => {
                self.take(1);
                let name = self.take_while(is_word);
                if name.is_empty() || self.rest.starts_with('\'') {
                    return Token::Invalid("a character literal");
                }
                Token::Lifetime(name)
            }
            b'/' if second == Some(b'*') => {
                self.take(2);
                Token::Invalid("a block comment")
            }
            b':' if second == Some(b':') => {
                self.take(2);
                Token::Colons
            }
            b'-' | b'=' if second == Some(b'>') => {
                self.take(2);
                Token::Arrow
            }
            _ if first.is_ascii_punctuation() => {
                self.take(1);
                Token::Punct(char::from(first))
            }
            _ => {
                self.rest = self
                    .rest
                    .trim_start_matches(|c: char| !c.is_ascii_graphic());
                Token::Invalid("a character that is not ASCII")
            }
        }
    }

    fn string(&mut self) -> Token<'a> {
        self.take(1);
        loop {
            self.take_while(|byte| !matches!(byte, b'"' | b'\\' | b'\n'));
            match self.rest.as_bytes() {
                [b'"', ..] => {
                    self.take(1);
                    return Token::String;
                }
                // What follows a backslash is ASCII in generated code: anything else ends the line.
                [b'\\', escaped, ..] if escaped.is_ascii() && *escaped != b'\n' => {
                    self.take(2);
                }
                _ => {
                    self.take_while(|byte| byte != b'\n');
                    return Token::Invalid("a string that does not end on its line");
                }
            }
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
