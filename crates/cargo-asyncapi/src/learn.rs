//! `learn`: captured payloads in, corrections of the document out, after which they are known
//! without drift.

mod event;
mod propose;
mod samples;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use asyncapi_build::project::Project;
use asyncapi_codegen::config::{self, Config};
use asyncapi_codegen::generate::{Examined, examine};
use asyncapi_codegen::ir::{Crate, Events, Manifest};
use asyncapi_parser::load::{Limits, load};
use asyncapi_parser::source::FileId;
use asyncapi_parser::tree::{Document, NodeId};
use asyncapi_parser::{patch, pointer};
use serde_json::Value as Json;

use crate::out;
use crate::report::{Report, Reporting};
use propose::{Evidence, propose};
use samples::Sample;
use walk::{Walk, member};

/// Propose corrections of a document from captured payloads
///
/// Compares each payload with what the document says of its event, and prints the `patches:` that
/// would make it known without drift, each with how many payloads speak for it. Values of payloads
/// are not printed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo asyncapi learn asyncapi.yaml captured/*.json
  cargo asyncapi learn asyncapi.yaml --config codegen.yaml captured/ >> codegen.yaml
  cargo asyncapi learn asyncapi.yaml --event order.created captured.jsonl

Exit codes: 0 done, 1 the document is at fault or a payload is not JSON, 2 wrong command line")]
pub(crate) struct Args {
    /// The document
    #[arg(value_name = "DOC")]
    document: PathBuf,
    /// Payloads: `.json` files, `.jsonl` files with one on each line, or folders of these
    #[arg(required = true, value_name = "SAMPLES")]
    samples: Vec<PathBuf>,
    /// The configuration; else the `codegen.yaml` beside the document, if there is one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The event that all payloads are, where they do not say so
    #[arg(long, value_name = "NAME")]
    event: Option<String>,
    #[command(flatten)]
    reporting: Reporting,
}

pub(crate) fn run(args: &Args) -> ExitCode {
    let report = args.reporting.report();
    match learn(args, &report) {
        Ok(code) => code,
        Err(problem) => {
            report.problem(&problem);
            ExitCode::FAILURE
        }
    }
}

