//! What reading and generating cost, for documents of growing size. Each is measured in a process
//! of its own, so that its memory is its own.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use asyncapi_codegen::generate::{Input, generate};
use asyncapi_codegen::ir::Manifest;
use asyncapi_parser::load::{Limits, load};
use asyncapi_parser::resolve::{Options, resolve};
use asyncapi_parser::tree::Document;
use cargo_asyncapi::stats::peak_kib;

use super::synthetic::{FORMS, Form, files};

pub(super) const DOCUMENT: &str = "asyncapi.yaml";

/// Prints a row for each form and size.
pub(super) fn table(sizes: &[usize]) -> Result<()> {
    println!(
        "| form | schemas | KiB | read, ms | peak, MiB | generate as well, ms | peak, MiB |\n|---|---|---|---|---|---|---|"
    );
    for form in FORMS {
        for schemas in sizes {
            let bytes: usize = files(form, *schemas).values().map(Vec::len).sum();
            let (read, read_peak) = child(form, *schemas, false)?;
            let (whole, whole_peak) = child(form, *schemas, true)?;
            println!(
                "| {form:?} | {schemas} | {} | {read} | {read_peak} | {whole} | {whole_peak} |",
                bytes / 1024
            );
        }
    }
    Ok(())
}

/// Measures one, and prints time in ms and the most memory in MiB.
pub(super) fn one(form: Form, schemas: usize, whole: bool) -> Result<()> {
    let files = files(form, schemas);
    let limits = limits();
    let start = Instant::now();
    let found = if whole {
        let output = generate(&Input {
            document: DOCUMENT,
            config: None,
            samples: &[],
            package: "synthetic",
            command: "cargo xtask bench read",
            manifest: &Manifest::Workspace,
            files: &files,
            limits: &limits,
        });
        output.files.map(|files| files.len())
    } else {
        let mut document = Document::default();
        let entry = load(&mut document, DOCUMENT, &files, &limits)
            .map_err(|fault| anyhow::anyhow!(fault.message))?;
        let options = Options {
            files: &files,
            limits: &limits,
            references: &[],
            implied_types: true,
        };
        resolve(&mut document, entry, &options)
            .0
            .map(|api| api.schemas.len())
    };
    let took = start.elapsed();
    if found.is_none_or(|found| found < schemas) {
        bail!("{form:?} of {schemas} schemas is refused");
    }
    let peak = peak_kib().context("the system does not tell the memory")?;
    println!("{:.1} {}", took.as_secs_f64() * 1e3, peak.div_ceil(1024));
    Ok(())
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

fn child(form: Form, schemas: usize, whole: bool) -> Result<(String, String)> {
    use clap::ValueEnum;
    let form = form.to_possible_value().context("every form has a name")?;
    let mut command = Command::new(std::env::current_exe()?);
    command.args([
        "bench",
        "read",
        "--one",
        form.get_name(),
        "--sizes",
        &schemas.to_string(),
    ]);
    if whole {
        command.arg("--whole");
    }
    let output = command.output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let (time, peak) = text
        .trim()
        .split_once(' ')
        .with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())?;
    Ok((time.to_owned(), peak.to_owned()))
}
