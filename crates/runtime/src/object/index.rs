//! Which declared member a name is. A table made by the compiler, from the hash of a name to the
//! number of the member.

use crate::shape::Field;

/// A place in the table of the declared members of an object: of one of them, or free, as at least
/// one is.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    ends: Ends,
    number: u32,
}

/// How many places the table of some members has: a power of two.
pub const fn places(fields: &[Field]) -> usize {
    fields.len().saturating_mul(2).next_power_of_two()
}

/// The table of some members.
pub const fn table<const PLACES: usize>(fields: &[Field]) -> [Place; PLACES] {
    let mut table = [FREE; PLACES];
    let (mut rest, mut number) = (fields, 0);
    while let [field, others @ ..] = rest {
        let ends = Ends::of(field.name);
        let mut at = ends.hash() & last(PLACES);
        while let [Place { number, .. }, ..] = table.split_at(at).1
            && *number != FREE.number
        {
            at = at.wrapping_add(1) & last(PLACES);
        }
        if let [free, ..] = table.split_at_mut(at).1 {
            *free = Place { ends, number };
        }
        number = number.saturating_add(1);
        rest = others;
    }
    table
}

/// The number of the member with a name, by the table of the members.
pub fn find<const PLACES: usize>(
    table: &[Place; PLACES],
    fields: &[Field],
    name: &str,
) -> Option<usize> {
    let ends = Ends::of(name);
    let mut at = ends.hash();
    loop {
        at &= last(PLACES);
        let place = table.get(at)?;
        if place.ends == ends {
            let number = place.number as usize;
            if name.len() <= COVERED || fields.get(number)?.name == name {
                return Some(number);
            }
        } else if place.ends.length == FREE.ends.length {
            return None;
        }
        at = at.wrapping_add(1);
    }
}

/// What no name leads to: no name is as long, and no object has as many members.
const FREE: Place = Place {
    ends: Ends {
        first: 0,
        last: 0,
        length: usize::MAX,
    },
    number: u32::MAX,
};

/// The greatest place of as many.
const fn last(places: usize) -> usize {
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
    const fn of(name: &str) -> Self {
        let bytes = name.as_bytes();
        let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => match (bytes.first_chunk(), bytes.last_chunk()) {
                (Some(first), Some(last)) => (
                    u32::from_le_bytes(*first) as u64,
                    u32::from_le_bytes(*last) as u64,
                ),
                _ => match bytes {
                    [a, b, c] => (u32::from_le_bytes([*a, *b, *c, 0]) as u64, 0),
                    [a, b] => (u32::from_le_bytes([*a, *b, 0, 0]) as u64, 0),
                    [a] => (*a as u64, 0),
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

    const fn hash(self) -> usize {
        let all = self.first ^ self.last.rotate_left(28) ^ self.length as u64;
        (all.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, find, places, table};
    use crate::shape::Field;

    const fn field(name: &'static str) -> Field {
        Field::optional::<bool>(name)
    }

    fn check<const PLACES: usize>(fields: Vec<Field>, unknown: &[&str]) {
        let fields = fields.leak();
        assert_eq!(places(fields), PLACES);
        let table: [Place; PLACES] = table(fields);
        for (number, field) in fields.iter().enumerate() {
            let found = find(&table, fields, field.name);
            assert_eq!(found, Some(number), "{}", field.name);
        }
        for name in unknown {
            assert!(find(&table, fields, name).is_none(), "{name}");
        }
    }

    #[test]
    fn each_name_is_found_and_no_other() {
        check::<1>(Vec::new(), &["", "a"]);
        check::<2>(vec![field("")], &["a", "\0", "\0\0"]);
        let short = ["a", "b", "ab", "ba", "abc", "abcd", "abcde", "日本"].map(field);
        check::<16>(short.into(), &["", "c", "abd", "abdd", "日", "abcdefgh"]);
        let covered = ["12345678", "123456789", "1234567890abcdef"].map(field);
        check::<8>(covered.into(), &["1234567", "12345679", "1234567890abcdeg"]);
        // Alike in all that is hashed.
        let alike = [
            "same_beg_1_same_end",
            "same_beg_2_same_end",
            "same_beg_3_same_end",
        ];
        check::<8>(
            alike.map(field).into(),
            &["same_beg_4_same_end", "same_beg"],
        );
    }

    #[test]
    fn all_of_many_names_are_found() {
        let names: Vec<&'static str> = (0..500)
            .map(|n| -> &'static str { format!("member_of_{n}_and_more").leak() })
            .collect();
        let fields: Vec<Field> = names.into_iter().map(field).collect();
        check::<1024>(fields, &["member_of_500_and_more"]);
    }
}
