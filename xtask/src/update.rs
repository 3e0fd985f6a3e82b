//! The document of a vendor is replaced by a newer one, and its crate is generated anew.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use asyncapi_build::sync::write_file;
use cargo_asyncapi::diff::Form;
use cargo_asyncapi::out;
use cargo_asyncapi::report::{Reporting, State};

use crate::codegen;
use crate::diff::{Newer, changes, one, open};
use crate::workspace::{DOCUMENT, Workspace};

/// What to replace by what.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The vendor
    vendor: String,
    /// The newer document
    file: PathBuf,
    #[command(flatten)]
    form: Form,
    #[command(flatten)]
    reporting: Reporting,
}

/// Replaces, prints what changes, and generates. Where a patch no longer applies, or anything
/// else is at fault, that is told and nothing is written.
pub fn run(args: &Args) -> Result<ExitCode> {
    let report = args.reporting.report();
    let workspace = Workspace::find()?;
    let vendor = one(&workspace, &args.vendor)?;
    let project = open(&workspace, &vendor)?;
    let newer = Newer::read(&project, &args.file)?;
    let changes = changes(&report, &vendor, &project, &newer);
    let (Some(changes), false) = (changes, report.failed()) else {
        let shown = format!("specs/{}/codegen.yaml", vendor.name());
        report.conclusion(&format!(
            "nothing was written: mend `{shown}` and run this again"
        ));
        return Ok(ExitCode::FAILURE);
    };
    out::text(format_args!("{}", args.form.render(&changes)));
    let text = String::from_utf8_lossy(&newer.document);
    let path = format!("specs/{}/{DOCUMENT}", vendor.name());
    write_file(&workspace.root.join(&path), &text)?;
    report.file(State::Changed, &path);
    Ok(codegen::one(&workspace, &vendor, &report))
}
