//! Documents of any size, made to measure with: a form and a count of schemas in, files out.

use std::collections::BTreeMap;
use std::fmt::Write;

/// How the schemas of a document hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// Not at all: objects of five scalars.
    Flat,
    /// Each object refers to the three before it, so that there are more ways than schemas.
    Shared,
    /// Each is an `allOf` of the one before and a property of its own, in chains of ten.
    AllOf,
    /// As flat, over a hundred files; each object refers to one in the next file.
    Files,
}

pub(super) const FORMS: [Form; 4] = [Form::Flat, Form::Shared, Form::AllOf, Form::Files];

/// How many files `Form::Files` has.
const FILES: usize = 100;

/// How long a chain of `allOf` is.
const CHAIN: usize = 10;

/// The document `asyncapi.yaml` and the files it refers to.
pub(super) fn files(form: Form, schemas: usize) -> BTreeMap<String, Vec<u8>> {
    let mut entry = "asyncapi: 3.0.0\ninfo: {title: Synthetic, version: '1'}\nchannels:\n  all:\n    messages:\n      one: {payload: {$ref: '#/components/schemas/S0'}}\ncomponents:\n  schemas:\n".to_owned();
    let mut files = BTreeMap::new();
    for index in 0..schemas {
        match form {
            Form::Flat => object(&mut entry, index, &[]),
            Form::Shared => {
                let earlier = (index.saturating_sub(3)..index)
                    .map(|earlier| format!("#/components/schemas/S{earlier}"));
                object(&mut entry, index, &earlier.collect::<Vec<_>>());
            }
            Form::AllOf if index % CHAIN == 0 => object(&mut entry, index, &[]),
            Form::AllOf => {
                line(
                    &mut entry,
                    &format!(
                        "    S{index}:\n      allOf:\n        - $ref: '#/components/schemas/S{}'\n        - properties: {{p{index}: {{type: string}}}}",
                        index - 1
                    ),
                );
            }
            Form::Files => {
                let (file, next) = (index % FILES, (index + 1) % schemas);
                line(
                    &mut entry,
                    &format!(
                        "    S{index}: {{$ref: 'parts/{file}.yaml#/components/schemas/S{index}'}}"
                    ),
                );
                let part = files
                    .entry(format!("parts/{file}.yaml"))
                    .or_insert_with(|| "components:\n  schemas:\n".to_owned());
                object(
                    part,
                    index,
                    &[format!("{}.yaml#/components/schemas/S{next}", next % FILES)],
                );
            }
        }
    }
    files.insert("asyncapi.yaml".to_owned(), entry);
    files
        .into_iter()
        .map(|(path, text)| (path, text.into_bytes()))
        .collect()
}

fn object(text: &mut String, index: usize, references: &[String]) {
    line(
        text,
        &format!(
            "    S{index}:\n      type: object\n      description: The schema of number {index}.\n      required: [id]\n      properties:"
        ),
    );
    for (name, kind) in [
        ("id", "integer"),
        ("name", "string"),
        ("open", "boolean"),
        ("ratio", "number"),
        ("state", "string, enum: [new, done]"),
    ] {
        line(text, &format!("        {name}: {{type: {kind}}}"));
    }
    for (at, reference) in references.iter().enumerate() {
        line(text, &format!("        ref{at}: {{$ref: '{reference}'}}"));
    }
}

fn line(text: &mut String, line: &str) {
    // Writing into a string cannot fail.
    let _ = writeln!(text, "{line}");
}
