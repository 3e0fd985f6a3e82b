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

const ITEMS: &str = "
asyncapi: 3.0.0
info: {title: T, version: '1'}
channels:
  calls:
    messages:
      Call: {name: call, payload: {type: object, required: [kind, id], properties: {kind: {const: call}, id: {type: integer}, to: {type: [string, array]}}}}
      Sent: {name: sms.sent, payload: {$ref: '#/components/schemas/Sms'}}
  received:
    messages:
      Received: {name: sms.received, payload: {$ref: '#/components/schemas/Sms'}}
      Answer: {name: answer, payload: {type: object, required: [ok], properties: {ok: {type: boolean}, more: {$ref: '#/components/schemas/More'}}}}
operations:
  receive:
    action: receive
    channel: {$ref: '#/channels/received'}
    messages: [{$ref: '#/channels/received/messages/Received'}]
    reply: {messages: [{$ref: '#/channels/received/messages/Answer'}]}
components:
  schemas:
    Sms: {type: object, required: [from], properties: {from: {type: string}, meta: {type: object, properties: {type: {enum: [a, b]}}}, state: {enum: [1, null, on]}}}
    More: {type: object, properties: {a: {type: string}}}
";

#[test]
fn rules() {
    let table = [
        "tag: /kind\n  value: message-name\n  rules: [{keys: [from], ambiguous: [Sent, Received]}]\n  told-by: channel\n  batch: true",
        "tag: /kind\n  value: {call: Call, ring: Call}\n  rules: [{when: {/meta/type: [a], state: [1, null, on]}, event: received}, {keys: [from], event: sms.sent}]",
        "rules: [{when: {id: number, from: absent}, event: call}]",
        "rules: [{keys: [id], event: Calls}, {keys: [id], event: calls}, {keys: [ok], event: Answer}]",
        "told-by: channel\n  rules: [{keys: [nr], event: Call}, {when: {to: object}, event: Call}, {when: {/meta/type: [c, a]}, event: Sent}, {when: {nowhere: absent, id: present}, event: Call}]",
        "told-by: channel\n  rules: [{keys: [id], event: Call}, {keys: [/meta/type], event: Sent}, {when: {id: [7], kind: [call]}, event: Call}, {when: {meta: object, /meta/type: string}, event: Received}]",
        "told-by: channel\n  rules: [{when: {from: string}, event: Sent}, {when: {from: present}, event: Received}]",
    ];
    let lines: Vec<String> = table
        .iter()
        .map(|rules| {
            let dump = crate_of(ITEMS, &format!("events:\n  {rules}\n"));
            let start = dump.find("events ").or(dump.find("Error")).unwrap_or(0);
            format!("--- {rules}\n{}", &dump[start..])
        })
        .collect();
    assert_snapshot!(lines.join("\n"));
}

/// Whether one of two rules, the first and the second, is said to be never asked, or to take all
/// bodies of another event.
fn is_out_of_order(document: &str, rules: [(&str, &str); 2]) -> bool {
    let [first, second] = rules.map(|(when, event)| format!("{{when: {when}, event: {event}}}"));
    let config = format!("events: {{told-by: channel, rules: [{first}, {second}]}}");
    let dump = crate_of(document, &config);
    assert!(!dump.contains("Error E0607"), "{dump}");
    dump.contains("Error E0608")
}

#[test]
fn rules_that_are_never_asked() {
    let table = [
        ("{from: present}", "{from: string}", true),
        ("{from: string}", "{from: present}", false),
        ("{from: string}", "{from: string}", true),
        ("{from: string}", "{from: string, state: [1]}", true),
        ("{from: string, state: [1]}", "{from: string}", false),
        ("{from: string}", "{state: string}", false),
        ("{state: number}", "{state: string}", false),
        ("{state: present}", "{state: [1]}", true),
        ("{state: [1]}", "{state: present}", false),
        ("{state: [1, null]}", "{state: [1]}", true),
        ("{state: [1]}", "{state: [1, null]}", false),
        ("{state: number}", "{state: [1]}", true),
        ("{state: number}", "{state: [1, null]}", false),
        ("{state: [1]}", "{state: number}", false),
        ("{meta: object}", "{meta: present}", false),
        ("{meta: absent}", "{meta: absent}", true),
        ("{meta: absent}", "{meta: present}", false),
        ("{meta: present}", "{meta: absent}", false),
        ("{meta: present}", "{/meta/type: [a]}", true),
        ("{meta: object}", "{/meta/type: present}", true),
        ("{meta: object}", "{/meta/type: absent}", false),
        ("{meta: absent}", "{/meta/type: present}", false),
        ("{/meta/type: present}", "{meta: object}", false),
        ("{state: present}", "{/meta/type: present}", false),
    ];
    for (first, second, expected) in table {
        let found = is_out_of_order(ITEMS, [(first, "Sent"), (second, "Sent")]);
        assert_eq!(found, expected, "{first} {second}");
    }
}

#[test]
fn rules_that_take_every_body_of_another_event() {
    let document = "
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  a: {publish: {message: {payload: {$ref: '#/components/schemas/Both'}}}}
  b: {publish: {message: {payload: {$ref: '#/components/schemas/Both'}}}}
components:
  schemas:
    Both: {type: object, required: [kind, n, any], properties: {kind: {enum: [x, y]}, n: {type: [integer, 'null']}, any: {}, may: {type: string}, other: {type: string}}}
";
    let table = [
        ("{kind: present}", true),
        ("{kind: absent}", false),
        ("{kind: string}", true),
        ("{kind: [x, y]}", true),
        ("{kind: [x]}", false),
        ("{n: present}", true),
        ("{n: number}", false),
        ("{any: present}", true),
        ("{any: string}", false),
        ("{any: [x]}", false),
        ("{may: present}", false),
        ("{may: string}", false),
        ("{kind: string, n: present}", true),
        ("{kind: string, may: present}", false),
    ];
    for (first, expected) in table {
        let found = is_out_of_order(document, [(first, "a"), ("{other: present}", "b")]);
        assert_eq!(found, expected, "{first}");
    }
}

