//! Deliveries as JSON lines. What they mean is worked out here, from what was kept.

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use time::format_description::well_known::Rfc3339;

use crate::store::Record;
use crate::vendors::Outcome;

/// What is printed of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// What it is, and its body in `raw`.
    Line,
    /// Its body alone.
    Body,
}

/// Prints deliveries.
#[derive(Debug)]
pub(crate) struct Printer<W: Write> {
    out: BufWriter<W>,
    format: Format,
    name: Option<String>,
}

#[derive(Serialize)]
struct Line<'a> {
    id: u64,
    received_at: String,
    vendor: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<&'a str>,
    name: Option<&'a str>,
    outcome: Outcome,
    key: Option<&'a str>,
    drift: Vec<Field<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    raw: &'a RawValue,
}

/// A field that drifted.
#[derive(Serialize)]
struct Field<'a> {
    pointer: &'a str,
    expected: &'a str,
    found: &'a str,
}

impl<W: Write> Printer<W> {
    /// Prints to `out`: all, or the events of one name.
    pub(crate) fn new(out: W, format: Format, name: Option<String>) -> Self {
        Self {
            out: BufWriter::new(out),
            format,
            name,
        }
    }

    /// Prints one delivery as one line.
    ///
    /// # Errors
    /// It cannot be written.
    pub(crate) fn print(&mut self, record: &Record) -> io::Result<()> {
        // Within JSON, a line end can only be white space between tokens.
        let raw = record.body.replace(['\n', '\r'], " ");
        let decoded = record
            .vendor
            .decode(record.channel.as_deref(), record.body.as_bytes());
        let (event, error) = match decoded {
            // What is kept is one event, also if a batch of them came.
            Ok(events) => (events.into_iter().next(), None),
            Err(rejected) => (None, Some(rejected.to_string())),
        };
        let name = event.as_ref().and_then(|event| event.name.as_deref());
        if self.name.is_some() && self.name.as_deref() != name {
            return Ok(());
        }
        match self.format {
            Format::Body => self.out.write_all(raw.as_bytes())?,
            Format::Line => serde_json::to_writer(
                &mut self.out,
                &Line {
                    id: record.id,
                    received_at: record
                        .received_at
                        .format(&Rfc3339)
                        .map_err(io::Error::other)?,
                    vendor: record.vendor.name(),
                    channel: record.channel.as_deref(),
                    name,
                    outcome: event
                        .as_ref()
                        .map_or(Outcome::Rejected, |event| event.outcome),
                    key: event.as_ref().and_then(|event| event.key.as_deref()),
                    drift: event
                        .iter()
                        .flat_map(|event| &event.drift)
                        .map(field)
                        .collect(),
                    error,
                    // What others have put into a store need not be JSON: it becomes a string.
                    raw: &RawValue::from_string(raw).or_else(|_| to_raw_value(&record.body))?,
                },
            )?,
        }
        self.out.write_all(b"\n")
    }

    /// Passes on what was printed.
    ///
    /// # Errors
    /// It cannot be written.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn field(drift: &asyncapi_runtime::Drift) -> Field<'_> {
    Field {
        pointer: &drift.pointer,
        expected: drift.expected,
        found: drift.found_kind(),
    }
}
