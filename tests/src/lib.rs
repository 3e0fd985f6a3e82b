//! The first consumer of the generated crates: what an app would do with them.

pub mod equal;
pub mod kit;
pub mod vendors;

/// The examples of generated crates compile.
#[cfg(doctest)]
mod readmes {
    #[doc = include_str!("../../generated/aircall-events/README.md")]
    struct Aircall;
    #[doc = include_str!("../../generated/curious-thing-events/README.md")]
    struct CuriousThing;
    #[doc = include_str!("../../generated/dialpad-events/README.md")]
    struct Dialpad;
    #[doc = include_str!("../../generated/regal-events/README.md")]
    struct Regal;
    #[doc = include_str!("../../generated/revring-events/README.md")]
    struct Revring;
}
