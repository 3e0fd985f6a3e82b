//! One document on disk in, its files or its problems out; and the same as a command, for a
//! document that stands outside `specs/`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use asyncapi_build::project::{Project, folder_of};
use asyncapi_build::sync::Parent;
use asyncapi_codegen::generate::{Output, generate, shapes};
use asyncapi_codegen::ir::{Crate, Manifest};
use cargo_asyncapi::deliver::{Delivery, deliver};
use cargo_asyncapi::report::{Report, Reporting};
use cargo_asyncapi::stats::Stats;

use crate::workspace::Vendor;

/// The command that generated files name.
pub const COMMAND: &str = "cargo xtask codegen";

/// What to generate from a single document, and where to.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The document; a `codegen.yaml` beside it is its configuration
    document: PathBuf,
    /// The folder of the crate
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// The vendor that the crate is named after
    #[arg(long, value_name = "VENDOR")]
    name: String,
    #[command(flatten)]
    reporting: Reporting,
    #[command(flatten)]
    stats: Stats,
}

/// Generates from one document into one folder.
pub fn run(args: &Args) -> ExitCode {
    let report = args.reporting.report();
    let shown = args.document.to_string_lossy();
    let code = attempt(args, &report, &shown).unwrap_or_else(|problem| {
        report.problem(&problem.context(format!("cannot generate from `{shown}`")));
        ExitCode::FAILURE
    });
    args.stats.print();
    code
}

fn attempt(args: &Args, report: &Report, source: &str) -> Result<ExitCode> {
    let vendor = Vendor::new(&args.name)?;
    let document = args.document.file_name().and_then(|name| name.to_str());
    let document = document.context("the name of the document is not UTF-8")?;
    let folder = folder_of(&args.document);
    let shown = args
        .document
        .parent()
        .unwrap_or(Path::new(""))
        .to_string_lossy();
    let name = args.out.file_name().and_then(|name| name.to_str());
    let delivery = Delivery {
        folder: name.context("`--out` names no folder")?.to_owned(),
        output: produce(folder, &shown, document, &vendor.package()),
    };
    let around = folder_of(&args.out);
    std::fs::create_dir_all(around)?;
    let parent = Parent {
        path: around.canonicalize()?,
        shown: around.to_string_lossy().into_owned(),
    };
    Ok(deliver(
        report,
        source,
        COMMAND,
        &parent,
        vec![delivery],
        &[],
        false,
    ))
}

/// Generates from the document in a folder. Nothing outside the folder is read.
///
/// # Errors
/// There is no such folder. All else is told by diagnostics.
pub fn produce(folder: &Path, shown: &str, document: &str, package: &str) -> Result<Output> {
    let project = Project::below(folder, shown, document)?;
    Ok(generate(&project.input(
        package,
        COMMAND,
        &Manifest::Workspace,
    )))
}

/// Goes as far as the shapes of the crate; `None` if the document is refused.
///
/// # Errors
/// There is no such folder.
pub fn lower(folder: &Path, document: &str, package: &str) -> Result<Option<Crate>> {
    let shown = folder.display().to_string();
    let project = Project::below(folder, &shown, document)?;
    Ok(shapes(&project.input(package, COMMAND, &Manifest::Workspace)).shapes)
}
