//! Small documents in, a compact dump of the crate out. In a dump `!` marks what is required,
//! `=` a name on the wire that differs.

mod cycles;
mod delivery;
mod dump;
mod events;
mod names;
mod shapes;

use asyncapi_parser::diagnostic::Diagnostic;
use asyncapi_parser::load::{Limits, load};
use asyncapi_parser::resolve::{Options, resolve};
use asyncapi_parser::source::Files;
use asyncapi_parser::tree::Document;

use super::{Input, lower};
use crate::config;
use crate::ir::Manifest;

/// A document and its configuration.
struct Two<'a>(&'a str, &'a str);

impl Files for Two<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        match path {
            "asyncapi.yaml" => Ok(self.0.as_bytes().to_vec()),
            "codegen.yaml" => Ok(self.1.as_bytes().to_vec()),
            _ => Err("no such file".to_owned()),
        }
    }

    fn shown(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// The crate of a document, and what is said about it.
fn crate_of(text: &str, config: &str) -> String {
    let files = Two(text, config);
    let limits = Limits::default();
    let mut document = Document::default();
    let file = load(&mut document, "codegen.yaml", &files, &limits).unwrap();
    let (config, problems) = config::read(&document, file);
    assert!(problems.is_empty(), "{problems:?}");
    let entry = load(&mut document, "asyncapi.yaml", &files, &limits).unwrap();
    let options = Options {
        files: &files,
        limits: &limits,
        references: &config.references,
        implied_types: config.implied_types,
    };
    // What the parser says besides is its own affair.
    let (api, said) = resolve(&mut document, entry, &options);
    let api = api.unwrap_or_else(|| panic!("{said:?}"));
    let (lowered, problems) = lower(&Input {
        api: &api,
        document: &document,
        entry,
        config: &config,
        package: "test-events",
        command: "cargo xtask codegen test",
        manifest: &Manifest::Workspace,
        samples: &[],
    });
    let mut text = lowered.map_or_else(String::new, |lowered| dump::dump(&lowered));
    for problem in &problems {
        text.push_str(&self::said(&document, problem));
    }
    text
}

fn said(document: &Document, problem: &Diagnostic) -> String {
    let (severity, code) = (problem.severity, problem.code.id);
    let mut lines = vec![format!("{severity:?} {code}: {}", problem.message)];
    lines.extend(problem.labels.iter().map(|label| {
        let file = &document.sources.get(label.span.file).shown;
        let at = document.sources.position(label.span);
        format!("  {file}:{at} ({}) {}", label.pointer, label.text)
    }));
    lines.push(format!(
        "  help: {}\n",
        problem.help.as_deref().unwrap_or("none")
    ));
    lines.join("\n")
}

/// The crate of schemas under `components`, given as flow entries, each on its line.
fn schemas(lines: &str) -> String {
    crate_of(
        &format!("{HEAD}components:\n  schemas:\n{}", indent(lines)),
        "{}",
    )
}

const HEAD: &str = "asyncapi: 2.6.0\ninfo: {title: T, version: '1'}\nchannels: {}\n";

fn indent(lines: &str) -> String {
    let lines: Vec<String> = lines
        .trim()
        .lines()
        .map(|line| format!("    {}", line.trim()))
        .collect();
    lines.join("\n") + "\n"
}
