//! Folders in `generated/` that nothing generates any more.

use std::fs;
use std::io::ErrorKind;

use anyhow::{Context, Result};

use super::{Parent, STAGING, read_file};

/// What the first line of a generated file says.
const MARK: &str = "@generated";

/// A folder that no vendor stands behind.
#[derive(Debug, PartialEq, Eq)]
pub struct Orphan {
    /// Its name in the parent.
    pub name: String,
    /// Whether it says of itself that it was generated. If not, it is not ours to remove.
    pub generated: bool,
}

/// Whether a file says of itself that it was generated.
pub fn is_marked(text: &[u8]) -> bool {
    let first = text.split(|byte| *byte == b'\n').next();
    first.is_some_and(|line| String::from_utf8_lossy(line).contains(MARK))
}

/// Finds the folders of a parent whose names are not among `known`, sorted by name.
pub fn orphans(parent: &Parent, known: &[String]) -> Result<Vec<Orphan>> {
    let entries = match fs::read_dir(&parent.path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("cannot read `{}`", parent.shown)),
    };
    let mut orphans = Vec::new();
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read `{}`", parent.shown))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && name != STAGING && !known.contains(&name) {
            let generated = ["Cargo.toml", "src/lib.rs"].iter().any(|file| {
                let there = read_file(&entry.path().join(file)).ok().flatten();
                there.is_some_and(|text| is_marked(&text))
            });
            orphans.push(Orphan { name, generated });
        }
    }
    orphans.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(orphans)
}
