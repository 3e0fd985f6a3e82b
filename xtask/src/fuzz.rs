//! `cargo xtask fuzz`: the targets of `tests/fuzz`, fed by libFuzzer with inputs that reach what none
//! has reached before. Knows flags, folders and what the engine prints; knows nothing of the
//! targets but their names.
//!
//! Coverage is counted by a pass of LLVM that a stable compiler has as well, so that neither
//! nightly nor another tool is needed, but a C++ compiler for the engine. What is found new is
//! kept in `target/fuzz-work`, and goes on from there the next time; `--keep` puts as few of all
//! inputs into `tests/fuzz/corpus` as reach the same.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::thread;
use std::{env, io};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// What to fuzz.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The targets, instead of all
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,
    /// How long each is fuzzed
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// How many are fuzzed at a time
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// What the engine draws from, to run the same once more; else it draws that as well
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    seed: Option<u32>,
    /// Fuzz nothing: put the fewest inputs that reach everything into `tests/fuzz/corpus`
    #[arg(long)]
    keep: bool,
}

/// Beyond these an input is a fault.
const LIMITS: [&str; 2] = ["-timeout=20", "-rss_limit_mb=1024"];

/// Longer inputs say nothing that shorter ones cannot.
const MAX_LEN: &str = "-max_len=8192";

/// What makes the compiler count which edges are passed, and what numbers are compared with.
const COVERAGE: [&str; 7] = [
    "--cfg",
    "fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// Where things are.
struct Places {
    root: PathBuf,
    /// The program with the engine in it.
    program: PathBuf,
    /// What is found, a folder for each target.
    work: PathBuf,
}

/// What came of a target.
struct Outcome {
    target: String,
    /// What the engine wrote.
    log: String,
    succeeded: bool,
}

/// Fuzzes, and prints a table.
pub fn run(args: &Args) -> Result<ExitCode> {
    let root = Workspace::find()?.root;
    let targets = targets(&root, &args.targets)?;
    let places = build(root)?;
    if args.keep {
        for target in &targets {
            keep(&places, target)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let pending = Mutex::new(VecDeque::from(targets));
    let next = || pending.lock().ok()?.pop_front();
    let outcomes = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..args.jobs {
            scope.spawn(|| {
                while let Some(target) = next() {
                    let outcome = fuzz(&places, &target, args);
                    if let Ok(mut outcomes) = outcomes.lock() {
                        outcomes.push(outcome);
                    }
                }
            });
        }
    });
    let outcomes = outcomes.into_inner().unwrap_or_default();
    let outcomes = outcomes.into_iter().collect::<Result<Vec<_>>>()?;
    Ok(report(&places, &outcomes))
}

/// The targets that were asked for; each has a corpus.
fn targets(root: &Path, asked: &[String]) -> Result<Vec<String>> {
    let corpus = root.join("tests/fuzz/corpus");
    let mut all: Vec<String> = fs::read_dir(&corpus)
        .and_then(Iterator::collect::<io::Result<Vec<_>>>)
        .with_context(|| format!("cannot read `{}`", corpus.display()))?
        .iter()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    all.sort();
    if let Some(unknown) = asked.iter().find(|name| !all.contains(name)) {
        bail!("unknown target `{unknown}`: there are {}", all.join(", "));
    }
    all.retain(|name| asked.is_empty() || asked.contains(name));
    Ok(all)
}

/// Builds the program, with coverage in all that it is made of.
fn build(root: PathBuf) -> Result<Places> {
    let host = host()?;
    // This program stands in the target folder, two levels deep.
    let program = env::current_exe().context("cannot find this program")?;
    let target = program.ancestors().nth(2).context("cannot find `target`")?;
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // For a target that is named, the flags are not those of build scripts and macros as well.
    let built = Command::new(cargo)
        .current_dir(&root)
        .args([
            "build",
            "--package",
            "asyncapi-fuzz",
            "--bin",
            "asyncapi-fuzz",
        ])
        .args(["--profile", "fuzz", "--target", &host, "--target-dir"])
        .arg(target)
        .env("CARGO_ENCODED_RUSTFLAGS", COVERAGE.join("\u{1f}"))
        .status()
        .context("cannot start cargo")?;
    if !built.success() {
        bail!("the targets cannot be built");
    }
    Ok(Places {
        program: target.join(host).join("fuzz/asyncapi-fuzz"),
        work: target.join("fuzz-work"),
        root,
    })
}

/// The compiler's own platform, e.g. `x86_64-unknown-linux-gnu`.
fn host() -> Result<String> {
    let said = Command::new("rustc")
        .arg("-vV")
        .output()
        .context("cannot start `rustc`")?;
    let said = String::from_utf8_lossy(&said.stdout);
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("`rustc -vV` names no host")?.to_owned())
}

