//! The life of a vendor's document: `new`, `update`, `diff`, `codegen --watch`.

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::workspace::{Workspace, document, xtask};

#[test]
fn a_vendor_is_new() {
    let workspace = Workspace::new(&[("beta", &document("id"))]);
    let new = workspace.run(&["new", "acme"]).ends(0);
    assert!(
        new.stdout.contains("new      specs/acme/codegen.yaml\n"),
        "{}",
        new.stdout
    );
    workspace.codegen(&["--check"]).ends(1);
    workspace.codegen(&[]).ends(0);
    assert!(
        workspace
            .path("generated/acme-events/src/types/thing_event.rs")
            .exists()
    );
    let again = workspace.run(&["new", "acme"]).ends(1);
    assert!(
        again.stderr.contains("is there already"),
        "{}",
        again.stderr
    );
    workspace.run(&["new", "../acme"]).ends(1);

    workspace.write("vendored.yaml", &document("number"));
    workspace
        .run(&["new", "gamma", "--from", "vendored.yaml"])
        .ends(0);
    assert_eq!(
        fs::read_to_string(workspace.path("specs/gamma/asyncapi.yaml")).unwrap(),
        document("number")
    );
}

#[test]
fn a_document_is_replaced_if_its_patches_still_apply() {
    let workspace = Workspace::new(&[("acme", &document("id"))]);
    let patches = "patches:\n- reason: It is a number.\n  \
                   at: /components/schemas/Order/properties/id/type\n  replace: integer\n";
    workspace.write("specs/acme/codegen.yaml", patches);
    workspace.codegen(&[]).ends(0);
    let path = workspace.path("specs/acme/asyncapi.yaml");
    let generated = workspace.generated();

    let newer = document("id").replace("version: '1'", "version: '2'");
    let newer = format!("{newer}        paid: {{type: boolean}}\n");
    workspace.write("newer.yaml", &newer);
    let diff = workspace.run(&["diff", "acme", "newer.yaml"]).ends(2);
    assert!(
        diff.stdout.contains("`Order::paid` is new: `Option<bool>`"),
        "{}",
        diff.stdout
    );
    let diff = workspace
        .run(&["diff", "acme", "newer.yaml", "--json"])
        .ends(2);
    assert!(
        diff.stdout.contains("\"level\":\"additive\""),
        "{}",
        diff.stdout
    );
    assert_eq!(workspace.generated(), generated);

    workspace.write(
        "mended.yaml",
        &newer.replace("id: {type: string}", "id: {type: integer}"),
    );
    let update = workspace.run(&["update", "acme", "mended.yaml"]).ends(1);
    for expected in [
        "error[E0018]: ",
        "specs/acme/codegen.yaml:2:3",
        "nothing was written: mend `specs/acme/codegen.yaml`",
    ] {
        assert!(
            update.stderr.contains(expected),
            "{expected:?} is not in\n{}",
            update.stderr
        );
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), document("id"));
    assert_eq!(workspace.generated(), generated);

    let update = workspace.run(&["update", "acme", "newer.yaml"]).ends(0);
    assert!(
        update.stdout.contains("`Order::paid` is new"),
        "{}",
        update.stdout
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    workspace.codegen(&["--check"]).ends(0);
    workspace.run(&["update", "amce", "newer.yaml"]).ends(1);
}

#[test]
fn a_document_is_compared_to_its_committed_state() {
    let workspace = Workspace::new(&[("acme", &document("id"))]);
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@example.com"])
            .args(arguments)
            .current_dir(workspace.path("."))
            .output();
        done.is_ok_and(|done| done.status.success())
    };
    if !git(&["init", "--quiet"]) {
        return; // There is no git here.
    }
    let diff = workspace.run(&["diff", "acme"]).ends(1);
    assert!(
        diff.stderr
            .contains("cannot read `HEAD:specs/acme/asyncapi.yaml`"),
        "{}",
        diff.stderr
    );
    assert!(git(&["add", "specs"]) && git(&["commit", "--quiet", "--message", "first"]));
    workspace.run(&["diff", "acme"]).ends(0);
    workspace.write("specs/acme/asyncapi.yaml", &document("key"));
    let diff = workspace.run(&["diff", "acme", "--markdown"]).ends(3);
    assert!(
        diff.stdout.contains("- `Order::id` is gone\n"),
        "{}",
        diff.stdout
    );
    assert!(git(&["commit", "--quiet", "--all", "--message", "second"]));
    workspace.run(&["diff", "acme"]).ends(0);
    workspace.run(&["diff", "acme", "--rev", "HEAD~1"]).ends(3);
    workspace.run(&["diff", "acme", "--rev=--output=x"]).ends(1);
    assert!(!workspace.path("x").exists());
}

#[test]
fn a_saved_document_is_generated_again() {
    let workspace = Workspace::new(&[("acme", &document("id"))]);
    let mut watch = xtask(&workspace.path("xtask"));
    let mut watch = watch
        .args(["codegen", "--watch"])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let generated = workspace.path("generated/acme-events/src/types/order.rs");
    let appears = |text: &str| {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(60) {
            if fs::read_to_string(&generated).is_ok_and(|found| found.contains(text)) {
                return true;
            }
            sleep(Duration::from_millis(50));
        }
        false
    };
    let first = appears("pub id: ");
    workspace.write("specs/acme/asyncapi.yaml", "asyncapi: 9.0.0\n");
    sleep(Duration::from_secs(1));
    workspace.write("specs/acme/asyncapi.yaml", &document("key"));
    let second = appears("pub key: ");
    watch.kill().unwrap();
    watch.wait().unwrap();
    assert!(first && second);
}
