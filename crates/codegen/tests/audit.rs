//! Nothing of a document becomes code: what is generated of all vendors, of a crate that has
//! everything and of hostile documents is made of what is known beforehand. Every generation looks
//! at that itself; here it is looked at a second time, by those who read Rust and Markdown.
#![expect(clippy::disallowed_types, reason = "what was emitted is read again")]

#[path = "audit/documents.rs"]
mod documents;
#[path = "emit/kitchen_sink.rs"]
mod kitchen_sink;
#[path = "audit/markdown.rs"]
mod markdown;
#[path = "audit/reader.rs"]
mod reader;
#[path = "audit/texts.rs"]
mod texts;

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{env, fs, thread};

use asyncapi_codegen::audit::{audit, words};
use asyncapi_codegen::generate::{self, File, Input, module, shapes};
use asyncapi_codegen::ir::{Crate, Manifest};
use asyncapi_parser::diagnostic::Diagnostic;
use asyncapi_parser::load::Limits;
use documents::Files;
use fastrand::Rng;
use kitchen_sink::{ToldBy, kitchen_sink};

/// Generation allocates much, on each thread.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The files of a crate, or its single module.
fn emitted(krate: &Crate, single: bool) -> Result<Vec<File>, Vec<String>> {
    let told = |found: Vec<Diagnostic>| found.into_iter().map(|it| it.message).collect();
    if !single {
        return generate::files(krate).map_err(told);
    }
    let contents = module(krate).map_err(told)?;
    let path = "src/events.rs".to_owned();
    Ok(vec![File { path, contents }])
}

/// What does not belong into what is generated.
fn violations(krate: &Crate, single: bool) -> Vec<String> {
    match emitted(krate, single) {
        Ok(files) => {
            let words = words(krate);
            let read = |file: &File| {
                let found = reader::read(&words, file).into_iter();
                found.map(|what| format!("{}: {what}", file.path)).collect()
            };
            files
                .iter()
                .flat_map(|file| -> Vec<String> { read(file) })
                .collect()
        }
        Err(found) => found,
    }
}

fn crate_of(files: &Files) -> Option<Crate> {
    let document = ["asyncapi.yaml", "asyncapi.json"];
    let document = document.into_iter().find(|it| files.contains_key(*it))?;
    let samples = files.keys().filter(|path| path.starts_with("samples/"));
    let samples: Vec<String> = samples.cloned().collect();
    shapes(&Input {
        document,
        config: files.contains_key("codegen.yaml").then_some("codegen.yaml"),
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
        let krate = crate_of(&files).unwrap();
        for single in [false, true] {
            assert_eq!(violations(&krate, single), [""; 0], "{}", folder.display());
        }
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
            for single in [false, true] {
                assert_eq!(violations(&krate, single), [""; 0]);
            }
        }
    }
}

/// A number that the environment may choose.
fn number(name: &str, otherwise: u64) -> u64 {
    env::var(name).map_or(otherwise, |number| number.parse().unwrap())
}

/// `DOCUMENTS` says how many, `SEED` with which to begin. Of many, others read one in eight.
#[test]
fn hostile_documents_give_only_what_is_known() {
    let (first, count) = (number("SEED", 0), number("DOCUMENTS", 200));
    let (next, generated) = (AtomicU64::new(first), AtomicU64::new(0));
    let found = Mutex::new(Vec::new());
    let work = || {
        while let seed = next.fetch_add(1, Ordering::Relaxed)
            && seed < first + count
        {
            let Some(krate) = crate_of(&documents::files(seed)) else {
                continue;
            };
            generated.fetch_add(1, Ordering::Relaxed);
            let single = seed.is_multiple_of(3);
            // Others take four times as long to read as generating and looking at it takes.
            let violations = if count <= 1_000 || seed.is_multiple_of(8) {
                violations(&krate, single)
            } else {
                emitted(&krate, single).err().unwrap_or_default()
            };
            if !violations.is_empty() {
                let found = &mut found.lock().unwrap();
                found.push(format!("SEED={seed}: {}", violations.join("\n  ")));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, Into::into) {
            scope.spawn(work);
        }
    });
    let found = found.into_inner().unwrap();
    let some: Vec<&String> = found.iter().take(10).collect();
    assert!(
        found.is_empty(),
        "{} documents, among them {some:#?}",
        found.len()
    );
    let generated = generated.into_inner();
    println!("{generated} of {count} documents were generated from");
    // What is refused proves nothing.
    assert!(count == 1 || 2 * generated > count, "{generated} generated");
}

/// What is put somewhere into a file that is as it should be.
const SPLICES: [&str; 44] = [
    "\"",
    "\\",
    "'",
    "'x'",
    "`",
    "\n",
    "\n\n",
    "!",
    "#",
    "::",
    "*/",
    "/*",
    " /* */ ",
    "//",
    "/// ",
    "\n/// ",
    "\n/// ```\n/// panic!()\n/// ```\n",
    "\n/// <b>\n",
    "\n///\n///     panic!();\n",
    "<b>",
    "<script>",
    "&#x202e;",
    "&rlm;",
    "[x](javascript:alert(1))",
    "![x](https://example.com/x.png)",
    "[Vec]",
    "[`Vec`]",
    "\n```\n",
    "    ",
    "\u{202e}",
    "é",
    "\r",
    "\0",
    " pwned ",
    " unsafe { } ",
    " pub unsafe fn pwned() {} ",
    " pub fn pwned() { std::process::abort() } ",
    " pub mod other; ",
    " ::std::process::abort() ",
    " include!(\"/etc/passwd\"); ",
    " #[path = \"/etc/passwd\"] mod other; ",
    " #![feature(x)] ",
    " r#\"x\"# b\"x\" ",
    " extern crate std; ",
];

#[test]
fn what_others_find_every_generation_finds() {
    let krate = kitchen_sink("sink", ToldBy::Tag, Manifest::Workspace);
    let (files, words) = (emitted(&krate, false).unwrap(), words(&krate));
    let rng = &mut Rng::with_seed(number("SEED", 0));
    let (mut caught, mut missed) = (0, Vec::new());
    let splices = number("SPLICES", 3_000);
    for _ in 0..splices {
        let mut file = rng.choice(&files).unwrap().clone();
        let places: Vec<usize> = file.contents.char_indices().map(|(at, _)| at).collect();
        let (at, splice) = (
            *rng.choice(&places).unwrap(),
            *rng.choice(&SPLICES).unwrap(),
        );
        file.contents.insert_str(at, splice);
        let mut found = reader::read(&words, &file);
        // What is no Rust at all harms nobody.
        found.retain(|what| !what.starts_with("not "));
        if found.is_empty() {
            continue;
        }
        caught += 1;
        if audit(&krate, std::slice::from_ref(&file)).is_empty() {
            let line = file.contents[..at].matches('\n').count() + 1;
            missed.push(format!("{splice:?} in {}:{line}: {found:?}", file.path));
        }
    }
    assert!(
        missed.is_empty(),
        "{} of {caught}: {missed:#?}",
        missed.len()
    );
    assert!(4 * caught > splices, "{caught}");
}
