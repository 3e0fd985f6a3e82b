//! What a folder holds, and whether that is one of several states.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Everything below a folder, by path; folders end in `/` and hold nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree(pub BTreeMap<String, Vec<u8>>);

/// What the names of unfinished things contain.
const STAGING: &str = ".codegen-tmp";

impl Tree {
    /// What a folder holds; nothing where there is none.
    pub fn read(root: &Path) -> Self {
        let mut tree = Self::default();
        let mut waiting = vec![String::new()];
        while let Some(below) = waiting.pop() {
            let Ok(entries) = fs::read_dir(root.join(&below)) else {
                assert!(below.is_empty(), "{below} cannot be read");
                return tree;
            };
            for entry in entries {
                let entry = entry.unwrap();
                let path = format!("{below}{}", entry.file_name().to_str().unwrap());
                if entry.file_type().unwrap().is_dir() {
                    tree.0.insert(format!("{path}/"), Vec::new());
                    waiting.push(format!("{path}/"));
                } else {
                    let bytes = fs::read(entry.path()).unwrap();
                    tree.0.insert(path, bytes);
                }
            }
        }
        tree
    }

    /// Makes a folder hold this alone.
    pub fn write(&self, root: &Path) {
        if root.exists() {
            fs::remove_dir_all(root).unwrap();
        }
        fs::create_dir_all(root).unwrap();
        for (path, bytes) in &self.0 {
            if path.ends_with('/') {
                fs::create_dir_all(root.join(path)).unwrap();
            } else {
                fs::write(root.join(path), bytes).unwrap();
            }
        }
    }

    /// Without what a run that did not end has left.
    pub fn settled(&self) -> Self {
        let settled = self.0.iter().filter(|(path, _)| !path.contains(STAGING));
        Self(
            settled
                .map(|(path, bytes)| (path.clone(), bytes.clone()))
                .collect(),
        )
    }

    /// What the folder or file of a name at the top holds.
    fn part(&self, name: &str) -> Vec<(&String, &Vec<u8>)> {
        let within = |path: &str| path.split('/').next() == Some(name);
        self.0.iter().filter(|(path, _)| within(path)).collect()
    }

    /// Whether each folder at the top is as in one of two states.
    pub fn is_made_of(&self, old: &Self, new: &Self) -> bool {
        let paths = [self, old, new].into_iter().flat_map(|tree| tree.0.keys());
        paths.filter_map(|path| path.split('/').next()).all(|name| {
            let part = self.part(name);
            part == old.part(name) || part == new.part(name)
        })
    }

    /// The paths that differ from another state, for messages.
    pub fn against<'a>(&'a self, other: &'a Self) -> Vec<&'a str> {
        let paths = self.0.keys().chain(other.0.keys());
        let mut paths: Vec<&'a str> = paths
            .filter(|path| self.0.get(*path) != other.0.get(*path))
            .map(String::as_str)
            .collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }
}
