//! What reading costs, for documents of growing size. Each is measured in a process of its own, so
//! that its memory is its own: that of the first reading. Times are medians of further ones, for the
//! first time that a small document is read, most goes into a process's first use of code and memory.

use std::collections::BTreeMap;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use asyncapi_parser::load::{Limits, load};
use asyncapi_parser::resolve::{Options, resolve};
use asyncapi_parser::tree::{Document, NodeId, ScalarKind, Value};
use cargo_asyncapi::stats::peak_kib;
use clap::ValueEnum;

use super::generate::cpu;
use super::synthetic::{FORMS, Form, files};

pub(super) const DOCUMENT: &str = "asyncapi.yaml";

/// A document is read until it was so many bytes in all, but three times at least.
const BYTES: usize = 4 << 20;

/// How far to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// To the tree with its places.
    Tree,
    /// To the same tree, from JSON.
    Json,
    /// To what the document means.
    Meaning,
}

/// What one stage took.
struct Cost {
    /// How much was read.
    bytes: f64,
    /// From start to end, in milliseconds.
    wall: f64,
    /// CPU time of all threads, in milliseconds.
    cpu: f64,
    /// The most memory at once, in KiB.
    peak: f64,
}

/// Prints a row for each form and size.
pub(super) fn table(sizes: &[usize]) -> Result<()> {
    println!(
        "| form | schemas | KiB | into the tree, MB/s | the same from JSON | at least | resolved as well, ms | peak, MiB |\n|---|---|---|---|---|---|---|---|"
    );
    for form in FORMS {
        for schemas in sizes {
            let cost = |stage| child(form, *schemas, stage);
            let tree = cost(Stage::Tree)?;
            print!("| {form:?} | {schemas} | {:.0} |", tree.bytes / 1024.0);
            for cost in [tree, cost(Stage::Json)?] {
                print!(" {:.1} |", cost.bytes / cost.cpu / 1e3);
            }
            let read = cost(Stage::Meaning)?;
            println!(" 15 | {:.2} | {:.0} |", read.wall, read.peak / 1024.0);
        }
    }
    Ok(())
}

/// Measures one, and prints the bytes that were read, both times in microseconds and the most
/// memory in KiB.
pub(super) fn one(form: Form, schemas: usize, stage: Stage) -> Result<()> {
    let mut files = files(form, schemas);
    if stage == Stage::Json {
        for text in files.values_mut() {
            *text = json(std::mem::take(text))?;
        }
    }
    let bytes: usize = files.values().map(Vec::len).sum();
    if reach(stage, &files)?.is_none_or(|found| found < schemas) {
        bail!("{form:?} of {schemas} schemas is refused");
    }
    let peak = peak_kib().context("the system does not tell the memory")?;
    let runs = (BYTES / bytes.max(1)).max(3);
    let times = (0..runs)
        .map(|_| time(stage, &files))
        .collect::<Result<Vec<_>>>()?;
    let (wall, cpu): (Vec<_>, Vec<_>) = times.into_iter().unzip();
    println!("{bytes} {} {} {peak}", median(wall), median(cpu));
    Ok(())
}

/// What going as far as a stage takes: from start to end, and CPU time.
fn time(stage: Stage, files: &BTreeMap<String, Vec<u8>>) -> Result<(Duration, Duration)> {
    let (start, before) = (Instant::now(), cpu()?);
    reach(stage, files)?;
    Ok((start.elapsed(), cpu()?.saturating_sub(before)))
}

/// In microseconds.
fn median(mut times: Vec<Duration>) -> u128 {
    times.sort();
    let middle = times.get(times.len() / 2).copied();
    middle.unwrap_or_default().as_micros()
}

/// Goes as far as a stage, and gives how many nodes or schemas came of it.
fn reach(stage: Stage, files: &BTreeMap<String, Vec<u8>>) -> Result<Option<usize>> {
    let limits = limits();
    let mut document = Document::default();
    let mut read = |path: &str| {
        load(&mut document, path, files, &limits).map_err(|fault| anyhow::anyhow!(fault.message))
    };
    Ok(match stage {
        Stage::Tree | Stage::Json => {
            for path in files.keys() {
                read(path)?;
            }
            Some(document.nodes.len())
        }
        Stage::Meaning => {
            let entry = read(DOCUMENT)?;
            let options = Options {
                files,
                limits: &limits,
                references: &[],
                implied_types: true,
            };
            let (api, _) = resolve(&mut document, entry, &options);
            api.map(|api| api.schemas.len())
        }
    })
}

/// The same document as JSON, indented as people's documents are.
fn json(text: Vec<u8>) -> Result<Vec<u8>> {
    let files = BTreeMap::from([(DOCUMENT.to_owned(), text)]);
    let mut document = Document::default();
    let file = load(&mut document, DOCUMENT, &files, &limits())
        .map_err(|fault| anyhow::anyhow!(fault.message))?;
    let root = document.root(file).context("the document has no root")?;
    Ok(serde_json::to_vec_pretty(&value(&document, root))?)
}

/// A node as JSON. Synthetic documents nest a few levels only.
fn value(document: &Document, node: NodeId) -> serde_json::Value {
    match &document.node(node).value {
        Value::Scalar(scalar) => match (scalar.kind, scalar.boolean()) {
            (ScalarKind::Boolean, Some(boolean)) => boolean.into(),
            _ => scalar.text.as_str().into(),
        },
        Value::Sequence(items) => items.iter().map(|item| value(document, *item)).collect(),
        Value::Mapping(mapping) => mapping
            .entries()
            .iter()
            .map(|entry| (entry.key.to_string(), value(document, entry.value)))
            .collect(),
    }
}

/// Enough for any size.
pub(super) fn limits() -> Limits {
    Limits {
        file_bytes: 1 << 28,
        total_bytes: 1 << 28,
        nodes: 100_000_000,
        ..Limits::default()
    }
}

fn child(form: Form, schemas: usize, stage: Stage) -> Result<Cost> {
    let name = |value: Option<clap::builder::PossibleValue>| {
        let value = value.context("every form and stage has a name")?;
        anyhow::Ok(value.get_name().to_owned())
    };
    let output = Command::new(std::env::current_exe()?)
        .args(["bench", "read", "--one", &name(form.to_possible_value())?])
        .args(["--stage", &name(stage.to_possible_value())?])
        .args(["--sizes", &schemas.to_string()])
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let numbers: Vec<f64> = text.split_whitespace().flat_map(str::parse).collect();
    let [bytes, wall, cpu, peak] = *numbers.as_slice() else {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    };
    Ok(Cost {
        bytes,
        wall: wall / 1e3,
        cpu: cpu / 1e3,
        peak,
    })
}
