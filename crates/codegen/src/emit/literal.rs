//! Values of the document as text.

use std::fmt::Write;

use crate::ir;

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
