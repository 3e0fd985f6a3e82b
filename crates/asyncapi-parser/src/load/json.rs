//! JSON in, nodes out (RFC 8259). Strict: what is not JSON is left to the YAML reader, which takes
//! more and explains faults. JSON has a reader of its own for what YAML forbids, such as U+007F in
//! a string, and because it takes a third of the time.

use std::borrow::Cow;

use granit_parser::StructureStyle;

use super::build::Builder;
use crate::diagnostic::Diagnostic;
use crate::tree::{Mapping, Scalar, ScalarKind, Value};

/// Why reading stopped.
pub(super) enum Stop {
    /// The text is not JSON. It may be YAML.
    NotJson,
    /// It is JSON, and it is refused.
    Fault(Diagnostic),
}

/// Reads a JSON text.
pub(super) fn read(builder: &mut Builder<'_>) -> Result<(), Stop> {
    let mut lexer = Lexer {
        text: builder.text,
        at: 0,
    };
    let mut expect = Expect::Value;
    loop {
        let start = lexer.skip_space();
        let token = lexer.token().ok_or(Stop::NotJson)?;
        let span = builder.span(start, lexer.at);
        let object = builder.expects_key();
        expect = match (expect, token) {
            (Expect::Value | Expect::ItemOrEnd, Token::Punctuation(b'{')) => {
                builder.open(
                    Value::Mapping(Mapping::default()),
                    span,
                    0,
                    StructureStyle::Flow,
                )?;
                Expect::KeyOrEnd
            }
            (Expect::Value | Expect::ItemOrEnd, Token::Punctuation(b'[')) => {
                builder.open(
                    Value::Sequence(Box::default()),
                    span,
                    0,
                    StructureStyle::Flow,
                )?;
                Expect::ItemOrEnd
            }
            (Expect::Value | Expect::ItemOrEnd, Token::Scalar(text, kind)) => {
                builder.scalar(
                    Scalar {
                        text: builder.piece(&text, span),
                        kind,
                    },
                    span,
                    0,
                )?;
                Expect::CommaOrEnd
            }
            (Expect::Key | Expect::KeyOrEnd, Token::Scalar(text, kind @ ScalarKind::String)) => {
                builder.scalar(
                    Scalar {
                        text: builder.piece(&text, span),
                        kind,
                    },
                    span,
                    0,
                )?;
                Expect::Colon
            }
            (Expect::CommaOrEnd, Token::Punctuation(b',')) if object => Expect::Key,
            (Expect::Colon, Token::Punctuation(b':'))
            | (Expect::CommaOrEnd, Token::Punctuation(b',')) => Expect::Value,
            (Expect::CommaOrEnd | Expect::KeyOrEnd, Token::Punctuation(b'}')) if object => {
                end(builder, span.end)?
            }
            (Expect::CommaOrEnd | Expect::ItemOrEnd, Token::Punctuation(b']')) if !object => {
                end(builder, span.end)?
            }
            _ => return Err(Stop::NotJson),
        };
        if builder.depth() == 0 {
            let rest = lexer.skip_space();
            return if rest == lexer.text.len() {
                Ok(())
            } else {
                Err(Stop::NotJson)
            };
        }
    }
}

fn end(builder: &mut Builder<'_>, end: u32) -> Result<Expect, Diagnostic> {
    builder.close(end)?;
    Ok(Expect::CommaOrEnd)
}

impl From<Diagnostic> for Stop {
    fn from(fault: Diagnostic) -> Self {
        Self::Fault(fault)
    }
}

/// What the grammar allows next.
#[derive(Clone, Copy)]
enum Expect {
    Value,
    ItemOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    CommaOrEnd,
}

enum Token<'a> {
    Punctuation(u8),
    Scalar(Cow<'a, str>, ScalarKind),
}

struct Lexer<'a> {
    text: &'a str,
    /// The offset of the next byte.
    at: usize,
}

impl<'a> Lexer<'a> {
    /// Passes white space, and gives the offset behind it.
    fn skip_space(&mut self) -> usize {
        self.take(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        self.at
    }

    /// Passes one token. `None` at the end, and where JSON knows no such token.
    fn token(&mut self) -> Option<Token<'a>> {
        let byte = self.peek()?;
        match byte {
            b'{' | b'}' | b'[' | b']' | b':' | b',' => {
                self.advance(1);
                Some(Token::Punctuation(byte))
            }
            b'"' => Some(Token::Scalar(self.string()?, ScalarKind::String)),
            b'-' | b'0'..=b'9' => self.number(),
            _ => match self.take(|byte| byte.is_ascii_alphanumeric()) {
                "null" => Some(Token::Scalar(Cow::Borrowed("null"), ScalarKind::Null)),
                text @ ("true" | "false") => {
                    Some(Token::Scalar(Cow::Borrowed(text), ScalarKind::Boolean))
                }
                _ => None,
            },
        }
    }

