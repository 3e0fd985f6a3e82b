//! Reads AsyncAPI documents: bytes in, one version-free [`model::Api`] out.
//!
//! The data passes the modules in this order: [`source`] (text and places), [`load`] (bytes to a
//! spanned [`tree`]), [`patch`] (corrections), [`resolve`] (references, versions, schemas, `allOf`)
//! and [`model`] (what the document means). Whatever is wrong on the way becomes a [`diagnostic`],
//! and [`render`] makes it text.
//!
//! This crate knows AsyncAPI and JSON Schema. It knows no Rust, opens no file and no socket: files
//! come from the caller through [`source::Files`].
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

pub mod code;
pub mod diagnostic;
pub mod load;
pub mod model;
pub mod patch;
pub mod pointer;
pub mod render;
pub mod resolve;
pub mod source;
pub mod tree;
