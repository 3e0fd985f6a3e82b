//! The crates of all cases through the compiler, each step once for all of them: lints,
//! documentation, documentation tests, samples.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Result;

use super::attempt::Attempt;
use super::manifest::{self, Assert, Case, Outcome};
use crate::batch::{Batch, Errors, Sources};
use crate::samples::{self, Sample, Verdict};

/// Problems by the name of the case.
type Problems = BTreeMap<String, Vec<String>>;

/// Compiles what the attempts generated and says what is wrong with each.
pub fn all(ours: &Path, root: &Path, attempts: &[Attempt]) -> Result<Problems> {
    let batch = Batch::create(ours, root)?;
    let cases: Vec<&(Case, Sources)> = attempts
        .iter()
        .filter_map(|attempt| attempt.generated.as_ref())
        .collect();
    for (case, sources) in &cases {
        let files = sources
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()));
        batch.add(&package(case), &ours.join("generated/any"), files)?;
    }
    let mut problems = Problems::new();
    if cases.is_empty() {
        return Ok(problems);
    }
    let broken = batch.lint()?;
    for (case, _) in &cases {
        problems
            .entry(case.id.clone())
            .or_default()
            .extend(first("clippy", &broken, case));
    }
    let sound: Vec<&Case> = cases
        .iter()
        .map(|(case, _)| case)
        .filter(|case| !broken.contains_key(&krate(case)))
        .collect();
    document(&batch, &sound, &mut problems)?;
    count_tests(&batch, &sound, &mut problems)?;

    let owned = || {
        sound
            .iter()
            .flat_map(|case| case.samples.iter().map(move |sample| (*case, sample)))
    };
    let samples: Vec<Sample> = owned()
        .map(|(case, sample)| sample_of(case, sample))
        .collect();
    for ((case, sample), verdict) in owned().zip(samples::run(ours, &batch, &samples)?) {
        let problem = wrong(sample, verdict).map(|problem| format!("sample {problem}"));
        problems.entry(case.id.clone()).or_default().extend(problem);
    }
    Ok(problems)
}

/// What is wrong with the verdict on a sample.
fn wrong(sample: &manifest::Sample, verdict: Verdict) -> Option<String> {
    match (sample.outcome, verdict) {
        (Outcome::Lossless, Verdict::Lossless) | (Outcome::Error, Verdict::Refused(_)) => None,
        (Outcome::Error, Verdict::Lossless | Verdict::Changed(_)) => {
            Some(format!("{} decodes, though it should not", sample.json))
        }
        (Outcome::Lossless, Verdict::Changed(problem) | Verdict::Refused(problem))
        | (_, Verdict::Broken(problem)) => Some(problem),
    }
}

fn sample_of(case: &Case, sample: &manifest::Sample) -> Sample {
    Sample {
        package: package(case),
        ty: "P".to_owned(),
        json: sample.json.get().to_owned(),
    }
}

/// Builds the documentation of the crates that assert something about it.
fn document(batch: &Batch, cases: &[&Case], problems: &mut Problems) -> Result<()> {
    let asserts = |case: &&&Case| {
        case.asserts.iter().any(|assert| {
            matches!(
                assert,
                Assert::RustdocDenyWarnings | Assert::RustdocHtmlLacks { .. }
            )
        })
    };
    let cases: Vec<&&Case> = cases.iter().filter(asserts).collect();
    if cases.is_empty() {
        return Ok(());
    }
    let mut arguments = vec!["doc", "--no-deps", "--keep-going", "--message-format=json"];
    let packages: Vec<String> = cases.iter().map(|case| package(case)).collect();
    arguments.extend(packages.iter().flat_map(|package| ["--package", package]));
    let broken = batch.compile(&arguments, &[("RUSTDOCFLAGS", "-Dwarnings")])?;
    for case in cases {
        let problems = problems.entry(case.id.clone()).or_default();
        problems.extend(first("rustdoc", &broken, case));
        for assert in &case.asserts {
            if let Assert::RustdocHtmlLacks { substring } = assert
                && holds(&batch.docs().join(krate(case)), substring)?
            {
                problems.push(format!("the documentation holds {substring:?}"));
            }
        }
    }
    Ok(())
}

/// Lists the documentation tests of the crates that assert how many there are.
fn count_tests(batch: &Batch, cases: &[&Case], problems: &mut Problems) -> Result<()> {
    for case in cases {
        for assert in &case.asserts {
            if let Assert::DoctestCount { equals } = assert {
                let package = package(case);
                let output = batch.cargo(
                    &["test", "--doc", "--package", &package, "--", "--list"],
                    &[],
                )?;
                let listed = String::from_utf8_lossy(&output.stdout);
                let count = listed
                    .lines()
                    .filter(|line| line.ends_with(": test"))
                    .count();
                if !output.status.success() || count != *equals {
                    let stderr = String::from_utf8_lossy(&output.stderr);
                    let problem = format!(
                        "{count} documentation tests instead of {equals}: {listed}{stderr}"
                    );
                    problems.entry(case.id.clone()).or_default().push(problem);
                }
            }
        }
    }
    Ok(())
}

fn first(tool: &str, broken: &BTreeMap<String, Errors>, case: &Case) -> Option<String> {
    let error = broken.get(&krate(case))?.first()?;
    let file = error.file.as_deref().unwrap_or_default();
    Some(format!("{tool}: {} ({file})", error.text))
}

/// Whether a file below a folder holds a text.
fn holds(folder: &Path, text: &str) -> Result<bool> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let found = if path.is_dir() {
            holds(&path, text)?
        } else {
            String::from_utf8_lossy(&fs::read(&path)?).contains(text)
        };
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The name of a case's package in the batch; most cases generate packages of the same name.
fn package(case: &Case) -> String {
    let id: String = case
        .id
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    format!("case-{id}")
}

fn krate(case: &Case) -> String {
    package(case).replace('-', "_")
}
