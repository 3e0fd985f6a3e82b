//! Which integer type holds the integers of a schema.

use asyncapi_parser::model::{Number, NumberBounds};

use crate::ir::Integer;

/// The types with the range of each.
const RANGES: [(Integer, i128, i128); 8] = [
    (Integer::I8, i8::MIN as i128, i8::MAX as i128),
    (Integer::I16, i16::MIN as i128, i16::MAX as i128),
    (Integer::I32, i32::MIN as i128, i32::MAX as i128),
    (Integer::I64, i64::MIN as i128, i64::MAX as i128),
    (Integer::U8, u8::MIN as i128, u8::MAX as i128),
    (Integer::U16, u16::MIN as i128, u16::MAX as i128),
    (Integer::U32, u32::MIN as i128, u32::MAX as i128),
    (Integer::U64, u64::MIN as i128, u64::MAX as i128),
];

/// The type that the format names, unless the bounds go beyond it; else the one whose range the
/// bounds are; else `i64`, or what holds bounds that it does not. Formats that mean different widths
/// to different people (`int`, `byte`) mean nothing here: a type that is too wide never refuses a
/// value.
///
/// People who give neither format nor bounds mean what fits an `i64`. Unless that is `implied`,
/// integers that no bound keeps small may have any size.
pub(super) fn integer(format: Option<&str>, bounds: &NumberBounds, implied: bool) -> Integer {
    let named = match format.unwrap_or_default() {
        "int8" => Some(Integer::I8),
        "int16" | "short" => Some(Integer::I16),
        "int32" => Some(Integer::I32),
        "int64" | "long" => Some(Integer::I64),
        "uint8" => Some(Integer::U8),
        "uint16" => Some(Integer::U16),
        "uint32" => Some(Integer::U32),
        "uint64" => Some(Integer::U64),
        _ => None,
    };
    let least = whole(bounds.minimum.as_ref(), f64::ceil)
        .or_else(|| Some(whole(bounds.exclusive_minimum.as_ref(), f64::floor)?.saturating_add(1)));
    let most = whole(bounds.maximum.as_ref(), f64::floor)
        .or_else(|| Some(whole(bounds.exclusive_maximum.as_ref(), f64::ceil)?.saturating_sub(1)));
    let exact = RANGES
        .iter()
        .find(|(_, low, high)| least == Some(*low) && most == Some(*high))
        .map(|(integer, ..)| *integer);
    let named = named.filter(|integer| {
        let (low, high) = range(*integer);
        least.is_none_or(|least| low <= least) && most.is_none_or(|most| most <= high)
    });
    let unbounded = if implied { Integer::I64 } else { Integer::Any };
    let (low, high) = range(unbounded);
    named
        .or(exact)
        .unwrap_or_else(|| holding(least.unwrap_or(low), most.unwrap_or(high)))
}

/// The plainest type that holds a range.
fn holding(least: i128, most: i128) -> Integer {
    [Integer::I64, Integer::U64]
        .into_iter()
        .find(|integer| {
            let (low, high) = range(*integer);
            low <= least && most <= high
        })
        .unwrap_or(Integer::Any)
}

fn range(integer: Integer) -> (i128, i128) {
    RANGES
        .iter()
        .find(|(of, ..)| *of == integer)
        .map_or((i128::MIN, i128::MAX), |(_, low, high)| (*low, *high))
}

/// A bound as an integer; one that is no integer, or too large, by way of a float.
fn whole(bound: Option<&Number>, round: fn(f64) -> f64) -> Option<i128> {
    let text = bound?.0.as_str();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "what is too large is the largest"
    )]
    let rounded = |float| round(float) as i128;
    text.parse().ok().or_else(|| text.parse().ok().map(rounded))
}

#[cfg(test)]
mod tests {
    use super::integer;
    use asyncapi_parser::model::{Number, NumberBounds};

    fn check(format: &str, minimum: &str, maximum: &str) -> String {
        let bound = |text: &str| (!text.is_empty()).then(|| Number(text.to_owned()));
        let bounds = NumberBounds {
            minimum: bound(minimum),
            maximum: bound(maximum),
            ..NumberBounds::default()
        };
        format!(
            "{format:>6} {minimum:>11} {maximum:>27} {:?}, by the letter {:?}",
            integer(Some(format), &bounds, true),
            integer(Some(format), &bounds, false)
        )
    }

    #[test]
    fn formats_and_bounds() {
        let table = [
            check("", "", ""),
            check("int8", "", ""),
            check("int16", "", ""),
            check("short", "", ""),
            check("int32", "", ""),
            check("int64", "", ""),
            check("long", "", ""),
            check("uint8", "", ""),
            check("uint16", "", ""),
            check("uint32", "", ""),
            check("int32", "0", "4294967295"),
            check("int32", "-2147483648", "2147483647"),
            check("int32", "-2147483649", ""),
            check("int32", "0", "100"),
            check("uint64", "", ""),
            check("byte", "", ""),
            check("", "0", "255"),
            check("", "0", "256"),
            check("", "-128", "127"),
            check("", "-128", "128"),
            check("", "-129", "127"),
            check("", "0", "9223372036854775808"),
            check("", "", "99999999999999999999999999"),
            check("", "0", "1e3"),
            check("", "0", "1e30"),
            check("", "0", ""),
            check("", "-1", "18446744073709551615"),
            check("", "0.5", "255.5"),
            check("int32", "", "1e400"),
        ];
        insta::assert_snapshot!(table.join("\n"));
    }
}
