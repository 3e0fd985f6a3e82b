//! The entrants of a race, timed in turn in one process. A ratio within one run holds on a noisy
//! machine where a time does not.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::{Entrant, Race};

const ROUND: Duration = Duration::from_millis(2);

/// What an entrant took.
#[derive(Clone, Copy, Debug)]
pub struct Time {
    /// Nanoseconds for all bodies once: the median of all rounds.
    pub nanos: f64,
    /// The median, over all rounds, of the ratio to the first entrant.
    pub ratio: f64,
}

/// Times a race in so many rounds; gives a time for each entrant.
///
/// # Panics
/// An entrant does not decode its body.
#[must_use]
pub fn time(race: &Race, rounds: usize) -> Vec<Time> {
    for entrant in &race.entrants {
        assert!(entrant.decode(), "{}: {}", race.name, entrant.name);
    }
    let mut times = vec![Vec::with_capacity(rounds); race.entrants.len()];
    for round in 0..rounds {
        let mut turns: Vec<_> = race.entrants.iter().zip(&mut times).collect();
        let first = round % turns.len();
        turns.rotate_left(first);
        for (entrant, times) in turns {
            times.push(once(entrant));
        }
    }
    let ratio = |own: &[f64]| {
        let first = times.first().into_iter().flatten();
        median(own.iter().zip(first).map(|(own, first)| own / first))
    };
    let times = times.iter().map(|own| Time {
        nanos: median(own.iter().copied()),
        ratio: ratio(own),
    });
    times.collect()
}

/// Nanoseconds for all bodies once, over about one round's time.
fn once(entrant: &Entrant) -> f64 {
    let (start, mut count) = (Instant::now(), 0_u32);
    while start.elapsed() < ROUND {
        for _ in 0..4 {
            black_box(entrant.decode());
        }
        count += 4;
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(count)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
