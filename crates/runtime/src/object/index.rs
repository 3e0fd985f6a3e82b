//! Which declared member a name is: a table from the hash of a name to the number of the member.

use std::sync::OnceLock;

use crate::shape::Field;

/// The table of the declared members of an object, made when it is first looked at: to have
/// the compiler make it costs more time than it saves.
#[derive(Debug)]
pub struct Table(OnceLock<Box<[Place]>>);

impl Table {
    /// A table that is not made yet.
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// The number of the member with a name.
    pub fn find(&self, fields: &[Field], name: &str) -> Option<usize> {
        let places = self.0.get_or_init(|| places(fields));
        let ends = Ends::of(name);
        let mut at = ends.hash();
        loop {
            at &= last(places.len());
            let place = places.get(at)?;
            if place.ends == ends {
                if name.len() <= COVERED || fields.get(place.number)?.name == name {
                    return Some(place.number);
                }
            } else if place.ends == FREE {
                return None;
            }
            at = at.wrapping_add(1);
        }
    }
}

impl Default for Table {
    fn default() -> Self {
        Self::new()
    }
}

/// The places of some members: their count is a power of two, and at least one is free.
fn places(fields: &[Field]) -> Box<[Place]> {
    let count = fields.len().saturating_mul(2).next_power_of_two();
    let free = Place {
        ends: FREE,
        number: 0,
    };
    let mut places = vec![free; count];
    for (number, field) in fields.iter().enumerate() {
        let ends = Ends::of(field.name);
        let mut at = ends.hash() & last(count);
        while places.get(at).is_some_and(|place| place.ends != FREE) {
            at = at.wrapping_add(1) & last(count);
        }
        if let Some(place) = places.get_mut(at) {
            *place = Place { ends, number };
        }
    }
    places.into()
}

/// A place in a table.
#[derive(Clone, Copy, Debug)]
struct Place {
    ends: Ends,
    number: usize,
}

/// What a free place has: no name is as long.
const FREE: Ends = Ends {
    first: 0,
    last: 0,
    length: usize::MAX,
};

/// The greatest place of as many.
fn last(places: usize) -> usize {
    places.saturating_sub(1)
}

/// Up to this length in bytes, the ends of a name are all of it.
const COVERED: usize = 16;

/// The first eight bytes of a name and its last eight, which may be the same; its length. Names
/// seldom have all that in common, and those that do are looked at in turn.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Ends {
    first: u64,
    last: u64,
    length: usize,
}

impl Ends {
    #[inline]
    fn of(name: &str) -> Self {
        let bytes = name.as_bytes();
        let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => match (bytes.first_chunk(), bytes.last_chunk()) {
                (Some(first), Some(last)) => (
                    u64::from(u32::from_le_bytes(*first)),
                    u64::from(u32::from_le_bytes(*last)),
                ),
                _ => match bytes {
                    [a, b, c] => (u64::from(u32::from_le_bytes([*a, *b, *c, 0])), 0),
                    [a, b] => (u64::from(u32::from_le_bytes([*a, *b, 0, 0])), 0),
                    [a] => (u64::from(*a), 0),
                    _ => (0, 0),
                },
            },
        };
        Self {
            first,
            last,
            length: bytes.len(),
        }
    }

    fn hash(self) -> usize {
        let all = self.first ^ self.last.rotate_left(28) ^ self.length as u64;
        (all.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, places};
    use crate::shape::Field;

    fn check(names: &[&'static str], expected: usize, unknown: &[&str]) {
        let fields: Vec<Field> = names
            .iter()
            .map(|name| Field::optional::<bool>(name))
            .collect();
        assert_eq!(places(&fields).len(), expected);
        let table = Table::new();
        for (number, name) in names.iter().enumerate() {
            assert_eq!(table.find(&fields, name), Some(number), "{name}");
        }
        for name in unknown {
            assert_eq!(table.find(&fields, name), None, "{name}");
        }
    }

    #[test]
    fn each_name_is_found_and_no_other() {
        check(&[], 1, &["", "a"]);
        check(&[""], 2, &["a", "\0", "\0\0"]);
        check(
            &["a", "b", "ab", "ba", "abc", "abcd", "abcde", "日本"],
            16,
            &["", "c", "abd", "abdd", "日", "abcdefgh"],
        );
        check(
            &["12345678", "123456789", "1234567890abcdef"],
            8,
            &["1234567", "12345679", "1234567890abcdeg"],
        );
        // Alike in all that is hashed.
        check(
            &[
                "same_beg_1_same_end",
                "same_beg_2_same_end",
                "same_beg_3_same_end",
            ],
            8,
            &["same_beg_4_same_end", "same_beg"],
        );
        let many: Vec<&'static str> = (0..500)
            .map(|n| -> &'static str { format!("member_of_{n}_and_more").leak() })
            .collect();
        check(&many, 1_024, &["member_of_500_and_more"]);
    }
}
