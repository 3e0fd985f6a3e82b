//! Crates in, the compiler's first error about each and what came of its examples out: many crates
//! for one run of Cargo.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use asyncapi_build::disk::Root;
use asyncapi_codegen::generate::File;
use indicatif::ProgressBar;

use super::attempt::hash;
use super::cache::Cache;
use super::examples::{self, Example};
use crate::batch::{Batch, files_below};

/// How many crates one run of Cargo compiles. More would save little and show less progress.
const AT_ONCE: usize = 100;

/// What there is to compile.
#[derive(Debug, Default)]
pub struct Work<'a> {
    /// Crates by the hash of their files.
    pub crates: BTreeMap<u64, &'a [File]>,
    /// Documents with examples, by the hash of their crate.
    pub examples: BTreeMap<u64, Vec<(&'a str, &'a [Example])>>,
}

/// Does the work and keeps in the cache what came of it.
pub fn all(
    ours: &Path,
    workspace: &Path,
    work: &Work<'_>,
    root: &Root,
    cache: &mut Cache,
    progress: &ProgressBar,
) -> Result<()> {
    let crates: Vec<(&u64, &&[File])> = work.crates.iter().collect();
    for crates in crates.chunks(AT_ONCE) {
        let batch = Batch::create(ours, workspace)?;
        for (hash, files) in crates {
            let files = files
                .iter()
                .map(|file| (file.path.as_str(), file.contents.as_str()));
            batch.add(&name(**hash), &ours.join("generated/any"), files)?;
        }
        let check = [
            "check",
            "--workspace",
            "--keep-going",
            "--message-format=json",
        ];
        let errors = batch.compile(&check, &[])?;
        let mut documents = Vec::new();
        for (hash, _) in crates {
            let error = errors.get(&name(**hash)).and_then(|errors| errors.first());
            let error = error
                .map(|error| format!("{} ({})", error.text, error.file.as_deref().unwrap_or("?")));
            for (path, examples) in work.examples.get(*hash).into_iter().flatten() {
                let compiles = error.is_none();
                documents.push((*path, **hash, if compiles { *examples } else { &[] }));
            }
            cache.crates.insert(**hash, error);
        }
        let named: Vec<(&str, String, &[Example])> = documents
            .iter()
            .map(|(path, hash, examples)| (*path, name(*hash), *examples))
            .collect();
        let mut tried = examples::run(ours, &batch, root, &named)?;
        for (path, hash, _) in documents {
            let tried = tried.remove(path).unwrap_or_default();
            cache.examples.insert(path.to_owned(), (hash, tried));
        }
        cache.save()?;
        progress.inc(u64::try_from(crates.len())?);
    }
    Ok(())
}

/// The name of a crate's package and, as it has no hyphen, of the crate itself.
fn name(hash: u64) -> String {
    format!("c{hash:016x}")
}

/// A hash of what crates are compiled with: the runtime, the dependencies, the compiler.
pub fn environment(ours: &Path) -> Result<u64> {
    let compiler = Command::new("rustc")
        .arg("--version")
        .output()
        .context("cannot start `rustc`")?;
    let mut files = files_below(&ours.join("crates/runtime"))?;
    files.insert(
        "Cargo.lock".to_owned(),
        std::fs::read_to_string(ours.join("Cargo.lock"))?,
    );
    files.insert(
        "rustc".to_owned(),
        String::from_utf8_lossy(&compiler.stdout).into_owned(),
    );
    Ok(hash(&files))
}
