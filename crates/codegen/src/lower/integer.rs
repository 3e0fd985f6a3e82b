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
/// bounds are; else `i64`, or `u64` for what is never negative and may be larger than an `i64`.
/// Formats that mean different widths to different people (`int`, `byte`) mean nothing here:
/// a type that is too wide never refuses a value.
pub(super) fn integer(format: Option<&str>, bounds: &NumberBounds) -> Integer {
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
    let least = whole(bounds.minimum.as_ref())
        .or_else(|| whole(bounds.exclusive_minimum.as_ref()).map(|bound| bound.saturating_add(1)));
    let most = whole(bounds.maximum.as_ref())
        .or_else(|| whole(bounds.exclusive_maximum.as_ref()).map(|bound| bound.saturating_sub(1)));
    let holds = |integer: Integer| {
        RANGES.iter().any(|(of, low, high)| {
            *of == integer
                && least.is_none_or(|least| *low <= least)
                && most.is_none_or(|most| most <= *high)
        })
    };
    let exact = RANGES
        .iter()
        .find(|(_, low, high)| least == Some(*low) && most == Some(*high))
        .map(|(integer, ..)| *integer);
    let large = least.is_some_and(|least| least >= 0)
        && most.is_some_and(|most| most > i128::from(i64::MAX));
    named
        .filter(|integer| holds(*integer))
        .or(exact)
        .unwrap_or(if large { Integer::U64 } else { Integer::I64 })
}

/// A bound, if it is written as an integer.
fn whole(number: Option<&Number>) -> Option<i128> {
    number?.0.parse().ok()
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
            "{format:>6} {minimum:>5} {maximum:>27} {:?}",
            integer(Some(format), &bounds)
        )
    }

    #[test]
    fn formats_and_bounds() {
        let table = [
            check("", "", ""),
            check("int32", "", ""),
            check("int32", "0", "4294967295"),
            check("int32", "0", "100"),
            check("uint64", "", ""),
            check("byte", "", ""),
            check("", "0", "255"),
            check("", "0", "256"),
            check("", "-128", "127"),
            check("", "0", "9223372036854775808"),
            check("", "", "99999999999999999999999999"),
            check("", "0", "1e3"),
        ];
        insta::assert_snapshot!(table.join("\n"));
    }
}
