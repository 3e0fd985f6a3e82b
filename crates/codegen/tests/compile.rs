//! Crates that have everything, compiled: without a warning of rustc, clippy or rustdoc, without a
//! doctest, formatted where `rustfmt` looks, and a consumer gets back what it decoded.

#[path = "emit/kitchen_sink.rs"]
mod kitchen_sink;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use asyncapi_codegen::generate::{self, File, Input, generate};
use asyncapi_codegen::ir::Manifest;
use asyncapi_parser::load::Limits;
use kitchen_sink::{ToldBy, kitchen_sink};

const WORKSPACE: &str = r#"[workspace]
resolver = "3"
members = ["sink", "told-sink", "ruled-sink", "document-sink", "strict-sink", "consumer"]
"#;

const CONSUMER: &str = r#"[package]
name = "consumer"
version = "0.0.0"
edition = "2024"

[dependencies]
sink.path = "../sink"
told-sink = { path = "../told-sink", features = ["test-util", "verify"] }
ruled-sink = { path = "../ruled-sink", features = ["test-util", "verify"] }
document-sink.path = "../document-sink"
strict-sink.path = "../strict-sink"
serde_json = "1"
"#;

#[test]
fn crates_compile_and_lose_nothing() {
    let root = workspace();
    let warn = ["--", "-D", "warnings", "-W", "clippy::pedantic"];
    if component("clippy") {
        run(
            &root,
            &[
                "clippy",
                "--workspace",
                "--exclude",
                "consumer",
                "--all-features",
            ],
            &warn,
        );
    }
    if component("fmt") {
        let packages = [
            "sink",
            "told-sink",
            "ruled-sink",
            "document-sink",
            "strict-sink",
        ];
        let packages: Vec<&str> = packages.iter().flat_map(|it| ["-p", it]).collect();
        run(&root, &["fmt", "--check"], &packages);
    }
    run(
        &root,
        &["doc", "--no-deps", "--workspace", "--all-features"],
        &[],
    );
    let tests = run(&root, &["test", "--workspace"], &[]);
    let report = String::from_utf8_lossy(&tests.stdout).into_owned();
    for library in [
        "sink",
        "told_sink",
        "ruled_sink",
        "document_sink",
        "strict_sink",
    ] {
        // Cargo names the library on the other stream; each has no test of its own and no doctest.
        assert!(String::from_utf8_lossy(&tests.stderr).contains(&format!("Doc-tests {library}")));
    }
    assert_eq!(
        report.matches("running 0 tests").count(),
        report.matches("running ").count() - 1
    );
}

/// Writes the crates. What cargo built of them before is used again.
fn workspace() -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile");
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime");
    let manifest = Manifest::Path(runtime.to_owned());
    let sink =
        |package, told| generate::files(&kitchen_sink(package, told, manifest.clone())).unwrap();
    let write = |path: &str, contents: &[u8]| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if fs::read(&path).ok().as_deref() != Some(contents) {
            fs::write(path, contents).unwrap();
        }
    };
    let crates = [
        ("sink", sink("sink", ToldBy::Tag)),
        ("told-sink", sink("told-sink", ToldBy::Caller)),
        ("ruled-sink", sink("ruled-sink", ToldBy::Rules)),
        (
            "document-sink",
            document("kitchen-sink", "document-sink", &manifest),
        ),
        ("strict-sink", document("strict", "strict-sink", &manifest)),
    ];
    for (package, files) in crates {
        let _ = fs::remove_dir_all(root.join(package).join("src"));
        for file in files {
            write(
                &format!("{package}/{}", file.path),
                file.contents.as_bytes(),
            );
        }
    }
    write("Cargo.toml", WORKSPACE.as_bytes());
    write("consumer/Cargo.toml", CONSUMER.as_bytes());
    write("consumer/src/lib.rs", b"");
    write(
        "consumer/tests/consumer.rs",
        include_bytes!("emit/consumer.rs"),
    );
    // The versions that this workspace has, so that none has to be looked for.
    let lock = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock")).unwrap();
    write("Cargo.lock", &lock);
    root
}

/// The crate of a document among the fixtures.
fn document(name: &str, package: &str, manifest: &Manifest) -> Vec<File> {
    let read = |name: &String| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/");
        let contents = fs::read(format!("{folder}{name}")).unwrap();
        (name.clone(), contents)
    };
    let (document, config) = (format!("{name}.yaml"), format!("{name}.codegen.yaml"));
    let files: BTreeMap<String, Vec<u8>> = [read(&document), read(&config)].into();
    let output = generate(&Input {
        document: &document,
        config: Some(&config),
        samples: &[],
        package,
        command: "cargo test",
        manifest,
        files: &files,
        limits: &Limits::default(),
    });
    assert!(output.diagnostics.is_empty(), "{:?}", output.diagnostics);
    output.files.unwrap()
}

/// Whether a component of the toolchain is installed.
fn component(command: &str) -> bool {
    let output = cargo(Path::new(".")).args([command, "--version"]).output();
    output.is_ok_and(|output| output.status.success())
}

fn run(root: &Path, command: &[&str], flags: &[&str]) -> Output {
    let mut cargo = cargo(root);
    cargo.args(command);
    if command.first() != Some(&"fmt") {
        cargo.arg("--offline");
    }
    let output = cargo.args(flags).output().unwrap();
    assert!(
        output.status.success(),
        "cargo {command:?}\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

fn cargo(root: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo
}
