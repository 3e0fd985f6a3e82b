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

/// How many fields of a type an object has at most that lies in another: one more is on the heap.
#[test]
fn parts_lie_in_place_as_long_as_they_are_small() {
    let is_boxed = |of: &str, count: usize| {
        let fields: Vec<String> = (0..count).map(|at| format!("f{at}: {of}")).collect();
        let document = format!(
            "{HEAD}components:\n  schemas:\n{}",
            indent(&format!(
                "Holder: {{type: object, properties: {{part: {{$ref: '#/components/schemas/Part'}}}}}}
                Part: {{type: object, additionalProperties: false, properties: {{{}}}}}
                Id: {{type: string, format: uuid}}
                Set: {{enum: [a]}}
                Values: {{enum: [1]}}
                Constant: {{const: a}}
                Alias: {{type: number}}
                Newtype: {{type: array, items: {{$ref: '#/components/schemas/Newtype'}}}}
                Closed: {{type: object, additionalProperties: false}}
                Open: {{type: object, properties: {{a: {{type: boolean}}}}}}
                Typed: {{type: object, properties: {{a: {{type: boolean}}}}, additionalProperties: {{type: string}}}}
                Pair: {{type: array, items: [{{type: boolean}}, {{type: number}}]}}
                Either: {{oneOf: [{{type: boolean}}, {{type: array}}, {{type: object, properties: {{a: {{type: boolean}}}}}}]}}",
                fields.join(", ")
            ))
        );
        let dump = crate_of(&document, "types: {uuid: uuid}");
        dump.contains("    part: Box<Part>\n")
    };
    // Of 4,096 bytes each field takes those of its type and 8 more.
    let table = [
        ("{type: 'null'}", 512),
        ("{$ref: '#/components/schemas/Constant'}", 512),
        ("{$ref: '#/components/schemas/Closed'}", 512),
        ("{type: boolean}", 256),
        ("{type: integer}", 256),
        ("{$ref: '#/components/schemas/Part'}", 256),
        ("{}", 170),
        ("{type: string}", 128),
        ("{type: array}", 128),
        ("{type: object, additionalProperties: {type: string}}", 128),
        ("{$ref: '#/components/schemas/Set'}", 128),
        ("{$ref: '#/components/schemas/Values'}", 128),
        ("{$ref: '#/components/schemas/Newtype'}", 128),
        ("{type: number}", 102),
        ("{$ref: '#/components/schemas/Alias'}", 102),
        (
            "{type: integer, minimum: 0, maximum: 18446744073709551616}",
            102,
        ),
        ("{type: [string, 'null']}", 102),
        ("{type: [string, boolean]}", 102),
        ("{type: [string, number]}", 85),
        ("{$ref: '#/components/schemas/Open'}", 85),
        ("{$ref: '#/components/schemas/Typed'}", 85),
        ("{$ref: '#/components/schemas/Either'}", 73),
        ("{$ref: '#/components/schemas/Pair'}", 46),
        ("{type: string, format: uuid}", 30),
    ];
    for (of, most) in table {
        let boxed = [most, most + 1].map(|count| is_boxed(of, count));
        assert_eq!(boxed, [false, true], "{of}");
    }
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

/// Each layer that a type is written in counts, and what is cut is the innermost type alone.
#[test]
fn what_nests_counts_by_its_layers() {
    let table = [
        "{type: object, required: [p], properties: {p: {type: array, items: $}}}",
        "{type: object, properties: {p: {type: [array, 'null'], items: $}}}",
        "{type: object, properties: {p: {oneOf: [$, {type: 'null'}]}}}",
        "{type: object, properties: {p: {type: object, additionalProperties: $}}}",
        "{type: object, properties: {p: {type: [string, array], items: $}}}",
        "{type: object, additionalProperties: $, properties: {p: {type: string}}}",
        "{type: array, prefixItems: [{type: array, items: $}], items: false}",
        "{type: array, prefixItems: [{type: array, items: $}], items: false, minItems: 1}",
        "{type: array, prefixItems: [{type: string}], items: $}",
        "{oneOf: [$, {type: string}]}",
    ];
    let cuts = table.map(|link| {
        let dump = chain(70, |_, next| {
            link.replace('$', &format!("{{$ref: '#/components/schemas/S{next}'}}"))
        });
        let mut item = "";
        let mut cuts = vec![format!("--- {link}")];
        for line in dump.lines().take_while(|line| !line.starts_with("Warning")) {
            if line.starts_with("  ") && !line.starts_with("   ") {
                item = line;
            }
            if line.contains("Json") && !line.contains("Other") {
                cuts.push(format!("{item} | {line}"));
            }
        }
        cuts.join("\n")
    });
    assert_snapshot!(cuts.join("\n"));
}

#[test]
fn deep_arrays_get_a_name() {
    let open = "{type: array, items: ".repeat(60);
    let close = "}".repeat(60);
    let dump = schemas(&format!("Deep: {open}{{type: string}}{close}"));
    assert_snapshot!(dump);
    // What has a name in any case does not count.
    let object = "{type: object, properties: {a: {type: string}}}";
    let dump = schemas(&format!("Deep: {open}{object}{close}"));
    assert_snapshot!(dump);
}
