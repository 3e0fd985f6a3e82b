//! JSON through generated types: samples in, what is wrong with each out. One small program decodes
//! and encodes all of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::batch::{Batch, Errors, Sources};

/// JSON for a type of a crate.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Name of the crate's package in the batch.
    pub package: String,
    /// The type as it is written in the crate's module `types`.
    pub ty: String,
    /// The JSON.
    pub json: String,
    /// What decoding does with it.
    pub outcome: Outcome,
}

/// What decoding does with a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It decodes and encodes to the same JSON.
    Lossless,
    /// It does not decode.
    Error,
}

/// Name of the program's package.
const PACKAGE: &str = "batch-samples";

/// Runs samples of the crates of a batch. Gives for each what is wrong with it, if anything.
pub fn run(ours: &Path, batch: &Batch, samples: &[Sample]) -> Result<Vec<Option<String>>> {
    let mut problems = BTreeMap::new();
    let mut waiting: BTreeMap<usize, &Sample> = samples.iter().enumerate().collect();
    // A type that is not there keeps the program from compiling; its samples are left out then.
    loop {
        if waiting.is_empty() {
            return Ok(in_order(samples, problems));
        }
        let files = program(ours, batch, &waiting);
        batch.add(
            PACKAGE,
            ours,
            files
                .iter()
                .map(|(path, text)| (path.as_str(), text.as_str())),
        )?;
        let build = ["build", "--package", PACKAGE, "--message-format=json"];
        let errors = batch
            .compile(&build, &[])?
            .remove("batch_samples")
            .unwrap_or_default();
        if errors.is_empty() {
            break;
        }
        let before = waiting.len();
        waiting.retain(|index, _| {
            let error = in_module(&errors, *index);
            let problem = error.map(|error| (*index, format!("does not compile: {error}")));
            problems.extend(problem);
            error.is_none()
        });
        if waiting.len() == before {
            bail!("the program that runs the samples does not compile: {errors:?}");
        }
    }
    let output = batch.cargo(&["run", "--quiet", "--package", PACKAGE], &[])?;
    let mut done = 0;
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let (index, problem) = line
            .split_once('\t')
            .context("a line of the samples program")?;
        if !problem.is_empty() {
            problems.insert(index.parse()?, problem.to_owned());
        }
        done += 1;
    }
    if done != waiting.len() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        bail!("{done} of {} samples were run: {stderr}", waiting.len());
    }
    Ok(in_order(samples, problems))
}

fn in_order(samples: &[Sample], mut problems: BTreeMap<usize, String>) -> Vec<Option<String>> {
    (0..samples.len())
        .map(|index| problems.remove(&index))
        .collect()
}

/// The first error in the module of a sample.
fn in_module(errors: &Errors, index: usize) -> Option<&str> {
    let file = format!("/{}.rs", module(index));
    let error = errors.iter().find(|error| {
        error
            .file
            .as_ref()
            .is_some_and(|path| path.ends_with(&file))
    });
    Some(error?.text.as_str())
}

/// The files of the program: a module for each sample.
fn program(ours: &Path, batch: &Batch, samples: &BTreeMap<usize, &Sample>) -> Sources {
    let mut manifest = format!(
        "[package]\nname = {PACKAGE:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         asyncapi-runtime.workspace = true\nserde_core = \"1\"\nserde_json = {{ version = \"1\", features = [\"raw_value\"] }}\n"
    );
    let equal = ours.join("tests/src/equal.rs");
    let mut main = format!("#[path = {:?}]\nmod equal;\n", equal.to_string_lossy());
    let mut calls = String::new();
    let mut files = Sources::new();
    let mut packages = std::collections::BTreeSet::new();
    // Writing to a `String` cannot fail.
    for (index, sample) in samples {
        let Sample {
            package,
            ty,
            json,
            outcome,
        } = sample;
        let check = match outcome {
            Outcome::Lossless => "lossless",
            Outcome::Error => "refused",
        };
        let module = module(*index);
        let krate = package.replace('-', "_");
        if packages.insert(package) {
            let path = batch.folder(package);
            let _ = writeln!(
                manifest,
                "{package} = {{ path = {:?} }}",
                path.to_string_lossy()
            );
        }
        let _ = writeln!(main, "mod {module};");
        let _ = writeln!(calls, "    {module}::run();");
        let text = format!(
            "#[allow(unused_imports)]\nuse {krate}::types::*;\n\n\
             pub fn run() {{\n    crate::{check}::<{ty}>({index}, {json:?});\n}}\n"
        );
        files.insert(format!("src/{module}.rs"), text);
    }
    let _ = write!(main, "\nfn main() {{\n{calls}}}\n{CHECKS}");
    files.insert("Cargo.toml".to_owned(), manifest);
    files.insert("src/main.rs".to_owned(), main);
    files
}

fn module(index: usize) -> String {
    format!("sample_{index}")
}

/// What the program does with a sample. One line for each: its index, a tab, what is wrong.
const CHECKS: &str = r#"
#[allow(dead_code)]
fn lossless<T: serde_core::de::DeserializeOwned + serde_core::Serialize>(index: usize, json: &str) {
    let encoded = serde_json::from_str::<T>(json)
        .map_err(|error| format!("{json} does not decode: {error}"))
        .and_then(|value| serde_json::to_string(&value).map_err(|error| format!("{json} does not encode: {error}")));
    let problem = encoded.and_then(|encoded| {
        equal::equal(json, &encoded).map_err(|at| format!("{json} became {encoded}: different at {at:?}"))
    });
    println!("{index}\t{}", problem.err().unwrap_or_default().replace(['\t', '\n'], " "));
}

#[allow(dead_code)]
fn refused<T: serde_core::de::DeserializeOwned + serde_core::Serialize>(index: usize, json: &str) {
    let problem = serde_json::from_str::<T>(json).map(|_| format!("{json} decodes, though it should not"));
    println!("{index}\t{}", problem.unwrap_or_default().replace(['\t', '\n'], " "));
}
"#;
