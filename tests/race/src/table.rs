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

/// Prints a row for each vendor, with columns for these ways, timed in so many rounds. A program
/// called with a vendor and a way prints what is kept instead: that is measured in a process of its
/// own.
///
/// # Panics
/// A process cannot be started.
pub fn run(vendors: &[Vendor], columns: &[&str], rounds: usize) {
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
        row(vendor.name, samples, columns, rounds);
    }
}

/// A cell is the ratio of times to the first way, and bytes kept for a byte of body.
fn row(name: &str, samples: &[Sample], columns: &[&str], rounds: usize) {
    let ways = samples.first().map_or(&[][..], |sample| sample.ways);
    let entrants = ways.iter().enumerate().map(|(index, way)| Entrant {
        name: way.name,
        bodies: samples
            .iter()
            .filter_map(|sample| Some((sample.body.to_owned(), sample.ways.get(index)?.decode)))
            .collect(),
    });
    // Events of some vendors are none that every way can tell.
    let race = Race {
        name: name.to_owned(),
        entrants: entrants.filter(Entrant::decode).collect(),
    };
    let times = time(&race, rounds);
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

/// The samples that the first way decodes: it does not take what has drifted.
fn usable(vendor: &Vendor) -> Vec<Sample> {
    let samples = vendor.samples.iter().filter(|sample| {
        let first = sample.ways.first();
        first.is_some_and(|way| (way.decode)(sample.body.as_bytes()))
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
