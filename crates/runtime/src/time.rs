//! Points in time as senders write them. A number or a text in, a point in time out; what was
//! written is not touched. Knows no clock and no time zone but those that the text names.

use std::fmt;
use std::time::{Duration, SystemTime};

/// A point in time, to the nanosecond, in the years 0000 to 9999 (UTC).
///
/// `Display` writes it as RFC 3339 has it, in UTC, e.g. `2022-07-15T20:50:59Z`.
///
/// ```
/// use asyncapi_runtime::Timestamp;
///
/// let time = Timestamp::parse("2022-07-13T14:00:00-07:00").unwrap();
/// assert_eq!(time.unix_seconds(), 1_657_746_000);
/// assert_eq!(time.to_string(), "2022-07-13T21:00:00Z");
/// assert_eq!(Timestamp::from_seconds(1_657_746_000), Some(time));
/// assert_eq!(Timestamp::from_millis(1_657_746_000_000), Some(time));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    seconds: i64,
    nanos: u32,
}

/// How a point in time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Seconds since 1970 (UTC): a number, or a text of its digits.
    Seconds,
    /// Milliseconds since 1970 (UTC): a number, or a text of its digits.
    Millis,
    /// A date, a time of day and a distance from UTC (ISO 8601, RFC 3339).
    Iso,
}

const NANOS: i128 = 1_000_000_000;
/// The first and the last second that there are.
const FIRST: i64 = -62_167_219_200;
const LAST: i64 = 253_402_300_799;

impl Timestamp {
    /// Seconds since 1970 (UTC); `None` beyond the year 9999.
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        Self::from_nanos(i128::from(seconds).checked_mul(NANOS)?)
    }

    /// Milliseconds since 1970 (UTC); `None` beyond the year 9999.
    pub fn from_millis(millis: i64) -> Option<Self> {
        Self::from_nanos(i128::from(millis).checked_mul(NANOS / 1000)?)
    }

    /// Reads a date, a time of day and a distance from UTC: RFC 3339, section 5.6, and what is
    /// written more loosely without being unclear: a blank in place of the `T`, a blank before the
    /// distance, the distance as `-0700` or `-07`, no seconds. Digits below a nanosecond are left
    /// out; second 60 is the first one of the next minute.
    ///
    /// `None` for anything else: without a distance from UTC it is no point in time.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, rest) = split(text, 10)?;
        let rest = rest.strip_prefix(['T', 't', ' '])?;
        let (clock, rest) = split(rest, 5)?;
        let (second, fraction, rest) = match rest.strip_prefix(':') {
            Some(rest) => {
                let (second, rest) = split(rest, 2)?;
                let (fraction, rest) = fraction(rest)?;
                (number(second, 60)?, fraction, rest)
            }
            None => (0, 0, rest),
        };
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        let [h1, h2, b':', m1, m2] = clock.as_bytes() else {
            return None;
        };
        let in_day = minutes([*h1, *h2, *m1, *m2])?.checked_mul(60)?;
        let seconds = days(date)?
            .checked_mul(86_400)?
            .checked_add(in_day)?
            .checked_add(second)?
            .checked_sub(offset(rest)?)?;
        let nanos = i128::from(seconds).checked_mul(NANOS)?;
        Self::from_nanos(nanos.checked_add(fraction.into())?)
    }

    /// Reads a number as JSON has it, or a text of digits, exactly: it may have a fraction and an
    /// exponent. Of [`Unit::Iso`], as [`Timestamp::parse`] does.
    pub fn read(text: &str, unit: Unit) -> Option<Self> {
        match unit {
            Unit::Seconds => Self::from_nanos(decimal(text, 9)?),
            Unit::Millis => Self::from_nanos(decimal(text, 6)?),
            Unit::Iso => Self::parse(text),
        }
    }

    /// Whole seconds since 1970 (UTC).
    pub fn unix_seconds(self) -> i64 {
        self.seconds
    }

    /// Whole milliseconds since 1970 (UTC).
    pub fn unix_millis(self) -> i64 {
        let millis = i64::from(self.nanos / 1_000_000);
        self.seconds.saturating_mul(1000).saturating_add(millis)
    }

    /// Nanoseconds within the second.
    pub fn subsec_nanos(self) -> u32 {
        self.nanos
    }

    /// The same as the standard library has it; `None` where the system cannot count so far.
    pub fn system_time(self) -> Option<SystemTime> {
        let seconds = Duration::from_secs(self.seconds.unsigned_abs());
        let whole = if self.seconds < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(seconds)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(seconds)
        };
        whole?.checked_add(Duration::from_nanos(self.nanos.into()))
    }

    fn from_nanos(nanos: i128) -> Option<Self> {
        let seconds = i64::try_from(nanos.div_euclid(NANOS)).ok()?;
        let nanos = u32::try_from(nanos.rem_euclid(NANOS)).ok()?;
        (FIRST..=LAST)
            .contains(&seconds)
            .then_some(Self { seconds, nanos })
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, second) = (
            self.seconds.div_euclid(86_400),
            self.seconds.rem_euclid(86_400),
        );
        let (year, month, day) = date(days);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
        )?;
        if self.nanos != 0 {
            let fraction = format!("{:09}", self.nanos);
            write!(f, ".{}", fraction.trim_end_matches('0'))?;
        }
        f.write_str("Z")
    }
}

