//! One document through the generator, in this process: a panic or a run without end is an
//! outcome like any other.

use std::cell::RefCell;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use asyncapi_build::disk::Root;
use asyncapi_codegen::generate::{File, Input, Output, generate};
use asyncapi_codegen::ir::Manifest;
use asyncapi_parser::diagnostic::Severity;
use asyncapi_parser::load::Limits;
use asyncapi_parser::source::Files;
use serde::{Deserialize, Serialize};

use super::place::{self, Place};
use super::rows::Row;
use crate::generate::COMMAND;

/// A document that takes longer has no end.
const LIMIT: Duration = Duration::from_secs(20);

/// Name of the package that every document gets; what is generated from two equal documents is
/// equal.
const PACKAGE: &str = "corpus-events";

/// What came of a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// How it ended.
    pub outcome: Outcome,
    /// What was said first: an error, else a warning.
    pub message: String,
    /// How long it took.
    pub seconds: f64,
    /// Whether something was said about the place that the corpus names.
    pub at_place: bool,
    /// What was read, and a hash of each file as it was: as long as they are the same, so is this.
    pub reads: Vec<(String, u64)>,
    /// A hash of the files that were generated.
    pub files: Option<u64>,
}

/// How generation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// With a crate.
    Generated,
    /// With an error.
    Refused,
    /// With a panic.
    Panicked,
    /// Not in time.
    Hung,
}

/// Generates from a document of the corpus. Gives the files as well.
pub fn make(row: &Row, root: &Arc<Root>) -> (Finding, Vec<File>) {
    let started = Instant::now();
    let (sender, receiver) = mpsc::channel();
    let files = Arc::new(Recording {
        root: Arc::clone(root),
        reads: Mutex::default(),
    });
    let (path, recording) = (row.path.clone(), Arc::clone(&files));
    // A thread that does not end is left behind; it cannot be ended.
    thread::spawn(move || {
        let limits = Limits::default();
        let run = AssertUnwindSafe(|| generate(&input(&path, recording.as_ref(), &limits)));
        let result = panic::catch_unwind(run).map_err(|_| PANIC.take());
        // Nobody listens any more if the time was up.
        let _ = sender.send(result);
    });
    let result = receiver.recv_timeout(LIMIT);
    let mut finding = Finding {
        outcome: Outcome::Hung,
        message: String::new(),
        seconds: started.elapsed().as_secs_f64(),
        at_place: false,
        reads: files
            .reads
            .lock()
            .map(|reads| reads.clone())
            .unwrap_or_default(),
        files: None,
    };
    let Ok(result) = result else {
        return (finding, Vec::new());
    };
    match result {
        Err(message) => {
            finding.outcome = Outcome::Panicked;
            finding.message = message;
            (finding, Vec::new())
        }
        Ok(output) => {
            finding.outcome = if output.files.is_some() {
                Outcome::Generated
            } else {
                Outcome::Refused
            };
            finding.message = first_message(&output);
            finding.at_place = place::is_named(row, &places(&output));
            finding.files = output.files.as_deref().map(hash_of);
            (finding, output.files.unwrap_or_default())
        }
    }
}

/// How a document of the corpus is read.
pub fn input<'a>(path: &'a str, files: &'a dyn Files, limits: &'a Limits) -> Input<'a> {
    Input {
        document: path,
        config: None,
        samples: &[],
        package: PACKAGE,
        command: COMMAND,
        manifest: &Manifest::Workspace,
        files,
        limits,
    }
}

fn first_message(output: &Output) -> String {
    let diagnostics = &output.diagnostics;
    let error = diagnostics
        .iter()
        .find(|diagnostic| diagnostic.severity == Severity::Error);
    let Some(diagnostic) = error.or(diagnostics.first()) else {
        return String::new();
    };
    let place = diagnostic.labels.first().map(|label| {
        let position = output.sources.position(label.span);
        format!(
            " ({}:{position} {})",
            output.sources.get(label.span.file).shown,
            label.pointer
        )
    });
    format!(
        "{} {}{}",
        diagnostic.code.id,
        diagnostic.message,
        place.unwrap_or_default()
    )
}

fn places(output: &Output) -> Vec<Place> {
    let labels = output
        .diagnostics
        .iter()
        .flat_map(|diagnostic| &diagnostic.labels);
    labels
        .map(|label| Place {
            pointer: label.pointer.clone(),
            line: output.sources.position(label.span).line,
        })
        .collect()
}

fn hash_of(files: &[File]) -> u64 {
    let files: Vec<_> = files
        .iter()
        .map(|file| (&file.path, &file.contents))
        .collect();
    hash(&files)
}

/// A hash that two runs of one build of this program agree on.
pub fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

impl Finding {
    /// Whether everything that was read then reads the same now.
    pub fn holds(&self, root: &Root) -> bool {
        !self.reads.is_empty()
            && self
                .reads
                .iter()
                .all(|(path, seen)| hash(&root.read(path)) == *seen)
    }
}

/// Writes down which files are read.
#[derive(Debug)]
struct Recording {
    root: Arc<Root>,
    reads: Mutex<Vec<(String, u64)>>,
}

impl Files for Recording {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let result = self.root.read(path);
        if let Ok(mut reads) = self.reads.lock() {
            reads.push((path.to_owned(), hash(&result)));
        }
        result
    }

    fn shown(&self, path: &str) -> String {
        self.root.shown(path)
    }
}

thread_local! {
    /// What the last panic of this thread said, and where it was.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps what panics say, instead of printing it between the progress of others.
pub fn keep_panics() {
    panic::set_hook(Box::new(|info| {
        let text = info.to_string().replace('\n', " ");
        PANIC.with(|kept| *kept.borrow_mut() = text);
    }));
}
