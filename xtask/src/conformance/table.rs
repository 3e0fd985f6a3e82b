//! What came of schemas and instances, counted: a row for each file of the suite, and one for all.

use std::collections::BTreeMap;
use std::fmt;

use crate::corpus::table::Share;

/// The table.
#[derive(Debug, Default)]
pub struct Table {
    rows: BTreeMap<String, Counts>,
}

/// What is counted of the schemas of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Schemas.
    pub schemas: usize,
    /// Those that a document can express; all else is counted of these.
    pub expressible: usize,
    /// Those that gave a crate.
    pub generated: usize,
    /// Those whose crate compiles.
    pub compiled: usize,
    /// Valid instances that decode.
    pub accepted: Share,
    /// Valid instances that encode to the same JSON.
    pub lossless: Share,
    /// Invalid instances that do not decode.
    pub rejected: Share,
    /// Schemas all of whose valid instances are lossless and all of whose invalid ones are rejected.
    pub exact: usize,
}

impl Table {
    /// The counts of a file.
    pub fn counts(&mut self, file: &str) -> &mut Counts {
        self.rows.entry(file.to_owned()).or_default()
    }

    /// The counts of all files together.
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        for counts in self.rows.values() {
            let Counts {
                schemas,
                expressible,
                generated,
                compiled,
                accepted,
                lossless,
                rejected,
                exact,
            } = *counts;
            total.schemas += schemas;
            total.expressible += expressible;
            total.generated += generated;
            total.compiled += compiled;
            total.accepted += accepted;
            total.lossless += lossless;
            total.rejected += rejected;
            total.exact += exact;
        }
        total
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "| keyword file | schemas | expressible | generated | compiled | accepted | lossless | rejected | exact |\n\
             |---|---|---|---|---|---|---|---|---|\n",
        )?;
        let (all, total) = ("**all**".to_owned(), self.total());
        for (file, counts) in self.rows.iter().chain([(&all, &total)]) {
            let Counts {
                schemas,
                expressible,
                generated,
                compiled,
                accepted,
                lossless,
                rejected,
                exact,
            } = counts;
            writeln!(
                f,
                "| {file} | {schemas} | {expressible} | {generated} | {compiled} | {accepted} | {lossless} | {rejected} | {exact} |"
            )?;
        }
        Ok(())
    }
}
