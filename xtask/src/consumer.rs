//! Programs of the first consumer of the generated crates, the package in `tests/`. They use those
//! crates, so that this program does not have to: they are started by cargo.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// What to run a program on.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// How a program is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// As fast as can be.
    Debug,
    /// For programs that measure time.
    Release,
}

/// Runs a program of the consumer on a folder, and passes on what it prints and how it ends.
pub fn run(program: &str, build: Build, args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let folder = absolute(&args.folder)?;
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .current_dir(&workspace.root)
        .args(["run", "--quiet", "--bin", program]);
    match build {
        // `cargo test --workspace` has built it.
        Build::Debug => {}
        // `bench gate` has built most of what it needs.
        Build::Release => {
            command
                .args(["--release", "--package", "asyncapi-tests"])
                .arg("--no-default-features")
                .env_remove("RUSTFLAGS");
        }
    }
    let status = command
        .arg("--")
        .arg(folder)
        .status()
        .context("cannot start cargo")?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

fn absolute(folder: &Path) -> Result<PathBuf> {
    folder
        .canonicalize()
        .with_context(|| format!("no folder `{}`", folder.display()))
}
