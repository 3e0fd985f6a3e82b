//! Where things are in this workspace: its root, its vendors, and what they are called.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use asyncapi_build::disk::exists;
use asyncapi_codegen::names::check_package;

/// This workspace on disk.
#[derive(Debug)]
pub struct Workspace {
    /// The folder of the workspace's manifest.
    pub root: PathBuf,
}

/// A service whose events we generate: a folder in `specs/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Vendor(String);

/// The file that makes a folder in `specs/` a vendor.
pub const CONFIG: &str = "codegen.yaml";

/// The document that a vendor's events are generated from.
pub const DOCUMENT: &str = "asyncapi.yaml";

impl Workspace {
    /// Finds the workspace that this program was built for, from whatever folder it is run: Cargo
    /// says where the package is; without Cargo, the folder is searched upwards from here.
    pub fn find() -> Result<Self> {
        let root = match env::var_os("CARGO_MANIFEST_DIR") {
            Some(package) => Path::new(&package).parent().map(Path::to_path_buf),
            None => env::current_dir()?
                .ancestors()
                .find(|folder| folder.join("specs").is_dir() && folder.join("Cargo.toml").is_file())
                .map(Path::to_path_buf),
        };
        let root = root.context("no workspace here: run this below the folder with `specs/`")?;
        Ok(Self { root })
    }

    /// All vendors, sorted by name.
    pub fn vendors(&self) -> Result<Vec<Vendor>> {
        let specs = self.root.join("specs");
        let mut vendors = Vec::new();
        for entry in fs::read_dir(specs).context("cannot read `specs`")? {
            let path = entry.context("cannot read `specs`")?.path();
            // A vendor that is there but cannot be read is none that is gone: its crate stays.
            let config = path.join(CONFIG);
            if exists(&config).with_context(|| format!("cannot read `{}`", config.display()))? {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                vendors.push(Vendor::new(&name).context("in `specs`")?);
            }
        }
        vendors.sort();
        Ok(vendors)
    }
}

impl Vendor {
    /// Takes a name that a package can have: it becomes part of one, and of paths.
    ///
    /// # Errors
    /// Says what is wrong with the name.
    pub fn new(name: &str) -> Result<Self> {
        check_package(name).map_err(|why| anyhow!("no vendor can have this name: {why}"))?;
        Ok(Self(name.to_owned()))
    }

    /// The name, e.g. `aircall`.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Name of the vendor's package, e.g. `aircall-events`.
    pub fn package(&self) -> String {
        format!("{}-events", self.0)
    }
}

/// The vendors that were asked for: all where none was. Says for each unknown name which there
/// are.
pub fn select(all: &[Vendor], asked: &[String]) -> (Vec<Vendor>, Vec<anyhow::Error>) {
    if asked.is_empty() {
        return (all.to_vec(), Vec::new());
    }
    let problems = asked
        .iter()
        .filter(|name| all.iter().all(|vendor| vendor.name() != *name))
        .map(|name| unknown(all, name))
        .collect();
    let selected = all.iter().filter(|vendor| asked.contains(&vendor.0));
    (selected.cloned().collect(), problems)
}

fn unknown(all: &[Vendor], name: &str) -> anyhow::Error {
    let names: Vec<String> = all.iter().map(|vendor| format!("`{}`", vendor.0)).collect();
    let close = all
        .iter()
        .map(|vendor| (strsim::damerau_levenshtein(&vendor.0, name), vendor))
        .filter(|(distance, _)| *distance <= (name.len() / 3).max(1))
        .min();
    let help = match close {
        Some((_, vendor)) => format!("did you mean `{}`?", vendor.0),
        None => format!("a vendor is a folder in `specs/` with a `{CONFIG}`"),
    };
    anyhow!(
        "unknown vendor `{name}`: there are {}\n  = help: {help}",
        names.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vendor_is_named_as_a_package_can_be() {
        for name in ["regal", "curious-thing", "a1", "box-api"] {
            assert_eq!(Vendor::new(name).unwrap().name(), name);
        }
        for name in ["", "../../x", "a/b", "Regal", "1a", "core", "type", "con"] {
            let message = Vendor::new(name).unwrap_err().to_string();
            assert!(
                message.starts_with("no vendor can have this name: "),
                "{message}"
            );
            assert!(message.contains(&format!("`{name}`")), "{message}");
        }
    }

    #[test]
    fn an_unknown_vendor_is_told_which_there_are() {
        let all: Vec<Vendor> = ["aircall", "dialpad", "regal"]
            .map(|name| Vendor::new(name).unwrap())
            .into();
        let check = |asked: &[&str], selected: &[&str], problems: &[&str]| {
            let asked: Vec<String> = asked.iter().map(|name| (*name).to_owned()).collect();
            let found = select(&all, &asked);
            assert_eq!(
                found.0.iter().map(Vendor::name).collect::<Vec<_>>(),
                selected
            );
            assert_eq!(
                found.1.iter().map(ToString::to_string).collect::<Vec<_>>(),
                problems
            );
        };
        check(&[], &["aircall", "dialpad", "regal"], &[]);
        check(&["regal", "aircall", "regal"], &["aircall", "regal"], &[]);
        check(
            &["regla", "dialpad", "unlike-any"],
            &["dialpad"],
            &[
                "unknown vendor `regla`: there are `aircall`, `dialpad`, `regal`\n  \
                 = help: did you mean `regal`?",
                "unknown vendor `unlike-any`: there are `aircall`, `dialpad`, `regal`\n  \
                 = help: a vendor is a folder in `specs/` with a `codegen.yaml`",
            ],
        );
    }
}
