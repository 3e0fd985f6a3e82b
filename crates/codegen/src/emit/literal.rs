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
