//! One run of the generator as a process of its own: what it said, how it ended, what it took.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use cargo_asyncapi::stats::PEAK;

use super::scene::Scene;

/// A run that takes longer is ended.
const LIMIT: Duration = Duration::from_secs(60);

/// What came of a run.
#[derive(Debug)]
pub struct Run {
    /// The exit code; none where the process was ended by a signal.
    pub code: Option<i32>,
    /// What it printed.
    pub stdout: String,
    /// What it said about problems.
    pub stderr: String,
    /// How long it took.
    pub seconds: f64,
    /// The most memory it had at once; none where the system does not tell.
    pub peak_mib: Option<f64>,
    /// The system calls on files and sockets, if they were watched.
    pub trace: Option<String>,
}

/// How a run's problems are written down.
#[derive(Clone, Copy, Debug)]
pub enum Said {
    /// As people read them.
    Text,
    /// One JSON object on a line.
    Json,
}

/// Runs the generator on a scene. `watch` has its system calls written down by `strace`.
pub fn run(scene: &Scene, vendor: &str, said: Said, watch: bool) -> Result<Run> {
    let program = env::current_exe()?;
    let log = |end: &str| -> PathBuf {
        let mut path = scene.home.clone().into_os_string();
        path.push(end);
        path.into()
    };
    let (stdout, stderr, trace) = (log(".stdout"), log(".stderr"), log(".strace"));
    let mut command = if watch {
        let mut strace = Command::new("strace");
        strace.args([
            "-f",
            "-y",
            "-qq",
            "-s",
            "4096",
            "-e",
            "trace=%file,%network",
            "-o",
        ]);
        strace.arg(&trace).arg(program);
        strace
    } else {
        Command::new(program)
    };
    command
        .args([OsStr::new("generate"), scene.document.as_os_str()])
        .args([OsStr::new("--out"), scene.out.as_os_str()])
        .args(["--name", vendor, "--stats"])
        .args(match said {
            Said::Text => ["--message-format", "text"],
            Said::Json => ["--message-format", "json"],
        })
        // Cargo sets it, and then the loader looks for libraries in all of Cargo's folders.
        .env_remove("LD_LIBRARY_PATH")
        .stdin(Stdio::null())
        .stdout(File::create(&stdout)?)
        .stderr(File::create(&stderr)?);
    let started = Instant::now();
    let mut child = command.spawn().context("cannot start the generator")?;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if started.elapsed() > LIMIT {
            child.kill()?;
            break child.wait()?;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let seconds = started.elapsed().as_secs_f64();
    let stdout = text(&stdout)?;
    let peak_kib = stdout
        .lines()
        .find_map(|line| line.strip_prefix(PEAK)?.strip_suffix(" KiB"));
    Ok(Run {
        code: status.code(),
        peak_mib: peak_kib.and_then(|kib| Some(kib.parse::<f64>().ok()? / 1024.0)),
        stdout,
        stderr: text(&stderr)?,
        seconds,
        trace: watch.then(|| text(&trace)).transpose()?,
    })
}

/// Whether system calls can be watched here.
pub fn can_watch() -> bool {
    let strace = Command::new("strace")
        .args(["-f", "-y", "-o", "/dev/null", "true"])
        .output();
    strace.is_ok_and(|output| output.status.success())
}

fn text(path: &Path) -> Result<String> {
    Ok(String::from_utf8_lossy(&fs::read(path)?).into_owned())
}
