//! The first consumer of the generated crates; everything is in `tests/`.
