//! What reading and generating cost, and what generated crates cost to compile, against the same
//! types with serde's derives.

mod generate;
mod read;
mod synthetic;
mod twin;

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

use crate::generate::lower;
use crate::workspace::{DOCUMENT, Workspace};

/// What to measure.
#[derive(Debug, clap::Subcommand)]
pub enum Bench {
    /// Compare the CPU time of `cargo check` for `aircall-events` and for its serde-derive twin
    Check {
        /// How often each is checked, in turn
        #[arg(long, default_value_t = 7)]
        runs: usize,
    },
    /// Time and memory for synthetic documents of growing size; build with `--release`
    Read {
        /// How many schemas they have
        #[arg(long, value_delimiter = ',', default_values_t = [10, 100, 1_000, 10_000])]
        sizes: Vec<usize>,
        /// Measure this form alone, in this process
        #[arg(long, hide = true)]
        one: Option<synthetic::Form>,
        /// Generate as well
        #[arg(long, hide = true)]
        whole: bool,
    },
    /// Time, CPU time and memory of the whole way from synthetic documents to formatted files;
    /// build with `--release`. Exits 1 where plain objects take more than they may
    Generate {
        /// How many schemas the documents have
        #[arg(long, value_delimiter = ',', default_values_t = [1_000, 5_000, 10_000])]
        sizes: Vec<usize>,
        /// Measure this form alone, in this process
        #[arg(long, hide = true)]
        one: Option<synthetic::Form>,
    },
    /// Write the twin, `tests/twin/src/types.rs`, anew
    Twin,
}

/// The crates that are compared, and their folders.
const CRATES: [(&str, &str); 2] = [
    ("aircall-events", "generated/aircall-events"),
    ("aircall-twin", "tests/twin"),
];

/// Measures, and prints a table.
pub fn run(bench: &Bench) -> Result<ExitCode> {
    let root = Workspace::find()?.root;
    match bench {
        Bench::Check { runs } => check(&root, *runs)?,
        Bench::Read { sizes, one, whole } => match one {
            Some(form) => read::one(*form, sizes.first().copied().unwrap_or(1), *whole)?,
            None => read::table(sizes)?,
        },
        Bench::Generate { sizes, one } => match one {
            Some(form) => generate::one(*form, sizes.first().copied().unwrap_or(1))?,
            None => {
                let over = generate::table(sizes)?;
                for bar in &over {
                    println!("over the bar: {bar}");
                }
                if !over.is_empty() {
                    return Ok(ExitCode::FAILURE);
                }
            }
        },
        Bench::Twin => {
            let shapes = lower(&root.join("specs/aircall"), DOCUMENT, "aircall-events")?
                .context("specs/aircall cannot be generated from")?;
            std::fs::write(root.join("tests/twin/src/types.rs"), twin::twin(&shapes))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn check(root: &Path, runs: usize) -> Result<()> {
    for (package, _) in CRATES {
        cargo_check(root, package)?;
    }
    let mut seconds = [Vec::new(), Vec::new()];
    for _ in 0..runs {
        for ((package, folder), seconds) in CRATES.iter().zip(&mut seconds) {
            let file = std::fs::File::options()
                .append(true)
                .open(root.join(folder).join("src/lib.rs"))?;
            file.set_modified(SystemTime::now())?;
            let before = children()?;
            cargo_check(root, package)?;
            seconds.push(children()?.saturating_sub(before).as_secs_f64());
        }
    }
    let [own, twin] = seconds;
    let ratios = own.iter().zip(&twin).map(|(own, twin)| own / twin);
    println!("| `cargo check`, CPU time | median of {runs} |\n|---|---|");
    println!("| ratio | {:.2} |", median(ratios.collect()));
    println!("| aircall-events | {:.2} s |", median(own));
    println!("| serde-derive twin | {:.2} s |", median(twin));
    Ok(())
}

fn cargo_check(root: &Path, package: &str) -> Result<()> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(["check", "--quiet", "--offline", "--package", package])
        .env("CARGO_INCREMENTAL", "0")
        .current_dir(root);
    if !command.status()?.success() {
        bail!("{package} does not compile");
    }
    Ok(())
}

/// CPU time of all child processes that have ended.
fn children() -> Result<Duration> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Ok(Duration::from_micros(micros.try_into()?))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
