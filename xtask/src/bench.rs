//! What reading and generating cost, and what generated crates cost to compile and to decode with,
//! against the same types with serde's derives.

mod all;
mod check;
mod decode;
mod gate;
mod generate;
mod process;
mod read;
mod stages;
mod synthetic;
mod twin;

use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::generate::lower;
use crate::workspace::{DOCUMENT, Workspace};

/// What to measure; all of it if nothing is named.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    bench: Option<Bench>,
    /// Take the sizes that need an hour, not minutes
    #[arg(long)]
    full: bool,
    /// Put the tables into the README, in place of those that are there
    #[arg(long)]
    write: bool,
}

/// One of the tables.
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
    /// CPU time of the stages of generation: for each vendor, and for synthetic documents
    Stages {
        /// How many schemas those have
        #[arg(long, value_delimiter = ',', default_values_t = [10, 100, 1_000, 10_000])]
        sizes: Vec<usize>,
    },
    /// Time, CPU time and memory of `cargo xtask codegen --check`
    Process,
    /// Time and memory for synthetic documents of growing size
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
    /// Time, CPU time and memory of the whole way from synthetic documents to formatted files.
    /// Exits 1 where plain objects take more than they may
    Generate {
        /// How many schemas the documents have
        #[arg(long, value_delimiter = ',', default_values_t = [1_000, 5_000, 10_000])]
        sizes: Vec<usize>,
        /// Measure this form alone, in this process
        #[arg(long, hide = true)]
        one: Option<synthetic::Form>,
    },
    /// Time and memory of decoding, for each vendor, against serde's derives
    Decode,
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

impl Bench {
    /// Whether it measures this program, which is built without optimisation as a rule.
    fn is_of_this_program(&self) -> bool {
        match self {
            Self::Stages { .. } | Self::Process | Self::Read { .. } | Self::Generate { .. } => true,
            Self::Check { .. } | Self::Decode | Self::Gate { .. } | Self::Twin => false,
        }
    }
}

/// Measures, and prints tables.
pub fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let root = workspace.root.clone();
    let Args { bench, full, write } = args;
    if cfg!(debug_assertions) && bench.as_ref().is_none_or(Bench::is_of_this_program) {
        return optimised(&root);
    }
    let Some(bench) = bench else {
        let is_done = all::run(&root, *full, *write)?;
        return Ok(ExitCode::from(u8::from(!is_done)));
    };
    match bench {
        Bench::Stages { sizes } => stages::table(&workspace, sizes)?,
        Bench::Process => process::table(&workspace)?,
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
        Bench::Decode => decode::table(&workspace)?,
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

/// Runs this command again, built with optimisation.
fn optimised(root: &Path) -> Result<ExitCode> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--release", "--quiet", "--package", "xtask", "--"])
        .args(std::env::args_os().skip(1))
        .current_dir(root)
        .status()?;
    Ok(ExitCode::from(u8::from(!status.success())))
}
