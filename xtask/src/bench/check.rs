//! What generated crates cost to compile, in CPU time, against the same types with serde's derives.

use std::fmt::Write;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};
use asyncapi_codegen::generate::{Input, generate, shapes};
use asyncapi_codegen::ir::{Crate, ItemKind, Manifest};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

use super::read::{DOCUMENT, limits};
use super::synthetic::{Form, files};
use super::twin::twin;
use crate::batch::{self, Batch};

/// What is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// The types, by `cargo check`.
    Check,
    /// The types and a program that decodes and encodes each, by `cargo build --release`.
    Release,
}

/// How many schemas take long enough to be measured once.
const LARGE: usize = 1_000;
const ONCE: &str = ", of 1,000 schemas and more once";

/// Two packages of one workspace, which do the same.
struct Pair {
    /// The folder of the workspace.
    root: PathBuf,
    /// Where Cargo builds, unless where it is used to.
    target: Option<PathBuf>,
    /// Ours first.
    sides: [Side; 2],
}

/// One of them.
struct Side {
    /// The package that is compiled.
    package: String,
    /// The file whose change has the types compiled again.
    touched: PathBuf,
}

/// Compares what `cargo check` takes: for `aircall-events` and its twin, and for crates of
/// synthetic documents of these sizes and theirs.
pub(super) fn checked(root: &Path, sizes: &[usize], runs: usize) -> Result<()> {
    println!(
        "| `cargo check`, CPU time, median of {runs}{ONCE} | generated, s | serde's derives, s | ratio | at most |\n|---|---|---|---|---|"
    );
    let side = |package: &str, folder: &str| Side {
        package: package.to_owned(),
        touched: root.join(folder).join("src/lib.rs"),
    };
    let pair = Pair {
        root: root.to_path_buf(),
        target: None,
        sides: [
            side("aircall-events", "generated/aircall-events"),
            side("aircall-twin", "tests/twin"),
        ],
    };
    // Compiles the dependencies.
    measure(&pair, Work::Check, 1)?;
    row("aircall-events", &measure(&pair, Work::Check, runs)?, "0.5");
    synthetic(root, sizes, Work::Check, runs, "0.5")
}

/// Compares what building a consumer takes: one of Aircall's events, and one of each type of
/// synthetic documents.
pub(super) fn built(root: &Path, sizes: &[usize], runs: usize) -> Result<()> {
    println!(
        "| `cargo build --release` of a consumer, CPU time, median of {runs}{ONCE} | generated, s | serde's derives, s | ratio | at most |\n|---|---|---|---|---|"
    );
    let pair = aircall(root)?;
    // Compiles the dependencies.
    measure(&pair, Work::Release, 1)?;
    let name = "aircall-events, any event decoded and encoded";
    row(name, &measure(&pair, Work::Release, runs)?, "0.6");
    synthetic(root, sizes, Work::Release, runs, "0.6")
}

fn synthetic(root: &Path, sizes: &[usize], work: Work, runs: usize, most: &str) -> Result<()> {
    if !sizes.is_empty() {
        // Compiles the dependencies.
        measure(&pair(root, 1, work)?, work, 1)?;
    }
    for schemas in sizes {
        let pair = pair(root, *schemas, work)?;
        let name = format!("{schemas} schemas");
        let runs = if *schemas < LARGE { runs } else { 1 };
        row(&name, &measure(&pair, work, runs)?, most);
    }
    Ok(())
}

fn row(name: &str, [own, twin]: &[Vec<f64>; 2], most: &str) {
    let ratios = own.iter().zip(twin).map(|(own, twin)| own / twin).collect();
    println!(
        "| {name} | {:.2} | {:.2} | {:.2} | {most} |",
        median(own.clone()),
        median(twin.clone()),
        median(ratios)
    );
}

/// Compiles both in turn, and gives the seconds of each run.
fn measure(pair: &Pair, work: Work, runs: usize) -> Result<[Vec<f64>; 2]> {
    let mut seconds = [Vec::new(), Vec::new()];
    for _ in 0..runs {
        for (side, seconds) in pair.sides.iter().zip(&mut seconds) {
            let file = File::options().append(true).open(&side.touched)?;
            file.set_modified(SystemTime::now())?;
            let before = children()?;
            cargo(pair, work, &side.package)?;
            let took = children()?.saturating_sub(before);
            seconds.push(took.as_secs_f64());
        }
    }
    Ok(seconds)
}

fn cargo(pair: &Pair, work: Work, package: &str) -> Result<()> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    match work {
        Work::Check => command.arg("check"),
        Work::Release => command.args(["build", "--release"]),
    };
    command
        .args(["--quiet", "--package", package])
        .env("CARGO_INCREMENTAL", "0")
        .current_dir(&pair.root);
    if let Some(target) = &pair.target {
        command.env("CARGO_TARGET_DIR", target);
    }
    if !command.status()?.success() {
        bail!("{package} does not compile");
    }
    Ok(())
}

/// What an app does with any event of Aircall, in words of `aircall-events`.
const OWN_EVENTS: &str = "use aircall_events::{Event, to_json};

