//! `specs/` in, `generated/` out: one crate for each vendor.

use std::process::ExitCode;

use anyhow::Result;
use asyncapi_build::sync::{Parent, orphans};
use cargo_asyncapi::deliver::{Delivery, deliver};
use cargo_asyncapi::out;
use cargo_asyncapi::report::{Report, Reporting};
use cargo_asyncapi::stats::Stats;
use rayon::prelude::*;

use crate::generate::{COMMAND, produce};
use crate::watch::Seen;
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
    /// Generate again whenever a file in `specs/` is saved, until interrupted
    #[arg(long, conflicts_with = "check")]
    watch: bool,
    #[command(flatten)]
    reporting: Reporting,
    #[command(flatten)]
    stats: Stats,
}

/// Generates the crates of vendors.
pub fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let specs = workspace.root.join("specs");
    // What is saved during the first run is not missed.
    let mut seen = args.watch.then(|| Seen::now(&specs));
    loop {
        let report = args.reporting.report();
        let all = workspace.vendors()?;
        let (selected, unknown) = select(&all, &args.vendors);
        for problem in &unknown {
            report.problem(problem);
        }
        let known = args.vendors.is_empty().then_some(all.as_slice());
        let code = generate(&workspace, &report, &selected, known, args.check);
        args.stats.print();
        let Some(before) = seen else {
            return Ok(code);
        };
        out::line(format_args!("watching `specs`"));
        seen = Some(before.wait(&specs));
    }
}

/// Generates the crate of one vendor.
pub fn one(workspace: &Workspace, vendor: &Vendor, report: &Report) -> ExitCode {
    generate(workspace, report, std::slice::from_ref(vendor), None, false)
}

/// Generates the crates of some vendors; if all are known, takes the others away.
fn generate(
    workspace: &Workspace,
    report: &Report,
    selected: &[Vendor],
    known: Option<&[Vendor]>,
    check: bool,
) -> ExitCode {
    let delivery = |vendor: &Vendor| {
        let shown = format!("specs/{}", vendor.name());
        let path = workspace.root.join(&shown);
        Delivery {
            folder: vendor.package(),
            output: produce(&path, &shown, DOCUMENT, &vendor.package()),
        }
    };
    let deliveries = match selected {
        // Threads that wait for more would take time from those of the one.
        [vendor] => vec![delivery(vendor)],
        vendors => vendors.par_iter().map(delivery).collect(),
    };
    let parent = Parent {
        path: workspace.root.join("generated"),
        shown: "generated".to_owned(),
    };
    let orphans = match known {
        Some(all) => {
            let known: Vec<String> = all.iter().map(Vendor::package).collect();
            orphans(&parent, &known).unwrap_or_else(|problem| {
                // What is wrong with documents is told as well.
                report.problem(&problem);
                Vec::new()
            })
        }
        None => Vec::new(),
    };
    deliver(
        report, "specs", COMMAND, &parent, deliveries, &orphans, check,
    )
}
