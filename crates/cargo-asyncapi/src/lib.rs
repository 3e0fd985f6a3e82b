//! `cargo asyncapi`: checks AsyncAPI documents, generates Rust from them, and says what a change
//! of a document does to the Rust API. The command line in, an exit code out.
//!
//! Each command has a module, named as it is. [`report`], [`out`], [`deliver`], [`diff`],
//! [`init`] and [`stats`] serve other tools on the same documents as well.
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

mod check;
mod completions;
pub mod deliver;
pub mod diff;
mod explain;
mod generate;
pub mod init;
mod inspect;
mod learn;
pub mod out;
pub mod report;
mod schema;
pub mod stats;
mod table;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

/// The exit code of a wrong command line.
const USAGE: u8 = 2;

const ABOUT_CODES: &str = "\
Exit codes:
  0  done, and nothing is wrong
  1  a document is at fault, or `--check` found files that are not as generated
  2  wrong command line
`diff` has codes of its own.";

/// Rust from AsyncAPI documents
#[derive(Debug, Parser)]
#[command(version, after_help = ABOUT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Args),
    Generate(generate::Args),
    Init(init::Args),
    Inspect(inspect::Args),
    Diff(diff::Args),
    Learn(learn::Args),
    Explain(explain::Args),
    Schema(schema::Args),
    Completions(completions::Args),
}

/// Runs a command line, the name of the program first. Cargo runs `cargo asyncapi …` as
/// `cargo-asyncapi asyncapi …`.
pub fn run(mut arguments: Vec<OsString>) -> ExitCode {
    stats::start();
    let by_cargo = arguments.get(1).is_some_and(|first| first == "asyncapi");
    if by_cargo {
        arguments.remove(1);
    }
    let name = if by_cargo {
        "cargo asyncapi"
    } else {
        "cargo-asyncapi"
    };
    // The codes above 1 say what `diff` has found.
    let usage = match arguments
        .iter()
        .skip(1)
        .find(|it| !it.to_string_lossy().starts_with('-'))
    {
        Some(command) if command == "diff" => 1,
        Some(_) | None => USAGE,
    };
    let parsed = Cli::command()
        .bin_name(name)
        .try_get_matches_from(arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let command = match parsed {
        Ok(cli) => cli.command,
        Err(error) => {
            // Nothing can be told where telling fails.
            let _ = error.print();
            return if error.use_stderr() {
                ExitCode::from(usage)
            } else {
                ExitCode::SUCCESS
            };
        }
    };
    match command {
        Command::Check(args) => check::run(&args),
        Command::Generate(args) => generate::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Learn(args) => learn::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Completions(args) => completions::run(&args, Cli::command()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_defined() {
        Cli::command().debug_assert();
    }
}
