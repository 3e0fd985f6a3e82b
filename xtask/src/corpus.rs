//! Real documents nobody here wrote: a folder with a manifest in, a table and a list of failures
//! out.

mod attempt;
mod bars;
mod cache;
mod compile;
mod place;
mod rows;
mod table;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use asyncapi_codegen::generate::File;
use asyncapi_parser::load::Limits;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::batch;
use crate::disk::Root;
use crate::workspace::Workspace;
use attempt::{Finding, Outcome};
use cache::Cache;
use rows::Row;
use table::Table;

/// A document that takes longer is reported as slow.
const SLOW: f64 = 1.0;

/// Which documents to run and how far.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder with the documents and their `manifest.csv`
    folder: PathBuf,
    /// Run only documents whose paths hold this
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// Run only documents of this tier; may be given several times
    #[arg(long, value_name = "TIER")]
    tier: Vec<String>,
    /// Compile the crates as well
    #[arg(long)]
    compile: bool,
}

/// A document that was run.
struct Done {
    row: Row,
    finding: Finding,
    /// The generated files, unless an earlier run made them.
    files: Vec<File>,
}

/// Runs the documents of a corpus. Exits 1 if less of it is right than has to be.
pub fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let home = batch::target(&workspace.root).join("corpus");
    fs::create_dir_all(&home)?;
    let mut cache = Cache::open(
        &home.join("cache.json"),
        compile::environment(&workspace.root)?,
    )?;
    let root = Arc::new(
        Root::new(&args.folder, "", Limits::default().file_bytes)
            .with_context(|| format!("cannot read `{}`", args.folder.display()))?,
    );
    let rows: Vec<Row> = rows::read(&args.folder)?
        .into_iter()
        .filter(|row| args.wants(row))
        .collect();

    attempt::keep_panics();
    let progress = bar("generate", rows.len())?;
    let done: Vec<Done> = rows
        .into_par_iter()
        .map(|row| {
            let done = once(row, &root, &cache, args.compile);
            progress.inc(1);
            done
        })
        .collect();
    progress.finish_and_clear();
    for Done { row, finding, .. } in &done {
        cache.documents.insert(row.path.clone(), finding.clone());
    }
    cache.save()?;
    if args.compile {
        let crates: BTreeMap<u64, Vec<File>> = done
            .iter()
            .filter_map(|done| Some((done.finding.files?, done.files.clone())))
            .filter(|(hash, _)| !cache.crates.contains_key(hash))
            .collect();
        let progress = bar("compile", crates.len())?;
        compile::all(
            &workspace.root,
            &home.join("workspace"),
            &crates,
            &mut cache,
            &progress,
        )?;
        progress.finish_and_clear();
    }

    let (table, failures) = judge(&done, &cache, args.compile);
    let path = home.join("failures.txt");
    fs::write(&path, &failures)?;
    print!("{table}");
    println!(
        "{} failures in `{}`",
        failures.lines().count(),
        path.display()
    );
    let missed = bars::missed(&table);
    for bar in &missed {
        println!("short of the bar: {bar}");
    }
    Ok(if missed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Generates from a document, unless nothing changed since an earlier run that told all we ask.
fn once(row: Row, root: &Arc<Root>, cache: &Cache, compile: bool) -> Done {
    let known = cache.documents.get(&row.path).filter(|finding| {
        let compiled = finding
            .files
            .is_none_or(|hash| cache.crates.contains_key(&hash));
        (compiled || !compile) && finding.holds(root)
    });
    let (finding, files) = match known {
        Some(finding) => (finding.clone(), Vec::new()),
        None => attempt::make(&row, root),
    };
    Done {
        row,
        finding,
        files,
    }
}

/// Counts the findings and lists what is not as it should be, a line for each.
fn judge(done: &[Done], cache: &Cache, compiled: bool) -> (Table, String) {
    let mut table = Table::default();
    let mut failures = String::new();
    for Done { row, finding, .. } in done {
        let counts = table.counts(&row.tier, &row.status);
        let mut fail = |what: &str, message: &str| {
            // Writing to a `String` cannot fail.
            let _ = writeln!(
                failures,
                "{what}\t{} {}\t{}\t{message}",
                row.tier, row.status, row.path
            );
        };
        counts.documents += 1;
        match finding.outcome {
            Outcome::Generated => counts.generated += 1,
            Outcome::Refused => {
                counts.refused += 1;
                if row.is_valid() {
                    fail("refused", &finding.message);
                }
            }
            Outcome::Panicked => {
                counts.crashed += 1;
                fail("panicked", &finding.message);
            }
            Outcome::Hung => {
                counts.crashed += 1;
                fail("hung", "");
            }
        }
        if finding.seconds > SLOW {
            counts.slow += 1;
            fail("slow", &format!("{:.1} s", finding.seconds));
        }
        if finding.at_place {
            counts.at_place += 1;
        } else if !row.is_valid() {
            let expected = row.first_error.replace('\n', " ");
            fail(
                "elsewhere",
                &format!("{}; expected: {expected}", finding.message),
            );
        }
        if let Some(hash) = finding.files.filter(|_| compiled) {
            let error = cache.crates.get(&hash).and_then(Option::as_deref);
            counts.compiled.count(error.is_none());
            if let Some(error) = error {
                fail("does not compile", error);
            }
        }
    }
    (table, failures)
}

/// A progress bar; nothing is drawn where there is no terminal.
fn bar(what: &'static str, length: usize) -> Result<ProgressBar> {
    let style = ProgressStyle::with_template("{prefix} {wide_bar} {pos}/{len} {eta}")?;
    let bar = ProgressBar::new(u64::try_from(length)?).with_style(style);
    Ok(bar.with_prefix(what))
}

impl Args {
    fn wants(&self, row: &Row) -> bool {
        let tier = self.tier.is_empty() || self.tier.contains(&row.tier);
        tier && self
            .only
            .as_ref()
            .is_none_or(|text| row.path.contains(text))
    }
}
