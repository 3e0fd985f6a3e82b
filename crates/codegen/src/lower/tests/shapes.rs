use super::{HEAD, crate_of, indent, schemas};
use insta::assert_snapshot;

#[test]
fn plain_types() {
    assert_snapshot!(schemas(
        "
        Any: {}
        AnyToo: true
        Nothing: false
        Flag: {type: boolean}
        Count: {type: integer}
        Wide: {type: integer, minimum: 0, maximum: 18446744073709551615}
        Small: {type: integer, format: int32}
        Rate: {type: number, format: int32}
        Text: {type: string, format: date-time}
        Void: {type: 'null'}
        Also: {$ref: '#/components/schemas/Text'}
        Again: {$ref: '#/components/schemas/Also'}
    "
    ));
}

#[test]
fn objects() {
    assert_snapshot!(schemas("
        Call: {type: object, required: [id, token], properties: {id: {type: integer}, type: {type: string}, direct-link: {type: string}, extra: {}, user: {$ref: '#/components/schemas/User'}, gone: false}}
        User: {type: object, additionalProperties: false, properties: {address: {type: object, properties: {street: {type: string}, geo: {type: object, properties: {lat: {type: number}}}}}}}
        Labels: {type: object, additionalProperties: {type: string}}
        Free: {type: object, additionalProperties: true}
        Open: {type: object}
        Empty: {type: object, additionalProperties: false}
        Typed: {type: object, required: [b], properties: {a: {type: string}}, additionalProperties: {type: integer}}
        ByPattern: {type: object, patternProperties: {'^.*$': {type: object, properties: {n: {type: integer}}}}}
        ByOnePattern: {type: object, patternProperties: {'^x-': {type: string}}}
        ByClosedPattern: {type: object, patternProperties: {'^x-': {type: string}}, additionalProperties: false}
        OnlyRequired: {type: object, required: [a]}
    "));
}

#[test]
fn arrays() {
    assert_snapshot!(schemas("
        Bare: {type: array}
        Numbers: {type: array, items: {type: array, items: {type: number}}}
        People: {type: array, items: {type: object, properties: {name: {type: string}}}}
        Pair: {type: array, prefixItems: [{type: string}, {type: object, properties: {n: {type: integer}}}], minItems: 1, items: {type: boolean}}
        Exact: {type: array, items: [{type: string}], additionalItems: false}
        Free: {type: array, items: [{type: string}]}
        Tags: {type: object, properties: {tags: {type: array, items: {type: object, properties: {id: {type: integer}}}}}}
    "));
}

#[test]
fn values() {
    assert_snapshot!(schemas("
        Status: {type: string, enum: [initial, in-progress, 'in progress', other, '', '*', initial]}
        Level: {type: integer, enum: [1, -1, 2147483648]}
        Mixed: {enum: [a, 1, true, null, {x: 1}, [2], 1.50]}
        One: {enum: [only]}
        Const: {const: call}
        Number: {const: 1.10}
        Null: {const: null}
        NullEnum: {enum: [null]}
        Nullable: {type: [string, 'null'], enum: [a, null]}
        Meant: {type: [string, 'null'], enum: [a]}
        Event: {type: object, required: [resource], properties: {resource: {const: call}, state: {type: string, enum: [a, b]}}}
    "));
}

#[test]
fn closed_sets() {
    let document = "
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels: {}
components:
  schemas:
    Status: {enum: [a]}
    Level: {enum: [1]}
    Both: {type: [string, integer]}
    Three: {type: [string, integer, boolean]}
    Any: {anyOf: [{enum: [a]}, {type: string}]}
";
    assert_snapshot!(crate_of(document, "enums: closed"));
}

#[test]
fn optional_nulls() {
    let document = "
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels: {}
components:
  schemas:
    Call: {type: object, required: [id], properties: {id: {type: integer}, to: {type: string}, at: {type: [string, integer, 'null']}, by: {$ref: '#/components/schemas/User'}, of: {$ref: '#/components/schemas/Any'}, on: {$ref: '#/components/schemas/Perhaps'}, x: {}}}
    User: {type: object, properties: {call: {$ref: '#/components/schemas/Call'}}}
    Any: {}
    Perhaps: {type: [string, 'null']}
";
    assert_snapshot!(crate_of(document, "nulls: optional"));
}

#[test]
fn by_the_letter() {
    let document = "
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels: {}
components:
  schemas:
    Person: {required: [name], properties: {name: {type: string}}}
    Tags: {items: {type: string}}
    Both: {additionalProperties: {type: integer}, items: {type: integer}}
    Bounds: {minimum: 1, minItems: 2, minProperties: 3}
    Every: {type: [string, number, boolean, object, array, 'null'], required: [a]}
    Tree: {additionalProperties: false, properties: {child: {$ref: '#/components/schemas/Tree'}}}
    Either: {anyOf: [{properties: {a: {type: string}}}, {items: {type: string}}]}
    Parts: {anyOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {b: {type: integer}}}]}
    Same: {anyOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {a: {type: string}}, required: [a]}]}
";
    assert_snapshot!(crate_of(document, "implied_types: false"));
}

#[test]
fn null() {
    assert_snapshot!(schemas("
        Name: {type: [string, 'null']}
        Person: {type: [object, 'null'], properties: {name: {type: [string, 'null']}, home: {type: [object, 'null'], properties: {street: {type: string}}}}}
        Either: {oneOf: [{$ref: '#/components/schemas/Person'}, {type: 'null'}]}
        InPlace: {oneOf: [{type: 'null'}, {type: object, properties: {a: {type: string}}}]}
        Holder: {type: object, required: [a], properties: {a: {$ref: '#/components/schemas/Person'}, b: {oneOf: [{type: 'null'}, {$ref: '#/components/schemas/Person'}]}, c: {anyOf: [{type: 'null'}, {type: object, properties: {d: {type: string}}}]}}}
        Nothing: {oneOf: [{type: 'null'}]}
    "));
}

#[test]
fn several_types() {
    assert_snapshot!(schemas("
        Id: {type: [string, integer]}
        Rich: {type: [string, object, array, 'null'], properties: {a: {type: object, properties: {b: {type: string}}}}, items: {type: integer}}
        All: {type: [string, number, boolean, object, array, 'null']}
        Field: {type: object, properties: {id: {type: [integer, string, 'null']}}}
    "));
}

#[test]
fn unions() {
    assert_snapshot!(schemas("
        Cat: {type: object, required: [kind], properties: {kind: {const: cat}, lives: {type: integer}}}
        Dog: {type: object, required: [kind], properties: {kind: {enum: [dog, puppy]}}}
        Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
        AnyPet: {anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}, {type: 'null'}]}
        Loose: {oneOf: [{title: A thing, type: object, properties: {a: {type: string}}}, {type: object, properties: {a: {type: string}, b: {type: object, properties: {c: {type: string}}}}}, {type: object}]}
        TextOr: {oneOf: [{type: array, items: {type: object, properties: {a: {type: string}}}}, {type: string}]}
        Told: {oneOf: [{type: string, description: In words}, {type: integer}]}
        Kinds: {oneOf: [{type: string}, {type: string, format: uuid}, {type: integer}, {type: array, items: {type: string}}]}
        Single: {oneOf: [{$ref: '#/components/schemas/Cat'}]}
        Open: {anyOf: [{type: string, enum: [a, b]}, {type: string}]}
        Documented: {oneOf: [{const: a, title: The first}, {const: b, description: The second}]}
        Anything: {anyOf: [{type: string}, {}]}
        Titles: {oneOf: [{title: Same, type: string}, {title: Same, type: integer}]}
        Field: {type: object, properties: {value: {oneOf: [{type: object, properties: {x: {type: string}}}, {type: string}]}}}
    "));
}

#[test]
fn discriminators() {
    assert_snapshot!(schemas("
        Cat: {type: object, required: [kind], properties: {kind: {type: string}}}
        Dog: {type: object, required: [kind], properties: {kind: {type: string}}}
        Bird: {type: object, required: [kind], properties: {kind: {const: bird}}}
        Pet: {discriminator: kind, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Bird'}]}
        NotAll: {discriminator: kind, oneOf: [{$ref: '#/components/schemas/Cat'}, {type: string}]}
        Alone: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string}}}
    "));
}

#[test]
fn merged_objects() {
    assert_snapshot!(schemas("
        Parts: {anyOf: [{type: object, required: [a], properties: {a: {type: string}}}, {type: object, required: [a], properties: {a: {type: string}, b: {type: integer}}}]}
        Apart: {anyOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {a: {type: integer}}}]}
        Base: {type: object, required: [id], properties: {id: {type: string}}, oneOf: [{type: object, required: [n], properties: {n: {type: integer}}}, {type: object, properties: {n: {type: number}, k: {const: x}}}]}
        Narrowed: {type: object, properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}
        Format: {type: string, anyOf: [{format: uuid}, {format: email}]}
    "));
}

#[test]
fn branches_that_only_narrow() {
    assert_snapshot!(schemas("
        Required: {type: object, properties: {a: {type: string}}, anyOf: [{type: object, required: [a]}, {required: [b]}, {}]}
        OtherType: {type: object, properties: {a: {type: string}}, anyOf: [{type: string}, {required: [a]}]}
        NoBranch: {type: string, anyOf: [false, {minLength: 1}]}
        AnyItems: {type: array, items: {type: string}, anyOf: [{items: {}}, {minItems: 2}]}
        Items: {type: array, anyOf: [{items: {type: string}}, {items: {type: integer}}]}
        Prefix: {type: array, anyOf: [{items: [{type: string}]}, {minItems: 1}]}
        Patterns: {type: object, anyOf: [{patternProperties: {'^.*$': {type: string}}}, {minProperties: 1}]}
        Additional: {type: object, anyOf: [{additionalProperties: {type: string}}, {minProperties: 1}]}
        Closed: {type: object, anyOf: [{additionalProperties: false}, {minProperties: 1}]}
        Length: {anyOf: [{minLength: 1}, {minLength: 2}]}
        Nullable: {type: [object, 'null'], anyOf: [{type: object, properties: {a: {}}}, {type: object, properties: {a: {type: string}}, required: [a]}]}
    "));
}

#[test]
fn branches_that_are_null_or_nothing_or_the_same() {
    assert_snapshot!(schemas("
        Cat: {type: object, properties: {a: {type: string}}}
        Constant: {oneOf: [{const: null}, {type: string}]}
        Set: {oneOf: [{enum: [null]}, {type: string}]}
        PartOfSet: {oneOf: [{enum: [null, 1]}, {type: boolean}]}
        Values: {anyOf: [{const: a}, {enum: [b, null]}]}
        Bounded: {oneOf: [{type: 'null', minLength: 1}, {type: string}]}
        NoBranch: {oneOf: [false, {type: boolean}, {type: integer}]}
        OnlyNo: {oneOf: [false]}
        NullOrNo: {oneOf: [false, {type: 'null'}]}
        Twice: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Cat'}, {type: boolean}]}
        OneScalar: {oneOf: [{type: string}, {type: string, minLength: 2}, {type: integer}]}
        NullableScalar: {oneOf: [{type: [string, 'null']}, {type: string}, {type: integer}]}
    "));
}

#[test]
fn text_or_something_else() {
    assert_snapshot!(schemas("
        List: {type: array}
        Set: {enum: [a]}
        InPlace: {oneOf: [{type: array}, {type: string}]}
        Number: {oneOf: [{type: string}, {type: number}]}
        Referred: {oneOf: [{$ref: '#/components/schemas/List'}, {type: string}]}
        Titled: {oneOf: [{type: array, title: Listed}, {type: string}]}
        Described: {oneOf: [{type: array}, {type: string, description: Said}]}
        Nullable: {oneOf: [{type: [array, 'null']}, {type: string}]}
        Object: {oneOf: [{type: object, properties: {a: {type: string}}}, {type: string}]}
        Values: {oneOf: [{enum: [1]}, {type: string}]}
        Bounded: {oneOf: [{minimum: 1}, {type: string}]}
        NoText: {oneOf: [{type: array}, {type: number}]}
        Three: {oneOf: [{type: array}, {type: string}, {type: number}]}
        Typed: {type: [string, object], properties: {a: {type: string}}}
        TypedMap: {type: [object, string]}
        TypedNumber: {type: [number, string]}
        AllButOne: {anyOf: [{type: [string, number, boolean, object]}, {type: [string, number, boolean, array]}, {type: [string, number, object, array]}, {type: [string, boolean, object, array]}, {type: [number, boolean, object, array]}]}
        SetOrText: {anyOf: [{$ref: '#/components/schemas/Set'}, {const: b}]}
        OneOrText: {anyOf: [{const: 1}, {type: string}]}
        OpenText: {anyOf: [{const: a}, {type: string}]}
        OpenNumber: {anyOf: [{const: a}, {type: integer}]}
        OneOf: {oneOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {b: {type: string}}}]}
        AnyOf: {anyOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {b: {type: string}}}]}
        AnyReferred: {anyOf: [{$ref: '#/components/schemas/OneOf/oneOf/0'}, {type: object, properties: {b: {type: string}}}]}
        Ends: {type: array, items: [{type: string}, {type: boolean}], maxItems: 2}
        GoesOn: {type: array, items: [{type: string}, {type: boolean}], maxItems: 3, minItems: 3}
    "));
}

/// Parts of one object are parts of one struct, if they declare a property alike.
#[test]
fn a_property_that_branches_declare() {
    let table = [
        "{type: string} {type: string, minLength: 1}",
        "{type: string} {type: string} {type: string}",
        "{type: string} {type: string} {type: integer}",
        "{type: string} {type: string, format: uuid}",
        "{type: string, format: uuid} {type: string, format: uuid}",
        "{type: string, format: uuid} {type: string, format: date-time}",
        "{type: boolean} {type: boolean, title: B}",
        "{type: integer, format: int32} {type: integer, minimum: 0, format: int32}",
        "{type: integer, format: int32} {type: integer, format: int8}",
        "{type: integer} {type: number}",
        "{type: number} {type: number}",
        "{type: [string, integer]} {type: [string, integer]}",
        "{type: [string, 'null']} {type: [string, 'null']}",
        "{enum: [a]} {enum: [b]}",
        "{enum: [a]} {type: string}",
        "{type: array} {type: array, title: B}",
        "{$ref: '#/components/schemas/Text'} {type: string}",
        "{$ref: '#/components/schemas/Object'} {$ref: '#/components/schemas/Object'}",
        "{$ref: '#/components/schemas/Object'} {type: object}",
        "{} {type: string}",
        "{} {}",
    ];
    let lines = table.map(|types| {
        let branches = types.split_inclusive("} ").map(|of| {
            let of = of.trim_end();
            format!("{{type: object, properties: {{p: {of}}}}}")
        });
        let branches: Vec<String> = branches.collect();
        let lines = indent(&format!(
            "Text: {{type: string}}
            Object: {{type: object, properties: {{r: {{type: string}}}}}}
            Formats: {{type: object, properties: {{a: {{type: string, format: uuid}}, b: {{type: string, format: date-time}}}}}}
            Parts: {{anyOf: [{}]}}",
            branches.join(", ")
        ));
        let document = format!("{HEAD}components:\n  schemas:\n{lines}");
        let dump = crate_of(&document, "types: {date-time: jiff, uuid: uuid}");
        let parts = &dump[dump.find("mod parts").unwrap()..];
        let declared = parts.lines().find(|line| line.starts_with("    p: "));
        let kind = parts.lines().nth(1).unwrap_or_default();
        let declared = declared.filter(|_| kind.starts_with("  struct"));
        format!("{types}:{}", declared.unwrap_or("    apart"))
    });
    assert_snapshot!(lines.join("\n"));
}

#[test]
fn parts_of_one_object() {
    let lines = "
        NotTyped: {anyOf: [{type: object, properties: {a: {type: string}}}, {type: [object, 'null'], properties: {b: {type: string}}}]}
        Valued: {anyOf: [{type: object, properties: {a: {type: string}}}, {type: object, enum: [{b: 1}]}]}
        NoFields: {anyOf: [{type: object, minProperties: 1}, {type: object, maxProperties: 2}]}
        Required: {anyOf: [{type: object, required: [a, b], properties: {a: {type: string}, b: {type: string}}}, {type: object, required: [b, c], properties: {b: {type: string}, c: {type: string}}}, {type: object, required: [b], properties: {}}]}
        Closed: {anyOf: [{type: object, additionalProperties: false, properties: {a: {type: string}}}, {type: object, additionalProperties: false, properties: {b: {type: string}}}]}
        HalfClosed: {anyOf: [{type: object, additionalProperties: false, properties: {a: {type: string}}}, {type: object, properties: {b: {type: string}}}]}
    ";
    assert_snapshot!(schemas(lines));
    let document = format!("{HEAD}components:\n  schemas:\n{}", indent(lines));
    assert_snapshot!(crate_of(&document, "implied_types: false"));
}

#[test]
fn tags_of_unions() {
    assert_snapshot!(schemas("
        A: {type: object, required: [kind], properties: {kind: {const: a}}}
        B: {type: object, required: [kind], properties: {kind: {const: b}}}
        Loose: {type: object, properties: {kind: {const: c}}}
        Numbered: {type: object, required: [kind], properties: {kind: {const: 1}}}
        Free: {type: object, required: [kind], properties: {kind: {type: string}}}
        Found: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
        NotRequired: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/Loose'}]}
        NotText: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/Numbered'}]}
        NotLimited: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/Free'}]}
        Shared: {oneOf: [{type: object, required: [v, k], properties: {v: {const: v1}, k: {const: a}}}, {type: object, required: [v, k], properties: {v: {const: v1}, k: {const: b}}}]}
        SharedInSet: {oneOf: [{type: object, required: [k], properties: {k: {enum: [a, b]}}}, {type: object, required: [k], properties: {k: {enum: [b, c]}}}]}
        Around: {required: [kind], oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/Loose'}]}
        Second: {oneOf: [{type: object, required: [b, a], properties: {b: {type: string}, a: {const: a}}}, {type: object, required: [b, a], properties: {a: {const: b}, b: {const: c}}}]}
        Listed: {oneOf: [{$ref: '#/components/schemas/A'}, {type: object, enum: [{kind: b}]}]}
        Constant: {discriminator: kind, oneOf: [{$ref: '#/components/schemas/A'}, {type: object, const: {kind: b}}]}
        Declared: {discriminator: kind, oneOf: [{$ref: '#/components/schemas/Loose'}, {$ref: '#/components/schemas/Numbered'}]}
        Text: {type: string}
        NoObject: {discriminator: kind, oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/Text'}]}
        Several: {discriminator: kind, oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/ObjectOrNull'}]}
        ObjectOrNull: {type: [object, 'null'], properties: {kind: {const: c}}}
        SetOfObjects: {type: object, enum: [{kind: b}]}
        AndListed: {discriminator: kind, oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/SetOfObjects'}]}
        OneObject: {type: object, const: {kind: b}}
        AndConstant: {discriminator: kind, oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/OneObject'}]}
        InPlace: {discriminator: kind, oneOf: [{$ref: '#/components/schemas/Free'}, {type: object, properties: {kind: {type: string}}}]}
        Same: {discriminator: kind, oneOf: [{$ref: '#/components/schemas/A'}, {type: object, required: [kind], properties: {kind: {const: a}}}]}
    "));
}

#[test]
fn documentation() {
    assert_snapshot!(schemas("
        Call: {title: A call, description: \"What happened.\\n\\nMore.\", deprecated: true, type: object, properties: {n: {description: How many, type: integer, minimum: 1, exclusiveMaximum: 9, default: 3, examples: [1, 2]}, s: {type: string, format: uuid, minLength: 1, maxLength: 20, pattern: '^\\d+[a-z]\\.`?$', default: '', readOnly: true}, t: {type: string, pattern: '^\\+\\d{2}_[*]$', title: T, deprecated: true, writeOnly: true, default: 'a_b *c*'}, c: {$ref: '#/components/schemas/Color', description: Beside}}}
        Color: {description: A color, enum: [red]}
    "));
}

#[test]
fn documentation_of_bounds() {
    let (short, long) = ("x".repeat(78), "x".repeat(81));
    assert_snapshot!(schemas(&format!("
        Counts: {{type: object, minProperties: 1, maxProperties: 9, properties: {{least: {{type: string, minLength: 2}}, most: {{type: string, maxLength: 2}}, exact: {{type: string, minLength: 2, maxLength: 2}}, none: {{type: string, minLength: 0}}, few: {{type: array, minItems: 0, maxItems: 2}}, some: {{type: array, minItems: 1, maxItems: 2}}}}}}
        Numbers: {{type: object, properties: {{a: {{type: integer, format: int32, multipleOf: 5}}, b: {{type: number, format: double, maximum: 1.50, exclusiveMinimum: 0}}}}}}
        Texts: {{type: object, properties: {{a: {{type: string, contentEncoding: base64, default: 'a`b'}}, b: {{type: string, default: \"a\\tb\", pattern: \"a\\tb\"}}, c: {{title: Same, description: Same}}, d: {{title: ' ', description: ' One '}}, e: {{pattern: ' '}}}}}}
        Examples: {{type: object, properties: {{a: {{examples: [1, 2, 3, 4]}}, b: {{examples: [{long}, 1]}}, c: {{examples: [{long}]}}}}}}
        Short: {{default: {short}, pattern: {short}xx}}
        Long: {{default: {short}x, pattern: {long}, externalDocs: {{url: 'https://example.com'}}}}
    ")));
}

/// What the settings ask for, where the document has it.
#[test]
fn formats() {
    let lines = indent(
        "
        Call: {type: object, properties: {at: {type: string, format: date-time}, id: {type: [string, 'null'], format: uuid}, on: {type: string, format: date}, n: {type: integer, format: date-time}, kind: {enum: [a], format: uuid}}}
        Either: {type: [string, integer], format: uuid}
        Texts: {anyOf: [{type: string, format: uuid}, {type: string}]}
        TextOrList: {anyOf: [{type: string}, {type: array, items: {type: string, format: date-time}}]}
        Merged: {anyOf: [{type: object, properties: {a: {type: string, format: uuid}, b: {type: string, format: uuid}}}, {type: object, properties: {a: {type: string, format: uuid}, b: {type: string, format: date-time}}}], properties: {c: {}}}
    ",
    );
    let config = "types: {date-time: jiff, uuid: uuid, duration: jiff}";
    assert_snapshot!(crate_of(
        &format!("{HEAD}components:\n  schemas:\n{lines}"),
        config
    ));
    let config = "types: {date-time: jiff, uuid: uuid}";
    assert_snapshot!(crate_of(
        &format!("{HEAD}components:\n  schemas:\n{lines}"),
        config
    ));
}
