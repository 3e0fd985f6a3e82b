//! A folder in, the right to write into it, or to find it whole, out. The folder itself is the lock:
//! nothing is left behind, and a run that was killed keeps nobody waiting.

use std::fs::File;
use std::io;
use std::path::Path;

/// Waits until no other run writes into a folder or reads it, and keeps others waiting until it is
/// dropped.
pub(super) fn exclusive(folder: &Path) -> io::Result<File> {
    let folder = File::open(folder)?;
    folder.lock()?;
    Ok(folder)
}

/// Waits until no other run writes into a folder, and keeps writers waiting until it is dropped.
/// `None` where there is no folder, or the system does not lock folders: reading needs no right,
/// it only has to be repeated if a writer was there.
pub(super) fn shared(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    folder.lock_shared().ok()?;
    Some(folder)
}
