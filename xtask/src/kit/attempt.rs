//! One case: the generator is run on it twice, and what it said, touched and wrote is judged.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::asserts;
use super::judge::{self, Said};
use super::manifest::{Assert, Case, Expect};
use super::run::{self, run};
use super::scene::Scene;
use super::snapshot::Snapshot;

use crate::batch::{Sources, files_below};

/// A case that was run.
#[derive(Debug)]
pub struct Attempt {
    /// Its name.
    pub id: String,
    /// What was wrong.
    pub problems: Vec<String>,
    /// The case and its files, if it generated any and may.
    pub generated: Option<(Case, Sources)>,
}

impl Attempt {
    /// Runs a case of a kit in a folder of its own.
    pub fn make(case: Case, kit: &Path, home: PathBuf, vendor: &str, watch: bool) -> Self {
        let id = case.id.clone();
        let mut problems = Vec::new();
        let sources =
            attempt(&case, kit, home, vendor, watch, &mut problems).unwrap_or_else(|error| {
                problems.push(format!("{error:#}"));
                None
            });
        Self {
            id,
            problems,
            generated: sources.map(|sources| (case, sources)),
        }
    }
}

fn attempt(
    case: &Case,
    kit: &Path,
    home: PathBuf,
    vendor: &str,
    watch: bool,
    problems: &mut Vec<String>,
) -> Result<Option<Sources>> {
    let scene = Scene::set(kit, case, home)?;
    let watched = [
        Assert::NoNetwork,
        Assert::NoOpenOutsideRoot,
        Assert::NoWriteOutsideOut,
    ];
    let watch = watch && watched.iter().any(|assert| case.asserts.contains(assert));
    let around = || Snapshot::take(&scene.home, &[&scene.out]);
    let inside = || Snapshot::take(&scene.out, &[]);

    let (around_before, inside_before) = (around()?, inside()?);
    let first = run(&scene, vendor, run::Said::Text, watch)?;
    let (around_after, inside_after) = (around()?, inside()?);
    problems.extend(judge::always(&first));
    problems.extend(changes(
        "changed outside the output folder",
        &around_before,
        &around_after,
    ));
    if first.code != Some(0) || case.asserts.contains(&Assert::OutUnchanged) {
        problems.extend(changes(
            "changed in the output folder",
            &inside_before,
            &inside_after,
        ));
    }

    // The same again, for a machine to read: nothing may be different the second time.
    let second = run(&scene, vendor, run::Said::Json, false)?;
    if second.code != first.code {
        problems.push(format!(
            "exit code {:?}, then {:?}",
            first.code, second.code
        ));
    }
    problems.extend(changes(
        "changed by a second run",
        &inside_after,
        &inside()?,
    ));

    let outcome = match judge::outcome(case, &first, &Said::read(&second.stdout), &scene) {
        Ok(outcome) => outcome,
        Err(problem) => {
            problems.push(problem);
            return Ok(None);
        }
    };
    let sources = match outcome {
        Expect::Error => None,
        Expect::GeneratesAndCompiles => Some(files_below(&scene.out)?),
    };
    let none = Sources::new();
    for assert in &case.asserts {
        problems.extend(asserts::check(
            assert,
            &first,
            &scene,
            sources.as_ref().unwrap_or(&none),
        )?);
    }
    Ok(sources)
}

fn changes(what: &str, before: &Snapshot, after: &Snapshot) -> Vec<String> {
    let paths = before.differences(after);
    paths
        .iter()
        .map(|path| format!("{what}: {}", path.display()))
        .collect()
}
