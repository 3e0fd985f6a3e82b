//! Texts of the document become string literals, of Rust and of TOML.

use std::fmt::Write;

use proc_macro2::Literal;

use crate::ir;

/// A text as a string literal. Characters that cannot be seen are escaped.
pub(super) fn string(text: &str) -> Literal {
    Literal::string(text)
}

/// A JSON value as a string literal of its text.
pub(super) fn json(value: &ir::Literal) -> Literal {
    Literal::string(&value.0)
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
