use super::known::Known;
use super::markdown::{Allowed, Markdown};
use super::rust::Auditor;
use super::{audit, manifest, readme, rust, words};
use crate::generate::File;
use crate::ir::{Crate, Delivery, Docs, Manifest};

type Audit = fn(&str, &mut dyn FnMut(usize, String));

fn told(audit: Audit, text: &str) -> Vec<String> {
    let mut told = Vec::new();
    audit(text, &mut |line, what| told.push(format!("{line}: {what}")));
    told
}

fn check(text: &str, expected: &[&str]) {
    let audit: Audit = |text, mut report| {
        let known = Known::new(&["Call", "std"]);
        Auditor::new(&known, &rust::CODE).file(text, &mut report);
    };
    assert_eq!(told(audit, text), expected, "{text}");
}

#[test]
fn what_is_known_passes() {
    check("", &[]);
    check("// pwned!() <b> \"\n/// unsafe\n", &[]);
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
    check("object!(types::Call);", &[]);
}

#[test]
fn what_is_not_known_is_found() {
    check("\nunsafe {}", &["2: the word `unsafe`"]);
    check("let pwned = 1;", &["1: the word `pwned`"]);
    check(
        "::alloc::vec::Vec",
        &["1: the word `alloc`", "1: a path that begins at `::alloc`"],
    );
    check("std::wire::Error", &["1: the path `std::wire`"]);
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
    check("#[must_use", &["1: an attribute that does not end"]);
    check("/* */", &["1: a block comment"]);
    check("mod name; /// <b>", &["1: a comment behind code"]);
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
    check("std::\nwire", &["1: a path that goes on elsewhere"]);
    check(
        "let pwned = 1;\nlet pwned = 1;\nlet name = 1;",
        &["1: the word `pwned`", "2: the word `pwned`"],
    );
    check(
        "#[derive(\n    Clone,\n    Pwned,\n)]\nlet pwned",
        &[
            "4: the attribute `#[derive(Clone,Pwned,)]`",
            "5: the word `pwned`",
        ],
    );
    check("#[must_use]\n#[must_use]\nfn", &[]);
    check("!name", &["1: a macro"]);
    check("get!()", &["1: a macro"]);
    check("/* */ name", &["1: a block comment"]);
    check(
        "a'b' name",
        &[
            "1: a prefix",
            "1: a character literal",
            "1: a character literal",
        ],
    );
    check("b#name", &["1: a prefix", "1: the attribute `#name`"]);
    check("\"\\é\"", &["1: a string that does not end on its line"]);
    check("\"é\"", &[]);
    check("/// <b>\nfn", &["1: HTML"]);
    check("//// <b>\nfn", &[]);
    check("///<b>\nfn", &["1: HTML"]);
    check("/// ```text\nfn", &["2: a block of code that does not end"]);
    check("//! ~", &["1: a mark that is not escaped"]);
    check(
        "/// [`Pwned`]",
        &["1: a bracket", "1: a link without an address"],
    );
    check("/// [`Call`](pwned::get)", &["1: a link to elsewhere"]);
}

/// What is wrong with the first line that is.
fn check_docs(lines: &[&str], expected: Option<&str>) {
    let allowed = Allowed {
        fences: &[b"text"],
        headings: &[b"# Errors"],
        path: &|path| path == b"Event::decode",
    };
    let mut docs = Markdown::default();
    let found = lines
        .iter()
        .try_for_each(|line| docs.line(line.as_bytes(), &allowed))
        .and_then(|()| docs.end());
    assert_eq!(found.err(), expected, "{lines:#?}");
}

