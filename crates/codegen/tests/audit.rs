//! Nothing of a document becomes code: what is generated of all vendors, of a crate that has
//! everything and of hostile documents is made of what is known beforehand.
#![expect(clippy::disallowed_methods, reason = "what was emitted is read again")]

#[path = "emit/kitchen_sink.rs"]
mod kitchen_sink;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::{env, fs};

use asyncapi_codegen::audit::audit;
use asyncapi_codegen::emit::{emit, module};
use asyncapi_codegen::generate::{File, Input, shapes};
use asyncapi_codegen::ir::{Crate, Manifest};
use asyncapi_parser::load::Limits;
use kitchen_sink::{ToldBy, kitchen_sink};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

type Files = BTreeMap<String, Vec<u8>>;

/// What does not belong into the files of a crate and into its single module.
fn violations(krate: &Crate) -> Vec<String> {
    let mut files = emit(krate);
    files.push(File {
        path: "src/single.rs".to_owned(),
        contents: module(krate),
    });
    let mut found: Vec<String> = audit(krate, &files)
        .iter()
        .map(ToString::to_string)
        .collect();
    for file in files.iter().filter(|file| file.path.starts_with("src/")) {
        if let Err(error) = syn::parse_file(&file.contents) {
            found.push(format!("{}: {error}", file.path));
        }
    }
    found
}

fn crate_of(files: &Files, config: Option<&str>) -> Option<Crate> {
    let samples = files.keys().filter(|path| path.starts_with("samples/"));
    let samples: Vec<String> = samples.cloned().collect();
    shapes(&Input {
        document: "asyncapi.yaml",
        config,
        samples: &samples,
        package: "audited-events",
        command: "cargo xtask codegen",
        manifest: &Manifest::Version("0.1".to_owned()),
        files,
        limits: &Limits::default(),
    })
    .shapes
}

#[test]
fn the_crates_of_vendors_are_made_of_what_is_known() {
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs");
    let mut vendors = 0;
    for vendor in fs::read_dir(specs).unwrap() {
        let folder = vendor.unwrap().path();
        let names = ["asyncapi.yaml", "codegen.yaml"];
        let read = |name: &str| Some((name.to_owned(), fs::read(folder.join(name)).ok()?));
        let mut files: Files = names.into_iter().filter_map(read).collect();
        if files.is_empty() {
            continue;
        }
        for sample in fs::read_dir(folder.join("samples")).unwrap() {
            let name = sample.unwrap().file_name().into_string().unwrap();
            files.extend(read(&format!("samples/{name}")));
        }
        vendors += 1;
        let krate = crate_of(&files, Some("codegen.yaml")).unwrap();
        assert_eq!(violations(&krate), [""; 0], "{}", folder.display());
    }
    assert!(vendors > 0);
}

#[test]
fn crates_that_have_everything_are_made_of_what_is_known() {
    for told in [ToldBy::Tag, ToldBy::Caller, ToldBy::Rules] {
        for manifest in [
            Manifest::Workspace,
            Manifest::Path("../a \"b\"\\".to_owned()),
        ] {
            let krate = kitchen_sink("sink", told, manifest);
            assert_eq!(violations(&krate), [""; 0]);
        }
    }
}

/// What people have tried, and what it is put into.
const FRAGMENTS: [&str; 34] = [
    "\"",
    "\"#",
    "\\",
    "\\\"",
    "'",
    "`",
    "```",
    "```rust\n",
    "\n",
    "\r",
    "\r\n",
    "\u{2028}",
    "\0",
    "\t",
    "\u{202e}",
    "\u{feff}",
    "/*",
    "*/",
    "//",
    "//! ",
    "--\u{3e}",
    "]",
    ")",
    "{",
    "}",
    "}}",
    "${x}",
    "#{",
    "fn pwned() {}",
    "; pub fn pwned() { std::process::abort() }",
    "include!(\"/etc/passwd\")",
    "#[path = \"/etc/passwd\"] mod pwned;",
    "#![feature(pwned)]",
    "\"\nbuild = \"pwned.rs\"\n[dependencies]\npwned = \"1\"\n",
];

/// A text of a hostile document.
fn text() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        4 => prop::sample::select(FRAGMENTS.as_slice()).prop_map(ToOwned::to_owned),
        1 => prop::sample::select(["r#", "unsafe", "Self", "type", "crate", "std", "_", "", " "].as_slice())
            .prop_map(ToOwned::to_owned),
        2 => "[a-zA-Z0-9_ .-]{0,12}",
        1 => any::<String>(),
    ];
    vec(fragment, 1..5).prop_map(|parts| parts.concat())
}

