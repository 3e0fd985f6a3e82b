//! What was counted before: a TOML file with a table for each race.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use toml_edit::{DocumentMut, Item, Table, value};

use super::callgrind::Count;

/// What was counted before, and with which compiler.
pub(super) struct Baseline {
    pub(super) rustc: String,
    /// By race and entrant.
    pub(super) counts: BTreeMap<(String, String), u64>,
}

impl Baseline {
    pub(super) fn read(text: &str) -> Result<Self> {
        let document: DocumentMut = text.parse()?;
        let mut counts = BTreeMap::new();
        for (race, item) in document.iter() {
            for (entrant, item) in item.as_table().into_iter().flat_map(Table::iter) {
                let count = item.as_integer().context("a count is an integer")?;
                counts.insert((race.to_owned(), entrant.to_owned()), count.try_into()?);
            }
        }
        let rustc = document.get("rustc").and_then(Item::as_str);
        let rustc = rustc.context("it names no `rustc`")?.to_owned();
        Ok(Self { rustc, counts })
    }
}

/// The text of a baseline.
pub(super) fn write(counts: &[Count], rustc: &str) -> String {
    let mut document = DocumentMut::new();
    document.insert("rustc", value(rustc));
    for count in counts {
        let race = document
            .entry(&count.race)
            .or_insert_with(|| Item::Table(Table::new()));
        if let Some(race) = race.as_table_mut() {
            let instructions = i64::try_from(count.instructions).unwrap_or(i64::MAX);
            race.insert(&count.entrant, value(instructions));
        }
    }
    format!(
        "# Instructions to decode a body, written by `cargo xtask bench gate --update`.\n{document}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_baseline_is_read_as_it_was_written() {
        let count = Count {
            race: "call, tag first".to_owned(),
            entrant: "Event".to_owned(),
            bytes: 7,
            instructions: 42,
        };
        let Baseline { rustc, counts } = Baseline::read(&write(&[count], "rustc 1.95.0")).unwrap();
        assert_eq!(rustc, "rustc 1.95.0");
        let key = ("call, tag first".to_owned(), "Event".to_owned());
        assert_eq!(counts, BTreeMap::from([(key, 42)]));
    }
}
