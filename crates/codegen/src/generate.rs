//! The whole way: a document and its configuration in, the files of a crate and all diagnostics
//! out.

use asyncapi_parser::diagnostic::Diagnostic;
use asyncapi_parser::load::Limits;
use asyncapi_parser::source::{Files, Sources};

/// What to generate from.
#[derive(Clone, Copy)]
#[expect(
    missing_debug_implementations,
    reason = "files are whatever the caller has"
)]
pub struct Input<'a> {
    /// Path of the document below the root, e.g. `asyncapi.yaml`.
    pub document: &'a str,
    /// Path of the configuration below the root, e.g. `codegen.yaml`; `None` for the defaults.
    pub config: Option<&'a str>,
    /// Name of the package where the configuration gives none, e.g. `aircall-events`.
    pub package: &'a str,
    /// Where files come from.
    pub files: &'a dyn Files,
    /// How much a document may ask for.
    pub limits: &'a Limits,
}

/// What came of it.
#[derive(Debug)]
pub struct Output {
    /// The files of the crate, sorted by path; `None` where there is an error.
    pub files: Option<Vec<File>>,
    /// Everything found, in document order.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the diagnostics point into.
    pub sources: Sources,
}

/// One generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path below the crate's folder, parts parted by `/`, e.g. `src/types/call.rs`.
    pub path: String,
    /// Its text, ending in a line feed.
    pub contents: String,
}
