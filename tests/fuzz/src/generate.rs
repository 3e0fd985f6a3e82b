//! The whole way: a document, its configuration and samples to the files of a crate, which are
//! Rust and made of what is known, the same each time.

use asyncapi_codegen::diff::diff;
use asyncapi_codegen::generate::{File, Input, Lowered, files as crate_files, module, shapes};
use asyncapi_codegen::ir::Manifest;

use crate::files::{CONFIG, DOCUMENT, Files, files, limits};
use crate::told;

/// Generates a crate; for some inputs, which their length chooses, once more.
///
/// # Panics
/// Something does not hold.
pub fn run(data: &[u8]) {
    let files = files(data);
    let generated = generate(&files);
    if data.len().is_multiple_of(8) {
        assert_eq!(generated, generate(&files), "generated anew, it differs");
    }
    for file in generated.iter().flatten() {
        if file.path.starts_with("src/") {
            let error = syn::parse_file(&file.contents).err();
            assert!(error.is_none(), "{}: {error:?}", file.path);
        }
    }
}

/// The files of the crate and its single module, unless the document is refused.
fn generate(files: &Files) -> Option<Vec<File>> {
    let samples = files.keys().filter(|path| path.starts_with("samples/"));
    let samples: Vec<String> = samples.cloned().collect();
    let Lowered {
        shapes,
        diagnostics,
        sources,
    } = shapes(&Input {
        document: DOCUMENT,
        config: files.contains_key(CONFIG).then_some(CONFIG),
        samples: &samples,
        package: "fuzzed-events",
        command: "cargo xtask codegen",
        manifest: &Manifest::Version("0.1".to_owned()),
        files,
        limits: &limits(),
    });
    assert_eq!(
        shapes.is_none(),
        told::any_error(&diagnostics),
        "{diagnostics:?}"
    );
    told::check(&diagnostics, &sources);
    let shapes = shapes?;
    // What is not made of what is known is an error of either.
    let mut generated = crate_files(&shapes).unwrap_or_else(|found| panic!("{found:?}"));
    generated.push(File {
        path: "src/single.rs".to_owned(),
        contents: module(&shapes).unwrap_or_else(|found| panic!("{found:?}")),
    });
    let changes = diff(&shapes, &shapes);
    assert!(changes.is_empty(), "it differs from itself: {changes:?}");
    Some(generated)
}
