//! Hostile documents: a folder with a manifest in, a line for each case that did not end as the
//! manifest says out.
//!
//! The generator runs on each document as a process of its own, so that a crash is one failure,
//! and so that what it takes and touches can be told. The crates that come of it are compiled
//! together.

mod asserts;
mod attempt;
mod compile;
mod judge;
mod manifest;
mod run;
mod scene;
mod snapshot;
mod sources;
mod trace;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, ensure};
use rayon::prelude::*;

use crate::batch;
use crate::workspace::Workspace;
use attempt::Attempt;
use manifest::{Case, Manifest};

/// Which documents to run.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder with the documents and their `manifest.json`
    folder: PathBuf,
    /// Run only the cases whose names hold this
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
}

/// Runs the cases of a kit. Exits 1 if one fails.
pub fn specs(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let manifest = Manifest::read(&args.folder)?;
    let home = batch::target(&workspace.root).join("kit");
    let watch = run::can_watch();
    if !watch {
        eprintln!("warning: `strace` does not work here: what runs open and write is not watched");
    }
    let wanted = |case: &Result<Case, String>| match (case, &args.only) {
        (Ok(case), Some(text)) => case.id.contains(text),
        (Ok(_), None) | (Err(_), _) => true,
    };
    let cases: Vec<_> = manifest.cases.into_iter().filter(wanted).collect();
    ensure!(!cases.is_empty(), "the kit has no such case");
    let mut attempts: Vec<Attempt> = cases
        .into_par_iter()
        .map(|case| match case {
            Ok(case) => {
                let home = home.join("cases").join(&case.id);
                let vendor = case
                    .vendor
                    .clone()
                    .unwrap_or_else(|| manifest.default_vendor.clone());
                Attempt::make(case, &args.folder, home, &vendor, watch)
            }
            Err(problem) => Attempt {
                id: "manifest.json".to_owned(),
                problems: vec![problem],
                generated: None,
            },
        })
        .collect();
    let mut compiled = compile::all(&workspace.root, &home.join("workspace"), &attempts)?;
    for attempt in &mut attempts {
        attempt
            .problems
            .extend(compiled.remove(&attempt.id).unwrap_or_default());
    }
    for attempt in &attempts {
        for problem in &attempt.problems {
            println!(
                "failed {}: {}",
                attempt.id,
                problem.trim().replace('\n', "\n    ")
            );
        }
    }
    let failed = attempts
        .iter()
        .filter(|attempt| !attempt.problems.is_empty())
        .count();
    println!("{} passed, {failed} failed", attempts.len() - failed);
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
