//! Reading of whole documents: the same meaning for 2.x and 3.x.

use crate::support::{dump, read, resolve_files, wrong};
use insta::assert_snapshot;

#[test]
fn a_document_of_2x() {
    assert_snapshot!(read("\
asyncapi: 2.6.0
info: {title: Doors, version: '1.2', contact: {name: Ada, email: ada@example.com}}
servers:
  main:
    url: 'https://{zone}.example.com/hooks'
    protocol: https
    variables: {zone: {enum: [eu, us], default: eu}}
channels:
  doors/{doorId}:
    parameters:
      doorId: {schema: {type: string, format: uuid}}
    publish:
      operationId: onDoor
      message:
        oneOf:
          - $ref: '#/components/messages/Opened'
          - name: door.closed
            payload: {type: object, required: [at], properties: {at: {type: string}}}
components:
  messages:
    Opened:
      messageId: opened
      headers: {type: object, properties: {trace: {type: string}}}
      correlationId: {location: '$message.header#/trace'}
      payload: {$ref: '#/components/schemas/Opened'}
    Unused: {payload: {type: integer}}
  schemas:
    Opened:
      allOf:
        - $ref: '#/components/schemas/Event'
        - properties: {by: {$ref: '#/components/schemas/Person'}, kind: {const: opened}}
    Event:
      type: object
      required: [kind]
      properties:
        kind: {type: string, enum: [opened, closed], description: What happened.}
        by: {description: Who did it.}
    Person: {type: object, properties: {name: {type: string}, boss: {$ref: '#/components/schemas/Person'}}}
"), @r#"
2.6.0 Doors 1.2
server main: https://{zone}.example.com/hooks
channel doors/{doorId} {doorId: string :uuid} [Opened=#0, door.closed=#2]
operation onDoor: Receive doors/{doorId} [Opened, door.closed]
message #0 Opened/opened: Opened headers object {trace: string} correlates $message.header#/trace
message #1 Unused: integer
message #2 door.closed: object {at!: string}
Opened = object {kind!: string = "opened" "What happened.", by: Person "Who did it."}
Event = object {kind!: string enum("opened", "closed") "What happened.", by: any "Who did it."}
Person = object {name: string, boss: Person}
"#);
}

#[test]
fn a_document_of_3x() {
    assert_snapshot!(read("\
asyncapi: 3.0.0
info: {title: Doors, version: '1.2'}
servers:
  main: {host: '{zone}.example.com', pathname: /hooks, protocol: https}
channels:
  doors:
    address: doors/{doorId}
    parameters: {doorId: {enum: [front, back]}}
    messages:
      opened: {$ref: '#/components/messages/Opened'}
      closed: {name: door.closed, payload: {type: object}}
  nowhere: {address: null}
operations:
  onDoor:
    action: receive
    channel: {$ref: '#/channels/doors'}
    messages: [{$ref: '#/channels/doors/messages/closed'}]
    reply:
      address: {location: '$message.header#/reply'}
      channel: {$ref: '#/channels/nowhere'}
  sendDoor: {action: send, channel: {$ref: '#/channels/doors'}}
components:
  messages:
    Opened: {payload: {$ref: '#/components/schemas/Opened'}}
  schemas:
    Opened: {schemaFormat: application/schema+json;version=draft-07, schema: {type: object, properties: {at: {type: integer}}}}
"), @r#"
3.0.0 Doors 1.2
server main: https://{zone}.example.com/hooks
channel doors at Some("doors/{doorId}") {doorId: front|back} [opened=#0, closed=#1]
channel nowhere at None []
operation onDoor: Receive doors [closed] reply Some("$message.header#/reply") Some("nowhere") []
operation sendDoor: Send doors [opened, closed]
message #0 Opened: Opened
message #1 door.closed: object
Opened = object {at: integer}
"#);
}

#[test]
fn a_choice_of_messages_is_of_2x_only() {
    assert_snapshot!(read("\
asyncapi: 3.0.0
info: {title: T, version: '1'}
channels: {c: {messages: {m: {name: one, oneOf: [{name: a}, {name: b}]}}}}
"), @"
warning[E0204]: Message Object has no field `oneOf`
  spec.yaml:3:42 /channels/c/messages/m/oneOf 
  help: remove it, or let its name begin with `x-`
3.0.0 T 1
channel c at None [m=#0]
message #0 one
");
}

/// A channel that two keys refer to has its operations twice, with the same ids.
#[test]
fn two_keys_of_one_channel() {
    assert_snapshot!(read("\
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels: {a: {$ref: '#/components/channels/c'}, b: {$ref: '#/components/channels/c'}}
components: {channels: {c: {publish: {operationId: on, message: {messageId: m, name: m}}}}}
"), @"
2.6.0 T 1
channel a [m=#0]
channel b [m=#0]
operation on: Receive a [m]
operation on: Receive b [m]
message #0 m/m
");
}

/// A schema that several things hold belongs to the first; a parameter that several channels refer
/// to, to none of them.
#[test]
fn what_is_shared_belongs_to_one() {
    let text = "\
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  a/{own}/{other}:
    parameters:
      own: {schema: {type: string}}
      other: {$ref: '#/components/parameters/shared'}
    publish: {message: {name: one, traits: [{$ref: '#/components/messageTraits/t'}]}}
  b/{other}:
    parameters: {other: {$ref: '#/components/parameters/shared'}}
    publish: {message: {name: two, traits: [{$ref: '#/components/messageTraits/t'}]}}
components:
  parameters: {shared: {schema: {type: integer}}}
  messageTraits: {t: {headers: {type: object}}}
  schemas:
    A: {properties: {a: {$ref: '#/x-lib/outer/properties/inner'}, b: {$ref: '#/x-lib/outer/properties/inner'}, c: {$ref: '#/x-lib/outer'}}}
x-lib: {outer: {properties: {inner: {type: string}}}}
";
    let (_, api, _) = resolve_files(&[("spec.yaml", text)], &[]);
    assert_snapshot!(dump::homes(&api.expect("the document is fine")), @r#"
0 A
1 parameter own of "a/{own}/{other}"
2 parameter shared of ""
3 headers of #0
4 A / a
5 A / b
6 A / c
7 #/x-lib/outer / inner
8 #/x-lib/outer
"#);
}

#[test]
fn problems_are_told_together_and_in_document_order() {
    assert_snapshot!(wrong("\
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  c:
    publish:
      message:
        payload: {$ref: '#/components/schemas/Calll'}
components:
  schemas:
    Call:
      type: object
      properties:
        at: {type: strin}
        by: {allOf: [{type: string}, {type: [integer, boolean]}]}
        to: {enum: []}
        self: {$ref: 7}
"), @r#"
error[E0105]: `#/components/schemas/Calll` refers to nothing
  spec.yaml:7:25 /channels/c/publish/message/payload/$ref 
  help: did you mean `#/components/schemas/Call`?
error[E0302]: `strin` is not a type
  spec.yaml:13:20 /components/schemas/Call/properties/at/type 
  help: did you mean `string`?
error[E0306]: `allOf` parts disagree about `by`: `string` and `boolean` or `integer` have no value in common
  spec.yaml:14:38 /components/schemas/Call/properties/by/allOf/1 
  spec.yaml:14:22 /components/schemas/Call/properties/by/allOf/0 other part
  help: make the parts agree, or correct the document by a patch
error[E0303]: `enum` is empty, so that no value is allowed
  spec.yaml:15:20 /components/schemas/Call/properties/to/enum 
  help: list the values, or leave `enum` out
error[E0104]: `$ref` must be a string, found an integer
  spec.yaml:16:22 /components/schemas/Call/properties/self/$ref 
  help: write the reference in quotes: `$ref: '#/components/…'`
"#);
}

#[test]
fn parts_of_schemas_know_where_they_belong() {
    let text = "\
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  c: {publish: {message: {payload: {$ref: '#/components/schemas/A'}}}}
components:
  schemas:
    A:
      allOf:
        - {properties: {x: {properties: {y: {type: string}}}}}
        - {properties: {x: {properties: {z: {type: array, items: {type: object}}}}}}
    N: {nullable: true, allOf: [{$ref: '#/components/schemas/A'}]}
";
    let (_, api, _) = resolve_files(&[("spec.yaml", text)], &[]);
    assert_snapshot!(dump::homes(&api.expect("the document is fine")), @"
0 A
1 N
2 payload of #0
3 A / all 0
4 A / all 1
5 A / all 0 / x
6 A / all 1 / x
7 A / all 0 / x / y
8 A / all 1 / x / z
9 A / all 1 / x / z / items
10 N / all 0
11 N / one 1
12 A / x
");
}