#[test]
fn inert_documentation_passes() {
    let check = |lines: &[&str]| check_docs(lines, None);
    check(&[
        "One line, *emphasis* & `<b>`",
        "",
        "Another R&D, &, a\\_b: `` ` ``",
    ]);
    check(&["```text", "    code ``", "```", "", "Text."]);
    check(&["````text", "```", "````"]);
    check(&[
        "1. one",
        "   - two",
        "     - three",
        "",
        "       1. four",
        "          and on",
        "- five",
    ]);
    check(&["| a | b |", "|---|---|", "| `a\\|b` | c |"]);
    check(&["<https://example.com/?a=b&c> [a `b` c](http://example.com) \\<b\\> \\[x\\](y)"]);
    check(&["[a label that", "goes on](https://example.com)!"]);
    check(&["- one", "", "  two", "", "     three"]);
    check(&["- one", "and on", "", "     three"]);
    check(&["1234567890.     no item", ".     none either"]);
    check(&["*emphasis*", "    and on", "+1"]);
    check(&["````text", "``` x", "`` `", "````"]);
    check(&["Fish & chips &; &amp", "a &b c ! d"]);
    check(&["<http://a>"]);
    check(&[
        "[`Event::decode`] and [`Event::decode`](Event::decode)",
        "",
        "# Errors",
    ]);
}

#[test]
fn documentation_that_does_something_is_found() {
    let check = |lines: &[&str], what: &str| check_docs(lines, Some(what));
    check(&["```", "panic!();", "```"], "a block of code");
    check(&["```rust"], "a block of code");
    check(&["```text,rust"], "a block of code");
    check(&["```text `x`"], "a block of code");
    check(&[" ```text"], "a block of code");
    check(&["~~~"], "a mark that is not escaped");
    check(&["text", "~~~"], "a mark that is not escaped");
    check(&["- ```rust"], "code that does not end on its line");
    check(&["```text", "```", "```"], "a block of code");
    check(&["```text", "x"], "a block of code that does not end");
    check(&["```text", "    ```"], "a fence that is not at the margin");
    check(&["    code"], "indented code");
    check(&["text", "", "    code"], "indented code");
    check(&["```text", "```", "    code"], "indented code");
    check(&["| a |", "    code"], "indented code");
    check(&["-     code"], "indented code");
    check(&["+     code"], "indented code");
    check(&["*     code"], "indented code");
    check(&["1)     code"], "indented code");
    check(&["123456789.     code"], "indented code");
    check(&["- one", "", "      code"], "indented code");
    check(&["   - one", "", " two", "", "     code"], "indented code");
    check(&["text", "```text"], "a block of code");
    check(&["- one", "", "text", "", "    code"], "indented code");
    check(&["# A heading"], "a heading");
    check(&["# Errors <b>"], "HTML");
    check(
        &["# Errors [a", "b](https://example.com)"],
        "a link without an address",
    );
    check(&["<b>"], "HTML");
    check(&["<!-- "], "HTML");
    check(&["<javascript:alert(1)>"], "HTML");
    check(&["<https://example.com/\"onerror=x>"], "HTML");
    check(&["a `b` <i>"], "HTML");
    check(&["\\\\<i>"], "HTML");
    check(&["a `b <i>"], "code that does not end on its line");
    check(&["| `a | <i>` |"], "code over cells");
    check(&["&#x202e;"], "a character by its name");
    check(&["&rlm;"], "a character by its name");
    check(&["| `|` |"], "code over cells");
    check(&["``a`"], "code that does not end on its line");
    check(&["<https://>"], "HTML");
    check(&["<https://example.com)"], "HTML");
    check(&["[x](https://example.com>"], "a link to elsewhere");
    check(&["[x [y](https://example.com)"], "a bracket");
    check(&["x](https://example.com)"], "a bracket");
    check(&["[`Event::decode`](Vec)"], "a link to elsewhere");
    check(&["[`Vec`](Event::decode)"], "a link to elsewhere");
    check(&["![x](https://example.com/x.png)"], "an image");
    check(&["[x](javascript:alert(1))"], "a link to elsewhere");
    check(
        &["[x](https://example.com \"title\")"],
        "a link to elsewhere",
    );
    check(&["[x]: https://example.com"], "a bracket");
    check(&["[Vec]"], "a bracket");
    check(&["[`Vec`]"], "a bracket");
    check(&["[a"], "a link without an address");
    check(&["> quoted"], "a mark that is not escaped");
}

