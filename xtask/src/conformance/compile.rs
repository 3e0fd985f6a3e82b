//! The crates of all schemas through the compiler and their instances through the crates: one
//! Cargo run for many.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use indicatif::ProgressBar;

use super::wrap::Generated;
use crate::batch::Batch;
use crate::corpus::attempt::hash;
use crate::samples::{self, Sample, Verdict};

/// How many crates one run of Cargo compiles.
const AT_ONCE: usize = 100;

/// A crate and the instances that it has to decode.
#[derive(Debug)]
pub struct Work<'a> {
    /// What was generated.
    pub generated: &'a Generated,
    /// The JSON of the instances.
    pub instances: Vec<&'a str>,
}

/// What came of a crate.
#[derive(Clone, Debug)]
pub enum Compiled {
    /// It compiles: a verdict for each instance.
    Fine(Vec<Verdict>),
    /// It does not: the compiler's first error.
    Broken(String),
}

/// Compiles all, and decodes all. What is equal is compiled once.
pub fn all(
    ours: &Path,
    workspace: &Path,
    work: &[Work<'_>],
    progress: &ProgressBar,
) -> Result<Vec<Compiled>> {
    let mut crates = BTreeMap::<String, Vec<usize>>::new();
    for (index, work) in work.iter().enumerate() {
        crates.entry(name(work)).or_default().push(index);
    }
    let crates: Vec<(&String, &Vec<usize>)> = crates.iter().collect();
    let mut compiled = BTreeMap::new();
    for some in crates.chunks(AT_ONCE) {
        let batch = Batch::create(ours, workspace)?;
        for (name, users) in some {
            if let Some(work) = users.first().and_then(|user| work.get(*user)) {
                let files = work.generated.files.iter();
                let files = files.map(|file| (file.path.as_str(), file.contents.as_str()));
                batch.add(name, &ours.join("generated/any"), files)?;
            }
        }
        let build = [
            "build",
            "--workspace",
            "--keep-going",
            "--message-format=json",
        ];
        let errors = batch.compile(&build, &[])?;
        let mut owners = Vec::new();
        let mut samples = Vec::new();
        for (name, users) in some {
            let error = errors.get(*name).and_then(|errors| errors.first());
            for user in *users {
                let Some(work) = work.get(*user) else {
                    continue;
                };
                if let Some(error) = error {
                    compiled.insert(*user, Compiled::Broken(error.text.clone()));
                    continue;
                }
                compiled.insert(*user, Compiled::Fine(Vec::new()));
                for json in &work.instances {
                    owners.push(*user);
                    samples.push(Sample {
                        package: (*name).clone(),
                        ty: work.generated.ty.clone(),
                        json: (*json).to_owned(),
                    });
                }
            }
        }
        for (owner, verdict) in owners
            .into_iter()
            .zip(samples::run(ours, &batch, &samples)?)
        {
            if let Some(Compiled::Fine(verdicts)) = compiled.get_mut(&owner) {
                verdicts.push(verdict);
            }
        }
        progress.inc(u64::try_from(some.len())?);
    }
    Ok(compiled.into_values().collect())
}

/// The name of a crate: what is generated alike is called alike.
fn name(work: &Work<'_>) -> String {
    let files = work.generated.files.iter();
    let files: Vec<_> = files.map(|file| (&file.path, &file.contents)).collect();
    format!("c{:016x}", hash(&files))
}
