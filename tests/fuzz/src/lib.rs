//! Fuzz targets: bytes enter, and what must hold whatever they are is asserted; a target that
//! returns has found nothing. Knows nothing of the engine that makes the bytes.
//!
//! `cargo xtask fuzz` makes them, guided by coverage; `cargo test` runs those that were worth
//! keeping, in `corpus/`, again.

pub mod files;
pub mod generate;
pub mod json;
pub mod mutate;
pub mod payload;
pub mod resolve;
pub mod told;
pub mod tree;
pub mod verify;

/// Something to fuzz.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name, as that of its folder in `corpus/`.
    pub name: &'static str,
    /// Panics where something does not hold.
    pub run: fn(&[u8]),
    /// Words that inputs are made of, as [`mutate::Mutator::new`] takes them.
    pub words: &'static str,
}

const DOCUMENT: &str = include_str!("../words/document.txt");
const REQUEST: &str = include_str!("../words/request.txt");

/// All targets.
pub const TARGETS: [Target; 5] = [
    Target {
        name: "tree",
        run: tree::run,
        words: DOCUMENT,
    },
    Target {
        name: "resolve",
        run: resolve::run,
        words: DOCUMENT,
    },
    Target {
        name: "generate",
        run: generate::run,
        words: DOCUMENT,
    },
    Target {
        name: "payload",
        run: payload::run,
        words: REQUEST,
    },
    Target {
        name: "verify",
        run: verify::run,
        words: REQUEST,
    },
];

/// The target of a name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
