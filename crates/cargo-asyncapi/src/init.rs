//! `init`: a document in, a configuration for it out, with what could be inferred and what could
//! not.

mod candidates;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use asyncapi_build::disk::exists;
use asyncapi_build::project::{CONFIG, Project};
use asyncapi_build::sync::write_file;
use asyncapi_codegen::generate::{Examined, Input, examine};
use asyncapi_codegen::ir::{Crate, Manifest};
use asyncapi_codegen::names::{Scope, Style};
use asyncapi_parser::tree::{Document, Value};
use serde_json::Value as Json;

use crate::report::{Report, Reporting, State};
use candidates::{Candidate, candidates};

/// Write a `codegen.yaml` for a document, with what can be inferred
///
/// The file says how events are told apart, as far as the document lets it be guessed, which names
/// collided, and which files are missing. Everything else is in it as comments.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo asyncapi init asyncapi.yaml            # writes codegen.yaml beside it

Exit codes: 0 done, 1 the document is at fault or the file is there already, 2 wrong command line")]
pub(crate) struct Args {
    /// The document
    #[arg(value_name = "DOC")]
    document: PathBuf,
    /// Where to write it; else to `codegen.yaml` beside the document
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    reporting: Reporting,
}

pub(crate) fn run(args: &Args) -> ExitCode {
    let report = args.reporting.report();
    match init(args, &report) {
        Ok(()) if !report.failed() => ExitCode::SUCCESS,
        Ok(()) => ExitCode::FAILURE,
        Err(problem) => {
            report.problem(&problem);
            ExitCode::FAILURE
        }
    }
}

fn init(args: &Args, report: &Report) -> Result<()> {
    let beside = || args.document.with_file_name(CONFIG);
    let out = args.out.clone().unwrap_or_else(beside);
    if exists(&out).with_context(|| format!("cannot read `{}`", out.display()))? {
        bail!(
            "`{}` is there already: name another file with `--out`",
            out.display()
        );
    }
    let text = text(&args.document, report)?;
    write_file(&out, &text)?;
    report.file(State::New, &out.to_string_lossy());
    Ok(())
}

/// The configuration of a document.
///
/// # Errors
/// There is no such folder.
pub fn text(document: &Path, report: &Report) -> Result<String> {
    let project = Project::open(document, None)?;
    let input = Input {
        config: None,
        samples: &[],
        ..project.input("events", "cargo asyncapi", &Manifest::Workspace)
    };
    let found = examine(&input);
    // How events are told apart is what this is for.
    let problems: Vec<_> = found
        .diagnostics
        .iter()
        .filter(|problem| problem.code.id != asyncapi_codegen::code::TOLD_APART.id)
        .cloned()
        .collect();
    report.diagnostics(&problems, &found.document.sources);
    let mut out = format!(
        "# What {} does not say. Everything here is optional.\n",
        project.document()
    );
    package(&mut out, &found);
    provenance(&mut out, &found);
    let candidates = found
        .shapes
        .as_ref()
        .map(|shapes| candidates(&input, shapes));
    events(&mut out, &found, &candidates.unwrap_or_default());
    names(&mut out, found.shapes.as_ref());
    references(&mut out, &found.document);
    out.push_str(REST);
    Ok(out)
}

const REST: &str = "
# Corrections of the document, each with its reason; `cargo asyncapi learn` proposes some.
# patches:
#   - reason: It is null until the order is paid.
#     at: /components/schemas/Order/properties/paid_at/type
#     replace: [integer, 'null']

# Whether sets of values accept what the document does not declare: `open`, or `closed`.
# enums: open

# Which fields may be null: those that are `declared` so, or all that are `optional`.
# nulls: declared

# Whether `properties` alone means an object, `items` alone an array, and so on.
# implied_types: true
";

fn package(out: &mut String, found: &Examined) {
    let title = found.api.as_ref().map(|api| api.info.title.as_str());
    let words: Vec<String> = title
        .unwrap_or_default()
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("events"))
        .take(3)
        .map(str::to_ascii_lowercase)
        .collect();
    let name = match words.as_slice() {
        [] => "acme".to_owned(),
        words => words.join("-"),
    };
    let _ = write!(
        out,
        "\n# The name of the crate; else that of its folder.\n# package: {name}-events\n"
    );
}

fn provenance(out: &mut String, found: &Examined) {
    let version = found
        .api
        .as_ref()
        .map_or("1", |api| api.info.version.as_str());
    let _ = write!(
        out,
        "\n# Where the document comes from.\nprovenance:\n  # source: https://example.com/docs/events\n  \
         version: {}\n",
        Json::from(version)
    );
}

