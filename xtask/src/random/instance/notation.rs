//! A value as text, in one of the many ways to write it.

use std::fmt::Write as _;

use serde_json::Value;

use crate::random::dice::Dice;

/// Writes a value.
pub fn written(dice: &mut Dice, value: &Value) -> String {
    let mut out = String::new();
    write(dice, value, &mut out);
    out
}

fn write(dice: &mut Dice, value: &Value, out: &mut String) {
    let space = dice.chance(5);
    if space {
        out.push_str(" \n\t");
    }
    match value {
        Value::Null | Value::Bool(_) => out.push_str(&value.to_string()),
        Value::Number(_) => out.push_str(&number(dice, value.to_string())),
        Value::String(text) => string(dice, text, out),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                write(dice, item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            let members: Vec<(&String, &Value)> = members.iter().collect();
            out.push('{');
            for (index, (name, member)) in
                dice.some(&members, members.len()).into_iter().enumerate()
            {
                out.push_str(if index == 0 { "" } else { "," });
                string(dice, name, out);
                out.push(':');
                write(dice, member, out);
            }
            out.push('}');
        }
    }
    if space {
        out.push(' ');
    }
}

/// A number with other zeros, or with another exponent.
fn number(dice: &mut Dice, plain: String) -> String {
    let has_exponent = plain.contains('e');
    match dice.count(0..=11) {
        0 if !has_exponent && !plain.contains('.') => format!("{plain}.0"),
        1 if !has_exponent => format!("{plain}e0"),
        2 if !has_exponent && plain.contains('.') => format!("{plain}00"),
        3 if !has_exponent => format!("{plain}E+00"),
        _ => plain,
    }
}

fn string(dice: &mut Dice, text: &str, out: &mut String) {
    if !dice.chance(10) {
        out.push_str(&Value::from(text).to_string());
        return;
    }
    out.push('"');
    for unit in text.encode_utf16() {
        // Writing to a `String` cannot fail.
        let _ = write!(out, "\\u{unit:04x}");
    }
    out.push('"');
}
