//! The types of `aircall-events` with serde's derives, written by `cargo xtask bench twin`: what
//! generated code is measured against.
#![allow(
    clippy::all,
    clippy::pedantic,
    reason = "it is there to be measured, not to be read"
)]

#[rustfmt::skip]
mod types;

pub use types::*;

/// What a person would write for a text or another value.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(untagged)]
pub enum TextOr<T> {
    Text(String),
    Value(T),
}
