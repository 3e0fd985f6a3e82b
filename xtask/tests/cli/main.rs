//! The commands as people run them.
#![expect(unreachable_pub, reason = "the modules of a test are for itself alone")]

mod codegen;
mod life;
mod outside;
mod workspace;
