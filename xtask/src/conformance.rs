//! The JSON Schema Test Suite: each of its schemas becomes the payload of an AsyncAPI document, the
//! document a crate, and each of its instances goes through that crate. A table out.

mod bars;
mod compile;
mod inexpressible;
mod suite;
mod table;
mod wrap;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, ensure};
use rayon::prelude::*;

use crate::batch;
use crate::corpus::bar;
use crate::samples::Verdict;
use crate::workspace::Workspace;
use compile::{Compiled, Work};
use suite::{Case, Draft};
use table::{Counts, Table};
use wrap::{Generated, Settings, generated};

/// Which part of the suite to run.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The suite: a checkout, or a folder that a package with it is installed in
    folder: PathBuf,
    /// The draft
    #[arg(long, value_enum, default_value = "7")]
    draft: Draft,
    /// Run the optional files as well
    #[arg(long)]
    optional: bool,
    /// Run only files whose names hold this
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
}

/// Runs the suite. Exits 1 if less of draft 7 is right than has to be.
pub fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?.root;
    let home = batch::target(&workspace).join("conformance");
    fs::create_dir_all(&home)?;
    let wanted = |case: &Case| {
        args.only
            .as_ref()
            .is_none_or(|text| case.file.contains(text))
    };
    let mut cases = suite::read(&args.folder, args.draft, args.optional)?;
    cases.retain(wanted);
    ensure!(!cases.is_empty(), "the suite has no such file");

    let runs: Vec<(Settings, &Case)> = Settings::ALL
        .into_iter()
        .flat_map(|settings| cases.iter().map(move |case| (settings, case)))
        .collect();
    let made: Vec<Result<Generated, String>> = runs
        .par_iter()
        .map(|(settings, case)| generated(&case.schema, args.draft, *settings))
        .collect();
    let work: Vec<Work<'_>> = runs
        .iter()
        .zip(&made)
        .filter_map(|((_, case), made)| {
            let generated = made.as_ref().ok()?;
            let instances = case.instances.iter();
            Some(Work {
                generated,
                instances: instances.map(|instance| instance.json.get()).collect(),
            })
        })
        .collect();
    let progress = bar("compile", work.len())?;
    let compiled = compile::all(&workspace, &home.join("workspace"), &work, &progress)?;
    progress.finish_and_clear();

    let mut compiled = compiled.into_iter();
    let mut done = runs.iter().zip(&made).map(|(run, made)| {
        let done = match made {
            Ok(_) => compiled.next().map(Ok),
            Err(reason) => Some(Err(reason.clone())),
        };
        (run, done)
    });
    let mut failures = String::new();
    let mut missed = Vec::new();
    for settings in Settings::ALL {
        let mut table = Table::default();
        for ((_, case), done) in done.by_ref().take(cases.len()) {
            let Some(done) = done else { continue };
            count(settings, case, &done, &mut table, &mut failures);
        }
        println!("{}:\n\n{table}", settings.name());
        if settings == Settings::Strict && args.draft == Draft::Seven && args.only.is_none() {
            missed = bars::missed(&table.total());
        }
    }
    let path = home.join("failures.txt");
    fs::write(&path, &failures)?;
    println!(
        "{} failures in `{}`",
        failures.lines().count(),
        path.display()
    );
    for bar in &missed {
        println!("short of the bar: {bar}");
    }
    Ok(if missed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Counts what came of a schema, and lists what is not as it should be, a line for each.
fn count(
    settings: Settings,
    case: &Case,
    done: &Result<Compiled, String>,
    table: &mut Table,
    failures: &mut String,
) {
    let counts = table.counts(&case.file);
    counts.schemas += 1;
    if let Some(reason) = inexpressible::reason(case) {
        if done.is_ok() {
            // Writing to a `String` cannot fail.
            let _ = writeln!(
                failures,
                "expressible\t{settings:?}\t{}\t{}\t{reason}",
                case.file, case.description
            );
        }
        return;
    }
    let mut fail = |what: &str, reason: &str| {
        let _ = writeln!(
            failures,
            "{what}\t{settings:?}\t{}\t{}\t{reason}",
            case.file, case.description
        );
    };
    counts.expressible += 1;
    let verdicts = match done {
        Err(reason) => {
            fail("refused", reason);
            &Vec::new()
        }
        Ok(Compiled::Broken(error)) => {
            counts.generated += 1;
            fail("does not compile", error);
            &Vec::new()
        }
        Ok(Compiled::Fine(verdicts)) => {
            counts.generated += 1;
            counts.compiled += 1;
            verdicts
        }
    };
    let mut exact = true;
    for (index, instance) in case.instances.iter().enumerate() {
        exact &= instance_is_right(counts, instance, verdicts.get(index), &mut fail);
    }
    counts.exact += usize::from(exact);
}

/// Counts what came of an instance. There is no verdict where there is no crate.
fn instance_is_right(
    counts: &mut Counts,
    instance: &suite::Instance,
    verdict: Option<&Verdict>,
    fail: &mut impl FnMut(&str, &str),
) -> bool {
    let (accepted, lossless) = match verdict {
        Some(Verdict::Lossless) => (true, true),
        Some(Verdict::Changed(_)) => (true, false),
        Some(Verdict::Refused(_) | Verdict::Broken(_)) | None => (false, false),
    };
    if instance.valid {
        counts.accepted.count(accepted);
        counts.lossless.count(lossless);
        match verdict {
            Some(Verdict::Changed(reason)) => fail("lossy", reason),
            Some(Verdict::Refused(reason) | Verdict::Broken(reason)) => {
                fail("valid refused", reason);
            }
            Some(Verdict::Lossless) | None => {}
        }
        lossless
    } else {
        let rejected = matches!(verdict, Some(Verdict::Refused(_)));
        counts.rejected.count(rejected);
        if accepted {
            let what = format!("{}: {}", instance.description, instance.json);
            fail("invalid accepted", &what);
        }
        rejected
    }
}
