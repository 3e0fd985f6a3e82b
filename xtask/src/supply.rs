//! `cargo xtask supply`: the packages that each crate we ship pulls in, as `cargo tree` tells them;
//! a table and whatever is too many, denied or there twice.
//!
//! What is denied stands in `.cargo/deny.toml`, of which `cargo deny` asks who in this workspace may
//! have it all the same: the receiver and tests. Of what is shipped nobody may.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use toml_edit::{DocumentMut, Item};

use crate::workspace::{Vendor, Workspace};

/// How many packages a generated crate may pull in where an app asks for none of its features.
const GENERATED_LIMIT: usize = 12;

/// What reads documents and writes Rust consists of these alone. None of them opens a socket or a
/// file; what is added here is read first.
const FUNCTIONS: &[&str] = &[
    "annotate-snippets",
    "anstyle",
    "arraydeque",
    "asyncapi-parser",
    "foldhash",
    "granit-parser",
    "heck",
    "itoa",
    "memchr",
    "prettyplease",
    "proc-macro2",
    "quote",
    "rustc-hash",
    "serde",
    "serde_core",
    "serde_derive",
    "serde_json",
    "smallvec",
    "strsim",
    "syn",
    "unicode-ident",
    "unicode-width",
    "zmij",
];

/// What is there in two versions all the same.
const TWICE: &[(&str, &str)] = &[
    // Derives of the tables that `url` looks letters up in. They run when it is compiled.
    ("asyncapi-runtime", "syn"),
];

/// A crate that is shipped, with some of its features.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shipped {
    package: String,
    features: Features,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Features {
    Default,
    One(String),
    All,
}

/// What a crate is for, and therefore may pull in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A function of its arguments: parser and generator.
    Function,
    /// Whatever touches the disk, and the runtime.
    Other,
    /// Generated from a vendor's document.
    Generated,
}

/// Names and the versions of each, the crate itself not among them.
type Packages = BTreeMap<String, BTreeSet<String>>;

pub fn run() -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let trees = trees(&workspace)?;
    for (shipped, packages) in &trees {
        let features = match &shipped.features {
            Features::Default => "",
            Features::One(feature) => feature,
            Features::All => "all features",
        };
        println!("{:20} {features:14} {:3}", shipped.package, packages.len());
    }
    let problems = problems(&trees, &denied(&workspace.root)?);
    for problem in &problems {
        eprintln!("error: {problem}");
    }
    Ok(if problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What each crate that is shipped pulls in, on whatever platform.
fn trees(workspace: &Workspace) -> Result<Vec<(Shipped, Packages)>> {
    let mut shipped = vec![
        Shipped::new("asyncapi-parser", Features::All, Kind::Function),
        Shipped::new("asyncapi-codegen", Features::All, Kind::Function),
        Shipped::new("asyncapi-build", Features::All, Kind::Other),
        Shipped::new("cargo-asyncapi", Features::All, Kind::Other),
        Shipped::new("asyncapi-runtime", Features::Default, Kind::Other),
        Shipped::new("asyncapi-runtime", Features::All, Kind::Other),
    ];
    for vendor in workspace.vendors()? {
        shipped.extend(generated(&workspace.root, &vendor)?);
    }
    shipped
        .into_par_iter()
        .map(|shipped| {
            let packages = shipped.packages(&workspace.root)?;
            Ok((shipped, packages))
        })
        .collect()
}

/// A vendor's crate, by default, with each of its features, and with all.
fn generated(root: &Path, vendor: &Vendor) -> Result<Vec<Shipped>> {
    let package = vendor.package();
    let manifest = read(&root.join("generated").join(&package).join("Cargo.toml"))?;
    let named = manifest.get("features").and_then(Item::as_table_like);
    let named = named.into_iter().flat_map(|table| table.iter());
    let features = named.map(|(name, _)| Features::One(name.to_owned()));
    Ok([Features::Default]
        .into_iter()
        .chain(features)
        .chain([Features::All])
        .map(|features| Shipped::new(&package, features, Kind::Generated))
        .collect())
}

/// The packages that nothing may have that is shipped.
fn denied(root: &Path) -> Result<BTreeSet<String>> {
    let config = read(&root.join(".cargo/deny.toml"))?;
    let denied = config.get("bans").and_then(|bans| bans.get("deny"));
    let denied = denied.and_then(Item::as_array);
    let denied: BTreeSet<String> = denied
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.as_inline_table()?.get("crate")?.as_str())
        .map(str::to_owned)
        .collect();
    ensure!(
        !denied.is_empty(),
        "`.cargo/deny.toml` denies no package under `bans.deny`"
    );
    Ok(denied)
}

