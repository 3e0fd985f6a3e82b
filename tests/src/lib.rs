//! The first consumer of the generated crates: what an app would do with them.

pub mod equal;
pub mod kit;
pub mod vendors;
