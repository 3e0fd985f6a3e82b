//! Generated files, read by those who read Rust and Markdown for a living: `proc_macro2` and `syn`
//! what `rustc` would read, `pulldown_cmark` what `rustdoc` would show. Shares nothing with
//! `asyncapi_codegen::audit` but the words that a crate may consist of.

use std::collections::BTreeSet;
use std::mem::take;

use asyncapi_codegen::generate::File;
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use syn::{ImplItem, Item, Signature, UseTree};

use crate::markdown;

pub(super) type Words = BTreeSet<String>;

/// What does not belong into a file; one line each.
pub(super) fn read(words: &Words, file: &File) -> Vec<String> {
    let mut reader = Reader {
        words,
        docs: Vec::new(),
        found: Vec::new(),
    };
    if file.path == "README.md" {
        reader.found = markdown::check(&file.contents, markdown::Kind::Readme, words);
    } else if file.path.starts_with("src/") {
        reader.code(&file.contents);
    }
    reader.found
}

/// The macros of the runtime that generated code calls.
const MACROS: [&str; 3] = ["object", "serde", "strings"];

struct Reader<'a> {
    words: &'a Words,
    /// The lines of the documentation that is being read.
    docs: Vec<String>,
    found: Vec<String>,
}

impl Reader<'_> {
    fn code(&mut self, text: &str) {
        match text.parse::<TokenStream>() {
            Ok(tokens) => {
                match syn::parse2::<syn::File>(tokens.clone()) {
                    Ok(file) => self.items(&file.items),
                    Err(error) => self.found.push(format!("not parsed: {error}")),
                }
                self.tokens(tokens);
                self.documented();
            }
            Err(error) => self.found.push(format!("not lexed: {error}")),
        }
    }

    fn tokens(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        // The word before, which may name a macro.
        let mut last = String::new();
        while let Some(token) = tokens.next() {
            let before = take(&mut last);
            let pound = matches!(&token, TokenTree::Punct(it) if it.as_char() == '#');
            if pound {
                tokens.next_if(|it| matches!(it, TokenTree::Punct(it) if it.as_char() == '!'));
                match tokens.next() {
                    Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => {
                        self.attribute(group.stream());
                    }
                    other => self.found.push(format!("`#` before {other:?}")),
                }
                continue;
            }
            self.documented();
            match token {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(ident) => {
                    let ident = ident.to_string();
                    if !self.words.contains(&ident) {
                        self.found.push(format!("the word `{ident}`"));
                    }
                    last = ident;
                }
                TokenTree::Punct(punct) if punct.as_char() == '!' => {
                    if !MACROS.contains(&before.as_str()) {
                        self.found.push("a macro".to_owned());
                    }
                }
                TokenTree::Punct(punct)
                    if punct.as_char() == '\'' && punct.spacing() == Spacing::Joint =>
                {
                    let name = tokens.next().map(|name| name.to_string());
                    let name = name.unwrap_or_default();
                    if !["_", "a", "de", "static"].contains(&name.as_str()) {
                        self.found.push(format!("the lifetime `'{name}`"));
                    }
                }
                TokenTree::Punct(_) => {}
                TokenTree::Literal(literal) => {
                    let literal = literal.to_string();
                    let plain = literal.starts_with(|c: char| c == '"' || c.is_ascii_digit());
                    if !plain || literal.contains('\n') {
                        self.found.push(format!("the literal {literal}"));
                    }
                }
            }
        }
    }

    fn attribute(&mut self, tokens: TokenStream) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        if let [name, equals, TokenTree::Literal(text)] = trees.as_slice()
            && name.to_string() == "doc"
            && equals.to_string() == "="
        {
            let text: syn::Result<syn::LitStr> = syn::parse2(TokenTree::from(text.clone()).into());
            match text {
                Ok(text) => self.docs.push(text.value()),
                Err(error) => self.found.push(format!("documentation: {error}")),
            }
            return;
        }
        let text: String = trees.iter().map(ToString::to_string).collect();
        let text = text.replace([' ', '\n'], "");
        let (name, inner) = text.split_once('(').unwrap_or((&text, ""));
        let inner = inner.strip_suffix(')').unwrap_or(inner);
        let all = |allowed: &[&str]| inner.split(',').all(|it| allowed.contains(&it));
        let lints = || {
            let mut parts = inner.split(",reason=\"");
            let lints = parts.next().unwrap_or_default();
            let plain = |c: char| c.is_ascii_lowercase() || c == '_' || c == ':' || c == ',';
            lints.chars().all(plain) && parts.all(|reason| reason.matches('"').count() == 1)
        };
        let known = match name {
            "deprecated" | "must_use" | "non_exhaustive" | "rustfmt::skip" => inner.is_empty(),
            "derive" => all(&[
                "Clone",
                "Copy",
                "Debug",
                "Default",
                "Eq",
                "Hash",
                "PartialEq",
            ]),
            "doc" => inner == "hidden",
            "allow" | "expect" | "forbid" | "warn" => lints(),
            "cfg" => inner.starts_with("feature=\"") && inner.matches('"').count() == 2,
            _ => false,
        };
        if !known {
            self.found.push(format!("the attribute `#[{text}]`"));
        }
    }

    /// What was documented is complete.
    fn documented(&mut self) {
        if self.docs.is_empty() {
            return;
        }
        let lines = take(&mut self.docs);
        let lines: Vec<&str> = lines
            .iter()
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        let found = markdown::check(&lines.join("\n"), markdown::Kind::Docs, self.words);
        self.found.extend(found);
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Const(_) | Item::Enum(_) | Item::Struct(_) | Item::Type(_) => {}
                Item::Fn(it) => self.function(&it.sig),
                Item::Impl(it) => {
                    if it.unsafety.is_some() {
                        self.found.push("an unsafe implementation".to_owned());
                    }
                    for item in &it.items {
                        match item {
                            ImplItem::Const(_) | ImplItem::Type(_) => {}
                            ImplItem::Fn(it) => self.function(&it.sig),
                            _ => self.found.push("a member of another kind".to_owned()),
                        }
                    }
                }
                Item::Mod(it) => {
                    let items = it.content.as_ref().map(|(_, items)| items.as_slice());
                    self.items(items.unwrap_or_default());
                }
                Item::Use(it) => {
                    let root = match &it.tree {
                        UseTree::Path(path) => path.ident.to_string(),
                        UseTree::Rename(renamed) => renamed.ident.to_string(),
                        _ => "nothing".to_owned(),
                    };
                    let roots = ["asyncapi_runtime", "crate", "self", "std", "super"];
                    let local = ["envelope", "event", "types", "verifier"];
                    if it.leading_colon.is_some()
                        || !roots.contains(&root.as_str()) && !local.contains(&root.as_str())
                    {
                        self.found.push(format!("`use` of {root}"));
                    }
                }
                Item::Macro(it) if MACROS.iter().any(|name| it.mac.path.is_ident(name)) => {}
                _ => self.found.push("an item of another kind".to_owned()),
            }
        }
    }

    fn function(&mut self, signature: &Signature) {
        let plain = signature.abi.is_none()
            && signature.asyncness.is_none()
            && signature.variadic.is_none();
        if !plain {
            self.found
                .push(format!("the function `{}`", signature.ident));
        }
    }
}
