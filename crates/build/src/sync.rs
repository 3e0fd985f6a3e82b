//! The choke point between generated files and the disk: folders as they should be in, differences
//! out, and a changed disk if asked for. Knows nothing of what the files say.
//!
//! A folder changes as a whole or not at all. What is new is written beside the folders, into
//! [`STAGING`], made durable, and only then exchanged with what is there; if one of several cannot
//! be, the others are put back. One run at a time writes, and nobody compares meanwhile.
//!
//! What is in a file depends on nothing but what should be; its mode is what the `umask` leaves of
//! `rw-rw-rw-`, as for any other new file.

mod file;
mod lock;
mod orphans;
mod read;
mod stage;
mod swap;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use asyncapi_codegen::generate::File;

pub use file::{read_file, write_file};
pub use orphans::{Orphan, is_marked, orphans};

/// Where folders are prepared, below their parent. The workspace's manifest excludes it by this
/// name, because Cargo takes any folder in `generated/` for a package.
pub const STAGING: &str = ".codegen-tmp";

/// What stands in a generated folder without being generated: Cargo's own. It is left as it is.
const KEPT: [&str; 2] = ["Cargo.lock", "target"];

/// The folder that generated folders stand in.
#[derive(Debug)]
pub struct Parent {
    /// Where it is.
    pub path: PathBuf,
    /// How people are shown it, e.g. `generated`; `.` where they are in it.
    pub shown: String,
}

/// A folder as it should be.
#[derive(Debug)]
pub struct Folder {
    /// Its name in the parent, e.g. `aircall-events`.
    pub name: String,
    /// All of its files; none where the folder itself should not be.
    pub files: Vec<File>,
}

/// What is different between a folder as it is and as it should be.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The differences, sorted by path.
    pub differences: Vec<Difference>,
    /// How many files are as they should be.
    pub unchanged: usize,
}

/// A file that is not as it should be.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    /// What has to be done about it.
    pub change: Change,
    /// Its path as people are shown it, e.g. `generated/aircall-events/src/lib.rs`.
    pub path: String,
}

/// What has to be done about a file, or was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is not there and should be.
    New,
    /// It is there with other contents.
    Changed,
    /// It is there and should not be.
    Removed,
}

/// Compares folders with what they should hold. Opens nothing for writing.
///
/// # Errors
/// All that keeps the folders from being replaced, such as symlinks in them.
pub fn compare(parent: &Parent, folders: &[Folder]) -> Result<Vec<Comparison>, Vec<anyhow::Error>> {
    let _lock = lock::shared(&parent.path);
    differences(parent, folders)
}

fn differences(parent: &Parent, folders: &[Folder]) -> Result<Vec<Comparison>, Vec<anyhow::Error>> {
    let mut comparisons = Vec::new();
    let mut problems = Vec::new();
    for folder in folders {
        match read::folder(parent, &folder.name).and_then(|there| folder.against(&there, parent)) {
            Ok(comparison) => comparisons.push(comparison),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(comparisons)
    } else {
        Err(problems)
    }
}

/// Makes folders hold what they should and says what changed. A folder that is as it should be is
/// not touched.
///
/// # Errors
/// What [`compare`] gives, and what goes wrong while writing: then the folders are as they were.
/// Where only clearing up went wrong, they are as they should be; the next run clears up.
pub fn write(parent: &Parent, folders: &[Folder]) -> Result<Vec<Comparison>, Vec<anyhow::Error>> {
    read::exists(&parent.path, &parent.shown).map_err(|problem| vec![problem])?;
    let _lock = fs::create_dir_all(&parent.path)
        .and_then(|()| lock::exclusive(&parent.path))
        .with_context(|| format!("cannot lock `{}`", parent.shown))
        .map_err(|problem| vec![problem])?;
    swap::recover(parent).map_err(|problem| vec![problem])?;
    let comparisons = differences(parent, folders)?;
    let changed: Vec<&Folder> = folders
        .iter()
        .zip(&comparisons)
        .filter(|(_, comparison)| !comparison.differences.is_empty())
        .map(|(folder, _)| folder)
        .collect();
    if !changed.is_empty() {
        replace(parent, &changed).map_err(|problem| vec![problem])?;
    }
    Ok(comparisons)
}

/// Prepares all folders, then swaps them in.
fn replace(parent: &Parent, folders: &[&Folder]) -> Result<()> {
    let done = folders
        .iter()
        .try_for_each(|folder| {
            let next = swap::next(parent, &folder.name);
            stage::folder(&next, folder, &parent.show(&folder.name))
        })
        .and_then(|()| swap::swap(parent, folders));
    // What is left in there is what was replaced, or what could not be swapped in.
    let cleared = swap::recover(parent);
    done.and(cleared)
}

impl Parent {
    /// How people are shown what is below.
    fn show(&self, path: &str) -> String {
        if self.shown == "." {
            path.to_owned()
        } else {
            format!("{}/{path}", self.shown)
        }
    }
}

impl Folder {
    /// Compares this folder with the files that are there.
    fn against(&self, there: &read::Contents, parent: &Parent) -> Result<Comparison> {
        let mut comparison = Comparison::default();
        let mut wanted = std::collections::BTreeMap::new();
        if self.name == STAGING {
            bail!("a folder cannot be called `{STAGING}`: others are prepared in there");
        }
        for file in &self.files {
            crate::disk::below(&file.path)
                .map_err(|why| anyhow::anyhow!("cannot write `{}`: {why}", file.path))?;
            if wanted
                .insert(&file.path, file.contents.as_bytes())
                .is_some()
            {
                bail!("`{}` was generated twice", file.path);
            }
        }
        let removed = there
            .keys()
            .filter(|path| !wanted.contains_key(path))
            .map(|path| (path, Change::Removed));
        let made = wanted
            .iter()
            .filter_map(|(path, contents)| match there.get(*path) {
                None => Some((*path, Change::New)),
                Some(bytes) if bytes != contents => Some((*path, Change::Changed)),
                Some(_) => None,
            });
        comparison.differences = removed
            .chain(made)
            .map(|(path, change)| Difference {
                change,
                path: parent.show(&format!("{}/{path}", self.name)),
            })
            .collect();
        comparison.differences.sort_by(|a, b| a.path.cmp(&b.path));
        comparison.unchanged = wanted
            .iter()
            .filter(|(path, contents)| there.get(**path).is_some_and(|bytes| bytes == **contents))
            .count();
        Ok(comparison)
    }
}
