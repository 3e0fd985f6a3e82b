//! Crates in, the compiler's first error about each out: many crates for one run of Cargo.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use asyncapi_codegen::generate::File;
use indicatif::ProgressBar;

use super::attempt::hash;
use super::cache::Cache;
use crate::batch::{Batch, files_below};

/// How many crates one run of Cargo compiles. More would save little and show less progress.
const AT_ONCE: usize = 100;

/// Compiles crates, by the hash of their files, and keeps in the cache what came of it.
pub fn all(
    ours: &Path,
    root: &Path,
    crates: &BTreeMap<u64, Vec<File>>,
    cache: &mut Cache,
    progress: &ProgressBar,
) -> Result<()> {
    let hashes: Vec<u64> = crates.keys().copied().collect();
    for hashes in hashes.chunks(AT_ONCE) {
        let batch = Batch::create(ours, root)?;
        for hash in hashes {
            let files = crates[hash]
                .iter()
                .map(|file| (file.path.as_str(), file.contents.as_str()));
            batch.add(&name(*hash), &ours.join("generated/any"), files)?;
        }
        let check = [
            "check",
            "--workspace",
            "--keep-going",
            "--message-format=json",
        ];
        let errors = batch.compile(&check, &[])?;
        for hash in hashes {
            let error = errors.get(&name(*hash)).and_then(|errors| errors.first());
            let text = error
                .map(|error| format!("{} ({})", error.text, error.file.as_deref().unwrap_or("?")));
            cache.crates.insert(*hash, text);
        }
        cache.save()?;
        progress.inc(u64::try_from(hashes.len())?);
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
