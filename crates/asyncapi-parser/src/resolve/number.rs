//! Numbers as text: YAML's notations into JSON's, exact comparison of numbers of any size. Knows
//! no tree; never goes through floating point.

use std::cmp::Ordering;

use crate::model::Number;

/// A scalar that YAML's core schema takes for a number, in JSON's notation; `None` for `.inf` and
/// `.nan`, which JSON does not have.
pub(super) fn to_json(text: &str) -> Option<Number> {
    let (sign, digits) = match text.as_bytes().first() {
        Some(b'-') => ("-", text.get(1..)?),
        Some(b'+') => ("", text.get(1..)?),
        _ => ("", text),
    };
    let json = if let Some(hexadecimal) = digits.strip_prefix("0x") {
        to_decimal(hexadecimal, 16)?
    } else if let Some(octal) = digits.strip_prefix("0o") {
        to_decimal(octal, 8)?
    } else {
        decimal(digits)?
    };
    Some(Number(format!("{sign}{json}")))
}

/// Whether a value has no fraction, e.g. `3`, `3.0`, `3e2`.
pub(super) fn is_integer(number: &Number) -> bool {
    Exact::of(number).exponent >= 0
}

/// Whether a value is an integer beyond those of 64 bits, signed or not.
pub(super) fn is_wide(number: &Number) -> bool {
    let Number(text) = number;
    is_integer(number)
        && text
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_digit())
        && text.parse::<i64>().is_err()
        && text.parse::<u64>().is_err()
}

/// The value as a count, if it is one, e.g. `3` or `3.0`.
pub(super) fn to_count(number: &Number) -> Option<u64> {
    let exact = Exact::of(number);
    if exact.digits.is_empty() {
        return Some(0);
    }
    if exact.negative {
        return None;
    }
    let factor = 10_u64.checked_pow(u32::try_from(exact.exponent).ok()?)?;
    exact.digits.parse::<u64>().ok()?.checked_mul(factor)
}

/// The same text for all spellings of a value: `1.0` becomes `1`, `1e3` becomes `1e3`, `1000` too.
pub(super) fn canonical(number: &Number) -> Number {
    let Exact {
        negative,
        digits,
        exponent,
    } = Exact::of(number);
    let sign = if negative { "-" } else { "" };
    Number(match (digits.as_str(), exponent) {
        ("", _) => "0".to_owned(),
        (digits, 0) => format!("{sign}{digits}"),
        (digits, exponent) => format!("{sign}{digits}e{exponent}"),
    })
}

/// Compares by value: `1.0` equals `1`.
pub(super) fn compare(a: &Number, b: &Number) -> Ordering {
    let (a, b) = (Exact::of(a), Exact::of(b));
    match (a.sign(), b.sign()) {
        (1, 1) => a.magnitude(&b),
        (-1, -1) => b.magnitude(&a),
        (a, b) => a.cmp(&b),
    }
}

/// A number as `digits · 10^exponent`, the digits without zeros at either end; no digits for zero.
struct Exact {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Exact {
    fn of(number: &Number) -> Self {
        let negative = number.0.starts_with('-');
        let text = number.0.trim_start_matches('-');
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        // An exponent beyond 64 bits is as good as the largest: both are beyond every real bound.
        let exponent: i64 = exponent.parse().unwrap_or(if exponent.starts_with('-') {
            i64::MIN
        } else {
            i64::MAX
        });
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let digits = all.trim_start_matches('0').trim_end_matches('0');
        if digits.is_empty() {
            return Self {
                negative: false,
                digits: String::new(),
                exponent: 0,
            };
        }
        let dropped = all.bytes().rev().take_while(|digit| *digit == b'0').count();
        let length = |count: usize| i64::try_from(count).unwrap_or(0);
        let shift = length(dropped).saturating_sub(length(fraction.len()));
        Self {
            negative,
            digits: digits.to_owned(),
            exponent: exponent.saturating_add(shift),
        }
    }

    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }

    /// Compares without the signs; neither is zero.
    fn magnitude(&self, other: &Self) -> Ordering {
        self.leading()
            .cmp(&other.leading())
            .then_with(|| self.digits.cmp(&other.digits))
    }

    /// The power of ten behind the first digit.
    fn leading(&self) -> i64 {
        self.exponent
            .saturating_add(i64::try_from(self.digits.len()).unwrap_or(i64::MAX))
    }
}

