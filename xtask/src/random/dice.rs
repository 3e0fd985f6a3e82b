//! Choices that a seed decides.

use std::ops::RangeInclusive;

/// A source of choices; the same seed makes the same ones.
#[derive(Debug)]
pub struct Dice(fastrand::Rng);

impl Dice {
    /// Those of a seed.
    pub fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// Yes, in so many of a hundred times.
    pub fn chance(&mut self, percent: u8) -> bool {
        self.0.u8(0..100) < percent
    }

    /// A number of a range.
    pub fn count(&mut self, range: RangeInclusive<usize>) -> usize {
        self.0.usize(range)
    }

    /// An integer of a range.
    pub fn integer(&mut self, range: RangeInclusive<i64>) -> i64 {
        self.0.i64(range)
    }

    /// One of several, of which there is at least one.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.0.usize(0..from.len())]
    }

    /// As many different ones of several, in any order; all of them, if there are not so many.
    pub fn some<'a, T>(&mut self, from: &'a [T], count: usize) -> Vec<&'a T> {
        let mut chosen: Vec<&T> = from.iter().collect();
        self.0.shuffle(&mut chosen);
        chosen.truncate(count);
        chosen
    }
}

#[test]
fn a_seed_decides() {
    let draw = |seed| {
        let mut dice = Dice::new(seed);
        let draws = (0..20).map(|_| dice.count(0..=1000));
        draws.collect::<Vec<_>>()
    };
    assert_eq!(draw(7), draw(7));
    assert_ne!(draw(7), draw(8));
}
