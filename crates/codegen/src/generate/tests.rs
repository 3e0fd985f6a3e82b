use std::collections::BTreeMap;

use asyncapi_parser::load::Limits;
use asyncapi_parser::render::{Style, render};
use insta::assert_snapshot;

use super::{Input, generate, module, shapes};
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

/// What is wrong with a sample is told; those that are JSON are kept as they are.
#[test]
fn samples_are_json() {
    let read = |samples: &[(&str, &[u8])]| {
        let mut files = BTreeMap::from([("asyncapi.yaml".to_owned(), DOCUMENT.into())]);
        let mut paths = Vec::new();
        for (path, bytes) in samples {
            files.insert((*path).to_owned(), bytes.to_vec());
            paths.push((*path).to_owned());
        }
        files.remove("samples/none.json");
        shapes(&Input {
            document: "asyncapi.yaml",
            config: None,
            samples: &paths,
            package: "test-events",
            command: "cargo xtask codegen test",
            manifest: &Manifest::Workspace,
            files: &files,
            limits: &Limits {
                file_bytes: 200,
                ..Limits::default()
            },
        })
    };
    let full = [b" ".repeat(198), b"12".to_vec()].concat();
    let lowered = read(&[
        ("samples/a.json", b"{\"event\": \"a\"}"),
        ("samples/a.b.json", b"1"),
        ("c", "\"\u{e4}\"".as_bytes()),
        ("samples/full.json", &full),
    ]);
    let samples = lowered.shapes.unwrap().samples;
    let samples = samples
        .iter()
        .map(|it| format!("{} {:?} {}", it.function.as_str(), it.name, it.body.trim()));
    assert_snapshot!(samples.collect::<Vec<_>>().join("\n"), @r#"
    a "a" {"event": "a"}
    a_b "a.b" 1
    c "c" "ä"
    full "full" 12
    "#);
    let lowered = read(&[
        ("samples/none.json", b""),
        ("samples/bytes.json", b"\"\xff\""),
        ("samples/large.json", &b"1".repeat(201)),
        (
            "samples/broken.json",
            "{\n  \"a\": [\n    \"\u{e4}\", \u{e9}]}".as_bytes(),
        ),
        ("samples/open.json", b"[1,\n"),
    ]);
    assert_snapshot!(render(&lowered.diagnostics, &lowered.sources, Style::Plain));
}

/// The events of a and b are one type, that of c has a type of another crate, which is d's too.
#[test]
fn events_that_carry_one_type_by_several_names() {
    let document = "
asyncapi: 3.0.0
info: {title: T, version: '1'}
channels:
  a: {messages: {m: {payload: {$ref: '#/components/schemas/Order'}}}}
  b: {messages: {m: {payload: {$ref: '#/components/schemas/Same'}}}}
  c: {messages: {m: {payload: {$ref: '#/components/schemas/Prices'}}}}
  d: {messages: {m: {payload: {$ref: '#/components/schemas/Amounts'}}}}
components:
  schemas:
    Order: {type: object, properties: {id: {type: string}}}
    Same: {$ref: '#/components/schemas/Order'}
    Prices: {type: array, items: {type: number}}
    Amounts: {type: array, items: {$ref: '#/components/schemas/Amount'}}
    Amount: {type: number}
";
    let config = "events: {told-by: channel}\ndedupe: [body]\n";
    let lines = lines_of(document, config);
    assert_snapshot!(lines("src/envelope.rs", "impl"), @r"
    impl Enveloped for Event {
    impl Enveloped for types::Order {
    ");
    assert_snapshot!(lines("src/event.rs", "serialize(serializer)"), @r"
    Self::A(payload) | Self::B(payload) => payload.serialize(serializer),
    Self::C(payload) | Self::D(payload) => payload.serialize(serializer),
    Self::Unknown(event) => event.serialize(serializer),
    ");
}

/// Two branches of one type would be encoded by two arms that are the same.
#[test]
fn branches_that_hold_one_type() {
    let document = "
asyncapi: 3.0.0
info: {title: T, version: '1'}
channels:
  a: {messages: {m: {payload: {$ref: '#/components/schemas/Either'}}}}
components:
  schemas:
    Either:
      oneOf:
        - {type: array, items: {type: boolean}, minItems: 4}
        - {type: object}
        - {type: array, items: {type: boolean}, maxItems: 1}
";
    let lines = lines_of(document, "events: {told-by: channel}\n");
    assert_snapshot!(lines("src/wire/either.rs", "(value)"), @r"
    Self::List(value) | Self::List3(value) => {
    Self::Object(value) => {
    ");
}

/// So they are where a type has several names.
#[test]
fn branches_that_hold_one_type_by_several_names() {
    let document = "
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  c: {publish: {message: {payload: {$ref: '#/components/schemas/Either'}}}}
components:
  schemas:
    Names: {description: One list., type: array, items: {type: string}}
    Words: {description: Another., type: array, items: {type: string}}
    Counts: {type: array, items: {type: integer}}
    Either:
      oneOf:
        - $ref: '#/components/schemas/Names'
        - $ref: '#/components/schemas/Counts'
        - $ref: '#/components/schemas/Words'
        - {type: array, items: {type: array, items: {type: string}}}
        - {type: array, items: {$ref: '#/components/schemas/Names'}}
";
    let lines = lines_of(document, "events: {told-by: channel}\n");
    assert_snapshot!(lines("src/wire/either.rs", "(value)"), @r"
    Self::Names(value) | Self::Words(value) => {
    Self::Counts(value) => {
    Self::List(value) | Self::List5(value) => {
    ");
}

/// Files are nested as their modules are: the types above, what decodes them below.
#[test]
fn a_module_that_stands_in_another_crate() {
    let config = "
events: {told-by: channel}
provenance: {source: 'https://example.com', version: 1.10, retrieved: 2026-01-02, note: by hand}
";
    let module = of(DOCUMENT, config, |input| {
        module(&shapes(input).shapes.unwrap()).unwrap()
    });
    assert_snapshot!(module);
}

/// What a crate does not have is not there: files, features, names at the root.
#[test]
fn small_crates() {
    let events = "channels: {a: {publish: {message: {payload: {type: array, items: {$ref: '#/components/schemas/A'}}}}}, b: {publish: {message: {payload: {type: object, properties: {id: {type: string}}}}}}}";
    let texts = "channels: {a: {publish: {message: {payload: {type: string}}}}}";
    let schema = "components: {schemas: {A: {type: object, properties: {id: {type: string}}}}}";
    let alias = "components: {schemas: {A: {type: string}}}";
    let told = "events: {told-by: channel}";
    let table = [
        ("channels: {}", alias, "{}"),
        ("channels: {}", schema, "{}"),
        (texts, "", "{}"),
        (texts, "", "verify: {header: x-secret}"),
        (texts, "", "dedupe: [body]"),
        (events, alias, told),
        (
            events,
            schema,
            "dedupe: [[/id]]\nevents: {told-by: channel, batch: true}",
        ),
        (
            events,
            schema,
            "occurred-at: [{at: /id, unit: iso}]\nevents: {told-by: channel}",
        ),
        (
            events,
            schema,
            "verify: {body-token: /id}\nevents: {told-by: channel, batch: true}",
        ),
        (
            events,
            "components: {schemas: {A: {type: string}, Delivery: {type: object}, Headers: {type: object}, Json: {type: object}}}",
            "verify: {header: x}\nevents: {told-by: channel}",
        ),
    ];
    let crates = table.map(|(channels, components, config)| {
        let document = format!(
            "asyncapi: 2.6.0\ninfo: {{title: T, version: '1'}}\n{channels}\n{components}\n"
        );
        let files = of(&document, config, generate).files.unwrap();
        let mut lines = vec![format!("--- {channels}\n--- {components}\n--- {config}")];
        lines.extend(files.iter().map(|file| file.path.clone()));
        for path in ["Cargo.toml", "src/lib.rs"] {
            let file = files.iter().find(|file| file.path == path).unwrap();
            let text = file.contents.rsplit(")]\n\n").next().unwrap_or_default();
            let text = text.lines().filter(|line| !line.is_empty());
            // What every crate has is in other snapshots.
            let text = text.filter(|line| {
                let start = line.split(['.', ' ']).next().unwrap_or_default();
                ![
                    "#",
                    "name",
                    "version",
                    "edition",
                    "license",
                    "repository",
                    "rust-version",
                ]
                .contains(&start)
            });
            lines.extend(text.map(|line| format!("  {line}")));
        }
        lines.join("\n")
    });
    assert_snapshot!(crates.join("\n"));
}

/// Wherever something is deprecated, the crate may use it.
#[test]
fn what_is_deprecated_is_decoded() {
    let table = [
        ("{type: object, deprecated: true}", true),
        (
            "{type: object, properties: {a: {type: string, deprecated: true}}}",
            true,
        ),
        (
            "{type: array, items: [{type: string, deprecated: true}]}",
            true,
        ),
        (
            "{oneOf: [{type: boolean, deprecated: true}, {type: integer}]}",
            true,
        ),
        ("{oneOf: [{const: a, deprecated: true}, {const: b}]}", true),
        ("{oneOf: [{const: 1, deprecated: true}, {const: b}]}", true),
        ("{type: object, properties: {a: {type: string}}}", false),
        ("{type: string}", false),
    ];
    for (schema, expected) in table {
        let document = format!(
            "asyncapi: 2.6.0\ninfo: {{title: T, version: '1'}}\nchannels: {{}}\ncomponents: {{schemas: {{A: {schema}}}}}\n"
        );
        let files = of(&document, "{}", generate).files.unwrap();
        let root = files.iter().find(|file| file.path == "src/lib.rs").unwrap();
        let found = root.contents.contains("#![allow(deprecated");
        assert_eq!(found, expected, "{schema}");
    }
}

/// What becomes of a document with its configuration.
fn of<T>(document: &str, config: &str, make: impl FnOnce(&Input<'_>) -> T) -> T {
    let files: BTreeMap<String, Vec<u8>> = BTreeMap::from([
        ("asyncapi.yaml".to_owned(), document.into()),
        ("codegen.yaml".to_owned(), config.into()),
    ]);
    make(&Input {
        document: "asyncapi.yaml",
        config: Some("codegen.yaml"),
        samples: &[],
        package: "test-events",
        command: "cargo xtask codegen test",
        manifest: &Manifest::Workspace,
        files: &files,
        limits: &Limits::default(),
    })
}

/// The lines of a generated file that contain a text.
fn lines_of(document: &str, config: &str) -> impl Fn(&str, &str) -> String {
    let files = of(document, config, generate).files.unwrap();
    move |path, of| {
        let file = files.iter().find(|file| file.path == path).unwrap();
        let lines = file.contents.lines().filter(|line| line.contains(of));
        lines.collect::<Vec<_>>().join("\n")
    }
}
