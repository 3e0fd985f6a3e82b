//! What a build script does: a document in, one file of Rust in `OUT_DIR` out, and Cargo told
//! which files it was made from.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::env;
use std::io::{Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process;

use anyhow::{Context, Result, bail};
use asyncapi_codegen::generate::{Input, Lowered, module, shapes};
use asyncapi_codegen::ir::Manifest;
use asyncapi_parser::diagnostic::Severity;
use asyncapi_parser::render::{Style, render};
use asyncapi_parser::source::Files;

use crate::project::Project;
use crate::sync::write_file;

/// The name of the file in `OUT_DIR`.
pub const FILE: &str = "events.rs";

/// A document to generate from in a build script.
#[derive(Debug)]
pub struct Script {
    document: PathBuf,
    config: Option<PathBuf>,
    file: String,
}

/// Generates `OUT_DIR/events.rs` from a document; a `codegen.yaml` beside it is its configuration.
/// Paths are relative to the package's folder. If the document is at fault, says where, and ends
/// the build.
pub fn generate(document: impl Into<PathBuf>) {
    Script::new(document).run();
}

impl Script {
    /// A document with what stands beside it.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        Self {
            document: document.into(),
            config: None,
            file: FILE.to_owned(),
        }
    }

    /// Names the configuration, if it is not the `codegen.yaml` beside the document.
    #[must_use]
    pub fn config(mut self, config: impl Into<PathBuf>) -> Self {
        self.config = Some(config.into());
        self
    }

    /// Names the file in `OUT_DIR`, if there is more than one document.
    #[must_use]
    pub fn file(mut self, name: impl Into<String>) -> Self {
        self.file = name.into();
        self
    }

    /// Generates, and ends the build if the document is at fault.
    pub fn run(&self) {
        let done = env::var_os("OUT_DIR")
            .context("`OUT_DIR` is not set: this runs in build scripts")
            .and_then(|out| self.generate(Path::new(&out)))
            .and_then(|lines| {
                // What Cargo is not told, it would not watch.
                let told = stdout().write_all((lines.join("\n") + "\n").as_bytes());
                told.context("cannot print what Cargo has to know")
            });
        if let Err(problem) = done {
            // Nothing can be told where telling fails.
            let _ = writeln!(stderr(), "{problem:#}");
            process::exit(1);
        }
    }

    /// Generates into a folder. Gives the lines that Cargo is told.
    ///
    /// # Errors
    /// The document is at fault: the rendered diagnostics. Or the file cannot be written.
    pub fn generate(&self, out: &Path) -> Result<Vec<String>> {
        let project = Project::open(&self.document, self.config.as_deref())?;
        let watched = Watched {
            files: &project,
            read: RefCell::default(),
        };
        let input = Input {
            files: &watched,
            samples: &[],
            ..project.input("events", "cargo build", &Manifest::Workspace)
        };
        let Lowered {
            shapes,
            diagnostics,
            sources,
        } = shapes(&input);
        let Some(shapes) = shapes else {
            bail!("{}", render(&diagnostics, &sources, Style::Plain));
        };
        let path = out.join(&self.file);
        let contents = match module(&shapes) {
            Ok(contents) => contents,
            Err(found) => bail!("{}", render(&found, &sources, Style::Plain)),
        };
        // The compiler need not run again where nothing has changed; then this changes nothing.
        write_file(&path, &contents)?;
        let watched = watched.read.into_inner();
        let mut lines: Vec<String> = watched
            .iter()
            .map(|path| project.path(path))
            .map(|path| format!("cargo::rerun-if-changed={}", path.display()))
            .collect();
        for diagnostic in &diagnostics {
            debug_assert_eq!(diagnostic.severity, Severity::Warning);
            let place = diagnostic.labels.first().map_or(String::new(), |label| {
                let shown = &sources.get(label.span.file).shown;
                format!("{shown}:{}: ", sources.position(label.span))
            });
            let text = format!("{place}{}", diagnostic.message).replace(['\n', '\r'], " ");
            lines.push(format!("cargo::warning={text}"));
        }
        Ok(lines)
    }
}

/// Files, and which of them have been asked for.
struct Watched<'a> {
    files: &'a dyn Files,
    read: RefCell<BTreeSet<String>>,
}

impl Files for Watched<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.read.borrow_mut().insert(path.to_owned());
        self.files.read(path)
    }

    fn shown(&self, path: &str) -> String {
        self.files.shown(path)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const DOCUMENT: &str = "
asyncapi: 3.0.0
info: {title: Acme, version: '1'}
components:
  schemas:
    Order: {type: object, properties: {part: {$ref: 'parts/part.yaml'}}}
";

    #[test]
    fn cargo_is_told_what_was_read_and_an_unchanged_file_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| fs::write(home.path().join(path), text).unwrap();
        fs::create_dir(home.path().join("parts")).unwrap();
        write("asyncapi.yaml", DOCUMENT);
        write("parts/part.yaml", "type: object\n");
        write(
            "settings.yaml",
            "names: {/components/schemas/Order: Purchase}\n",
        );
        let script = Script::new(home.path().join("asyncapi.yaml"))
            .config(home.path().join("settings.yaml"))
            .file("acme.rs");
        let lines = script.generate(home.path()).unwrap();
        let read: Vec<&str> = lines
            .iter()
            .filter_map(|line| line.strip_prefix("cargo::rerun-if-changed="))
            .map(|path| path.rsplit('/').next().unwrap())
            .collect();
        assert_eq!(read, ["settings.yaml", "asyncapi.yaml", "part.yaml"]);

        let out = home.path().join("acme.rs");
        assert!(
            fs::read_to_string(&out)
                .unwrap()
                .contains("pub struct Purchase")
        );
        let made = fs::metadata(&out).unwrap().modified().unwrap();
        script.generate(home.path()).unwrap();
        assert_eq!(fs::metadata(&out).unwrap().modified().unwrap(), made);

        write("asyncapi.yaml", &DOCUMENT.replace("info:", "infos:"));
        let lines = script.generate(home.path()).unwrap();
        let warned = |line: &String| line.starts_with("cargo::warning=") && line.contains("infos");
        assert!(lines.iter().any(warned), "{lines:?}");

        write("asyncapi.yaml", &DOCUMENT.replace("part.yaml", "prat.yaml"));
        let problem = script.generate(home.path()).unwrap_err().to_string();
        assert!(problem.starts_with("error[E0002]: "), "{problem}");
    }
}
