//! Traits of operations and messages: a trait overrides in 2.x, the object in 3.x.

use insta::assert_snapshot;

use crate::support::read;

#[test]
fn traits_of_2x() {
    assert_snapshot!(read("\
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  c:
    publish:
      operationId: own
      traits: [{operationId: of-trait}]
      message:
        name: own
        headers: {type: object, properties: {a: {type: string}, b: {type: string}}}
        payload: {type: string}
        traits:
          - $ref: '#/components/messageTraits/Common'
          - {name: last, correlationId: {location: '$message.header#/c'}}
components:
  messageTraits:
    Common: {name: first, headers: {$ref: '#/components/schemas/Headers'}}
  schemas:
    Headers: {type: object, properties: {b: {type: integer}, c: {type: string}}}
"), @r#"
2.6.0 T 1
channel c [last=#0]
operation of-trait: Receive c [last]
message #0 last: string headers object {a: string, b: integer, c: string} correlates $message.header#/c
Headers = object {b: integer, c: string}
"#);
}

#[test]
fn traits_of_3x() {
    assert_snapshot!(read("\
asyncapi: 3.0.0
info: {title: T, version: '1'}
channels:
  c:
    address: c
    messages:
      m:
        name: own
        headers: {type: object, properties: {a: {type: string}, b: {type: string}}}
        traits:
          - {name: first, headers: {properties: {b: {type: integer}, c: {type: string}}}, correlationId: {location: '$message.header#/c'}}
          - {headers: {properties: {c: {type: boolean}}}}
"), @r#"
3.0.0 T 1
channel c [m=#0]
message #0 own headers object {b: string, c: boolean, a: string} correlates $message.header#/c
"#);
}
