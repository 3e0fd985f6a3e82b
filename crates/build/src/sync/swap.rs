//! A prepared folder takes the place of the one that is there. Where the system can exchange two
//! names in one step, there is no moment without the folder.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::{Context, Result};

use super::{Folder, KEPT, Parent, STAGING};

/// Ends the name of a folder that was moved aside for want of an exchange.
const ASIDE: &str = ".replaced";

/// Puts the prepared folder in place, or takes the folder away if it should not be. What was there
/// is in the staging folder afterwards.
pub(super) fn swap(parent: &Parent, folder: &Folder) -> io::Result<()> {
    let staging = parent.path.join(STAGING);
    let there = parent.path.join(&folder.name);
    let prepared = staging.join(&folder.name);
    if folder.files.is_empty() {
        return fs::rename(&there, &prepared);
    }
    if !there.try_exists()? {
        return fs::rename(&prepared, &there);
    }
    match exchange(&prepared, &there) {
        Err(error) if error.kind() == ErrorKind::Unsupported => {
            let aside = staging.join(folder.name.clone() + ASIDE);
            replace(&prepared, &there, &aside)
        }
        done => done,
    }
}

/// Takes back what a run left behind that ended between the two steps of [`replace`], hands what
/// is [`KEPT`] on from the folders that were replaced, and removes the staging folder.
pub(super) fn recover(parent: &Parent) -> Result<()> {
    let staging = parent.path.join(STAGING);
    let shown = || format!("cannot clear `{}/{STAGING}`", parent.shown);
    let entries = match fs::read_dir(&staging) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(shown),
    };
    for entry in entries {
        let entry = entry.with_context(shown)?;
        if let Some(name) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.strip_suffix(ASIDE))
        {
            let there = parent.path.join(name);
            if !there.try_exists().with_context(shown)? {
                fs::rename(entry.path(), there).with_context(shown)?;
                continue;
            }
            hand_on(&entry.path(), &there).with_context(shown)?;
        } else {
            hand_on(&entry.path(), &parent.path.join(entry.file_name())).with_context(shown)?;
        }
    }
    fs::remove_dir_all(&staging).with_context(shown)
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
