//! The receiver as a process of its own.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver as Messages, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::http::{Reply, post};

/// The secrets that every receiver here is started with.
pub(crate) const SECRETS: [(&str, &str); 5] = [
    ("RECEIVER_AIRCALL_SECRET", "made-up-token-0001"),
    ("RECEIVER_CURIOUS_THING_SECRET", "made-up-key"),
    ("RECEIVER_DIALPAD_SECRET", "made-up-secret"),
    ("RECEIVER_REGAL_SECRET", "made-up-key"),
    ("RECEIVER_REVRING_SECRET", "made-up-key"),
];

/// A running receiver. It is killed when it is dropped.
pub(crate) struct Receiver {
    pub(crate) address: SocketAddr,
    child: Child,
    lines: Messages<String>,
    log: JoinHandle<String>,
    /// Set when its lines are not read any more.
    deaf: Arc<AtomicBool>,
}

/// What a receiver has left.
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    pub(crate) lines: Vec<String>,
    pub(crate) log: String,
}

/// The program, without anything of the environment that is meant for it.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_receiver"));
    for (name, _) in std::env::vars() {
        if name.starts_with("RECEIVER_") {
            command.env_remove(name);
        }
    }
    command
}

impl Receiver {
    /// Starts one with the secrets above.
    pub(crate) fn start(store: &str, arguments: &[&str]) -> Self {
        Self::start_with(store, arguments, &SECRETS)
    }

    pub(crate) fn start_with(
        store: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let mut child = program()
            .args(["serve", "--listen", "127.0.0.1:0", "--store", store])
            .args(arguments)
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the receiver starts");
        let (send, lines) = channel();
        let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let deaf = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&deaf);
        thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if stop.load(Ordering::Relaxed) || send.send(line).is_err() {
                    break;
                }
            }
        });
        let mut stderr = BufReader::new(child.stderr.take().expect("it is piped"));
        let mut log = String::new();
        let address = loop {
            let before = log.len();
            let read = stderr.read_line(&mut log).expect("its log is text");
            assert!(read > 0, "it has ended: {log}");
            if let Some((_, address)) = log[before..].split_once("listening address=") {
                break address.trim().parse().expect("it tells its address");
            }
        };
        let log = thread::spawn(move || {
            stderr.read_to_string(&mut log).expect("its log is text");
            log
        });
        Self {
            address,
            child,
            lines,
            log,
            deaf,
        }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn post(&self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        post(self.address, path, headers, body)
    }

    /// The next line that it prints.
    pub(crate) fn line(&self) -> serde_json::Value {
        let line = self
            .lines
            .recv_timeout(Duration::from_secs(20))
            .expect("it prints a line");
        serde_json::from_str(&line).expect("its lines are JSON")
    }

    /// A line, if there is one.
    pub(crate) fn try_line(&self) -> Option<String> {
        self.lines.try_recv().ok()
    }

    /// Closes the pipe that its lines go to, when the next one comes.
    pub(crate) fn stop_reading(&self) {
        self.deaf.store(true, Ordering::Relaxed);
    }

    /// Asks it to end.
    pub(crate) fn terminate(&self) {
        let kill = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(kill.expect("there is `kill`").success());
    }

    /// Waits for its end.
    pub(crate) fn wait(mut self) -> Ended {
        let status = self.child.wait().expect("it ends");
        Ended {
            status,
            lines: self.lines.iter().collect(),
            log: self.log.join().expect("its log is read"),
        }
    }

    /// Kills it, so that nothing of it runs any more.
    pub(crate) fn kill(mut self) -> Ended {
        self.child.kill().expect("it runs");
        self.wait()
    }

    pub(crate) fn stop(self) -> Ended {
        self.terminate();
        self.wait()
    }
}

/// What `replay` prints.
pub(crate) fn replay(store: &str, arguments: &[&str]) -> Vec<String> {
    let output = program()
        .args(["replay", "--store", store])
        .args(arguments)
        .output()
        .expect("it runs");
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{log}");
    let lines = String::from_utf8(output.stdout).expect("it is text");
    lines.lines().map(str::to_owned).collect()
}

/// The path of a file in a folder, as an argument.
pub(crate) fn path(folder: &Path, file: &str) -> String {
    folder.join(file).to_str().expect("it is UTF-8").to_owned()
}
