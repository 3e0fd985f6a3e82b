//! What each stage of generation takes, in CPU time: a document in, one row out. Samples are left
//! out; files are not written.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use asyncapi_build::disk::Root;
use asyncapi_codegen::audit::audit;
use asyncapi_codegen::config::{self, Config};
use asyncapi_codegen::generate::{self, File};
use asyncapi_codegen::ir::Manifest;
use asyncapi_codegen::lower::{self, lower};
use asyncapi_parser::load::load;
use asyncapi_parser::patch;
use asyncapi_parser::resolve::{Options, resolve};
use asyncapi_parser::source::Files;
use asyncapi_parser::tree::Document;

use super::generate::cpu;
use super::read::limits;
use super::synthetic::{Form, files};
use crate::workspace::{DOCUMENT, Workspace};

/// The stages, in order.
const STAGES: [&str; 6] = [
    "into the tree",
    "patch, resolve",
    "lower",
    "emit",
    "format",
    "audit",
];

/// A document is measured until it was so many schemas in all, but three times at least.
const SCHEMAS: usize = 4_000;

/// Prints a row for each vendor and each size.
pub(super) fn table(workspace: &Workspace, sizes: &[usize], most: usize) -> Result<()> {
    println!(
        "| document; CPU time, median | KiB | {} | together, ms | into the tree, MB/s, at least 15 |\n|---|---|{}---|---|",
        STAGES.map(|stage| format!("{stage}, ms")).join(" | "),
        "---|".repeat(STAGES.len())
    );
    for vendor in workspace.vendors()? {
        let shown = format!("specs/{}", vendor.name());
        let folder = workspace.root.join(&shown);
        let limit = limits().file_bytes;
        let root = Root::new(&folder, &shown, limit)?;
        let bytes = fs::metadata(folder.join(DOCUMENT))?.len();
        row(vendor.name(), bytes, most, &root, Some("codegen.yaml"))?;
    }
    for schemas in sizes {
        let files = files(Form::Flat, *schemas);
        let bytes: usize = files.values().map(Vec::len).sum();
        let runs = (SCHEMAS / schemas.max(&1)).max(3).min(most);
        let name = format!("{schemas} plain objects");
        row(&name, bytes as u64, runs, &files, None)?;
    }
    Ok(())
}

fn row(
    name: &str,
    bytes: u64,
    runs: usize,
    files: &dyn Files,
    settings: Option<&str>,
) -> Result<()> {
    let mut runs = (0..runs)
        .map(|_| run(files, settings).with_context(|| format!("`{name}` cannot be generated")))
        .collect::<Result<Vec<_>>>()?;
    let medians = std::array::from_fn::<f64, 6, _>(|stage| {
        let took = |run: &[Duration; 6]| run.get(stage).copied().unwrap_or_default();
        runs.sort_by_key(took);
        let median = runs.get(runs.len() / 2).map(took).unwrap_or_default();
        median.as_secs_f64() * 1e3
    });
    let total: f64 = medians.iter().sum();
    let parts = medians.map(|ms| format!("{ms:.2} ({:.0} %)", ms / total * 100.0));
    #[expect(clippy::cast_precision_loss, reason = "documents are small")]
    let speed = bytes as f64 / 1e3 / medians.first().copied().unwrap_or(f64::NAN);
    println!(
        "| {name} | {} | {} | {total:.2} | {speed:.0} |",
        bytes.div_ceil(1024),
        parts.join(" | ")
    );
    Ok(())
}

/// Goes the whole way once.
fn run(files: &dyn Files, settings: Option<&str>) -> Result<[Duration; 6]> {
    let limits = limits();
    let start = cpu()?;
    let mut document = Document::default();
    let config = match settings {
        None => Config::default(),
        Some(path) => {
            let file = load(&mut document, path, files, &limits)
                .map_err(|fault| anyhow::anyhow!(fault.message))?;
            config::read(&document, file).0
        }
    };
    let configured = cpu()?;
    let entry = load(&mut document, DOCUMENT, files, &limits)
        .map_err(|fault| anyhow::anyhow!(fault.message))?;
    let loaded = cpu()?;
    patch::apply(&mut document, entry, &config.patches);
    let options = Options {
        files,
        limits: &limits,
        references: &config.references,
        implied_types: config.implied_types,
    };
    let api = resolve(&mut document, entry, &options).0;
    let resolved = cpu()?;
    let (shapes, _) = lower(&lower::Input {
        api: &api.context("it is refused")?,
        document: &document,
        entry,
        config: &config,
        package: "measured-events",
        command: "cargo xtask bench stages",
        manifest: &Manifest::Workspace,
        samples: &[],
    });
    let lowered = cpu()?;
    let shapes = shapes.context("it is refused")?;
    let files = generate::files(&shapes)
        .map_err(|found| anyhow::anyhow!("{} faults of the generator", found.len()))?;
    let emitted = cpu()?;
    let format = format(&files)?;
    // Generation looks at its files itself, so that it cannot be measured there either.
    let before = cpu()?;
    audit(&shapes, &files);
    let audit = cpu()?.saturating_sub(before);
    // What the settings take counts as lowering, which they are for.
    Ok([
        loaded.saturating_sub(configured),
        resolved.saturating_sub(loaded),
        lowered.saturating_sub(resolved) + configured.saturating_sub(start),
        emitted
            .saturating_sub(lowered)
            .saturating_sub(format)
            .saturating_sub(audit),
        format,
        audit,
    ])
}

/// What printing the files anew takes. Emission prints each part of a file as soon as it has its
/// tokens, so that it cannot be measured there.
fn format(files: &[File]) -> Result<Duration> {
    let mut took = Duration::ZERO;
    for file in files {
        if Path::new(&file.path).extension() != Some(OsStr::new("rs")) {
            continue;
        }
        let tree = syn::parse_file(&file.contents)
            .with_context(|| format!("`{}` is no Rust", file.path))?;
        let before = cpu()?;
        if prettyplease::unparse(&tree).is_empty() && !file.contents.is_empty() {
            bail!("`{}` is gone", file.path);
        }
        took += cpu()?.saturating_sub(before);
    }
    Ok(took)
}
