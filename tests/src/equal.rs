//! Whether two JSON texts mean the same: objects whatever their order, numbers by their exact
//! decimal value, `null` and absent kept apart. The judge of every round trip.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

/// Compares two JSON texts.
///
/// # Errors
/// The JSON pointer of the first difference.
pub fn equal(a: &str, b: &str) -> Result<(), String> {
    compare(a.trim(), b.trim(), "", |a, b| decimal(a) == decimal(b))
}

/// As [`equal`], but numbers must be written the same.
///
/// # Errors
/// The JSON pointer of the first difference.
pub fn equal_as_written(a: &str, b: &str) -> Result<(), String> {
    compare(a.trim(), b.trim(), "", |a, b| a == b)
}

fn compare(
    a: &str,
    b: &str,
    pointer: &str,
    same_number: fn(&str, &str) -> bool,
) -> Result<(), String> {
    let same = match (a.as_bytes().first(), b.as_bytes().first()) {
        (Some(b'{'), Some(b'{')) => {
            let (a, b) = (members(a)?, members(b)?);
            if let Some(name) = a
                .keys()
                .chain(b.keys())
                .find(|name| !(a.contains_key(*name) && b.contains_key(*name)))
            {
                return Err(format!("{pointer}/{name}"));
            }
            for (name, value) in &a {
                let pointer = format!("{pointer}/{name}");
                compare(value.get(), b[name].get(), &pointer, same_number)?;
            }
            true
        }
        (Some(b'['), Some(b'[')) => {
            let (a, b): (Vec<Box<RawValue>>, Vec<Box<RawValue>>) = (parse(a)?, parse(b)?);
            for (index, (a, b)) in a.iter().zip(&b).enumerate() {
                let pointer = format!("{pointer}/{index}");
                compare(a.get(), b.get(), &pointer, same_number)?;
            }
            a.len() == b.len()
        }
        (Some(b'"'), Some(b'"')) => parse::<String>(a)? == parse::<String>(b)?,
        (Some(b'-' | b'0'..=b'9'), Some(b'-' | b'0'..=b'9')) => same_number(a, b),
        _ => a == b,
    };
    if same {
        Ok(())
    } else {
        Err(pointer.to_owned())
    }
}

fn members(text: &str) -> Result<BTreeMap<String, Box<RawValue>>, String> {
    parse(text)
}

fn parse<'a, T: serde_core::Deserialize<'a>>(text: &'a str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// A number as sign, digits without zeros around them, and the power of ten of the last digit.
fn decimal(text: &str) -> (bool, String, i64) {
    let (negative, text) = text
        .strip_prefix('-')
        .map_or((false, text), |text| (true, text));
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let power =
        exponent.parse::<i64>().unwrap_or(i64::MAX) - i64::try_from(fraction.len()).unwrap_or(0);
    let significant = digits.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return (false, String::new(), 0);
    }
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    (
        negative,
        significant.to_owned(),
        power + i64::try_from(zeros).unwrap_or(0),
    )
}

#[test]
fn texts_are_compared_by_meaning() {
    let cases = [
        (
            r#"{"a":1,"b":[null]}"#,
            r#"{ "b": [null], "a": 1.0 }"#,
            None,
        ),
        ("1e3", "1000", None),
        ("-0.10", "-1e-1", None),
        (r#""\u0041""#, r#""A""#, None),
        ("9007199254740993", "9007199254740992", Some("")),
        (r#"{"a":null}"#, "{}", Some("/a")),
        (
            r#"{"a":{"b":[1,2]}}"#,
            r#"{"a":{"b":[1,3]}}"#,
            Some("/a/b/1"),
        ),
        ("[1]", "[1,2]", Some("")),
        ("1", "\"1\"", Some("")),
        ("true", "false", Some("")),
    ];
    for (a, b, expected) in cases {
        assert_eq!(equal(a, b).err().as_deref(), expected, "{a} and {b}");
    }
}