impl Places {
    /// The engine for a target, and where it says what it does.
    fn engine(&self, target: &str) -> Result<(Command, PathBuf)> {
        let work = self.work.join(target);
        fs::create_dir_all(work.join("found"))
            .with_context(|| format!("cannot make `{}`", work.display()))?;
        let log = work.join("log");
        let mut engine = Command::new(&self.program);
        engine
            .current_dir(&work)
            .env("FUZZ_TARGET", target)
            .args(LIMITS)
            .arg(MAX_LEN)
            .stdout(Stdio::null())
            .stderr(
                File::create(&log).with_context(|| format!("cannot write `{}`", log.display()))?,
            );
        Ok((engine, log))
    }

    fn corpus(&self, target: &str) -> PathBuf {
        self.root.join("tests/fuzz/corpus").join(target)
    }
}

/// Fuzzes one target.
fn fuzz(places: &Places, target: &str, args: &Args) -> Result<Outcome> {
    let (mut engine, log) = places.engine(target)?;
    let ended = engine
        .arg(format!("-max_total_time={}", args.seconds))
        .args(args.seed.map(|seed| format!("-seed={seed}")))
        .args(["-print_final_stats=1", "-artifact_prefix=./", "found"])
        .arg(places.corpus(target))
        .status()
        .context("cannot start the fuzzer")?;
    Ok(Outcome {
        target: target.to_owned(),
        log: String::from_utf8_lossy(&fs::read(log)?).into_owned(),
        succeeded: ended.success(),
    })
}

/// Puts into the corpus what takes the fewest inputs to reach everything that is reached by it and
/// by what was found.
fn keep(places: &Places, target: &str) -> Result<()> {
    let corpus = places.corpus(target);
    let kept = places.work.join(target).join("kept");
    if kept.exists() {
        fs::remove_dir_all(&kept)?;
    }
    fs::create_dir_all(&kept)?;
    let (mut engine, log) = places.engine(target)?;
    let ended = engine
        .args(["-set_cover_merge=1", "kept", "found"])
        .arg(&corpus)
        .status()
        .context("cannot start the fuzzer")?;
    if !ended.success() {
        bail!("`{target}` cannot be made smaller, see `{}`", log.display());
    }
    fs::remove_dir_all(&corpus)?;
    fs::create_dir_all(&corpus)?;
    let (mut inputs, mut bytes) = (0, 0);
    for entry in fs::read_dir(&kept)? {
        let entry = entry?;
        bytes += fs::copy(entry.path(), corpus.join(entry.file_name()))?;
        inputs += 1;
    }
    println!("{target}: {inputs} inputs, {bytes} bytes");
    Ok(())
}

/// Prints what came of the targets, and how each fault is seen again.
fn report(places: &Places, outcomes: &[Outcome]) -> ExitCode {
    println!(
        "| target | executions | a second | edges | inputs kept | MiB |\n|---|---|---|---|---|---|"
    );
    for Outcome { target, log, .. } in outcomes {
        let stat = |name: &str| stat(log, name).unwrap_or("?");
        println!(
            "| {target} | {} | {} | {} | {} | {} |",
            stat("stat::number_of_executed_units:"),
            stat("stat::average_exec_per_sec:"),
            stat("cov:"),
            stat("corp:"),
            stat("stat::peak_rss_mb:"),
        );
    }
    let mut failed = outcomes
        .iter()
        .filter(|outcome| !outcome.succeeded)
        .peekable();
    let none = failed.peek().is_none();
    for Outcome { target, log, .. } in failed {
        let about = |line: &str| line.contains("panicked at") || line.contains("ERROR: libFuzzer");
        let lines: Vec<&str> = log.lines().collect();
        let first = lines
            .iter()
            .position(|line| about(line))
            .unwrap_or_default();
        println!("\n{target} has found something:");
        for line in lines.iter().skip(first).take(3) {
            println!("  {line}");
        }
        let written = log.split("Test unit written to ./").nth(1);
        if let Some(input) = written.and_then(|rest| rest.lines().next()) {
            let input = places.work.join(target).join(input);
            println!(
                "  again: cargo run -p asyncapi-fuzz -- {target} {}",
                input.display()
            );
        }
    }
    if none {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What the engine said last of something, e.g. `cov: 1234`.
fn stat<'l>(log: &'l str, name: &str) -> Option<&'l str> {
    let (_, rest) = log.rsplit_once(name)?;
    rest.split_whitespace().next()
}
