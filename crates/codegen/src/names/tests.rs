use super::{Name, Scope, Style, below, check_package};
use insta::assert_snapshot;

fn table(style: Style, texts: &[&str]) -> String {
    let names = Scope::new(style).add_all(texts);
    let lines: Vec<String> = texts
        .iter()
        .zip(names)
        .map(|(text, name)| format!("{:<22} {}", text.escape_debug().to_string(), name.as_str()))
        .collect();
    lines.join("\n")
}

/// Each in a scope of its own.
fn alone(style: Style, texts: &[&str]) -> String {
    let lines: Vec<String> = texts.iter().map(|text| table(style, &[text])).collect();
    lines.join("\n")
}

const AWKWARD: [&str; 60] = [
    "call.created",
    "user.created.v2",
    "CallEvent",
    "callEvent",
    "call_event",
    "CALL_EVENT",
    "call-event",
    "call event",
    "XMLHttpRequest",
    "iOS",
    "OAuth2Token",
    "UserV2",
    "3d",
    "3DModel",
    "007",
    "1st",
    "1.10",
    "110",
    "2024-01-31",
    "v1.0",
    "+1",
    "-1",
    "-1.5",
    ">=10",
    "<",
    ">=",
    "*",
    "UTC+5",
    "UTC-5",
    "C++",
    "C#",
    "",
    " ",
    "\t\n",
    "_",
    "__",
    "a\0b",
    "c\nd",
    "g\"h",
    "é",
    "e\u{301}",
    "café",
    "日本",
    "Straße",
    "type",
    "Type",
    "self",
    "Self",
    "SELF",
    "gen",
    "try",
    "union",
    "macro_rules",
    "static",
    "dyn",
    "default",
    "None",
    "Option",
    "/calls/{id}",
    "{webhookUrl}",
];

#[test]
fn awkward_types() {
    assert_snapshot!(alone(Style::Type, &AWKWARD));
}

#[test]
fn awkward_values() {
    assert_snapshot!(alone(Style::Value, &AWKWARD));
}

#[test]
fn symbols_have_names() {
    let symbols: Vec<String> = ('!'..='~')
        .filter(char::is_ascii_punctuation)
        .map(String::from)
        .collect();
    let symbols: Vec<&str> = symbols.iter().map(String::as_str).collect();
    assert_snapshot!(alone(Style::Type, &symbols));
}

#[test]
fn modules() {
    let texts = [
        "Call", "Mod", "Lib", "Main", "Types", "Wire", "Event", "Con", "Com1", "Com10", "Match",
        "N3d",
    ];
    assert_snapshot!(alone(Style::Module, &texts));
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "names are read as `syn` reads them"
)]
fn every_keyword_is_avoided() {
    for keyword in super::keywords::KEYWORDS {
        let name = Scope::new(Style::Value).add(&[keyword]);
        assert!(
            syn::parse_str::<syn::Ident>(name.as_str()).is_ok(),
            "{keyword}"
        );
        let name = Scope::new(Style::Type).add(&[keyword]);
        assert!(
            syn::parse_str::<syn::Ident>(name.as_str()).is_ok(),
            "{keyword}"
        );
    }
}

#[test]
fn colliding_fields() {
    let texts = [
        "fooBar", "foo_bar", "FooBar", "foo-bar", "foo bar", "e", "E",
    ];
    assert_snapshot!(table(Style::Value, &texts));
}

#[test]
fn colliding_variants() {
    let texts = [
        "foo-bar", "foo_bar", "fooBar", "foo bar", "FOO_BAR", "C", "C++", "C#", "1.0", "1-0",
    ];
    assert_snapshot!(table(Style::Type, &texts));
}

#[test]
fn what_tells_texts_apart_is_in_them() {
    let words = ["foo", "foo", "foo_bar", "Foo", "FOO"];
    assert_snapshot!(table(Style::Value, &words));
    // The case of a text is said where it is one word, or has no small letter.
    let symbols = [
        "foo_bar", "foo-bar", "foo-Bar", "Foo-Bar", "FOO-BAR", "foo-bar", "1-0", "1_0", "1-0",
    ];
    assert_snapshot!(table(Style::Value, &symbols));
    let not_ascii = ["a_b", "a\tb", "\u{e9}-1", "\u{e9}_1", "\u{c9}_1"];
    assert_snapshot!(table(Style::Value, &not_ascii));
}

