//! What reading and generating cost, and what generated crates cost to compile, against the same
//! types with serde's derives.

mod check;
mod gate;
mod generate;
mod read;
mod synthetic;
mod twin;

use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::generate::lower;
use crate::workspace::{DOCUMENT, Workspace};

/// What to measure.
#[derive(Debug, clap::Subcommand)]
pub enum Bench {
    /// Compare the CPU time of `cargo check` for `aircall-events`, or for crates of synthetic
    /// documents, and for the same types with serde's derives
    Check {
        /// How often each is compiled, in turn
        #[arg(long, default_value_t = 7)]
        runs: usize,
        /// Take crates of synthetic documents with so many schemas
        #[arg(long, value_delimiter = ',')]
        schemas: Vec<usize>,
        /// Build a consumer of those with `--release` instead
        #[arg(long, requires = "schemas")]
        release: bool,
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
    /// Count the instructions of decoding, under valgrind, and compare them with
    /// `tests/race/baseline.toml`. Exits 1 where one is 3 % more
    Gate {
        /// Write the baseline anew
        #[arg(long)]
        update: bool,
    },
    /// Write the twin, `tests/twin/src/types.rs`, anew
    Twin,
}

/// Measures, and prints a table.
pub fn run(bench: &Bench) -> Result<ExitCode> {
    let root = Workspace::find()?.root;
    match bench {
        Bench::Check {
            runs,
            schemas,
            release: _,
        } if schemas.is_empty() => check::aircall(&root, *runs)?,
        Bench::Check {
            runs,
            schemas,
            release,
        } => {
            let work = if *release {
                check::Work::Release
            } else {
                check::Work::Check
            };
            check::synthetic(&root, schemas, work, *runs)?;
        }
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
        Bench::Gate { update } => {
            if !gate::run(&root, *update)? {
                return Ok(ExitCode::FAILURE);
            }
        }
        Bench::Twin => {
            let shapes = lower(&root.join("specs/aircall"), DOCUMENT, "aircall-events")?
                .context("specs/aircall cannot be generated from")?;
            std::fs::write(root.join("tests/twin/src/types.rs"), twin::twin(&shapes))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
