//! A NATS server with JetStream, as a process.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

/// A running server. It is killed when it is dropped, and what it holds is deleted.
pub(crate) struct Server {
    pub(crate) url: String,
    program: PathBuf,
    port: String,
    folder: TempDir,
    child: Child,
}

impl Server {
    /// Starts a server. `None`, and a word about it, where there is no `nats-server`.
    pub(crate) fn start() -> Option<Self> {
        let Some(program) = program() else {
            // Not by a macro, whose text would only be shown if the test fails.
            let _ = io::stderr().write_all(
                b"\nSKIPPED: there is no `nats-server` in $NATS_SERVER or on the PATH\n",
            );
            return None;
        };
        let folder = tempfile::tempdir().expect("there is room");
        // Any free port.
        let child = run(&program, &folder, "-1");
        let file = folder
            .path()
            .join(format!("nats-server_{}.ports", child.id()));
        let url = wait(|| {
            let ports: serde_json::Value =
                serde_json::from_str(&fs::read_to_string(&file).ok()?).ok()?;
            ports["nats"][0].as_str().map(str::to_owned)
        });
        let port = url.rsplit(':').next().unwrap_or_default().to_owned();
        Some(Self {
            url,
            program,
            port,
            folder,
            child,
        })
    }

    /// Kills it.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }

    /// Starts it again, at the same address, with what it has kept.
    pub(crate) fn start_again(&mut self) {
        self.child = run(&self.program, &self.folder, &self.port);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program() -> Option<PathBuf> {
    if let Some(program) = env::var_os("NATS_SERVER") {
        return Some(program.into());
    }
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .chain([PathBuf::from("/usr/sbin")])
        .map(|folder| folder.join("nats-server"))
        .find(|program| program.is_file())
}

fn run(program: &PathBuf, folder: &TempDir, port: &str) -> Child {
    Command::new(program)
        .args(["-js", "-a", "127.0.0.1", "-p", port, "-sd"])
        .arg(folder.path().join("store"))
        .arg("--ports_file_dir")
        .arg(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("`nats-server` starts")
}

/// Tries until there is something.
pub(crate) fn wait<T>(mut attempt: impl FnMut() -> Option<T>) -> T {
    for _ in 0..400 {
        if let Some(found) = attempt() {
            return found;
        }
        sleep(Duration::from_millis(50));
    }
    panic!("it takes too long");
}
