//! Values of the document become literals, and nothing else: the only place that makes literals of
//! text.

use std::fmt::Write;

use proc_macro2::Span;
use syn::{ExprLit, Lit, LitInt, LitStr};

use crate::ir;

/// A string.
#[expect(
    clippy::disallowed_methods,
    reason = "whatever the text, it is escaped as one literal"
)]
pub(super) fn string(text: &str) -> ExprLit {
    literal(Lit::Str(LitStr::new(text, Span::call_site())))
}

/// A number without a type.
#[expect(clippy::disallowed_methods, reason = "it has digits only")]
pub(super) fn number(number: usize) -> ExprLit {
    let digits = number.to_string();
    literal(Lit::Int(LitInt::new(&digits, Span::call_site())))
}

/// The text of a JSON string; `None` for another value.
pub(super) fn text(value: &ir::Literal) -> Option<String> {
    value
        .0
        .starts_with('"')
        .then(|| serde_json::from_str(&value.0).ok())
        .flatten()
}

/// A text as a TOML string.
pub(super) fn toml(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            _ if character.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

fn literal(lit: Lit) -> ExprLit {
    ExprLit {
        attrs: Vec::new(),
        lit,
    }
}

#[cfg(test)]
mod tests {
    use super::{ExprLit, Lit, ir, number, string, text, toml};

    fn written(literal: &ExprLit) -> String {
        match &literal.lit {
            Lit::Str(text) => text.token().to_string(),
            Lit::Int(digits) => digits.to_string(),
            _ => panic!("neither a string nor a number"),
        }
    }

    #[test]
    fn values_become_literals() {
        assert_eq!(written(&string("")), r#""""#);
        assert_eq!(written(&string("\"\\\n{}é")), r#""\"\\\n{}é""#);
        assert_eq!(written(&number(0)), "0");
        assert_eq!(written(&number(1200)), "1200");
    }

    #[test]
    fn only_strings_have_a_text() {
        let cases = [
            (r#""""#, Some("")),
            (r#""a\"\u00e9""#, Some("a\"é")),
            ("1.10", None),
            ("null", None),
            (r#"["a"]"#, None),
            (r#"{"a":"b"}"#, None),
        ];
        for (json, expected) in cases {
            let value = ir::Literal(json.to_owned());
            assert_eq!(text(&value).as_deref(), expected, "{json}");
        }
    }

    #[test]
    fn toml_has_one_line() {
        let cases = [
            ("", r#""""#),
            ("a 'b' é", r#""a 'b' é""#),
            ("a\"b\\c", r#""a\"b\\c""#),
            ("a\nb\u{7f}\u{85}", r#""a\u000Ab\u007F\u0085""#),
        ];
        for (from, expected) in cases {
            assert_eq!(toml(from), expected);
        }
    }
}