/// A decimal number times a power of ten, rounded down to a whole one.
fn decimal(text: &str, power: i32) -> Option<i128> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let (negative, whole) = match whole.strip_prefix('-') {
        Some(whole) => (true, whole),
        None => (false, whole),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    // Beyond these lengths no number stands for a year that there is, or says more of it.
    if !is_digits(whole) || !is_digits(fraction) || whole.len() > 18 {
        return None;
    }
    let fraction = fraction.get(..18).unwrap_or(fraction);
    let sign = if negative { "-" } else { "" };
    let digits: i128 = format!("{sign}{whole}{fraction}").parse().ok()?;
    let shift = power
        .checked_add(exponent)?
        .checked_sub(i32::try_from(fraction.len()).ok()?)?;
    let factor = 10_i128.checked_pow(shift.unsigned_abs());
    if shift >= 0 {
        digits.checked_mul(factor?)
    } else {
        // Of a factor that is too large, nothing is left.
        let nothing = if negative { -1 } else { 0 };
        Some(factor.map_or(nothing, |factor| digits.div_euclid(factor)))
    }
}

fn split(text: &str, at: usize) -> Option<(&str, &str)> {
    text.split_at_checked(at)
}

/// A number of digits that is at most `max`.
fn number(digits: &str, max: i64) -> Option<i64> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|number| *number <= max)
}

/// Nanoseconds of a fraction that may follow the seconds, and what is behind it.
fn fraction(text: &str) -> Option<(u32, &str)> {
    let Some(rest) = text.strip_prefix(['.', ',']) else {
        return Some((0, text));
    };
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = split(rest, length)?;
    let kept = digits.get(..9).unwrap_or(digits);
    let nanos: u32 = format!("{kept:0<9}").parse().ok()?;
    (length > 0).then_some((nanos, rest))
}

/// Minutes of `hhmm`.
fn minutes([h1, h2, m1, m2]: [u8; 4]) -> Option<i64> {
    let hours = two(h1, h2, 23)?.checked_mul(60)?;
    hours.checked_add(two(m1, m2, 59)?)
}

/// Seconds that local time is ahead of UTC.
fn offset(text: &str) -> Option<i64> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let (sign, rest) = text.split_at_checked(1)?;
    let minutes = match rest.as_bytes() {
        [h1, h2] => minutes([*h1, *h2, b'0', b'0'])?,
        [h1, h2, m1, m2] | [h1, h2, b':', m1, m2] => minutes([*h1, *h2, *m1, *m2])?,
        _ => return None,
    };
    match sign {
        "+" => minutes.checked_mul(60),
        "-" => minutes.checked_mul(-60),
        _ => None,
    }
}

