//! The exact value of a number's text. Nothing is computed that grows with the exponent.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// `0.` and the digits, times ten to the magnitude. Neither the first nor the last digit is zero;
/// zero has no digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decimal<'a> {
    negative: bool,
    /// The digits, where they stand in the text: before the point and behind it.
    digits: [&'a str; 2],
    magnitude: i64,
}

impl<'a> Decimal<'a> {
    /// The value of a well-formed JSON number.
    pub(crate) fn of(text: &'a str) -> Self {
        let (negative, text) = match text.strip_prefix('-') {
            Some(text) => (true, text),
            None => (false, text),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let (digits, shift) = match (whole, fraction) {
            ("", "") => return Self::ZERO,
            ("", _) => {
                let digits = fraction.trim_start_matches('0');
                let shift = length(digits.len()).saturating_sub(length(fraction.len()));
                (["", digits], shift)
            }
            (_, "") => ([whole.trim_end_matches('0'), ""], length(whole.len())),
            (..) => ([whole, fraction], length(whole.len())),
        };
        Self {
            negative,
            digits,
            magnitude: exponent_of(exponent).saturating_add(shift),
        }
    }

    const ZERO: Self = Self {
        negative: false,
        digits: ["", ""],
        magnitude: 0,
    };

    /// Whether there is no fraction.
    pub(crate) fn is_integer(&self) -> bool {
        self.digit_count() <= self.magnitude.max(0)
    }

    /// The value, if it is an integer of this size.
    pub(crate) fn integer(&self) -> Option<i128> {
        if !self.is_integer() {
            return None;
        }
        let zeros = self.magnitude.checked_sub(self.digit_count())?;
        let zeros = u32::try_from(zeros).ok()?;
        let mut value: i128 = 0;
        for digit in self.digits() {
            let digit = i128::from(digit.checked_sub(b'0')?);
            value = value.checked_mul(10)?;
            // Downwards for what is negative: the least value has no positive counterpart.
            value = if self.negative {
                value.checked_sub(digit)?
            } else {
                value.checked_add(digit)?
            };
        }
        value.checked_mul(10_i128.checked_pow(zeros)?)
    }

    fn digits(&self) -> impl Iterator<Item = u8> {
        self.digits.into_iter().flat_map(str::bytes)
    }

    fn digit_count(&self) -> i64 {
        self.digits.iter().map(|digits| length(digits.len())).sum()
    }

    /// Less than zero, zero, greater.
    fn sign(&self) -> i8 {
        match (self.digit_count(), self.negative) {
            (0, _) => 0,
            (_, true) => -1,
            (_, false) => 1,
        }
    }
}

impl PartialEq for Decimal<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Decimal<'_> {}

impl PartialOrd for Decimal<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let sizes = self.magnitude.cmp(&other.magnitude);
        let sizes = sizes.then_with(|| self.digits().cmp(other.digits()));
        let sizes = if self.negative {
            sizes.reverse()
        } else {
            sizes
        };
        self.sign().cmp(&other.sign()).then(sizes)
    }
}

impl Hash for Decimal<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.negative, self.magnitude).hash(state);
        self.digits().for_each(|digit| state.write_u8(digit));
        state.write_u8(0);
    }
}

fn length(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// An exponent; one that no `i64` holds is as far off as can be.
fn exponent_of(text: &str) -> i64 {
    text.parse().unwrap_or(if text.starts_with('-') {
        i64::MIN
    } else {
        i64::MAX
    })
}

#[cfg(test)]
mod tests {
    use super::Decimal;
    use std::cmp::Ordering;
    use std::collections::hash_map::DefaultHasher;
    use std::hash::{Hash, Hasher};

    fn hash(text: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        Decimal::of(text).hash(&mut hasher);
        hasher.finish()
    }

    #[test]
    fn numbers_are_compared_by_value() {
        let cases = [
            ("1", "1.0", Ordering::Equal),
            ("1", "1e0", Ordering::Equal),
            ("1", "10E-1", Ordering::Equal),
            ("100", "1e+2", Ordering::Equal),
            ("100.50", "1.005e2", Ordering::Equal),
            ("0.0012", "12e-4", Ordering::Equal),
            ("0", "-0.0e7", Ordering::Equal),
            ("0e99999999999999999999", "0", Ordering::Equal),
            ("9007199254740993", "9007199254740992", Ordering::Greater),
            ("9007199254740993.0", "9007199254740993", Ordering::Equal),
            ("1.1", "1.10000000000000000001", Ordering::Less),
            ("-1.1", "-1.10000000000000000001", Ordering::Greater),
            ("9", "10", Ordering::Less),
            ("-9", "-10", Ordering::Greater),
            ("-1", "0", Ordering::Less),
            ("0", "1e-400", Ordering::Less),
            ("0.1", "0.01", Ordering::Greater),
            ("-0.5", "0.05", Ordering::Less),
            ("1e400", "9e399", Ordering::Greater),
            ("1e99999999999999999999", "1e400", Ordering::Greater),
            ("1e-99999999999999999999", "1e-400", Ordering::Less),
        ];
        for (a, b, expected) in cases {
            let (left, right) = (Decimal::of(a), Decimal::of(b));
            assert_eq!(left.cmp(&right), expected, "{a} and {b}");
            assert_eq!(right.cmp(&left), expected.reverse(), "{b} and {a}");
            assert_eq!(hash(a) == hash(b), expected.is_eq(), "{a} and {b}");
        }
    }

    #[test]
    fn integers_are_integers_however_they_are_written() {
        let cases = [
            ("1", Some(1)),
            ("1.0", Some(1)),
            ("1e3", Some(1000)),
            ("-1.5e1", Some(-15)),
            ("1.50", None),
            ("1e-1", None),
            ("10e-1", Some(1)),
            ("0.0", Some(0)),
            ("0e400", Some(0)),
            ("100.0", Some(100)),
            ("0.05e3", Some(50)),
            ("9007199254740993.0", Some(9_007_199_254_740_993)),
            ("-170141183460469231731687303715884105728", Some(i128::MIN)),
            ("170141183460469231731687303715884105728", None),
            ("1e38", Some(10_i128.pow(38))),
            ("1e39", None),
            ("1e99999999999999999999", None),
            ("1e-99999999999999999999", None),
        ];
        for (text, expected) in cases {
            assert_eq!(Decimal::of(text).integer(), expected, "{text}");
        }
        for (text, expected) in [("1e400", true), ("1e-400", false), ("0", true)] {
            assert_eq!(Decimal::of(text).is_integer(), expected, "{text}");
        }
    }
}
