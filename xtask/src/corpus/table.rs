//! Findings in, a table for people out: a row for each tier and status.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::AddAssign;

/// The table.
#[derive(Debug, Default)]
pub struct Table {
    rows: BTreeMap<(String, String), Counts>,
}

/// What is counted of the documents of one tier and status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents.
    pub documents: usize,
    /// Those that gave a crate.
    pub generated: usize,
    /// Those that were refused with a message.
    pub refused: usize,
    /// Those of them that the official parser refuses as well.
    pub agreed: usize,
    /// Those that ended with a panic or not at all.
    pub crashed: usize,
    /// Those that took long.
    pub slow: usize,
    /// Those with a message at the place that the corpus names.
    pub at_place: usize,
    /// Crates that were compiled.
    pub compiled: Share,
    /// Examples that were decoded and encoded again.
    pub examples: Share,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many are as they should be.
    pub fine: usize,
    /// How many there are.
    pub all: usize,
}

/// Tiers in the order of their weight.
const TIERS: [&str; 4] = ["vendor", "wild", "example", "fixture"];

impl Table {
    /// The counts of a tier and a status.
    pub fn counts(&mut self, tier: &str, status: &str) -> &mut Counts {
        self.rows
            .entry((tier.to_owned(), status.to_owned()))
            .or_default()
    }

    /// All counts, by tier and status, real services first.
    pub fn rows(&self) -> Vec<(&str, &str, Counts)> {
        let mut rows: Vec<_> = self
            .rows
            .iter()
            .map(|((tier, status), counts)| (tier.as_str(), status.as_str(), *counts))
            .collect();
        let weight = |tier: &str| {
            TIERS
                .iter()
                .position(|known| *known == tier)
                .unwrap_or(TIERS.len())
        };
        rows.sort_by_key(|(tier, status, _)| (weight(tier), *status != "valid"));
        rows
    }
}

impl Share {
    /// Counts one in.
    pub fn count(&mut self, fine: bool) {
        self.all += 1;
        self.fine += usize::from(fine);
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.fine += other.fine;
        self.all += other.all;
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.all {
            0 => f.pad("-"),
            all => f.pad(&format!("{}/{all}", self.fine)),
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<8} {:<13} {:>9} {:>9} {:>7} {:>6} {:>7} {:>4} {:>8} {:>9} {:>9}",
            "tier",
            "status",
            "documents",
            "generated",
            "refused",
            "agreed",
            "crashed",
            "slow",
            "at place",
            "compiled",
            "examples"
        )?;
        for (tier, status, counts) in self.rows() {
            let Counts {
                documents,
                generated,
                refused,
                agreed,
                crashed,
                slow,
                at_place,
                compiled,
                examples,
            } = counts;
            let at_place = if status == "valid" {
                "-".to_owned()
            } else {
                at_place.to_string()
            };
            writeln!(
                f,
                "{tier:<8} {status:<13} {documents:>9} {generated:>9} {refused:>7} {agreed:>6} {crashed:>7} {slow:>4} \
                 {at_place:>8} {compiled:>9} {examples:>9}"
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_services_come_first() {
        let mut table = Table::default();
        table.counts("fixture", "valid").documents = 658;
        table.counts("vendor", "schema-error").at_place = 37;
        let valid = table.counts("vendor", "valid");
        valid.documents = 87;
        valid.compiled.count(true);
        valid.compiled.count(false);
        let lines: Vec<String> = table.to_string().lines().map(str::to_owned).collect();
        assert_eq!(
            lines,
            [
                "tier     status        documents generated refused agreed crashed slow at place  compiled  examples",
                "vendor   valid                87         0       0      0       0    0        -       1/2         -",
                "vendor   schema-error          0         0       0      0       0    0       37         -         -",
                "fixture  valid               658         0       0      0       0    0        -         -         -",
            ]
        );
    }
}
