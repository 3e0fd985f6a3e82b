//! What is counted under valgrind: each entrant in turn, in a function that a profiler can be told
//! to collect alone.

use std::hint::black_box;

use crate::{Decode, Race};

/// How often each body is decoded.
const BODIES: usize = 10;

/// Decodes, and prints a line for each entrant: its race, itself, the length of its body, how often it
/// is decoded.
///
/// # Panics
/// An entrant does not decode its body.
pub fn run(races: &[Race]) {
    for race in races {
        for entrant in &race.entrants {
            let body = entrant.body.as_bytes();
            // What is looked up once a process, and what the allocator keeps, is not of a body.
            for _ in 0..3 {
                assert!((entrant.decode)(body), "{}: {}", race.name, entrant.name);
            }
            assert!(counted(entrant.decode, body));
            println!("{}\t{}\t{}\t{BODIES}", race.name, entrant.name, body.len());
        }
    }
}

/// The function by whose name the profiler knows what to count.
#[inline(never)]
fn counted(decode: Decode, body: &[u8]) -> bool {
    (0..BODIES).all(|_| black_box(decode(black_box(body))))
}
