//! Pairs of documents and what the change does to the Rust API; then the compiler's word for it:
//! an app that uses everything of the old crate compiles with the new one, unless it must not.

#![expect(unreachable_pub, reason = "the modules of a test are for itself alone")]

#[path = "diff/consumer.rs"]
mod consumer;
#[path = "diff/pairs.rs"]
mod pairs;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use asyncapi_codegen::diff::{Level, diff};
use asyncapi_codegen::generate::{Input, files, shapes};
use asyncapi_codegen::ir::{Crate, Manifest};
use asyncapi_parser::load::Limits;
use consumer::consumer;
use insta::assert_snapshot;
use pairs::{CONFIG, DOCUMENT, PAIRS, Pair};

#[test]
fn changes_are_told_with_what_they_mean() {
    let mut told = String::new();
    for pair in PAIRS {
        let (old, new) = crates(pair);
        let changes = diff(&old, &new);
        let verdict = changes.iter().map(|change| change.level).max();
        let _ = writeln!(told, "{}", pair.name);
        for change in &changes {
            let level = format!("{:?}", change.level).to_lowercase();
            let _ = writeln!(told, "  {level}: `{}` {}", change.path, change.text);
        }
        assert_eq!(verdict, pair.level, "{told}");
        assert!(diff(&new, &new).is_empty() && diff(&old, &old).is_empty());
    }
    assert_snapshot!("changes", told);
}

#[test]
fn the_compiler_agrees() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff");
    let write = |path: String, contents: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // What Cargo built of it before is used again.
        if fs::read_to_string(&path).ok().as_deref() != Some(contents) {
            fs::write(path, contents).unwrap();
        }
    };
    let write_app = |name: &str, krate: &Crate, uses: &Crate| {
        for file in files(krate).unwrap() {
            // Crates of one name cannot be in one workspace.
            let package = format!("name = \"{}\"", krate.package);
            let contents = file
                .contents
                .replace(&package, &format!("name = \"{name}\""));
            write(format!("{name}/{}", file.path), &contents);
        }
        let manifest = format!(
            "[package]\nname = \"app-{name}\"\nedition = \"2024\"\n\n\
             [dependencies]\nacme.package = \"{name}\"\nacme.path = \"../{name}\"\n"
        );
        write(format!("app-{name}/Cargo.toml"), &manifest);
        write(format!("app-{name}/src/lib.rs"), &consumer(uses));
    };
    let mut seen = BTreeSet::new();
    for (index, pair) in PAIRS.iter().enumerate() {
        let (old, new) = crates(pair);
        if seen.insert((pair.before, pair.configs.0)) {
            write_app(&format!("old-{index}"), &old, &old);
        }
        write_app(&format!("new-{index}"), &new, &old);
    }
    write(
        "Cargo.toml".to_owned(),
        "[workspace]\nresolver = \"3\"\nmembers = [\"*-*\"]\n",
    );
    let lock = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock"));
    write("Cargo.lock".to_owned(), &lock.unwrap());
    let (apps, failed) = check(&root);
    assert!(apps.len() >= PAIRS.len() + seen.len(), "{apps:?}");
    for app in &apps {
        let Some(index) = app.strip_prefix("app_new_") else {
            assert_eq!(failed.get(app), None);
            continue;
        };
        let pair = &PAIRS[index.parse::<usize>().unwrap()];
        // A package that is called otherwise is not found, which is not the compiler's business.
        let expected = pair.level == Some(Level::Breaking) && pair.name != "another package";
        let found = failed.get(app);
        assert_eq!(found.is_some(), expected, "{}: {found:?}", pair.name);
    }
}

/// The apps, and those that do not compile with the first reason.
fn check(root: &Path) -> (BTreeSet<String>, BTreeMap<String, String>) {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--workspace", "--keep-going"])
        .arg("--message-format=json")
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let mut apps = BTreeSet::new();
    let mut failed = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let target = line["target"]["name"].as_str().unwrap_or_default();
        if target.starts_with("app_") {
            apps.insert(target.to_owned());
        }
        if line["message"]["level"] == "error" {
            let text = line["message"]["rendered"].to_string();
            failed.entry(target.to_owned()).or_insert(text);
        }
    }
    assert!(
        !apps.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    (apps, failed)
}

/// The old and the new crate of a pair.
fn crates(pair: &Pair) -> (Crate, Crate) {
    let edited = |text: &str, edits: &[(&str, &str)]| {
        edits.iter().fold(text.to_owned(), |text, (from, to)| {
            assert!(
                text.contains(from),
                "{}: {from} is not in\n{text}",
                pair.name
            );
            text.replace(from, to)
        })
    };
    let old = lowered(edited(DOCUMENT, pair.before), pair.configs.0);
    let text = edited(&edited(DOCUMENT, pair.before), pair.edits);
    (old, lowered(text, pair.configs.1))
}

fn lowered(document: String, config: &str) -> Crate {
    let events = if config.contains("events:") {
        ""
    } else {
        CONFIG
    };
    let config = format!("{events}{config}");
    let files = BTreeMap::from([
        ("asyncapi.yaml".to_owned(), document.into_bytes()),
        ("codegen.yaml".to_owned(), config.into_bytes()),
    ]);
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime");
    let found = shapes(&Input {
        document: "asyncapi.yaml",
        config: Some("codegen.yaml"),
        samples: &[],
        package: "acme-events",
        command: "cargo asyncapi generate",
        manifest: &Manifest::Path(runtime.to_owned()),
        files: &files,
        limits: &Limits::default(),
    });
    found
        .shapes
        .unwrap_or_else(|| panic!("{:?}", found.diagnostics))
}
