//! Generates Rust from AsyncAPI documents on disk. A build script needs a few lines:
//!
//! ```no_run
//! // In `fn main` of `build.rs`:
//! asyncapi_build::generate("events/asyncapi.yaml");
//! ```
//!
//! and the crate, which depends on `asyncapi-runtime`, takes the module in:
//!
//! ```text
//! mod events {
//!     include!(concat!(env!("OUT_DIR"), "/events.rs"));
//! }
//! ```
//!
//! [`script`] is what a build script uses. The other modules stand between `asyncapi-codegen`,
//! which opens no file, and the disk: [`project`] and [`disk`] read what lies below one folder,
//! [`sync`] replaces folders whole or not at all. Nothing here knows what the files say.
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

pub mod disk;
pub mod project;
pub mod script;
pub mod sync;

pub use script::generate;
