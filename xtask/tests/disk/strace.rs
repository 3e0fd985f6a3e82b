//! Runs under `strace`, which makes calls fail, kills, and tells which calls there were.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

/// A call as strace prints it, e.g. `openat(AT_FDCWD</a>, "b", O_RDONLY) = 3</a/b>`.
pub type Call = String;

/// Whether calls can be watched here. Says so where they cannot.
pub fn works(test: &str) -> bool {
    static WORKS: LazyLock<bool> = LazyLock::new(|| {
        let done = Command::new("strace")
            .args(["-qq", "-e", "trace=none", "true"])
            .output();
        done.is_ok_and(|done| done.status.success())
    });
    if !*WORKS {
        // Not by `eprintln!`, which tests keep to themselves.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED {test}: there is no strace, or it may not watch"
        );
    }
    *WORKS
}

/// Runs a command with some calls watched and `inject` done to them. Gives what it printed, and
/// the calls of each of its threads in turn.
pub fn run(command: &Command, trace: &str, inject: Option<&str>) -> (Output, Vec<Call>) {
    let logs = tempfile::tempdir().unwrap();
    let mut strace = Command::new("strace");
    strace
        .args(["-ff", "-y", "-qq", "-s", "256", "-e", "signal=none", "-o"])
        .arg(logs.path().join("log"))
        .args(["-e", &format!("trace={trace}")]);
    if let Some(inject) = inject {
        strace.args(["-e", &format!("inject={inject}")]);
    }
    strace.arg(command.get_program()).args(command.get_args());
    for (key, value) in command.get_envs() {
        match value {
            Some(value) => strace.env(key, value),
            None => strace.env_remove(key),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        strace.current_dir(folder);
    }
    let output = strace.output().unwrap();
    (output, read(logs.path()))
}

/// The lines of all logs. Each thread has its own, so that no call is split.
fn read(logs: &Path) -> Vec<Call> {
    let logs = fs::read_dir(logs).unwrap();
    let text = logs.map(|log| {
        let text = fs::read(log.unwrap().path()).unwrap();
        String::from_utf8_lossy(&text).into_owned()
    });
    let text: String = text.collect();
    text.lines().map(str::to_owned).collect()
}

/// Which of the calls of a kind to do something to, from 1: the first eight, then every seventh.
pub fn steps() -> impl Iterator<Item = usize> {
    let every = crate::place::asked("DISK_EVERY", 7);
    (1..8).chain((8..).step_by(every))
}
