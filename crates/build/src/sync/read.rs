//! A folder of the disk in, its files out. Refuses what generated folders never hold.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::{KEPT, Parent};

/// Files by their path below the folder, parts parted by `/`.
pub(super) type Contents = BTreeMap<String, Vec<u8>>;

/// Reads all files of a folder but those that are [`KEPT`]; none where there is no such folder.
///
/// # Errors
/// The folder is, stands in or holds a symlink or something that is neither file nor folder:
/// replacing it would reach or lose what is not ours.
pub(super) fn folder(parent: &Parent, name: &str) -> Result<Contents> {
    let mut contents = Contents::new();
    let root = parent.path.join(name);
    let shown = parent.show(name);
    if !exists(&parent.path, &parent.shown)? || !exists(&root, &shown)? {
        return Ok(contents);
    }
    let mut waiting = vec![String::new()];
    while let Some(below) = waiting.pop() {
        let entries = fs::read_dir(root.join(&below))
            .with_context(|| format!("cannot read `{shown}/{below}`"))?;
        for entry in entries {
            let entry = entry.with_context(|| format!("cannot read `{shown}/{below}`"))?;
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
                bail!("`{shown}/{below}` holds a file whose name is not UTF-8");
            };
            let path = if below.is_empty() {
                if KEPT.contains(&name.as_str()) {
                    continue;
                }
                name
            } else {
                format!("{below}/{name}")
            };
            let kind = entry
                .file_type()
                .with_context(|| format!("cannot read `{shown}/{path}`"))?;
            if kind.is_dir() {
                waiting.push(path);
            } else if kind.is_file() {
                let bytes = fs::read(entry.path())
                    .with_context(|| format!("cannot read `{shown}/{path}`"))?;
                contents.insert(path, bytes);
            } else {
                return Err(refusal(kind, &format!("{shown}/{path}")));
            }
        }
    }
    Ok(contents)
}

/// Whether there is a folder, one that is really there and no link to one.
///
/// # Errors
/// There is something else.
pub(super) fn exists(path: &Path, shown: &str) -> Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => Ok(true),
        Ok(metadata) => Err(refusal(metadata.file_type(), shown)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).with_context(|| format!("cannot read `{shown}`")),
    }
}

fn refusal(kind: fs::FileType, shown: &str) -> anyhow::Error {
    let found = if kind.is_symlink() {
        "a symlink"
    } else if kind.is_file() {
        "a file where a folder should be"
    } else {
        "neither a file nor a folder"
    };
    anyhow::anyhow!("`{shown}` is {found}: move it away; generated folders hold plain files only")
}
