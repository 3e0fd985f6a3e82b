//! Whether a value has a shape, and how well. Text of a well-formed value in, a score out.

use std::collections::{HashMap, HashSet};
use std::ptr;

use crate::event::{Choice, choose};
use crate::literal;
use crate::members::{Kind, items, members, string};
use crate::number::Decimal;
use crate::shape::{Event, Object, Rest, Shape, Union};
use crate::union;

/// How many declared members a value has at all depths, if it has the shape; else `None`.
pub(crate) fn fit(shape: &Shape, text: &str) -> Option<usize> {
    Fits::default().of(shape, text)
}

/// The branch of a union that a value satisfies with the most declared members, and how many those
/// are; the earlier of two that fit equally.
pub(crate) fn best(union: &Union, text: &str) -> Option<(usize, usize)> {
    Fits::default().best(union, text)
}

/// What is known of the parts of a value. Without it, a part would be looked at once for every way
/// through the branches of the unions around it, and the ways double with each level.
#[derive(Default)]
struct Fits {
    /// By the union and the place of the part.
    unions: HashMap<(*const Union, *const u8), Option<usize>>,
}

impl Fits {
    /// How many declared members a value has at all depths, if it has the shape; else `None`.
    fn of(&mut self, shape: &Shape, text: &str) -> Option<usize> {
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
            (Shape::Nullable(of), _) => self.of(of(), text),
            (Shape::Array(of), Kind::Array) => items(text)
                .0
                .iter()
                .try_fold(0_usize, |sum, item| sum.checked_add(self.of(of(), item)?)),
            (Shape::Tuple(tuple), Kind::Array) => {
                let items = items(text).0;
                items
                    .iter()
                    .enumerate()
                    .try_fold(0_usize, |sum, (index, item)| {
                        sum.checked_add(self.of(tuple.item(index)(), item)?)
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
                    .try_fold(0_usize, |sum, (_, value)| {
                        sum.checked_add(self.of(of(), value)?)
                    })
                    .filter(|_| unique)
            }
            (Shape::Object(object), Kind::Object) => self.object(object, text),
            (Shape::Union(union), _) => self.union(union, text),
            (Shape::Event(event), Kind::Object) => {
                payload(event, text).map_or(Some(0), |of| self.of(of, text))
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

    fn union(&mut self, union: &Union, text: &str) -> Option<usize> {
        let key = (ptr::from_ref(union), text.as_ptr());
        if let Some(known) = self.unions.get(&key) {
            return *known;
        }
        let found = match union.tags {
            Some(tags) => union::tagged(tags, text).map(|branch| {
                let shape = union.branches.get(branch)?;
                self.of(shape(), text)
            }),
            None => self.best(union, text).map(|(_, members)| Some(members)),
        };
        // A value that names a branch is of that branch or does not fit.
        let fits = match found {
            Some(members) => members.and_then(|members| members.checked_add(1)),
            None => union.open.then_some(0),
        };
        self.unions.insert(key, fits);
        fits
    }

    fn best(&mut self, union: &Union, text: &str) -> Option<(usize, usize)> {
        let mut best: Option<(usize, usize)> = None;
        for (index, branch) in union.branches.iter().enumerate() {
            if let Some(members) = self.of(branch(), text)
                && best.is_none_or(|(_, most)| members > most)
            {
                best = Some((index, members));
            }
        }
        best
    }

    fn object(&mut self, object: &Object, text: &str) -> Option<usize> {
        let members = members(text).0;
        let mut seen = vec![false; object.fields.len()];
        let mut others = HashSet::new();
        let mut score = 0_usize;
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
                    let inner = self.of((object.fields.get(at)?.shape)(), value)?;
                    score = score.checked_add(inner)?.checked_add(1)?;
                }
                None => match object.rest {
                    Rest::Any => {}
                    Rest::Closed => return None,
                    Rest::Shape(of) => {
                        if !others.insert(name) {
                            return None;
                        }
                        score = score.checked_add(self.of(of(), value)?)?;
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
    // Nearly all are digits alone.
    let value = match text.parse::<i64>() {
        Ok(value) => value.into(),
        Err(_) => Decimal::of(text).integer()?,
    };
    (i128::from(min)..=i128::from(max))
        .contains(&value)
        .then_some(value)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::integer::Integer;
    use crate::json::Json;
    use crate::nullable::Nullable;
    use crate::number::Number;
    use crate::shape::{Field, Tuple, never};
    use crate::wire::Wire;

    static NODE: Shape = Shape::Union(Union {
        branches: &[left, right],
        tags: None,
        open: false,
    });
    static LEFT: Shape = object(&[CHILD, LEFT_NAME]);
    static RIGHT: Shape = object(&[CHILD, RIGHT_NAME]);
    const CHILD: Field = Field {
        name: "child",
        required: false,
        shape: || &NODE,
    };
    const LEFT_NAME: Field = Field::optional::<String>("left");
    const RIGHT_NAME: Field = Field::optional::<String>("right");

    const fn object(fields: &'static [Field]) -> Shape {
        Shape::Object(Object {
            fields,
            rest: Rest::Any,
        })
    }

    fn left() -> &'static Shape {
        &LEFT
    }

    fn right() -> &'static Shape {
        &RIGHT
    }

    #[test]
    fn what_fits_counts_its_declared_members() {
        const STRINGS: Shape = Shape::Strings {
            values: &["a", "b"],
            open: false,
        };
        const LITERALS: Shape = Shape::Literals {
            values: &["1", "[null]"],
            open: false,
        };
        const TUPLE: Shape = Shape::Tuple(Tuple {
            items: &[|| &STRINGS, bool::shape],
            required: 1,
            rest: <()>::shape,
        });
        const ID: Field = Field::required::<u8>("id");
        const CLOSED: Shape = Shape::Object(Object {
            fields: &[LEFT_NAME, ID],
            rest: Rest::Closed,
        });
        const TYPED: Shape = Shape::Object(Object {
            fields: &[ID],
            rest: Rest::Shape(|| &STRINGS),
        });
        const TAGGED: Shape = Shape::Union(Union {
            branches: &[|| &CLOSED, || &TYPED],
            tags: Some(("kind", &[("a", 1), ("c", 0), ("d", 7)])),
            open: true,
        });
        type Members = BTreeMap<String, Nullable<u8>>;
        let cases = [
            (Json::shape(), "[{}]", Some(0)),
            (never(), "null", None),
            (<()>::shape(), "null", Some(0)),
            (<()>::shape(), "0", None),
            (bool::shape(), "true", Some(0)),
            (bool::shape(), "null", None),
            (u8::shape(), "255", Some(0)),
            (u8::shape(), "2.55e2", Some(0)),
            (u8::shape(), "256", None),
            (u8::shape(), "-1", None),
            (u8::shape(), "0.5", None),
            (i8::shape(), "-128", Some(0)),
            (i8::shape(), "-129", None),
            (Integer::shape(), "1e400", Some(0)),
            (Integer::shape(), "1e-400", None),
            (Number::shape(), "1e-400", Some(0)),
            (Number::shape(), "\"1\"", None),
            (String::shape(), "\"\"", Some(0)),
            (String::shape(), "1", None),
            (&STRINGS, "\"\\u0062\"", Some(1)),
            (&STRINGS, "\"c\"", None),
            (&STRINGS, "1", None),
            (&LITERALS, "1.0", Some(1)),
            (&LITERALS, "[ null ]", Some(1)),
            (&LITERALS, "[]", None),
            (Nullable::<u8>::shape(), "null", Some(0)),
            (Nullable::<u8>::shape(), "7", Some(0)),
            (Nullable::<u8>::shape(), "\"7\"", None),
            (Vec::<u8>::shape(), "[]", Some(0)),
            (Vec::<u8>::shape(), "[1,2]", Some(0)),
            (Vec::<u8>::shape(), "[1,null]", None),
            (Vec::<u8>::shape(), "{}", None),
            (&TUPLE, "[]", None),
            (&TUPLE, "[\"a\"]", Some(1)),
            (&TUPLE, "[\"a\",true,null,null]", Some(1)),
            (&TUPLE, "[\"a\",null]", None),
            (&TUPLE, "[\"a\",true,1]", None),
            (Members::shape(), "{}", Some(0)),
            (Members::shape(), r#"{"a":1,"b":null}"#, Some(0)),
            (Members::shape(), r#"{"a":1,"b":""}"#, None),
            (Members::shape(), r#"{"a":1,"a":1}"#, None),
            (Members::shape(), "[]", None),
            (&CLOSED, r#"{"id":1}"#, Some(1)),
            (&CLOSED, r#"{"left":"","id":1}"#, Some(2)),
            (&CLOSED, r#"{"left":""}"#, None),
            (&CLOSED, r#"{"id":1,"left":1}"#, None),
            (&CLOSED, r#"{"id":1,"id":1}"#, None),
            (&CLOSED, r#"{"id":1,"other":1}"#, None),
            (&LEFT, r#"{"other":1,"other":1}"#, Some(0)),
            (&TYPED, r#"{"id":1,"x":"a","y":"b"}"#, Some(3)),
            (&TYPED, r#"{"id":1,"x":"c"}"#, None),
            (&TYPED, r#"{"id":1,"x":"a","x":"a"}"#, None),
            (&TAGGED, r#"{"kind":"a","id":1}"#, Some(3)),
            (&TAGGED, r#"{"kind":"c","id":1}"#, None),
            (&TAGGED, r#"{"kind":"d","id":1}"#, None),
            (&TAGGED, r#"{"kind":"b","id":1}"#, Some(0)),
            (&TAGGED, "7", Some(0)),
        ];
        for (shape, text, expected) in cases {
            assert_eq!(fit(shape, text), expected, "{text} as {shape:?}");
        }
    }

    #[test]
    fn the_branch_of_most_declared_members_is_the_best() {
        const BOTH: Shape = object(&[LEFT_NAME, RIGHT_NAME]);
        const UNION: Union = Union {
            branches: &[left, right, || &BOTH, bool::shape],
            tags: None,
            open: false,
        };
        let cases = [
            (r#"{"left":""}"#, Some((0, 1))),
            (r#"{"right":""}"#, Some((1, 1))),
            (r#"{"left":"","right":""}"#, Some((2, 2))),
            ("{}", Some((0, 0))),
            (r#"{"left":1}"#, Some((1, 0))),
            ("true", Some((3, 0))),
            ("1", None),
        ];
        for (text, expected) in cases {
            assert_eq!(best(&UNION, text), expected, "{text}");
        }
    }

    #[test]
    fn unions_in_unions_are_looked_at_once() {
        let nested = |depth: usize, leaf: &str| {
            format!(
                "{}{leaf}{}",
                r#"{"child":"#.repeat(depth),
                "}".repeat(depth)
            )
        };
        // A member and a union a level.
        assert_eq!(fit(&NODE, &nested(100, r#"{"right":""}"#)), Some(202));
        assert_eq!(fit(&NODE, &nested(100, r#"{"right":1}"#)), Some(201));
        assert_eq!(fit(&NODE, &nested(100, "1")), None);
    }
}
