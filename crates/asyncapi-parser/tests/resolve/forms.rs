//! The form of AsyncAPI's objects, and what must agree across a document.

use insta::assert_snapshot;

use crate::support::{faults, resolve_files, wrong};

#[test]
fn what_types_do_not_depend_on_is_a_warning() {
    assert_snapshot!(wrong("\
asyncapi: 2.4.0
id: not a uri
info:
  title: [a]
  version: 1.0
  contact: {email: [email protected], phone: '1'}
  licence: {name: MIT}
  tags: []
servers:
  one: {url: 'mqtt://{host}/{path}', protocol: mqtt, variables: {host: {default: 1883}}, tags: [], security: [{nope: []}, {auth: [read, write]}]}
  two: {host: example.com}
channels:
  user/{id}/{other}:
    parameters: {id: {location: id}, gone: {}}
    servers: [on, one]
    publish:
      operationId: same
      message:
        headers: {type: string}
        payload: {type: object, required: [a], properties: {a: {type: integer}}}
        examples: [{payload: {a: x}}, {payload: {a: 1}, note: n}, {}]
        correlationId: {}
    subscribe: {operationId: same, tags: [{name: t}, {name: t}, {}], message: {payload: {}}}
  a?b: {$ref: '#/x-there', description: kept}
  '{': {}
components:
  securitySchemes:
    auth: {type: oauth2, flows: {implicit: {authorizationUrl: '', scopes: {read: r}}}}
    other: {type: http}
    wrong: {type: htpp}
  unknown: {}
x-there: {}
"), @r#"
warning[E0201]: `id` must be an absolute URL, found `not a uri`
  spec.yaml:2:5 /id 
  help: write it with its scheme: `https://…`
warning[E0201]: `title` must be a string, found an array
  spec.yaml:4:10 /info/title 
  help: write a text, in quotes if it holds `[`, `{` or `: `
warning[E0201]: `version` must be a string, found a number
  spec.yaml:5:12 /info/version 
  help: write it in quotes: `'1.0'`
warning[E0201]: `email` must be a string, found an array
  spec.yaml:6:20 /info/contact/email 
  help: write a text, in quotes if it holds `[`, `{` or `: `
warning[E0204]: Contact Object has no field `phone`
  spec.yaml:6:39 /info/contact/phone 
  help: remove it, or let its name begin with `x-`
warning[E0204]: Info Object has no field `licence`
  spec.yaml:7:3 /info/licence 
  help: did you mean `license`?
warning[E0204]: Info Object has no field `tags`
  spec.yaml:8:3 /info/tags 
  help: remove it, or let its name begin with `x-`
warning[E0207]: the server `one` has placeholders without a variable: `path`
  spec.yaml:10:54 /servers/one/variables 
  help: describe each under `variables`
warning[E0201]: `default` must be a string, found an integer
  spec.yaml:10:82 /servers/one/variables/host/default 
  help: write it in quotes: `'1883'`
warning[E0206]: Server Object has `tags` since 2.5.0 only
  spec.yaml:10:96 /servers/one/tags 
  help: say `asyncapi: 2.5.0` or later
warning[E0207]: the security scheme `nope` is not defined
  spec.yaml:10:112 /servers/one/security/0/nope 
  help: define it under `components/securitySchemes`
warning[E0207]: the security scheme `auth` has no scope `write`
  spec.yaml:10:137 /servers/one/security/1/auth/1 
  help: name a scope of one of its flows
warning[E0205]: Server Object misses `url`
  spec.yaml:11:8 /servers/two 
  help: add `url: …`
warning[E0205]: Server Object misses `protocol`
  spec.yaml:11:8 /servers/two 
  help: add `protocol: …`
warning[E0204]: Server Object has no field `host`
  spec.yaml:11:9 /servers/two/host 
  help: remove it, or let its name begin with `x-`
warning[E0207]: the address of `user/{id}/{other}` has placeholders without a parameter: `other`
  spec.yaml:14:5 /channels/user~1{id}~1{other}/parameters 
  help: describe each under `parameters`
warning[E0201]: `location` must be a runtime expression, found `id`
  spec.yaml:14:33 /channels/user~1{id}~1{other}/parameters/id/location 
  help: write `$message.header#/…` or `$message.payload#/…`
warning[E0207]: the parameter `gone` has no placeholder in the address `user/{id}/{other}`
  spec.yaml:14:38 /channels/user~1{id}~1{other}/parameters/gone 
  help: remove it, or write it into the address in braces
warning[E0207]: the server `on` is not defined
  spec.yaml:15:15 /channels/user~1{id}~1{other}/servers/0 
  help: did you mean `one`?
warning[E0201]: `headers` must be of `type: object`, found `string`
  spec.yaml:19:25 /channels/user~1{id}~1{other}/publish/message/headers/type 
  help: describe each header as a property of an object
warning[E0209]: the example does not fit its schema: a string is not allowed here
  spec.yaml:21:34 /channels/user~1{id}~1{other}/publish/message/examples/0/payload/a 
  spec.yaml:20:64 /channels/user~1{id}~1{other}/publish/message/payload/properties/a the schema
  help: correct the example or the schema; whichever is wrong, senders may do the other
warning[E0204]: Message Example Object has no field `note`
  spec.yaml:21:57 /channels/user~1{id}~1{other}/publish/message/examples/1/note 
  help: remove it, or let its name begin with `x-`
warning[E0205]: Message Example Object misses `payload` or `headers`
  spec.yaml:21:67 /channels/user~1{id}~1{other}/publish/message/examples/2 
  help: add `payload` or `headers`
warning[E0205]: Correlation ID Object misses `location`
  spec.yaml:22:24 /channels/user~1{id}~1{other}/publish/message/correlationId 
  help: add `location: $message.header#/…`
warning[E0208]: `operationId` `same` is given twice
  spec.yaml:23:30 /channels/user~1{id}~1{other}/subscribe/operationId 
  spec.yaml:17:20 /channels/user~1{id}~1{other}/publish/operationId first given here
  help: give each another one; names of generated items may come of it
warning[E0208]: the tag `t` is given twice
  spec.yaml:23:61 /channels/user~1{id}~1{other}/subscribe/tags/1/name 
  spec.yaml:23:50 /channels/user~1{id}~1{other}/subscribe/tags/0/name first given here
  help: remove one of the two
warning[E0205]: Tag Object misses `name`
  spec.yaml:23:65 /channels/user~1{id}~1{other}/subscribe/tags/2 
  help: add `name: …`
warning[E0207]: the address of a channel has no query (`?`) and no fragment (`#`)
  spec.yaml:24:3 /channels/a?b 
  help: describe query parameters by bindings
warning[E0207]: `{` is no URI template: its braces do not match
  spec.yaml:25:3 /channels/{ 
  help: write a placeholder as `{name}`, of letters, digits, `_` and `.`
warning[E0201]: `authorizationUrl` must be an absolute URL, found ``
  spec.yaml:28:63 /components/securitySchemes/auth/flows/implicit/authorizationUrl 
  spec.yaml:28:18 /components/securitySchemes/auth/type because of this type
  help: write it with its scheme: `https://…`
warning[E0205]: Security Scheme Object misses `scheme`
  spec.yaml:29:12 /components/securitySchemes/other 
  spec.yaml:29:19 /components/securitySchemes/other/type because of this type
  help: add `scheme: …`
warning[E0201]: `type` has no value `htpp`
  spec.yaml:30:19 /components/securitySchemes/wrong/type 
  help: did you mean `http`?
warning[E0204]: Components Object has no field `unknown`
  spec.yaml:31:3 /components/unknown 
  help: remove it, or let its name begin with `x-`
"#);
}

/// What references lead to has its form as well, wherever it stands.
#[test]
fn what_references_lead_to() {
    let files = [
        (
            "spec.yaml",
            "\
asyncapi: 3.0.0
info: {title: T, version: '1'}
channels:
  a: {$ref: 'parts.yaml#/a', title: ignored}
  b: {messages: {m: {$ref: 'parts.yaml#/m', name: ignored}}}
",
        ),
        (
            "parts.yaml",
            "a: {adress: a}\nm: {nam: m, tags: [{$ref: '#/t'}]}\nt: {name: 1}\n",
        ),
    ];
    let (document, _, diagnostics) = resolve_files(&files, &[]);
    assert_snapshot!(faults(&document, &diagnostics), @"
warning[E0111]: `title` beside `$ref` is ignored
  spec.yaml:4:37 /channels/a/title 
  help: a Reference Object has no other fields; move it to what is referred to
warning[E0111]: `name` beside `$ref` is ignored
  spec.yaml:5:51 /channels/b/messages/m/name 
  help: a Reference Object has no other fields; move it to what is referred to
warning[E0204]: Channel Object has no field `adress`
  parts.yaml:1:5 /a/adress 
  help: did you mean `address`?
warning[E0204]: Message Object has no field `nam`
  parts.yaml:2:5 /m/nam 
  help: did you mean `name`?
warning[E0201]: `name` must be a string, found an integer
  parts.yaml:3:11 /t/name 
  help: write it in quotes: `'1'`
");
}

#[test]
fn texts_and_expressions() {
    let document = |title: &str, location: &str| {
        wrong(&format!(
            "\
asyncapi: 3.0.0
info: {{title: {title}, version: '1'}}
channels: {{c: {{messages: {{m: {{correlationId: {{location: {location}}}}}}}}}}}
"
        ))
    };
    let good = "'$message.header#/id'";
    let all: Vec<String> = ["null", "7", "{}"]
        .map(|title| document(title, good))
        .into_iter()
        .chain(
            [
                good,
                "'$message.payload#'",
                "'$message.payload#id'",
                "'$message.payload'",
                "7",
            ]
            .map(|location| format!("{location}\n{}", document("T", location))),
        )
        .collect();
    assert_snapshot!(all.concat(), @"
warning[E0201]: `title` must be a string, found null
  spec.yaml:2:15 /info/title 
  help: write a text, in quotes if it holds `[`, `{` or `: `
warning[E0201]: `title` must be a string, found an integer
  spec.yaml:2:15 /info/title 
  help: write it in quotes: `'7'`
warning[E0201]: `title` must be a string, found an object
  spec.yaml:2:15 /info/title 
  help: write a text, in quotes if it holds `[`, `{` or `: `
'$message.header#/id'
'$message.payload#'
'$message.payload#id'
warning[E0201]: `location` must be a runtime expression, found `$message.payload#id`
  spec.yaml:3:57 /channels/c/messages/m/correlationId/location 
  help: write `$message.header#/…` or `$message.payload#/…`
'$message.payload'
warning[E0201]: `location` must be a runtime expression, found `$message.payload`
  spec.yaml:3:57 /channels/c/messages/m/correlationId/location 
  help: write `$message.header#/…` or `$message.payload#/…`
7
warning[E0201]: `location` must be a string, found an integer
  spec.yaml:3:57 /channels/c/messages/m/correlationId/location 
  help: write it in quotes: `'7'`
");
}

#[test]
fn what_types_depend_on_is_an_error() {
    let documents = [
        "channels: []",
        "channels: {c: 3}",
        "channels: {c: {publish: []}}",
        "channels: {c: {publish: {message: text}}}",
        "channels: {c: {publish: {message: {oneOf: {}}}}}",
        "channels: {}\ncomponents: []",
        "channels: {}\ncomponents: {schemas: 1}",
        "channels: {}\ncomponents: {messages: {M: []}}",
    ];
    let all: Vec<String> = documents
        .iter()
        .map(|document| {
            let text = format!("asyncapi: 2.6.0\ninfo: {{title: T, version: '1'}}\n{document}\n");
            format!("{document}\n{}", wrong(&text))
        })
        .collect();
    assert_snapshot!(all.join("\n"), @r#"
channels: []
error[E0201]: `channels` must be an object, found an array
  spec.yaml:3:11 /channels 
  help: correct or remove it

channels: {c: 3}
error[E0201]: `c` must be an object, found an integer
  spec.yaml:3:15 /channels/c 
  help: correct or remove it

channels: {c: {publish: []}}
error[E0201]: `publish` must be an object, found an array
  spec.yaml:3:25 /channels/c/publish 
  help: correct or remove it

channels: {c: {publish: {message: text}}}
error[E0201]: `message` must be an object, found a string
  spec.yaml:3:35 /channels/c/publish/message 
  help: correct or remove it

channels: {c: {publish: {message: {oneOf: {}}}}}
error[E0201]: `oneOf` must be an array, found an object
  spec.yaml:3:43 /channels/c/publish/message/oneOf 
  help: correct or remove it

channels: {}
components: []
error[E0201]: `components` must be an object, found an array
  spec.yaml:4:13 /components 
  help: correct or remove it

channels: {}
components: {schemas: 1}
error[E0201]: `schemas` must be an object, found an integer
  spec.yaml:4:23 /components/schemas 
  help: correct or remove it

channels: {}
components: {messages: {M: []}}
error[E0201]: `M` must be an object, found an array
  spec.yaml:4:28 /components/messages/M 
  help: correct or remove it
"#);
}

#[test]
fn operations_of_3x() {
    assert_snapshot!(wrong("\
asyncapi: 3.0.0
info: {title: T, version: '1'}
channels:
  a: {address: 'a/{x}', parameters: {y: {default: 1}}, messages: {m: {payload: {}}, n: {bindings: {ros2: {}, nope: {}}}}, servers: [s]}
  b: {address: 5, messages: []}
operations:
  one: {action: sned, channel: {$ref: '#/channels/a'}, messages: [{$ref: '#/components/messages/M'}]}
  two: {channel: {$ref: '#/channels/nope'}}
  three: {action: send}
  four: {action: send, channel: {$ref: '#/components/schemas/S'}, security: [{type: userPasswrd}]}
components:
  messages: {M: {payload: {type: string}, messageId: old}}
  schemas: {S: {}}
"), @r#"
warning[E0207]: the address of `a` has placeholders without a parameter: `x`
  spec.yaml:4:25 /channels/a/parameters 
  help: describe each under `parameters`
warning[E0207]: the parameter `y` has no placeholder in the address `a/{x}`
  spec.yaml:4:38 /channels/a/parameters/y 
  help: remove it, or write it into the address in braces
warning[E0201]: `default` must be a string, found an integer
  spec.yaml:4:51 /channels/a/parameters/y/default 
  help: write it in quotes: `'1'`
warning[E0206]: Bindings Object has `ros2` since 3.1.0 only
  spec.yaml:4:106 /channels/a/messages/n/bindings/ros2 
  help: say `asyncapi: 3.1.0` or later
warning[E0204]: Bindings Object has no field `nope`
  spec.yaml:4:110 /channels/a/messages/n/bindings/nope 
  help: remove it, or let its name begin with `x-`
warning[E0201]: `servers` must be a reference to a server, found a string
  spec.yaml:4:133 /channels/a/servers/0 
  help: write `{$ref: '#/…'}`
warning[E0201]: `address` must be a string, found an integer
  spec.yaml:5:16 /channels/b/address 
  help: write it in quotes: `'5'`
warning[E0201]: `messages` must be an object, found an array
  spec.yaml:5:29 /channels/b/messages 
  help: correct or remove it
warning[E0201]: `action` has no value `sned`
  spec.yaml:7:17 /operations/one/action 
  help: did you mean `send`?
warning[E0202]: the message is not one of channel `a`
  spec.yaml:7:67 /operations/one/messages/0 
  spec.yaml:4:3 /channels/a the channel of this operation
  help: refer to a message of the channel: `#/channels/a/messages/…`
warning[E0205]: Operation Object misses `action`
  spec.yaml:8:8 /operations/two 
  help: add `action: send`
error[E0105]: `#/channels/nope` refers to nothing
  spec.yaml:8:25 /operations/two/channel/$ref 
  help: add what it names, or refer to another channel
error[E0205]: Operation Object misses `channel`
  spec.yaml:9:10 /operations/three 
  help: add `channel: {$ref: '#/…'}`
error[E0107]: `#/components/schemas/S` is a schema, not a channel
  spec.yaml:10:40 /operations/four/channel/$ref 
  spec.yaml:13:13 /components/schemas/S this is what it refers to
  help: refer to a channel, e.g. below `#/components/channels`
warning[E0201]: `type` has no value `userPasswrd`
  spec.yaml:10:85 /operations/four/security/0/type 
  help: did you mean `userPassword`?
warning[E0204]: Message Object has no field `messageId`
  spec.yaml:12:43 /components/messages/M/messageId 
  help: remove it, or let its name begin with `x-`
"#);
}

#[test]
fn versions() {
    let versions = [
        "2.0.0",
        "2.6.9",
        "3.1.0",
        "3.0",
        "2.7.0",
        "1.2.0",
        "2.0.0-rc1",
        "4.0.0",
        "3",
        "[]",
        "'3.0.0 '",
    ];
    let all: Vec<String> = versions
        .iter()
        .map(|version| {
            let text =
                format!("asyncapi: {version}\ninfo: {{title: T, version: '1'}}\nchannels: {{}}\n");
            format!("{version}\n{}", wrong(&text))
        })
        .collect();
    assert_snapshot!(all.join("\n"), @r#"
2.0.0

2.6.9

3.1.0

3.0
error[E0101]: `asyncapi` must be a string such as `3.0.0`, found a number
  spec.yaml:1:11 /asyncapi 
  help: write all three parts of the version; supported are 2.0.0 to 2.6.0, 3.0.0 and 3.1.0

2.7.0
error[E0102]: `asyncapi` version `2.7.0` is not supported
  spec.yaml:1:11 /asyncapi 
  help: supported are 2.0.0 to 2.6.0, 3.0.0 and 3.1.0; the AsyncAPI converter brings older documents up to date

1.2.0
error[E0102]: `asyncapi` version `1.2.0` is not supported
  spec.yaml:1:11 /asyncapi 
  help: supported are 2.0.0 to 2.6.0, 3.0.0 and 3.1.0; the AsyncAPI converter brings older documents up to date

2.0.0-rc1
error[E0102]: `asyncapi` version `2.0.0-rc1` is not supported
  spec.yaml:1:11 /asyncapi 
  help: supported are 2.0.0 to 2.6.0, 3.0.0 and 3.1.0; the AsyncAPI converter brings older documents up to date

4.0.0
error[E0102]: `asyncapi` version `4.0.0` is not supported
  spec.yaml:1:11 /asyncapi 
  help: supported are 2.0.0 to 2.6.0, 3.0.0 and 3.1.0; the AsyncAPI converter brings older documents up to date

3
error[E0101]: `asyncapi` must be a string such as `3.0.0`, found an integer
  spec.yaml:1:11 /asyncapi 
  help: write all three parts of the version; supported are 2.0.0 to 2.6.0, 3.0.0 and 3.1.0

[]
error[E0101]: `asyncapi` must be a string such as `3.0.0`, found an array
  spec.yaml:1:11 /asyncapi 
  help: write all three parts of the version; supported are 2.0.0 to 2.6.0, 3.0.0 and 3.1.0

'3.0.0 '
error[E0102]: `asyncapi` version `3.0.0 ` is not supported
  spec.yaml:1:11 /asyncapi 
  help: supported are 2.0.0 to 2.6.0, 3.0.0 and 3.1.0; the AsyncAPI converter brings older documents up to date
"#);
    assert_snapshot!(wrong("- a\n"), @r#"
error[E0103]: an AsyncAPI document must be an object, found an array
  spec.yaml:1:1  
  help: begin the document with `asyncapi: 3.0.0`
"#);
    assert_snapshot!(wrong("openapi: 3.0.0\n"), @r#"
error[E0101]: the document has no field `asyncapi`
  spec.yaml:1:1  
  help: `openapi` makes this an OpenAPI document, which is not read here
"#);
}
