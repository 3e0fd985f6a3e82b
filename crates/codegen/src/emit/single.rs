//! All of a crate as one module that stands in another crate: its files nested as their modules
//! are. An `include!` allows no attributes of the file itself, so that each item has its own.

use std::collections::BTreeMap;

use syn::Attribute;

use super::declared::Declared;
use super::{Root, format, header, root, types};
use crate::ir::Crate;

/// What an item needs in a crate whose lints are not known.
const ATTRIBUTES: &str = r#"#[rustfmt::skip]
#[allow(
    dead_code,
    deprecated,
    missing_debug_implementations,
    unreachable_pub,
    clippy::all,
    clippy::pedantic,
    reason = "it is as the document has it, and not all of it is used"
)]
"#;

/// The module, from the files that would be a crate's, by path.
pub(super) fn module(
    krate: &Crate,
    declared: &Declared,
    files: &BTreeMap<String, String>,
) -> String {
    let mut out = Nested::default();
    out.text(&header::rust(krate));
    out.line("//");
    for line in root::docs(krate) {
        out.line(&format!("// {line}"));
    }
    let header = header::rust(krate);
    let body = |path: &str| {
        let contents = files.get(path)?;
        Some(contents.strip_prefix(&header).unwrap_or(contents))
    };
    for name in ["envelope", "event", "verifier"] {
        if let Some(body) = body(&format!("src/{name}.rs")) {
            out.attributed(&format!("mod {name} {{"));
            out.text(body.trim_start_matches('\n'));
            out.close();
        }
    }
    if !krate.modules.is_empty() {
        out.attributed("pub mod types {");
        out.text(types::DOCS);
        out.modules(krate, |name| body(&format!("src/types/{name}.rs")));
        out.line("");
        out.text(&types::uses(krate));
        out.close();
        out.attributed("mod wire {");
        out.modules(krate, |name| body(&format!("src/wire/{name}.rs")));
        out.close();
    }
    out.line("");
    let allow: Attribute = syn::parse_quote!(#[allow(unreachable_pub, unused_imports, reason = "not all of it is used")]);
    let uses = root::uses(krate, declared, Root::Module)
        .into_iter()
        .map(|mut item| {
            if let syn::Item::Use(it) = &mut item {
                it.attrs.push(allow.clone());
            }
            item
        });
    out.text(&format::items(uses.collect()));
    out.text
}

/// Text with a depth.
#[derive(Default)]
struct Nested {
    text: String,
    depth: usize,
}

impl Nested {
    /// A line at the current depth. No literal of generated code goes over several lines.
    fn line(&mut self, line: &str) {
        let line = line.trim_end();
        if !line.is_empty() {
            self.text.push_str(&"    ".repeat(self.depth));
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    fn text(&mut self, text: &str) {
        text.lines().for_each(|line| self.line(line));
    }

    fn attributed(&mut self, head: &str) {
        self.line("");
        self.text(ATTRIBUTES);
        self.open(head);
    }

    fn open(&mut self, head: &str) {
        self.line(head);
        self.depth = self.depth.saturating_add(1);
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.line("}");
    }

    fn modules<'a>(&mut self, krate: &Crate, body: impl Fn(&str) -> Option<&'a str>) {
        for module in &krate.modules {
            let name = module.name.as_str();
            let Some(body) = body(name) else { continue };
            if !self.text.ends_with("{\n") {
                self.line("");
            }
            self.open(&format!("mod {name} {{"));
            self.text(body);
            self.close();
        }
    }
}
