//! A case on disk: a folder of its own with the document in it, prepared as the case asks.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::manifest::{Case, cook};

/// Where a case is run. Everything it may read or write is below `home`.
#[derive(Debug)]
pub struct Scene {
    /// The folder of the case.
    pub home: PathBuf,
    /// The document.
    pub document: PathBuf,
    /// The root of the document's files.
    pub root: PathBuf,
    /// The folder that the crate is written to.
    pub out: PathBuf,
}

impl Scene {
    /// Sets the scene for a case of a kit, in place of any that is there.
    pub fn set(kit: &Path, case: &Case, home: PathBuf) -> Result<Self> {
        if home.exists() {
            fs::remove_dir_all(&home)?;
        }
        let root = home.join("in");
        let out = home.join("out");
        fs::create_dir_all(&root)?;
        let document = match (&case.entry, &case.recipe) {
            (Some(entry), _) => {
                let source = kit.join(entry);
                let folder = source.parent().context("an entry has a folder")?;
                copy(folder, &root)
                    .with_context(|| format!("cannot copy `{}`", folder.display()))?;
                root.join(source.file_name().context("an entry is a file")?)
            }
            (None, Some(recipe)) => {
                let named = case.error.as_ref().and_then(|error| error.file.as_deref());
                let document = root.join(named.unwrap_or("spec.yaml"));
                fs::write(&document, cook(recipe))?;
                document
            }
            (None, None) => bail!("the case has neither `entry` nor `recipe`"),
        };
        let scene = Self {
            home,
            document,
            root,
            out,
        };
        for action in &case.setup {
            scene
                .act(action)
                .with_context(|| format!("setup {action:?}"))?;
        }
        Ok(scene)
    }

    fn act(&self, action: &[String]) -> Result<()> {
        let parts: Vec<&str> = action.iter().map(String::as_str).collect();
        match parts[..] {
            ["symlink", link, target] => symlink(
                &self.place(target, Path::new("")),
                &self.place(link, &self.root),
            ),
            ["symlink-out", link, target] => {
                let target = self.place(target, &self.home);
                fs::create_dir_all(&target)?;
                symlink(&target, &self.place(link, &self.out))
            }
            ["write-out", path, text] => write(&self.place(path, &self.out), text),
            ["write-out", path] => write(&self.place(path, &self.out), "written before the run\n"),
            _ => bail!("there is no such action"),
        }
    }

    /// A path of the manifest: with its placeholders filled in, relative to `base`.
    fn place(&self, path: &str, base: &Path) -> PathBuf {
        let path = path
            .replace("{OUT}", &self.out.to_string_lossy())
            .replace("{TMP}", &self.home.to_string_lossy());
        base.join(path)
    }
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::create_dir_all(path.parent().context("a file has a folder")?)?;
    Ok(fs::write(path, text)?)
}

fn symlink(target: &Path, link: &Path) -> Result<()> {
    fs::create_dir_all(link.parent().context("a link has a folder")?)?;
    #[cfg(unix)]
    std::os::unix::fs::symlink(target, link)?;
    #[cfg(not(unix))]
    bail!(
        "this system has no symlinks to `{}` at `{}`",
        target.display(),
        link.display()
    );
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