    fn number(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        let mut kind = ScalarKind::Integer;
        self.pass(b'-');
        if !self.pass(b'0') {
            self.digits()?;
        }
        if self.pass(b'.') {
            kind = ScalarKind::Float;
            self.digits()?;
        }
        if self.pass(b'e') || self.pass(b'E') {
            kind = ScalarKind::Float;
            let _sign = self.pass(b'+') || self.pass(b'-');
            self.digits()?;
        }
        let text = self.text.get(start..self.at)?;
        Some(Token::Scalar(Cow::Borrowed(text), kind))
    }

    fn digits(&mut self) -> Option<()> {
        let digits = self.take(|byte| byte.is_ascii_digit());
        (!digits.is_empty()).then_some(())
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.advance(1);
        let mut text = Cow::Borrowed(self.run());
        loop {
            if self.pass(b'"') {
                return Some(text);
            }
            text.to_mut().push(self.escape()?);
            text.to_mut().push_str(self.run());
        }
    }

    /// Passes what stands for itself in a string.
    fn run(&mut self) -> &'a str {
        self.take(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1F))
    }

    fn escape(&mut self) -> Option<char> {
        self.pass(b'\\').then_some(())?;
        let byte = self.peek()?;
        self.advance(1);
        match byte {
            b'"' | b'\\' | b'/' => Some(char::from(byte)),
            b'b' => Some('\u{8}'),
            b'f' => Some('\u{c}'),
            b'n' => Some('\n'),
            b'r' => Some('\r'),
            b't' => Some('\t'),
            b'u' => match self.unit()? {
                high @ 0xD800..=0xDBFF => {
                    let escaped = self.pass(b'\\') && self.pass(b'u');
                    let low = self.unit().filter(|_| escaped)?;
                    char::decode_utf16([high, low]).next()?.ok()
                }
                unit => char::from_u32(u32::from(unit)),
            },
            _ => None,
        }
    }

    /// Passes four hexadecimal digits: a unit of UTF-16.
    fn unit(&mut self) -> Option<u16> {
        let digits = self.text.get(self.at..)?.get(..4)?;
        self.advance(4);
        let all = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        u16::from_str_radix(digits, 16).ok().filter(|_| all)
    }

    /// Passes the bytes that match. Those that end the run must be ASCII.
    fn take(&mut self, is: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest
            .bytes()
            .position(|byte| !is(byte))
            .unwrap_or(rest.len());
        self.advance(length);
        rest.get(..length).unwrap_or_default()
    }

    fn pass(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.advance(usize::from(found));
        found
    }

    fn advance(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scalar(text: &str) -> Option<(String, ScalarKind)> {
        let mut lexer = Lexer { text, at: 0 };
        match lexer.token()? {
            Token::Scalar(scalar, kind) if lexer.at == text.len() => {
                Some((scalar.into_owned(), kind))
            }
            Token::Scalar(..) | Token::Punctuation(_) => None,
        }
    }

    #[test]
    fn scalars_are_read_as_json_writes_them() {
        let check = |text: &str, expected: &str, kind| {
            assert_eq!(scalar(text), Some((expected.to_owned(), kind)), "{text}");
        };
        check("null", "null", ScalarKind::Null);
        check("true", "true", ScalarKind::Boolean);
        check("-0", "-0", ScalarKind::Integer);
        check("120", "120", ScalarKind::Integer);
        check("1.10", "1.10", ScalarKind::Float);
        check("1E+2", "1E+2", ScalarKind::Float);
        check(r#""""#, "", ScalarKind::String);
        check("\"a\u{7f}ü\"", "a\u{7f}ü", ScalarKind::String);
        check(
            r#""\"\\\/\b\f\n\r\t""#,
            "\"\\/\u{8}\u{c}\n\r\t",
            ScalarKind::String,
        );
        check(
            r#""x\u0000\u00e4y\uD83D\uDE00""#,
            "x\0äy😀",
            ScalarKind::String,
        );
    }

    #[test]
    fn what_is_not_json_is_left_alone() {
        let check = |text: &str| assert_eq!(scalar(text), None, "{text}");
        check("nul");
        check("True");
        check("01");
        check("1.");
        check(".5");
        check("+1");
        check("1e");
        check("-");
        check("'a'");
        check("\"a");
        check("\"a\nb\"");
        check("\"a\tb\"");
        check(r#""\q""#);
        check(r#""\u12""#);
        check(r#""\u+123""#);
        check(r#""\uD83D""#);
        check(r#""\uD83D\u0041""#);
        check(r#""\uDE00""#);
    }
}
