//! A schema of the suite as the payload of an AsyncAPI document, and the crate that is generated
//! from it.

use std::collections::BTreeMap;

use asyncapi_codegen::generate::{File, Input, shapes};
use asyncapi_codegen::ir::Manifest;
use asyncapi_parser::diagnostic::{Diagnostic, Severity};
use asyncapi_parser::load::Limits;
use serde_json::json;
use serde_json::value::RawValue;

use super::suite::Draft;
use crate::corpus::located::written;
use crate::generate::COMMAND;
use crate::workspace::{CONFIG, DOCUMENT};

/// How schemas are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Settings {
    /// By the letter: undeclared values are errors, nothing is implied.
    Strict,
    /// As where there is no `codegen.yaml`.
    Defaults,
}

/// What was generated for a schema.
#[derive(Debug)]
pub struct Generated {
    /// The files of the crate.
    pub files: Vec<File>,
    /// The type of the payload, as it is written beside the crate's types.
    pub ty: String,
}

/// The schema stands in a file of its own, so that `#` is its root.
const SCHEMA: &str = "schema.json";

impl Settings {
    /// Both, those that the bars are for first.
    pub const ALL: [Self; 2] = [Self::Strict, Self::Defaults];

    /// What they are called in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict (`enums: closed`, `implied_types: false`)",
            Self::Defaults => "defaults",
        }
    }

    fn config(self) -> Option<&'static str> {
        match self {
            Self::Strict => Some("enums: closed\nimplied_types: false\n"),
            Self::Defaults => None,
        }
    }
}

/// Generates a crate for a schema.
///
/// # Errors
/// What the generator said first.
pub fn generated(schema: &RawValue, draft: Draft, settings: Settings) -> Result<Generated, String> {
    let document = json!({
        "asyncapi": "3.0.0",
        "info": {"title": "Conformance", "version": "1"},
        "channels": {"case": {"messages": {"case": {"payload": {
            "schemaFormat": draft.format(),
            "schema": {"$ref": SCHEMA},
        }}}}},
    });
    let config = settings.config();
    let mut files = BTreeMap::from([
        (DOCUMENT.to_owned(), document.to_string().into_bytes()),
        (SCHEMA.to_owned(), schema.get().as_bytes().to_vec()),
    ]);
    files.extend(config.map(|text| (CONFIG.to_owned(), text.as_bytes().to_vec())));
    let input = Input {
        document: DOCUMENT,
        config: config.map(|_| CONFIG),
        samples: &[],
        package: "conformance-events",
        command: COMMAND,
        manifest: &Manifest::Workspace,
        files: &files,
        limits: &Limits::default(),
    };
    let lowered = shapes(&input);
    let shapes = lowered.shapes.as_ref();
    let event = shapes.and_then(|shapes| shapes.events.as_ref()?.variants.first());
    let ty = event.map(|event| written(&event.payload));
    let output = lowered.emit();
    match (ty, output.files) {
        (Some(ty), Some(files)) => Ok(Generated { files, ty }),
        _ => Err(first(&output.diagnostics)),
    }
}

fn first(diagnostics: &[Diagnostic]) -> String {
    let error = diagnostics
        .iter()
        .find(|diagnostic| diagnostic.severity == Severity::Error);
    error
        .or(diagnostics.first())
        .map_or("no event".to_owned(), |diagnostic| {
            format!("{} {}", diagnostic.code.id, diagnostic.message)
        })
}
