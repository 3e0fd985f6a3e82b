//! What a folder holds, to see whether a run changed it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

/// Everything in a folder but for some of its entries. Symlinks are not followed.
#[derive(Debug, PartialEq, Eq)]
pub struct Snapshot(BTreeMap<PathBuf, Entry>);

#[derive(Debug, PartialEq, Eq)]
enum Entry {
    Folder,
    File(Vec<u8>),
    Link(PathBuf),
    Other,
}

impl Snapshot {
    /// Looks at a folder; there is nothing in one that does not exist.
    pub fn take(folder: &Path, except: &[&Path]) -> Result<Self> {
        let mut entries = BTreeMap::new();
        let mut waiting = vec![folder.to_path_buf()];
        while let Some(folder) = waiting.pop() {
            if !folder.exists() {
                continue;
            }
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                let path = entry.path();
                if except.contains(&path.as_path()) {
                    continue;
                }
                let kind = entry.file_type()?;
                let found = if kind.is_dir() {
                    waiting.push(path.clone());
                    Entry::Folder
                } else if kind.is_file() {
                    Entry::File(fs::read(&path)?)
                } else if kind.is_symlink() {
                    Entry::Link(fs::read_link(&path)?)
                } else {
                    Entry::Other
                };
                entries.insert(path, found);
            }
        }
        Ok(Self(entries))
    }

    /// The paths that are not the same in two snapshots.
    pub fn differences<'a>(&'a self, other: &'a Self) -> Vec<&'a Path> {
        let changed = self
            .0
            .iter()
            .filter(|(path, entry)| other.0.get(*path) != Some(entry));
        let added = other.0.keys().filter(|path| !self.0.contains_key(*path));
        changed
            .map(|(path, _)| path)
            .chain(added)
            .map(PathBuf::as_path)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_changed() {
        let home = tempfile::tempdir().unwrap();
        let [kept, changed, removed, added, ignored] =
            ["kept", "changed", "removed", "added", "ignored"].map(|name| home.path().join(name));
        for path in [&kept, &changed, &removed] {
            fs::write(path, "1").unwrap();
        }
        let before = Snapshot::take(home.path(), &[&ignored]).unwrap();
        assert_eq!(before.differences(&before), Vec::<&Path>::new());
        fs::write(&changed, "2").unwrap();
        fs::remove_file(&removed).unwrap();
        fs::create_dir(&added).unwrap();
        fs::create_dir(&ignored).unwrap();
        let after = Snapshot::take(home.path(), &[&ignored]).unwrap();
        assert_eq!(before.differences(&after), [&changed, &removed, &added]);
        assert_eq!(
            Snapshot::take(&home.path().join("nowhere"), &[])
                .unwrap()
                .0
                .len(),
            0
        );
    }
}