fn two(tens: u8, ones: u8, max: i64) -> Option<i64> {
    number(std::str::from_utf8(&[tens, ones]).ok()?, max)
}

/// Days from 1970 on, of `yyyy-mm-dd` in the Gregorian calendar.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "a year has four digits; of its days there are four million"
)]
fn days(date: &str) -> Option<i64> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = date.as_bytes() else {
        return None;
    };
    let (year, month, day) = (
        two(*y1, *y2, 99)? * 100 + two(*y3, *y4, 99)?,
        two(*m1, *m2, 12)?,
        two(*d1, *d2, 31)?,
    );
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    // Years that begin in March end with the day that comes and goes.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(year * 365 + leaps + (month * 153 + 2) / 5 + day - 1 - MARCH_0000)
}

/// Days from the first of March in the year 0 to the first of January 1970.
const MARCH_0000: i64 = 719_468;

/// The year, month and day of a number of days from 1970 on.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "a point in time lies in the years up to 9999"
)]
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + MARCH_0000;
    // 400 years are always of one length.
    let (cycle, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (year * 365 + year / 4 - year / 100);
    let month = (day * 5 + 2) / 153;
    let day = day - (month * 153 + 2) / 5 + 1;
    let year = cycle * 400 + year;
    if month < 10 {
        (year, month + 3, day)
    } else {
        (year + 1, month - 9, day)
    }
}

#[cfg(test)]
mod tests {
    use super::{Timestamp, Unit};

    fn shown(text: &str, unit: Unit) -> Option<String> {
        Timestamp::read(text, unit).map(|time| time.to_string())
    }

