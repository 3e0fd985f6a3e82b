//! The types of `aircall-events` with serde's derives, written by `cargo xtask bench twin`: what
//! generated code is measured against.
#![allow(
    clippy::all,
    clippy::pedantic,
    reason = "it is there to be measured, not to be read"
)]

#[rustfmt::skip]
mod types;

mod text_or;

pub use text_or::TextOr;
pub use types::*;
