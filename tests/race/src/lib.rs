//! Ways to decode what vendors send, held against one another: timed where a machine is quiet
//! ([`time`]), counted where it is not ([`count`]).

pub mod bodies;
pub mod cases;
pub mod count;
pub mod time;

/// Ways to decode a body. The first is what the others are held against.
#[derive(Clone, Debug)]
pub struct Race {
    /// What is decoded, e.g. `call, tag first`; unique among races.
    pub name: String,
    /// The ways.
    pub entrants: Vec<Entrant>,
}

/// A way to decode a body.
#[derive(Clone, Debug)]
pub struct Entrant {
    /// What it is, unique in its race.
    pub name: &'static str,
    /// The body.
    pub body: String,
    /// Whether the body decodes.
    pub decode: Decode,
}

/// Decodes a body, and says whether that could be done.
pub type Decode = fn(&[u8]) -> bool;
