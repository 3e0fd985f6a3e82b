//! The part of Rust's lexical structure that generated code uses, which no line ends in the middle
//! of: everything else is invalid, so that there is nothing to understand wrongly.

/// A token. White space and comments are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// An identifier or a keyword.
    Word(&'a [u8]),
    /// A lifetime, without its `'`.
    Lifetime(&'a [u8]),
    /// A string.
    String,
    /// A number.
    Number,
    /// `::`
    Colons,
    /// `->` or `=>`
    Arrow,
    /// Any other mark.
    Punct(u8),
    /// What generated code does not use.
    Invalid(&'static str),
}

/// The tokens of a line.
pub(super) struct Lexer<'a> {
    pub(super) rest: &'a [u8],
}

impl<'a> Lexer<'a> {
    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self
            .rest
            .split_at_checked(count)
            .unwrap_or((self.rest, &[]));
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, belongs: impl Fn(u8) -> bool) -> &'a [u8] {
        let end = self.rest.iter().position(|byte| !belongs(*byte));
        self.take(end.unwrap_or(self.rest.len()))
    }

    /// The next token; `None` behind the last one.
    #[inline]
    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        while let [b' ', rest @ ..] = self.rest {
            self.rest = rest;
        }
        match self.rest {
            [] => None,
            [first, rest @ ..] => Some(self.token(*first, rest)),
        }
    }

    fn token(&mut self, first: u8, rest: &'a [u8]) -> Token<'a> {
        match first {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                let word = self.take_while(is_word);
                if let [b'"' | b'\'' | b'#', ..] = self.rest {
                    return Token::Invalid("a prefix");
                }
                return Token::Word(word);
            }
            b'0'..=b'9' => {
                self.take_while(is_word);
                return Token::Number;
            }
            _ => {}
        }
        self.rest = rest;
        match (first, rest) {
            (b'"', _) => self.string(),
            (b'\'', _) => {
                let name = self.take_while(is_word);
                if name.is_empty() || self.rest.first() == Some(&b'\'') {
                    return Token::Invalid("a character literal");
                }
                Token::Lifetime(name)
            }
            (b'/', [b'/', ..]) => {
                self.rest = &[];
                Token::Invalid("a comment behind code")
            }
            (b'/', [b'*', ..]) => {
                self.take(1);
                Token::Invalid("a block comment")
            }
            (b':', [b':', rest @ ..]) => {
                self.rest = rest;
                Token::Colons
            }
            (b'-' | b'=', [b'>', rest @ ..]) => {
                self.rest = rest;
                Token::Arrow
            }
            _ if first.is_ascii_punctuation() => Token::Punct(first),
            _ => {
                self.take_while(|byte| !byte.is_ascii_graphic());
                Token::Invalid("a character that is not ASCII")
            }
        }
    }

    /// A string, from behind its first mark.
    fn string(&mut self) -> Token<'a> {
        loop {
            self.take_while(|byte| !matches!(byte, b'"' | b'\\'));
            match self.rest {
                [b'"', rest @ ..] => {
                    self.rest = rest;
                    return Token::String;
                }
                // What follows a backslash is ASCII in generated code: anything else ends the line.
                [b'\\', escaped, rest @ ..] if escaped.is_ascii() => self.rest = rest,
                _ => {
                    self.rest = &[];
                    return Token::Invalid("a string that does not end on its line");
                }
            }
        }
    }
}

fn is_word(byte: u8) -> bool {
    WORD.get(usize::from(byte)).is_some_and(|it| *it)
}

/// Which bytes words are made of: looked up, for every byte of every word is.
#[expect(
    clippy::indexing_slicing,
    reason = "it is the compiler that fills the table"
)]
static WORD: [bool; 256] = {
    let mut word = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        word[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    word
};
