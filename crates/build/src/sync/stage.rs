//! A folder as it should be in, the same on disk out, under another name.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Folder;

/// Writes a folder below the staging folder and waits until it would survive a power cut: the
/// exchange that follows could reach the disk before the contents do.
pub(super) fn folder(staging: &Path, folder: &Folder) -> io::Result<()> {
    fs::create_dir_all(staging)?;
    if folder.files.is_empty() {
        return Ok(());
    }
    let root = staging.join(&folder.name);
    fs::create_dir(&root)?;
    let mut folders = BTreeSet::from([root.clone()]);
    for file in &folder.files {
        let path: PathBuf = root.join(&file.path);
        let within = path.ancestors().skip(1).take_while(|above| *above != root);
        folders.extend(within.map(Path::to_path_buf));
    }
    for folder in &folders {
        fs::create_dir_all(folder)?;
    }
    // Most of the time goes into waiting for the disk, which serves many at once.
    folder.files.par_iter().try_for_each(|file| {
        let mut out = File::create_new(root.join(&file.path))?;
        out.write_all(file.contents.as_bytes())?;
        out.sync_all()
    })?;
    folders
        .iter()
        .try_for_each(|folder| File::open(folder)?.sync_all())
}
