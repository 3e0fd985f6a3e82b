use std::collections::BTreeMap;

use insta::assert_snapshot;

use super::*;
use crate::load::{Limits, load};
use crate::render::{Style, render};
use crate::tree::Entry;

const DOCUMENT: &str = "\
info: {title: T}
schemas:
  A: {type: string, list: [1, 2, 3]}
  B: {type: number, a/b: 1}
  C: text
";

/// Patches as a list of `{add|replace|remove: target, value: …}`.
fn patched(patches: &str) -> (Document, Vec<Diagnostic>) {
    let files = BTreeMap::from([
        ("asyncapi.yaml".to_owned(), DOCUMENT.as_bytes().to_vec()),
        ("codegen.yaml".to_owned(), patches.as_bytes().to_vec()),
    ]);
    let mut document = Document::default();
    let limits = Limits::default();
    let entry =
        load(&mut document, "asyncapi.yaml", &files, &limits).expect("the document is YAML");
    let config = load(&mut document, "codegen.yaml", &files, &limits).expect(patches);
    let list = document.root(config).expect(patches);
    let patches: Vec<Patch> = document
        .node(list)
        .value
        .children()
        .map(|at| patch(&document, at))
        .collect();
    let faults = apply(&mut document, entry, &patches);
    (document, faults)
}

fn patch(document: &Document, at: NodeId) -> Patch {
    let Value::Mapping(mapping) = &document.node(at).value else {
        panic!("a patch is a mapping")
    };
    let value = mapping.get("value").map(|entry| entry.value);
    let first = mapping.entries().first().expect("a patch has an action");
    let Value::Scalar(target) = &document.node(first.value).value else {
        panic!("a target is a string")
    };
    let action = match (&*first.key, value) {
        ("add", Some(value)) => Action::Add(value),
        ("replace", Some(value)) => Action::Replace(value),
        ("remove", None) => Action::Remove,
        (key, _) => panic!("{key}"),
    };
    Patch {
        at,
        target: target.text.to_string(),
        action,
    }
}

/// The document in flow style, after checking that each node is where its pointer says.
fn written(document: &Document) -> String {
    let root = document.root(FileId(0)).expect("the document has a root");
    let mut pending = vec![root];
    while let Some(node) = pending.pop() {
        let steps = pointer::parse(&document.pointer(node)).expect("a pointer parses");
        assert_eq!(pointer::find(document, root, &steps), Ok(node), "{steps:?}");
        pending.extend(document.node(node).value.children());
    }
    write(document, root)
}