/// A document with a text in every place that takes one.
fn document(texts: &[String]) -> Value {
    let mut texts = texts.iter().cycle().cloned();
    let mut text = || texts.next().unwrap_or_default();
    let mut schema = |kind: Value| {
        let mut schema = kind;
        schema["title"] = text().into();
        schema["description"] = text().into();
        schema["default"] = text().into();
        schema["examples"] = json!([text(), {text(): text()}]);
        schema["externalDocs"] = json!({"url": text(), "description": text()});
        schema["deprecated"] = true.into();
        schema
    };
    let leaf = schema(json!({"type": "string"}));
    let plain = schema(json!({"type": "string"}));
    let number = schema(json!({"type": "number"}));
    let nested = schema(json!({"type": "object"}));
    let mut text = || texts.next().unwrap_or_default();
    let mut leaf = leaf;
    leaf["pattern"] = text().into();
    leaf["format"] = text().into();
    leaf["contentEncoding"] = text().into();
    let mut nested = nested;
    nested["properties"] = json!({text(): leaf, text(): number, text(): {"const": text()}});
    nested["required"] = json!([text()]);
    nested["patternProperties"] = json!({text(): {"type": "string"}});
    let payload = json!({
        "type": "object",
        "title": text(),
        "description": text(),
        "required": ["event"],
        "properties": {
            "event": {"const": text()},
            text(): nested,
            text(): plain,
            text(): {"enum": [text(), text(), 1, null, {text(): text()}]},
            text(): {"enum": [text(), text(), text()]},
            text(): {"const": {text(): [text()]}},
            text(): {
                "oneOf": [
                    {"title": text(), "type": "object", "required": ["kind"], "properties": {"kind": {"const": text()}}},
                    {"title": text(), "type": "object", "required": ["kind"], "properties": {"kind": {"const": text()}}},
                ],
            },
            text(): {"type": "array", "items": [{"type": "string", "title": text()}, {"type": "number"}]},
            text(): {"$ref": "#/components/schemas/Named"},
        },
    });
    json!({
        "asyncapi": "2.6.0",
        "id": text(),
        "info": {
            "title": text(),
            "version": text(),
            "description": text(),
            "termsOfService": text(),
            "contact": {"name": text(), "url": text(), "email": text()},
            "license": {"name": text(), "url": text()},
        },
        "tags": [{"name": text(), "description": text()}],
        "servers": {"main": {"url": text(), "protocol": text(), "description": text()}},
        "channels": {
            text(): {
                "description": text(),
                "publish": {
                    "operationId": text(),
                    "summary": text(),
                    "message": {
                        "name": text(),
                        "title": text(),
                        "summary": text(),
                        "description": text(),
                        "payload": payload,
                    },
                },
            },
            text(): {
                "subscribe": {
                    "message": {"name": text(), "contentType": text(), "payload": {"$ref": "#/components/schemas/Named"}},
                },
            },
        },
        "components": {
            "schemas": {
                "Named": {
                    "description": text(),
                    "type": "object",
                    "properties": {text(): {"title": text()}, text(): {"type": "integer", "description": text()}},
                    "additionalProperties": {"description": text(), "type": "object", "properties": {text(): {}}},
                },
            },
        },
    })
}

/// How many documents: as many as the variable `DOCUMENTS` says.
fn documents() -> u32 {
    env::var("DOCUMENTS").map_or(200, |count| count.parse().unwrap())
}

#[test]
fn hostile_documents_give_only_what_is_known() {
    let mut runner = TestRunner::new(ProptestConfig {
        cases: documents(),
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let generated = Cell::new(0);
    let inputs = (vec(text(), 40..90), any::<bool>());
    let outcome = runner.run(&inputs, |(texts, told)| {
        let config = if told {
            "events: {told-by: channel}"
        } else {
            "# nothing"
        };
        let files = Files::from([
            (
                "asyncapi.yaml".to_owned(),
                document(&texts).to_string().into_bytes(),
            ),
            ("codegen.yaml".to_owned(), config.to_owned().into_bytes()),
        ]);
        if let Some(krate) = crate_of(&files, Some("codegen.yaml")) {
            generated.set(generated.get() + 1);
            prop_assert_eq!(violations(&krate), [""; 0]);
        }
        Ok(())
    });
    if let Err(problem) = outcome {
        panic!("{problem}");
    }
    // What is refused proves nothing.
    assert!(
        2 * generated.get() > documents(),
        "{} generated",
        generated.get()
    );
}
