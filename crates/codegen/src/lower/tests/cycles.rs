use super::{HEAD, crate_of, indent, schemas};
use insta::assert_snapshot;

#[test]
fn containment() {
    assert_snapshot!(schemas("
        Node: {type: object, properties: {next: {$ref: '#/components/schemas/Node'}, maybe: {oneOf: [{$ref: '#/components/schemas/Node'}, {type: 'null'}]}, many: {type: array, items: {$ref: '#/components/schemas/Node'}}, by: {type: object, additionalProperties: {$ref: '#/components/schemas/Node'}}}}
        A: {type: object, properties: {alias: {$ref: '#/components/schemas/B'}}}
        B: {$ref: '#/components/schemas/C'}
        C: {type: object, properties: {back: {$ref: '#/components/schemas/A'}}}
        Tree: {oneOf: [{type: string}, {$ref: '#/components/schemas/Tree2'}]}
        Tree2: {type: object, properties: {kids: {$ref: '#/components/schemas/Tree'}}}
        Pair: {type: array, prefixItems: [{$ref: '#/components/schemas/Pair'}], minItems: 0}
    "));
}

#[test]
fn aliases() {
    assert_snapshot!(schemas("
        List: {type: array, items: {$ref: '#/components/schemas/List'}}
        Ping: {type: array, items: {$ref: '#/components/schemas/Pong'}}
        Pong: {type: object, additionalProperties: {$ref: '#/components/schemas/Ping'}}
        Inner: {type: object, properties: {p: {type: array, items: {$ref: '#/components/schemas/Inner/properties/p'}}}}
    "));
}

#[test]
fn what_would_double_with_every_level_is_boxed() {
    let level = |at: usize| {
        let part = |name: &str| format!("{name}: {{$ref: '#/components/schemas/S{}'}}", at - 1);
        match at {
            0 => {
                "S0: {type: object, properties: {x: {type: string}, y: {type: string}}}".to_owned()
            }
            _ => format!(
                "S{at}: {{type: object, properties: {{{}, {}}}}}",
                part("a"),
                part("b")
            ),
        }
    };
    let levels: Vec<String> = (0..12).map(level).collect();
    let dump = schemas(&levels.join("\n"));
    let boxed: Vec<&str> = dump
        .lines()
        .filter(|line| line.contains("a: Box<"))
        .collect();
    assert_eq!(boxed, ["    a: Box<S6>"]);
}

/// A chain of schemas `S0` to `Sn`, each made of its number and that of the next.
fn chain(count: usize, link: impl Fn(usize, usize) -> String) -> String {
    let mut lines: Vec<String> = (0..count)
        .map(|at| format!("S{at}: {}", link(at, at + 1)))
        .collect();
    lines.push(format!(
        "S{count}: {{type: object, properties: {{a: {{type: string}}}}}}"
    ));
    let lines = lines.join("\n");
    crate_of(
        &format!("{HEAD}components:\n  schemas:\n{}", indent(&lines)),
        "{}",
    )
}

#[test]
fn long_chains_of_references_are_aliases_of_the_end() {
    let dump = chain(3000, |_, next| {
        format!("{{$ref: '#/components/schemas/S{next}'}}")
    });
    assert!(dump.contains("  type S0 = S3000\n"));
    assert!(dump.contains("  type S2999 = S3000\n"));
}

#[test]
fn long_chains_of_nullable_types_are_aliases_of_the_end() {
    let dump = chain(3000, |_, next| {
        format!("{{oneOf: [{{$ref: '#/components/schemas/S{next}'}}, {{type: 'null'}}]}}")
    });
    assert!(dump.contains("  type S0 = S2999\n"));
    assert!(dump.contains("  type S2999 = S3000?\n"));
}

#[test]
fn long_chains_of_arrays_are_cut() {
    let dump = chain(3000, |_, next| {
        format!("{{type: array, items: {{$ref: '#/components/schemas/S{next}'}}}}")
    });
    assert_eq!(dump.matches("  newtype ").count(), 3000 / 32);
    assert!(dump.contains("  type S2999 = [S3000]\n"));
}

#[test]
fn long_chains_of_values_are_boxed() {
    let dump = chain(50, |_, next| {
        format!("{{type: object, properties: {{p: {{$ref: '#/components/schemas/S{next}'}}}}}}")
    });
    assert_eq!(dump.matches(": Box<").count(), 1);
    assert!(!dump.contains("Warning"));
}

#[test]
fn what_nests_too_deep_stays_json() {
    let dump = chain(60, |_, next| {
        format!(
            "{{type: object, properties: {{p: {{type: array, items: {{$ref: '#/components/schemas/S{next}'}}}}}}}}"
        )
    });
    let cut = dump.lines().filter(|line| line.contains("[Json]"));
    assert_eq!(cut.count(), 2);
    assert_snapshot!(dump[dump.find("Warning").unwrap()..]);
}

#[test]
fn deep_arrays_get_a_name() {
    let open = "{type: array, items: ".repeat(60);
    let close = "}".repeat(60);
    let dump = schemas(&format!("Deep: {open}{{type: string}}{close}"));
    assert_snapshot!(dump);
}
