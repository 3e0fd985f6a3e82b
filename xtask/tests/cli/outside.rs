//! References to other files: all below the document's folder are read, and nothing else is
//! opened.

use std::fs;
use std::process::Command;

use crate::workspace::{Workspace, document, xtask};

/// A document whose payload is somewhere else.
fn referring(reference: &str) -> String {
    document("id").replace("#/components/schemas/Order", reference)
}

/// Eleven files in three folders, each referring to the next and the last to the first.
fn write_ring(workspace: &Workspace) {
    let folder = |index: usize| ["a", "b", "c"][index % 3];
    for index in 1..=11 {
        let next = index % 11 + 1;
        let text = format!(
            "defs:\n  Part{index}:\n    type: object\n    properties:\n      \
             next: {{$ref: '../{}/{next}.yaml#/defs/Part{next}'}}\n",
            folder(next)
        );
        workspace.write(&format!("specs/acme/{}/{index}.yaml", folder(index)), &text);
    }
}

#[test]
fn a_document_over_twelve_files_is_one_document() {
    let workspace = Workspace::new(&[("acme", &referring("./b/1.yaml#/defs/Part1"))]);
    write_ring(&workspace);
    workspace.codegen(&[]).ends(0);
    let text: String = workspace.generated().into_values().collect();
    for index in 1..=11 {
        assert!(
            text.contains(&format!("pub struct Part{index} ")),
            "Part{index}"
        );
    }
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_folder_is_opened() {
    use std::os::unix::fs::symlink;

    let workspace = Workspace::new(&[("acme", "")]);
    workspace.write("outside/secret.yaml", "type: string\n");
    let secret = workspace.path("outside/secret.yaml");
    let secret = secret.to_str().unwrap();
    symlink(secret, workspace.path("specs/acme/link.yaml")).unwrap();
    symlink(workspace.path("outside"), workspace.path("specs/acme/away")).unwrap();

    let check = |reference: &str| {
        workspace.write("specs/acme/asyncapi.yaml", &referring(reference));
        let run = workspace.codegen(&[]).ends(1);
        assert!(
            run.stderr.contains(reference),
            "{reference} is not in\n{}",
            run.stderr
        );
        assert!(
            run.stderr.contains("specs/acme/asyncapi.yaml:9"),
            "{}",
            run.stderr
        );
        if let Some(trace) = traced(&workspace) {
            let opened = |line: &&str| line.contains("open") && line.contains("secret");
            assert_eq!(trace.lines().find(opened), None, "{reference}");
            assert_eq!(
                trace.lines().find(|line| line.contains("AF_INET")),
                None,
                "{reference}"
            );
        }
    };
    check("../../outside/secret.yaml");
    check("a/../../../outside/secret.yaml");
    check("..%2f..%2foutside%2fsecret.yaml");
    check(secret);
    check(&format!("file://{secret}"));
    check("link.yaml");
    check("away/secret.yaml");
    check("http://127.0.0.1:9/secret.yaml");
    check("https://127.0.0.1:9/secret.yaml");
    check("//127.0.0.1:9/secret.yaml");
}

/// The system calls on files and sockets of a run; none where they cannot be watched.
fn traced(workspace: &Workspace) -> Option<String> {
    let log = workspace.path("trace");
    let program = xtask(&workspace.path("xtask"));
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-y", "-e", "trace=%file,%network", "-o"])
        .arg(&log);
    strace
        .arg(program.get_program())
        .args(["codegen", "--check"]);
    strace.env("CARGO_MANIFEST_DIR", workspace.path("xtask"));
    strace.output().ok()?;
    let trace = fs::read_to_string(log).ok()?;
    trace.contains("specs/acme/asyncapi.yaml").then_some(trace)
}
