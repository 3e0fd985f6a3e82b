//! What a document says besides the shapes of values: words for people, security, bindings,
//! extensions. All of it is in the model, whether it is written in place or referred to.

use insta::assert_snapshot;

use crate::support::read_all;

#[test]
fn facts_of_2x() {
    assert_snapshot!(read_all("\
asyncapi: 2.6.0
id: urn:example:doors
x-root: [1]
info:
  title: Doors
  version: '1'
  description: All doors.
  termsOfService: https://example.com/terms
  contact: {name: Ada, url: https://example.com/ada, email: ada@example.com}
  license: {name: MIT, url: https://example.com/mit}
  x-info: {team: doors}
tags: [{name: house, description: Of a house.}, {name: 7}]
externalDocs: {url: https://example.com/docs, description: More.}
defaultContentType: application/json
servers:
  main:
    url: https://{zone}.example.com
    protocol: https
    protocolVersion: '2'
    description: The main one.
    variables:
      zone: {$ref: '#/components/serverVariables/zone'}
      port: {default: '8443', examples: ['443', '8443']}
    security: [{oauth: [read, write], key: []}, {}]
    bindings: {$ref: '#/components/serverBindings/plain'}
    x-server: true
  shared: {$ref: '#/components/servers/shared'}
channels:
  doors/{doorId}/{side}:
    description: One door.
    parameters:
      doorId: {$ref: '#/components/parameters/doorId'}
      side: {schema: {type: string}, description: The side.}
    servers: [main]
    bindings: {ws: {method: GET}}
    x-channel: 1.50
    publish:
      operationId: onDoor
      summary: A door moved.
      description: Told at once.
      security: [{key: []}]
      tags: [{name: moved}]
      bindings: {$ref: '#/components/operationBindings/plain'}
      x-operation: null
      message: {$ref: '#/components/messages/Opened'}
components:
  servers: {shared: {url: example.com, protocol: ws}}
  serverVariables: {zone: {enum: [eu, us], default: eu, description: Where.}}
  serverBindings: {plain: {http: {}}}
  operationBindings: {plain: {http: {method: POST}}}
  parameters:
    doorId: {schema: {type: integer}, description: The number., location: '$message.payload#/id'}
  channels: {spare: {description: Not in use.}}
  securitySchemes:
    oauth:
      type: oauth2
      description: By token.
      flows:
        implicit: {authorizationUrl: https://example.com/auth, scopes: {read: To read., write: To write.}}
    key: {$ref: '#/x-key'}
  messages:
    Opened:
      title: Opened
      summary: A door was opened.
      description: Also if it was open.
      contentType: text/plain
      tags: [{name: news}]
      bindings: {$ref: '#/components/messageBindings/plain'}
      x-message: a
      payload: {type: string, examples: [front], externalDocs: {url: https://example.com/payload}}
      examples:
        - {name: front, summary: The front door., payload: front, headers: {trace: 7}}
        - {payload: back}
  messageBindings: {plain: {http: {headers: {}}}}
x-key: {type: apiKey, in: user}
"), @r#"
warning[E0201]: `name` must be a string, found an integer
  spec.yaml:12:56 /tags/1/name 
  help: write it in quotes: `'7'`
2.6.0 Doors 1
server main: https://{zone}.example.com
server shared: ws://example.com
channel doors/{doorId}/{side} {doorId: integer} {side: string} [Opened=#0]
channel spare []
operation onDoor: Receive doors/{doorId}/{side} [Opened]
message #0 Opened: string
id: urn:example:doors
content: application/json
x-root: [1]
x-key: {"type": "apiKey", "in": "user"}
info description: All doors.
info terms: https://example.com/terms
info contact: Ada
info contact url: https://example.com/ada
info contact email: ada@example.com
info license: MIT
info license url: https://example.com/mit
info docs: https://example.com/docs
info docs description: More.
info tag: house (Of a house.)
info tag: 7 (-)
info x-info: {"team": "doors"}
server main protocol version: 2
server main description: The main one.
server main zone values: eu, us
server main zone default: eu
server main zone description: Where.
server main port default: 8443
server main port examples: 443, 8443
server main needs: oauth ["read", "write"] and key []
server main needs: 
server main bindings: {"http": {}}
server main x-server: true
channel doors/{doorId}/{side} description: One door.
channel doors/{doorId}/{side} doorId description: The number.
channel doors/{doorId}/{side} doorId location: $message.payload#/id
channel doors/{doorId}/{side} side description: The side.
channel doors/{doorId}/{side} servers: main
channel doors/{doorId}/{side} bindings: {"ws": {"method": "GET"}}
channel doors/{doorId}/{side} x-channel: 1.50
channel spare in: components
channel spare description: Not in use.
operation onDoor summary: A door moved.
operation onDoor description: Told at once.
operation onDoor tag: moved (-)
operation onDoor needs: key []
operation onDoor bindings: {"http": {"method": "POST"}}
operation onDoor x-operation: null
message #0 title: Opened
message #0 summary: A door was opened.
message #0 description: Also if it was open.
message #0 content: text/plain
message #0 tag: news (-)
message #0 example 0: front
message #0 example 0 summary: The front door.
message #0 example 0 headers: {"trace": 7}
message #0 example 0 payload: "front"
message #0 example 1 payload: "back"
message #0 bindings: {"http": {"headers": {}}}
message #0 x-message: "a"
schema 0 example: "front"
schema 0 docs: https://example.com/payload
scheme oauth type: oauth2
scheme oauth description: By token.
scheme oauth value: {"type": "oauth2", "description": "By token.", "flows": {"implicit": {"authorizationUrl": "https://example.com/auth", "scopes": {"read": "To read.", "write": "To write."}}}}
scheme key type: apiKey
scheme key value: {"type": "apiKey", "in": "user"}
"#);
}

#[test]
fn facts_of_3x() {
    assert_snapshot!(read_all("\
asyncapi: 3.0.0
id: urn:example:doors
x-root: [1]
info:
  title: Doors
  version: '1'
  tags: [{$ref: '#/components/tags/house'}, {name: own}]
  externalDocs: {$ref: '#/components/externalDocs/more'}
servers:
  main:
    host: example.com
    protocol: https
    security:
      - {$ref: '#/components/securitySchemes/oauth'}
      - {type: http, scheme: basic}
channels:
  doors:
    address: doors/{doorId}
    title: Doors
    summary: All doors.
    description: Each door.
    parameters:
      doorId: {enum: [front, back], default: front, description: The door., examples: [front], location: '$message.payload#/id'}
    servers: [{$ref: '#/servers/main'}]
    bindings: {$ref: '#/components/channelBindings/plain'}
    tags: [{name: moved}]
    x-channel: 1.50
    messages: {opened: {payload: {type: string}}}
operations:
  onDoor:
    action: receive
    channel: {$ref: '#/channels/doors'}
    title: Moved
    summary: A door moved.
    description: Told at once.
    tags: [{name: now}]
    security: [{$ref: '#/components/securitySchemes/oauth'}]
    bindings: {http: {method: POST}}
    x-operation: null
components:
  tags: {house: {name: house, description: Of a house.}}
  externalDocs: {more: {url: https://example.com/docs, description: More.}}
  channelBindings: {plain: {ws: {method: GET}}}
  channels: {spare: {description: Not in use.}}
  securitySchemes:
    oauth:
      type: oauth2
      scopes: [read]
      flows:
        implicit: {authorizationUrl: https://example.com/auth, availableScopes: {read: To read.}}
"), @r#"
3.0.0 Doors 1
server main: https://example.com
channel doors at Some("doors/{doorId}") {doorId: front|back} [opened=#0]
channel spare at None []
operation onDoor: Receive doors [opened]
message #0 : string
id: urn:example:doors
x-root: [1]
info docs: https://example.com/docs
info docs description: More.
info tag: house (Of a house.)
info tag: own (-)
server main needs: oauth ["read"]
server main needs: http []
channel doors title: Doors
channel doors summary: All doors.
channel doors description: Each door.
channel doors doorId values: front, back
channel doors doorId default: front
channel doors doorId description: The door.
channel doors doorId examples: front
channel doors doorId location: $message.payload#/id
channel doors servers: main
channel doors bindings: {"ws": {"method": "GET"}}
channel doors tag: moved (-)
channel doors x-channel: 1.50
channel spare in: components
channel spare description: Not in use.
operation onDoor title: Moved
operation onDoor summary: A door moved.
operation onDoor description: Told at once.
operation onDoor tag: now (-)
operation onDoor needs: oauth ["read"]
operation onDoor bindings: {"http": {"method": "POST"}}
operation onDoor x-operation: null
scheme oauth type: oauth2
scheme oauth value: {"type": "oauth2", "scopes": ["read"], "flows": {"implicit": {"authorizationUrl": "https://example.com/auth", "availableScopes": {"read": "To read."}}}}
"#);
}
