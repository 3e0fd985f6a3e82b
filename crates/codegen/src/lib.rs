//! Generates Rust from AsyncAPI documents: a document and its configuration in, the files of a
//! crate out. Opens no file and no socket.
//!
//! The data passes the modules in this order: [`config`], [`lower`] (the model of
//! `asyncapi-parser` to [`ir`], with [`names`]), `emit` ([`ir`] to files), [`audit`] (files that are
//! as generated code is, and no others, to the caller). [`generate`] is the whole way; [`diff`]
//! compares two crates.
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

pub mod audit;
pub mod code;
pub mod config;
pub mod diff;
mod emit;
pub mod generate;
pub mod ir;
pub mod lower;
pub mod names;
