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
mod generate;
mod kit;
mod samples;
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
    /// Generate one crate from one document, wherever it is
    #[command(hide = true)]
    Generate(generate::Args),
    /// Run a kit of hostile inputs
    #[command(subcommand)]
    Kit(Kit),
    /// Decode every `DIR/<vendor>/*.json` and print what came of it
    Samples(consumer::Args),
    /// Measure what reading, generating and compiling cost
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Run a corpus of real documents
    Corpus(corpus::Args),
    /// Run the JSON Schema Test Suite
    Conformance(conformance::Args),
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
    let done = match Command::parse() {
        Command::Codegen(args) => codegen::run(&args),
        Command::Generate(args) => Ok(generate::run(&args)),
        Command::Kit(Kit::Specs(args)) => kit::specs(&args),
        Command::Kit(Kit::Payloads(args)) => consumer::run("payloads", Build::Release, &args),
        Command::Kit(Kit::Verify(args)) => consumer::run("verify", Build::Debug, &args),
        Command::Samples(args) => consumer::run("samples", Build::Debug, &args),
        Command::Bench(bench) => bench::run(&bench),
        Command::Corpus(args) => corpus::run(&args),
        Command::Conformance(args) => conformance::run(&args),
    };
    done.unwrap_or_else(|problem| {
        eprintln!("error: {problem:#}");
        ExitCode::FAILURE
    })
}
