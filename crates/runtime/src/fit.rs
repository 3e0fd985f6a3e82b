//! Whether a value has a shape, and how well. Text of a well-formed value in, a score out.

use std::collections::HashSet;

use crate::event::{Choice, choose};
use crate::literal;
use crate::members::{Kind, items, members, string};
use crate::number::Decimal;
use crate::shape::{Event, Object, Rest, Shape};
use crate::union;

/// How many declared members a value has at all depths, if it has the shape; else `None`.
pub(crate) fn fit(shape: &Shape, text: &str) -> Option<usize> {
    match (shape, Kind::of(text)) {
        (Shape::Any | Shape::Literals { open: true, .. }, _)
        | (Shape::Strings { open: true, .. } | Shape::String, Kind::String)
        | (Shape::Null | Shape::Nullable(_), Kind::Null)
        | (Shape::Boolean, Kind::Boolean)
        | (Shape::Number, Kind::Number) => Some(0),
        (Shape::Integer { min, max }, Kind::Number) => integer(text, *min, *max).map(|_| 0),
        (Shape::Whole, Kind::Number) => Decimal::of(text).is_integer().then_some(0),
        (
            Shape::Strings {
                values,
                open: false,
            },
            Kind::String,
        ) => string(text)
            .is_some_and(|text| values.contains(&text.as_ref()))
            .then_some(1),
        (
            Shape::Literals {
                values,
                open: false,
            },
            _,
        ) => literal::position(values, text).map(|_| 1),
        (Shape::Nullable(of), _) => fit(of(), text),
        (Shape::Array(of), Kind::Array) => items(text)
            .0
            .iter()
            .try_fold(0, |sum, item| Some(sum + fit(of(), item)?)),
        (Shape::Tuple(tuple), Kind::Array) => {
            let items = items(text).0;
            items
                .iter()
                .enumerate()
                .try_fold(0, |sum, (index, item)| {
                    Some(sum + fit(tuple.item(index)(), item)?)
                })
                .filter(|_| items.len() >= tuple.required)
        }
        (Shape::Map(of), Kind::Object) => {
            let members = members(text).0;
            let unique = members
                .iter()
                .map(|(name, _)| name)
                .collect::<HashSet<_>>()
                .len()
                == members.len();
            members
                .iter()
                .try_fold(0, |sum, (_, value)| Some(sum + fit(of(), value)?))
                .filter(|_| unique)
        }
        (Shape::Object(object), Kind::Object) => fit_object(object, text),
        (Shape::Union(union), _) => match union::find(union, text) {
            Some(branch) => union
                .branches
                .get(branch)
                .and_then(|of| fit(of(), text))
                .map(|members| members + 1),
            None => union.open.then_some(0),
        },
        (Shape::Event(event), Kind::Object) => {
            payload(event, text).map_or(Some(0), |of| fit(of, text))
        }
        (
            Shape::Never
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer { .. }
            | Shape::Whole
            | Shape::Number
            | Shape::String
            | Shape::Strings { .. }
            | Shape::Array(_)
            | Shape::Tuple(_)
            | Shape::Map(_)
            | Shape::Object(_)
            | Shape::Event(_),
            _,
        ) => None,
    }
}

/// The shape of the event that a body is.
pub(crate) fn payload(event: &Event, text: &str) -> Option<&'static Shape> {
    match choose(event, text) {
        Choice::Known(index) => event.events.get(index).map(|(_, of)| of()),
        Choice::Ambiguous(_) | Choice::Unknown(_) | Choice::Repeated => None,
    }
}

/// The integer that a number's text is, however it is written, if it is within bounds.
pub(crate) fn integer(text: &str, min: i64, max: u64) -> Option<i128> {
    let value = Decimal::of(text).integer()?;
    (i128::from(min)..=i128::from(max))
        .contains(&value)
        .then_some(value)
}

fn fit_object(object: &Object, text: &str) -> Option<usize> {
    let members = members(text).0;
    let mut seen = vec![false; object.fields.len()];
    let mut others = HashSet::new();
    let mut score = 0;
    for (name, value) in &members {
        match object
            .fields
            .iter()
            .position(|field| field.name == name.as_ref())
        {
            Some(at) => {
                if std::mem::replace(seen.get_mut(at)?, true) {
                    return None;
                }
                score += 1 + fit((object.fields.get(at)?.shape)(), value)?;
            }
            None => match object.rest {
                Rest::Any => {}
                Rest::Closed => return None,
                Rest::Shape(of) => {
                    if !others.insert(name) {
                        return None;
                    }
                    score += fit(of(), value)?;
                }
            },
        }
    }
    let complete = object
        .fields
        .iter()
        .zip(&seen)
        .all(|(field, seen)| *seen || !field.required);
    complete.then_some(score)
}
