//! The entries of mappings. Knows keys; knows nothing of what they mean.

use super::{NodeId, Text};
use crate::source::{Span, offset};

/// Up to so many entries are looked through for a key; more have an index.
const FEW: usize = 8;

/// The entries of a mapping, in order, with a way to find one by its key.
#[derive(Clone, Debug)]
pub struct Mapping(Entries);

/// As small as it can be: most mappings have few entries.
#[derive(Clone, Debug)]
enum Entries {
    Few(Box<[Entry]>),
    Many(Box<Indexed>),
}

#[derive(Clone, Debug)]
struct Indexed {
    entries: Box<[Entry]>,
    /// The indices of `entries`, sorted by key.
    by_key: Box<[u32]>,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key as text, whatever scalar it was written as.
    pub key: Text,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: NodeId,
}

impl Default for Mapping {
    fn default() -> Self {
        Self(Entries::Few(Box::default()))
    }
}

impl Mapping {
    /// Makes a mapping of entries.
    ///
    /// # Errors
    /// Gives two entries of the same key, the earlier first.
    pub fn new(entries: Vec<Entry>) -> Result<Self, (Entry, Entry)> {
        if entries.len() <= FEW {
            return match first_same(&entries) {
                Some((first, second)) => Err((first.clone(), second.clone())),
                None => Ok(Self(Entries::Few(entries.into()))),
            };
        }
        let order = sorted(&entries);
        let pairs = order.windows(2).filter_map(|pair| match pair {
            [(key, first), (next, second)] if key == next => Some((*second, *first)),
            _ => None,
        });
        let same = pairs.min();
        let by_key: Box<[u32]> = order.into_iter().map(|(_, index)| index).collect();
        match same.map(|(second, first)| [first, second].map(|at| entries.get(at as usize))) {
            Some([Some(first), Some(second)]) => Err((first.clone(), second.clone())),
            _ => Ok(Self::indexed(entries, by_key)),
        }
    }

    /// The entries in document order.
    pub fn entries(&self) -> &[Entry] {
        match &self.0 {
            Entries::Few(entries) => entries,
            Entries::Many(indexed) => &indexed.entries,
        }
    }

    /// The entry of a key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        match &self.0 {
            Entries::Few(entries) => entries.iter().find(|entry| *entry.key == *key),
            Entries::Many(indexed) => {
                let key_at = |index: &u32| Some(&*indexed.entries.get(*index as usize)?.key);
                let found = indexed
                    .by_key
                    .binary_search_by(|index| key_at(index).cmp(&Some(key)));
                let index = indexed.by_key.get(found.ok()?)?;
                indexed.entries.get(*index as usize)
            }
        }
    }

    pub(super) fn entry_mut(&mut self, index: usize) -> Option<&mut Entry> {
        match &mut self.0 {
            Entries::Few(entries) => entries.get_mut(index),
            Entries::Many(indexed) => indexed.entries.get_mut(index),
        }
    }

    /// Appends an entry whose key is new.
    pub(crate) fn push(&mut self, entry: Entry) {
        let (mut entries, by_key) = self.take();
        let mut by_key = by_key.into_vec();
        if by_key.is_empty() {
            entries.push(entry);
            *self = Self::unique(entries);
            return;
        }
        let is_before = |index: &u32| {
            let other = entries.get(*index as usize);
            other.is_some_and(|other| other.key < entry.key)
        };
        by_key.insert(by_key.partition_point(is_before), offset(entries.len()));
        entries.push(entry);
        *self = Self::indexed(entries, by_key.into());
    }

    /// Keeps some of the entries.
    pub(crate) fn retain(&mut self, keep: impl Fn(&Entry) -> bool) {
        let (mut entries, _) = self.take();
        entries.retain(keep);
        *self = Self::unique(entries);
    }

    fn take(&mut self) -> (Vec<Entry>, Box<[u32]>) {
        match std::mem::take(self).0 {
            Entries::Few(entries) => (entries.into_vec(), Box::default()),
            Entries::Many(indexed) => (indexed.entries.into_vec(), indexed.by_key),
        }
    }

    /// A mapping of entries whose keys are unique.
    fn unique(entries: Vec<Entry>) -> Self {
        let by_key = if entries.len() <= FEW {
            Box::default()
        } else {
            sorted(&entries)
                .into_iter()
                .map(|(_, index)| index)
                .collect()
        };
        Self::indexed(entries, by_key)
    }

    fn indexed(entries: Vec<Entry>, by_key: Box<[u32]>) -> Self {
        let entries = entries.into_boxed_slice();
        Self(if by_key.is_empty() {
            Entries::Few(entries)
        } else {
            Entries::Many(Box::new(Indexed { entries, by_key }))
        })
    }
}

