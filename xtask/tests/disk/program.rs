//! The forms of output that the program of this workspace has not, for tests alone: what
//! `cargo asyncapi` does, and what a build script does.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().collect();
    match arguments.as_slice() {
        [_, form, document] if form == "script" => {
            asyncapi_build::generate(document);
            ExitCode::SUCCESS
        }
        _ => cargo_asyncapi::run(arguments),
    }
}
