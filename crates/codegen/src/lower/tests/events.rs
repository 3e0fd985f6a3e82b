use super::crate_of;
use insta::assert_snapshot;

/// A document with the given channels, messages by `E` (has `event`), `C` (constant `event`).
fn events(channels: &str, config: &str) -> String {
    let document = format!("
asyncapi: 3.0.0
info: {{title: 'My  Events', version: '1'}}
channels:
{channels}
components:
  messages:
    Created: {{name: call.created, title: Call created, summary: One was made., payload: {{$ref: '#/components/schemas/E'}}}}
    Ended: {{name: call.ended, payload: {{$ref: '#/components/schemas/E'}}}}
    Other: {{name: call.other, payload: {{$ref: '#/components/schemas/O'}}}}
    Twin: {{name: call.created, payload: {{$ref: '#/components/schemas/E'}}}}
    A: {{payload: {{$ref: '#/components/schemas/CA'}}}}
    B: {{payload: {{$ref: '#/components/schemas/CB'}}}}
    Union: {{name: u, payload: {{oneOf: [{{$ref: '#/components/schemas/CA'}}, {{$ref: '#/components/schemas/CB'}}]}}}}
    Bytes: {{schemaFormat: 'application/vnd.google.protobuf;version=3', payload: 'message A {{}}'}}
    Nothing: {{name: nothing}}
  schemas:
    E: {{type: object, properties: {{event: {{type: string}}}}}}
    O: {{type: object, properties: {{id: {{type: string}}}}}}
    CA: {{type: object, required: [version, event], properties: {{version: {{const: v1}}, event: {{const: a.a}}}}}}
    CB: {{type: object, required: [version, event], properties: {{version: {{const: v1}}, event: {{enum: [b.b]}}}}}}
");
    let dump = crate_of(&document, config);
    dump[dump.find("events ").unwrap_or(0)..].to_owned()
}

fn messages(channel: &str, names: &[&str]) -> String {
    let lines: Vec<String> = names
        .iter()
        .map(|name| format!("      {name}: {{$ref: '#/components/messages/{name}'}}"))
        .collect();
    let lines = lines.join("\n");
    format!("  {channel}:\n    messages:\n{lines}\n")
}

#[test]
fn by_message_name() {
    let channels = messages("calls", &["Created", "Ended"]) + &messages("more", &["Created"]);
    assert_snapshot!(events(
        &channels,
        "events: {tag: /event, value: message-name}"
    ));
}

#[test]
fn by_channel_key() {
    let channels = messages("call.created", &["Created"])
        + &messages("call_created", &["Created"])
        + &messages("unknown", &["Created"]);
    assert_snapshot!(events(
        &channels,
        "events: {tag: /event, value: channel-key}"
    ));
}

#[test]
fn by_message_key() {
    let channels = messages("calls", &["Created", "Ended"]);
    assert_snapshot!(events(
        &channels,
        "events: {tag: /event, value: message-key}"
    ));
}

#[test]
fn by_a_member_that_is_not_there() {
    let channels =
        messages("calls", &["Created", "Other", "Nothing"]) + &messages("more", &["Other"]);
    assert_snapshot!(events(
        &channels,
        "events: {tag: /event, value: message-name}"
    ));
}

#[test]
fn by_a_name_that_two_have() {
    let channels = messages("calls", &["Created", "Twin"]);
    assert_snapshot!(events(
        &channels,
        "events: {tag: /event, value: message-name}"
    ));
}

#[test]
fn by_a_name_that_the_schema_excludes() {
    let channels = messages("calls", &["A", "Union"]);
    assert_snapshot!(events(
        &channels,
        "events: {tag: /event, value: message-key}"
    ));
}

#[test]
fn found_without_configuration() {
    assert_snapshot!(events(&messages("calls", &["A", "B"]), "{}"));
}

#[test]
fn not_found() {
    let channels = messages("calls", &["Created", "A"])
        + &messages("more/{id}", &["Ended", "Bytes"])
        + &messages("none", &["Nothing"]);
    assert_snapshot!(events(&channels, "{}"));
}

#[test]
fn told() {
    let channels = messages("calls", &["Created", "Ended"]) + &messages("more/{id}", &["Ended"]);
    assert_snapshot!(events(&channels, "events: {told-by: channel}"));
}

#[test]
fn one_event_needs_no_telling_apart() {
    assert_snapshot!(events(&messages("calls", &["Created"]), "{}"));
}

const NAMELESS: &str = "
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  c:
    publish:
      message:
        oneOf:
          - {payload: {type: object, properties: {a: {type: string}}}}
          - {payload: {type: object, properties: {b: {type: string}}}}
          - {name: call.created, payload: {type: string}}
          - {name: call_created, payload: {type: string}}
";

#[test]
fn messages_without_names() {
    assert_snapshot!(crate_of(NAMELESS, "events: {told-by: channel}"));
}

#[test]
fn by_names_that_are_missing() {
    assert_snapshot!(crate_of(NAMELESS, "events: {tag: /a, value: message-name}"));
}

#[test]
fn examples_are_documentation() {
    let channels = "  calls:
    messages:
      Shown:
        payload: {type: object}
        examples:
          - {name: two words, payload: {n: 1.10, text: '``` [x]'}, headers: {trace: a}}
          - {payload: {n: 2}}
          - {payload: {n: 3}}
";
    assert_snapshot!(events(channels, "{}"));
}
