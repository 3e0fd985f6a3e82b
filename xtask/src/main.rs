//! The commands of this workspace.
#![expect(
    unreachable_pub,
    reason = "the modules of a program are for itself alone"
)]

mod batch;
mod bench;
mod codegen;
mod conformance;
mod consumer;
mod corpus;
mod diff;
mod fuzz;
mod generate;
mod kit;
mod new;
#[cfg(feature = "random")]
mod random;
mod samples;
mod supply;
mod update;
mod watch;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use consumer::Build;

/// Generation makes syntax trees of very many small parts; the system's allocator would take as long
/// as all the rest.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The commands of this workspace
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Command {
    /// Generate the crates in `generated/` from the documents in `specs/`
    Codegen(codegen::Args),
    /// Make the folder of a new vendor
    New(new::Args),
    /// Replace the document of a vendor by a newer one, and say what that changes
    Update(update::Args),
    /// Say what a change of a vendor's document does to the Rust API of its crate
    Diff(diff::Args),
    /// Generate one crate from one document, wherever it is
    #[command(hide = true)]
    Generate(generate::Args),
    /// Run a kit of hostile inputs
    #[command(subcommand)]
    Kit(Kit),
    /// Decode every `DIR/<vendor>/*.json` and print what came of it
    Samples(consumer::Args),
    /// Measure what reading, generating and compiling cost
    Bench(bench::Args),
    /// Run a corpus of real documents
    Corpus(corpus::Args),
    /// Run the JSON Schema Test Suite
    Conformance(conformance::Args),
    /// Say which packages each crate that is shipped pulls in, and which it may not
    Supply,
    /// Feed the targets of `tests/fuzz` with inputs that reach something new
    Fuzz(fuzz::Args),
    /// Draw random valid documents, compile their crates, and send random instances through them
    #[cfg(feature = "random")]
    Random(random::Args),
}

#[derive(Debug, Subcommand)]
enum Kit {
    /// Documents: what must be refused, what must compile, and what must hold besides
    Specs(kit::Args),
    /// Bodies: what must be typed, drifted, unknown or rejected
    Payloads(consumer::Args),
    /// Requests: which verifiers must accept, and which not
    Verify(consumer::Args),
}

fn main() -> ExitCode {
    cargo_asyncapi::stats::start();
    let command = match Command::try_parse() {
        Ok(command) => command,
        Err(error) => {
            // Nothing can be told where telling fails.
            let _ = error.print();
            // The codes above 1 say what `diff` has found.
            let diff = std::env::args_os()
                .nth(1)
                .is_some_and(|first| first == "diff");
            return match error.use_stderr() {
                true if diff => ExitCode::FAILURE,
                true => ExitCode::from(2),
                false => ExitCode::SUCCESS,
            };
        }
    };
    let done = match command {
        Command::Codegen(args) => codegen::run(&args),
        Command::New(args) => new::run(&args),
        Command::Update(args) => update::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Generate(args) => Ok(generate::run(&args)),
        Command::Kit(Kit::Specs(args)) => kit::specs(&args),
        Command::Kit(Kit::Payloads(args)) => consumer::run("payloads", Build::Release, &args),
        Command::Kit(Kit::Verify(args)) => consumer::run("verify", Build::Debug, &args),
        Command::Samples(args) => consumer::run("samples", Build::Debug, &args),
        Command::Bench(args) => bench::run(&args),
        Command::Corpus(args) => corpus::run(&args),
        Command::Conformance(args) => conformance::run(&args),
        Command::Supply => supply::run(),
        Command::Fuzz(args) => fuzz::run(&args),
        #[cfg(feature = "random")]
        Command::Random(args) => random::run(&args),
    };
    done.unwrap_or_else(|problem| {
        cargo_asyncapi::out::error(format_args!("error: {problem:#}\n"));
        ExitCode::FAILURE
    })
}
