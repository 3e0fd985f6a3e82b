//! What is emitted for a crate that has everything: valid Rust, and the same twice.

#[path = "emit/kitchen_sink.rs"]
mod kitchen_sink;

use std::ffi::OsStr;
use std::path::Path;

use asyncapi_codegen::emit::emit;
use asyncapi_codegen::ir::EventRule;
use kitchen_sink::kitchen_sink;

fn rules() -> [EventRule; 2] {
    let member = "event".to_owned();
    [EventRule::Tag { member }, EventRule::Told]
}

#[test]
fn every_file_is_rust() {
    for file in rules()
        .into_iter()
        .flat_map(|rule| emit(&kitchen_sink(rule)))
    {
        if Path::new(&file.path).extension() == Some(OsStr::new("rs")) {
            syn::parse_file(&file.contents)
                .unwrap_or_else(|error| panic!("{}: {error}", file.path));
        }
        assert!(file.contents.ends_with('\n'), "{}", file.path);
    }
}

#[test]
fn the_same_crate_gives_the_same_files_in_order() {
    for (one, other) in rules().into_iter().zip(rules()) {
        let files = emit(&kitchen_sink(one));
        assert!(files.is_sorted_by(|a, b| a.path < b.path));
        assert_eq!(files, emit(&kitchen_sink(other)));
    }
}
