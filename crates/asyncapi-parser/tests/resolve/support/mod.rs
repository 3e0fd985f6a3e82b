//! What the tests of reading share: documents as texts in, models and diagnostics as texts out.

pub(crate) mod dump;
mod facts;

use std::collections::BTreeMap;
use std::fmt::Write;

use asyncapi_parser::diagnostic::{Diagnostic, Severity};
use asyncapi_parser::load::{Limits, load};
use asyncapi_parser::model::Api;
use asyncapi_parser::resolve::{Options, resolve};
use asyncapi_parser::tree::Document;

/// The model of a document, or what is wrong with it; warnings come first.
pub(crate) fn read(text: &str) -> String {
    read_files(&[("spec.yaml", text)], &[])
}

/// The same for several files, of which the first is the entry, and files that stand for URLs.
pub(crate) fn read_files(files: &[(&str, &str)], references: &[(&str, &str)]) -> String {
    let (document, api, diagnostics) = resolve_files(files, references);
    let mut text = faults(&document, &diagnostics);
    if let Some(api) = api {
        text.push_str(&dump::api(&api));
    }
    text
}

/// The model of a document with every fact in it, or what is wrong with it.
pub(crate) fn read_all(text: &str) -> String {
    let (document, api, diagnostics) = resolve_files(&[("spec.yaml", text)], &[]);
    let mut text = faults(&document, &diagnostics);
    if let Some(api) = api {
        text.push_str(&dump::api(&api));
        text.push_str(&facts::all(&api));
    }
    text
}

/// Only what is wrong with a document.
pub(crate) fn wrong(text: &str) -> String {
    let (document, _, diagnostics) = resolve_files(&[("spec.yaml", text)], &[]);
    faults(&document, &diagnostics)
}

/// Reads files, of which the first is the entry.
pub(crate) fn resolve_files(
    files: &[(&str, &str)],
    references: &[(&str, &str)],
) -> (Document, Option<Api>, Vec<Diagnostic>) {
    let entry = files[0].0;
    let files: BTreeMap<String, Vec<u8>> = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect();
    let references: Vec<(String, String)> = references
        .iter()
        .map(|(url, path)| ((*url).to_owned(), (*path).to_owned()))
        .collect();
    let limits = Limits::default();
    let mut document = Document::default();
    let entry = load(&mut document, entry, &files, &limits).expect("the entry is well-formed");
    let options = Options {
        files: &files,
        limits: &limits,
        references: &references,
        implied_types: true,
    };
    let (api, diagnostics) = resolve(&mut document, entry, &options);
    (document, api, diagnostics)
}

/// Diagnostics as text, each with its places.
pub(crate) fn faults(document: &Document, diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let severity = match diagnostic.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let _ = writeln!(
            text,
            "{severity}[{}]: {}",
            diagnostic.code.id, diagnostic.message
        );
        for label in &diagnostic.labels {
            let file = &document.sources.get(label.span.file).path;
            let position = document.sources.position(label.span);
            let _ = writeln!(text, "  {file}:{position} {} {}", label.pointer, label.text);
        }
        if let Some(help) = &diagnostic.help {
            let _ = writeln!(text, "  help: {help}");
        }
    }
    text
}

/// A document whose `components/schemas` is the text given.
pub(crate) fn document(schemas: &str) -> String {
    let mut text = "\
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels: {}
components:
  messages: {M: {payload: {type: string}}}
  schemas:
"
    .to_owned();
    for line in schemas.lines() {
        let _ = writeln!(text, "    {line}");
    }
    text
}
