//! Random valid documents: each becomes a crate that compiles without a warning, and each valid
//! instance of its schemas comes back from that crate as it went in.
#![expect(clippy::match_bool, reason = "both cases side by side")]

mod dialect;
mod dice;
mod document;
mod instance;
mod judge;
mod program;
mod schema;
mod target;
mod words;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use asyncapi_codegen::generate::{self, File, Input, Lowered, shapes};
use asyncapi_codegen::ir::{Crate, Manifest};
use asyncapi_parser::diagnostic::Diagnostic;
use asyncapi_parser::load::Limits;
use jsonschema::error::ValidationErrorKind;
use rayon::prelude::*;
use serde_json::Value;

use crate::batch::{self, Batch};
use crate::corpus::bar;
use crate::corpus::located::{Located, written};
use crate::generate::COMMAND;
use crate::workspace::Workspace;
use dice::Dice;
use document::{Document, draw};
use program::{Run, Way};
use target::Target;

/// How many documents, and which.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many documents
    #[arg(long, default_value_t = 50)]
    documents: u64,
    /// What the first one is drawn from; each further one is drawn from the next number
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many instances of each schema
    #[arg(long, default_value_t = 12)]
    instances: usize,
    /// Hold the documents against AsyncAPI's JSON Schemas as well: a folder with `2.6.0.json`, …
    #[arg(long, value_name = "DIR")]
    official: Option<PathBuf>,
}

/// How many crates one run of Cargo compiles.
const AT_ONCE: usize = 100;

/// Warnings that valid documents may have: that nothing tells their events apart.
const EXPECTED: [&str; 1] = ["E0604"];

/// A document, its crate and what goes through it.
#[derive(Debug)]
struct Case {
    document: Document,
    made: Result<Made, String>,
}

#[derive(Debug)]
struct Made {
    files: Vec<File>,
    runs: Vec<(Target, Run)>,
}

/// What went wrong with a document.
#[derive(Debug)]
struct Failure<'a> {
    document: &'a Document,
    text: String,
}

/// What was counted.
#[derive(Debug, Default)]
struct Counts {
    schemas: usize,
    without: usize,
    instances: usize,
}