fn main() {
    let text = std::io::read_to_string(std::io::stdin()).unwrap_or_default();
    let event = Event::from_json(text.as_bytes()).ok();
    let text = event.and_then(|event| to_json(&event).ok());
    println!(\"{}\", text.map_or(0, |text| text.len()));
}
";

/// The same in words of its twin, where serde finds the event by its tag.
const TWIN_EVENTS: &str = "use aircall_twin::TaggedEvent;

fn main() {
    let text = std::io::read_to_string(std::io::stdin()).unwrap_or_default();
    let event = serde_json::from_slice::<TaggedEvent>(text.as_bytes()).ok();
    let text = event.and_then(|event| serde_json::to_string(&event).ok());
    println!(\"{}\", text.map_or(0, |text| text.len()));
}
";

/// Consumers of `aircall-events` and its twin.
fn aircall(ours: &Path) -> Result<Pair> {
    let home = batch::target(ours).join("bench");
    let root = home.join("aircall");
    let batch = Batch::create(ours, &root)?;
    let side = |types: &str, folder: &str, main: &str| {
        let folder = ours.join(folder);
        anyhow::Ok(Side {
            package: consumer(ours, &batch, types, &folder, main)?,
            touched: folder.join("src/lib.rs"),
        })
    };
    let sides = [
        side("aircall-events", "generated/aircall-events", OWN_EVENTS)?,
        side("aircall-twin", "tests/twin", TWIN_EVENTS)?,
    ];
    Ok(Pair {
        root,
        target: Some(home.join("target")),
        sides,
    })
}

/// The crate of a synthetic document, its twin, and a consumer of each.
fn pair(ours: &Path, schemas: usize, work: Work) -> Result<Pair> {
    let files = files(Form::Flat, schemas);
    let limits = limits();
    let input = Input {
        document: DOCUMENT,
        config: None,
        samples: &[],
        package: "synthetic",
        command: "cargo xtask bench check",
        manifest: &Manifest::Workspace,
        files: &files,
        limits: &limits,
    };
    let generated = generate(&input).files.context("no crate is generated")?;
    let shapes = shapes(&input).shapes.context("no crate is generated")?;

    let home = batch::target(ours).join("bench");
    let root = home.join("workspace");
    let batch = Batch::create(ours, &root)?;
    let generated = generated
        .iter()
        .map(|file| (file.path.as_str(), file.contents.as_str()));
    batch.add("own", &ours.join("generated/any"), generated)?;
    let manifest = manifest(
        "twin",
        "serde.workspace = true\nserde_json.workspace = true\n",
    );
    let types = twin(&shapes);
    let twin = [
        ("Cargo.toml", manifest.as_str()),
        ("src/lib.rs", "pub mod types;\n"),
        ("src/types.rs", types.as_str()),
    ];
    batch.add("twin", ours, twin)?;
    let mut sides = Vec::new();
    for types in ["own", "twin"] {
        let folder = batch.folder(types);
        let package = consumer(ours, &batch, types, &folder, &through(types, &shapes))?;
        sides.push(Side {
            touched: folder.join("src/lib.rs"),
            package: match work {
                Work::Check => types.to_owned(),
                Work::Release => package,
            },
        });
    }
    let [own, twin] = <[Side; 2]>::try_from(sides)
        .ok()
        .context("there are two sides")?;
    Ok(Pair {
        root,
        target: Some(home.join("target")),
        sides: [own, twin],
    })
}

/// Adds a program that depends on types, and gives its package.
fn consumer(ours: &Path, batch: &Batch, types: &str, folder: &Path, main: &str) -> Result<String> {
    let package = format!("{types}-consumer");
    let dependencies = format!(
        "serde_core.workspace = true\nserde_json.workspace = true\n{types} = {{ path = {:?} }}\n",
        folder.to_string_lossy()
    );
    let manifest = manifest(&package, &dependencies);
    let files = [("Cargo.toml", manifest.as_str()), ("src/main.rs", main)];
    batch.add(&package, ours, files)?;
    Ok(package)
}

/// The manifest of a package.
pub(super) fn manifest(package: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = {package:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}"
    )
}

/// A program that decodes its input as each struct, and encodes what came of it.
fn through(types: &str, shapes: &Crate) -> String {
    let items = shapes.modules.iter().flat_map(|module| &module.items);
    let structs = items.filter(|item| matches!(item.kind, ItemKind::Struct(_)));
    let mut calls = String::new();
    for item in structs {
        let name = item.name.as_str();
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            calls,
            "    through::<{types}::types::{name}>(&text, &mut to);"
        );
    }
    format!(
        "use serde_core::{{Deserialize, Serialize}};\n\n\
         fn through<T: for<'a> Deserialize<'a> + Serialize>(text: &str, to: &mut Vec<u8>) {{\n    \
             if let Ok(value) = T::deserialize(&mut serde_json::Deserializer::from_str(text)) {{\n        \
                 let _ = value.serialize(&mut serde_json::Serializer::new(to));\n    \
             }}\n\
         }}\n\n\
         fn main() {{\n    \
             let text = std::io::read_to_string(std::io::stdin()).unwrap_or_default();\n    \
             let mut to = Vec::new();\n{calls}    println!(\"{{}}\", to.len());\n\
         }}\n"
    )
}

/// CPU time of all child processes that have ended.
pub(super) fn children() -> Result<Duration> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Ok(Duration::from_micros(micros.try_into()?))
}

/// The value in the middle.
pub(super) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
