//! What is counted under valgrind: each entrant in turn, in a function that a profiler can be told
//! to collect alone.

use crate::{Entrant, Race};

/// How often its bodies are decoded.
const BODIES: usize = 10;

/// Decodes, and prints a line for each entrant: its race, itself, the length of its bodies, how
/// often they are decoded.
///
/// # Panics
/// An entrant does not decode its body.
pub fn run(races: &[Race]) {
    for race in races {
        for entrant in &race.entrants {
            // What is looked up once a process, and what the allocator keeps, is not of a body.
            for _ in 0..3 {
                assert!(entrant.decode(), "{}: {}", race.name, entrant.name);
            }
            assert!(counted(entrant));
            println!(
                "{}\t{}\t{}\t{BODIES}",
                race.name,
                entrant.name,
                entrant.bytes()
            );
        }
    }
}

/// The function by whose name the profiler knows what to count.
#[inline(never)]
fn counted(entrant: &Entrant) -> bool {
    (0..BODIES).all(|_| entrant.decode())
}
