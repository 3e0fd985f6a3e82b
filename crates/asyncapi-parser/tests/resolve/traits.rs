//! Traits of operations and messages: a trait overrides in 2.x, the object in 3.x.

use insta::assert_snapshot;

use crate::support::{read, read_all, wrong};

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

/// JSON Merge Patch: null removes, objects are merged, anything else replaces. What is merged keeps
/// the place of the object.
#[test]
fn what_traits_do_to_fields() {
    assert_snapshot!(read_all("\
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  c:
    publish:
      message:
        name: m
        title: Own
        summary: Own
        x-scalar: {a: 1}
        x-object: 1
        x-list: {a: 1}
        x-deep: {a: {$ref: '#/components/schemas/S'}, b: {c: 1, d: {e: 2}}, f: null}
        traits: [{$ref: '#/components/messageTraits/t'}, {title: Last}]
        headers: {type: object, properties: {a: {type: string}}}
components:
  messageTraits:
    t:
      title: null
      summary: null
      description: null
      x-scalar: 5
      x-object: {a: 1}
      x-list: [2]
      x-deep: {a: {g: 1}, b: {d: {e: null, h: 3}}, f: 4}
  schemas: {S: {type: string}}
"), @r#"
warning[E0201]: `title` must be a string, found null
  spec.yaml:19:14 /components/messageTraits/t/title 
  help: write a text, in quotes if it holds `[`, `{` or `: `
warning[E0201]: `summary` must be a string, found null
  spec.yaml:20:16 /components/messageTraits/t/summary 
  help: write a text, in quotes if it holds `[`, `{` or `: `
warning[E0201]: `description` must be a string, found null
  spec.yaml:21:20 /components/messageTraits/t/description 
  help: write a text, in quotes if it holds `[`, `{` or `: `
2.6.0 T 1
channel c [m=#0]
operation -: Receive c [m]
message #0 m headers object {a: string}
S = string
message #0 title: Last
message #0 x-scalar: 5
message #0 x-object: {"a": 1}
message #0 x-list: [2]
message #0 x-deep: {"a": {"g": 1}, "b": {"c": 1, "d": {"h": 3}}, "f": 4}
"#);
}

#[test]
fn what_is_merged_has_the_place_of_the_object() {
    assert_snapshot!(wrong("\
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  c:
    publish:
      message:
        traits: [{headers: {type: object, properties: {b: {const: y}}}}]
        headers: {type: object, properties: {a: {type: string}, b: {enum: [x]}}}
"), @r#"
error[E0303]: `const` "y" is not among the values of `enum`, so that no value is allowed
  spec.yaml:7:59 /channels/c/publish/message/headers/properties/b 
  help: remove one of the two, or add the constant to `enum`
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
