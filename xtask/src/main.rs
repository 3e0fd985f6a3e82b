//! The commands of this workspace.
#![expect(
    unreachable_pub,
    reason = "the modules of a program are for itself alone"
)]

mod codegen;
mod deliver;
mod disk;
mod generate;
mod report;
mod stats;
mod sync;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

/// The commands of this workspace
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Command {
    /// Generate the crates in `generated/` from the documents in `specs/`
    Codegen(codegen::Args),
    /// Generate one crate from one document, wherever it is
    #[command(hide = true)]
    Generate(generate::Args),
}

fn main() -> ExitCode {
    stats::start();
    let done = match Command::parse() {
        Command::Codegen(args) => codegen::run(&args),
        Command::Generate(args) => Ok(generate::run(&args)),
    };
    done.unwrap_or_else(|problem| {
        eprintln!("error: {problem:#}");
        ExitCode::FAILURE
    })
}
