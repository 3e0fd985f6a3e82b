//! `diff`: what a change of a document does to the Rust API.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use asyncapi_codegen::diff::{Change, Level, diff};
use asyncapi_codegen::ir::Crate;
use serde_json::json;

use crate::check::lowered;
use crate::out;
use crate::report::{Report, Reporting};

/// Say what a change of a document does to the Rust API
///
/// Generates from both documents, each with the `codegen.yaml` beside it, and compares what an app
/// would see: types, fields, variants, functions.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo asyncapi diff old/asyncapi.yaml new/asyncapi.yaml
  cargo asyncapi diff --markdown old.yaml new.yaml >> CHANGELOG.md

Exit codes: 0 nothing or documentation, 1 error, 2 additive, 3 breaking")]
pub(crate) struct Args {
    /// The document as it was
    old: PathBuf,
    /// The document as it is
    new: PathBuf,
    /// The configuration of both; else the `codegen.yaml` beside each, if there is one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    form: Form,
    #[command(flatten)]
    reporting: Reporting,
}

/// How changes are written down.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Form {
    /// Print one JSON object
    #[arg(long, conflicts_with = "markdown")]
    json: bool,
    /// Print Markdown, for a pull request or a changelog
    #[arg(long)]
    markdown: bool,
}

pub(crate) fn run(args: &Args) -> ExitCode {
    let report = args.reporting.report();
    let [old, new] = [&args.old, &args.new].map(|document| {
        let found = lowered(document, args.config.as_deref());
        shapes(&report, found)
    });
    let (Some(old), Some(new), false) = (old, new, report.failed()) else {
        return ExitCode::FAILURE;
    };
    let changes = diff(&old, &new);
    out::text(format_args!("{}", args.form.render(&changes)));
    code(&changes)
}

fn shapes(
    report: &Report,
    found: anyhow::Result<asyncapi_codegen::generate::Lowered>,
) -> Option<Crate> {
    match found {
        Ok(found) => {
            report.diagnostics(&found.diagnostics, &found.sources);
            found.shapes
        }
        Err(problem) => {
            report.problem(&problem);
            None
        }
    }
}

/// The exit code that changes end with.
pub fn code(changes: &[Change]) -> ExitCode {
    match changes.iter().map(|change| change.level).max() {
        None | Some(Level::Documentation) => ExitCode::SUCCESS,
        Some(Level::Additive) => ExitCode::from(2),
        Some(Level::Breaking) => ExitCode::from(3),
    }
}

const LEVELS: [Level; 3] = [Level::Breaking, Level::Additive, Level::Documentation];

impl Form {
    /// Changes as text, grouped by what they mean.
    pub fn render(self, changes: &[Change]) -> String {
        if self.json {
            let all: Vec<_> = changes
                .iter()
                .map(|change| {
                    json!({
                        "level": name(change.level),
                        "path": change.path,
                        "text": change.text,
                        "pointer": change.pointer,
                    })
                })
                .collect();
            let level = changes.iter().map(|change| change.level).max();
            return format!("{}\n", json!({"level": level.map(name), "changes": all}));
        }
        let mut out = String::new();
        for level in LEVELS {
            let of = || changes.iter().filter(|change| change.level == level);
            if of().next().is_none() {
                continue;
            }
            let title = title(level);
            let (open, close) = if self.markdown {
                ("### ", "\n")
            } else {
                ("", "")
            };
            let _ = writeln!(out, "{open}{title}{close}");
            for change in of() {
                let item = if self.markdown { "-" } else { " " };
                let _ = writeln!(out, "{item} `{}` {}", change.path, change.text);
            }
            out.push('\n');
        }
        out.push_str(conclusion(changes));
        out.push('\n');
        out
    }
}

fn name(level: Level) -> &'static str {
    match level {
        Level::Documentation => "documentation",
        Level::Additive => "additive",
        Level::Breaking => "breaking",
    }
}

fn title(level: Level) -> &'static str {
    match level {
        Level::Documentation => "Documentation and wire",
        Level::Additive => "Additive",
        Level::Breaking => "Breaking",
    }
}

fn conclusion(changes: &[Change]) -> &'static str {
    match changes.iter().map(|change| change.level).max() {
        None => "The Rust API does not change.",
        Some(Level::Documentation) => "The Rust API does not change: raise the patch version.",
        Some(Level::Additive) => {
            "The Rust API grows: raise the minor version; the patch version below 1.0."
        }
        Some(Level::Breaking) => {
            "The Rust API breaks: raise the major version; the minor version below 1.0."
        }
    }
}
