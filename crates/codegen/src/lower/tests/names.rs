use super::{crate_of, schemas};
use insta::assert_snapshot;

const DOCUMENT: &str = "
asyncapi: 3.0.0
info: {title: T, version: '1'}
channels:
  calls:
    messages:
      started: {payload: {type: object, properties: {who: {type: object, properties: {name: {type: string}}}}}, headers: {type: object, properties: {id: {type: string}}}}
      ended: {$ref: '#/components/messages/CallEnded'}
      plain: {payload: {type: string}}
      none: {}
components:
  messages:
    CallEnded: {name: call.ended, payload: {$ref: '#/components/schemas/Ended'}}
    Unused: {payload: {type: object, definitions: {Address: {type: object, properties: {street: {type: string}}}}, properties: {home: {$ref: '#/components/messages/Unused/payload/definitions/Address'}}}}
  schemas:
    Ended: {type: object, properties: {by: {$ref: '#/components/schemas/Ended/properties/reason'}, reason: {type: string, enum: [a]}}}
";

#[test]
fn places() {
    assert_snapshot!(crate_of(DOCUMENT, "events: {told-by: channel}"));
}

#[test]
fn chosen() {
    let config = "
events: {told-by: channel}
names:
  /components/schemas/Ended: Finished
  /channels/calls/messages/started/payload/properties/who: Caller
";
    assert_snapshot!(crate_of(DOCUMENT, config));
}

#[test]
fn chosen_badly() {
    let config = "
events: {told-by: channel}
names:
  /components/schemas/Ended: Finished
  /components/schemas/Ended/properties/reason: Finished
  /components/schemas/Missing: Missing
  /components/messages/CallEnded/payload: Payload
  /channels/calls/messages/started/payload: call
  /channels/calls/messages/started/headers: Self
";
    assert_snapshot!(crate_of(DOCUMENT, config));
}

#[test]
fn chosen_for_what_came_of_all_of() {
    let document = "
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels: {}
components:
  schemas:
    Base: {type: object, properties: {data: {type: object, additionalProperties: true}}}
    A: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {data: {type: object, properties: {a: {type: string}}}}}]}
    B: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {data: {type: object, properties: {b: {type: string}}}}}]}
";
    let config = "names: {/components/schemas/A/properties/data: Alpha}";
    assert_snapshot!(crate_of(document, config));
    let config = "names: {/components/schemas/Base/properties/data: Alpha}";
    assert_snapshot!(crate_of(document, config));
}

#[test]
fn collisions() {
    assert_snapshot!(schemas("
        foo_bar: {type: object, properties: {x: {type: string}}}
        FooBar: {type: object, properties: {y: {enum: [a]}}}
        foo-bar: {type: object, properties: {fooBar: {type: string}, foo_bar: {type: string}, FooBar: {type: string}}}
        FooBarY: {type: string}
        Event: {type: object, properties: {'': {enum: [a]}, ' ': {enum: [a]}, 3d: {enum: [a]}}}
        123: {type: string}
    "));
}
