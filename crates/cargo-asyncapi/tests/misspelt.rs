//! What is misspelt is named, all of it in one run, each with what was meant.

mod support;

use support::Home;

#[test]
fn fourteen_slips_are_named_in_one_run() {
    let home = Home::new();
    home.write(
        "asyncapi.yaml",
        "\
asyncapi: 3.0.0
info: {title: Acme, version: '1', licence: {name: MIT}}
servres:
  production: {host: example.com, protocol: https}
channels:
  orders:
    adress: orders
    messages:
      created: {payload: {$ref: '#/components/schemas/Odrer'}}
      canceled: {$ref: '#/components/messages/Cancled'}
operations:
  sendOrder:
    acton: send
    channel: {$ref: '#/channels/order'}
components:
  schema: {}
  messages:
    Canceled: {payload: {type: object}, contenType: application/json}
  schemas:
    Order:
      type: objekt
      properties:
        id: {type: strng}
        at: {type: string, formt: date-time}
        part: {$ref: '#/components/schemas/Part/propertes/id'}
    Part: {type: object, properties: {id: {type: string}}, requird: [id]}
",
    );
    let run = home.run(&["check", "asyncapi.yaml"]).ends(1);
    let mut meant = run.stderr.matches("did you mean `").count();
    for word in [
        "license",
        "servers",
        "address",
        "#/components/schemas/Order",
        "#/components/messages/Canceled",
        "action",
        "#/channels/orders",
        "schemas",
        "contentType",
        "object",
        "string",
        "format",
        "#/components/schemas/Part/properties/id",
        "required",
    ] {
        assert!(
            run.stderr.contains(&format!("did you mean `{word}`?")),
            "{word} is not in\n{}",
            run.stderr
        );
        meant -= 1;
    }
    assert_eq!(meant, 0);
}
