//! What crates generated from AsyncAPI documents share.
//!
//! A generated crate depends on this one; an app meets it through the types in its fields:
//! [`Json`] for any JSON, [`Extra`] for members that the document does not declare, [`Nullable`]
//! for values that may be `null`, [`TextOr`] for values that may come as text, [`Number`] for
//! numbers with all their digits, [`UnknownEvent`] for events that the document does not declare.
//!
//! * [`from_json`] decodes strictly: a value that does not have the declared shape is an error
//!   that names the JSON pointer of every field at fault.
//! * [`decode()`] decodes what arrives: what does not fit is listed as [`Drift`], what fits is
//!   typed, the body is kept. [`decode_batch`] does so with each item of an array.
//! * [`Formatted`] is a text of a format with what it stands for, such as a point in time, where an
//!   app asks for that; the features `jiff`, `url` and `uuid` bring the crates of those names.
//! * [`to_json`] encodes what an app answers.
//! * `verify`, behind features, proves who sent a body before it is decoded.
//! * [`Received::occurred_at`], and `dedupe_key` behind the feature `dedupe`, are what a delivery
//!   says of itself, whichever event it is.
//! * With the feature `axum`, handlers of axum take [`Received`], or a `Delivery` that is verified.
//!
//! Payload values never appear in errors or in the `Debug` output of errors and drift; that of
//! payloads leaves out secrets ([`Secret`]) and what the document does not declare.
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::exit,
        clippy::expect_used,
        clippy::get_unwrap,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::panic_in_result_fn,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_in_result,
        clippy::unwrap_used
    )
)]
#![allow(
    clippy::missing_errors_doc,
    clippy::must_use_candidate,
    clippy::single_match_else,
    reason = "as in the workspace's table, whatever flags clippy is called with"
)]

#[cfg(feature = "axum")]
#[doc(hidden)]
pub mod axum;
mod containers;
mod decode;
mod depth;
mod drift;
mod encode;
pub mod envelope;
mod error;
pub mod event;
mod extra;
mod fit;
mod formatted;
mod integer;
mod json;
pub mod literal;
mod members;
mod nullable;
mod number;
pub mod object;
pub mod output;
mod peek;
#[doc(hidden)]
pub mod prelude;
mod scalars;
mod secret;
pub mod shape;
pub mod strings;
mod text_or;
pub mod time;
pub mod tuple;
pub mod union;
mod vacant;
#[cfg(feature = "verify")]
pub mod verify;
pub mod wire;

#[cfg(feature = "axum")]
pub use axum::Rejection;
#[cfg(feature = "jiff")]
pub use jiff;
#[cfg(feature = "url")]
pub use url;
#[cfg(feature = "uuid")]
pub use uuid;

pub use decode::{Received, decode, from_json};
pub use drift::Drift;
pub use encode::to_json;
pub use error::{DecodeError, Rejected};
pub use event::{AmbiguousEvent, Batch, OpaqueEvent, RejectedItem, UnknownEvent, decode_batch};
pub use extra::Extra;
pub use formatted::Formatted;
pub use integer::Integer;
pub use json::Json;
pub use nullable::Nullable;
pub use number::{NotANumber, Number};
pub use secret::Secret;
pub use shape::Shape;
pub use text_or::TextOr;
pub use time::Timestamp;
pub use wire::{Seed, Wire};
