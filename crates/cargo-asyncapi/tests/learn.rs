//! What is learnt from captured payloads, and that it is enough.

mod support;

use support::Home;

const DOCUMENT: &str = "\
asyncapi: 3.0.0
info: {title: Acme, version: '1'}
channels:
  orders:
    address: orders
    messages:
      created: {name: order.created, payload: {$ref: '#/components/schemas/Order'}}
      canceled: {name: order.canceled, payload: {$ref: 'parts/cancel.yaml'}}
components:
  schemas:
    Base:
      type: object
      required: [event, token, time]
      properties:
        event: {type: string}
        token: {type: string}
        time: {type: integer}
    Order:
      allOf:
      - $ref: '#/components/schemas/Base'
      - type: object
        properties:
          amount: {type: integer}
          note: {type: string}
          state: {type: string, enum: [open, shipped]}
          customer: {$ref: '#/components/schemas/Customer'}
          items: {type: array, items: {type: object, properties: {price: {type: string}}}}
          price: {oneOf: [{type: string}, {type: object, properties: {value: {type: string}}}]}
          extra: {type: object, additionalProperties: {type: boolean}}
          level: {const: high}
    Customer: {type: object, required: [name], properties: {name: {type: string}}}
";

const SAMPLES: &[(&str, &str)] = &[
    (
        "1.json",
        r#"{"event": "order.created", "token": "SECRET", "time": 1, "amount": 1.0, "note": null, "state": "lost"}"#,
    ),
    (
        "2.json",
        r#"{"event": "order.created", "time": "SECRET", "amount": 1.5, "note": ["SECRET"], "state": null}"#,
    ),
    (
        "3.json",
        r#"{"event": "order.created", "customer": null, "items": [{"price": 1}, {"price": "2"}]}"#,
    ),
    (
        "4.json",
        r#"{"event": "order.created", "customer": {"name": 7}, "price": {"value": 8}, "level": "low"}"#,
    ),
    (
        "5.jsonl",
        "{\"event\": \"order.created\", \"customer\": {}, \"extra\": {\"SECRET\": 9}, \"price\": 3}\n\n{\"event\": \"other\"}\n",
    ),
    ("6.json", r#"{"event": "order.canceled", "why": 5}"#),
    ("ignored.txt", "no payload"),
];

fn home() -> Home {
    let home = Home::new();
    home.write("asyncapi.yaml", DOCUMENT);
    home.write(
        "parts/cancel.yaml",
        "type: object\nproperties: {event: {type: string}, why: {type: string}}\n",
    );
    home.write(
        "codegen.yaml",
        "events: {tag: /event, value: message-name}\n",
    );
    for (name, text) in SAMPLES {
        home.write(&format!("captured/{name}"), text);
    }
    home
}

#[test]
fn payloads_fit_after_what_was_learnt_of_them() {
    let home = home();
    let learnt = home.run(&["learn", "asyncapi.yaml", "captured"]).ends(0);
    insta::assert_snapshot!("learnt", format!("{}\n{}", learnt.stdout, learnt.stderr));
    assert!(!learnt.stdout.contains("SECRET") && !learnt.stderr.contains("SECRET"));

    let config = format!("{}{}", home.read("codegen.yaml"), learnt.stdout);
    home.write("codegen.yaml", &config);
    home.run(&["check", "asyncapi.yaml"]).ends(0);
    let again = home.run(&["learn", "asyncapi.yaml", "captured"]).ends(0);
    assert_eq!(again.stdout, "");
    // Patches do not reach the other file.
    again.says("7 payloads: 5 as documented, 1 not, 1 of no declared event");
}

#[test]
fn what_cannot_be_learnt_from_is_told() {
    let home = home();
    home.write("bad.json", "{\"event\": \"SECRET\"");
    let run = home.run(&["learn", "asyncapi.yaml", "bad.json"]).ends(1);
    let run = run.says("bad.json is not JSON at 1:18");
    assert!(!run.stderr.contains("SECRET"), "{}", run.stderr);
    home.run(&["learn", "asyncapi.yaml", "none.json"])
        .ends(1)
        .says("cannot read `none.json`");
    home.write("codegen.yaml", "events: {told-by: channel}\n");
    home.run(&["learn", "asyncapi.yaml", "captured"])
        .ends(1)
        .says("say so with `--event`");
    home.run(&["learn", "asyncapi.yaml", "captured", "--event", "nothing"])
        .ends(1)
        .says("there is no event `nothing`: there are `orders/created`, `orders/canceled`");
    home.run(&[
        "learn",
        "asyncapi.yaml",
        "captured/1.json",
        "--event",
        "orders/created",
    ])
    .ends(0)
    .says("1 payloads: 0 as documented, 1 not");
    home.write("asyncapi.yaml", "asyncapi: 9.0.0\n");
    home.run(&["learn", "asyncapi.yaml", "captured"])
        .ends(1)
        .says("at fault");
}
