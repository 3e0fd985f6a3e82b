use std::collections::HashSet;

use super::{manifest, rust, words};

type Audit = fn(&str, &mut dyn FnMut(usize, String));

fn told(audit: Audit, text: &str) -> Vec<String> {
    let mut told = Vec::new();
    audit(text, &mut |line, what| told.push(format!("{line}: {what}")));
    told
}

fn check(text: &str, expected: &[&str]) {
    let audit: Audit = |text, mut report| {
        let names = HashSet::from(["Call".to_owned(), "std".to_owned()]);
        rust(text, &names, &mut report);
    };
    assert_eq!(told(audit, text), expected, "{text}");
}

#[test]
fn what_is_known_passes() {
    check("", &[]);
    check("// pwned!() \"\n/// unsafe\n", &[]);
    check(
        r#"pub const VALUE: &'static str = "unsafe \" {} // \\";"#,
        &[],
    );
    check(
        "#[derive(Clone, Debug, PartialEq)]\n#[non_exhaustive]\npub struct Call {}",
        &[],
    );
    check("fn get() -> ::std::vec::Vec<u8> { match name {} }", &[]);
    check("pub use self::std::{Call}; self.0.as_str();", &[]);
    check("<Vec<Call> as Wire>::shape()", &[]);
}

#[test]
fn what_is_not_known_is_found() {
    check("\nunsafe {}", &["2: the word `unsafe`"]);
    check("let pwned = 1;", &["1: the word `pwned`"]);
    check(
        "::alloc::vec::Vec",
        &["1: the word `alloc`", "1: a path that begins at `::alloc`"],
    );
    check("std::fmt::Error", &["1: the path `std::fmt`"]);
    check("format!(\"\")", &["1: a macro"]);
    check("format ! {}", &["1: a macro"]);
    check(
        "#[path = \"/etc/passwd\"] mod wire;",
        &["1: the attribute `#[path=\"\"]`"],
    );
    check("#![doc = \"\"]", &["1: the attribute `#![doc=\"\"]`"]);
    check(
        "#[derive(Clone, Debug, PartialEq, Pwned)]",
        &["1: the attribute `#[derive(Clone,Debug,PartialEq,Pwned)]`"],
    );
    check("#[must_use", &["1: the attribute `#[must_use`"]);
    check("/* */", &["1: a block comment"]);
    check("r\"\"", &["1: a prefix"]);
    check(
        "match 'a' {}",
        &["1: a character literal", "1: a character literal"],
    );
    check("&'pwned str", &["1: the lifetime `'pwned`"]);
    check(
        "\"a\nb",
        &[
            "1: a string that does not end on its line",
            "2: the word `b`",
        ],
    );
    check("é", &["1: a character that is not ASCII"]);
}

#[test]
fn manifests_have_known_lines() {
    let check = |text: &str, expected: &[&str]| {
        let audit: Audit = |text, mut report| manifest::audit(text, &mut report);
        assert_eq!(told(audit, text), expected, "{text}");
    };
    check(
        "# made\n\n[package]\nname = \"a\"\ndescription = \"#\\\"\"",
        &[],
    );
    check(
        "build = \"pwned.rs\"",
        &["1: the line `build = \"pwned.rs\"`"],
    );
    check(
        "[build-dependencies]",
        &["1: the line `[build-dependencies]`"],
    );
    check("name = \"a", &["1: the line `name = \"a`"]);
    check("name = 'a'", &["1: the line `name = 'a'`"]);
}

#[test]
fn words_are_sorted() {
    assert!(words::WORDS.is_sorted());
}
