//! Real documents nobody here wrote: a folder with a manifest in, a table and a list of failures
//! out.

pub mod attempt;
mod bars;
mod cache;
mod compile;
mod examples;
pub mod located;
mod pairs;
mod place;
mod rows;
pub mod table;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use asyncapi_build::disk::Root;
use asyncapi_codegen::generate::File;
use asyncapi_parser::load::Limits;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::batch;
use crate::workspace::Workspace;
use attempt::{Finding, Outcome};
use cache::Cache;
use compile::Work;
use examples::{Example, Tried};
use rows::Row;
use table::Table;

/// Examples by document.
type Examples = BTreeMap<String, Vec<Example>>;

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
    /// Compile the crates and send the documents' own examples through their types
    #[arg(long)]
    examples: bool,
    /// Compare the types of the documents in `pairs.csv`, which should mean the same
    #[arg(long)]
    pairs: bool,
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

    ensure!(!rows.is_empty(), "the corpus has no such document");
    let examples = if args.examples {
        examples::read(&args.folder)?
    } else {
        Examples::new()
    };
    let compile = args.compile || args.examples;

    attempt::keep_panics();
    let progress = bar("generate", rows.len())?;
    let done: Vec<Done> = rows
        .into_par_iter()
        .map(|row| {
            let done = once(row, &root, &cache, compile, &examples);
            progress.inc(1);
            done
        })
        .collect();
    progress.finish_and_clear();
    for Done { row, finding, .. } in &done {
        cache.documents.insert(row.path.clone(), finding.clone());
    }
    cache.save()?;
    if compile {
        let work = work(&done, &cache, &examples);
        let progress = bar("compile", work.crates.len())?;
        compile::all(
            &workspace.root,
            &home.join("workspace"),
            &work,
            &root,
            &mut cache,
            &progress,
        )?;
        progress.finish_and_clear();
    }

    let (table, failures) = judge(&done, &cache, compile, args.examples);
    let path = home.join("failures.txt");
    fs::write(&path, &failures)?;
    print!("{table}");
    if args.examples {
        let tried = cache.examples.values().map(|(_, tried)| tried.homeless);
        println!(
            "{} examples belong to no generated type",
            tried.sum::<usize>()
        );
    }
    println!(
        "{} failures in `{}`",
        failures.lines().count(),
        path.display()
    );
    if args.pairs {
        let pairs = pairs::compare(&args.folder, &root)?;
        for (kind, share) in &pairs.kinds {
            println!("{kind}: the types of {share} pairs are the same");
        }
        let path = home.join("pairs.txt");
        fs::write(&path, pairs.differences.join("\n"))?;
        println!(
            "{} differences in `{}`",
            pairs.differences.len(),
            path.display()
        );
    }
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
fn once(row: Row, root: &Arc<Root>, cache: &Cache, compile: bool, examples: &Examples) -> Done {
    let known = cache.documents.get(&row.path).filter(|finding| {
        let told = |hash| {
            (!compile || cache.crates.contains_key(&hash))
                && (!examples.contains_key(&row.path) || cache.tried(&row.path, hash).is_some())
        };
        finding.files.is_none_or(told) && finding.holds(root)
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

/// What no earlier run compiled or tried.
fn work<'a>(done: &'a [Done], cache: &Cache, examples: &'a Examples) -> Work<'a> {
    let mut work = Work::default();
    for Done {
        row,
        finding,
        files,
    } in done
    {
        let Some(hash) = finding.files.filter(|_| !files.is_empty()) else {
            continue;
        };
        let examples = examples
            .get(&row.path)
            .filter(|_| cache.tried(&row.path, hash).is_none());
        if examples.is_some() || !cache.crates.contains_key(&hash) {
            work.crates.insert(hash, files);
        }
        if let Some(examples) = examples {
            work.examples
                .entry(hash)
                .or_default()
                .push((&row.path, examples));
        }
    }
    work
}

/// Counts the findings and lists what is not as it should be, a line for each.
fn judge(done: &[Done], cache: &Cache, compiled: bool, tried: bool) -> (Table, String) {
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
                counts.agreed += usize::from(row.is_refused_elsewhere());
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
        let tried = finding
            .files
            .filter(|_| tried)
            .and_then(|hash| cache.tried(&row.path, hash));
        if let Some(Tried {
            fine,
            problems,
            homeless: _,
        }) = tried
        {
            counts.examples.fine += fine;
            counts.examples.all += fine + problems.len();
            for problem in problems {
                fail("example", problem);
            }
        }
    }
    (table, failures)
}

/// A progress bar; nothing is drawn where there is no terminal.
pub fn bar(what: &'static str, length: usize) -> Result<ProgressBar> {
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
