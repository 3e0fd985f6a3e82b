//! What was worth keeping of what the fuzzer made holds, without the fuzzer.

use std::fs;
use std::path::Path;

use asyncapi_fuzz::{TARGETS, Target};

#[test]
fn corpora_hold() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    std::thread::scope(|scope| {
        for target in &TARGETS {
            let folder = corpus.join(target.name);
            scope.spawn(move || hold(target, &folder));
        }
    });
}

fn hold(target: &Target, folder: &Path) {
    let mut inputs: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    inputs.sort();
    assert!(!inputs.is_empty(), "{} is empty", folder.display());
    for path in inputs {
        let data = fs::read(&path).unwrap();
        // A panic does not say of which input it came.
        let held = std::panic::catch_unwind(|| (target.run)(&data));
        assert!(held.is_ok(), "{}: {}", target.name, path.display());
    }
}
