//! `inspect` and `init`: what is shown of a document, and what is inferred.

mod support;

use insta::assert_snapshot;
use support::Home;

const DOCUMENT: &str = "\
asyncapi: 3.0.0
info: {title: 'Acme \"Orders\" Events', version: '2.1'}
servers:
  production: {host: example.com, pathname: /v1, protocol: https}
channels:
  orders:
    address: '{tenant}/orders'
    parameters: {tenant: {}}
    messages:
      created: {name: order.created, payload: {$ref: '#/components/schemas/order'}}
      canceled:
        name: order.canceled
        payload: {$ref: '#/components/schemas/Order'}
        examples: [{payload: {event: order.canceled}}]
      shipped: {name: 'order<shipped>', payload: {$ref: '#/components/schemas/Order'}}
      lost: {name: order.lost, payload: {$ref: '#/components/schemas/Order'}}
operations:
  sendOrder:
    action: send
    channel: {$ref: '#/channels/orders'}
components:
  schemas:
    order:
      type: object
      properties:
        event: {type: string}
        time: {type: integer}
        parts: {type: array, items: {$ref: '#/components/schemas/Part'}}
    Order:
      type: object
      properties:
        event: {type: string}
        note: {type: string}
        order: {$ref: '#/components/schemas/order'}
    Part: {type: object, properties: {part: {$ref: '#/components/schemas/Part'}}}
";

#[test]
fn a_document_is_shown_as_tables_objects_and_a_diagram() {
    let home = Home::new();
    home.write("asyncapi.yaml", DOCUMENT);
    home.write(
        "codegen.yaml",
        "events: {tag: /event, value: message-name}\n",
    );
    let inspect = |more: &[&str]| {
        let arguments = [&["inspect", "asyncapi.yaml"], more].concat();
        home.run(&arguments).ends(0).stdout
    };
    assert_snapshot!("inspect", inspect(&[]));
    assert_snapshot!("inspect_json", inspect(&["--json"]));
    assert_snapshot!("inspect_graph", inspect(&["--graph"]));
    let rules = "events:\n  told-by: channel\n  rules:\n  - keys: [note]\n    event: canceled\n  \
                 - when: {event: string}\n    ambiguous: [created, shipped]\n";
    home.write("codegen.yaml", rules);
    assert_snapshot!("inspect_rules", inspect(&[]));
    home.write("asyncapi.yaml", "asyncapi: 9.0.0\n");
    home.run(&["inspect", "asyncapi.yaml"])
        .ends(1)
        .says("E0102");
}

#[test]
fn a_configuration_is_written_with_what_can_be_inferred() {
    let home = Home::new();
    home.write("asyncapi.yaml", DOCUMENT);
    let init = home.run(&["init", "asyncapi.yaml"]).ends(0);
    assert_eq!(init.stdout, "new      codegen.yaml\n");
    assert_snapshot!("init", home.read("codegen.yaml"));
    home.run(&["check", "asyncapi.yaml", "--deny-warnings"])
        .ends(0);
    home.run(&["init", "asyncapi.yaml"])
        .ends(1)
        .says("is there already");

    let check = |name: &str, document: &str| {
        home.write("other.yaml", document);
        let arguments = ["init", "other.yaml", "--out", "other.codegen.yaml"];
        home.run(&arguments);
        let text = home.read("other.codegen.yaml");
        std::fs::remove_file(home.path("other.codegen.yaml")).unwrap();
        let rule = text.split("# How events").nth(1).unwrap();
        let rule = rule.split("\n\n").next().unwrap().to_owned();
        assert_snapshot!(name, rule);
    };
    let constants = DOCUMENT
        .replace(
            "Order:\n      type: object\n",
            "Order:\n      type: object\n      required: [event]\n",
        )
        .replace(
            "schemas/order'}}\n      canceled",
            "schemas/Part'}}\n      canceled",
        );
    check("init_nothing", &constants);
    let one = DOCUMENT.find("      canceled:").unwrap();
    let end = DOCUMENT.find("operations:").unwrap();
    check(
        "init_one",
        &format!("{}{}", &DOCUMENT[..one], &DOCUMENT[end..]),
    );
    let url = "https://example.com/parts.yaml#/Part";
    home.write(
        "other.yaml",
        &DOCUMENT.replace("#/components/schemas/Part", url),
    );
    home.run(&["init", "other.yaml", "--out", "other.codegen.yaml"])
        .ends(1);
    let text = home.read("other.codegen.yaml");
    assert!(
        text.contains("\nreferences:\n  \"https://example.com/parts.yaml\": \"parts.yaml\"\n"),
        "{text}"
    );
}
