//! The commands as people run them.

mod support;

use std::fs;

use support::{Home, program};

/// A document with one event.
const DOCUMENT: &str = "\
asyncapi: 3.0.0
info: {title: Acme, version: '1'}
channels:
  orders:
    address: orders
    messages:
      created:
        name: order.created
        payload: {$ref: '#/components/schemas/Order'}
components:
  schemas:
    Order:
      type: object
      required: [event]
      properties:
        event: {const: order.created}
        id: {type: string}
";

#[test]
fn a_check_tells_everything_and_ends_with_a_code() {
    let home = Home::new();
    home.write("good.yaml", DOCUMENT);
    home.write("odd.yaml", &DOCUMENT.replace("info:", "servres: {}\ninfo:"));
    home.write(
        "bad.yaml",
        &DOCUMENT.replace("schemas/Order'", "schemas/Odrer'"),
    );
    assert_eq!(home.run(&["check", "good.yaml"]).ends(0).stderr, "");
    home.run(&["check", "good.yaml", "odd.yaml"])
        .ends(0)
        .says("did you mean `servers`?");
    home.run(&["check", "odd.yaml", "--deny-warnings"]).ends(1);
    home.run(&["check", "bad.yaml", "odd.yaml", "none.yaml"])
        .ends(1)
        .says("bad.yaml:9:25")
        .says("did you mean `#/components/schemas/Order`?")
        .says("did you mean `servers`?")
        .says("cannot read `none.yaml`: no such file");
    let lines = home.run(&["check", "bad.yaml", "odd.yaml", "--message-format", "json"]);
    let lines = lines.ends(1).stdout;
    let codes: Vec<String> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|line| line["code"].to_string())
        .collect();
    assert_eq!(codes, ["\"E0105\"", "\"E0204\""]);
    let commands = home
        .run(&["check", "bad.yaml", "--message-format", "github"])
        .ends(1);
    assert!(
        commands.stdout.starts_with("::error file=bad.yaml,line=9,"),
        "{}",
        commands.stdout
    );
}

#[test]
fn the_configuration_beside_a_document_or_another_is_used() {
    let home = Home::new();
    home.write("acme/asyncapi.yaml", DOCUMENT);
    home.write("acme/codegen.yaml", "event: {}\n");
    home.write(
        "other.yaml",
        "names: {/components/schemas/Order: Purchase}\n",
    );
    home.run(&["check", "acme/asyncapi.yaml"])
        .ends(1)
        .says("acme/codegen.yaml:1:1");
    home.run(&["check", "acme/asyncapi.yaml", "--config", "other.yaml"])
        .ends(0);
    home.run(&["check", "acme/asyncapi.yaml", "--config", "none.yaml"])
        .ends(1)
        .says("cannot read `none.yaml`: no such file");
    home.run(&[
        "generate",
        "acme/asyncapi.yaml",
        "--out",
        "a-events",
        "--config",
        "other.yaml",
    ])
    .ends(0);
    assert!(
        home.read("a-events/src/types/purchase.rs")
            .contains("pub struct Purchase")
    );
}

#[test]
fn a_crate_is_generated_checked_and_replaced() {
    let home = Home::new();
    home.write("asyncapi.yaml", DOCUMENT);
    home.write("runtime/Cargo.toml", "");
    let generate = |more: &[&str]| {
        let mut arguments = vec!["generate", "asyncapi.yaml", "--out", "crates/acme-events"];
        arguments.extend(more);
        home.run(&arguments)
    };
    generate(&["--check"])
        .ends(1)
        .says("run `cargo asyncapi generate` and commit the result");
    assert!(!home.path("crates").exists(), "a check writes nothing");
    let made = generate(&[]).ends(0);
    assert!(
        made.stdout
            .contains("new      crates/acme-events/src/lib.rs\n"),
        "{}",
        made.stdout
    );
    let manifest = home.read("crates/acme-events/Cargo.toml");
    assert!(manifest.contains("name = \"acme-events\""), "{manifest}");
    assert!(
        manifest.contains("asyncapi-runtime = { version = \"0.1.0\" }"),
        "{manifest}"
    );
    generate(&["--check"]).ends(0);
    generate(&["--check", "--name", "other"]).ends(1);
    generate(&["--runtime", "runtime"]).ends(0);
    let manifest = home.read("crates/acme-events/Cargo.toml");
    assert!(
        manifest.contains("{ path = \"../../runtime\" }"),
        "{manifest}"
    );
    generate(&["--runtime", "nowhere"])
        .ends(2)
        .says("neither a version nor a folder");
    generate(&["--name", "Not A Name"])
        .ends(2)
        .says("is no name of a package");

    // The same crate comes of it from wherever the program is run.
    let elsewhere = home.path("runtime");
    let run = support::Run::of(
        program()
            .args([
                "generate",
                "../asyncapi.yaml",
                "--out",
                "../crates/acme-events",
                "--check",
            ])
            .args(["--runtime", "."])
            .current_dir(elsewhere),
    );
    run.ends(0);

    home.write(
        "asyncapi.yaml",
        &DOCUMENT.replace("schemas/Order'", "schemas/None'"),
    );
    generate(&[])
        .ends(1)
        .says("nothing was generated from `asyncapi.yaml`");
    assert!(home.path("crates/acme-events/src/lib.rs").exists());
}

