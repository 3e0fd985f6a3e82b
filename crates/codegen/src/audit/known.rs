//! The words that a crate may consist of: those of [`words`](super::words), and the names it gave.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hasher, RandomState};

use super::words::WORDS;

/// A set of words.
pub(super) struct Known<'a> {
    words: HashSet<&'a [u8], Seed>,
}

impl<'a> Known<'a> {
    /// The words, and names beside them.
    pub(super) fn new<N: AsRef<str>>(names: &'a [N]) -> Self {
        let seed = Seed(RandomState::new().hash_one(0));
        let count = WORDS.len().saturating_add(names.len());
        let mut words = HashSet::with_capacity_and_hasher(count, seed);
        words.extend(WORDS.iter().map(|word| word.as_bytes()));
        words.extend(names.iter().map(|name| name.as_ref().as_bytes()));
        Self { words }
    }

    /// The hash of a line, or of a word.
    pub(super) fn hash(&self, line: &[u8]) -> u64 {
        let mut hasher = self.words.hasher().build_hasher();
        hasher.write_usize(line.len());
        hasher.write(line);
        hasher.finish()
    }

    /// Whether a word is one of them.
    pub(super) fn has(&self, word: &[u8]) -> bool {
        self.words.contains(word)
    }
}

/// Every word and line of every file is looked up, so that hashing has to take next to nothing. The
/// seed is another one in each run, so that no document can choose names that all hash alike.
#[derive(Clone, Copy)]
struct Seed(u64);

/// The hash of one word so far.
struct Folded(u64);

impl BuildHasher for Seed {
    type Hasher = Folded;

    fn build_hasher(&self) -> Folded {
        Folded(self.0)
    }
}

impl Folded {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "both halves of the product are taken"
    )]
    fn add(&mut self, part: u64) {
        let product = u128::from(self.0 ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = product as u64 ^ (product >> 64) as u64;
    }
}

impl Hasher for Folded {
    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        for chunk in chunks {
            self.add(u64::from_le_bytes(*chunk));
        }
        // What is left, with what was before it where there is enough.
        self.add(match bytes.last_chunk::<8>() {
            Some(last) => u64::from_le_bytes(*last),
            None => rest.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)),
        });
    }

    fn write_usize(&mut self, length: usize) {
        self.0 ^= length as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