/// Digits of another base in decimal, however many there are.
fn to_decimal(digits: &str, base: u32) -> Option<String> {
    // What is longer is no number that anyone means; the cost grows with the square.
    if digits.is_empty() || digits.len() > 512 {
        return None;
    }
    // Little-endian limbs of nine decimal digits.
    let mut limbs: Vec<u64> = vec![0];
    for digit in digits.chars() {
        let mut carry = u64::from(digit.to_digit(base)?);
        for limb in &mut limbs {
            let value = limb.saturating_mul(base.into()).saturating_add(carry);
            *limb = value % 1_000_000_000;
            carry = value / 1_000_000_000;
        }
        // Zeros in front are taken away below.
        limbs.push(carry);
    }
    let groups: Vec<String> = limbs
        .iter()
        .rev()
        .map(|limb| format!("{limb:09}"))
        .collect();
    let joined = groups.concat();
    let text = joined.trim_start_matches('0');
    Some(if text.is_empty() {
        "0".to_owned()
    } else {
        text.to_owned()
    })
}

/// A decimal without a sign in JSON's notation: no leading zeros, digits on both sides of the
/// point.
fn decimal(text: &str) -> Option<String> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (text.get(..at)?, text.get(at..)?),
        None => (text, ""),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !fraction.is_none_or(is_digits) || matches!(mantissa, "" | ".") {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    };
    Some(match fraction {
        None => format!("{whole}{exponent}"),
        Some("") => format!("{whole}.0{exponent}"),
        Some(fraction) => format!("{whole}.{fraction}{exponent}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notations() {
        let cases = [
            ("0", Some("0")),
            ("-7", Some("-7")),
            ("+12", Some("12")),
            ("007", Some("7")),
            ("1.10", Some("1.10")),
            (".5", Some("0.5")),
            ("5.", Some("5.0")),
            ("-.5e3", Some("-0.5e3")),
            ("1E+2", Some("1E+2")),
            ("0x1F", Some("31")),
            ("0o17", Some("15")),
            ("0xFFFFFFFFFFFFFFFFFF", Some("4722366482869645213695")),
            ("0x0", Some("0")),
            ("18446744073709551616", Some("18446744073709551616")),
            (".inf", None),
            ("-.inf", None),
            (".nan", None),
            (".", None),
        ];
        for (yaml, json) in cases {
            assert_eq!(
                to_json(yaml).map(|number| number.0).as_deref(),
                json,
                "{yaml}"
            );
        }
    }

    #[test]
    fn digits_are_limited() {
        let number = |digits: usize| to_json(&format!("0x{}", "F".repeat(digits)));
        assert_eq!(number(0), None);
        assert_eq!(number(512).map(|number| number.0.len()), Some(617));
        assert_eq!(number(513), None);
        assert_eq!(number(1000), None);
    }

    #[test]
    fn comparison_is_exact() {
        let cases = [
            ("1", "1.0", Ordering::Equal),
            ("10", "1e1", Ordering::Equal),
            ("0", "-0.0", Ordering::Equal),
            ("9007199254740993", "9007199254740992", Ordering::Greater),
            ("-2", "-1", Ordering::Less),
            ("-1", "1", Ordering::Less),
            ("0.1", "0.09", Ordering::Greater),
            ("1e400", "1e399", Ordering::Greater),
            ("1e99999999999999999999", "5", Ordering::Greater),
            ("1e99999999999999999999", "1e30", Ordering::Greater),
            ("1e-99999999999999999999", "0", Ordering::Greater),
            ("1e-99999999999999999999", "1e-30", Ordering::Less),
            ("0.1e-99999999999999999999", "0", Ordering::Greater),
            ("123", "13", Ordering::Greater),
            ("12", "123", Ordering::Less),
        ];
        for (a, b, expected) in cases {
            let (a, b) = (Number(a.to_owned()), Number(b.to_owned()));
            assert_eq!(compare(&a, &b), expected, "{a:?} {b:?}");
            assert_eq!(compare(&b, &a), expected.reverse(), "{b:?} {a:?}");
        }
    }

    #[test]
    fn counts() {
        let cases = [
            ("3", Some(3)),
            ("3.0", Some(3)),
            ("0.0", Some(0)),
            ("1e2", Some(100)),
            ("1e19", Some(10_000_000_000_000_000_000)),
            ("2e19", None),
            ("1e20", None),
            ("18446744073709551615", Some(u64::MAX)),
            ("18446744073709551616", None),
            ("1e999999999", None),
            ("3.5", None),
            ("-1", None),
        ];
        for (text, count) in cases {
            assert_eq!(to_count(&Number(text.to_owned())), count, "{text}");
        }
        assert!(is_integer(&Number("5e3".to_owned())));
        assert!(!is_integer(&Number("5e-3".to_owned())));
    }
}