fn read(path: &Path) -> Result<DocumentMut> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.parse()
        .with_context(|| format!("cannot read {}", path.display()))
}

impl Shipped {
    fn new(package: &str, features: Features, kind: Kind) -> Self {
        Self {
            package: package.to_owned(),
            features,
            kind,
        }
    }

    /// Asks Cargo. What only tests need is left out; what only other platforms need is not, nor what
    /// Cargo fetches and never compiles, such as a derive that is named for its version.
    fn packages(&self, root: &Path) -> Result<Packages> {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        cargo.current_dir(root);
        cargo.args(["tree", "--quiet", "--locked", "--package", &self.package]);
        cargo.args(["--edges", "normal,build", "--target", "all"]);
        cargo.args(["--prefix", "none", "--format", "{p}"]);
        match &self.features {
            Features::Default => {}
            Features::One(feature) => {
                cargo.args(["--features", feature]);
            }
            Features::All => {
                cargo.arg("--all-features");
            }
        }
        let output = cargo.output().context("cannot run `cargo tree`")?;
        ensure!(
            output.status.success(),
            "`cargo tree` of `{}`: {}",
            self.package,
            String::from_utf8_lossy(&output.stderr)
        );
        let mut packages = packages(&String::from_utf8_lossy(&output.stdout));
        ensure!(
            packages.remove(&self.package).is_some(),
            "`cargo tree` of `{}` does not name it",
            self.package
        );
        Ok(packages)
    }
}

/// Reads lines as `serde_json v1.0.154 (*)`.
fn packages(tree: &str) -> Packages {
    let mut packages = Packages::new();
    for line in tree.lines() {
        let mut words = line.split(' ');
        if let (Some(name), Some(version)) = (words.next(), words.next()) {
            let versions = packages.entry(name.to_owned()).or_default();
            versions.insert(version.to_owned());
        }
    }
    packages
}

