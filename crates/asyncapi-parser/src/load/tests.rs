use std::collections::BTreeMap;
use std::fmt::Write;

use insta::assert_snapshot;

use super::{Limits, load};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};
use crate::tree::{Document, Entry, NodeId, Value};

fn load_bytes(bytes: &[u8], limits: &Limits) -> (Document, Result<FileId, Box<Diagnostic>>) {
    let files = BTreeMap::from([("a.yaml".to_owned(), bytes.to_vec())]);
    let mut document = Document::default();
    let loaded = load(&mut document, "a.yaml", &files, limits);
    (document, loaded)
}

/// The values of a text in JSON's notation, with the kinds of scalars.
fn values(text: &str) -> String {
    let (document, loaded) = load_bytes(text.as_bytes(), &Limits::default());
    match loaded {
        Ok(file) => value(
            &document,
            document.root(file).expect("a loaded file has a root"),
        ),
        Err(fault) => refusal(&document, &fault),
    }
}

fn value(document: &Document, id: NodeId) -> String {
    match &document.node(id).value {
        Value::Scalar(scalar) => format!("{:?}({:?})", scalar.kind, scalar.text),
        Value::Sequence(items) => {
            let items: Vec<String> = items.iter().map(|item| value(document, *item)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(mapping) => {
            let entry =
                |entry: &Entry| format!("{:?}: {}", entry.key, value(document, entry.value));
            let entries: Vec<String> = mapping.entries().iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// A line for each node: place of the key, place, pointer, kind and text.
fn outline(text: &str) -> String {
    let (document, loaded) = load_bytes(text.as_bytes(), &Limits::default());
    let root = match loaded {
        Ok(file) => document.root(file).expect("a loaded file has a root"),
        Err(fault) => return refusal(&document, &fault),
    };
    let mut out = String::new();
    let mut pending = vec![root];
    while let Some(id) = pending.pop() {
        let node = document.node(id);
        let value = match &node.value {
            Value::Scalar(scalar) => format!("{:?} {:?}", scalar.kind, scalar.text),
            Value::Sequence(items) => format!("[{}]", items.len()),
            Value::Mapping(mapping) => format!("{{{}}}", mapping.entries().len()),
        };
        let key = document
            .entry(id)
            .map(|entry| place(&document, entry.key_span) + " ");
        let (key, place, pointer) = (
            key.unwrap_or_default(),
            place(&document, node.span),
            document.pointer(id),
        );
        writeln!(out, "{key}{place} {pointer} {value}").unwrap();
        pending.extend(children(&document, id).into_iter().rev());
    }
    out
}

fn children(document: &Document, id: NodeId) -> Vec<NodeId> {
    document.node(id).value.children().collect()
}

/// Line and column of the first byte and of the byte behind the last.
fn place(document: &Document, span: Span) -> String {
    let end = Span {
        start: span.end,
        ..span
    };
    let (start, end) = (
        document.sources.position(span),
        document.sources.position(end),
    );
    format!("{start}-{end}")
}

fn refusal(document: &Document, fault: &Diagnostic) -> String {
    let mut out = format!("{} {}\n", fault.code.id, fault.message);
    for label in &fault.labels {
        let position = document.sources.position(label.span);
        let line = format!("  {position} {} {}", label.pointer, label.text);
        writeln!(out, "{}", line.trim_end()).unwrap();
    }
    if let Some(help) = &fault.help {
        writeln!(out, "  help: {help}").unwrap();
    }
    out
}

fn refusals(texts: &[&str]) -> String {
    texts.iter().fold(String::new(), |out, text| {
        let (document, loaded) = load_bytes(text.as_bytes(), &Limits::default());
        let fault = loaded.expect_err(text);
        out + &format!("{text:?}\n{}\n", refusal(&document, &fault))
    })
}

#[test]
fn yaml_keeps_texts_kinds_and_places() {
    let text = "\
# comment
a:
b: 1.10   # comment
c:
  d: ~

  e: &x !!str 12
  f: |
    two
    lines

  g:
  - 0x1F
  - 'it''s'
  - [x, {y: \"\\u00e4\", z}]
  - ? explicit
    : value
last: *x
";
    assert_snapshot!(outline(text), @r#"
    2:1-18:9  {4}
    2:1-2:2 2:2-2:2 /a Null ""
    3:1-3:2 3:4-3:8 /b Float "1.10"
    4:1-4:2 5:3-17:12 /c {4}
    5:3-5:4 5:6-5:7 /c/d Null "~"
    7:3-7:4 7:15-7:17 /c/e String "12"
    8:3-8:4 9:5-12:3 /c/f String "two\nlines\n"
    12:3-12:4 13:5-17:12 /c/g [4]
    13:5-13:9 /c/g/0 Integer "0x1F"
    14:5-14:12 /c/g/1 String "it's"
    15:5-15:26 /c/g/2 [2]
    15:6-15:7 /c/g/2/0 String "x"
    15:9-15:25 /c/g/2/1 {2}
    15:10-15:11 15:13-15:21 /c/g/2/1/y String "ä"
    15:23-15:24 15:24-15:24 /c/g/2/1/z Null ""
    16:5-17:12 /c/g/3 {1}
    16:7-16:15 17:7-17:12 /c/g/3/explicit String "value"
    18:1-18:5 7:15-7:17 /last String "12"
    "#);
}

#[test]
fn aliases_become_nodes_of_their_own() {
    let text = "&k one: &a {x: [1]}\ntwo: *a\nthree: *k\nfour: [*a]\n";
    assert_snapshot!(outline(text), @r#"
    1:1-4:11  {4}
    1:4-1:7 1:12-1:20 /one {1}
    1:13-1:14 1:16-1:19 /one/x [1]
    1:17-1:18 /one/x/0 Integer "1"
    2:1-2:4 1:12-1:20 /two {1}
    1:13-1:14 1:16-1:19 /two/x [1]
    1:17-1:18 /two/x/0 Integer "1"
    3:1-3:6 3:8-3:10 /three String "one"
    4:1-4:5 4:7-4:11 /four [1]
    1:12-1:20 /four/0 {1}
    1:13-1:14 1:16-1:19 /four/0/x [1]
    1:17-1:18 /four/0/x/0 Integer "1"
    "#);
    assert_snapshot!(outline("a: &k b\n*k : 1\nc: *k\n"), @r#"
    1:1-3:6  {3}
    1:1-1:2 1:7-1:8 /a String "b"
    2:1-2:3 2:6-2:7 /b Integer "1"
    3:1-3:2 1:7-1:8 /c String "b"
    "#);
}

#[test]
fn json_keeps_texts_kinds_and_places() {
    let text = "\u{feff}{\r\n\t\"a\\/b\": [1.0, -2e3, true, null, \"\\uD83D\\uDE00 \u{7f}\\u0000\"],\r\n\t\"~\": {}\r\n}\r\n";
    assert_snapshot!(outline(text), @r#"
    1:1-4:2  {2}
    2:2-2:8 2:10-2:57 /a~1b [5]
    2:11-2:14 /a~1b/0 Float "1.0"
    2:16-2:20 /a~1b/1 Float "-2e3"
    2:22-2:26 /a~1b/2 Boolean "true"
    2:28-2:32 /a~1b/3 Null "null"
    2:34-2:56 /a~1b/4 String "😀 \u{7f}\0"
    3:2-3:5 3:7-3:9 /~0 {0}
    "#);
}

#[test]
fn json_and_yaml_read_the_same_tree() {
    let check = |json: &str, yaml: &str| assert_eq!(values(json), values(yaml), "{json}");
    check(
        r#"{"a": [1, "1", 1.5, "x", null, false]}"#,
        "a: [1, '1', 1.5, x, null, false]",
    );
    check("{\"a\":{\"b\":[]}}", "a:\n  b: []");
    check("[{}]", "- {}");
    check("\"a\u{7f}\"", "\"a\\x7f\"");
    check(" -1.5\n", "-1.5");
    // These are YAML only, although they begin as JSON does.
    check("{\"a\": 1,}", "a: 1");
    check("{a: 1}", "a: 1");
    check("{\"a\": 1} # comment", "a: 1");
    check("[01, .5, 'x']", "- 01\n- .5\n- 'x'");
    check("\"a\": 1", "a: 1");
}

#[test]
fn line_ends_are_all_read_as_line_feeds() {
    let check =
        |text: &str| assert_eq!(values(text), values("a: |\n  x\n  y\nb: c d\n"), "{text:?}");
    check("a: |\r\n  x\r\n  y\r\nb: c\r\n  d\r\n");
    check("a: |\r  x\r  y\rb: c\r  d\r");
    check("\u{feff}a: \"x\\ny\\n\"\nb: \"c\n  d\"");
}

#[test]
fn quoted_texts_need_not_be_indented() {
    let text = "a:\n# isn't\n  b: # \"\n   \"one\n# two\n\n   \\\"three\\\"\n    four\"\n  c: 'it''s\n\tfine'\n  d: x\n";
    assert_snapshot!(outline(text), @r#"
    1:1-11:7  {1}
    1:1-1:2 3:3-11:7 /a {3}
    3:3-3:4 4:4-8:10 /a/b String "one # two\n\"three\" four"
    9:3-9:4 9:6-10:7 /a/c String "it's fine"
    11:3-11:4 11:6-11:7 /a/d String "x"
    "#);
}

#[test]
fn quotes_brackets_and_tabs_are_told_where_they_can_be_mended() {
    assert_snapshot!(refusals(&[
        "a:\n  b: x\n\tc: d\n",
        "a:\n\t- b\n",
        "a: 'x\ny: z\n",
        "a: 'x\ny: z\nb: 'c'\n",
        "a: \"x\nb: y\n",
        "a: 'it's'\n",
        "a: [1, {b: 2}\n",
        "a: [1, 2}\n",
        "a: 1]\nb: ]\n",
    ]), @r#"
    "a:\n  b: x\n\tc: d\n"
    E0001 a tab cannot indent a line in YAML
      3:1 /a/b
      help: indent with spaces

    "a:\n\t- b\n"
    E0001 a tab cannot indent a line in YAML
      2:2 /a
      help: indent with spaces

    "a: 'x\ny: z\n"
    E0001 this line of a quoted text is not indented
      2:1 /a
      help: close the quote on a line above, or indent this line

    "a: 'x\ny: z\nb: 'c'\n"
    E0001 this line of a quoted text is not indented
      2:1 /a
      help: close the quote on a line above, or indent this line

    "a: \"x\nb: y\n"
    E0001 this line of a quoted text is not indented
      2:1 /a
      help: close the quote on a line above, or indent this line

    "a: 'it's'\n"
    E0001 text after the end of a quoted text
      1:8 /a
      help: within single quotes write `'` as `''`

    "a: [1, {b: 2}\n"
    E0001 this `[` is not closed
      1:4 /a/1
      help: close the bracket

    "a: [1, 2}\n"
    E0001 this `[` is closed by `}`
      1:4 /a/1
      help: close each bracket with its own kind

    "a: 1]\nb: ]\n"
    E0001 this bracket closes nothing
      2:4 /b
      help: remove it, or open one before
    "#);
}

#[test]
fn other_syntax_faults_say_what_was_expected() {
    assert_snapshot!(refusals(&[
        "{\"a\": 1 \"b\": 2}",
        "{\"a\": 1} x",
        "a: b: c\n",
        "a: b\nc\nd: e\n",
        "a:\n  - b\n c: d\n",
        "- a\nb: c\n",
        "a: - b\n",
        "a: *x\n",
        "a: @b\n",
        "a: x\u{1}y\n",
        "a: \"ü \\d+\"\n",
        "[\"a\", \"\\ud83d\"]",
        "a: |0\n  x\n",
    ]), @r#"
    "{\"a\": 1 \"b\": 2}"
    E0001 expected `,` or `}`
      1:12
      help: separate the entries of an object by commas

    "{\"a\": 1} x"
    E0001 text after the end of the document
      1:10
      help: remove it, or correct what closes too early

    "a: b: c\n"
    E0001 a `:` is not allowed here
      1:5
      help: put a text that holds `: ` in quotes, and each key on a line of its own

    "a: b\nc\nd: e\n"
    E0001 expected `:` after this key
      2:1
      help: write `key: value`, and a longer text in quotes

    "a:\n  - b\n c: d\n"
    E0001 expected a key, or the end of this object
      3:2
      help: indent all keys of an object alike

    "- a\nb: c\n"
    E0001 expected `-`, or the end of this array
      2:1 /1
      help: indent the `-` of all items alike

    "a: - b\n"
    E0001 a `-` item is not allowed here
      1:4 /a
      help: begin an array on the line after its key

    "a: *x\n"
    E0001 this alias has no anchor before it
      1:4 /a
      help: define it with `&name`, or use `$ref`

    "a: @b\n"
    E0001 a plain text cannot begin with `@`
      1:4 /a
      help: put the text in quotes

    "a: x\u{1}y\n"
    E0001 the character U+0001 is not allowed
      1:5 /a
      help: remove it, or write it as an escape in double quotes

    "a: \"ü \\d+\"\n"
    E0001 this escape is not known
      1:7 /a
      help: write a backslash as `\\`, or use single quotes

    "[\"a\", \"\\ud83d\"]"
    E0001 this escape stands for no character
      1:8
      help: write both halves of a surrogate pair, or the character itself

    "a: |0\n  x\n"
    E0001 while scanning a block scalar, found an indentation indicator equal to 0
      1:4 /a
      help: correct the YAML syntax
    "#);
}

#[test]
fn more_syntax_faults_say_what_was_expected() {
    assert_snapshot!(refusals(&[
        "[{a: b} c]",
        "a: \"x\"y\n",
        "a:\n  b\n\tc\n",
        "a: |\n\tx\n",
        "a: \"b\nc\": d\n",
        "x: {a\n: b}\n",
        "? a\nb\n",
        "- - a\n -b: c\n",
        "a: b\n\u{feff}c: d\n",
        "a: \"x\\u12g4\"\n",
        "a: \"x\\ude00\"\n",
        "a: \"x\\ud83d\\u0041\"\n",
        "a: \"x\\ud83dx\"\n",
        "a: \"x\\ud83d\\u00g1\"\n",
        "a: \"x\\U00110000\"\n",
        "a: !<x y\n",
    ]), @r#"
    "[{a: b} c]"
    E0001 expected `,` or `]`
      1:9 /1
      help: separate the items of an array by commas

    "a: \"x\"y\n"
    E0001 text after the end of a quoted text
      1:7 /a
      help: within double quotes write `"` as `\"`

    "a:\n  b\n\tc\n"
    E0001 a tab cannot indent a line in YAML
      3:1 /a
      help: indent with spaces

    "a: |\n\tx\n"
    E0001 a tab cannot indent a line in YAML
      1:4 /a
      help: indent with spaces

    "a: \"b\nc\": d\n"
    E0001 this line of a quoted text is not indented
      2:1 /a
      help: close the quote on a line above, or indent this line

    "x: {a\n: b}\n"
    E0001 a `:` is not allowed here
      2:1 /x
      help: put a text that holds `: ` in quotes, and each key on a line of its own

    "? a\nb\n"
    E0001 expected `:` after this key
      2:1 /a
      help: write `key: value`, and a longer text in quotes

    "- - a\n -b: c\n"
    E0001 expected `-`, or the end of this array
      2:2 /1
      help: indent the `-` of all items alike

    "a: b\n\u{feff}c: d\n"
    E0001 a byte order mark inside the text
      2:1
      help: remove it; it is invisible

    "a: \"x\\u12g4\"\n"
    E0001 this escape is not known
      1:6 /a
      help: write a backslash as `\\`, or use single quotes

    "a: \"x\\ude00\"\n"
    E0001 this escape stands for no character
      1:6 /a
      help: write both halves of a surrogate pair, or the character itself

    "a: \"x\\ud83d\\u0041\"\n"
    E0001 this escape stands for no character
      1:6 /a
      help: write both halves of a surrogate pair, or the character itself

    "a: \"x\\ud83dx\"\n"
    E0001 this escape stands for no character
      1:6 /a
      help: write both halves of a surrogate pair, or the character itself

    "a: \"x\\ud83d\\u00g1\"\n"
    E0001 this escape stands for no character
      1:6 /a
      help: write both halves of a surrogate pair, or the character itself

    "a: \"x\\U00110000\"\n"
    E0001 this escape stands for no character
      1:6 /a
      help: write both halves of a surrogate pair, or the character itself

    "a: !<x y\n"
    E0001 while scanning a verbatim tag, did not find the expected '>'
      1:4 /a
      help: correct the YAML syntax
    "#);
}

#[test]
fn what_is_well_formed_but_ambiguous_is_refused() {
    assert_snapshot!(refusals(&[
        "",
        "# comment\n",
        "a: 1\nb: {c: 1, d: 2, c: 3, d: 4}\n",
        "{\n  \"a/b\": 1,\n  \"a/b\": 2\n}",
        "1: a\n'1': b\n",
        "a: 1\n---\nb: 2\n",
        "a: 1\n...\nb: 2\n",
        "a:\n  <<: {b: 1}\n",
        "a: !include b.yaml\n",
        "a: !!python/object:os.system [id]\n",
        "a: !!int x\n",
        "a: !!seq {}\n",
        "!local\na: 1\n",
        "a: &x\n  b: [*x]\n",
        "? [a]\n: b\n",
        "{{a: 1}: b}\n",
        "a: &x [1]\n*x : b\n",
    ]), @r##"
    ""
    E0011 the file holds no value
      1:1
      help: write an AsyncAPI document into it

    "# comment\n"
    E0011 the file holds no value
      1:1
      help: write an AsyncAPI document into it

    "a: 1\nb: {c: 1, d: 2, c: 3, d: 4}\n"
    E0009 duplicate key `c`
      2:17 /b/c
      2:5 /b/c first given here
      help: remove or rename one of the two

    "{\n  \"a/b\": 1,\n  \"a/b\": 2\n}"
    E0009 duplicate key `a/b`
      3:3 /a~1b
      2:3 /a~1b first given here
      help: remove or rename one of the two

    "1: a\n'1': b\n"
    E0009 duplicate key `1`
      2:1 /1
      1:1 /1 first given here
      help: remove or rename one of the two

    "a: 1\n---\nb: 2\n"
    E0010 a second YAML document begins in the same file
      2:1
      help: move it to a file of its own

    "a: 1\n...\nb: 2\n"
    E0010 a second YAML document begins in the same file
      3:1
      help: move it to a file of its own

    "a:\n  <<: {b: 1}\n"
    E0013 the merge key `<<` is not part of YAML 1.2
      2:3 /a
      help: write the keys out, or use `allOf` or traits

    "a: !include b.yaml\n"
    E0012 the tag `!include` is not supported
      1:4 /a
      help: write a plain value; refer to other files with `$ref`

    "a: !!python/object:os.system [id]\n"
    E0012 the tag `!!python/object:os.system` is not supported
      1:4 /a
      help: write a plain value; refer to other files with `$ref`

    "a: !!int x\n"
    E0012 the tag `!!int` does not fit `x`
      1:4 /a
      help: remove the tag, or correct the value

    "a: !!seq {}\n"
    E0012 the tag `!!seq` does not fit an object
      1:4 /a
      help: remove the tag, or correct the value

    "!local\na: 1\n"
    E0012 the tag `!local` is not supported
      1:1
      help: write a plain value; refer to other files with `$ref`

    "a: &x\n  b: [*x]\n"
    E0008 the alias `*x` stands inside the value that it repeats
      2:7 /a/b/0
      help: refer to recursive parts with `$ref`

    "? [a]\n: b\n"
    E0014 a key must be a text, found an array
      1:3
      help: put the key in quotes

    "{{a: 1}: b}\n"
    E0014 a key must be a text, found an object
      1:2
      help: put the key in quotes

    "a: &x [1]\n*x : b\n"
    E0014 a key must be a text, found an array
      2:1
      help: put the key in quotes
    "##);
}

#[test]
fn core_tags_and_quoted_merge_keys_are_plain_values() {
    let text = "a: !!str 1\nb: !!int '1'\nc: ! 2\n'<<': !!map {x: !!seq []}\nd: <<\n";
    assert_snapshot!(values(text), @r#"{"a": String("1"), "b": Integer("1"), "c": String("2"), "<<": {"x": []}, "d": String("<<")}"#);
}

#[test]
fn limits_are_refused_where_they_are_exceeded() {
    let limits = Limits {
        depth: 4,
        nodes: 20,
        alias_nodes: 8,
        file_bytes: 200,
        total_bytes: 200,
    };
    let check = |text: &str, expected: Option<&str>| {
        let (document, loaded) = load_bytes(text.as_bytes(), &limits);
        let found = loaded.err().map(|fault| {
            let place = fault
                .labels
                .first()
                .map(|label| document.sources.position(label.span).to_string());
            format!(
                "{} {} at {}",
                fault.code.id,
                fault.message,
                place.unwrap_or_default()
            )
        });
        assert_eq!(found.as_deref(), expected, "{text}");
        if expected.is_some() {
            assert!(document.nodes.is_empty(), "{text}");
        }
    };
    check("[[[1]]]", None);
    check("[[[[]]]]", None);
    check(
        "[[[[1]]]]",
        Some("E0005 nested deeper than 4 levels at 1:5"),
    );
    check(
        "- - - - 1",
        Some("E0005 nested deeper than 4 levels at 1:9"),
    );
    check("- a: [{}]", None);
    check(
        "- a: [{b: 1}]",
        Some("E0005 nested deeper than 4 levels at 1:11"),
    );
    check("a: &a [[1]]\nb: *a", None);
    check(
        "a: &a [[1]]\nb: [*a]",
        Some("E0005 nested deeper than 4 levels at 2:5"),
    );
    check("[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", None);
    check(
        "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]",
        Some("E0006 more than 20 values in all files at 1:40"),
    );
    check("[&a [1,1,1],*a,*a]", None);
    check(
        "[&a [1,1,1],*a,*a,*a]",
        Some("E0007 aliases repeat more than 8 values at 1:19"),
    );
    check(
        "[1,1,1,1,1,1,1,1,1,1,1,&a [1,1,1,1],*a]",
        Some("E0006 more than 20 values in all files at 1:37"),
    );
    let long = "x".repeat(120);
    check(&format!("- &a {long}\n- *a"), None);
    let half = "x".repeat(100);
    check(&format!("- &a {half}\n- *a\n- *a"), None);
    check(
        &format!("- &a {half}x\n- *a\n- *a"),
        Some("E0007 aliases repeat more than 200 bytes at 3:3"),
    );
    check(
        &format!("- &a {long}\n- *a\n- *a"),
        Some("E0007 aliases repeat more than 200 bytes at 3:3"),
    );
    check(
        &format!("- &a {long}\n- *a : 1\n- *a : 1"),
        Some("E0007 aliases repeat more than 200 bytes at 3:3"),
    );
    check(
        &"#".repeat(201),
        Some("E0004 `a.yaml` has 201 bytes, the limit is 200 at "),
    );
}

#[test]
fn keys_have_a_limit() {
    let check = |length: usize, refused: bool| {
        for text in [
            format!("{{\"{0}\": 1}}", "k".repeat(length)),
            format!("{}: 1", "k".repeat(length)),
        ] {
            let (_, loaded) = load_bytes(text.as_bytes(), &Limits::default());
            assert_eq!(loaded.is_err(), refused, "{length}");
        }
    };
    check(1, false);
    check(4096, false);
    check(4097, true);
    check(100_000, true);
}

#[test]
fn hostile_texts_end_soon() {
    // A build without optimization on a busy machine takes ten times as long; what is quadratic
    // takes minutes in either.
    let most = if cfg!(debug_assertions) { 60.0 } else { 5.0 };
    let check = |text: &str, code: Option<&str>| {
        let start = std::time::Instant::now();
        let (_, loaded) = load_bytes(text.as_bytes(), &Limits::default());
        let name: String = text.chars().take(20).collect();
        assert_eq!(loaded.err().map(|fault| fault.code.id), code, "{name}");
        let seconds = start.elapsed().as_secs_f32();
        assert!(seconds < most, "{name}: {seconds} s");
    };
    let nested =
        |open: &str, close: &str| format!("x: {}{}", open.repeat(100_000), close.repeat(100_000));
    check(&nested("[", "]"), Some("E0005"));
    check(&nested("{a: ", "}"), Some("E0005"));
    check(&format!("[{}", nested("[", "]")), Some("E0005"));
    check(&"[".repeat(1 << 20), Some("E0005"));
    check(&"- ".repeat(1 << 20), Some("E0005"));
    check(&"? ".repeat(1 << 20), Some("E0014"));
    check(
        &(0..3000)
            .map(|indent| " ".repeat(indent) + "a:\n")
            .collect::<String>(),
        Some("E0005"),
    );
    let bomb = (1..10).fold("a0: &a0 [x]\n".to_owned(), |bomb, level| {
        let aliases = vec![format!("*a{}", level - 1); 10].join(",");
        bomb + &format!("a{level}: &a{level} [{aliases}]\n")
    });
    check(&bomb, Some("E0007"));
    check(
        &format!("- &a {}\n{}", "x".repeat(100_000), "- *a\n".repeat(10_000)),
        Some("E0007"),
    );
    check(&"a\n".repeat(1 << 20), None);
    check(&format!("a: \"{}\"", "x\n".repeat(1 << 18)), None);
    check(&"- \"x\ny\"\n".repeat(10_000), Some("E0001"));
    check(&format!("{{{}", "\"a\":1,".repeat(1 << 18)), Some("E0001"));
}

#[test]
fn a_file_is_read_once() {
    let files = BTreeMap::from([
        ("a.yaml".to_owned(), b"x: 1".to_vec()),
        ("b.yaml".to_owned(), b"x: [".to_vec()),
    ]);
    let mut document = Document::default();
    let mut load = |path: &str| load(&mut document, path, &files, &Limits::default());
    let first = load("a.yaml").ok();
    assert_eq!(load("a.yaml").ok(), first);
    assert!(load("b.yaml").is_err());
    let faulty = load("b.yaml").expect("the fault is told once");
    assert!(load("c.yaml").is_err());
    assert!(load("c.yaml").is_err());
    assert_ne!(Some(faulty), first);
    assert_eq!(document.root(faulty), None);
    assert_eq!(first.and_then(|file| document.root(file)), Some(NodeId(0)));
    assert_eq!(document.nodes.len(), 2);
}

#[test]
fn files_that_give_no_text_are_told() {
    let check = |bytes: &[u8], expected: &str| {
        let (document, loaded) = load_bytes(bytes, &Limits::default());
        let fault = loaded.expect_err(expected);
        let place = fault
            .labels
            .first()
            .map(|label| document.sources.position(label.span).to_string());
        assert_eq!(
            format!("{} {}", fault.message, place.unwrap_or_default()),
            expected
        );
    };
    check(b"a: b\nc: d\xFFe", "the text is not valid UTF-8 2:5");
    check(b"\xEF\xBB\xBFa\xC3", "the text is not valid UTF-8 1:2");
    check(b"\xFF\xFEa\0", "the text is not valid UTF-8 1:1");
    let mut document = Document::default();
    let files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let fault =
        load(&mut document, "b.yaml", &files, &Limits::default()).expect_err("there is no file");
    assert_eq!(fault.message, "cannot read `b.yaml`: no such file");
    assert!(fault.labels.is_empty());
}

#[test]
fn all_files_together_are_limited() {
    let files = BTreeMap::from(["a", "b", "c"].map(|path| (path.to_owned(), b"x: 123".to_vec())));
    let mut document = Document::default();
    let limits = Limits {
        total_bytes: 12,
        ..Limits::default()
    };
    let mut load =
        |path: &str| load(&mut document, path, &files, &limits).map_err(|fault| fault.message);
    assert!(load("a").is_ok());
    assert!(load("b").is_ok());
    assert_eq!(
        load("c"),
        Err("with `c` all files have 18 bytes, the limit is 12".to_owned())
    );
}
