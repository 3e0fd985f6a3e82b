//! What each keyword says, met with what it says elsewhere.

use insta::assert_snapshot;

use crate::support::{document, read};

#[test]
fn values_are_narrowed_by_types() {
    let types = [
        "'null'",
        "boolean",
        "integer",
        "number",
        "string",
        "array",
        "object",
        "[string, integer]",
    ];
    let schemas: Vec<String> = types
        .iter()
        .enumerate()
        .flat_map(|(index, types)| {
            let values = "enum: [null, true, 1, 2.0, 1.5, a, [b], {c: d}]";
            [
                format!("P{index}: {{allOf: [{{{values}}}, {{type: {types}}}]}}"),
                format!("Q{index}: {{allOf: [{{type: {types}}}, {{{values}}}]}}"),
            ]
        })
        .collect();
    assert_snapshot!(read(&document(&schemas.join("\n"))), @r#"
2.6.0 T 1
message #0 M: string
P0 = null enum(null)
Q0 = null enum(null)
P1 = boolean enum(true)
Q1 = boolean enum(true)
P2 = integer enum(1, 2.0)
Q2 = integer enum(1, 2.0)
P3 = number enum(1, 2.0, 1.5)
Q3 = number enum(1, 2.0, 1.5)
P4 = string enum("a")
Q4 = string enum("a")
P5 = array enum(["b"])
Q5 = array enum(["b"])
P6 = object enum({"c": "d"})
Q6 = object enum({"c": "d"})
P7 = integer|string enum(1, 2.0, "a")
Q7 = integer|string enum(1, 2.0, "a")
"#);
}

#[test]
fn types_are_met() {
    let all = ["'null'", "boolean", "number", "string", "array", "object"];
    let mut schemas = Vec::new();
    for (index, one) in all.iter().enumerate() {
        let others: Vec<&str> = all.into_iter().filter(|other| other != one).collect();
        let others = others.join(", ");
        let next = all.iter().cycle().nth(index + 1).expect("it goes on");
        schemas.push(format!(
            "P{index}: {{allOf: [{{type: [{others}]}}, {{type: [{one}, {next}]}}]}}"
        ));
    }
    schemas.push("Integer: {allOf: [{type: [integer, string]}, {type: number}]}".to_owned());
    schemas.push("Number: {allOf: [{type: number}, {type: [integer, number]}]}".to_owned());
    schemas
        .push("Text: {allOf: [{type: [integer, string]}, {type: [string, boolean]}]}".to_owned());
    schemas
        .push("None: {allOf: [{type: [string, boolean]}, {type: [integer, boolean]}]}".to_owned());
    assert_snapshot!(read(&document(&schemas.join("\n"))), @"
2.6.0 T 1
message #0 M: string
P0 = boolean
P1 = number
P2 = string
P3 = array
P4 = object
P5 = null
Integer = integer
Number = number
Text = string
None = boolean
");
}

/// For each keyword one meet that narrows nothing, which is a reference, and one that does.
#[test]
fn meets_that_narrow() {
    let cases = [
        ("type: [string, integer]", "type: string"),
        ("enum: [1, 2]", "enum: [2.0]"),
        ("enum: [1, 2]", "const: 2"),
        ("const: 1", "format: int32"),
        ("type: string, format: date", "format: time"),
        (
            "type: string, contentEncoding: base64",
            "contentEncoding: base16",
        ),
        ("type: number, minimum: 1", "minimum: 2"),
        ("type: number, maximum: 2", "maximum: 1"),
        ("type: number, exclusiveMinimum: 1", "exclusiveMinimum: 2"),
        ("type: number, exclusiveMaximum: 2", "exclusiveMaximum: 1"),
        ("type: number, multipleOf: 2", "multipleOf: 3"),
        ("type: string, minLength: 1", "minLength: 2"),
        ("type: string, maxLength: 2", "maxLength: 1"),
        ("type: string, pattern: a", "pattern: b"),
        (
            "type: array, items: {type: string}",
            "items: {minLength: 1}",
        ),
        (
            "prefixItems: [{type: string}]",
            "prefixItems: [{minLength: 1}]",
        ),
        (
            "prefixItems: [{type: string}]",
            "prefixItems: [{}, {minLength: 1}]",
        ),
        ("type: array, minItems: 1", "minItems: 2"),
        ("type: array, maxItems: 2", "maxItems: 1"),
        ("type: array", "uniqueItems: true"),
        ("type: array, uniqueItems: true", "items: {}"),
        (
            "properties: {a: {type: string}}",
            "properties: {a: {minLength: 1}}",
        ),
        ("properties: {a: {type: string}}", "properties: {b: {}}"),
        ("properties: {a: {}, b: {}}, required: [a]", "required: [b]"),
        (
            "additionalProperties: {type: string}",
            "additionalProperties: {minLength: 1}",
        ),
        (
            "additionalProperties: {type: integer}",
            "properties: {a: {minimum: 1}}",
        ),
        ("additionalProperties: {}", "properties: {a: {minimum: 1}}"),
        (
            "patternProperties: {a: {type: string}}",
            "patternProperties: {a: {minLength: 1}}",
        ),
        (
            "patternProperties: {a: {type: string}}",
            "patternProperties: {b: {}}",
        ),
        ("type: object, minProperties: 1", "minProperties: 2"),
        ("type: object, maxProperties: 2", "maxProperties: 1"),
        (
            "oneOf: [{type: string}, {type: integer}]",
            "oneOf: [{minLength: 1}, {minimum: 1}]",
        ),
        (
            "anyOf: [{type: string}, {type: integer}]",
            "anyOf: [{minLength: 1}, {minimum: 1}]",
        ),
        (
            "oneOf: [{type: string}, {type: integer}]",
            "anyOf: [{type: integer}, {type: string}]",
        ),
        (
            "discriminator: k, properties: {k: {}}",
            "properties: {l: {}}",
        ),
    ];
    let mut schemas = Vec::new();
    for (index, (said, further)) in cases.into_iter().enumerate() {
        let base = format!("{{$ref: '#/components/schemas/B{index}'}}");
        schemas.push(format!("B{index}: {{{said}}}"));
        schemas.push(format!("S{index}: {{allOf: [{base}, {{{said}}}]}}"));
        schemas.push(format!("N{index}: {{allOf: [{base}, {{{further}}}]}}"));
        schemas.push(format!("M{index}: {{allOf: [{{{further}}}, {base}]}}"));
    }
    assert_snapshot!(read(&document(&schemas.join("\n"))), @"
2.6.0 T 1
message #0 M: string
B0 = integer|string
S0 = -> B0
N0 = string
M0 = string
B1 = enum(1, 2)
S1 = -> B1
N1 = enum(2)
M1 = enum(2.0)
B2 = enum(1, 2)
S2 = -> B2
N2 = = 2
M2 = = 2
B3 = = 1
S3 = -> B3
N3 = :int32 = 1
M3 = :int32 = 1
B4 = string :date
S4 = -> B4
N4 = string :time
M4 = -> B4
B5 = string in base64
S5 = -> B5
N5 = string in base16
M5 = -> B5
B6 = number >= 1
S6 = -> B6
N6 = number >= 2
M6 = number >= 2
B7 = number <= 2
S7 = -> B7
N7 = number <= 1
M7 = number <= 1
B8 = number > 1
S8 = -> B8
N8 = number > 2
M8 = number > 2
B9 = number < 2
S9 = -> B9
N9 = number < 1
M9 = number < 1
B10 = number * 2
S10 = -> B10
N10 = number * 2 * 3
M10 = number * 3 * 2
B11 = string length >= 1
S11 = -> B11
N11 = string length >= 2
M11 = string length >= 2
B12 = string length <= 2
S12 = -> B12
N12 = string length <= 1
M12 = string length <= 1
B13 = string /a/
S13 = -> B13
N13 = string /a/ /b/
M13 = string /b/ /a/
B14 = array [string...]
S14 = -> B14
N14 = array [string length >= 1...]
M14 = array [string length >= 1...]
B15 = array [string]
S15 = -> B15
N15 = array [string length >= 1]
M15 = array [string length >= 1]
B16 = array [string]
S16 = -> B16
N16 = array [string, string length >= 1]
M16 = array [string, string length >= 1]
B17 = array items >= 1
S17 = -> B17
N17 = array items >= 2
M17 = array items >= 2
B18 = array items <= 2
S18 = -> B18
N18 = array items <= 1
M18 = array items <= 1
B19 = array
S19 = -> B19
N19 = array unique
M19 = array unique
B20 = array unique
S20 = -> B20
N20 = array [any...] unique
M20 = array [any...] unique
B21 = object {a: string}
S21 = -> B21
N21 = object {a: string length >= 1}
M21 = object {a: string length >= 1}
B22 = object {a: string}
S22 = -> B22
N22 = object {a: string, b: any}
M22 = object {b: any, a: string}
B23 = object {a!: any, b: any}
S23 = -> B23
N23 = object {a!: any, b!: any}
M23 = object {a!: any, b!: any}
B24 = object {...: string}
S24 = -> B24
N24 = object {...: string length >= 1}
M24 = object {...: string length >= 1}
B25 = object {...: integer}
S25 = -> B25
N25 = object {a: integer >= 1, ...: integer}
M25 = object {a: integer >= 1, ...: integer}
B26 = object {...: any}
S26 = -> B26
N26 = object {a: number >= 1, ...: any}
M26 = object {a: number >= 1, ...: any}
B27 = object {/a/: string}
S27 = -> B27
N27 = object {/a/: string length >= 1}
M27 = object {/a/: string length >= 1}
B28 = object {/a/: string}
S28 = -> B28
N28 = object {/a/: string, /b/: any}
M28 = object {/b/: any, /a/: string}
B29 = object properties >= 1
S29 = -> B29
N29 = object properties >= 2
M29 = object properties >= 2
B30 = object properties <= 2
S30 = -> B30
N30 = object properties <= 1
M30 = object properties <= 1
B31 = oneOf(string | integer)
S31 = oneOf(string | integer)
N31 = oneOf(oneOf(string length >= 1 | string >= 1) | oneOf(integer length >= 1 | integer >= 1))
M31 = oneOf(oneOf(string length >= 1 | integer length >= 1) | oneOf(string >= 1 | integer >= 1))
B32 = anyOf(string | integer)
S32 = anyOf(string | integer)
N32 = anyOf(anyOf(string length >= 1 | string >= 1) | anyOf(integer length >= 1 | integer >= 1))
M32 = anyOf(anyOf(string length >= 1 | integer length >= 1) | anyOf(string >= 1 | integer >= 1))
B33 = oneOf(string | integer)
S33 = oneOf(string | integer)
N33 = oneOf(string | integer)
M33 = anyOf(integer | string)
B34 = object {k: any} by k
S34 = -> B34
N34 = object {k: any, l: any}
M34 = object {l: any, k: any}
");
}