fn events(out: &mut String, found: &Examined, candidates: &[Candidate]) {
    out.push_str("\n# How events are told apart.\n");
    let events = found
        .shapes
        .as_ref()
        .and_then(|shapes| shapes.events.as_ref());
    let Some(events) = events else {
        out.push_str("# The document has no messages in channels, or is at fault.\n");
        return;
    };
    if events.by_body.is_some() {
        out.push_str("# Constants in the payloads tell them apart; nothing has to be said.\n");
        return;
    }
    if events.variants.len() < 2 {
        out.push_str("# There is one alone.\n# events: {told-by: channel}\n");
        return;
    }
    for (index, candidate) in candidates.iter().enumerate() {
        let (sure, comment) = match (index, candidate.evidence) {
            (0, evidence) if evidence > 0 => (true, ""),
            _ => (false, "# "),
        };
        let _ = writeln!(out, "# {}", candidate.reason());
        let _ = writeln!(out, "{comment}events:");
        let _ = writeln!(
            out,
            "{comment}  tag: {}",
            Json::from(format!("/{}", candidate.member))
        );
        let _ = writeln!(out, "{comment}  value: {}", candidate.value);
        if sure && candidates.len() > 1 {
            out.push_str("# Other rules that the document would allow:\n");
        }
    }
    if candidates.is_empty() {
        out.push_str("# No member that all payloads have could name them.\n");
    }
    out.push_str("# The receiver may know the channel, by the URL for example:\n");
    out.push_str("# events: {told-by: channel}\n");
    if candidates.len() < 2 {
        out.push_str(
            "# Or rules may decide, the first that holds:\n# events:\n#   rules:\n\
             #     - keys: [id, status]\n#       event: ",
        );
        let name = events
            .variants
            .first()
            .map_or("Created", |event| event.wire.as_str());
        let _ = writeln!(out, "{}", Json::from(name));
    }
}

/// How long a name is that one may want to replace.
const LONG: usize = 40;

fn names(out: &mut String, shapes: Option<&Crate>) {
    let items: Vec<_> = shapes
        .iter()
        .flat_map(|shapes| &shapes.modules)
        .flat_map(|module| &module.items)
        .collect();
    out.push_str("\n# Names for types.\n");
    let mut lines = Vec::new();
    for item in items {
        let name = item.name.as_str();
        let key = item.pointer.strip_prefix("/components/schemas/");
        let key = key
            .filter(|key| !key.contains('/'))
            .map(|key| key.replace("~1", "/"));
        let wanted = key.map(|key| {
            let mut scope = Scope::new(Style::Type);
            scope.add(&[&key.replace("~0", "~")])
        });
        let why = match wanted {
            Some(wanted) if wanted.as_str() != name => {
                format!(
                    "would be `{}`, which another type is called",
                    wanted.as_str()
                )
            }
            Some(_) | None if name.len() > LONG => "is long".to_owned(),
            Some(_) | None => continue,
        };
        lines.push(format!(
            "#   {}: {name}  # {why}\n",
            Json::from(item.pointer.as_str())
        ));
    }
    if lines.is_empty() {
        out.push_str("# names:\n#   /components/schemas/order: Order\n");
    } else {
        out.push_str("# names:\n");
        out.push_str(&lines.concat());
    }
}

/// The files that the document refers to by URL.
fn references(out: &mut String, document: &Document) {
    let mut urls = BTreeSet::new();
    for node in &document.nodes {
        let Value::Mapping(fields) = &node.value else {
            continue;
        };
        let target = fields
            .get("$ref")
            .map(|entry| &document.node(entry.value).value);
        if let Some(Value::Scalar(scalar)) = target
            && (scalar.text.starts_with("https:") || scalar.text.starts_with("http:"))
        {
            urls.insert(scalar.text.split('#').next().unwrap_or_default().to_owned());
        }
    }
    out.push_str("\n# Files below this folder that stand for URLs in references.\n");
    let comment = if urls.is_empty() { "# " } else { "" };
    let _ = writeln!(out, "{comment}references:");
    if urls.is_empty() {
        out.push_str("#   https://example.com/common.yaml: common.yaml\n");
    }
    for url in urls {
        let file = url.rsplit('/').next().unwrap_or_default();
        let _ = writeln!(out, "  {}: {}", Json::from(url.as_str()), Json::from(file));
    }
}
