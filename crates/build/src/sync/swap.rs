//! Prepared folders take the places of those that are there, all of them or none. Where the system
//! can exchange two names in one step, there is no moment without a folder.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};

use super::{Folder, KEPT, Parent, STAGING, read};

/// Holds the prepared folders, and when they have been exchanged, those that were replaced.
const NEXT: &str = "next";

/// Holds the folders that were moved aside for want of an exchange.
const ASIDE: &str = "aside";

/// Where the folder of a name is prepared.
pub(super) fn next(parent: &Parent, name: &str) -> PathBuf {
    parent.path.join(STAGING).join(NEXT).join(name)
}

fn aside(parent: &Parent, name: &str) -> PathBuf {
    parent.path.join(STAGING).join(ASIDE).join(name)
}

/// How a folder was put in place, which says how that is undone.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// There was none.
    Placed,
    /// It was exchanged with the one that was there.
    Exchanged,
    /// The one that was there was moved aside.
    Replaced,
    /// It was taken away.
    Removed,
}

/// Puts the prepared folders in place, takes those away that should not be, and makes that durable.
/// What was there is in the staging folder afterwards.
///
/// # Errors
/// Everything is as it was then. Where not even that can be had, the folders that stay as they
/// should be are named.
pub(super) fn swap(parent: &Parent, folders: &[&Folder]) -> Result<()> {
    let mut done: Vec<(&Folder, Step)> = Vec::new();
    let swapped = folders
        .iter()
        .try_for_each(|folder| {
            let step = put(parent, folder)
                .with_context(|| format!("cannot replace `{}`", parent.show(&folder.name)))?;
            done.push((folder, step));
            Ok(())
        })
        .and_then(|()| {
            fs::File::open(&parent.path)
                .and_then(|folder| folder.sync_all())
                .with_context(|| format!("cannot write `{}`", parent.shown))
        });
    let Err(mut problem) = swapped else {
        return Ok(());
    };
    while let Some((folder, step)) = done.pop() {
        if let Err(error) = back(parent, folder, step) {
            let name = parent.show(&folder.name);
            problem = anyhow!("{problem:#}; `{name}` cannot be put back: {error}");
        }
    }
    Err(problem)
}

fn put(parent: &Parent, folder: &Folder) -> io::Result<Step> {
    let there = parent.path.join(&folder.name);
    let prepared = next(parent, &folder.name);
    if folder.files.is_empty() {
        fs::create_dir_all(parent.path.join(STAGING).join(NEXT))?;
        return fs::rename(&there, &prepared).map(|()| Step::Removed);
    }
    if !there.try_exists()? {
        return fs::rename(&prepared, &there).map(|()| Step::Placed);
    }
    match exchange(&prepared, &there) {
        Ok(()) => Ok(Step::Exchanged),
        Err(error) if error.kind() == ErrorKind::Unsupported => {
            fs::create_dir_all(parent.path.join(STAGING).join(ASIDE))?;
            replace(&prepared, &there, &aside(parent, &folder.name))?;
            Ok(Step::Replaced)
        }
        Err(error) => Err(error),
    }
}

/// Undoes a step.
fn back(parent: &Parent, folder: &Folder, step: Step) -> io::Result<()> {
    let there = parent.path.join(&folder.name);
    let prepared = next(parent, &folder.name);
    match step {
        Step::Placed => fs::rename(&there, &prepared),
        Step::Exchanged => exchange(&prepared, &there),
        Step::Replaced => {
            fs::rename(&there, &prepared)?;
            fs::rename(aside(parent, &folder.name), &there)
        }
        Step::Removed => fs::rename(&prepared, &there),
    }
}

/// Takes back what a run left behind that ended between the two steps of [`replace`], hands what
/// is [`KEPT`] on from the folders that were replaced, and removes the staging folder.
pub(super) fn recover(parent: &Parent) -> Result<()> {
    let staging = parent.path.join(STAGING);
    let shown = || format!("cannot clear `{}`", parent.show(STAGING));
    // What a link leads to is not ours to clear.
    if !read::exists(&staging, &parent.show(STAGING)).with_context(shown)? {
        return Ok(());
    }
    for name in names(&staging.join(ASIDE)).with_context(shown)? {
        let aside = staging.join(ASIDE).join(&name);
        let there = parent.path.join(&name);
        if there.try_exists().with_context(shown)? {
            hand_on(&aside, &there).with_context(shown)?;
        } else {
            fs::rename(&aside, &there).with_context(shown)?;
        }
    }
    for name in names(&staging.join(NEXT)).with_context(shown)? {
        let next = staging.join(NEXT).join(&name);
        hand_on(&next, &parent.path.join(&name)).with_context(shown)?;
    }
    fs::remove_dir_all(&staging).with_context(shown)
}

/// The names in a folder; none where there is no such folder.
fn names(folder: &Path) -> io::Result<Vec<std::ffi::OsString>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.file_name())).collect(),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Moves what is kept from a folder to the one in its place, where there is one.
fn hand_on(replaced: &Path, there: &Path) -> io::Result<()> {
    for name in KEPT {
        let kept = replaced.join(name);
        let place = there.join(name);
        if kept.try_exists()? && there.try_exists()? && !place.try_exists()? {
            fs::rename(kept, place)?;
        }
    }
    Ok(())
}

/// Exchanges two names in one step.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        // Older kernels and some file systems know no exchange.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Err(ErrorKind::Unsupported.into()),
        done => Ok(done?),
    }
}

/// Exchanges two names in one step.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Replaces a folder in two steps. A run that is killed between them has moved the folder aside,
/// from where the next run takes it back.
pub(super) fn replace(prepared: &Path, there: &Path, aside: &Path) -> io::Result<()> {
    fs::rename(there, aside)?;
    fs::rename(prepared, there).inspect_err(|_| {
        // The next run would do the same.
        let _ = fs::rename(aside, there);
    })
}
