//! A document on disk with its configuration in, what `asyncapi-codegen` asks for out.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use asyncapi_codegen::generate::Input;
use asyncapi_codegen::ir::Manifest;
use asyncapi_parser::load::Limits;
use asyncapi_parser::source::Files;

use crate::disk::{self, Root};

/// The name of a configuration that stands beside its document.
pub const CONFIG: &str = "codegen.yaml";

/// The name of a folder beside a document: bodies as its sender sends them.
pub const SAMPLES: &str = "samples";

/// The path of a configuration that stands elsewhere. No reference of a document can lead there,
/// because no reference leads out of the document's folder.
const ELSEWHERE: &str = "../codegen.yaml";

/// A document, its configuration, and the folder that it may refer to.
#[derive(Debug)]
pub struct Project {
    root: Root,
    document: String,
    config: Option<&'static str>,
    samples: Vec<String>,
    elsewhere: Option<PathBuf>,
    limits: Limits,
}

impl Project {
    /// Opens the folder of a document. Unless another configuration is named, a file
    /// [`CONFIG`] beside the document is its configuration.
    ///
    /// # Errors
    /// There is no such folder, the samples below it cannot be listed, or the document's name is
    /// not UTF-8. Whether the files can be
    /// read shows when they are.
    pub fn open(document: &Path, config: Option<&Path>) -> Result<Self> {
        let name = document.file_name().and_then(|name| name.to_str());
        let name = name.context("the path of the document names no file, or not in UTF-8")?;
        let shown = document.parent().unwrap_or(Path::new(""));
        let shown = shown.to_string_lossy();
        let mut project = Self::below(folder_of(document), &shown, name)?;
        if let Some(config) = config {
            project.config = Some(ELSEWHERE);
            project.elsewhere = Some(config.to_path_buf());
        }
        Ok(project)
    }

    /// Opens a folder for a document in it that is shown to people under another path.
    ///
    /// # Errors
    /// There is no such folder, or the samples below it cannot be listed.
    pub fn below(folder: &Path, shown: &str, document: &str) -> Result<Self> {
        let limits = Limits::default();
        let root = Root::new(folder, shown, limits.file_bytes)
            .with_context(|| format!("cannot read the folder `{}`", folder.display()))?;
        let config = disk::exists(&folder.join(CONFIG))
            .with_context(|| format!("cannot read `{}`", root.shown(CONFIG)))?;
        Ok(Self {
            config: config.then_some(CONFIG),
            samples: samples(&root)?,
            root,
            document: document.to_owned(),
            elsewhere: None,
            limits,
        })
    }

    /// What to generate from. `package` is its name where the configuration gives none, `command`
    /// the one that generated files name.
    pub fn input<'a>(
        &'a self,
        package: &'a str,
        command: &'a str,
        manifest: &'a Manifest,
    ) -> Input<'a> {
        Input {
            document: &self.document,
            config: self.config,
            samples: &self.samples,
            package,
            command,
            manifest,
            files: self,
            limits: &self.limits,
        }
    }

    /// The document's name, e.g. `asyncapi.yaml`.
    pub fn document(&self) -> &str {
        &self.document
    }

    /// Where a file really is, for those who watch it.
    pub fn path(&self, path: &str) -> PathBuf {
        match &self.elsewhere {
            Some(config) if path == ELSEWHERE => config.clone(),
            _ => self.root.path().join(path),
        }
    }
}

impl Files for Project {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let Some(config) = self.elsewhere.as_ref().filter(|_| path == ELSEWHERE) else {
            return self.root.read(path);
        };
        // Whoever runs the program names this file, so that it may be anywhere, and a pipe.
        let limit = self.limits.file_bytes as u64;
        let mut bytes = Vec::new();
        File::open(config)
            .and_then(|file| file.take(limit.saturating_add(1)).read_to_end(&mut bytes))
            .map_err(|error| disk::reason(&error))?;
        Ok(bytes)
    }

    fn shown(&self, path: &str) -> String {
        match &self.elsewhere {
            Some(config) if path == ELSEWHERE => config.to_string_lossy().into_owned(),
            _ => self.root.shown(path),
        }
    }
}

/// The paths of the bodies that stand in the folder [`SAMPLES`] below a document's, sorted.
fn samples(root: &Root) -> Result<Vec<String>> {
    let names = root
        .names(SAMPLES)
        .map_err(|why| anyhow!("cannot list `{}`: {why}", root.shown(SAMPLES)))?;
    let mut names: Vec<&str> = names
        .iter()
        .filter_map(|name| name.strip_suffix(".json"))
        .collect();
    names.sort_unstable();
    let paths = names.iter().map(|name| format!("{SAMPLES}/{name}.json"));
    Ok(paths.collect())
}

/// The folder that a path is in; the current one for a mere name.
pub fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_configuration_elsewhere_is_another_file_than_the_document() {
        let home = tempfile::tempdir().unwrap();
        let document = home.path().join("events/asyncapi.yaml");
        let config = home.path().join("settings/acme.yaml");
        for (path, text) in [(&document, "document"), (&config, "settings")] {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let project = Project::open(&document, Some(&config)).unwrap();
        let input = project.input("acme", "generate", &Manifest::Workspace);
        let check = |path: &str, at: &Path, text: &str| {
            assert_eq!(input.files.shown(path), at.to_string_lossy(), "{path}");
            assert_eq!(project.path(path), at, "{path}");
            assert_eq!(input.files.read(path), Ok(text.into()), "{path}");
        };
        check(input.document, &document, "document");
        check(input.config.unwrap(), &config, "settings");
        assert!(input.files.read("../settings/acme.yaml").is_err());
    }
}
