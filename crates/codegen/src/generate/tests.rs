use std::collections::BTreeMap;

use asyncapi_parser::load::Limits;
use asyncapi_parser::render::{Style, render};
use insta::assert_snapshot;

use super::{Input, shapes};
use crate::ir::Manifest;

const DOCUMENT: &str = "
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  c: {publish: {message: {name: a, payload: {type: object, properties: {event: {type: string}}}}}}
";

/// What is said about a document with its configuration.
fn said(document: &str, config: Option<&str>, package: &str) -> String {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    files.insert("asyncapi.yaml".to_owned(), document.into());
    files.extend(config.map(|config| ("codegen.yaml".to_owned(), config.into())));
    let lowered = shapes(&Input {
        document: "asyncapi.yaml",
        config: config.map(|_| "codegen.yaml"),
        samples: &[],
        package,
        command: "cargo xtask codegen test",
        manifest: &Manifest::Workspace,
        files: &files,
        limits: &Limits::default(),
    });
    let outcome = lowered.shapes.map_or("refused".to_owned(), |lowered| {
        format!("{} of {}", lowered.package, lowered.document)
    });
    format!(
        "{}{outcome}",
        render(&lowered.diagnostics, &lowered.sources, Style::Plain)
    )
}

#[test]
fn a_good_document() {
    assert_snapshot!(said(DOCUMENT, None, "test-events"), @"test-events of asyncapi.yaml");
    assert_snapshot!(said(DOCUMENT, Some("# nothing yet"), "test-events"), @"test-events of asyncapi.yaml");
    assert_snapshot!(said(DOCUMENT, Some("package: mine"), "not a name"), @"mine of asyncapi.yaml");
}

#[test]
fn packages_that_cannot_be() {
    assert_snapshot!(said(DOCUMENT, None, "core"));
}

#[test]
fn faults_of_both_files_are_told_together() {
    assert_snapshot!(said(
        "asyncapi: [",
        Some("evnts: {}\npackage: Core"),
        "test-events"
    ));
}

#[test]
fn the_settings_are_checked_against_the_document() {
    let config = "
events: {tag: /name, value: message-name}
names: {/components/schemas/Call: Call}
";
    assert_snapshot!(said(DOCUMENT, Some(config), "test-events"));
}

#[test]
fn a_missing_document() {
    let files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let lowered = shapes(&Input {
        document: "asyncapi.yaml",
        config: Some("codegen.yaml"),
        samples: &[],
        package: "test-events",
        command: "cargo xtask codegen test",
        manifest: &Manifest::Workspace,
        files: &files,
        limits: &Limits::default(),
    });
    assert_snapshot!(render(&lowered.diagnostics, &lowered.sources, Style::Plain));
}
