//! The spanned tree says what another reader of YAML says: every document and configuration in
//! `specs/`, and a table of scalars, compared with `serde_yaml`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use asyncapi_parser::load::{Limits, load};
use asyncapi_parser::tree::{Document, NodeId, ScalarKind, Value};

/// A value as both readers can say it; a number by its meaning, for one of them drops its text.
fn ours(document: &Document, node: NodeId) -> serde_yaml::Value {
    match &document.node(node).value {
        Value::Scalar(scalar) => match scalar.kind {
            ScalarKind::String => serde_yaml::Value::String(scalar.text.to_string()),
            ScalarKind::Null | ScalarKind::Boolean | ScalarKind::Integer | ScalarKind::Float => {
                serde_yaml::from_str(&scalar.text).unwrap()
            }
        },
        Value::Sequence(items) => items.iter().map(|item| ours(document, *item)).collect(),
        Value::Mapping(mapping) => {
            let entries = mapping.entries().iter();
            let entries = entries.map(|entry| {
                (
                    serde_yaml::Value::String(entry.key.to_string()),
                    ours(document, entry.value),
                )
            });
            serde_yaml::Value::Mapping(entries.collect())
        }
    }
}

fn check(shown: &str, text: &str) {
    let files = BTreeMap::from([("it.yaml".to_owned(), text.as_bytes().to_vec())]);
    let mut document = Document::default();
    let file = load(&mut document, "it.yaml", &files, &Limits::default()).unwrap();
    let theirs: serde_yaml::Value = serde_yaml::from_str(text).unwrap();
    assert_eq!(
        ours(&document, document.root(file).unwrap()),
        theirs,
        "{shown}"
    );
}

#[test]
fn documents_and_configurations_are_read_alike() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
    let mut count = 0;
    for vendor in fs::read_dir(specs).unwrap() {
        for name in ["asyncapi.yaml", "codegen.yaml"] {
            let path = vendor.as_ref().unwrap().path().join(name);
            if let Ok(text) = fs::read_to_string(&path) {
                check(&path.display().to_string(), &text);
                count += 1;
            }
        }
    }
    assert!(count >= 8, "{count} files were compared");
}

#[test]
fn scalars_are_read_alike() {
    let cases = [
        "a: 1.10",
        "a: '1.10'",
        "a: ~",
        "a:",
        "a: [on, yes, no, off, y, n]",
        "a: [true, False, TRUE, 'true']",
        "a: [0x1F, 0o17, 017, -0, 1_000]",
        "a: [1e3, .5, 1., .inf, -.INF]",
        "a: [null, Null, NULL, nULL]",
        "a: 2026-01-02T03:04:05Z",
        "a: |\n  one\n  two\n\nb: >-\n  three\n  four\n",
        "a: \"tab\\tquote\\\" \\u00e9 \\x41\"",
        "'1': a\n\"true\": b",
        "a: &x {z: 1}\nb: *x",
        "{a: [1, {b: c}], d: !!str 5}",
    ];
    for text in cases {
        check(text, text);
    }
}