#[test]
fn equal_texts_differ() {
    let names = Scope::new(Style::Type).add_all(&vec!["Same"; 100_000]);
    let different: std::collections::HashSet<_> = names.iter().collect();
    assert_eq!(different.len(), names.len());
    let first: Vec<&str> = names.iter().take(12).map(Name::as_str).collect();
    assert_snapshot!(first.join(" "));
}

#[test]
fn names_outlive_unrelated_texts() {
    let before = Scope::new(Style::Value).add_all(&["fooBar", "foo_bar", "foo-bar"]);
    let after = Scope::new(Style::Value).add_all(&["x", "fooBar", "Y", "foo_bar", "z", "foo-bar"]);
    assert_eq!(before, [1, 3, 5].map(|at: usize| after[at].clone()));
}

#[test]
fn long_texts_are_cut() {
    let long = "word ".repeat(60);
    let longer = "word ".repeat(61);
    let texts = [long.as_str(), &longer, &longer];
    assert_snapshot!(table(Style::Type, &texts).replace("word ", ""));
    assert_snapshot!(table(Style::Value, &texts).replace("word ", ""));

    let (longest, longer) = ("a".repeat(100), "a".repeat(101));
    let mut scope = Scope::new(Style::Value);
    let lengths = [longest, longer].map(|text| scope.add(&[text.as_str()]).as_str().len());
    assert_eq!(lengths, [100, "a".repeat(60).len() + "_x0000".len()]);
}

#[test]
fn parts_are_called_below_what_they_are_part_of() {
    let cases = [
        ("Call", "phone number", "CallPhoneNumber"),
        ("Call2", "2nd", "Call2_2nd"),
        ("Call", "", "CallEmpty"),
    ];
    for (parent, part, name) in cases {
        assert_eq!(below(parent, part), [name, &format!("{parent} {part}")]);
    }
}

#[test]
fn candidates_are_tried_in_order() {
    let mut scope = Scope::new(Style::Type);
    let names = [
        ["Address", "Call address"],
        ["Address", "User address"],
        ["Address", "User address"],
    ]
    .map(|texts| scope.add(&texts).as_str().to_owned());
    assert_snapshot!(names.join(" "));
}

#[test]
fn chosen_names() {
    let mut scope = Scope::new(Style::Type);
    scope.add(&["Taken"]);
    let (longest, longer) = ("A".repeat(100), "A".repeat(101));
    let texts = [
        ("Call", None),
        ("Call2", None),
        (longest.as_str(), None),
        (&longer, Some("is no name of a type")),
        ("call", Some("is no name of a type")),
        ("", Some("is no name of a type")),
        ("Ärger", Some("is no name of a type")),
        ("A_b", Some("is no name of a type")),
        ("Aé", Some("is no name of a type")),
        ("Self", Some("is a keyword")),
        ("Taken", Some("is the name of another type already")),
        ("Call", Some("is the name of another type already")),
    ];
    for (text, refusal) in texts {
        match (scope.add_chosen(text), refusal) {
            (Ok(name), None) => assert_eq!(name.as_str(), text),
            (Err(said), Some(refusal)) => assert!(said.contains(refusal), "{text}: {said}"),
            (named, _) => panic!("{text}: {named:?}"),
        }
    }
}

#[test]
fn packages() {
    let check = |text: &str| {
        check_package(text)
            .err()
            .unwrap_or_else(|| format!("`{text}` is good"))
    };
    let texts = [
        "aircall-events",
        "a",
        "a_b-2",
        "",
        "Aircall",
        "3d",
        "../../x",
        "a b",
        "é",
        "core",
        "proc-macro",
        "match",
        "con",
        "com1",
        "com10",
        "-a",
        "a\nb",
        &"a".repeat(64),
        &"a".repeat(65),
    ];
    assert_snapshot!(texts.map(check).join("\n"));
}