/// Draws, generates, compiles and runs. Exits 1 if anything is not as it should be.
pub fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?.root;
    let home = batch::target(&workspace).join("random");
    fs::create_dir_all(&home)?;
    let seeds: Vec<u64> = (args.seed..)
        .take(usize::try_from(args.documents)?)
        .collect();
    let progress = bar("random", seeds.len())?;
    let (mut failures, mut counts) = (0, Counts::default());
    for seeds in seeds.chunks(AT_ONCE) {
        let cases: Vec<Case> = seeds
            .par_iter()
            .map(|seed| case(*seed, args.instances, args.official.as_deref()))
            .collect();
        for failure in compiled(&workspace, &home.join("workspace"), &cases, &mut counts)? {
            failures += 1;
            failure.tell(&home)?;
        }
        progress.inc(u64::try_from(cases.len())?);
    }
    progress.finish_and_clear();
    let Counts {
        schemas,
        without,
        instances,
    } = counts;
    println!(
        "{} documents from seed {}: {schemas} schemas, {without} of them without an instance; \
         {instances} instances; {failures} failures",
        args.documents, args.seed
    );
    Ok(if failures == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Draws a document and generates its crate.
fn case(seed: u64, instances: usize, official: Option<&Path>) -> Case {
    let document = draw(seed);
    let made = official
        .map_or(Ok(()), |folder| is_official(&document, folder))
        .and_then(|()| made(&document, instances));
    Case { document, made }
}

fn made(document: &Document, instances: usize) -> Result<Made, String> {
    let files = document.files();
    let input = Input {
        document: "asyncapi.json",
        config: document.config.as_ref().map(|_| "codegen.yaml"),
        samples: &[],
        package: "random-events",
        command: COMMAND,
        manifest: &Manifest::Workspace,
        files: &files,
        limits: &Limits::default(),
    };
    let Lowered {
        shapes,
        diagnostics,
        sources: _,
    } = shapes(&input);
    let unexpected = |diagnostic: &&Diagnostic| !EXPECTED.contains(&diagnostic.code.id);
    if let Some(diagnostic) = diagnostics.iter().find(unexpected) {
        let place = diagnostic.labels.first();
        return Err(format!(
            "{} {} (at {})",
            diagnostic.code.id,
            diagnostic.message,
            place.map_or("?", |label| label.pointer.as_str())
        ));
    }
    let shapes = shapes.ok_or("is refused without a reason")?;
    let files = generate::files(&shapes).map_err(|found| {
        let found = found.iter().map(|diagnostic| diagnostic.message.as_str());
        found.collect::<Vec<_>>().join("; ")
    })?;
    let mut dice = Dice::new(document.seed.wrapping_add(1 << 40));
    let mut runs = Vec::new();
    for (target, ways) in ways(document, &shapes) {
        let instances = target::instances(&mut dice, document, &target, instances)
            .map_err(|error| format!("{error:#}"))?;
        for way in ways {
            let run = Run {
                package: format!("d{}", document.seed),
                way,
                instances: instances.clone(),
            };
            runs.push((target.clone(), run));
        }
    }
    Ok(Made { files, runs })
}

/// The schemas of a document, and the ways that their instances can go.
fn ways(document: &Document, shapes: &Crate) -> Vec<(Target, Vec<Way>)> {
    let mut all = Vec::new();
    let located = Located::new(shapes);
    let named = document.root.pointer("/components/schemas");
    for key in named
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(|named| named.keys())
    {
        let pointer = format!("/components/schemas/{key}");
        if let Some(ty) = located.at(&pointer) {
            let target = Target::at(document, pointer);
            all.push((target, vec![Way::Type(written(&ty))]));
        }
    }
    if let Some(events) = &shapes.events {
        for event in &events.variants {
            let Some(target) = Target::of_message(document, &event.pointer) else {
                continue;
            };
            let variant = event.name.as_str().to_owned();
            let mut ways = vec![Way::Type(written(&event.payload))];
            if events.by_body.is_some() {
                ways.push(Way::Event {
                    function: "decode".to_owned(),
                    variant: variant.clone(),
                });
            }
            if events.by_caller {
                ways.push(Way::Event {
                    function: format!("decode_{}", event.function.as_str()),
                    variant,
                });
            }
            all.push((target, ways));
        }
    }
    all
}

/// Compiles the crates of documents and runs the instances; tells what is wrong.
fn compiled<'a>(
    ours: &Path,
    workspace: &Path,
    cases: &'a [Case],
    counts: &mut Counts,
) -> Result<Vec<Failure<'a>>> {
    let mut failures = Vec::new();
    let mut sound = Vec::new();
    let batch = Batch::create(ours, workspace)?;
    for case in cases {
        match &case.made {
            Ok(made) => {
                let files = made.files.iter();
                let files = files.map(|file| (file.path.as_str(), file.contents.as_str()));
                let name = format!("d{}", case.document.seed);
                batch.add(&name, &ours.join("generated/any"), files)?;
                sound.push((name, &case.document, made));
            }
            Err(text) => failures.push(Failure {
                document: &case.document,
                text: text.clone(),
            }),
        }
    }
    if sound.is_empty() {
        return Ok(failures);
    }
    let errors = batch.lint()?;
    sound.retain(|(name, document, _)| {
        let error = errors.get(name).and_then(|errors| errors.first());
        if let Some(error) = error {
            let file = error.file.as_deref().unwrap_or("?");
            failures.push(Failure {
                document,
                text: format!("does not compile: {} ({file})", error.text),
            });
        }
        error.is_none()
    });
    let owned: Vec<_> = sound
        .iter()
        .flat_map(|(_, document, made)| {
            made.runs
                .iter()
                .map(move |(target, run)| (*document, target, run))
        })
        .collect();
    let runs: Vec<Run> = owned.iter().map(|(_, _, run)| (*run).clone()).collect();
    counts.schemas += runs.len();
    counts.without += runs.iter().filter(|run| run.instances.is_empty()).count();
    counts.instances += runs.iter().map(|run| run.instances.len()).sum::<usize>();
    for problem in program::run(ours, &batch, &runs)? {
        let Some((document, target, run)) = owned.get(problem.run) else {
            continue;
        };
        let mut text = format!("instance {} ", run.instances[problem.instance]);
        // Writing to a `String` cannot fail.
        let _ = write!(
            text,
            "{}\n  through {:?}\n  of the schema at {}",
            problem.text, run.way, target.pointer
        );
        if let Some(schema) = target.schema(document) {
            let _ = write!(text, ": {schema}");
        }
        failures.push(Failure { document, text });
    }
    Ok(failures)
}

/// Whether AsyncAPI's own JSON Schema takes the document.
fn is_official(document: &Document, folder: &Path) -> Result<(), String> {
    let version = document.root["asyncapi"].as_str().unwrap_or_default();
    let path = folder.join(format!("{version}.json"));
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let schema: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let validator = jsonschema::options()
        .should_validate_formats(false)
        .build(&schema)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    // By the schemas of 2.x, a reference to a parameter is a parameter as well.
    let is_both = |error: &jsonschema::ValidationError<'_>| {
        matches!(error.kind(), ValidationErrorKind::OneOfMultipleValid { .. })
            && error.instance().get("$ref").is_some()
    };
    let mut errors = validator.iter_errors(&document.root);
    match errors.find(|error| !is_both(error)) {
        None => Ok(()),
        Some(error) => Err(format!(
            "is not valid at {}: {error}",
            error.instance_path()
        )),
    }
}

impl Failure<'_> {
    /// Prints it, and keeps the document.
    fn tell(&self, home: &Path) -> Result<()> {
        let folder = home.join("failures").join(self.document.seed.to_string());
        fs::create_dir_all(&folder)?;
        for (path, contents) in self.document.files() {
            fs::write(folder.join(path), contents)?;
        }
        println!(
            "seed {}: {}\n  the document is in `{}`",
            self.document.seed,
            self.text,
            folder.display()
        );
        Ok(())
    }
}