fn write(document: &Document, node: NodeId) -> String {
    match &document.node(node).value {
        Value::Scalar(scalar) => scalar.text.to_string(),
        Value::Sequence(items) => {
            let items: Vec<String> = items.iter().map(|item| write(document, *item)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(mapping) => {
            let entry = |entry: &Entry| format!("{}: {}", entry.key, write(document, entry.value));
            let entries: Vec<String> = mapping.entries().iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

#[test]
fn patches_change_the_document() {
    const WHOLE: &str = "{info: {title: T}, schemas: {A: {type: string, list: [1, 2, 3]}, B: {type: number, a/b: 1}, C: text}}";
    let check = |patches: &str, from: &str, to: &str| {
        let (document, faults) = patched(patches);
        assert_eq!(
            render(&faults, &document.sources, Style::Plain),
            "",
            "{patches}"
        );
        assert!(WHOLE.contains(from), "{from}");
        assert_eq!(written(&document), WHOLE.replace(from, to), "{patches}");
    };
    check("- {add: /info/version, value: '1'}", "T}", "T, version: 1}");
    check(
        "- {add: /info/x, value: {y: [z, {w: 1}]}}",
        "T}",
        "T, x: {y: [z, {w: 1}]}}",
    );
    check("- {add: /schemas/A/list/0, value: 0}", "[1", "[0, 1");
    check("- {add: /schemas/A/list/3, value: 4}", "3]", "3, 4]");
    check("- {add: /schemas/A/list/-, value: 4}", "3]", "3, 4]");
    check(
        "- {replace: /schemas/A/type, value: integer}",
        "string",
        "integer",
    );
    check(
        "- {replace: /schemas/A/list, value: [1, 2]}",
        "[1, 2, 3]",
        "[1, 2]",
    );
    check(
        "- {replace: /schemas/A/list, value: [1, 2, '3']}",
        "3]",
        "3]",
    );
    check(
        "- {replace: /schemas/A, value: {}}",
        "{type: string, list: [1, 2, 3]}",
        "{}",
    );
    check(
        "- {replace: /schemas/B, value: {a/b: 1, type: x}}",
        "type: number, a/b: 1",
        "a/b: 1, type: x",
    );
    check(
        "- {replace: /schemas/B, value: {type: number, a/b: 1, c: 2}}",
        "a/b: 1",
        "a/b: 1, c: 2",
    );
    check(
        "- {replace: /schemas/B, value: {type: number}}",
        ", a/b: 1",
        "",
    );
    check("- {remove: /info}", "info: {title: T}, ", "");
    check("- {remove: /schemas/A/list/1}", "2, ", "");
    check("- {remove: /schemas/B/a~1b}", ", a/b: 1", "");
}

#[test]
fn patches_follow_one_another() {
    let check = |patches: &str, expected: &str| {
        let (document, faults) = patched(patches);
        assert_eq!(
            render(&faults, &document.sources, Style::Plain),
            "",
            "{patches}"
        );
        let written = written(&document);
        assert!(written.contains(expected), "{patches}: {written}");
    };
    check(
        "- {add: /x, value: {y: 1}}\n- {replace: /x/y, value: 2}",
        "x: {y: 2}",
    );
    check(
        "- {remove: /schemas/A/type}\n- {add: /schemas/A/type, value: x}",
        "A: {list: [1, 2, 3], type: x}",
    );
    check(
        "- {remove: /schemas/A/list/0}\n- {remove: /schemas/A/list/1}",
        "[2]",
    );
}

#[test]
fn a_star_stands_for_every_place_that_can_be_changed() {
    let check = |patches: &str, expected: &str| {
        let (document, faults) = patched(patches);
        assert_eq!(
            render(&faults, &document.sources, Style::Plain),
            "",
            "{patches}"
        );
        assert_eq!(
            write(
                &document,
                pointer::find(&document, NodeId(0), &["schemas"]).expect(patches)
            ),
            expected
        );
        written(&document);
    };
    check(
        "- {replace: /schemas/*/type, value: number}",
        "{A: {type: number, list: [1, 2, 3]}, B: {type: number, a/b: 1}, C: text}",
    );
    check(
        "- {remove: /schemas/*/type}",
        "{A: {list: [1, 2, 3]}, B: {a/b: 1}, C: text}",
    );
    check(
        "- {add: /schemas/*/list, value: [x]}",
        "{A: {type: string, list: [1, 2, 3]}, B: {type: number, a/b: 1, list: [x]}, C: text}",
    );
    check(
        "- {replace: /schemas/*/*/0, value: 9}",
        "{A: {type: string, list: [9, 2, 3]}, B: {type: number, a/b: 1}, C: text}",
    );
    check(
        "- {remove: /schemas/A/list/*}",
        "{A: {type: string, list: []}, B: {type: number, a/b: 1}, C: text}",
    );
    check(
        "- {replace: /*/*/type, value: {x: [y]}}",
        "{A: {type: {x: [y]}, list: [1, 2, 3]}, B: {type: {x: [y]}, a/b: 1}, C: text}",
    );
}

#[test]
fn patches_that_change_nothing_are_refused() {
    let patches = "\
- {add: /info/title, value: T}
- {replace: /info/title, value: T}
- {replace: /schemas/B, value: {a/b: 1, type: number}}
- {replace: /schemas/*/a~1b, value: 1}
- {add: /schemas/*/type, value: x}
- {remove: /schemas/D/type}
- {remove: /schemas/*/nothing}
- {remove: /schemas/C/*}
- {add: /schemas/C/x, value: 1}
- {add: /schemas/A/list/4, value: 1}
- {add: /schemas/A/list/x, value: 1}
- {replace: /schemas/A/list/-, value: 1}
- {add: /schemas/*, value: 1}
- {remove: schemas/A}
- {remove: /schemas/~A}
- {remove: ''}
- {add: /schemas/A/list/-, value: 3}
";
    let (document, faults) = patched(patches);
    assert_eq!(faults.len(), 17);
    assert_snapshot!(render(&faults, &document.sources, Style::Plain), @r#"
    error[E0017]: `/info/title` exists already
     --> codegen.yaml:1:3
      |
    1 | - {add: /info/title, value: T}
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: asyncapi.yaml:1:8
      |
    1 | info: {title: T}
      |        ----- it is here (/info/title)
      |
      = at: /0
      = help: remove the patch if the document has been corrected, or use `replace`

    error[E0018]: `/info/title` has this value already
     --> codegen.yaml:2:3
      |
    2 | - {replace: /info/title, value: T}
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: asyncapi.yaml:1:15
      |
    1 | info: {title: T}
      |               - it is here (/info/title)
      |
      = at: /1
      = help: remove the patch: the document has been corrected

    error[E0018]: `/schemas/B` has this value already
     --> codegen.yaml:3:3
      |
    3 | - {replace: /schemas/B, value: {a/b: 1, type: number}}
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: asyncapi.yaml:4:6
      |
    4 |   B: {type: number, a/b: 1}
      |      ---------------------- it is here (/schemas/B)
      |
      = at: /2
      = help: remove the patch: the document has been corrected

    error[E0018]: `/schemas/*/a~1b` has this value already
     --> codegen.yaml:4:3
      |
    4 | - {replace: /schemas/*/a~1b, value: 1}
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: asyncapi.yaml:4:26
      |
    4 |   B: {type: number, a/b: 1}
      |                          - it is here (/schemas/B/a~1b)
      |
      = at: /3
      = help: remove the patch: the document has been corrected

    error[E0017]: `/schemas/*/type` exists already
     --> codegen.yaml:5:3
      |
    5 | - {add: /schemas/*/type, value: x}
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: asyncapi.yaml:3:7
      |
    3 |   A: {type: string, list: [1, 2, 3]}
      |       ---- it is here (/schemas/A/type)
      |
      = at: /4
      = help: remove the patch if the document has been corrected, or use `replace`

    error[E0016]: `/schemas/D/type` leads nowhere
     --> codegen.yaml:6:3
      |
    6 | - {remove: /schemas/D/type}
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: asyncapi.yaml:2:1
      |
    2 | schemas:
      | ------- this has no `D` (/schemas)
      |
      = at: /5
      = help: remove the patch if the document has been corrected, or correct the target

    error[E0016]: `/schemas/*/nothing` leads nowhere
     --> codegen.yaml:7:3
      |
    7 | - {remove: /schemas/*/nothing}
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: asyncapi.yaml:3:3
      |
    3 |   A: {type: string, list: [1, 2, 3]}
      |   - this has no `nothing` (/schemas/A)
      |
      = at: /6
      = help: remove the patch if the document has been corrected, or correct the target

    error[E0016]: `/schemas/C/*` leads nowhere
     --> codegen.yaml:8:3
      |
    8 | - {remove: /schemas/C/*}
      |   ^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: asyncapi.yaml:5:3
      |
    5 |   C: text
      |   - this is a string (/schemas/C)
      |
      = at: /7
      = help: remove the patch if the document has been corrected, or correct the target

    error[E0016]: `/schemas/C/x` leads nowhere
     --> codegen.yaml:9:3
      |
    9 | - {add: /schemas/C/x, value: 1}
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: asyncapi.yaml:5:3
      |
    5 |   C: text
      |   - this is a string (/schemas/C)
      |
      = at: /8
      = help: remove the patch if the document has been corrected, or correct the target

    error[E0016]: `/schemas/A/list/4` leads nowhere
      --> codegen.yaml:10:3
       |
    10 | - {add: /schemas/A/list/4, value: 1}
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
      ::: asyncapi.yaml:3:21
       |
     3 |   A: {type: string, list: [1, 2, 3]}
       |                     ---- this has no `4` (/schemas/A/list)
       |
       = at: /9
       = help: remove the patch if the document has been corrected, or correct the target

    error[E0016]: `/schemas/A/list/x` leads nowhere
      --> codegen.yaml:11:3
       |
    11 | - {add: /schemas/A/list/x, value: 1}
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
      ::: asyncapi.yaml:3:21
       |
     3 |   A: {type: string, list: [1, 2, 3]}
       |                     ---- this has no `x` (/schemas/A/list)
       |
       = at: /10
       = help: remove the patch if the document has been corrected, or correct the target

    error[E0016]: `/schemas/A/list/-` leads nowhere
      --> codegen.yaml:12:3
       |
    12 | - {replace: /schemas/A/list/-, value: 1}
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
      ::: asyncapi.yaml:3:21
       |
     3 |   A: {type: string, list: [1, 2, 3]}
       |                     ---- this has no `-` (/schemas/A/list)
       |
       = at: /11
       = help: remove the patch if the document has been corrected, or correct the target

    error[E0015]: `/schemas/*` is no target: `*` stands for what is there, so that nothing can be added at it
      --> codegen.yaml:13:3
       |
    13 | - {add: /schemas/*, value: 1}
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = at: /12
       = help: write the target as a JSON pointer, such as `/components/schemas/Name`

    error[E0015]: `schemas/A` is no target: a pointer begins with `/`
      --> codegen.yaml:14:3
       |
    14 | - {remove: schemas/A}
       |   ^^^^^^^^^^^^^^^^^^^
       |
       = at: /13
       = help: write the target as a JSON pointer, such as `/components/schemas/Name`

    error[E0015]: `/schemas/~A` is no target: a `~` is followed by `0` (for `~`) or `1` (for `/`)
      --> codegen.yaml:15:3
       |
    15 | - {remove: /schemas/~A}
       |   ^^^^^^^^^^^^^^^^^^^^^
       |
       = at: /14
       = help: write the target as a JSON pointer, such as `/components/schemas/Name`

    error[E0015]: `` is no target: the whole document cannot be patched
      --> codegen.yaml:16:3
       |
    16 | - {remove: ''}
       |   ^^^^^^^^^^^^
       |
       = at: /15
       = help: write the target as a JSON pointer, such as `/components/schemas/Name`

    error[E0017]: `/schemas/A/list/-` exists already
      --> codegen.yaml:17:3
       |
    17 | - {add: /schemas/A/list/-, value: 3}
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
      ::: asyncapi.yaml:3:34
       |
     3 |   A: {type: string, list: [1, 2, 3]}
       |                                  - it is here (/schemas/A/list/2)
       |
       = at: /16
       = help: remove the patch if the document has been corrected, or use `replace`
    "#);
}

#[test]
fn what_is_patched_has_pointers_of_the_document_and_places_of_the_configuration() {
    let (document, _) = patched("\n- {add: /schemas/B/x, value: {y: [1]}}");
    let at = pointer::find(&document, NodeId(0), &["schemas", "B", "x", "y", "0"])
        .expect("it was added");
    let holder = pointer::find(&document, NodeId(0), &["schemas", "B", "x"]).expect("it was added");
    let faults = [
        Diagnostic::error(&code::KEY, "in what was added").at(&document, at),
        Diagnostic::error(&code::KEY, "its name").at_key(&document, holder),
    ];
    assert_snapshot!(render(&faults, &document.sources, Style::Plain), @r#"
    error[E0014]: its name
     --> codegen.yaml:2:3
      |
    2 | - {add: /schemas/B/x, value: {y: [1]}}
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = at: /schemas/B/x

    error[E0014]: in what was added
     --> codegen.yaml:2:35
      |
    2 | - {add: /schemas/B/x, value: {y: [1]}}
      |                                   ^
      |
      = at: /schemas/B/x/y/0
    "#);
}
