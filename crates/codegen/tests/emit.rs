//! What is emitted for a crate that has everything: valid Rust, and the same twice.
#![expect(clippy::disallowed_methods, reason = "what was emitted is read again")]

#[path = "emit/kitchen_sink.rs"]
mod kitchen_sink;

use asyncapi_codegen::generate::{File, files};
use asyncapi_codegen::ir::Manifest;
use insta::assert_snapshot;
use kitchen_sink::{ToldBy, kitchen_sink};

fn by_tag(manifest: Manifest) -> Vec<File> {
    files(&kitchen_sink("sink", ToldBy::Tag, manifest)).unwrap()
}

fn by_caller(manifest: Manifest) -> Vec<File> {
    files(&kitchen_sink("told-sink", ToldBy::Caller, manifest)).unwrap()
}

fn by_rules(manifest: Manifest) -> Vec<File> {
    files(&kitchen_sink("ruled-sink", ToldBy::Rules, manifest)).unwrap()
}

#[test]
fn files_read_well() {
    // What is only about names is long, and says nothing that the others do not say.
    let files = by_tag(Manifest::Workspace);
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_snapshot!("paths", paths.join("\n"));
    for file in files
        .iter()
        .filter(|file| file.path != "src/wire/shadows.rs")
    {
        assert_snapshot!(file.path.replace('/', "__"), file.contents);
    }
}

#[test]
fn manifests_and_other_events_read_well() {
    let contents = |files: Vec<File>, path: &str| {
        let file = files.into_iter().find(|file| file.path == path);
        file.map(|file| file.contents).unwrap()
    };
    let version = Manifest::Version("0.1".to_owned());
    assert_snapshot!(contents(by_tag(version.clone()), "Cargo.toml"));
    let path = Manifest::Path("../run \"time\"\\".to_owned());
    assert_snapshot!(contents(by_tag(path), "Cargo.toml"));
    assert_snapshot!(contents(by_caller(version.clone()), "src/event.rs"));
    assert_snapshot!(contents(by_caller(version.clone()), "src/lib.rs"));
    assert_snapshot!(contents(by_caller(version.clone()), "README.md"));
    assert_snapshot!(contents(by_rules(version), "src/event.rs"));
}

#[test]
fn every_file_is_text_that_can_be_seen() {
    let hidden = |character: char| {
        (character.is_control() && character != '\n')
            || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let files = [by_tag, by_caller, by_rules].map(|make| make(Manifest::Workspace));
    for file in files.into_iter().flatten() {
        assert!(!file.contents.contains(hidden), "{}", file.path);
        assert!(file.contents.ends_with('\n'), "{}", file.path);
        if file.path.rsplit('.').next() == Some("rs") {
            syn::parse_file(&file.contents)
                .unwrap_or_else(|error| panic!("{}: {error}", file.path));
        }
    }
}

#[test]
fn the_same_crate_gives_the_same_files_in_order() {
    for make in [by_tag, by_caller, by_rules] {
        let files = make(Manifest::Workspace);
        assert!(files.is_sorted_by(|a, b| a.path < b.path));
        assert_eq!(files, make(Manifest::Workspace));
    }
}