#[test]
fn readmes_have_examples_of_known_words() {
    let check = |text: &str, expected: &[&str]| {
        let audit: Audit = |text, mut report| {
            let known = Known::new(&["Call", "acme_events"]);
            readme::audit(text, &known, &mut report);
        };
        assert_eq!(told(audit, text), expected, "{text}");
    };
    check(
        "<!-- made -->\n\n# Acme\n\n```rust\nuse acme_events::{Call, Event};\n\nprintln!(\"{:?}\", Event::decode(body)?);\n```\n\n```text\npwned!();\n```\n",
        &[],
    );
    check(
        "<!-- made --> <b> -->\n<b>\n\n```rust\n\npwned!();\n```\n",
        &[
            "1: no comment that says what this is",
            "2: HTML",
            "6: the word `pwned`",
            "6: a macro",
        ],
    );
    check(
        "<!-- made -- here -->\n```text\n",
        &[
            "1: no comment that says what this is",
            "2: a block of code that does not end",
        ],
    );
    check(
        "<!-- made --->\n",
        &["1: no comment that says what this is"],
    );
}

/// Only files that a crate has are looked at further, and no character in them is hidden.
#[test]
fn files_have_names_and_characters_that_can_be_seen() {
    let krate = Crate {
        package: "acme-events".to_owned(),
        title: String::new(),
        docs: Docs::default(),
        document: String::new(),
        command: String::new(),
        manifest: Manifest::Workspace,
        features: Vec::new(),
        modules: Vec::new(),
        events: None,
        delivery: Delivery::default(),
        samples: Vec::new(),
    };
    let check = |path: &str, contents: &str, expected: &[&str]| {
        let file = File {
            path: path.to_owned(),
            contents: contents.to_owned(),
        };
        let found: Vec<String> = audit(&krate, &[file])
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(found, expected);
    };
    check("Cargo.toml", "pwned\n", &["Cargo.toml:1: the line `pwned`"]);
    check("README.md", "<!-- made -->\n<b>\n", &["README.md:2: HTML"]);
    check(
        "src/wire/a_1.rs",
        "fn\npwned\n",
        &["src/wire/a_1.rs:2: the word `pwned`"],
    );
    for path in [
        "build.rs",
        "src/A.rs",
        "src/a.txt",
        "src/.rs",
        "src/../a.rs",
    ] {
        check(path, "", &[&format!("{path}:1: a file of this name")]);
    }
    let hidden = [
        '\t',
        '\r',
        '\0',
        '\u{7f}',
        '\u{85}',
        '\u{ad}',
        '\u{61c}',
        '\u{200b}',
        '\u{200e}',
        '\u{200f}',
        '\u{2028}',
        '\u{202e}',
        '\u{2060}',
        '\u{206f}',
        '\u{feff}',
        '\u{e0000}',
        '\u{e007f}',
    ];
    for hidden in hidden {
        let told = format!("src/lib.rs:2: the character {hidden:?}");
        check("src/lib.rs", &format!("\n// a{hidden}b\n"), &[&told]);
    }
    check("src/lib.rs", "// é \u{200d}\u{2030}\n", &[]);
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
    check("name = \"a\" # b", &["1: the line `name = \"a\" # b`"]);
    check("name = \\", &["1: the line `name = \\`"]);
    check("name = \"a\\\"", &["1: the line `name = \"a\\\"`"]);
    check(
        "workspace = true\npath = \"..\"",
        &["2: the line `path = \"..\"`"],
    );
}

#[test]
fn words_are_sorted() {
    assert!(words::WORDS.is_sorted());
}
