//! A folder as it should be in, the same on disk out, under another name.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::Folder;

/// Writes a folder under another name and waits until it would survive a power cut: the exchange
/// that follows could reach the disk before the contents do.
///
/// # Errors
/// Name the file, as people are shown it.
pub(super) fn folder(root: &Path, folder: &Folder, shown: &str) -> Result<()> {
    if folder.files.is_empty() {
        return Ok(());
    }
    let mut folders = BTreeSet::from([root.to_path_buf()]);
    for file in &folder.files {
        let path: PathBuf = root.join(&file.path);
        let within = path.ancestors().skip(1).take_while(|above| *above != root);
        folders.extend(within.map(Path::to_path_buf));
    }
    for folder in &folders {
        fs::create_dir_all(folder).with_context(|| format!("cannot write `{shown}`"))?;
    }
    // Most of the time goes into waiting for the disk, which serves many at once.
    folder.files.par_iter().try_for_each(|file| {
        write(&root.join(&file.path), &file.contents)
            .with_context(|| format!("cannot write `{shown}/{}`", file.path))
    })?;
    folders.iter().try_for_each(|folder| {
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.with_context(|| format!("cannot write `{shown}`"))
    })
}

fn write(path: &Path, contents: &str) -> io::Result<()> {
    let mut out = File::create_new(path)?;
    out.write_all(contents.as_bytes())?;
    out.sync_all()
}