    #[test]
    fn texts() {
        let cases = [
            ("1970-01-01T00:00:00Z", Some("1970-01-01T00:00:00Z")),
            ("2022-07-13T14:00:00-07:00", Some("2022-07-13T21:00:00Z")),
            ("2022-07-13 14:00:00 -07:00", Some("2022-07-13T21:00:00Z")),
            ("2022-07-13t14:00:00.1z", Some("2022-07-13T14:00:00.1Z")),
            (
                "2022-07-13T14:00:00,1234567899+0530",
                Some("2022-07-13T08:30:00.123456789Z"),
            ),
            ("2022-07-13T14:00+05", Some("2022-07-13T09:00:00Z")),
            ("2016-12-31T23:59:60Z", Some("2017-01-01T00:00:00Z")),
            ("2024-02-29T00:00:00Z", Some("2024-02-29T00:00:00Z")),
            ("2000-02-29T23:30:00-01:00", Some("2000-03-01T00:30:00Z")),
            ("0000-01-01T00:00:00Z", Some("0000-01-01T00:00:00Z")),
            ("9999-12-31T23:59:59.9Z", Some("9999-12-31T23:59:59.9Z")),
            ("1969-12-31T23:59:59.5Z", Some("1969-12-31T23:59:59.5Z")),
            ("9999-12-31T23:59:60Z", None),
            ("9999-12-31T23:59:59-00:01", None),
            ("0000-01-01T00:00:00+00:01", None),
            ("2023-02-29T00:00:00Z", None),
            ("1900-02-29T00:00:00Z", None),
            ("2022-13-01T00:00:00Z", None),
            ("2022-00-01T00:00:00Z", None),
            ("2022-04-31T00:00:00Z", None),
            ("2022-04-00T00:00:00Z", None),
            ("2022-07-13T24:00:00Z", None),
            ("2022-07-13T14:60:00Z", None),
            ("2022-07-13T14:00:61Z", None),
            ("2022-07-13T14:00:00", None),
            ("2022-07-13T14:00:00.Z", None),
            ("2022-07-13T14:00:00+24:00", None),
            ("2022-07-13T14:00:00+5:00", None),
            ("2022-07-13T14:00:00Z ", None),
            (" 2022-07-13T14:00:00Z", None),
            ("2022-7-13T14:00:00Z", None),
            ("+022-07-13T14:00:00Z", None),
            ("2022-07-13", None),
            ("2022-07-13Tä14:00:00Z", None),
            ("2022-07-1äT14:00:00Z", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text, Unit::Iso).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn numbers() {
        let cases = [
            ("0", Unit::Seconds, Some("1970-01-01T00:00:00Z")),
            ("1657855059", Unit::Seconds, Some("2022-07-15T03:17:39Z")),
            ("-0.5", Unit::Seconds, Some("1969-12-31T23:59:59.5Z")),
            ("1657855059", Unit::Millis, Some("1970-01-20T04:30:55.059Z")),
            (
                "1657855059123.25",
                Unit::Millis,
                Some("2022-07-15T03:17:39.12325Z"),
            ),
            ("1.657855059e9", Unit::Seconds, Some("2022-07-15T03:17:39Z")),
            ("1e-400", Unit::Seconds, Some("1970-01-01T00:00:00Z")),
            (
                "-1e-400",
                Unit::Seconds,
                Some("1969-12-31T23:59:59.999999999Z"),
            ),
            (
                "165785505900000000e-8",
                Unit::Seconds,
                Some("2022-07-15T03:17:39Z"),
            ),
            ("0165785505900000000e-8", Unit::Seconds, None),
            (
                "0.00000000100000000099999",
                Unit::Seconds,
                Some("1970-01-01T00:00:00.000000001Z"),
            ),
            (
                "0.9999999999",
                Unit::Seconds,
                Some("1970-01-01T00:00:00.999999999Z"),
            ),
            ("-62167219200", Unit::Seconds, Some("0000-01-01T00:00:00Z")),
            ("-62167219201", Unit::Seconds, None),
            ("253402300799", Unit::Seconds, Some("9999-12-31T23:59:59Z")),
            ("253402300800", Unit::Seconds, None),
            ("1e400", Unit::Seconds, None),
            ("1e99999999999", Unit::Seconds, None),
            ("99999999999999999999", Unit::Millis, None),
            ("", Unit::Seconds, None),
            ("-", Unit::Seconds, None),
            (".5", Unit::Seconds, None),
            ("5.", Unit::Seconds, None),
            ("+5", Unit::Seconds, None),
            ("0x5", Unit::Seconds, None),
            ("2022-07-13T14:00:00Z", Unit::Seconds, None),
        ];
        for (text, unit, expected) in cases {
            assert_eq!(shown(text, unit).as_deref(), expected, "{text}");
        }
    }

    /// Each day of four centuries, counted one by one.
    #[test]
    fn calendar() {
        let start = Timestamp::parse("1800-01-01T00:00:00Z").unwrap();
        let mut second = start.unix_seconds();
        for year in 1800..2200 {
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let february = if leap { 29 } else { 28 };
            for (month, days) in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
                .into_iter()
                .enumerate()
            {
                for day in 1..=days {
                    let text = format!("{year}-{:02}-{day:02}T00:00:00Z", month + 1);
                    let time = Timestamp::from_seconds(second).unwrap();
                    assert_eq!(time.to_string(), text);
                    assert_eq!(Timestamp::parse(&text), Some(time));
                    second += 86_400;
                }
            }
        }
    }

    #[test]
    fn other_forms() {
        let before = Timestamp::from_millis(-1).unwrap();
        assert_eq!(before.unix_seconds(), -1);
        assert_eq!(before.unix_millis(), -1);
        assert_eq!(before.subsec_nanos(), 999_000_000);
        let system = before.system_time().unwrap();
        let distance = std::time::UNIX_EPOCH.duration_since(system).unwrap();
        assert_eq!(distance, std::time::Duration::from_millis(1));
        assert_eq!(Timestamp::from_seconds(i64::MAX), None);
        assert_eq!(Timestamp::from_millis(i64::MIN), None);
    }
}
