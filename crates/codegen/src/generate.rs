//! The whole way: a document and its configuration in, the files of a crate and all diagnostics
//! out.

mod samples;

use asyncapi_parser::diagnostic::{Diagnostic, Severity};
use asyncapi_parser::load::{Limits, load};
use asyncapi_parser::model::Api;
use asyncapi_parser::resolve::{Options, resolve};
use asyncapi_parser::source::{FileId, Files, Sources};
use asyncapi_parser::tree::Document;
use asyncapi_parser::{code as reading, patch};

use crate::audit::audit;
use crate::code;
use crate::config::{self, Config};
use crate::emit::{self, emit};
use crate::ir;
use crate::lower::{self, lower};
use crate::names::check_package;
pub use samples::Sample;

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
    /// Paths of bodies that the sender has sent, below the root, e.g. `samples/call.created.json`:
    /// JSON, for the tests of apps.
    pub samples: &'a [String],
    /// Name of the package where the configuration gives none, e.g. `aircall-events`.
    pub package: &'a str,
    /// The command that generates the crate anew, as shown in headers, e.g. `cargo xtask codegen`.
    pub command: &'a str,
    /// How the crate's manifest is written.
    pub manifest: &'a ir::Manifest,
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

/// The shapes of a crate, before they become text.
#[derive(Debug)]
pub struct Lowered {
    /// The crate; `None` where there is an error.
    pub shapes: Option<ir::Crate>,
    /// Everything found, in document order.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the diagnostics point into.
    pub sources: Sources,
}

/// Goes the whole way.
pub fn generate(input: &Input<'_>) -> Output {
    shapes(input).emit()
}

impl Lowered {
    /// The files of the crate. Where they hold anything that generated code is not made of, there
    /// are none, and a diagnostic for each that says so: the fault is this generator's.
    pub fn emit(self) -> Output {
        let Self {
            shapes,
            mut diagnostics,
            sources,
        } = self;
        let files = shapes.and_then(|shapes| match files(&shapes) {
            Ok(files) => Some(files),
            Err(found) => {
                diagnostics.extend(found);
                None
            }
        });
        Output {
            files,
            diagnostics,
            sources,
        }
    }
}

/// The files of a crate, sorted by path.
///
/// # Errors
/// They hold something that generated code is not made of ([`audit`]).
pub fn files(krate: &ir::Crate) -> Result<Vec<File>, Vec<Diagnostic>> {
    audited(krate, emit(krate))
}

/// The whole crate as one module, for `include!` or `mod` in another crate, which depends on
/// `asyncapi-runtime` itself.
///
/// # Errors
/// It holds something that generated code is not made of ([`audit`]).
pub fn module(krate: &ir::Crate) -> Result<String, Vec<Diagnostic>> {
    let file = File {
        path: "src/events.rs".to_owned(),
        contents: emit::module(krate),
    };
    let files = audited(krate, vec![file])?;
    Ok(files.into_iter().map(|file| file.contents).collect())
}

/// The files, if nothing is in them that does not belong there.
fn audited(krate: &ir::Crate, files: Vec<File>) -> Result<Vec<File>, Vec<Diagnostic>> {
    let found = audit(krate, &files);
    if found.is_empty() {
        return Ok(files);
    }
    let told = found.iter().map(|violation| {
        let message = format!("what was generated is not as generated code is: {violation}");
        Diagnostic::error(&code::AUDIT, message)
            .help("report this, with the document: nothing of it is written, and the fault is the generator's")
    });
    Err(told.collect())
}

/// Goes as far as the shapes of a crate: what they are decides what its users see.
pub fn shapes(input: &Input<'_>) -> Lowered {
    let Examined {
        document,
        shapes,
        diagnostics,
        ..
    } = examine(input);
    Lowered {
        shapes,
        diagnostics,
        sources: document.sources,
    }
}

/// Everything that is known of a document before it becomes text.
#[derive(Debug)]
pub struct Examined {
    /// The document as it is with its corrections.
    pub document: Document,
    /// Its own file; `None` if that cannot be read.
    pub entry: Option<FileId>,
    /// The settings, unless something is wrong with them.
    pub config: Option<Config>,
    /// What the document means, unless it is refused.
    pub api: Option<Api>,
    /// The crate; `None` where there is an error.
    pub shapes: Option<ir::Crate>,
    /// Everything found, in document order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Goes as far as the shapes of a crate, and keeps what it came by.
pub fn examine(input: &Input<'_>) -> Examined {
    let mut examined = Examined {
        document: Document::default(),
        entry: None,
        config: None,
        api: None,
        shapes: None,
        diagnostics: Vec::new(),
    };
    examined.shapes = read(input, &mut examined);
    let place = |diagnostic: &Diagnostic| diagnostic.labels.first().map(|label| label.span);
    examined.diagnostics.sort_by_key(place);
    if examined.diagnostics.iter().any(is_error) {
        examined.shapes = None;
    }
    examined
}

/// Each stage runs if those before left it what it needs, so that one run finds as much as it
/// can. A document is not judged by settings that are faulty themselves.
fn read(input: &Input<'_>, examined: &mut Examined) -> Option<ir::Crate> {
    let Examined {
        document,
        diagnostics,
        ..
    } = examined;
    examined.config = settings(input, document, diagnostics);
    let samples = samples::read(input, document, diagnostics);
    let entry = match load(document, input.document, input.files, input.limits) {
        Ok(entry) => entry,
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return None;
        }
    };
    examined.entry = Some(entry);
    let config = examined.config.as_ref()?;
    diagnostics.extend(patch::apply(document, entry, &config.patches));
    let options = Options {
        files: input.files,
        limits: input.limits,
        references: &config.references,
        implied_types: config.implied_types,
    };
    let (api, found) = resolve(document, entry, &options);
    diagnostics.extend(found);
    examined.api = api;
    let (lowered, found) = lower(&lower::Input {
        api: examined.api.as_ref()?,
        document,
        entry,
        config,
        package: input.package,
        command: input.command,
        manifest: input.manifest,
        samples: &samples,
    });
    diagnostics.extend(found);
    lowered
}

/// The settings, unless something is wrong with them.
fn settings(
    input: &Input<'_>,
    document: &mut Document,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Config> {
    let before = diagnostics.len();
    let config = match input.config {
        None => Config::default(),
        Some(path) => match load(document, path, input.files, input.limits) {
            Ok(file) => read_settings(document, file, diagnostics),
            // A file of comments says nothing, which is what the defaults are for.
            Err(diagnostic) if diagnostic.code.id == reading::EMPTY.id => Config::default(),
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                return None;
            }
        },
    };
    if config.package.is_none()
        && let Err(reason) = check_package(input.package)
    {
        let problem = Diagnostic::error(&code::PACKAGE, reason);
        diagnostics.push(
            problem.help("choose another name, or write one as `package:` into the configuration"),
        );
    }
    diagnostics
        .get(before..)
        .is_some_and(|found| !found.iter().any(is_error))
        .then_some(config)
}

fn read_settings(document: &Document, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let (config, found) = config::read(document, file);
    diagnostics.extend(found);
    config
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

#[cfg(test)]
mod tests;
