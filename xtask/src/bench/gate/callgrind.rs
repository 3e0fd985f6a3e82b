//! The program of `tests/race` under valgrind's callgrind: instructions out.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, bail, ensure};

use crate::batch;

/// The function whose instructions are counted, by its name in the program.
const COUNTED: &str = "asyncapi_race::count::counted";

/// What one way to decode a body took.
pub(super) struct Count {
    pub(super) race: String,
    pub(super) entrant: String,
    pub(super) bytes: u64,
    /// For one body.
    pub(super) instructions: u64,
}

/// Builds the program and runs it under callgrind.
pub(super) fn count(root: &Path) -> Result<Vec<Count>> {
    let target = batch::target(root);
    let folder = target.join("gate");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let built = Command::new(tool("CARGO", "cargo"))
        .args([
            "build",
            "--release",
            "--quiet",
            "--package",
            "asyncapi-race",
        ])
        .current_dir(root)
        .env_remove("RUSTFLAGS")
        .env("CARGO_INCREMENTAL", "0")
        .status()?;
    ensure!(built.success(), "`asyncapi-race` does not compile");
    let profiles = folder.join("counts");
    // What the environment holds is counted with nothing, but moves the stack.
    let output = Command::new(valgrind()?)
        .env_clear()
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", profiles.display()))
        .arg(format!("--toggle-collect={COUNTED}"))
        .arg(format!("--dump-after={COUNTED}"))
        .args([&target.join("release/asyncapi-race"), Path::new("count")])
        .output()?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim_end());
    }
    let lines = String::from_utf8(output.stdout)?;
    let lines = lines.lines().enumerate();
    let counts = lines.map(|(index, line)| {
        // The profile of each call of the function has a file of its own, counted from 1.
        let path = folder.join(format!("counts.{}", index + 1));
        let profile = fs::read_to_string(&path)
            .with_context(|| format!("callgrind has not written `{}`", path.display()))?;
        one(line, &profile).with_context(|| format!("`{line}` is not understood"))
    });
    counts.collect()
}

/// A line of the program's, and what callgrind says about it.
fn one(line: &str, profile: &str) -> Option<Count> {
    let [race, entrant, bytes, bodies] = *line.split('\t').collect::<Vec<_>>().as_slice() else {
        return None;
    };
    let mut lines = profile.lines();
    let total = lines.find_map(|line| line.strip_prefix("totals: "))?;
    let total: u64 = total.trim().parse().ok()?;
    Some(Count {
        race: race.to_owned(),
        entrant: entrant.to_owned(),
        bytes: bytes.parse().ok()?,
        instructions: total.checked_div(bodies.parse().ok()?)?,
    })
}

/// Where valgrind is. It gets no environment, so no `PATH` either.
fn valgrind() -> Result<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut folders = env::split_paths(&path).map(|folder| folder.join("valgrind"));
    folders.find(|path| path.is_file()).context(
        "there is no `valgrind`\n  = help: it counts the instructions; `apt-get install valgrind`",
    )
}

/// The compiler by its name and version.
pub(crate) fn rustc() -> Result<String> {
    let output = Command::new(tool("RUSTC", "rustc"))
        .arg("--version")
        .output()?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

fn tool(variable: &str, otherwise: &str) -> OsString {
    env::var_os(variable).unwrap_or_else(|| otherwise.into())
}