#[test]
fn what_was_not_generated_is_left_alone() {
    let home = Home::new();
    home.write("acme/asyncapi.yaml", DOCUMENT);
    home.write("events.rs", "mod by_hand {}\n");
    home.run(&["generate", "acme/asyncapi.yaml", "--out", "acme"])
        .ends(1)
        .says("holds files that were not generated");
    home.run(&[
        "generate",
        "acme/asyncapi.yaml",
        "--out",
        "events.rs",
        "--single-file",
    ])
    .ends(1)
    .says("`events.rs` was not generated");
    assert_eq!(home.read("events.rs"), "mod by_hand {}\n");
    fs::create_dir(home.path("empty")).unwrap();
    home.run(&["generate", "acme/asyncapi.yaml", "--out", "empty"])
        .ends(0);
}

#[test]
fn one_module_is_generated_and_checked() {
    let home = Home::new();
    home.write("asyncapi.yaml", DOCUMENT);
    let generate = [
        "generate",
        "asyncapi.yaml",
        "--out",
        "events.rs",
        "--single-file",
    ];
    let check = [&generate[..], &["--check"]].concat();
    home.run(&check).ends(1);
    assert_eq!(home.run(&generate).ends(0).stdout, "new      events.rs\n");
    home.run(&check).ends(0);
    let module = home.read("events.rs");
    for part in [
        "mod event {",
        "pub mod types {",
        "mod wire {",
        "pub use event::Event;",
    ] {
        assert!(
            module.lines().any(|line| line == part),
            "{part} is not in\n{module}"
        );
    }
    home.write("asyncapi.yaml", &DOCUMENT.replace("id:", "key:"));
    home.run(&check).ends(1);
    assert_eq!(home.run(&generate).ends(0).stdout, "changed  events.rs\n");
}

#[test]
fn codes_are_explained() {
    let home = Home::new();
    let one = home.run(&["explain", "e0105"]).ends(0).stdout;
    assert!(one.contains("reference"), "{one}");
    let all = home.run(&["explain"]).ends(0).stdout;
    assert!(all.lines().count() > 60, "{all}");
    home.run(&["explain", "E9999"])
        .ends(2)
        .says("there is no code `E9999`");
}

#[test]
fn cargo_runs_it_as_a_command_of_its_own() {
    let home = Home::new();
    let by_cargo = home.run(&["asyncapi", "check", "--help"]).ends(0).stdout;
    assert!(
        by_cargo.contains("Usage: cargo asyncapi check "),
        "{by_cargo}"
    );
    let alone = home.run(&["check", "--help"]).ends(0).stdout;
    assert!(alone.contains("Usage: cargo-asyncapi check "), "{alone}");
    home.run(&["genrate"]).ends(2).says("'generate'");
    let completions = home.run(&["completions", "bash"]).ends(0).stdout;
    assert!(completions.contains("--message-format"), "{completions}");
}

#[test]
fn a_change_is_told_with_what_it_means() {
    let home = Home::new();
    home.write("old.yaml", DOCUMENT);
    let more = "        id: {type: string}\n        paid: {type: boolean}\n";
    home.write(
        "more.yaml",
        &DOCUMENT.replace("        id: {type: string}\n", more),
    );
    home.write(
        "other.yaml",
        &DOCUMENT.replace("id: {type: string}", "key: {type: integer}"),
    );
    home.write(
        "said.yaml",
        &DOCUMENT.replace("id: {", "id: {description: Its key., "),
    );
    let diff = |arguments: &[&str]| home.run(&[&["diff"], arguments].concat());
    diff(&["old.yaml", "old.yaml"]).ends(0);
    diff(&["old.yaml", "said.yaml"]).ends(0);
    diff(&["old.yaml", "none.yaml"])
        .ends(1)
        .says("cannot read `none.yaml`");
    diff(&["old.yaml"]).ends(1).says("<NEW>");
    assert_eq!(
        diff(&["old.yaml", "more.yaml"]).ends(2).stdout,
        "Additive\n  `Order::paid` is new: `Option<bool>`\n\n\
         The Rust API grows: raise the minor version; the patch version below 1.0.\n"
    );
    assert_eq!(
        diff(&["old.yaml", "other.yaml", "--markdown"])
            .ends(3)
            .stdout,
        "### Breaking\n\n- `Order::id` is gone\n\n\
         ### Additive\n\n- `Order::key` is new: `Option<i64>`\n\n\
         The Rust API breaks: raise the major version; the minor version below 1.0.\n"
    );
    let json = diff(&["old.yaml", "other.yaml", "--json"]).ends(3).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["level"], "breaking");
    assert_eq!(json["changes"][1]["path"], "Order::id");
    assert_eq!(json["changes"][1]["pointer"], "/components/schemas/Order");
}
