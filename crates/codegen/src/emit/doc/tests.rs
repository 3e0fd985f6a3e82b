//! Texts and the Markdown that is made of them.

use insta::assert_snapshot;

use syn::{Attribute, Expr, ExprLit, Lit, Meta, MetaNameValue};

use super::{code, fixed, inline, item, line, markdown, ours, outer, plain, summary, value};
use crate::ir::{Crate, Delivery, Docs, Item, ItemKind, Manifest};
use crate::names::{Scope, Style};

fn docs(texts: &[&str]) -> Docs {
    Docs {
        paragraphs: texts.iter().map(|text| (*text).to_owned()).collect(),
        deprecated: false,
    }
}

fn made_of(texts: &[&str]) -> String {
    markdown(&docs(texts)).join("\n")
}

/// What attributes say, a line each.
fn said(attributes: &[Attribute]) -> String {
    let line = |attribute: &Attribute| match &attribute.meta {
        Meta::NameValue(MetaNameValue {
            value:
                Expr::Lit(ExprLit {
                    lit: Lit::Str(text),
                    ..
                }),
            ..
        }) => format!("///{}", text.value()),
        other => format!("#[{}]", other.path().segments[0].ident),
    };
    let lines: Vec<String> = attributes.iter().map(line).collect();
    lines.join("\n")
}

#[test]
fn items_say_what_they_are_and_where_they_are_declared() {
    let of = |docs: Docs| Item {
        name: Scope::new(Style::Type).add(&["call"]),
        docs,
        pointer: "/components/schemas/Call".to_owned(),
        is_built: false,
        kind: ItemKind::Never,
    };
    let note = || Some("Always `1`.".to_owned());
    let old = Docs {
        deprecated: true,
        ..docs(&["A call."])
    };
    let said = [
        said(&item(&of(docs(&[])), None)),
        said(&item(&of(docs(&["A call."])), note())),
        said(&item(&of(old), None)),
    ];
    assert_snapshot!(said.join("\n\n"));
}

#[test]
fn what_the_document_does_not_say_we_say() {
    let (silent, told) = (docs(&[]), docs(&["A call.", "It rings."]));
    let note = || Some("Bytes.".to_owned());
    let said = [
        said(&value(&silent, "ended")),
        said(&value(&told, "ended")),
        said(&outer(&silent, "One of them.", note())),
        said(&outer(&told, "One of them.", note())),
        said(&outer(&told, "One of them.", None)),
        said(&outer(&silent, "", note())),
        said(&fixed("All of them.\n\nBy name.")),
    ];
    assert_snapshot!(said.join("\n\n"));
    assert!(outer(&silent, "", None).is_empty());
}

#[test]
fn crates_say_whose_events_they_have() {
    let of = |title: &str, docs: Docs| Crate {
        package: "test-events".to_owned(),
        title: title.to_owned(),
        docs,
        document: "asyncapi.yaml".to_owned(),
        command: "cargo xtask codegen".to_owned(),
        manifest: Manifest::Workspace,
        features: Vec::new(),
        modules: Vec::new(),
        events: None,
        delivery: Delivery::default(),
        samples: Vec::new(),
    };
    let named = summary(&of("Test\n<Events>.", docs(&["They ring."])));
    assert_eq!(
        named.join("\n"),
        "Types and events of Test \\<Events\\>.\n\nThey ring."
    );
    assert_eq!(
        plain("Test\n[Events] of user_id"),
        "Test \\[Events\\] of `user_id`"
    );
}

#[test]
fn prose_is_wrapped_and_paragraphs_stay_apart() {
    assert_snapshot!(made_of(&[
        "A call,\nas the service\r\nsends it.",
        "Someone who reads this finds words that go on for so long that they do not fit into one line, which is broken.\n\nAnd another.\n\n\n\nAnd one more.",
    ]));
}

