//! Many generated crates compiled by one Cargo run: crates in, what the compiler says about each
//! out. They get a workspace of their own, outside ours, with our lock file and our dependencies.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use toml_edit::{DocumentMut, Item, TableLike, value};

/// A Cargo workspace made of generated crates.
#[derive(Debug)]
pub struct Batch {
    /// Its folder.
    root: PathBuf,
    /// Where Cargo builds; shared by all batches, so that dependencies are built once.
    target: PathBuf,
}

/// The files of a crate: path below its folder, and text.
pub type Sources = BTreeMap<String, String>;

/// What the compiler says about one crate: its errors in order, warnings that are denied included.
pub type Errors = Vec<Message>;

/// One error.
#[derive(Clone, Debug)]
pub struct Message {
    /// What is wrong, in one line.
    pub text: String,
    /// The file at fault, where there is one.
    pub file: Option<String>,
}

impl Batch {
    /// Makes an empty workspace at `root`, in place of any that is there.
    pub fn create(ours: &Path, root: &Path) -> Result<Self> {
        if root.exists() {
            fs::remove_dir_all(root)?;
        }
        fs::create_dir_all(root.join("crates"))?;
        let mut manifest = read_manifest(&ours.join("Cargo.toml"))?;
        let workspace = manifest
            .get_mut("workspace")
            .and_then(Item::as_table_like_mut)
            .context("our manifest has a `workspace`")?;
        workspace.remove("exclude");
        workspace.insert("members", value(toml_edit::Array::from_iter(["crates/*"])));
        if let Some(dependencies) = workspace
            .get_mut("dependencies")
            .and_then(Item::as_table_like_mut)
        {
            make_absolute(dependencies, ours);
        }
        fs::write(root.join("Cargo.toml"), manifest.to_string())?;
        fs::copy(ours.join("Cargo.lock"), root.join("Cargo.lock"))?;
        Ok(Self {
            root: root.to_path_buf(),
            target: target(ours).join("batch"),
        })
    }

    /// Takes a generated crate in under another name. `home` is the folder that the paths of its
    /// manifest are relative to.
    pub fn add<'a>(
        &self,
        name: &str,
        home: &Path,
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<()> {
        let folder = self.folder(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        for (path, contents) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().context("a file has a folder")?)?;
            fs::write(path, contents)?;
        }
        let path = folder.join("Cargo.toml");
        let mut manifest = read_manifest(&path)?;
        let package = manifest
            .get_mut("package")
            .and_then(Item::as_table_like_mut);
        package
            .with_context(|| format!("`{}` is no package", path.display()))?
            .insert("name", value(name));
        if let Some(dependencies) = manifest
            .get_mut("dependencies")
            .and_then(Item::as_table_like_mut)
        {
            make_absolute(dependencies, home);
        }
        Ok(fs::write(path, manifest.to_string())?)
    }

    /// Clippy's errors and warnings for all crates, as [`Batch::compile`] gives them.
    ///
    /// # Errors
    /// Cargo itself failed, not a crate.
    pub fn lint(&self) -> Result<BTreeMap<String, Errors>> {
        let lints = [
            "clippy",
            "--workspace",
            "--keep-going",
            "--message-format=json",
            "--",
            "-D",
            "warnings",
        ];
        self.compile(&lints, &[])
    }

    /// Runs Cargo here and sorts what the compiler says by crate, as Cargo names its library or
    /// program: hyphens are underscores. A crate without errors is not in there.
    ///
    /// # Errors
    /// Cargo itself failed, not a crate.
    pub fn compile(
        &self,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Result<BTreeMap<String, Errors>> {
        let output = self.cargo(arguments, environment)?;
        let mut errors = BTreeMap::<String, Errors>::new();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let Ok(Line {
                message: Some(message),
                target: Some(target),
            }) = serde_json::from_str(line)
            else {
                continue;
            };
            if message.level.starts_with("error") {
                errors
                    .entry(target.name.replace('-', "_"))
                    .or_default()
                    .push(Message {
                        file: message
                            .spans
                            .into_iter()
                            .find(|span| span.is_primary)
                            .map(|span| span.file_name),
                        text: message.message,
                    });
            }
        }
        if !output.status.success() && errors.is_empty() {
            bail!(
                "`cargo {}` failed: {}",
                arguments.join(" "),
                String::from_utf8_lossy(&output.stderr)
            );
        }
        Ok(errors)
    }

    /// Runs Cargo here.
    pub fn cargo(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Result<Output> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Command::new(cargo)
            .args(arguments)
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS")
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .output()
            .context("cannot start Cargo")
    }

    /// The folder of a crate.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.root.join("crates").join(name)
    }

    /// The folder that documentation is built in.
    pub fn docs(&self) -> PathBuf {
        self.target.join("doc")
    }
}

/// Where Cargo builds our own workspace.
pub fn target(ours: &Path) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| ours.join("target"), |target| ours.join(target))
}

/// Reads all files below a folder.
pub fn files_below(folder: &Path) -> Result<Sources> {
    let mut files = Sources::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(inner) = waiting.pop() {
        for entry in fs::read_dir(inner)? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let text = fs::read_to_string(&path)
                    .with_context(|| format!("cannot read `{}`", path.display()))?;
                files.insert(
                    path.strip_prefix(folder)?.to_string_lossy().into_owned(),
                    text,
                );
            }
        }
    }
    Ok(files)
}

/// Makes the paths of dependencies independent of where the manifest stands.
fn make_absolute(dependencies: &mut dyn TableLike, home: &Path) {
    for (_, dependency) in dependencies.iter_mut() {
        if let Some(path) = dependency.get_mut("path")
            && let Some(relative) = path.as_str()
        {
            *path = value(home.join(relative).to_string_lossy().as_ref());
        }
    }
}

fn read_manifest(path: &Path) -> Result<DocumentMut> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    text.parse()
        .with_context(|| format!("`{}` is no TOML", path.display()))
}

/// A line of Cargo's `--message-format=json`; other lines have neither member.
#[derive(Deserialize)]
struct Line {
    message: Option<Compiler>,
    target: Option<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

#[derive(Deserialize)]
struct Compiler {
    level: String,
    message: String,
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    is_primary: bool,
}
