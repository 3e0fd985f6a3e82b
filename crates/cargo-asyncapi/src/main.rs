//! `cargo asyncapi`, also run as `cargo-asyncapi`.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_asyncapi::run(env::args_os().collect())
}
