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
    /// Take the smallest sizes, once, with this program as it is built: to see that all can be
    /// measured
    #[arg(long, conflicts_with_all = ["builds", "write"])]
    quick: bool,
    /// Compile crates of up to 2,000 types as well, and their twins: that takes most of an hour
    #[arg(long)]
    builds: bool,
    /// Put the tables into the README, in place of those that are there
    #[arg(long)]
    write: bool,
}

/// One of the tables.
#[derive(Debug, clap::Subcommand)]
pub enum Bench {
    /// Compare the CPU time of `cargo check` for `aircall-events`, and for crates of synthetic
    /// documents, with that for the same types with serde's derives
    Check {
        /// How often each is compiled, in turn
        #[arg(long, default_value_t = 7)]
        runs: usize,
        /// How many schemas the synthetic documents have
        #[arg(long, value_delimiter = ',')]
        schemas: Vec<usize>,
        /// Build consumers of the synthetic crates with `--release` instead
        #[arg(long, requires = "schemas")]
        release: bool,
    },
    /// CPU time of the stages of generation: for each vendor, and for synthetic documents
    Stages {
        /// How many schemas those have
        #[arg(long, value_delimiter = ',', default_values_t = [10, 100, 1_000, 10_000])]
        sizes: Vec<usize>,
        /// How often each is measured at most
        #[arg(long, default_value_t = 50)]
        runs: usize,
    },
    /// Time, CPU time and memory of `cargo xtask codegen --check`
    Process {
        /// How often each is run
        #[arg(long, default_value_t = 15)]
        runs: usize,
    },
    /// Time and memory of reading synthetic documents of growing size
    Read {
        /// How many schemas they have
        #[arg(long, value_delimiter = ',', default_values_t = [10, 100, 1_000, 10_000])]
        sizes: Vec<usize>,
        /// Measure this form alone, in this process
        #[arg(long, hide = true)]
        one: Option<synthetic::Form>,
        /// How far to go
        #[arg(long, hide = true, default_value = "meaning")]
        stage: read::Stage,
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
    Decode {
        /// Build without optimisation, and measure once
        #[arg(long)]
        quick: bool,
    },
    /// Count the instructions of decoding, under valgrind, and compare them with
    /// `tests/race/baseline.toml`. Exits 1 where one is 3 % more
    Gate {
        /// Write the baseline anew
        #[arg(long)]
        update: bool,
        /// Print only what has a bar of its own
        #[arg(long)]
        bars: bool,
    },
    /// Write the twin, `tests/twin/src/types.rs`, anew
    Twin,
}

/// Measures, and prints tables.
pub fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let root = workspace.root.clone();
    let extent = match args {
        Args { quick: true, .. } => all::Extent::Quick,
        Args { builds: true, .. } => all::Extent::Builds,
        Args { .. } => all::Extent::Usual,
    };
    let Some(bench) = &args.bench else {
        if cfg!(debug_assertions) && extent != all::Extent::Quick {
            return optimised(&root);
        }
        let is_done = all::run(&root, extent, args.write)?;
        return Ok(ExitCode::from(u8::from(!is_done)));
    };
    match bench {
        Bench::Stages { sizes, runs } => stages::table(&workspace, sizes, *runs)?,
        Bench::Process { runs } => process::table(&workspace, *runs)?,
        Bench::Check {
            runs,
            schemas,
            release: false,
        } => check::checked(&root, schemas, *runs)?,
        Bench::Check {
            runs,
            schemas,
            release: true,
        } => check::built(&root, schemas, *runs)?,
        Bench::Read { sizes, one, stage } => match one {
            Some(form) => read::one(*form, sizes.first().copied().unwrap_or(1), *stage)?,
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
        Bench::Decode { quick } => decode::table(&workspace, *quick)?,
        Bench::Gate { update, bars } => {
            if !gate::run(&root, *update, *bars)? {
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