/// Of many names the first five are shown.
#[test]
fn many_events_that_nothing_tells() {
    let said = |count: usize| {
        let names: Vec<String> = (0..count).map(|at| format!("m{at}")).collect();
        let messages = names.iter().map(|name| {
            format!("      {name}: {{payload: {{type: object, properties: {{id: {{}}}}}}}}\n")
        });
        let channels = format!("  c:\n    messages:\n{}", messages.collect::<String>());
        let config = "events: {rules: [{keys: [id], event: m0}]}";
        let dump = events(&channels, config);
        let said = dump.lines().find(|line| line.starts_with("Warning"));
        said.unwrap_or_default().to_owned()
    };
    assert_snapshot!([1, 2, 6, 7].map(said).join("\n"));
}

#[test]
fn replies_are_no_events() {
    assert_snapshot!(crate_of(ITEMS, "events: {told-by: channel}"));
}

/// Types that answers are made of, however they are held; events are made of others.
#[test]
fn what_apps_build() {
    let document = "
asyncapi: 3.0.0
info: {title: T, version: '1'}
channels:
  calls:
    messages:
      Call: {name: call, payload: {type: object, properties: {both: {$ref: '#/components/schemas/Both'}, no: {$ref: '#/components/schemas/No'}}}}
      Answer: {name: answer, payload: {$ref: '#/components/schemas/Answer'}}
      Many: {name: many, payload: {type: array, items: {$ref: '#/components/schemas/Item'}}}
operations:
  receive:
    action: receive
    channel: {$ref: '#/channels/calls'}
    messages: [{$ref: '#/channels/calls/messages/Call'}]
    reply: {messages: [{$ref: '#/channels/calls/messages/Answer'}, {$ref: '#/channels/calls/messages/Many'}]}
components:
  schemas:
    Answer: {type: object, properties: {set: {enum: [a]}, list: {type: array, items: {$ref: '#/components/schemas/InList'}}, map: {type: object, additionalProperties: {$ref: '#/components/schemas/InMap'}}, null: {oneOf: [{$ref: '#/components/schemas/InNull'}, {type: 'null'}]}, either: {$ref: '#/components/schemas/Either'}, pair: {$ref: '#/components/schemas/Pair'}, tree: {$ref: '#/components/schemas/Tree'}, alias: {$ref: '#/components/schemas/Alias'}, both: {$ref: '#/components/schemas/Both'}, text: {type: [string, array], items: {$ref: '#/components/schemas/InText'}}, self: {$ref: '#/components/schemas/Answer'}}, additionalProperties: {$ref: '#/components/schemas/InRest'}}
    InList: {enum: [a]}
    InMap: {enum: [1]}
    InNull: {const: a}
    Either: {oneOf: [{$ref: '#/components/schemas/InEither'}, {type: boolean}]}
    InEither: {enum: [a]}
    Pair: {type: array, items: [{$ref: '#/components/schemas/InPair'}], additionalItems: {$ref: '#/components/schemas/InPairRest'}}
    InPair: {enum: [a]}
    InPairRest: {enum: [a]}
    Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}}
    Alias: {type: array, items: {$ref: '#/components/schemas/InAlias'}}
    InAlias: {enum: [a]}
    Both: {enum: [a]}
    InText: {enum: [a]}
    InRest: {enum: [a]}
    Item: {enum: [a]}
    No: {enum: [a]}
";
    let dump = crate_of(document, "{}");
    let items = dump
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let items = items.map(|line| line.split(':').next().unwrap_or_default());
    assert_snapshot!(items.collect::<Vec<_>>().join("\n"));
}

#[test]
fn found_deeper_without_configuration() {
    let document = "
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  a: {publish: {message: {payload: {type: object, required: [meta], properties: {meta: {type: object, required: [type, version], properties: {version: {const: v1}, type: {const: a}}}}}}}}
  b: {publish: {message: {payload: {type: object, required: [meta], properties: {meta: {type: object, required: [type, version], properties: {version: {const: v1}, type: {const: b}}}}}}}}
";
    let dump = crate_of(document, "{}");
    assert_snapshot!(&dump[dump.find("events ").unwrap_or(0)..]);
}

/// A payload that rules tell, and whose schema leaves no room for the member that names it.
#[test]
fn closed_payloads_have_room_for_the_tag() {
    let document = "
asyncapi: 3.0.0
info: {title: T, version: '1'}
channels:
  calls:
    messages:
      Closed: {name: a, payload: {type: object, required: [id], properties: {id: {type: string}, extra: {}}, additionalProperties: false}}
      Free: {name: b, payload: {type: object, properties: {nr: {type: string}}}}
      Declared: {name: c, payload: {type: object, properties: {event: {const: c}}, additionalProperties: false}}
";
    let rules = "rules: [{keys: [id], event: Closed}, {keys: [nr], event: Free}]";
    let config = format!("events: {{tag: /event, value: message-name, {rules}}}");
    assert_snapshot!(crate_of(document, &config));
}