/// The keys with their indices, sorted.
fn sorted(entries: &[Entry]) -> Vec<(&str, u32)> {
    let keys = entries.iter().map(|entry| &*entry.key);
    let mut order: Vec<(&str, u32)> = keys.zip(0..).collect();
    order.sort_unstable();
    order
}

/// The first entry whose key an earlier one has, behind that.
fn first_same(entries: &[Entry]) -> Option<(&Entry, &Entry)> {
    entries.iter().enumerate().find_map(|(at, second)| {
        let mut earlier = entries.iter().take(at);
        let first = earlier.find(|first| first.key == second.key)?;
        Some((first, second))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn entry(key: &str, number: u32) -> Entry {
        let key_span = Span {
            file: FileId(0),
            start: number,
            end: number,
        };
        Entry {
            key: key.into(),
            key_span,
            value: NodeId(number),
        }
    }

    fn entries(keys: &[String]) -> Vec<Entry> {
        let keys = keys.iter().zip(0..);
        keys.map(|(key, number)| entry(key, number)).collect()
    }

    #[track_caller]
    fn check(mapping: &Mapping, keys: &[String]) {
        let found = mapping.entries().iter().map(|entry| &*entry.key);
        assert!(found.eq(keys), "{keys:?}");
        for key in keys {
            let found = mapping.get(key).map(|entry| &*entry.key);
            assert_eq!(found, Some(&**key), "{keys:?}");
        }
        for key in ["", "5", "55", "x", "zz"] {
            assert!(mapping.get(key).is_none(), "{key} of {keys:?}");
        }
    }

    #[test]
    fn each_key_is_found_however_many_there_are() {
        // In an order that is neither theirs nor its reverse.
        let all: Vec<String> = (0..30).map(|at| format!("k{}", at * 7 % 30)).collect();
        for count in 0..=all.len() {
            let (first, others) = all.split_at(count);
            let mut mapping = Mapping::new(entries(first)).expect("the keys differ");
            check(&mapping, first);
            for (more, key) in others.iter().enumerate() {
                mapping.push(entry(key, 0));
                check(
                    &mapping,
                    all.get(..=count + more).expect("there are as many"),
                );
            }
            for left in [20, 9, 8, 1, 0] {
                mapping.retain(|entry| all.iter().take(left).any(|key| entry.key == *key));
                check(&mapping, all.get(..left).expect("there are as many"));
            }
        }
    }

    #[test]
    fn the_first_key_that_comes_again_is_told_with_the_one_before() {
        for count in [2, 8, 9, 30] {
            for (first, second) in [(0, 1), (0, count - 1), (count / 2 - 1, count - 1)] {
                let mut keys: Vec<String> = (0..count).map(|at| format!("k{at}")).collect();
                keys[second] = keys[first].clone();
                let told = Mapping::new(entries(&keys)).expect_err("a key comes twice");
                let told = (told.0.value.0 as usize, told.1.value.0 as usize);
                assert_eq!(told, (first, second), "{keys:?}");
            }
            let same = vec!["k".to_owned(); count];
            let told = Mapping::new(entries(&same)).expect_err("a key comes twice");
            assert_eq!((told.0.value, told.1.value), (NodeId(0), NodeId(1)));
        }
    }

    #[test]
    fn entries_are_changed_in_their_place() {
        for count in [1, 8, 9, 30] {
            let keys: Vec<String> = (0..count).map(|at| format!("k{at}")).collect();
            let mut mapping = Mapping::new(entries(&keys)).expect("the keys differ");
            let last = mapping.entry_mut(count - 1).expect("there are as many");
            last.value = NodeId(100);
            let found = mapping.get(&format!("k{}", count - 1));
            assert_eq!(found.map(|entry| entry.value), Some(NodeId(100)));
            assert!(mapping.entry_mut(count).is_none());
        }
    }
}
