//! The files below one folder, and none beside it: paths in, bytes out.
//!
//! Documents say which files are read, and documents are not trusted. Nothing outside the folder
//! is opened, whether a path leads there by `..`, from the root of the disk or through a symlink.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use asyncapi_parser::source::Files;

/// A folder that files are read from.
#[derive(Debug)]
pub struct Root {
    /// The folder, without symlinks.
    path: PathBuf,
    /// How people are shown it, e.g. `specs/regal`.
    shown: String,
    /// How much of a file is read at most. A reader with the same limit sees one byte more than it
    /// allows, and says so.
    bytes: u64,
}

impl Root {
    /// Opens a folder for reading.
    ///
    /// # Errors
    /// There is no such folder.
    pub fn new(path: &Path, shown: &str, bytes: usize) -> io::Result<Self> {
        Ok(Self {
            path: path.canonicalize()?,
            shown: shown.to_owned(),
            bytes: u64::try_from(bytes).unwrap_or(u64::MAX),
        })
    }

    /// The folder, without symlinks.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The names in a folder below this one, sorted; none where there is no such folder. Those that
    /// are not UTF-8 cannot be asked for, and are left out.
    ///
    /// # Errors
    /// Says in a few words why they cannot be read.
    pub fn names(&self, folder: &str) -> Result<Vec<String>, String> {
        let real = match self.path.join(below(folder)?).canonicalize() {
            Ok(real) => real,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(reason(&error)),
        };
        if !real.starts_with(&self.path) {
            return Err("a symlink that leads out of the document's folder".to_owned());
        }
        let entries = match fs::read_dir(real) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotADirectory => return Ok(Vec::new()),
            Err(error) => return Err(reason(&error)),
        };
        let names: io::Result<Vec<_>> = entries.map(|entry| Ok(entry?.file_name())).collect();
        let names = names.map_err(|error| reason(&error))?;
        let mut names: Vec<String> = names
            .iter()
            .filter_map(|name| name.to_str().map(str::to_owned))
            .collect();
        names.sort_unstable();
        Ok(names)
    }
}

impl Files for Root {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let real = self
            .path
            .join(below(path)?)
            .canonicalize()
            .map_err(|error| reason(&error))?;
        let Ok(within) = real.strip_prefix(&self.path) else {
            return Err("a symlink that leads out of the document's folder".to_owned());
        };
        let kind = fs::metadata(&real).map_err(|error| reason(&error))?;
        if kind.is_dir() {
            return Err("a folder".to_owned());
        }
        if !kind.is_file() {
            // Opening a pipe or a device could wait for ever.
            return Err("not a regular file".to_owned());
        }
        let most = self.bytes.saturating_add(1);
        // With room for the end, a file is read at once.
        let room = kind.len().saturating_add(1).min(most);
        let mut bytes = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
        open(&self.path, within)
            .and_then(|file| file.take(most).read_to_end(&mut bytes))
            .map_err(|error| reason(&error))?;
        Ok(bytes)
    }

    fn shown(&self, path: &str) -> String {
        if self.shown.is_empty() {
            path.to_owned()
        } else {
            format!("{}/{path}", self.shown)
        }
    }
}

/// Opens what is below a folder. Whoever puts a link into the way after it was looked at makes this
/// fail, but cannot lead it out of the folder.
#[cfg(unix)]
fn open(root: &Path, within: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, open, openat};

    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let mut at = open(root, flags | OFlags::DIRECTORY, Mode::empty())?;
    for part in within {
        at = openat(&at, part, flags | OFlags::NOFOLLOW, Mode::empty())?;
    }
    Ok(File::from(at))
}

/// Opens what is below a folder.
#[cfg(not(unix))]
fn open(root: &Path, within: &Path) -> io::Result<File> {
    File::open(root.join(within))
}

/// Whether there is something under a path. Not knowing is not the same as nothing.
///
/// # Errors
/// It cannot be found out.
pub fn exists(path: &Path) -> io::Result<bool> {
    match path.try_exists() {
        Err(error) if error.kind() == ErrorKind::NotADirectory => Ok(false),
        known => known,
    }
}