/// Everything that a crate pulls in and may not.
fn problems(trees: &[(Shipped, Packages)], denied: &BTreeSet<String>) -> Vec<String> {
    let mut problems = Vec::new();
    for (shipped, packages) in trees {
        let package = shipped.package.as_str();
        for (name, versions) in packages {
            if denied.contains(name) {
                problems.push(format!(
                    "`{package}` pulls in `{name}`, which `.cargo/deny.toml` denies"
                ));
            }
            if versions.len() > 1 && !TWICE.contains(&(package, name.as_str())) {
                let versions: Vec<&str> = versions.iter().map(String::as_str).collect();
                problems.push(format!(
                    "`{package}` pulls in `{name}` more than once: {}",
                    versions.join(", ")
                ));
            }
        }
        let unknown: Vec<&str> = packages
            .keys()
            .map(String::as_str)
            .filter(|name| shipped.kind == Kind::Function && !FUNCTIONS.contains(name))
            .collect();
        if !unknown.is_empty() {
            problems.push(format!(
                "`{package}` pulls in what is not known to open no socket and no file: {}",
                unknown.join(", ")
            ));
        }
        let bare = shipped.kind == Kind::Generated && shipped.features == Features::Default;
        if bare && packages.len() > GENERATED_LIMIT {
            problems.push(format!(
                "`{package}` pulls in {} packages, {GENERATED_LIMIT} are allowed: {}",
                packages.len(),
                packages
                    .keys()
                    .map(String::as_str)
                    .collect::<Vec<_>>()
                    .join(", ")
            ));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shipped_pulls_in_what_it_may() {
        let workspace = Workspace::find().unwrap();
        let trees = trees(&workspace).unwrap();
        let found = problems(&trees, &denied(&workspace.root).unwrap());
        assert_eq!(found, [""; 0]);
        let generated = |(shipped, _): &&(Shipped, _)| {
            shipped.kind == Kind::Generated && shipped.features == Features::Default
        };
        let vendors = workspace.vendors().unwrap().len();
        assert_eq!(trees.iter().filter(generated).count(), vendors);
        for (shipped, packages) in &trees {
            assert!(packages.contains_key("serde_json"), "{shipped:?}");
        }
    }

    /// Cargo leaves out, and says nothing of, a test that needs a feature that is not on.
    #[test]
    fn a_test_of_the_workspace_has_every_feature_of_the_runtime_on() {
        let root = Workspace::find().unwrap().root;
        let features = |manifest: &str| read(&root.join(manifest)).unwrap()["features"].clone();
        let consumer = features("tests/Cargo.toml");
        let on = consumer["every"].as_array().unwrap().iter();
        let on = on.filter_map(|feature| feature.as_str()?.strip_prefix("asyncapi-runtime/"));
        let runtime = features("crates/runtime/Cargo.toml");
        let there = runtime.as_table_like().unwrap().iter();
        let there: BTreeSet<&str> = there.map(|(feature, _)| feature).collect();
        assert_eq!(on.collect::<BTreeSet<_>>(), there);
    }

    #[test]
    fn a_line_of_a_tree_is_a_package() {
        let tree =
            "one v1.0.0 (/folder/one)\ntwo v0.2.0 (proc-macro)\ntwo v0.2.0 (*)\ntwo v0.3.0\n";
        let found = packages(tree);
        assert_eq!(found.len(), 2);
        assert_eq!(found["one"].iter().collect::<Vec<_>>(), ["v1.0.0"]);
        assert_eq!(
            found["two"].iter().collect::<Vec<_>>(),
            ["v0.2.0", "v0.3.0"]
        );
    }

    #[test]
    fn what_may_not_be_pulled_in_is_told() {
        let denied = BTreeSet::from(["socket2".to_owned()]);
        let check = |features: Features, kind: Kind, tree: &str, expected: &[&str]| {
            let trees = [(Shipped::new("ours", features, kind), packages(tree))];
            assert_eq!(problems(&trees, &denied), expected);
        };
        let many = |count: usize| {
            let names: Vec<String> = (1..=count).map(|n| format!("p{n:02} v1")).collect();
            names.join("\n")
        };

        check(Features::All, Kind::Function, "syn v3\nheck v1\n", &[]);
        check(
            Features::All,
            Kind::Function,
            "surprise v1\nwonder v1\n",
            &["`ours` pulls in what is not known to open no socket and no file: surprise, wonder"],
        );
        check(Features::All, Kind::Other, "surprise v1\n", &[]);
        for kind in [Kind::Other, Kind::Generated] {
            check(
                Features::All,
                kind,
                "socket2 v1\n",
                &["`ours` pulls in `socket2`, which `.cargo/deny.toml` denies"],
            );
            check(
                Features::All,
                kind,
                "syn v2\nsyn v3\nsyn v3 (*)\n",
                &["`ours` pulls in `syn` more than once: v2, v3"],
            );
        }
        check(Features::Default, Kind::Generated, &many(12), &[]);
        check(
            Features::Default,
            Kind::Generated,
            &many(13),
            &["`ours` pulls in 13 packages, 12 are allowed: \
               p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, p13"],
        );
        check(Features::All, Kind::Generated, &many(13), &[]);
        check(Features::Default, Kind::Other, &many(13), &[]);
    }
}
