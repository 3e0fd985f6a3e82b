//! What `cargo xtask codegen --check` takes as a whole process: for each vendor, and for all.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use cargo_asyncapi::stats::PEAK;

use super::check::{children, median};
use crate::workspace::Workspace;

/// Prints a row for each vendor, and one for all.
pub(super) fn table(workspace: &Workspace, runs: usize) -> Result<()> {
    println!(
        "| `codegen --check`, median of {runs} | time, ms | at most | CPU time, ms | peak, MiB | at most |\n|---|---|---|---|---|---|"
    );
    let vendors = workspace.vendors()?;
    for vendor in &vendors {
        row(vendor.name(), &[vendor.name()], runs, ["20", "16"])?;
    }
    row("all of them", &[], runs, ["100", ""])
}

fn row(name: &str, vendors: &[&str], runs: usize, [most_ms, most_mib]: [&str; 2]) -> Result<()> {
    let mut measured = [const { Vec::new() }; 3];
    for _ in 0..runs {
        let (start, before) = (Instant::now(), children()?);
        let output = Command::new(std::env::current_exe()?)
            .args(["codegen", "--check", "--stats"])
            .args(vendors)
            .output()?;
        let wall = start.elapsed().as_secs_f64() * 1e3;
        let cpu = children()?.saturating_sub(before).as_secs_f64() * 1e3;
        let text = String::from_utf8(output.stdout)?;
        let mut lines = text.lines();
        let kib = lines.find_map(|line| line.strip_prefix(PEAK)?.strip_suffix(" KiB"));
        let kib: f64 = kib
            .context("the process does not tell its memory")?
            .parse()?;
        for (values, value) in measured.iter_mut().zip([wall, cpu, kib / 1024.0]) {
            values.push(value);
        }
    }
    let [wall, cpu, peak] = measured.map(median);
    println!("| {name} | {wall:.0} | {most_ms} | {cpu:.0} | {peak:.1} | {most_mib} |");
    Ok(())
}
