//! Ways to decode what vendors send, held against one another: timed where a machine is quiet
//! ([`time`]), counted where it is not ([`count`]).

use std::hint::black_box;

#[cfg(feature = "cases")]
pub mod bodies;
#[cfg(feature = "cases")]
pub mod cases;
pub mod count;
pub mod held;
pub mod table;
pub mod time;

#[cfg(feature = "sonic")]
pub use sonic_rs;

/// Ways to decode the same bodies. The first is what the others are held against.
#[derive(Clone, Debug)]
pub struct Race {
    /// What is decoded, e.g. `call, tag first`; unique among races.
    pub name: String,
    /// The ways.
    pub entrants: Vec<Entrant>,
}

/// A way to decode bodies.
#[derive(Clone, Debug)]
pub struct Entrant {
    /// What it is, unique in its race.
    pub name: &'static str,
    /// The bodies, and how each is decoded.
    pub bodies: Vec<(String, Decode)>,
}

/// Decodes a body, and says whether that could be done.
pub type Decode = fn(&[u8]) -> bool;

impl Entrant {
    /// How many bytes its bodies have.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bodies.iter().map(|(body, _)| body.len()).sum()
    }

    /// Decodes all of them once, and says whether that could be done.
    #[must_use]
    pub fn decode(&self) -> bool {
        let mut bodies = self.bodies.iter();
        bodies.all(|(body, decode)| black_box(decode(black_box(body.as_bytes()))))
    }
}