#[test]
fn lists_and_tables_keep_their_form() {
    assert_snapshot!(made_of(&[
        "States:\n* `ringing`: it rings, and it goes on ringing until somebody answers, or until nobody does\n* done\n\n  still done\n- other\n  1. deep\n  2. deeper\n      - deepest\n         + deeper than that\n            - and on\n               - and on\n3. three\n4) four\n\nBehind it.\n| a | b\\_c |\n|:--|---|\n| [x](https://example.com/) | <b> |\nNo row.",
    ]));
}

#[test]
fn headings_rules_and_quotes_become_prose() {
    assert_snapshot!(made_of(&[
        "# One #\ntext\n####### seven\nTitle\n=====\nOther\n---\n***\n> quoted\n>> twice\n>     deep\n#no heading",
    ]));
}

#[test]
fn code_is_never_compiled() {
    assert_snapshot!(made_of(&[
        "```rust\npanic!();\n\n    indented\t!\n```\n    indented();\n\n\tindented();",
        "~~~\npanic!();\n```\n~~~ ~~\n~~~\n- ```\n  panic!();\n-     panic!();\n- - ```rust",
        "````\n``` `````` \n````\n`` ` `` and ``` ``` ``` and `a\nb` and `` unclosed and `a`` b`",
        "text ```rust inline``` text\n> ```\n> panic!();\n``` not `closed`",
        "```\nunclosed\n",
        "```\n```",
    ]));
}

#[test]
fn what_only_looks_like_a_block_is_prose() {
    let nine = "123456789. x";
    let cases = [
        ("~x\ny", "\\~x y"),
        ("`x\ny", "\\`x y"),
        ("```x``` y\nz", "`x` y z"),
        ("~~~ `x`\ny\n~~~", "```text\ny\n```"),
        ("--\nx", "\\-- x"),
        ("x\n- -\ny", "x\n\ny"),
        ("e.g. x\n1e9. y", "e.g. x 1e9. y"),
        ("x\n1234567890. y", "x 1234567890. y"),
        (nine, nine),
        (".. x", ".. x"),
    ];
    for (text, expected) in cases {
        assert_eq!(made_of(&[text]), expected, "{text}");
    }
}

#[test]
fn lines_are_as_long_as_they_may_be() {
    for (length, lines) in [(45, 1), (46, 2)] {
        let text = format!("{} {}", "x".repeat(44), "y".repeat(length));
        assert_eq!(made_of(&[&text]).lines().count(), lines);
        assert_eq!(ours(&text).len(), lines);
    }
    for (length, words) in [(298, 1), (299, 2)] {
        let text = format!("{}`{}`", "x".repeat(300), "y".repeat(length));
        assert_eq!(inline::words(&text).len(), words);
    }
}

#[test]
fn nothing_links_loads_or_runs() {
    assert_snapshot!(made_of(&[
        "array[0], [`Nope`], [Vec], [crate::missing], [a][b], [^1], [x]: y, [ ] todo",
        "<script>alert(1)</script><img src=x onerror=alert(1)> <b>unclosed <!-- &lt; &#x202e; &amp;",
        "![pixel](https://example.com/a.png) [ok](https://example.com/a.png) [bad](javascript:alert(1)) [bad](javascript:alert) [bad](/a) [`code`](https://example.com) [a[b]](https://example.com) [title](https://example.com \"title\") []( https://example.com) [unclosed](https://example.com",
    ]));
}

#[test]
fn characters_have_no_names() {
    assert_snapshot!(made_of(&[
        "&rlm; (&lrm;) &amp;lt; &CounterClockwiseContourIntegral; &#8238; &#x202e; \\&rlm; \\\\&rlm; `&rlm;` | R&D; R&D, a && b &; &é; &; &rlm &",
        "https://example.com/?a&rlm;b https://example.com/?a&b; [x](https://example.com/?a&rlm;b) [&rlm;](https://example.com/)",
    ]));
}

#[test]
fn code_in_a_table_is_in_one_cell() {
    assert_snapshot!(made_of(&[
        "| `a | <b>` | `c\\|d` |\n|---|---|\n| `e\\\\|<i>` | \\`f | g\\` | h\\|i |\n|`j\\`|k `|` l_m|n|",
        "`a | <b>`",
    ]));
}

