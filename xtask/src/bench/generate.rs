//! What the whole way from a document to formatted files costs. Each size is measured in a process
//! of its own, so that its memory is its own.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use asyncapi_codegen::generate::{Input, generate};
use asyncapi_codegen::ir::Manifest;
use cargo_asyncapi::stats::peak_kib;
use clap::ValueEnum;
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

use super::read::{DOCUMENT, limits};
use super::synthetic::{FORMS, Form, files};

/// What one document took.
struct Cost {
    /// From start to end.
    wall: Duration,
    /// Of all threads together.
    cpu: Duration,
    /// The most memory at once.
    peak_kib: f64,
}

/// What documents of plain objects may take.
struct Bar {
    schemas: usize,
    what: &'static str,
    measured: fn(&Cost) -> f64,
    most: f64,
}

const BARS: [Bar; 4] = [
    Bar {
        schemas: 5_000,
        what: "seconds",
        measured: |cost| cost.wall.as_secs_f64(),
        most: 2.0,
    },
    Bar {
        schemas: 5_000,
        what: "MiB",
        measured: |cost| cost.peak_kib / 1024.0,
        most: 200.0,
    },
    Bar {
        schemas: 10_000,
        what: "ms of CPU time a schema",
        measured: |cost| cost.cpu.as_secs_f64() * 1e3 / 10_000.0,
        most: 0.25,
    },
    Bar {
        schemas: 10_000,
        what: "KB a schema",
        measured: |cost| cost.peak_kib * 1.024 / 10_000.0,
        most: 40.0,
    },
];

/// Prints a row for each form and size. Gives what is over a bar, a line for each.
pub(super) fn table(sizes: &[usize]) -> Result<Vec<String>> {
    println!(
        "| form | schemas | time, s | CPU time, s | a schema, ms | peak, MiB | a schema, KB | at most |\n|---|---|---|---|---|---|---|---|"
    );
    let mut over = Vec::new();
    for form in FORMS {
        for schemas in sizes {
            let cost = child(form, *schemas)?;
            let Cost {
                wall,
                cpu,
                peak_kib,
            } = &cost;
            #[expect(clippy::cast_precision_loss, reason = "counts of schemas are small")]
            let each = *schemas as f64;
            let bars: Vec<&Bar> = BARS
                .iter()
                .filter(|bar| form == Form::Flat && bar.schemas == *schemas)
                .collect();
            let most = bars.iter().map(|bar| format!("{} {}", bar.most, bar.what));
            println!(
                "| {form:?} | {schemas} | {:.2} | {:.2} | {:.3} | {:.0} | {:.1} | {} |",
                wall.as_secs_f64(),
                cpu.as_secs_f64(),
                cpu.as_secs_f64() * 1e3 / each,
                peak_kib / 1024.0,
                peak_kib * 1.024 / each,
                most.collect::<Vec<_>>().join(", ")
            );
            over.extend(bars.iter().filter_map(|bar| {
                let measured = (bar.measured)(&cost);
                (measured > bar.most).then(|| {
                    format!(
                        "{schemas} schemas: {measured:.2} {}, not {}",
                        bar.what, bar.most
                    )
                })
            }));
        }
    }
    Ok(over)
}

/// Measures one, and prints times in microseconds and the most memory in KiB.
pub(super) fn one(form: Form, schemas: usize) -> Result<()> {
    let files = files(form, schemas);
    let limits = limits();
    let start = Instant::now();
    let before = cpu()?;
    let output = generate(&Input {
        document: DOCUMENT,
        config: None,
        samples: &[],
        package: "synthetic",
        command: "cargo xtask bench generate",
        manifest: &Manifest::Workspace,
        files: &files,
        limits: &limits,
    });
    let (wall, cpu) = (start.elapsed(), cpu()?.saturating_sub(before));
    if output.files.is_none_or(|files| files.len() < schemas) {
        bail!("{form:?} of {schemas} schemas is refused");
    }
    let peak = peak_kib().context("the system does not tell the memory")?;
    println!("{} {} {peak}", wall.as_micros(), cpu.as_micros());
    Ok(())
}

fn child(form: Form, schemas: usize) -> Result<Cost> {
    let form = form.to_possible_value().context("every form has a name")?;
    let output = Command::new(std::env::current_exe()?)
        .args(["bench", "generate", "--one", form.get_name()])
        .args(["--sizes", &schemas.to_string()])
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let numbers: Vec<u32> = text.split_whitespace().flat_map(str::parse).collect();
    let [wall, cpu, peak] = numbers.as_slice() else {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    };
    Ok(Cost {
        wall: Duration::from_micros(u64::from(*wall)),
        cpu: Duration::from_micros(u64::from(*cpu)),
        peak_kib: f64::from(*peak),
    })
}

/// CPU time of this process so far.
pub(super) fn cpu() -> Result<Duration> {
    let usage = getrusage(UsageWho::RUSAGE_SELF)?;
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Ok(Duration::from_micros(micros.try_into()?))
}
