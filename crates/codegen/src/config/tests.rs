use asyncapi_parser::load::{Limits, load};
use asyncapi_parser::source::Files;
use asyncapi_parser::tree::Document;
use insta::assert_snapshot;

use super::{Config, read};

/// One file, whatever is asked for.
struct One<'a>(&'a str);

impl Files for One<'_> {
    fn read(&self, _path: &str) -> Result<Vec<u8>, String> {
        Ok(self.0.as_bytes().to_vec())
    }

    fn shown(&self, path: &str) -> String {
        path.to_owned()
    }
}

fn config(text: &str) -> (Config, String) {
    let mut document = Document::default();
    let file = load(
        &mut document,
        "codegen.yaml",
        &One(text),
        &Limits::default(),
    )
    .unwrap();
    let (config, problems) = read(&document, file);
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| {
            let label = &problem.labels[0];
            let at = document.sources.position(label.span);
            let help = problem.help.as_deref().unwrap_or("no help");
            format!("{at} {} {}\n    {help}", problem.code.id, problem.message)
        })
        .collect();
    (config, lines.join("\n"))
}

#[test]
fn everything_at_once() {
    let text = "
package: aircall-events
provenance: {source: 'https://example.com', version: 1.10, retrieved: 2026-01-02, note: by hand}
events: {tag: /event, value: message-name}
names:
  /components/schemas/call~1end: CallEnd
patches:
  - reason: it is null in most events
    at: /components/schemas/Call/properties/ended_at/type
    replace: [integer, 'null']
  - {reason: gone, at: /components/schemas/Old, remove: true}
  - {reason: sent, at: [/a, /b/c], extend: {x/y: {type: string}, z: {}}}
  - {reason: seen, at: /d/enum, extend: [one, two]}
references: {'https://example.com/a.json': a.json}
verify: {hmac-sha256: {header: x-signature, encoding: base64, prefix: 'sha256='}}
dedupe: [[/event, /data/i~1d], body]
occurred-at: [{at: /timestamp, unit: s}, {at: /at, unit: iso}]
secret: [/token]
types: {date-time: jiff, uuid: uuid}
enums: closed
nulls: optional
implied_types: false
";
    let (config, problems) = config(text);
    assert_snapshot!(problems, @"");
    assert_snapshot!(format!("{config:#?}"));
}

#[test]
fn nothing_is_the_default() {
    for text in ["{}", "names:\npatches:\nevents:\n"] {
        let (config, problems) = config(text);
        assert_eq!(problems, "", "{text}");
        assert_eq!(format!("{config:?}"), format!("{:?}", Config::default()));
    }
}

#[test]
fn every_problem_is_found_and_placed() {
    let table = [
        "[]",
        "packages: x",
        "package: Aircall",
        "package: [a]",
        "provenance: here",
        "provenance: {src: here, note: }",
        "events: {tag: /event}",
        "events: {told-by: endpoint}",
        "events: {told-by: channel, tag: /a}",
        "events: {tag: event, value: message-name}",
        "events: {tag: /a/b, value: message}",
        "events: {batch: true}",
        "events: {batch: often, tag: '', value: {a: [b], c: d}}",
        "events:\n  rules:\n  - event: A\n  - keys: [a]\n  - {keys: [a], event: A, ambiguous: [B, C]}\n  - {keys: [a], ambiguous: [A]}\n  - [a]",
        "events:\n  rules:\n  - {keys: [a, {}], when: {a: present}, event: A}\n  - {keys: [/a~2], event: A}\n  - {when: {a: there, b: [], c: {}, d: [[1]], e: [0x1F]}, event: A}",
        "names: {components: X}",
        "names: {/a: [X], /b: }",
        "patches: {at: /a}",
        "patches:\n  - at: /a\n    remove: true",
        "patches:\n  - reason: ' '\n    remove: true",
        "patches:\n  - {reason: r, at: /a}",
        "patches:\n  - {reason: r, at: /a, add: 1, replace: 2}",
        "patches:\n  - {reason: r, at: /a, remove: false}",
        "patches:\n  - {reason: r, at: a, move: /b, add: 1}",
        "patches:\n  - {reason: r, at: [/a, b, {}], extend: {c: 1}}",
        "patches:\n  - {reason: r, at: [], extend: [1]}",
        "patches:\n  - {reason: r, at: /a, extend: {}}",
        "patches:\n  - {reason: r, at: /a, extend: x}",
        "references: {'https://example.com': }",
        "types: {date-time: chrono, uuid: uuid, ipv4: std, date: }",
        "types: jiff",
        "enums: ajar\nnulls: never\nimplied_types: maybe\nnames: 3",
        "verify:",
        "verify: none",
        "verify: []",
        "verify: {}",
        "verify: {jwt: none}",
        "verify: {jwt: HS256, header: x}",
        "verify: {mtls: x}",
        "verify: {body-token: /data/token}",
        "verify: {body-token: token}",
        "verify: {header: 'x secret'}",
        "verify: {hmac-sha256: {encoding: hex}}",
        "verify: {hmac-sha256: {}}",
        "verify: {hmac-sha256: {header: x, encoding: base32, salt: y}}",
        "dedupe: /event",
        "dedupe: [/event]",
        "dedupe: [[]]",
        "dedupe: [{id: /event}]",
        "dedupe: [[/event, id, '']]",
        "occurred-at: {at: /a, unit: s}",
        "occurred-at: [/a]",
        "occurred-at: [{at: /a}]",
        "occurred-at: [{at: a, unit: us}]",
        "secret: /token",
        "secret: [token, [/a]]",
    ];
    let lines: Vec<String> = table
        .iter()
        .map(|text| format!("--- {text}\n{}", config(text).1))
        .collect();
    assert_snapshot!(lines.join("\n"));
}
