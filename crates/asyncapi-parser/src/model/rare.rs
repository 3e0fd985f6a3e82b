//! Parts that most schemas lack. Knows no keyword.

use std::fmt;
use std::ops::{Deref, DerefMut};

/// A part of a schema that takes no more than a pointer where it says nothing, for a document may
/// have a hundred thousand schemas that say `type: string` and no more. Reads like the part.
#[derive(Clone)]
pub struct Rare<T>(Option<Box<T>>);

/// A part that can say nothing.
pub trait Nothing: Default + 'static {
    /// What is read where nothing is said; equal to the default.
    const NOTHING: &'static Self;
}

impl<T: 'static> Nothing for Vec<T> {
    const NOTHING: &'static Self = &Self::new();
}

impl<T> Default for Rare<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Nothing + PartialEq> From<T> for Rare<T> {
    fn from(part: T) -> Self {
        Self((part != *T::NOTHING).then(|| Box::new(part)))
    }
}

impl<T: Nothing> Rare<T> {
    /// The part, if it has been spoken of; to change it without making one that says nothing.
    pub fn said_mut(&mut self) -> Option<&mut T> {
        self.0.as_deref_mut()
    }
}

impl<T: Nothing> Deref for Rare<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::NOTHING)
    }
}

impl<T: Nothing> DerefMut for Rare<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T: Nothing + PartialEq> PartialEq for Rare<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<'a, T: 'static> IntoIterator for &'a Rare<Vec<T>> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T: 'static> IntoIterator for &'a mut Rare<Vec<T>> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.said_mut()
            .map(Vec::as_mut_slice)
            .unwrap_or_default()
            .iter_mut()
    }
}

impl<T: Nothing + fmt::Debug> fmt::Debug for Rare<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_says_nothing_takes_no_room() {
        let nothing = Rare::<Vec<u8>>::default();
        for part in [vec![], vec![1], vec![1, 2]] {
            let mut rare = Rare::from(part.clone());
            assert_eq!(rare.0.is_none(), part.is_empty());
            assert_eq!((&*rare, format!("{rare:?}")), (&part, format!("{part:?}")));
            assert_eq!(rare == nothing, part.is_empty(), "{part:?}");
            assert_eq!(rare.said_mut().cloned(), rare.0.as_deref().cloned());
            assert!((&rare).into_iter().eq(&part));
            for number in &mut rare {
                *number += 1;
            }
            let more: Vec<u8> = part.iter().map(|number| number + 1).collect();
            assert_eq!(*rare, more);
            rare.push(7);
            assert_eq!(rare.len(), part.len() + 1);
            assert_eq!(rare.said_mut().and_then(Vec::pop), Some(7));
            // Spoken of, and equal to what says nothing still.
            rare.clear();
            assert_eq!(rare, nothing);
            assert_eq!(nothing, rare);
        }
    }
}
