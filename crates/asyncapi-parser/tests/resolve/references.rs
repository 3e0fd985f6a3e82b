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
  space: {publish: {message: {$ref: '#/components/messages/~0c d'}}}
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
"), @"
warning[E0110]: `$ref` names the key `a/b` without escaping its `/`
  spec.yaml:6:33 /channels/users~1{id}/subscribe/message/$ref 
  help: write `a~1b` for the key
warning[E0110]: `$ref` holds ` `, which a URI cannot
  spec.yaml:8:37 /channels/space/publish/message/$ref 
  help: write `%20` for it
warning[E0210]: `a/b` is no key of a component
  spec.yaml:13:5 /components/messages/a~1b 
  help: use letters, digits, `.`, `-` and `_` only
warning[E0210]: `~c d` is no key of a component
  spec.yaml:14:5 /components/messages/~0c d 
  help: use letters, digits, `.`, `-` and `_` only
warning[E0210]: `List[of]` is no key of a component
  spec.yaml:15:5 /components/messages/List[of] 
  help: use letters, digits, `.`, `-` and `_` only
2.6.0 T 1
channel users/{id} [a/b=#0]
channel tilde [~c d=#1]
channel space [~c d=#1]
channel brackets [List[of]=#2]
channel other [message=#0]
operation -: Receive users/{id} [a/b]
operation -: Send users/{id} [a/b]
operation -: Receive tilde [~c d]
operation -: Receive space [~c d]
operation -: Receive brackets [List[of]]
operation -: Receive other [message]
message #0 a/b: string
message #1 ~c d: string
message #2 List[of]: object {p: string}
Whole = -> Alias
Alias = object {part: array [object {p: string}...]}
");
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
Old: {$schema: 'http://json-schema.org/draft-04/schema#', id: '#old', type: number}
OldById: {$schema: 'http://json-schema.org/draft-04/schema#', id: 'https://example.com/old.json', type: 'null'}
NoName: {properties: {id: {type: string}}, id: old}
ById: {$id: 'https://example.com/schemas/root.json', type: object, properties: {a: {$ref: 'item.json'}, b: {$ref: '#/$defs/d'}}, $defs: {d: {type: integer}, i: {$id: item.json, type: boolean}}}
Uses:
  type: object
  properties:
    a: {$ref: '#here'}
    o: {$ref: '#old'}
    p: {$ref: 'https://example.com/old.json'}
    b: {$ref: 'https://example.com/schemas/item.json'}
    c: {$ref: 'https://example.com/schemas/root.json#/$defs/d'}
")), @"
2.6.0 T 1
message #0 M: string
Anchored = string
Old = number
OldById = null
NoName = object {id: string}
ById = object {a: boolean, b: integer}
Uses = object {a: Anchored, o: Old, p: OldById, b: boolean, c: integer}
");
}

#[test]
fn what_stands_beside_a_reference() {
    assert_snapshot!(read(&document("\
X: {type: object, properties: {a: {type: string}}}
Old: {$ref: '#/components/schemas/X', description: Kept., required: [a]}
Before: {$ref: '#/components/schemas/X', required: [a]}
New: {$schema: 'https://json-schema.org/draft/2020-12/schema', $ref: '#/components/schemas/X', required: [a], properties: {of: {$ref: '#/components/schemas/Of'}, before: {$ref: '#/components/schemas/Before'}}}
Of: {$ref: '#/components/schemas/X', required: [a]}
Defs: {$ref: '#/components/schemas/Defs/definitions/d', definitions: {d: {type: string}}}
")), @r#"
warning[E0111]: `required` beside `$ref` is ignored, as draft 7 of JSON Schema demands
  spec.yaml:8:73 /components/schemas/Old/required 
  help: if it shall hold, put the reference into an `allOf`: `allOf: [{$ref: …}]`
warning[E0111]: `required` beside `$ref` is ignored, as draft 7 of JSON Schema demands
  spec.yaml:9:56 /components/schemas/Before/required 
  help: if it shall hold, put the reference into an `allOf`: `allOf: [{$ref: …}]`
2.6.0 T 1
message #0 M: string
X = object {a: string}
Old = -> X "Kept."
Before = -> X
New = object {a!: string, of: object {a!: string}, before: X}
Of = object {a!: string}
Defs = -> string
"#);
}

#[test]
fn what_is_wrong_with_references() {
    let references = [
        "'#/components/schemas/Cal'",
        "'#/components/schema/Call'",
        "'#/components/messages/M'",
        "'#'",
        "'#nowhere'",
        "'#8'",
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
            let schemas = format!("P: {{$ref: {reference}}}\nCall: {{type: object, properties: {{x: {{type: string, $anchor: 8}}}}}}");
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

'#'
error[E0107]: `#` is a whole AsyncAPI document, not a schema
  spec.yaml:7:15 /components/schemas/P/$ref 
  help: refer to a schema in it

'#nowhere'
error[E0105]: `#nowhere` refers to nothing
  spec.yaml:7:15 /components/schemas/P/$ref 
  help: add what it names, or refer to another schema

'#8'
error[E0105]: `#8` refers to nothing
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
        "A: {$ref: '#/components/schemas/B'}\nB: {$ref: '#/components/schemas/C'}\nC: {$ref: '#/components/schemas/D'}\nD: {$ref: '#/components/schemas/E'}\nE: {$ref: '#/components/schemas/F'}\nF: {$ref: '#/components/schemas/G'}\nG: {$ref: '#/components/schemas/A'}",
    ];
    let all: Vec<String> = cases
        .iter()
        .map(|case| format!("{case}\n{}", wrong(&document(case))))
        .collect();
    assert_snapshot!(all.join("\n"), @"
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

A: {$ref: '#/components/schemas/B'}
B: {$ref: '#/components/schemas/C'}
C: {$ref: '#/components/schemas/D'}
D: {$ref: '#/components/schemas/E'}
E: {$ref: '#/components/schemas/F'}
F: {$ref: '#/components/schemas/G'}
G: {$ref: '#/components/schemas/A'}
error[E0106]: references form a cycle that leads to no schema: `A` → `B` → `C` → `D` → `E` → … → `A`
  spec.yaml:7:8 /components/schemas/A 
  spec.yaml:8:8 /components/schemas/B the cycle passes here
  spec.yaml:9:8 /components/schemas/C the cycle passes here
  spec.yaml:10:8 /components/schemas/D the cycle passes here
  spec.yaml:11:8 /components/schemas/E the cycle passes here
  help: let one of them say what it is, instead of referring to another
");
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

/// A place says what stands there only where a document is divided into sections.
#[test]
fn keys_that_are_called_like_sections() {
    let spec = "\
asyncapi: 3.0.0
info: {title: T, version: '1'}
components:
  schemas:
    A: {$ref: '#/x-lib/messages/S'}
    B: {$ref: '#/x-lib/components/messages/S'}
    C: {$ref: '#/x-lib/servers/S'}
    D: {$ref: 'parts.yaml#/messages/S'}
    E: {$ref: 'parts.yaml#/channels/S'}
    F: {$ref: 'parts.yaml#/components/messages/S'}
x-lib:
  messages: {S: {type: string}}
  components: {messages: {S: {type: string}}}
  servers: {S: {type: string}}
";
    let parts = "\
messages: {S: {type: string}}
channels: {S: {type: string}}
components: {messages: {S: {type: string}}}
";
    assert_snapshot!(read_files(&[("spec.yaml", spec), ("parts.yaml", parts)], &[]), @"
error[E0107]: `parts.yaml#/channels/S` is a channel, not a schema
  spec.yaml:9:15 /components/schemas/E/$ref 
  parts.yaml:2:12 /channels/S this is what it refers to
  help: refer to a schema, e.g. below `#/components/schemas`
error[E0107]: `parts.yaml#/components/messages/S` is a message, not a schema
  spec.yaml:10:15 /components/schemas/F/$ref 
  parts.yaml:3:25 /components/messages/S this is what it refers to
  help: refer to a schema, e.g. below `#/components/schemas`
");
}

/// An `$id` around a reference is what `#` means; of another file it says nothing.
#[test]
fn identifiers_around_references() {
    let spec = document(
        "\
P:
  $id: https://example.com/p.json
  $defs: {x: {type: string}}
  properties: {a: {$ref: 'parts.yaml#/$defs/x'}, b: {$ref: '#/$defs/x'}, c: {$ref: '#/$defs/y'}}
",
    );
    let files = [("spec.yaml", &*spec), ("parts.yaml", "x: {type: string}\n")];
    assert_snapshot!(read_files(&files, &[]), @"
error[E0105]: `parts.yaml#/$defs/x` refers to nothing
  spec.yaml:10:30 /components/schemas/P/properties/a/$ref 
  help: add what it names, or refer to another schema
error[E0105]: `#/$defs/y` refers to nothing
  spec.yaml:10:88 /components/schemas/P/properties/c/$ref 
  help: add what it names, or refer to another schema
");
}

/// What types do not depend on is left out, with a warning.
#[test]
fn references_that_types_do_not_depend_on() {
    assert_snapshot!(read("\
asyncapi: 3.0.0
info:
  title: T
  version: '1'
  tags: [{$ref: '#/components/tags/nope'}]
  externalDocs: {$ref: '#/components/externalDocs/loop'}
servers: {s: {$ref: '#/components/tags/t'}}
components:
  tags: {t: {name: t}}
  externalDocs: {loop: {$ref: '#/components/externalDocs/loop'}}
"), @"
warning[E0105]: `#/components/tags/nope` refers to nothing
  spec.yaml:5:17 /info/tags/0/$ref 
  help: add what it names, or refer to another tag
warning[E0107]: `#/components/tags/t` is a tag, not a server
  spec.yaml:7:21 /servers/s/$ref 
  spec.yaml:9:10 /components/tags/t this is what it refers to
  help: refer to a server, e.g. below `#/components/servers`
warning[E0106]: references form a cycle that leads to no external documentation: `loop` → `loop`
  spec.yaml:10:24 /components/externalDocs/loop 
  help: let one of them say what it is, instead of referring to another
3.0.0 T 1
");
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
