//! `specs/` in, `generated/` out: one crate for each vendor.

use std::process::ExitCode;

use anyhow::Result;
use asyncapi_build::sync::{Parent, orphans};
use cargo_asyncapi::deliver::{Delivery, deliver};
use cargo_asyncapi::report::Reporting;
use cargo_asyncapi::stats::Stats;
use rayon::prelude::*;

use crate::generate::{COMMAND, produce};
use crate::workspace::{DOCUMENT, Vendor, Workspace, select};

/// Which vendors to generate, and whether to write.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The vendors to generate; all if none is given
    #[arg(value_name = "VENDOR")]
    vendors: Vec<String>,
    /// Write nothing; list what is stale, missing or orphaned and exit 1 if anything is
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    reporting: Reporting,
    #[command(flatten)]
    stats: Stats,
}

/// Generates the crates of vendors.
pub fn run(args: &Args) -> Result<ExitCode> {
    let report = args.reporting.report();
    let workspace = Workspace::find()?;
    let all = workspace.vendors()?;
    let (selected, unknown) = select(&all, &args.vendors);
    for problem in &unknown {
        report.problem(problem);
    }
    let deliveries = selected
        .par_iter()
        .map(|vendor| {
            let shown = format!("specs/{}", vendor.name());
            Delivery {
                folder: vendor.package(),
                output: produce(
                    &workspace.root.join(&shown),
                    &shown,
                    DOCUMENT,
                    &vendor.package(),
                ),
            }
        })
        .collect();
    let parent = Parent {
        path: workspace.root.join("generated"),
        shown: "generated".to_owned(),
    };
    let known: Vec<String> = all.iter().map(Vendor::package).collect();
    let orphans = if args.vendors.is_empty() {
        orphans(&parent, &known)?
    } else {
        Vec::new()
    };
    let code = deliver(
        &report, "specs", COMMAND, &parent, deliveries, &orphans, args.check,
    );
    args.stats.print();
    Ok(code)
}