/// The path, if it stays below the folder that it is relative to.
///
/// # Errors
/// Says in a few words why it does not.
pub fn below(path: &str) -> Result<&Path, String> {
    let parts = Path::new(path);
    if path.is_empty() {
        return Err("an empty path".to_owned());
    }
    for part in parts.components() {
        match part {
            Component::Normal(_) => {}
            Component::CurDir => return Err("a path with `.` in it".to_owned()),
            Component::ParentDir => return Err("a path with `..` in it".to_owned()),
            Component::RootDir | Component::Prefix(_) => return Err("an absolute path".to_owned()),
        }
    }
    Ok(parts)
}

pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => "no such file".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[cfg(unix)]
    #[test]
    fn reads_what_is_below_the_root_and_nothing_else() {
        use std::os::unix::fs::symlink;

        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("root");
        fs::create_dir_all(root.join("folder")).unwrap();
        fs::create_dir_all(home.path().join("outside")).unwrap();
        fs::write(home.path().join("outside/secret.yaml"), "secret").unwrap();
        fs::write(root.join("folder/a.yaml"), "a").unwrap();
        fs::write(root.join("long.yaml"), "12345678").unwrap();
        symlink("folder/a.yaml", root.join("inner.yaml")).unwrap();
        symlink("../outside/secret.yaml", root.join("outer.yaml")).unwrap();
        symlink("../outside", root.join("away")).unwrap();
        symlink("nowhere", root.join("dangling.yaml")).unwrap();
        symlink("loop.yaml", root.join("loop.yaml")).unwrap();
        rustix::fs::mknodat(
            rustix::fs::CWD,
            root.join("pipe"),
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RWXU,
            0,
        )
        .unwrap();

        let files = Root::new(&root, "specs/acme", 4).unwrap();
        let check = |path: &str, expected: Result<&str, &str>| {
            let found = files
                .read(path)
                .map(|bytes| String::from_utf8(bytes).unwrap());
            let expected = expected.map(str::to_owned).map_err(str::to_owned);
            assert_eq!(found, expected, "{path}");
        };
        let outside = home.path().join("outside/secret.yaml");
        check("folder/a.yaml", Ok("a"));
        check("inner.yaml", Ok("a"));
        check("long.yaml", Ok("12345"));
        check("", Err("an empty path"));
        check("b.yaml", Err("no such file"));
        check("folder", Err("a folder"));
        check("folder/a.yaml/b", Err("no such file"));
        check("../outside/secret.yaml", Err("a path with `..` in it"));
        check("folder/../folder/a.yaml", Err("a path with `..` in it"));
        check("./folder/a.yaml", Err("a path with `.` in it"));
        check(outside.to_str().unwrap(), Err("an absolute path"));
        check(
            "outer.yaml",
            Err("a symlink that leads out of the document's folder"),
        );
        check(
            "away/secret.yaml",
            Err("a symlink that leads out of the document's folder"),
        );
        check("dangling.yaml", Err("no such file"));
        check("pipe", Err("not a regular file"));
        assert!(
            files
                .read("loop.yaml")
                .unwrap_err()
                .contains("symbolic links")
        );
        assert!(files.read("a\0b").is_err());
        assert_eq!(files.names("folder").unwrap(), ["a.yaml"]);
        assert_eq!(files.names("long.yaml").unwrap(), [""; 0]);
        assert_eq!(files.names("none").unwrap(), [""; 0]);
        assert!(files.names("away").unwrap_err().contains("leads out"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_is_put_into_the_way_leads_nowhere() {
        use std::os::unix::fs::symlink;

        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("root");
        fs::create_dir_all(root.join("folder")).unwrap();
        fs::create_dir(home.path().join("outside")).unwrap();
        for file in ["root/folder/a.yaml", "outside/a.yaml"] {
            fs::write(home.path().join(file), "").unwrap();
        }
        let within = Path::new("folder/a.yaml");
        assert!(open(&root, within).is_ok());
        fs::remove_file(root.join(within)).unwrap();
        symlink("../../outside/a.yaml", root.join(within)).unwrap();
        assert!(open(&root, within).is_err());
        fs::remove_dir_all(root.join("folder")).unwrap();
        symlink("../outside", root.join("folder")).unwrap();
        assert!(open(&root, within).is_err());
    }

    #[test]
    fn shows_paths_as_people_know_them() {
        let home = tempfile::tempdir().unwrap();
        let shown = |prefix| {
            Root::new(home.path(), prefix, 1)
                .unwrap()
                .shown("asyncapi.yaml")
        };
        assert_eq!(shown("specs/acme"), "specs/acme/asyncapi.yaml");
        assert_eq!(shown(""), "asyncapi.yaml");
    }
}
