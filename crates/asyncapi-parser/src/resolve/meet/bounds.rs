//! Bounds of numbers and strings: of two the tighter one holds.

use std::cmp::Ordering;

use crate::model::{Number, NumberBounds, StringBounds};
use crate::resolve::number;

/// Adds the bounds of one schema to those of others.
pub(super) fn of_numbers(all: &mut NumberBounds, one: &NumberBounds) {
    let NumberBounds {
        minimum,
        maximum,
        exclusive_minimum,
        exclusive_maximum,
        multiple_of,
    } = one;
    tighten(&mut all.minimum, minimum.as_ref(), Ordering::Greater);
    tighten(&mut all.maximum, maximum.as_ref(), Ordering::Less);
    tighten(
        &mut all.exclusive_minimum,
        exclusive_minimum.as_ref(),
        Ordering::Greater,
    );
    tighten(
        &mut all.exclusive_maximum,
        exclusive_maximum.as_ref(),
        Ordering::Less,
    );
    for factor in multiple_of {
        if !all.multiple_of.contains(factor) {
            all.multiple_of.push(factor.clone());
        }
    }
}

/// Adds the bounds of one schema to those of others.
pub(super) fn of_strings(all: &mut StringBounds, one: &StringBounds) {
    let StringBounds {
        min_length,
        max_length,
        patterns,
    } = one;
    all.min_length = all.min_length.max(*min_length);
    all.max_length = smaller(all.max_length, *max_length);
    for pattern in patterns {
        if !all.patterns.contains(pattern) {
            all.patterns.push(pattern.clone());
        }
    }
}

/// The smaller one of two upper bounds, as far as there are any.
pub(super) fn smaller(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn tighten(all: &mut Option<Number>, one: Option<&Number>, tighter: Ordering) {
    if let Some(one) = one
        && all
            .as_ref()
            .is_none_or(|all| number::compare(one, all) == tighter)
    {
        *all = Some(one.clone());
    }
}
