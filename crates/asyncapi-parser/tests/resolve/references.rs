//! References: local, across files, to names of schemas; and all the ways in which one is wrong.

use insta::assert_snapshot;

use crate::support::{document, read, read_files, wrong};

#[test]
fn pointers() {
    assert_snapshot!(read("\
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  users/{id}:
    publish: {message: {$ref: '#/components/messages/a~1b'}}
    subscribe: {message: {$ref: '#/components/messages/a/b'}}
  tilde: {publish: {message: {$ref: '#/components/messages/~0c%20d'}}}
  brackets: {publish: {message: {$ref: '#/components/messages/List[of]'}}}
  other: {publish: {message: {$ref: '#/channels/users~1%7Bid%7D/publish/message'}}}
components:
  messages:
    a/b: {payload: {type: string}}
    ~c d: {payload: {$ref: '#/components/messages/a~1b/payload'}}
    List[of]: {payload: {$ref: '#/components/schemas/Whole/properties/part/items'}}
  schemas:
    Whole: {$ref: '#/components/schemas/Alias'}
    Alias: {type: object, properties: {part: {type: array, items: {type: object, properties: {p: {type: string}}}}}}
"), @r#"
warning[E0110]: `$ref` names the key `a/b` without escaping its `/`
  spec.yaml:6:33 /channels/users~1{id}/subscribe/message/$ref 
  help: write `a~1b` for the key
warning[E0210]: `a/b` is no key of a component
  spec.yaml:12:5 /components/messages/a~1b 
  help: use letters, digits, `.`, `-` and `_` only
warning[E0210]: `~c d` is no key of a component
  spec.yaml:13:5 /components/messages/~0c d 
  help: use letters, digits, `.`, `-` and `_` only
warning[E0210]: `List[of]` is no key of a component
  spec.yaml:14:5 /components/messages/List[of] 
  help: use letters, digits, `.`, `-` and `_` only
2.6.0 T 1
channel users/{id} [a/b=#0]
channel tilde [~c d=#1]
channel brackets [List[of]=#2]
channel other [message=#0]
operation -: Receive users/{id} [a/b]
operation -: Send users/{id} [a/b]
operation -: Receive tilde [~c d]
operation -: Receive brackets [List[of]]
operation -: Receive other [message]
message #0 a/b: string
message #1 ~c d: string
message #2 List[of]: object {p: string}
Whole = -> Alias
Alias = object {part: array [object {p: string}...]}
"#);
}

#[test]
fn files() {
    let spec = "\
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  c: {$ref: 'parts/channels.yaml#/c'}
components:
  schemas:
    Local: {type: object, properties: {far: {$ref: 'parts/schemas.json#/definitions/Far'}, web: {$ref: 'https://example.com/web.json#/Web'}}}
";
    let channels = "c: {publish: {message: {$ref: '../messages/m.yaml'}}}\n";
    let message = "{name: m, payload: {$ref: '../parts/schemas.json#/definitions/Far'}}\n";
    let schemas = r##"{"definitions": {"Far": {"type": "object", "properties": {"near": {"$ref": "#/definitions/Near"}, "local": {"$ref": "../spec.yaml#/components/schemas/Local"}}}, "Near": {"type": "string"}}}"##;
    let web = "Web: {type: integer}\n";
    let files = [
        ("spec.yaml", spec),
        ("parts/channels.yaml", channels),
        ("messages/m.yaml", message),
        ("parts/schemas.json", schemas),
        ("vendored/web.yaml", web),
    ];
    assert_snapshot!(read_files(&files, &[("https://example.com/web.json", "vendored/web.yaml")]), @r#"
2.6.0 T 1
channel c [m=#0]
operation -: Receive c [m]
message #0 m: parts/schemas.json#/definitions/Far
Local = object {far: parts/schemas.json#/definitions/Far, web: vendored/web.yaml#/Web}
parts/schemas.json#/definitions/Far = object {near: parts/schemas.json#/definitions/Near, local: Local}
vendored/web.yaml#/Web = integer
parts/schemas.json#/definitions/Near = string
"#);
}

#[test]
fn names_of_schemas() {
    assert_snapshot!(read(&document("\
Anchored: {$anchor: here, type: string}
ById: {$id: 'https://example.com/schemas/root.json', type: object, properties: {a: {$ref: 'item.json'}, b: {$ref: '#/$defs/d'}}, $defs: {d: {type: integer}, i: {$id: item.json, type: boolean}}}
Uses:
  type: object
  properties:
    a: {$ref: '#here'}
    b: {$ref: 'https://example.com/schemas/item.json'}
    c: {$ref: 'https://example.com/schemas/root.json#/$defs/d'}
")), @r#"
2.6.0 T 1
message #0 M: string
Anchored = string
ById = object {a: boolean, b: integer}
Uses = object {a: Anchored, b: boolean, c: integer}
"#);
}

#[test]
fn what_stands_beside_a_reference() {
    assert_snapshot!(read(&document("\
X: {type: object, properties: {a: {type: string}}}
Old: {$ref: '#/components/schemas/X', description: Kept., required: [a]}
New: {$schema: 'https://json-schema.org/draft/2020-12/schema', $ref: '#/components/schemas/X', required: [a]}
Defs: {$ref: '#/components/schemas/Defs/definitions/d', definitions: {d: {type: string}}}
")), @r#"
warning[E0111]: `required` beside `$ref` is ignored, as draft 7 of JSON Schema demands
  spec.yaml:8:73 /components/schemas/Old/required 
  help: if it shall hold, put the reference into an `allOf`: `allOf: [{$ref: …}]`
2.6.0 T 1
message #0 M: string
X = object {a: string}
Old = -> X "Kept."
New = object {a!: string}
Defs = -> string
"#);
}

#[test]
fn what_is_wrong_with_references() {
    let references = [
        "'#/components/schemas/Cal'",
        "'#/components/schema/Call'",
        "'#/components/messages/M'",
        "'#nowhere'",
        "'#/components/schemas/Call/properties/x/y'",
        "7",
        "[a]",
        "other.yaml#/A",
        "'../up.yaml'",
        "/etc/hostname",
        "file:///etc/hostname",
        "https://example.com/a.json#/b",
        "'a\\b.yaml'",
    ];
    let all: Vec<String> = references
        .iter()
        .map(|reference| {
            let schemas = format!("P: {{$ref: {reference}}}\nCall: {{type: object, properties: {{x: {{type: string}}}}}}");
            format!("{reference}\n{}", wrong(&document(&schemas)))
        })
        .collect();
    assert_snapshot!(all.join("\n"), @r#"
'#/components/schemas/Cal'
error[E0105]: `#/components/schemas/Cal` refers to nothing
  spec.yaml:7:15 /components/schemas/P/$ref 
  help: did you mean `#/components/schemas/Call`?

'#/components/schema/Call'
error[E0105]: `#/components/schema/Call` refers to nothing
  spec.yaml:7:15 /components/schemas/P/$ref 
  help: did you mean `#/components/schemas/Call`?

'#/components/messages/M'
error[E0107]: `#/components/messages/M` is a message, not a schema
  spec.yaml:7:15 /components/schemas/P/$ref 
  spec.yaml:5:14 /components/messages/M this is what it refers to
  help: refer to a schema, e.g. below `#/components/schemas`

'#nowhere'
error[E0105]: `#nowhere` refers to nothing
  spec.yaml:7:15 /components/schemas/P/$ref 
  help: add what it names, or refer to another schema

'#/components/schemas/Call/properties/x/y'
error[E0105]: `#/components/schemas/Call/properties/x/y` refers to nothing
  spec.yaml:7:15 /components/schemas/P/$ref 
  help: add what it names, or refer to another schema

7
error[E0104]: `$ref` must be a string, found an integer
  spec.yaml:7:15 /components/schemas/P/$ref 
  help: write the reference in quotes: `$ref: '#/components/…'`

[a]
error[E0104]: `$ref` must be a string, found an array
  spec.yaml:7:15 /components/schemas/P/$ref 
  help: write the reference in quotes: `$ref: '#/components/…'`

other.yaml#/A
error[E0002]: `other.yaml#/A`: cannot read `other.yaml`: no such file
  spec.yaml:7:15 /components/schemas/P/$ref 
  help: check the path; it is relative to the file that names it

'../up.yaml'
error[E0108]: `../up.yaml` leads out of the root
  spec.yaml:7:15 /components/schemas/P/$ref 
  help: copy the file below the root, and refer to the copy

/etc/hostname
error[E0108]: `/etc/hostname` is an absolute path
  spec.yaml:7:15 /components/schemas/P/$ref 
  help: copy the file below the root, and write its path relative to this file

file:///etc/hostname
error[E0108]: `file:///etc/hostname` is not a path below the root
  spec.yaml:7:15 /components/schemas/P/$ref 
  help: write the path relative to this file, without a scheme

https://example.com/a.json#/b
error[E0109]: `https://example.com/a.json#/b` is a URL, and nothing is fetched
  spec.yaml:7:15 /components/schemas/P/$ref 
  help: save it beside the document and map it in the configuration: `references: {'https://example.com/a.json': path/of/the/copy}`

'a\b.yaml'
error[E0108]: `a\b.yaml` parts a path by `\`
  spec.yaml:7:15 /components/schemas/P/$ref 
  help: part it by `/`
"#);
}

#[test]
fn cycles_of_references() {
    let cases = [
        "A: {$ref: '#/components/schemas/A'}",
        "A: {$ref: '#/components/schemas/B'}\nB: {$ref: '#/components/schemas/C'}\nC: {$ref: '#/components/schemas/A'}",
        "A: {$ref: '#/components/schemas/A/x'}",
    ];
    let all: Vec<String> = cases
        .iter()
        .map(|case| format!("{case}\n{}", wrong(&document(case))))
        .collect();
    assert_snapshot!(all.join("\n"), @r#"
A: {$ref: '#/components/schemas/A'}
error[E0106]: references form a cycle that leads to no schema: `A` → `A`
  spec.yaml:7:8 /components/schemas/A 
  help: let one of them say what it is, instead of referring to another

A: {$ref: '#/components/schemas/B'}
B: {$ref: '#/components/schemas/C'}
C: {$ref: '#/components/schemas/A'}
error[E0106]: references form a cycle that leads to no schema: `A` → `B` → `C` → `A`
  spec.yaml:7:8 /components/schemas/A 
  spec.yaml:8:8 /components/schemas/B the cycle passes here
  spec.yaml:9:8 /components/schemas/C the cycle passes here
  help: let one of them say what it is, instead of referring to another

A: {$ref: '#/components/schemas/A/x'}
error[E0106]: `#/components/schemas/A/x` leads through a cycle of references, or through more than 32
  spec.yaml:7:15 /components/schemas/A/$ref 
  help: refer to the place itself
"#);
    assert_snapshot!(wrong("\
asyncapi: 3.0.0
info: {title: T, version: '1'}
channels: {a: {$ref: '#/channels/b'}, b: {$ref: '#/channels/a'}}
components: {messages: {M: {$ref: '#/components/messages/N'}, N: {$ref: '#/components/messages/M'}}}
"), @r#"
error[E0106]: references form a cycle that leads to no channel: `a` → `b` → `a`
  spec.yaml:3:15 /channels/a 
  spec.yaml:3:42 /channels/b the cycle passes here
  help: let one of them say what it is, instead of referring to another
error[E0106]: references form a cycle that leads to no message: `M` → `N` → `M`
  spec.yaml:4:28 /components/messages/M 
  spec.yaml:4:66 /components/messages/N the cycle passes here
  help: let one of them say what it is, instead of referring to another
"#);
}

#[test]
fn long_chains_are_no_cycles() {
    let links =
        (0..5000).map(|index| format!("S{index}: {{$ref: '#/components/schemas/S{}'}}", index + 1));
    let mut schemas: Vec<String> = links.collect();
    schemas.push("S5000: {type: string}".to_owned());
    assert_eq!(wrong(&document(&schemas.join("\n"))), "");
}

#[test]
fn a_choice_of_messages_may_lead_back_to_itself() {
    let text = "\
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  c:
    publish:
      message:
        oneOf:
        - {$ref: '#/channels/c/publish/message'}
        - {name: made, payload: {type: string}}
";
    assert_eq!(wrong(text), "");
}
