//! What is said of each code: the example in its explanation has the problem, what is to be
//! written instead has not, and the diagnostic has a place and says what to do.

use std::collections::BTreeMap;
use std::fmt::Write;

use asyncapi_codegen::code::{AUDIT, TOO_DEEP, all};
use asyncapi_codegen::generate::{Input, Lowered, shapes};
use asyncapi_codegen::ir::Manifest;
use asyncapi_parser::code::{BYTES, ENCODING, MEET_BUDGET, NESTING, NODES, UNREADABLE};
use asyncapi_parser::diagnostic::{Code, Diagnostic};
use asyncapi_parser::load::Limits;
use asyncapi_parser::render::{Style, render};
use insta::assert_snapshot;

type Files = BTreeMap<String, Vec<u8>>;

/// Stands before examples that leave it out.
const HEAD: &str = "asyncapi: 3.0.0\ninfo: {title: Acme, version: '1'}\n";

#[test]
fn every_example_has_its_problem_and_what_replaces_it_has_not() {
    let mut told = String::new();
    let mut problems = String::new();
    // No document brings about what is a fault of the generator.
    for code in all().filter(|code| code.id != AUDIT.id) {
        let mut groups = examples(code).into_iter();
        let (wrong, limits) = match groups.next() {
            Some(files) => (files, Limits::default()),
            None => made(code),
        };
        let found = run(&wrong, &limits);
        let with_code = |it: &&Diagnostic| it.code.id == code.id;
        let Some(first) = found.diagnostics.iter().find(with_code) else {
            let all = render(&found.diagnostics, &found.sources, Style::Plain);
            let _ = writeln!(
                problems,
                "the example of {} has other problems:\n{all}",
                code.id
            );
            continue;
        };
        // A file that cannot be read, and is not referred to, stands nowhere.
        let placeless = [&ENCODING, &BYTES].map(|code| code.id);
        assert!(
            !first.labels.is_empty() || placeless.contains(&code.id),
            "{}",
            code.id
        );
        assert!(first.help.is_some(), "{}", code.id);
        let frame = render(std::slice::from_ref(first), &found.sources, Style::Plain);
        let _ = writeln!(told, "{}\n{frame}\n", code.title());
        for right in groups {
            let found = run(&right, &Limits::default());
            let left = found.diagnostics.iter().find(with_code);
            if let Some(left) = left {
                let _ = writeln!(problems, "{} is not mended: {}", code.id, left.message);
            }
        }
    }
    assert!(problems.is_empty(), "{problems}");
    assert_snapshot!("every_code", told);
}

#[test]
fn every_explanation_reads_as_the_others() {
    for code in all() {
        let text = code.explanation;
        let (title, rest) = text.split_once("\n\n").unwrap();
        assert!(
            title.starts_with("# ") && !title.ends_with('.'),
            "{}",
            code.id
        );
        assert!(
            text.ends_with('\n') && !text.ends_with("\n\n"),
            "{}",
            code.id
        );
        assert!(rest.contains("\n```"), "{} has no example", code.id);
        let (_, behind) = rest.split_once("\n```\n").unwrap();
        assert!(
            !behind.trim().is_empty(),
            "{} does not say what to do",
            code.id
        );
    }
    let ids: Vec<&str> = all().map(|code| code.id).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
}

/// The examples of an explanation: files by name, those of one example one behind the other.
/// None if the first cannot be written down.
fn examples(code: &Code) -> Vec<Files> {
    let mut groups = Vec::new();
    let mut group = Files::new();
    let mut lines = code.explanation.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else {
            if !line.is_empty() && !group.is_empty() {
                groups.push(std::mem::take(&mut group));
            }
            continue;
        };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let mut body = body.join("\n") + "\n";
        let (language, name) = kind.split_once(' ').unwrap_or((kind, "asyncapi.yaml"));
        if language == "text" {
            return Vec::new();
        }
        let alone = body.contains("asyncapi:") || body.starts_with("# ");
        if name == "asyncapi.yaml" && !alone {
            body.insert_str(0, HEAD);
        }
        group.insert(name.to_owned(), body.into_bytes());
    }
    groups.extend((!group.is_empty()).then_some(group));
    groups
}

/// Examples that are too large to be written down, or are no text.
fn made(code: &Code) -> (Files, Limits) {
    let mut limits = Limits::default();
    let mut text = HEAD.as_bytes().to_vec();
    let mut add = |more: &str| text.extend(more.as_bytes());
    match code.id {
        id if id == ENCODING.id => text.extend(b"id: caf\xE9\n"),
        id if id == BYTES.id => limits.file_bytes = 10,
        id if id == NESTING.id => add(&format!("x-a: {}{}\n", "[".repeat(200), "]".repeat(200))),
        id if id == NODES.id => limits.nodes = 3,
        id if id == UNREADABLE.id => add("x-a: {$ref: none.yaml}\n"),
        id if id == MEET_BUDGET.id => {
            add("components: {schemas: {Order: {allOf: [");
            for part in ["a", "b", "c"] {
                add("{oneOf: [");
                for branch in 0..100 {
                    add(&format!(
                        "{{properties: {{{part}{branch}: {{type: string}}}}}}, "
                    ));
                }
                add("]}, ");
            }
            add("]}}}\n");
        }
        id if id == TOO_DEEP.id => {
            add("components:\n  schemas:\n    S60: {type: object}\n");
            for index in 0..60 {
                let next = format!("'#/components/schemas/S{}'", index + 1);
                let items = format!("{{type: array, items: {{$ref: {next}}}}}");
                add(&format!(
                    "    S{index}: {{type: object, properties: {{p: {items}}}}}\n"
                ));
            }
        }
        id => panic!("{id} has no example"),
    }
    (Files::from([("asyncapi.yaml".to_owned(), text)]), limits)
}

fn run(files: &Files, limits: &Limits) -> Lowered {
    let samples = files.keys().filter(|path| path.starts_with("samples/"));
    let samples: Vec<String> = samples.cloned().collect();
    shapes(&Input {
        document: "asyncapi.yaml",
        config: files.contains_key("codegen.yaml").then_some("codegen.yaml"),
        samples: &samples,
        package: "acme-events",
        command: "cargo asyncapi generate",
        manifest: &Manifest::Workspace,
        files,
        limits,
    })
}
