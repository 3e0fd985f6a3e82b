//! What a scalar's text means: the YAML 1.2 core schema, sections 10.3.2 and 10.2.1. Knows texts;
//! knows no places.

use crate::tree::ScalarKind;

/// The kind of a plain scalar.
pub(super) fn kind(text: &str) -> ScalarKind {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => ScalarKind::Null,
        "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => ScalarKind::Boolean,
        ".nan" | ".NaN" | ".NAN" => ScalarKind::Float,
        _ => number(text),
    }
}

/// Whether a plain text of a kind may carry a tag of the core schema, and the kind it has then.
/// `None` if the tag and the text disagree.
pub(super) fn tagged(suffix: &str, text: &str) -> Option<ScalarKind> {
    let found = kind(text);
    match (suffix, found) {
        ("str", _) => Some(ScalarKind::String),
        ("null", ScalarKind::Null)
        | ("bool", ScalarKind::Boolean)
        | ("int", ScalarKind::Integer)
        | ("float", ScalarKind::Float) => Some(found),
        ("float", ScalarKind::Integer) => Some(ScalarKind::Float),
        _ => None,
    }
}

fn number(text: &str) -> ScalarKind {
    // Most texts are words.
    if !text.starts_with(|first: char| matches!(first, '0'..='9' | '+' | '-' | '.')) {
        return ScalarKind::String;
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return integer_if(all(digits, |byte| matches!(byte, b'0'..=b'7')));
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return integer_if(all(digits, |byte| byte.is_ascii_hexdigit()));
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if all(unsigned, |byte| byte.is_ascii_digit()) {
        ScalarKind::Integer
    } else if matches!(unsigned, ".inf" | ".Inf" | ".INF") || is_decimal(unsigned) {
        ScalarKind::Float
    } else {
        ScalarKind::String
    }
}

fn integer_if(is_integer: bool) -> ScalarKind {
    if is_integer {
        ScalarKind::Integer
    } else {
        ScalarKind::String
    }
}

/// `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (
            mantissa,
            exponent.strip_prefix(['-', '+']).unwrap_or(exponent),
        ),
        None => (text, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let some = !whole.is_empty() || !fraction.is_empty();
    some && digits(whole) && digits(fraction) && all(exponent, |byte| byte.is_ascii_digit())
}

fn all(text: &str, is: impl Fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(is)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ScalarKind::{Boolean, Float, Integer, Null, String};

    #[test]
    fn plain_scalars_have_the_kinds_of_the_core_schema() {
        let check = |expected: ScalarKind, texts: &[&str]| {
            for text in texts {
                assert_eq!(kind(text), expected, "{text:?}");
            }
        };
        check(Null, &["", "~", "null", "Null", "NULL"]);
        check(
            Boolean,
            &["true", "True", "TRUE", "false", "False", "FALSE"],
        );
        check(
            Integer,
            &[
                "0",
                "-0",
                "+12",
                "007",
                "0o17",
                "0x1F",
                "0xff",
                "123456789012345678901234567890",
            ],
        );
        check(
            Float,
            &[
                "1.10", "-.5", "5.", "+0.1e-7", "1E5", ".inf", "-.INF", "+.Inf", ".nan", ".NaN",
            ],
        );
        check(
            String,
            &[
                "nULL",
                "yes",
                "No",
                "on",
                "tRUE",
                "0o8",
                "0o",
                "0x",
                "0xG",
                "-0x1",
                "1_000",
                "1:30",
                "2024-01-01",
                ".",
                "-",
                "+",
                "--1",
                "1e",
                "e5",
                "1e+",
                ".e1",
                "1.2.3",
                "+.nan",
                "inf",
                "NaN",
                "1,5",
                "１",
                " 1",
                "1 ",
            ],
        );
    }

    #[test]
    fn a_core_tag_must_fit_its_text() {
        let check = |suffix: &str, text: &str, expected: Option<ScalarKind>| {
            assert_eq!(tagged(suffix, text), expected, "!!{suffix} {text:?}");
        };
        check("str", "12", Some(String));
        check("str", "", Some(String));
        check("int", "12", Some(Integer));
        check("int", "1.5", None);
        check("float", "12", Some(Float));
        check("float", "1.5", Some(Float));
        check("float", "x", None);
        check("bool", "true", Some(Boolean));
        check("bool", "yes", None);
        check("null", "~", Some(Null));
        check("null", "0", None);
        check("map", "x", None);
    }
}
