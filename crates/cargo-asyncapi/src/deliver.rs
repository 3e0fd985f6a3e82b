//! What was generated in, a changed disk or a list of what would change out. One problem anywhere,
//! and nothing is written for anybody.

use std::process::ExitCode;

use anyhow::Result;
use asyncapi_build::sync::{self, Change, Comparison, Folder, Orphan, Parent};
use asyncapi_codegen::generate::Output;

use crate::report::{Report, State};

/// What is to be delivered to one folder.
#[derive(Debug)]
pub struct Delivery {
    /// The folder's name in its parent.
    pub folder: String,
    /// What was generated for it.
    pub output: Result<Output>,
}

/// Reports all problems. If there is none, writes the folders and takes orphans away, or, to
/// `check`, says what that would change. `source` is what people know the whole of it by,
/// `command` what generates it. Gives the exit code of the run.
pub fn deliver(
    report: &Report,
    source: &str,
    command: &str,
    parent: &Parent,
    deliveries: Vec<Delivery>,
    orphans: &[Orphan],
    check: bool,
) -> ExitCode {
    let mut folders = Vec::new();
    for delivery in deliveries {
        match delivery.output {
            Ok(output) => {
                report.diagnostics(&output.diagnostics, &output.sources);
                folders.extend(output.files.map(|files| Folder {
                    name: delivery.folder,
                    files,
                }));
            }
            Err(problem) => report.problem(&problem),
        }
    }
    let (ours, others): (Vec<&Orphan>, Vec<&Orphan>) =
        orphans.iter().partition(|orphan| orphan.generated);
    folders.extend(ours.into_iter().map(|orphan| Folder {
        name: orphan.name.clone(),
        files: Vec::new(),
    }));
    // A check goes on, so that one run tells everything.
    if report.failed() && !check {
        report.conclusion(&format!("nothing was generated from `{source}`"));
        return ExitCode::FAILURE;
    }
    let done = if check {
        sync::compare(parent, &folders)
    } else {
        sync::write(parent, &folders)
    };
    let comparisons = match done {
        Ok(comparisons) => comparisons,
        Err(problems) => {
            for problem in &problems {
                report.problem(problem);
            }
            report.conclusion(&format!("cannot write what is generated from `{source}`"));
            return ExitCode::FAILURE;
        }
    };
    let stale = list(report, &comparisons, check);
    for stranger in &others {
        report.file(
            State::Stranger,
            &format!("{}/{}", parent.shown, stranger.name),
        );
    }
    if check && (stale || !others.is_empty()) {
        report.conclusion(&format!("run `{command}` and commit the result"));
        return ExitCode::FAILURE;
    }
    if report.failed() {
        report.conclusion(&format!("nothing can be generated from `{source}`"));
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Lists the files that are different, and says whether there is one.
fn list(report: &Report, comparisons: &[Comparison], check: bool) -> bool {
    let differences = || {
        comparisons
            .iter()
            .flat_map(|comparison| &comparison.differences)
    };
    for difference in differences() {
        let state = match (check, difference.change) {
            (false, Change::New) => State::New,
            (false, Change::Changed) => State::Changed,
            (false, Change::Removed) => State::Removed,
            (true, Change::New) => State::Missing,
            (true, Change::Changed) => State::Stale,
            (true, Change::Removed) => State::Orphaned,
        };
        report.file(state, &difference.path);
    }
    report.unchanged(
        comparisons
            .iter()
            .map(|comparison| comparison.unchanged)
            .sum(),
    );
    differences().next().is_some()
}
