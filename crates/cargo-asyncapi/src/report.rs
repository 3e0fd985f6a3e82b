//! What people and machines are told: diagnostics, problems without a place, files.

use std::cell::Cell;
use std::env;
use std::io::{IsTerminal, stderr};

use asyncapi_parser::diagnostic::{Diagnostic, Severity};
use asyncapi_parser::render::{Style, render};
use asyncapi_parser::source::Sources;
use clap::ValueEnum;
use serde_json::json;

use crate::out;

/// How problems are told.
#[derive(Debug, clap::Args)]
pub struct Reporting {
    /// Fail on warnings as on errors
    #[arg(long)]
    deny_warnings: bool,
    /// How problems are written down
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    message_format: Format,
}

/// How problems are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, with the lines at fault
    Text,
    /// A JSON object on each line
    Json,
    /// Commands that GitHub Actions shows beside the changed lines
    Github,
}

/// Tells problems and remembers whether there were any.
#[derive(Debug)]
pub struct Report {
    deny_warnings: bool,
    format: Format,
    colour: bool,
    failed: Cell<bool>,
}

/// What is said of a file.
#[derive(Clone, Copy, Debug)]
pub enum State {
    /// Written where there was none.
    New,
    /// Written with other contents.
    Changed,
    /// Taken away.
    Removed,
    /// There with other contents than it should have.
    Stale,
    /// Not there, though it should be.
    Missing,
    /// There, though it should not be.
    Orphaned,
    /// A folder that nothing generates and that does not say it was generated.
    Stranger,
}

impl Reporting {
    /// A report that tells nothing yet.
    pub fn report(&self) -> Report {
        let no_colour = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Report {
            deny_warnings: self.deny_warnings,
            format: self.message_format,
            colour: stderr().is_terminal() && !no_colour,
            failed: Cell::new(false),
        }
    }
}

impl Report {
    /// Tells the diagnostics of a run.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        let fails = |diagnostic: &Diagnostic| match diagnostic.severity {
            Severity::Error => true,
            Severity::Warning => self.deny_warnings,
        };
        self.failed
            .set(self.failed.get() || diagnostics.iter().any(fails));
        match self.format {
            Format::Text if self.colour => {
                out::error(format_args!(
                    "{}",
                    render(diagnostics, sources, Style::Colored)
                ));
            }
            Format::Text => out::error(format_args!(
                "{}",
                render(diagnostics, sources, Style::Plain)
            )),
            Format::Json => out::text(format_args!(
                "{}",
                render(diagnostics, sources, Style::Json)
            )),
            Format::Github => out::text(format_args!(
                "{}",
                render(diagnostics, sources, Style::Github)
            )),
        }
    }

    /// Tells a problem that has no place in a document.
    pub fn problem(&self, problem: &anyhow::Error) {
        self.failed.set(true);
        self.error(&format!("{problem:#}"));
    }

    /// Says what comes of everything that was told, last of all.
    pub fn conclusion(&self, text: &str) {
        self.error(text);
    }

    fn error(&self, text: &str) {
        match self.format {
            Format::Text => out::error(format_args!("error: {text}\n")),
            Format::Json => {
                out::line(format_args!(
                    "{}",
                    json!({"severity": "error", "message": text, "places": []})
                ));
            }
            Format::Github => {
                out::line(format_args!(
                    "::error::{}",
                    text.replace('%', "%25").replace('\n', "%0A")
                ));
            }
        }
    }

    /// Tells what became of a file, or what is wrong with it.
    pub fn file(&self, state: State, path: &str) {
        match self.format {
            Format::Text => out::line(format_args!("{:<8} {path}{}", state.word(), state.advice())),
            Format::Json => out::line(format_args!(
                "{}",
                json!({"file": path, "state": state.word()})
            )),
            Format::Github if state.is_fault() => {
                out::line(format_args!(
                    "::error file={path}::{}{}",
                    state.word(),
                    state.advice()
                ));
            }
            Format::Github => out::line(format_args!("{} {path}", state.word())),
        }
    }

    /// Tells how many files are as they should be.
    pub fn unchanged(&self, count: usize) {
        match self.format {
            Format::Text | Format::Github => {
                out::line(format_args!(
                    "unchanged {count} {}",
                    if count == 1 { "file" } else { "files" }
                ));
            }
            Format::Json => out::line(format_args!("{}", json!({"unchanged": count}))),
        }
    }

    /// Whether something was told that makes the run fail.
    pub fn failed(&self) -> bool {
        self.failed.get()
    }
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Stale => "stale",
            Self::Missing => "missing",
            Self::Orphaned | Self::Stranger => "orphaned",
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Self::New
            | Self::Changed
            | Self::Removed
            | Self::Stale
            | Self::Missing
            | Self::Orphaned => "",
            Self::Stranger => " (not marked as generated: remove it by hand)",
        }
    }

    fn is_fault(self) -> bool {
        match self {
            Self::New | Self::Changed | Self::Removed => false,
            Self::Stale | Self::Missing | Self::Orphaned | Self::Stranger => true,
        }
    }
}
