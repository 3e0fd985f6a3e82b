//! Which files are read, and which file a part of a document belongs to.

use std::cell::RefCell;
use std::collections::BTreeMap;

use asyncapi_parser::load::{Limits, load};
use asyncapi_parser::patch::{Action, Patch, apply};
use asyncapi_parser::resolve::{Options, resolve};
use asyncapi_parser::source::Files;
use asyncapi_parser::tree::{Document, Value};
use insta::assert_snapshot;

use crate::support::{dump, faults};

/// Files that note which of them were asked for.
struct Noting {
    files: BTreeMap<String, Vec<u8>>,
    asked: RefCell<Vec<String>>,
}

impl Noting {
    fn new(files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
        Self {
            files: files.collect(),
            asked: RefCell::default(),
        }
    }
}

impl Files for Noting {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.asked.borrow_mut().push(path.to_owned());
        self.files.read(path)
    }

    fn shown(&self, path: &str) -> String {
        self.files.shown(path)
    }
}

fn options<'a>(files: &'a Noting, limits: &'a Limits) -> Options<'a> {
    Options {
        files,
        limits,
        references: &[],
        implied_types: true,
    }
}

#[test]
fn only_what_references_name_is_read() {
    let files = Noting::new(&[
        (
            "spec.yaml",
            "\
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels: {}
components:
  schemas:
    A: {$ref: 'a.yaml#/A'}
    B: {$ref: 'a.yaml#/B'}
    Same: {$ref: 'spec.yaml#/components/schemas/A'}
    Wrong: {$ref: 7}
    Data: {type: object, example: {$ref: data.yaml}}
    Web: {$ref: 'https://example.com/web.yaml'}
    Up: {$ref: '../up.yaml'}
",
        ),
        ("a.yaml", "A: {$ref: 'b.yaml'}\nB: {type: string}\n"),
        ("7", "type: string\n"),
    ]);
    let limits = Limits::default();
    let mut document = Document::default();
    let entry = load(&mut document, "spec.yaml", &files, &limits).expect("it is well-formed");
    resolve(&mut document, entry, &options(&files, &limits));
    assert_eq!(
        files.asked.take(),
        ["spec.yaml", "a.yaml", "data.yaml", "b.yaml"]
    );
}

/// A patch stands in the configuration, yet what it puts into the document is the document's.
#[test]
fn references_in_patches_are_relative_to_the_document() {
    let files = Noting::new(&[
        ("codegen.yaml", "{$ref: 'parts.yaml#/Part'}\n"),
        (
            "apis/spec.yaml",
            "\
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels: {}
components: {schemas: {Old: {type: integer}, Other: {$ref: 'parts.yaml#/Part'}}}
",
        ),
        ("apis/parts.yaml", "Part: {type: string}\n"),
    ]);
    let limits = Limits::default();
    let mut document = Document::default();
    let [config, entry] = ["codegen.yaml", "apis/spec.yaml"]
        .map(|path| load(&mut document, path, &files, &limits).expect("it is well-formed"));
    let value = document.root(config).expect("it has a root");
    assert!(matches!(document.node(value).value, Value::Mapping(_)));
    let patch = Patch {
        at: value,
        target: "/components/schemas/Old".to_owned(),
        action: Action::Replace(value),
    };
    let mut diagnostics = apply(&mut document, entry, &[patch]);
    let (api, found) = resolve(&mut document, entry, &options(&files, &limits));
    diagnostics.extend(found);
    assert_eq!(faults(&document, &diagnostics), "");
    assert_snapshot!(dump::api(&api.expect("nothing is wrong")), @"
2.6.0 T 1
Old = -> apis/parts.yaml#/Part
Other = -> apis/parts.yaml#/Part
apis/parts.yaml#/Part = string
");
}
