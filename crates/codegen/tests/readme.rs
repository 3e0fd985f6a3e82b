//! The examples of types in the README are what is generated.
#![expect(clippy::disallowed_methods, reason = "what was emitted is read again")]

use std::collections::BTreeMap;
use std::fs;

use asyncapi_codegen::generate::{Input, generate};
use asyncapi_codegen::ir::Manifest;
use asyncapi_parser::load::Limits;
use quote::ToTokens;
use syn::{File, Item, Visibility};

/// The rows of the table under a heading: what each of their cells has as code.
fn rows(heading: &str) -> Vec<Vec<Vec<String>>> {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let (_, chapter) = readme.split_once(&format!("\n{heading}\n")).unwrap();
    chapter
        .lines()
        .take_while(|line| !line.starts_with('#'))
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let code = |cell: &str| -> Vec<String> {
                let spans = cell.split('`').skip(1).step_by(2);
                spans.map(ToOwned::to_owned).collect()
            };
            let cells = line.trim_matches(['|', ' ']).split(" | ");
            cells.map(code).collect()
        })
        .collect()
}

/// The types that are generated for a schema, without what stands around them.
fn types(schema: &str, config: &str) -> File {
    let document = format!(
        "asyncapi: 3.0.0\ninfo: {{title: T, version: '1'}}\ncomponents:\n  schemas:\n    Example: {schema}\n    Cat: {{type: object, properties: {{lives: {{type: integer}}}}}}\n    Dog: {{type: object, properties: {{tricks: {{type: integer}}}}}}\n"
    );
    let files: BTreeMap<String, Vec<u8>> = [
        ("asyncapi.yaml".to_owned(), document.into_bytes()),
        ("codegen.yaml".to_owned(), config.to_owned().into_bytes()),
    ]
    .into();
    let output = generate(&Input {
        document: "asyncapi.yaml",
        config: Some("codegen.yaml"),
        samples: &[],
        package: "example-events",
        command: "cargo test",
        manifest: &Manifest::Workspace,
        files: &files,
        limits: &Limits::default(),
    });
    let generated = output
        .files
        .unwrap_or_else(|| panic!("{schema}: {:?}", output.diagnostics));
    let file = generated
        .iter()
        .find(|file| file.path == "src/types/example.rs")
        .unwrap_or_else(|| panic!("{schema} has no type"));
    let mut file = syn::parse_file(&file.contents).unwrap();
    file.attrs.clear();
    file.items
        .retain(|item| matches!(item, Item::Struct(_) | Item::Enum(_) | Item::Type(_)));
    file.items.iter_mut().for_each(bare);
    file
}

/// An item without attributes and visibility.
fn bare(item: &mut Item) {
    let (attributes, visibility, fields) = match item {
        Item::Struct(it) => (&mut it.attrs, &mut it.vis, it.fields.iter_mut().collect()),
        Item::Type(it) => (&mut it.attrs, &mut it.vis, Vec::new()),
        Item::Enum(it) => {
            it.variants
                .iter_mut()
                .for_each(|variant| variant.attrs.clear());
            (&mut it.attrs, &mut it.vis, Vec::new())
        }
        _ => return,
    };
    attributes.clear();
    *visibility = Visibility::Inherited;
    for field in fields {
        field.attrs.clear();
        field.vis = Visibility::Inherited;
    }
}

/// As tokens, commas before closing brackets left out of account.
fn tokens(file: &File) -> String {
    let text = file.to_token_stream().to_string();
    let text: String = text.split_whitespace().collect();
    text.replace(",}", "}").replace(",)", ")")
}

#[test]
fn the_examples_of_types_are_generated() {
    let rows = rows("### What each kind of schema becomes");
    assert!(rows.len() > 15, "{rows:?}");
    for row in rows {
        let [schema, rust, values] = row.as_slice() else {
            panic!("not three cells: {row:?}")
        };
        let (schema, rust) = (&schema[0], &rust[0]);
        let expected = syn::parse_file(rust).unwrap_or_else(|error| panic!("{rust}: {error}"));
        let config = if schema.contains("uuid") {
            "types: {uuid: uuid}"
        } else {
            "{}"
        };
        assert_eq!(
            tokens(&types(schema, config)),
            tokens(&expected),
            "{schema}"
        );
        for json in values {
            serde_json::from_str::<serde_json::Value>(json)
                .unwrap_or_else(|error| panic!("{json}: {error}"));
        }
    }
}
