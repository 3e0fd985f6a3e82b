//! Examples that documents give: JSON and the place it belongs to in, what is wrong with each after
//! it went through the generated type out.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use asyncapi_build::disk::Root;
use asyncapi_codegen::generate::shapes;
use asyncapi_codegen::ir::Type;
use asyncapi_parser::load::{Limits, load};
use asyncapi_parser::resolve::{Options, resolve};
use asyncapi_parser::source::Files;
use asyncapi_parser::tree::Document;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::attempt;
use super::located::{Located, written};
use crate::batch::Batch;
use crate::samples::{self, Sample, Verdict};

/// An example of a document.
#[derive(Debug, Deserialize)]
pub struct Example {
    /// The document below the corpus's folder.
    doc: String,
    /// The place of the message that it is a payload of.
    message: Option<String>,
    /// The place of the schema that it is an example of.
    schema: Option<String>,
    /// The JSON, by the one name or the other.
    #[serde(alias = "value")]
    payload: Box<RawValue>,
    /// `valid`, or why it is not what its schema describes.
    against_schema: String,
}

/// What came of the examples of a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Tried {
    /// How many went through the type of their place unchanged.
    pub fine: usize,
    /// What was wrong with others.
    pub problems: Vec<String>,
    /// How many belong to no generated type.
    pub homeless: usize,
}

/// Reads the examples that are what their schema describes, by document.
pub fn read(corpus: &Path) -> Result<BTreeMap<String, Vec<Example>>> {
    let mut examples = BTreeMap::<String, Vec<Example>>::new();
    for file in ["message-examples.jsonl", "schema-examples.jsonl"] {
        let path = corpus.join(file);
        let text = fs::read_to_string(&path)
            .with_context(|| format!("cannot read `{}`", path.display()))?;
        for line in text.lines() {
            let example: Example = serde_json::from_str(line)
                .with_context(|| format!("no example in `{}`: {line}", path.display()))?;
            if example.against_schema == "valid" {
                examples
                    .entry(example.doc.clone())
                    .or_default()
                    .push(example);
            }
        }
    }
    Ok(examples)
}

/// Sends the examples of documents through the types of their crates, which are in the batch under
/// the names given.
pub fn run(
    ours: &Path,
    batch: &Batch,
    root: &Root,
    documents: &[(&str, String, &[Example])],
) -> Result<BTreeMap<String, Tried>> {
    let mut tried: BTreeMap<String, Tried> = documents
        .iter()
        .map(|(path, ..)| ((*path).to_owned(), Tried::default()))
        .collect();
    let (mut owners, mut samples) = (Vec::new(), Vec::new());
    for (path, package, examples) in documents {
        let types = types(path, root, examples);
        for (example, ty) in examples.iter().zip(types) {
            match ty {
                None => tried.entry((*path).to_owned()).or_default().homeless += 1,
                Some(ty) => {
                    owners.push((*path, example));
                    samples.push(Sample {
                        package: package.clone(),
                        ty: written(&ty),
                        json: example.payload.get().to_owned(),
                    });
                }
            }
        }
    }
    for ((path, example), verdict) in owners.into_iter().zip(samples::run(ours, batch, &samples)?) {
        let tried = tried.entry(path.to_owned()).or_default();
        match verdict {
            Verdict::Lossless => tried.fine += 1,
            Verdict::Changed(problem) | Verdict::Refused(problem) | Verdict::Broken(problem) => {
                let place = example.place();
                tried.problems.push(format!("{place}: {problem}"));
            }
        }
    }
    Ok(tried)
}

/// The types that stand for the places of examples.
fn types(path: &str, root: &Root, examples: &[Example]) -> Vec<Option<Type>> {
    let Some(shapes) = shapes(&attempt::input(path, root, &Limits::default())).shapes else {
        return examples.iter().map(|_| None).collect();
    };
    let located = Located::new(&shapes);
    let events = shapes.events.iter().flat_map(|events| &events.variants);
    let payloads: HashMap<&str, &Type> = events
        .map(|event| (event.pointer.as_str(), &event.payload))
        .collect();
    let channels = messages(path, root);
    let of = |example: &Example| match (&example.message, &example.schema) {
        (Some(message), _) => {
            let message = message.strip_prefix('#')?;
            let places = channels.get(message)?;
            places
                .iter()
                .find_map(|place| payloads.get(place.as_str()).copied().cloned())
        }
        (None, schema) => located.at(schema.as_ref()?.strip_prefix('#')?),
    };
    examples.iter().map(of).collect()
}

/// Where the messages of a document stand in channels, by the place where they are written.
fn messages(path: &str, root: &Root) -> HashMap<String, Vec<String>> {
    let limits = Limits::default();
    let files: &dyn Files = root;
    let mut document = Document::default();
    let options = Options {
        files,
        limits: &limits,
        references: &[],
        implied_types: true,
    };
    let entry = load(&mut document, path, files, &limits);
    let api = entry
        .ok()
        .and_then(|entry| resolve(&mut document, entry, &options).0);
    let mut places = HashMap::<String, Vec<String>>::new();
    if let Some(api) = api {
        for in_channel in api.channels.iter().flat_map(|channel| &channel.messages) {
            if let Some(message) = api.messages.get(in_channel.message.0 as usize) {
                let place = document.pointer(message.at);
                places
                    .entry(place)
                    .or_default()
                    .push(document.pointer(in_channel.at));
            }
        }
    }
    places
}

impl Example {
    /// Where it belongs.
    fn place(&self) -> &str {
        self.message
            .as_ref()
            .or(self.schema.as_ref())
            .map_or("", String::as_str)
    }
}
