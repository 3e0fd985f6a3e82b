//! The folder of a new vendor.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use asyncapi_build::disk::exists;
use asyncapi_build::project::CONFIG;
use asyncapi_build::sync::write_file;
use cargo_asyncapi::init;
use cargo_asyncapi::out;
use cargo_asyncapi::report::{Reporting, State};

use crate::workspace::{DOCUMENT, Vendor, Workspace};

/// Whom to add.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The name of the vendor, e.g. `acme`
    vendor: String,
    /// Its document; else one to be filled in
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    #[command(flatten)]
    reporting: Reporting,
}

const TEMPLATE: &str = "\
asyncapi: 3.0.0
info:
  title: VENDOR events
  version: '1.0'
  description: What is sent, to whom, how often, and how a receiver answers.
channels:
  events:
    address: '{webhookUrl}'
    parameters: {webhookUrl: {description: Your endpoint.}}
    messages:
      created:
        name: thing.created
        summary: A thing was created.
        payload: {$ref: '#/components/schemas/ThingEvent'}
operations:
  receiveEvents:
    action: send
    channel: {$ref: '#/channels/events'}
components:
  schemas:
    ThingEvent:
      type: object
      required: [event]
      properties:
        event: {type: string, description: The name of the event.}
        id: {type: integer, description: Identifier of the thing.}
";

/// Makes the folder, with a document and a configuration.
pub fn run(args: &Args) -> Result<ExitCode> {
    let report = args.reporting.report();
    let workspace = Workspace::find()?;
    let vendor = Vendor::new(&args.vendor)?;
    let shown = format!("specs/{}", vendor.name());
    let folder = workspace.root.join(&shown);
    for file in [DOCUMENT, CONFIG] {
        let cannot = || format!("cannot read `{shown}/{file}`");
        if exists(&folder.join(file)).with_context(cannot)? {
            bail!("`{shown}` is there already: `cargo xtask update` replaces a document");
        }
    }
    let document = match &args.from {
        Some(file) => {
            fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?
        }
        None => TEMPLATE.replace("VENDOR", vendor.name()),
    };
    fs::create_dir_all(folder.join("samples"))?;
    write_file(&folder.join(DOCUMENT), &document)?;
    report.file(State::New, &format!("{shown}/{DOCUMENT}"));
    let config = init::text(&folder.join(DOCUMENT), &report)?;
    write_file(&folder.join(CONFIG), &config)?;
    report.file(State::New, &format!("{shown}/{CONFIG}"));
    out::line(format_args!(
        "next: see `{shown}/{CONFIG}`, then `cargo xtask codegen {}`",
        vendor.name()
    ));
    Ok(if report.failed() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
