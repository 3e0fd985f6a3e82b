//! The words that a crate may consist of: those of [`words`](super::words), and the names it gave.

use std::collections::HashSet;
use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use super::words::WORDS;

/// A set of words. Every word and line of every file is looked up, so that hashing has to take next
/// to nothing; its seed is another one in each run, so that no document can choose names that all
/// hash alike.
pub(super) struct Known<'a> {
    words: HashSet<&'a [u8], RandomState>,
}

impl<'a> Known<'a> {
    /// The words, and names beside them.
    pub(super) fn new<N: AsRef<str>>(names: &'a [N]) -> Self {
        let count = WORDS.len().saturating_add(names.len());
        let mut words = HashSet::with_capacity_and_hasher(count, RandomState::default());
        words.extend(WORDS.iter().map(|word| word.as_bytes()));
        words.extend(names.iter().map(|name| name.as_ref().as_bytes()));
        Self { words }
    }

    /// The hash of a line, or of a word.
    pub(super) fn hash(&self, line: &[u8]) -> u64 {
        self.words.hasher().hash_one(line)
    }

    /// Whether a word is one of them.
    pub(super) fn has(&self, word: &[u8]) -> bool {
        self.words.contains(word)
    }
}
