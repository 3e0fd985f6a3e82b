//! The JSON Schema of `codegen.yaml` knows what its reader knows: whatever key or word the reader
//! says can stand at a place, the schema allows there, and no other.

use std::collections::{BTreeMap, BTreeSet};

use asyncapi_codegen::generate::{Input, shapes};
use asyncapi_codegen::ir::Manifest;
use asyncapi_parser::load::Limits;
use serde_json::Value as Json;

const SCHEMA: &str = include_str!("../codegen.schema.json");

const DOCUMENT: &str = "asyncapi: 3.0.0\ninfo: {title: Acme, version: '1'}\n";

/// What the reader says can stand where this configuration has `nonsense`.
fn told(config: &str) -> BTreeSet<String> {
    let files = BTreeMap::from([
        ("asyncapi.yaml".to_owned(), DOCUMENT.as_bytes().to_vec()),
        ("codegen.yaml".to_owned(), config.as_bytes().to_vec()),
    ]);
    let found = shapes(&Input {
        document: "asyncapi.yaml",
        config: Some("codegen.yaml"),
        samples: &[],
        package: "acme-events",
        command: "cargo asyncapi",
        manifest: &Manifest::Workspace,
        files: &files,
        limits: &Limits::default(),
    });
    let problem = found
        .diagnostics
        .iter()
        .find(|problem| problem.message.contains("nonsense"));
    let problem = problem.unwrap_or_else(|| panic!("{config}: {:?}", found.diagnostics));
    let help = problem.help.as_deref().unwrap_or_default();
    let (_, list) = help.split_once(": ").unwrap_or(("", help));
    list.split(", ")
        .map(|word| word.trim_matches('`').to_owned())
        .collect()
}

fn schema(pointer: &str) -> Json {
    let schema: Json = serde_json::from_str(SCHEMA).unwrap();
    let found = schema.pointer(pointer).cloned();
    found.unwrap_or_else(|| panic!("{pointer}"))
}

#[test]
fn it_has_the_keys_that_the_reader_has() {
    let check = |config: &str, pointer: &str| {
        let object = schema(pointer);
        assert_eq!(object["additionalProperties"], false, "{pointer}");
        let known = object["properties"].as_object().unwrap();
        let known: BTreeSet<String> = known.keys().cloned().collect();
        assert_eq!(told(config), known, "{pointer}");
    };
    check("nonsense: 1", "");
    check("provenance: {nonsense: 1}", "/properties/provenance");
    check("events: {nonsense: 1}", "/properties/events");
    check(
        "events: {rules: [{nonsense: 1}]}",
        "/properties/events/properties/rules/items",
    );
    check("verify: {nonsense: 1}", "/properties/verify/anyOf/1");
    check(
        "verify: {hmac-sha256: {nonsense: 1}}",
        "/properties/verify/anyOf/1/properties/hmac-sha256",
    );
    check(
        "occurred-at: [{nonsense: 1}]",
        "/properties/occurred-at/items",
    );
    check("patches: [{nonsense: 1}]", "/properties/patches/items");
    check("types: {nonsense: jiff}", "/properties/types");
}

#[test]
fn it_has_the_words_that_the_reader_has() {
    let check = |config: &str, pointer: &str| {
        let words = schema(pointer);
        let words = words["enum"].as_array().unwrap();
        let known = words.iter().map(|word| word.as_str().unwrap().to_owned());
        assert_eq!(told(config), known.collect(), "{pointer}");
    };
    check("enums: nonsense", "/properties/enums");
    check("nulls: nonsense", "/properties/nulls");
    check(
        "events: {told-by: nonsense}",
        "/properties/events/properties/told-by",
    );
    check(
        "events: {tag: /a, value: nonsense}",
        "/properties/events/properties/value/anyOf/0",
    );
    check(
        "verify: {jwt: nonsense}",
        "/properties/verify/anyOf/1/properties/jwt",
    );
    check(
        "verify: {hmac-sha256: {header: a, encoding: nonsense}}",
        "/properties/verify/anyOf/1/properties/hmac-sha256/properties/encoding",
    );
    check(
        "occurred-at: [{at: /a, unit: nonsense}]",
        "/properties/occurred-at/items/properties/unit",
    );
}
