//! The program that sends instances through the types of many crates: what to call in, its files
//! and what it says out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::batch::{Batch, Sources};

/// What an instance goes through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// A type, as it is written beside the crate's types.
    Type(String),
    /// The function of `Event` that decodes, and the variant that it should give.
    Event { function: String, variant: String },
}

/// A way of a crate, and the instances that go it.
#[derive(Clone, Debug)]
pub struct Run {
    /// Name of the crate's package in the batch.
    pub package: String,
    /// What they go through.
    pub way: Way,
    /// Their texts.
    pub instances: Vec<String>,
}

/// Name of the program's package.
const PACKAGE: &str = "random-instances";

/// What went wrong with which instance of which run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Index of the run.
    pub run: usize,
    /// Index of the instance.
    pub instance: usize,
    /// What.
    pub text: String,
}

/// Runs all. What does not come back as it went in, without drift, is a problem.
pub fn run(ours: &Path, batch: &Batch, runs: &[Run]) -> Result<Vec<Problem>> {
    let files = program(ours, batch, runs);
    let files = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    batch.add(PACKAGE, ours, files)?;
    let mut lines = String::new();
    let mut owners = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        for (instance, text) in run.instances.iter().enumerate() {
            owners.push((index, instance));
            let text = serde_json::to_string(text)?;
            // Writing to a `String` cannot fail.
            let _ = writeln!(lines, "{index}\t{text}");
        }
    }
    let input = batch.folder(PACKAGE).join("instances.txt");
    fs::write(&input, lines)?;
    let input = input.to_string_lossy();
    let output = batch.cargo(&["run", "--quiet", "--package", PACKAGE, "--", &input], &[])?;
    let said = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() || said.lines().count() != owners.len() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        bail!("the program that runs the instances failed: {stderr}");
    }
    let problem = |((run, instance), line): ((usize, usize), &str)| {
        let text: String = serde_json::from_str(line).ok()?;
        (!text.is_empty()).then_some(Problem {
            run,
            instance,
            text,
        })
    };
    Ok(owners
        .into_iter()
        .zip(said.lines())
        .filter_map(problem)
        .collect())
}

/// The files of the program: a module for each crate.
fn program(ours: &Path, batch: &Batch, runs: &[Run]) -> Sources {
    let mut manifest = format!(
        "[package]\nname = {PACKAGE:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         asyncapi-runtime.workspace = true\nserde_core = \"1\"\nserde_json = {{ version = \"1\", features = [\"raw_value\"] }}\n"
    );
    let equal = ours.join("tests/src/equal.rs");
    let mut main = format!("#[path = {:?}]\nmod equal;\n", equal.to_string_lossy());
    let mut modules = BTreeMap::<&str, String>::new();
    let mut calls = String::new();
    // Writing to a `String` cannot fail.
    for (index, run) in runs.iter().enumerate() {
        let package = run.package.as_str();
        let module = modules.entry(package).or_insert_with(|| {
            let path = batch.folder(package);
            let _ = writeln!(
                manifest,
                "{package} = {{ path = {:?} }}",
                path.to_string_lossy()
            );
            let _ = writeln!(main, "mod of_{package};");
            format!("#![allow(unused_imports)]\nuse ::{package}::types::*;\n")
        });
        let body = match &run.way {
            Way::Type(ty) => format!("crate::check_type::<{ty}>(json)"),
            Way::Event { function, variant } => format!(
                "crate::check_event(json, ::{package}::Event::{function}(json.as_bytes()), \
                 |event| ::core::matches!(event, ::{package}::Event::{variant}(_)))"
            ),
        };
        let _ = write!(
            module,
            "\npub fn run_{index}(json: &::core::primitive::str) -> crate::Done {{\n    {body}\n}}\n"
        );
        let _ = writeln!(calls, "        {index} => of_{package}::run_{index}(json),");
    }
    let _ = write!(
        main,
        "\nfn run(index: usize, json: &str) -> Done {{\n    match index {{\n{calls}        \
         _ => Err(\"no such run\".to_owned()),\n    }}\n}}\n{CHECKS}"
    );
    let mut files: Sources = modules
        .into_iter()
        .map(|(package, text)| (format!("src/of_{package}.rs"), text))
        .collect();
    files.insert("Cargo.toml".to_owned(), manifest);
    files.insert("src/main.rs".to_owned(), main);
    files
}

/// What the program does with instances.
const CHECKS: &str = r#"
type Done = Result<(), String>;

fn check_type<T: asyncapi_runtime::Wire + serde_core::Serialize>(json: &str) -> Done {
    let value = asyncapi_runtime::from_json::<T>(json.as_bytes())
        .map_err(|error| format!("does not decode: {error}"))?;
    same(json, &value)?;
    let received = asyncapi_runtime::decode::<T>(json.as_bytes())
        .map_err(|error| format!("does not decode leniently: {error}"))?;
    no_drift(&received)?;
    same(json, &received.event)
}

fn check_event<T: serde_core::Serialize>(
    json: &str,
    received: Result<asyncapi_runtime::Received<T>, asyncapi_runtime::DecodeError>,
    is_right: fn(&T) -> bool,
) -> Done {
    let received = received.map_err(|error| format!("is rejected: {error}"))?;
    if !is_right(&received.event) {
        return Err("is taken for another event".to_owned());
    }
    no_drift(&received)?;
    if *received.body != *json {
        return Err("its body is not kept".to_owned());
    }
    same(json, &received.event)
}

fn no_drift<T>(received: &asyncapi_runtime::Received<T>) -> Done {
    match received.drift.first() {
        None => Ok(()),
        Some(drift) => Err(format!("drifts: {drift}")),
    }
}

fn same(json: &str, value: &impl serde_core::Serialize) -> Done {
    let encoded = serde_json::to_string(value).map_err(|error| format!("does not encode: {error}"))?;
    equal::equal(json, &encoded).map_err(|at| format!("becomes {encoded}, different at {at:?}"))
}

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let path = std::env::args().nth(1).expect("a file");
    let text = std::fs::read_to_string(path).expect("a text");
    for line in text.lines() {
        let (index, json) = line.split_once('\t').expect("two columns");
        let json: String = serde_json::from_str(json).expect("a string");
        let index = index.parse().expect("a number");
        let done = std::panic::catch_unwind(|| run(index, &json));
        let problem = match done {
            Ok(Ok(())) => String::new(),
            Ok(Err(problem)) => problem,
            Err(_) => "panics".to_owned(),
        };
        println!("{}", serde_json::to_string(&problem).expect("a string"));
    }
}
"#;
