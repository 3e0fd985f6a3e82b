//! Waits until a file below a folder is saved.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

/// How often the folder is looked through. It holds few files, and any file system can be asked.
const PERIOD: Duration = Duration::from_millis(300);

/// The files below a folder, and when they were written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Seen(BTreeMap<PathBuf, Option<SystemTime>>);

impl Seen {
    /// Looks through a folder. What cannot be read is as if it were not there.
    pub fn now(folder: &Path) -> Self {
        let mut seen = Self::default();
        let mut waiting = vec![folder.to_path_buf()];
        while let Some(folder) = waiting.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                match entry.metadata() {
                    Ok(metadata) if metadata.is_dir() => waiting.push(entry.path()),
                    Ok(metadata) => {
                        seen.0.insert(entry.path(), metadata.modified().ok());
                    }
                    Err(_) => {}
                }
            }
        }
        seen
    }

    /// Waits until something is different, and quiet again: editors write in several steps.
    pub fn wait(self, folder: &Path) -> Self {
        let mut before = self;
        let mut changed = false;
        loop {
            sleep(PERIOD);
            let now = Self::now(folder);
            if changed && now == before {
                return now;
            }
            changed = changed || now != before;
            before = now;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_file_is_noticed() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("acme")).unwrap();
        let file = home.path().join("acme/asyncapi.yaml");
        fs::write(&file, "1").unwrap();
        let before = Seen::now(home.path());
        assert_eq!(before, Seen::now(home.path()));
        fs::write(home.path().join("acme/more.yaml"), "2").unwrap();
        assert_ne!(before, Seen::now(home.path()));
        fs::remove_file(&file).unwrap();
        let now = before.wait(home.path());
        assert_eq!(now, Seen::now(home.path()));
    }
}
