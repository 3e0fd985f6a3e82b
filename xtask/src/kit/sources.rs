//! What must hold of generated files, told from their text and their tokens.

use std::path::Path;

use anyhow::{Context, Result};
use proc_macro2::{TokenStream, TokenTree};

use crate::batch::Sources;

/// The identifiers of the code that `wanted` asks for, each with its file. What is only text,
/// comment or documentation holds no identifier.
pub fn identifiers(sources: &Sources, wanted: impl Fn(&str) -> bool) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (path, text) in sources {
        if Path::new(path).extension() != Some("rs".as_ref()) {
            continue;
        }
        syn::parse_file(text).with_context(|| format!("`{path}` is not Rust"))?;
        let tokens: TokenStream = text
            .parse()
            .map_err(|error| anyhow::anyhow!("`{path}` is not Rust: {error}"))?;
        let mut waiting = vec![tokens];
        while let Some(tokens) = waiting.pop() {
            for token in tokens {
                match token {
                    TokenTree::Group(group) => waiting.push(group.stream()),
                    TokenTree::Ident(name) => {
                        let name = name.to_string();
                        if wanted(name.trim_start_matches("r#")) {
                            found.push(format!("`{name}` in {path}"));
                        }
                    }
                    TokenTree::Punct(_) | TokenTree::Literal(_) => {}
                }
            }
        }
    }
    Ok(found)
}

/// The files that hold one of the characters that a list names, e.g. `CR, U+202A..U+202E`.
///
/// # Errors
/// The list names something that is no character.
pub fn characters(sources: &Sources, forbidden: &str) -> Result<Vec<String>> {
    let mut ranges = Vec::new();
    for name in forbidden.split([' ', ',']).filter(|name| !name.is_empty()) {
        let (first, last) = name.split_once("..").unwrap_or((name, name));
        ranges.push(character(first)?..=character(last)?);
    }
    let found = sources.iter().filter_map(|(path, text)| {
        let found = text
            .chars()
            .find(|c| ranges.iter().any(|range| range.contains(c)))?;
        Some(format!("U+{:04X} in {path}", u32::from(found)))
    });
    Ok(found.collect())
}

fn character(name: &str) -> Result<char> {
    let named = match name {
        "NUL" => Some('\0'),
        "TAB" => Some('\t'),
        "LF" => Some('\n'),
        "CR" => Some('\r'),
        "ESC" => Some('\u{1b}'),
        "DEL" => Some('\u{7f}'),
        "BOM" => Some('\u{feff}'),
        _ => None,
    };
    let numbered = || char::from_u32(u32::from_str_radix(name.strip_prefix("U+")?, 16).ok()?);
    named
        .or_else(numbered)
        .with_context(|| format!("`{name}` names no character"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(text: &str) -> Sources {
        Sources::from([("src/lib.rs".to_owned(), text.to_owned())])
    }

    #[test]
    fn identifiers_are_tokens_of_the_code() {
        let check = |text: &str, expected: usize| {
            let found = identifiers(&sources(text), |name| name == "pwned").unwrap();
            assert_eq!(found.len(), expected, "{text}");
        };
        check(
            "/// pwned\nconst A: &str = \"pwned\"; // pwned\n/* pwned */",
            0,
        );
        check(
            "/*! pwned */\n#[doc = \"pwned\"]\nfn not_pwned() { let pwneds = 1; }",
            0,
        );
        check("fn pwned() {}", 1);
        check("mod a { fn f<'pwned>() { r#pwned!(x.pwned) } }", 3);
        check("#[pwned]\nstruct A;", 1);
        assert!(identifiers(&sources("fn f( {}"), |_| true).is_err());
        assert!(identifiers(&sources("1 2 3"), |_| true).is_err());
    }

    #[test]
    fn characters_are_given_by_name_and_range() {
        let check = |text: &str, forbidden: &str, expected: &[&str]| {
            assert_eq!(
                characters(&sources(text), forbidden).unwrap(),
                expected,
                "{text:?}"
            );
        };
        check("a\rb", "CR, BOM", &["U+000D in src/lib.rs"]);
        check("a\nb", "CR, BOM", &[]);
        check(
            "\u{202c}",
            "U+202A..U+202E U+200F",
            &["U+202C in src/lib.rs"],
        );
        check("\u{200e}", "U+202A..U+202E U+200F", &[]);
        assert!(characters(&sources(""), "U+202A..Z").is_err());
    }
}
