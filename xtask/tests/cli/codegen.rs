//! `codegen`: what it prints, how it ends, what it leaves on disk.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::workspace::{Run, Workspace, document, xtask};

#[test]
fn generated_is_fresh() {
    let run = Run::of(xtask(Path::new(env!("CARGO_MANIFEST_DIR"))).args(["codegen", "--check"]));
    assert!(
        run.code == Some(0),
        "{}{}run `cargo xtask codegen` and commit the result",
        run.stdout,
        run.stderr
    );
}

#[test]
fn a_second_run_changes_nothing_and_an_edit_is_found_and_mended() {
    let workspace = Workspace::new(&[("acme", &document("id")), ("beta", &document("id"))]);
    let check = workspace.codegen(&["--check"]).ends(1);
    assert!(
        check
            .stdout
            .contains("missing  generated/acme-events/src/lib.rs\n"),
        "{}",
        check.stdout
    );
    assert!(
        !workspace.path("generated").exists(),
        "a check writes nothing"
    );

    let first = workspace.codegen(&[]).ends(0);
    assert!(
        first
            .stdout
            .contains("new      generated/beta-events/Cargo.toml\n"),
        "{}",
        first.stdout
    );
    let generated = workspace.generated();
    let unchanged = format!("unchanged {} files\n", generated.len());
    assert_eq!(workspace.codegen(&[]).ends(0).stdout, unchanged);
    assert_eq!(workspace.codegen(&["--check"]).ends(0).stdout, unchanged);

    let file = "generated/acme-events/src/lib.rs";
    workspace.write(file, "// edited\n");
    workspace.write("generated/acme-events/src/more.rs", "");
    let check = workspace.codegen(&["--check"]).ends(1);
    assert!(
        check
            .stdout
            .contains("stale    generated/acme-events/src/lib.rs\n"),
        "{}",
        check.stdout
    );
    assert!(
        check
            .stdout
            .contains("orphaned generated/acme-events/src/more.rs\n"),
        "{}",
        check.stdout
    );
    assert!(
        check
            .stderr
            .ends_with("run `cargo xtask codegen` and commit the result\n"),
        "{}",
        check.stderr
    );
    assert_eq!(
        fs::read_to_string(workspace.path(file)).unwrap(),
        "// edited\n"
    );
    workspace.codegen(&["beta", "--check"]).ends(0);
    workspace.codegen(&["beta"]).ends(0);
    assert_eq!(
        fs::read_to_string(workspace.path(file)).unwrap(),
        "// edited\n"
    );
    let mended = workspace.codegen(&["acme"]).ends(0);
    assert!(
        mended
            .stdout
            .contains("changed  generated/acme-events/src/lib.rs\n"),
        "{}",
        mended.stdout
    );
    assert!(
        mended
            .stdout
            .contains("removed  generated/acme-events/src/more.rs\n"),
        "{}",
        mended.stdout
    );
    assert_eq!(workspace.generated(), generated);
}

#[test]
fn the_output_depends_on_the_documents_alone() {
    let one = Workspace::new(&[("acme", &document("id"))]);
    let other = Workspace::new(&[("acme", &document("id"))]);
    one.codegen(&[]).ends(0);
    Run::of(
        xtask(&other.path("xtask"))
            .arg("codegen")
            .current_dir(other.path("specs/acme"))
            .envs([
                ("LANG", "de_DE.UTF-8"),
                ("LC_ALL", "tr_TR.UTF-8"),
                ("TZ", "Asia/Kathmandu"),
            ]),
    )
    .ends(0);
    assert_eq!(one.generated(), other.generated());
    assert!(!one.generated().is_empty());

    // Without Cargo, the workspace is found from a folder in it.
    other.write("Cargo.toml", "");
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let command = command
        .env_remove("CARGO_MANIFEST_DIR")
        .args(["codegen", "--check"]);
    Run::of(command.current_dir(other.path("specs/acme"))).ends(0);
    Run::of(command.current_dir(std::env::temp_dir())).ends(1);
}

#[test]
fn one_problem_anywhere_and_nothing_is_written_for_anybody() {
    let workspace = Workspace::new(&[("acme", &document("id")), ("beta", &document("id"))]);
    workspace.codegen(&[]).ends(0);
    let generated = workspace.generated();
    workspace.write("specs/acme/asyncapi.yaml", &document("number"));
    workspace.write("specs/beta/asyncapi.yaml", "asyncapi: 9.9.9\n");
    let run = workspace
        .codegen(&["beta", "acme", "acm", "nothing-like-it"])
        .ends(1);
    for expected in [
        "unknown vendor `acm`: there are `acme`, `beta`\n  = help: did you mean `acme`?\n",
        "unknown vendor `nothing-like-it`: there are `acme`, `beta`\n",
        "specs/beta/asyncapi.yaml:1:",
        "nothing was generated from `specs`\n",
    ] {
        assert!(
            run.stderr.contains(expected),
            "{expected:?} is not in\n{}",
            run.stderr
        );
    }
    assert_eq!(workspace.generated(), generated);
    assert!(
        !run.stderr.contains('\u{1b}'),
        "no colour where there is no terminal"
    );
}

#[test]
fn a_crate_without_a_vendor_is_taken_away() {
    let workspace = Workspace::new(&[("acme", &document("id")), ("beta", &document("id"))]);
    workspace.codegen(&[]).ends(0);
    fs::remove_dir_all(workspace.path("specs/beta")).unwrap();
    workspace.write("generated/by-hand/Cargo.toml", "[package]\n");
    workspace.codegen(&["acme", "--check"]).ends(0);
    let check = workspace.codegen(&["--check"]).ends(1);
    assert!(
        check
            .stdout
            .contains("orphaned generated/beta-events/Cargo.toml\n"),
        "{}",
        check.stdout
    );
    assert!(
        check
            .stdout
            .contains("orphaned generated/by-hand (not marked"),
        "{}",
        check.stdout
    );
    workspace.codegen(&["acme"]).ends(0);
    assert!(workspace.path("generated/beta-events").exists());
    let run = workspace.codegen(&[]).ends(0);
    assert!(
        run.stdout
            .contains("removed  generated/beta-events/Cargo.toml\n"),
        "{}",
        run.stdout
    );
    assert!(!workspace.path("generated/beta-events").exists());
    assert!(workspace.path("generated/by-hand/Cargo.toml").exists());
}

#[test]
fn machines_read_one_object_a_line() {
    let workspace = Workspace::new(&[("acme", "asyncapi: 9.9.9\n"), ("beta", &document("id"))]);
    let run = workspace
        .codegen(&["--check", "--message-format", "json"])
        .ends(1);
    let lines: Vec<serde_json::Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines[0]["severity"], "error");
    assert_eq!(lines[0]["places"][0]["path"], "specs/acme/asyncapi.yaml");
    assert_eq!(lines[0]["places"][0]["line"], 1);
    assert!(lines.iter().any(|line| line["state"] == "missing"));
    assert_eq!(lines.last().unwrap()["severity"], "error");
    assert_eq!(run.stderr, "");

    let run = workspace
        .codegen(&["--check", "--message-format", "github"])
        .ends(1);
    assert!(
        run.stdout
            .contains("::error file=specs/acme/asyncapi.yaml,line=1,"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout
            .contains("::error file=generated/beta-events/Cargo.toml::missing\n"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_wrong_command_line_is_another_exit_code() {
    let workspace = Workspace::new(&[]);
    let run = workspace.codegen(&["--no-such-option"]).ends(2);
    assert!(run.stderr.contains("--no-such-option"), "{}", run.stderr);
}
