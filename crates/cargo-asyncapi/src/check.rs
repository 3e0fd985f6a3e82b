//! `check`: everything that is wrong with documents, as generating from them would find it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use asyncapi_build::project::Project;
use asyncapi_codegen::generate::{Lowered, shapes};
use asyncapi_codegen::ir::Manifest;
use rayon::prelude::*;

use crate::report::Reporting;
use crate::stats::Stats;

/// Say what is wrong with documents
///
/// Reads each document, what it refers to and the `codegen.yaml` beside it, as `generate` would,
/// and tells everything that is found. Writes nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo asyncapi check asyncapi.yaml
  cargo asyncapi check --deny-warnings specs/*/asyncapi.yaml
  cargo asyncapi check --message-format github asyncapi.yaml   # annotations of a pull request

Exit codes: 0 no errors, 1 errors (or warnings, with `--deny-warnings`), 2 wrong command line")]
pub(crate) struct Args {
    /// The documents
    #[arg(required = true, value_name = "DOC")]
    documents: Vec<PathBuf>,
    /// Their configuration; else the `codegen.yaml` beside each, if there is one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    reporting: Reporting,
    #[command(flatten)]
    stats: Stats,
}

pub(crate) fn run(args: &Args) -> ExitCode {
    let report = args.reporting.report();
    let check = |document: &PathBuf| lowered(document, args.config.as_deref());
    // Documents are told in the order given, as soon as all before them have been.
    for batch in args.documents.chunks(64) {
        let outcomes: Vec<Result<Lowered>> = batch.par_iter().map(check).collect();
        for outcome in outcomes {
            match outcome {
                Ok(found) => report.diagnostics(&found.diagnostics, &found.sources),
                Err(problem) => report.problem(&problem),
            }
        }
    }
    args.stats.print();
    if report.failed() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// The shapes of a document and everything found on the way.
///
/// # Errors
/// There is no such folder.
pub(crate) fn lowered(document: &Path, config: Option<&Path>) -> Result<Lowered> {
    let project = Project::open(document, config)?;
    // The name of the package is not part of what is looked at.
    Ok(shapes(&project.input(
        "events",
        "cargo asyncapi",
        &Manifest::Workspace,
    )))
}
