//! One file as it should be in, the same on disk out, whole or not at all.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::{STAGING, lock};
use crate::project::folder_of;

/// Makes a file hold what it should. It is prepared beside its place, made durable, and takes the
/// place in one step; one run at a time does so in a folder. A file that is as it should be is not
/// touched.
///
/// # Errors
/// The folder is not there or cannot be written to, or there is a symlink: what it leads to is not
/// ours, and neither is the link. The file is then as it was, or as it should be.
pub fn write_file(path: &Path, contents: &str) -> Result<()> {
    replace(path, contents).with_context(|| format!("cannot write `{}`", path.display()))
}

fn replace(path: &Path, contents: &str) -> Result<()> {
    let name = path.file_name().context("the path names no file")?;
    let mut staged = name.to_owned();
    staged.push(STAGING);
    let staged = path.with_file_name(staged);
    let folder = lock::exclusive(folder_of(path))?;
    // A run that was killed has left it.
    if is_there(&staged)?.is_some() {
        fs::remove_file(&staged)?;
    }
    if plain(path)?.is_some_and(|there| there == contents.as_bytes()) {
        return Ok(());
    }
    let written = fs::File::create_new(&staged).and_then(|mut file| {
        file.write_all(contents.as_bytes())?;
        file.sync_all()?;
        fs::rename(&staged, path)?;
        folder.sync_all()
    });
    written.inspect_err(|_| {
        // What it was made for has failed, and says more.
        let _ = fs::remove_file(&staged);
    })?;
    Ok(())
}

/// Reads a file that may have been generated; `None` where there is none.
///
/// # Errors
/// It cannot be read, or it is no plain file: what a symlink leads to is not ours, and to open a
/// pipe could take for ever.
pub fn read_file(path: &Path) -> Result<Option<Vec<u8>>> {
    plain(path).with_context(|| format!("cannot read `{}`", path.display()))
}

fn plain(path: &Path) -> Result<Option<Vec<u8>>> {
    match is_there(path)? {
        Some(kind) if kind.is_symlink() => bail!("it is a symlink: move it away"),
        Some(kind) if !kind.is_file() => bail!("it is no file: move it away"),
        Some(_) => Ok(Some(fs::read(path)?)),
        None => Ok(None),
    }
}

/// What stands under a name, if anything does.
fn is_there(path: &Path) -> io::Result<Option<fs::FileType>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names in a folder, sorted.
    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn what_a_dead_run_left_is_cleared_and_an_unchanged_file_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("events.rs");
        let staged = home.path().join("events.rs.codegen-tmp");
        write_file(&path, "1").unwrap();
        let made = fs::metadata(&path).unwrap().modified().unwrap();
        for contents in ["1", "2"] {
            fs::write(&staged, "half").unwrap();
            write_file(&path, contents).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), contents);
            assert_eq!(names(home.path()), ["events.rs"]);
            let now = fs::metadata(&path).unwrap().modified().unwrap();
            assert_eq!(now == made, contents == "1");
        }
        fs::create_dir(&staged).unwrap();
        let problem = format!("{:#}", write_file(&path, "3").unwrap_err());
        assert!(problem.starts_with("cannot write `"), "{problem}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "2");
    }

    #[cfg(unix)]
    #[test]
    fn a_symlink_is_neither_followed_nor_replaced() {
        use std::os::unix::fs::symlink;

        let home = tempfile::tempdir().unwrap();
        let kept = home.path().join("kept");
        fs::write(&kept, "kept").unwrap();
        let link = home.path().join("events.rs");
        symlink(&kept, &link).unwrap();
        let problem = format!("{:#}", write_file(&link, "1").unwrap_err());
        assert!(
            problem.ends_with("it is a symlink: move it away"),
            "{problem}"
        );
        assert_eq!(names(home.path()), ["events.rs", "kept"]);

        // Where the file is prepared, there may be one as well.
        fs::remove_file(&link).unwrap();
        symlink(&kept, home.path().join("events.rs.codegen-tmp")).unwrap();
        write_file(&link, "1").unwrap();
        assert_eq!(fs::read_to_string(&link).unwrap(), "1");
        assert_eq!(fs::read_to_string(&kept).unwrap(), "kept");
        assert_eq!(names(home.path()), ["events.rs", "kept"]);
    }
}
