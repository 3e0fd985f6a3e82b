//! Vendors in, one table out: how fast each way decodes what a vendor sends, and what it keeps.
//! `cargo xtask bench decode` writes the program that lists them.

use std::env;
use std::process::Command;

use crate::held::{Hold, per_byte};
use crate::time::{Time, time};
use crate::{Decode, Entrant, Race};

/// What a vendor sends.
#[derive(Clone, Copy, Debug)]
pub struct Vendor {
    /// Its name.
    pub name: &'static str,
    /// Samples.
    pub samples: &'static [Sample],
}

/// A body, and the ways to decode it; the same ones for all samples of a vendor, in order.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// The body.
    pub body: &'static str,
    /// The ways; the first is what the others are held against.
    pub ways: &'static [Way],
}

/// A way to decode a body.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// What it is, e.g. `serde untagged`; a column of the table.
    pub name: &'static str,
    /// Decodes.
    pub decode: Decode,
    /// Decodes and keeps.
    pub hold: Hold,
}

/// Prints a row for each vendor, with columns for these ways. A program called with a vendor and a
/// way prints what is kept instead: that is measured in a process of its own.
///
/// # Panics
/// A process cannot be started.
pub fn run(vendors: &[Vendor], columns: &[&str]) {
    let vendors: Vec<_> = vendors
        .iter()
        .map(|vendor| (vendor, usable(vendor)))
        .collect();
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [name, way] = arguments.as_slice() {
        let samples = vendors.iter().find(|(vendor, _)| vendor.name == name);
        let bodies = samples.into_iter().flat_map(|(_, samples)| samples);
        let bodies = bodies.filter_map(|sample| {
            let way = sample.ways.iter().find(|each| each.name == way);
            way.map(|way| (sample.body, way.hold))
        });
        let bodies: Vec<_> = bodies.collect();
        if let Some(held) = per_byte(&bodies).filter(|_| !bodies.is_empty()) {
            println!("{held:.1}");
        }
        return;
    }
    println!(
        "| vendor | samples | KB | MB/s | {} |\n|---|---|---|---|{}",
        columns.join(" | "),
        "---|".repeat(columns.len())
    );
    for (vendor, samples) in &vendors {
        row(vendor.name, samples, columns);
    }
}

/// A cell is the ratio of times to the first way, and bytes kept for a byte of body.
fn row(name: &str, samples: &[Sample], columns: &[&str]) {
    let ways = samples
        .first()
        .map(|sample| sample.ways)
        .unwrap_or_default();
    let entrants = ways.iter().enumerate().map(|(index, way)| Entrant {
        name: way.name,
        bodies: samples
            .iter()
            .filter_map(|sample| Some((sample.body.to_owned(), sample.ways.get(index)?.decode)))
            .collect(),
    });
    let race = Race {
        name: name.to_owned(),
        entrants: entrants.collect(),
    };
    let times = time(&race);
    let cells = columns.iter().map(|column| {
        let mut entrants = race.entrants.iter().zip(&times);
        let found = entrants.find(|(entrant, _)| entrant.name == *column);
        found.map_or("–".to_owned(), |(_, Time { ratio, .. })| {
            format!("{ratio:.2}, {}", held(name, column))
        })
    });
    let cells: Vec<String> = cells.collect();
    let bytes = race.entrants.first().map_or(0, Entrant::bytes);
    #[expect(clippy::cast_precision_loss, reason = "samples are small")]
    let bytes = bytes as f64;
    let nanos = times.first().map_or(f64::NAN, |time| time.nanos);
    println!(
        "| {name} | {} | {:.1} | {:.0} | {} |",
        samples.len(),
        bytes / 1e3,
        bytes * 1e3 / nanos,
        cells.join(" | ")
    );
}

/// The samples that every way decodes: those that have drifted are for some only.
fn usable(vendor: &Vendor) -> Vec<Sample> {
    let samples = vendor.samples.iter().filter(|sample| {
        let mut ways = sample.ways.iter();
        let failing = ways.find(|way| !(way.decode)(sample.body.as_bytes()));
        if let Some(Way { name, .. }) = failing {
            eprintln!(
                "{}: a sample is left out: {name} does not decode it",
                vendor.name
            );
        }
        failing.is_none()
    });
    samples.copied().collect()
}

/// What a way keeps, measured by this program in another process.
fn held(vendor: &str, way: &str) -> String {
    let program = env::current_exe().expect("a program is somewhere");
    let output = Command::new(program).args([vendor, way]).output();
    let output = output.expect("this program can be started");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