fn learn(args: &Args, report: &Report) -> Result<ExitCode> {
    let samples = samples::read(&args.samples)?;
    let project = Project::open(&args.document, args.config.as_deref())?;
    let found = examine(&project.input("events", "cargo asyncapi", &Manifest::Workspace));
    report.diagnostics(&found.diagnostics, &found.document.sources);
    let Examined {
        document,
        entry: Some(entry),
        config: Some(config),
        shapes: Some(shapes),
        ..
    } = found
    else {
        report.conclusion("nothing can be learnt for a document that is at fault");
        return Ok(ExitCode::FAILURE);
    };
    let payloads = payloads(args, (&document, entry), &shapes, &samples, report)?;
    let of_no_event = payloads
        .iter()
        .filter(|payload| payload.schema.is_none())
        .count();
    let mut learner = Learner {
        document,
        entry,
        config,
        payloads,
        learnt: String::new(),
        elsewhere: Vec::new(),
    };
    let drifted = learner.learn();
    if !learner.learnt.is_empty() {
        out::text(format_args!("patches:\n{}", learner.learnt));
    }
    for place in &learner.elsewhere {
        out::error(format_args!(
            "`{place}` does not fit, and patches reach the document's own file alone\n"
        ));
    }
    let all = learner.payloads.len();
    let documented = all.saturating_sub(drifted).saturating_sub(of_no_event);
    out::error(format_args!(
        "{all} payloads: {documented} as documented, {drifted} not, {of_no_event} of no declared event\n",
    ));
    Ok(if report.failed() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// An event that arrived.
#[derive(Debug)]
struct Payload {
    body: Json,
    /// The schema of its event; `None` if it is none that is declared, or has no schema.
    schema: Option<NodeId>,
}

/// The payloads of samples: those of a batch one by one.
fn payloads(
    args: &Args,
    (document, entry): (&Document, FileId),
    shapes: &Crate,
    samples: &[Sample],
    report: &Report,
) -> Result<Vec<Payload>> {
    let Some(events) = &shapes.events else {
        bail!("the document has no events");
    };
    let named = match &args.event {
        Some(name) => Some(by_name(events, name)?),
        None => None,
    };
    if named.is_none() && events.by_body.is_none() {
        bail!("a body does not say which event it is: say so with `--event`");
    }
    let mut payloads = Vec::new();
    for sample in samples {
        let body = match &sample.body {
            Ok(body) => body,
            Err(error) => {
                // serde's message has no text of the payload in it but where it ends.
                let (line, column) = (error.line(), error.column());
                report.problem(&anyhow::anyhow!(
                    "{} is not JSON at {line}:{column}",
                    sample.shown
                ));
                continue;
            }
        };
        let bodies = match body {
            Json::Array(items) if events.batch => items.as_slice(),
            body => std::slice::from_ref(body),
        };
        for body in bodies {
            let index = named.or_else(|| event::event(events, body));
            let event = index.and_then(|index| events.variants.get(index));
            payloads.push(Payload {
                body: body.clone(),
                schema: event.and_then(|event| schema(document, entry, &event.pointer)),
            });
        }
    }
    Ok(payloads)
}

fn by_name(events: &Events, name: &str) -> Result<usize> {
    let found = events.variants.iter().position(|event| event.wire == name);
    let names = || {
        let names = events
            .variants
            .iter()
            .map(|event| format!("`{}`", event.wire));
        names.collect::<Vec<_>>().join(", ")
    };
    found.with_context(|| format!("there is no event `{name}`: there are {}", names()))
}

/// The schema of the payload of a message.
fn schema(document: &Document, entry: FileId, message: &str) -> Option<NodeId> {
    let steps = pointer::parse(message).ok()?;
    let at = pointer::find(document, document.root(entry)?, &steps).ok()?;
    let walk = Walk::new(document, &Config::default());
    let payload = member(walk.object(walk.follow(at))?, "payload")?;
    let wrapped = walk
        .object(payload)
        .filter(|it| it.get("schemaFormat").is_some());
    match wrapped {
        Some(format) => member(format, "schema"),
        None => Some(payload),
    }
}

/// How often what has been learnt is applied, to see what else does not fit.
const ROUNDS: usize = 8;

/// A document that is corrected until payloads fit.
#[derive(Debug)]
struct Learner {
    document: Document,
    entry: FileId,
    config: Config,
    payloads: Vec<Payload>,
    /// The corrections so far, as text below `patches:`.
    learnt: String,
    /// Places in other files that do not fit.
    elsewhere: Vec<String>,
}

impl Learner {
    /// Learns all that can be learnt, and says how many payloads did not fit before.
    fn learn(&mut self) -> usize {
        let evidence = self.evidence();
        let drifted: BTreeSet<usize> = evidence.values().flatten().copied().collect();
        let mut evidence = evidence;
        for round in 0..ROUNDS {
            let walk = Walk::new(&self.document, &self.config);
            let (text, elsewhere) = propose(&walk, self.entry, &evidence, self.payloads.len());
            self.elsewhere = elsewhere;
            if text.is_empty() || !self.apply(round, &text) {
                break;
            }
            self.learnt.push_str(&text);
            evidence = self.evidence();
        }
        drifted.len()
    }

    fn evidence(&self) -> Evidence {
        let mut evidence = Evidence::new();
        let mut walk = Walk::new(&self.document, &self.config);
        for (index, payload) in self.payloads.iter().enumerate() {
            let Some(schema) = payload.schema else {
                continue;
            };
            for misfit in walk.misfits(&payload.body, schema) {
                evidence.entry(misfit).or_default().insert(index);
            }
        }
        evidence
    }

    /// Corrects the document as the configuration would.
    fn apply(&mut self, round: usize, text: &str) -> bool {
        // No file of the document can have this path.
        let path = format!("../learnt-{round}.yaml");
        let files = BTreeMap::from([(path.clone(), format!("patches:\n{text}").into_bytes())]);
        let Ok(file) = load(&mut self.document, &path, &files, &Limits::default()) else {
            return false;
        };
        let (config, faults) = config::read(&self.document, file);
        faults.is_empty()
            && patch::apply(&mut self.document, self.entry, &config.patches).is_empty()
    }
}