#[test]
fn names_and_values_are_on_one_line() {
    let filler = "word ".repeat(15);
    let name = code("a name - that\n- goes on <b>\n# and on");
    assert_snapshot!(
        ours(&format!(
            "{filler}{name}, {filler}{name}.\n\nThe member {name}."
        ))
        .join("\n")
    );
}

#[test]
fn addresses_are_links_where_they_are_plain() {
    assert_snapshot!(made_of(&[
        "See https://example.com/a_b?c=d&e=%20#f, http://example.com. (https://example.com/a(b)) <https://example.com/> https://{host}.example.com/{id} xhttps://example.com https://exämple.com ftp://example.com \"https://example.com\" *https://example.com* https:// https://`x` https://example.com/[a] a@example.com`x`https://example.com/{x}`y` [see https://example.com](https://example.com)",
    ]));
}

#[test]
fn words_that_begin_a_block_do_not_begin_a_line() {
    let filler = "word ".repeat(18);
    let words = [
        "- x", "+ x", "* x", "1. x", "12) x", "1.5 x", "# x", "#x", "> x", "=== x", "--- x",
        "~~~ x", "``` x", "| x", "|---|", "|x", "\\- x", "& x", ": x", "!\\[x", "_ x", "** x",
        ". x", ") x",
    ];
    let lines: Vec<String> = words
        .iter()
        .map(|word| {
            made_of(&[&format!("{filler}{word}")])
                .lines()
                .last()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_snapshot!(lines.join("\n"));
    let lines: Vec<String> = words.iter().map(|word| made_of(&[word])).collect();
    assert_snapshot!(lines.join("\n"));
}

#[test]
fn identifiers_are_code() {
    assert_snapshot!(made_of(&[
        "The user_id, (callId) and \"created_at\". Not iPhone, utf8, ipv4, WhatsApp, eCommerce, __init__, a_, _b, a.b_c, snake_case's, `in_code`, *in_emphasis*, C:\\path_to\\x, \\*escaped\\*, 5_000.",
    ]));
}

#[test]
fn characters_that_cannot_be_seen_are_left_out() {
    let text = "a\u{202e}b\u{2066}c\u{200f}d\u{feff}e\0f\u{7}g\u{1b}[31mh\u{200b}i\rj\u{85}k\u{2028}l\tm\u{e0041}n é 日本 👩\u{200d}🚀";
    assert_snapshot!(made_of(&[text]));
    assert_snapshot!(line(text));
    assert_snapshot!(code(text));
}

#[test]
fn long_texts_are_cut() {
    let cases = [
        "x".repeat(100_000),
        "word ".repeat(20_000),
        "`".repeat(100_000),
        "[".repeat(100_000),
        "- ".repeat(50_000),
        format!("```\n{}", "x".repeat(100_000)),
        "<".repeat(100_000),
        "a\n".repeat(50_000),
        "|".repeat(100_000),
        "> ".repeat(50_000),
        format!(
            "{}\n- x",
            (0..200)
                .map(|depth| " ".repeat(depth))
                .collect::<Vec<_>>()
                .join("- x\n")
        ),
    ];
    for text in cases {
        let lines = made_of(&[&text, "no more"]);
        assert!(lines.len() < 40_000, "{} bytes", lines.len());
        let longest = lines.lines().map(|line| line.chars().count()).max();
        assert!(longest < Some(700), "{longest:?} columns");
    }
}

#[test]
fn names_and_values_are_code() {
    let long = "x".repeat(300);
    let cases = [
        "call.created",
        "",
        "a`b``c",
        " padded ",
        "two\nlines",
        "[x](y) <z>",
        "``",
        &long,
    ];
    let made: Vec<String> = cases.iter().map(|text| code(text)).collect();
    assert_snapshot!(made.join("\n"));
}

#[test]
fn backslashes_survive_in_code() {
    let fact = r#"Pattern: `^\+\d{2}_[*]\.$`. Default: `"a_b *c* <d> \n"`. Minimum: `-1`."#;
    assert_eq!(made_of(&[fact]), fact);
}
