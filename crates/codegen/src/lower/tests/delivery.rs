use insta::assert_snapshot;

use super::crate_of;

const DOCUMENT: &str = "asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  all:
    publish:
      message:
        oneOf:
          - {name: a, payload: {$ref: '#/components/schemas/A'}}
          - {name: b, payload: {oneOf: [{$ref: '#/components/schemas/B'}]}}
components:
  schemas:
    Envelope:
      properties:
        event: {type: string}
        token: {$ref: '#/components/schemas/Token'}
        key: {type: string, nullable: true}
        kind: {type: string, enum: [x]}
    Token: {type: string}
    A: {allOf: [{$ref: '#/components/schemas/Envelope'}, {properties: {data: {properties: {id: {}, pin: {type: string}}}}}]}
    B: {type: object, properties: {event: {type: string}, at: {type: integer}, all: {type: array, items: {properties: {id: {}}}}}}
";

#[test]
fn secrets_are_secret_wherever_they_stand() {
    let config = "secret: [/token, /key, /data/pin]\nevents: {tag: /event, value: message-name}";
    assert_snapshot!(crate_of(DOCUMENT, config));
}

/// A body that holds its token twice is refused, whatever tells events apart.
#[test]
fn the_token_is_there_once() {
    let table = [
        ("{tag: /event, value: message-name}", "{body-token: /token}"),
        (
            "{tag: /token, value: message-name, rules: [{keys: [at], event: b}]}",
            "{body-token: /token}",
        ),
        ("{tag: /event, value: message-name}", "{header: x-token}"),
        (
            "{rules: [{keys: [token], event: a}, {keys: [at], event: b}]}",
            "{body-token: /token}",
        ),
        (
            "{rules: [{keys: [token], event: a}, {keys: [at], event: b}]}",
            "{header: x-token}",
        ),
        (
            "{rules: [{keys: [/data/id], event: a}]}",
            "{body-token: /token}",
        ),
    ];
    let lines = table.map(|(events, verify)| {
        let config = format!("events: {events}\nverify: {verify}");
        let dump = crate_of(DOCUMENT, &config);
        let start = dump.find("events by").unwrap_or_else(|| panic!("{dump}"));
        let lines = dump[start..]
            .lines()
            .take_while(|line| !line.contains(" = "));
        format!(
            "--- {events} {verify}\n{}",
            lines.collect::<Vec<_>>().join("\n")
        )
    });
    assert_snapshot!(lines.join("\n"));
}

#[test]
fn what_no_payload_declares_is_an_error() {
    let table = [
        "verify: {body-token: /tokn}",
        "verify: {body-token: /token}",
        "dedupe: [[/event, /data/id, /data/event], body]",
        "dedupe: [[/all/id]]",
        "occurred-at: [{at: /at, unit: s}, {at: /data/at, unit: ms}]",
        "secret: [/tokn, /kind, /data, /data/id]",
    ];
    let lines: Vec<String> = table
        .iter()
        .map(|config| {
            let said = crate_of(
                DOCUMENT,
                &format!("events: {{tag: /event, value: message-name}}\n{config}"),
            );
            let said: Vec<&str> = said.lines().skip_while(|it| !it.contains("E07")).collect();
            format!("--- {config}\n{}", said.join("\n"))
        })
        .collect();
    assert_snapshot!(lines.join("\n"));
    let empty = "asyncapi: 2.6.0\ninfo: {title: T, version: '1'}\nchannels: {}\n";
    assert_snapshot!(crate_of(empty, "verify: {jwt: HS256}"));
}
