//! Documents that should mean the same: `pairs.csv` in, what is different in their types out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use asyncapi_build::disk::Root;
use asyncapi_codegen::generate::{File, generate};
use asyncapi_parser::load::Limits;
use proc_macro2::{Group, TokenStream, TokenTree};
use rayon::prelude::*;
use serde::Deserialize;

use super::attempt::input;
use super::table::Share;

/// Two documents and how they are related.
#[derive(Debug, Deserialize)]
struct Pair {
    kind: String,
    a: String,
    b: String,
}

/// What came of the pairs of a corpus.
#[derive(Debug, Default)]
pub struct Compared {
    /// By kind: how many of those that both generate have the same types.
    pub kinds: BTreeMap<String, Share>,
    /// What is different, a line for each pair.
    pub differences: Vec<String>,
}

/// Compares the types that the pairs of a corpus give.
pub fn compare(corpus: &Path, root: &Root) -> Result<Compared> {
    let path = corpus.join("pairs.csv");
    let mut rows = csv::Reader::from_path(&path)
        .with_context(|| format!("cannot read `{}`", path.display()))?;
    let pairs: Vec<Pair> = rows
        .deserialize()
        .collect::<Result<_, _>>()
        .with_context(|| format!("`{}` holds no pairs", path.display()))?;
    let results: Vec<(Pair, Option<Option<String>>)> = pairs
        .into_par_iter()
        .map(|pair| {
            let both = types(&pair.a, root).zip(types(&pair.b, root));
            let difference = both.map(|(a, b)| difference(&a, &b));
            (pair, difference)
        })
        .collect();
    let mut compared = Compared::default();
    for (Pair { kind, a, b }, result) in results {
        // Two documents of which one is refused are not compared.
        let share = compared.kinds.entry(kind).or_default();
        if let Some(difference) = result {
            share.count(difference.is_none());
            let line = |difference| format!("{difference}\t{a}\t{b}");
            compared.differences.extend(difference.map(line));
        }
    }
    Ok(compared)
}

/// The files that hold the types and events of a document, without what is said about them.
fn types(path: &str, root: &Root) -> Option<BTreeMap<String, String>> {
    let files = generate(&input(path, root, &Limits::default())).files?;
    let of_interest =
        |file: &File| file.path.starts_with("src/types") || file.path == "src/event.rs";
    let files = files.into_iter().filter(of_interest);
    files
        .map(|file| Some((file.path, bare(file.contents.parse().ok()?).to_string())))
        .collect()
}

/// Code without documentation; comments are no part of it anyway.
fn bare(code: TokenStream) -> TokenStream {
    let mut bare = TokenStream::new();
    let mut tokens = code.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark)
                if mark.as_char() == '#'
                    && matches!(tokens.peek(), Some(TokenTree::Group(it)) if says_doc(it.stream())) =>
            {
                tokens.next();
            }
            TokenTree::Group(group) => {
                let group = Group::new(group.delimiter(), self::bare(group.stream()));
                bare.extend([TokenTree::Group(group)]);
            }
            token => bare.extend([token]),
        }
    }
    bare
}

fn says_doc(attribute: TokenStream) -> bool {
    matches!(attribute.into_iter().next(), Some(TokenTree::Ident(name)) if name == "doc")
}

/// The files that are not the same.
fn difference(a: &BTreeMap<String, String>, b: &BTreeMap<String, String>) -> Option<String> {
    let paths: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    let differing: Vec<&str> = paths
        .into_iter()
        .filter(|path| a.get(*path) != b.get(*path))
        .map(String::as_str)
        .collect();
    (!differing.is_empty()).then(|| differing.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_about_types_makes_no_difference() {
        let bare = |code: &str| bare(code.parse().unwrap()).to_string();
        let one = bare("/// A.\n#[derive(Debug)]\npub struct A { /// B.\n pub b: u8 } // C");
        let other = bare("#[derive(Debug)] pub struct A { pub b: u8 }");
        assert_eq!(one, other);
        assert_ne!(one, bare("#[derive(Debug)] pub struct A { pub b: u16 }"));
        assert_ne!(one, bare("pub struct A { pub b: u8 }"));
        let files = |text: &str| BTreeMap::from([("a".to_owned(), text.to_owned())]);
        assert_eq!(difference(&files(&one), &files(&other)), None);
        assert_eq!(difference(&files("1"), &files("2")).as_deref(), Some("a"));
        assert_eq!(
            difference(&files("1"), &BTreeMap::new()).as_deref(),
            Some("a")
        );
    }
}
