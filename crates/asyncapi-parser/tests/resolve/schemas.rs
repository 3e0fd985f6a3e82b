//! Schemas: every keyword, of every draft and dialect that is read.

use asyncapi_parser::resolve::ignored_keywords;
use insta::assert_snapshot;

use crate::support::{document, read, wrong};

#[test]
fn every_keyword() {
    assert_snapshot!(read(&document("\
Text: {type: string, minLength: 1, maxLength: 3.0, pattern: '^a', format: date, contentEncoding: base64, contentMediaType: text/html}
Number: {type: [integer, number], minimum: 1, maximum: 0x1F, exclusiveMinimum: 0, exclusiveMaximum: 1e3, multipleOf: .5}
Draft4: {type: integer, minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: false}
List: {type: array, items: {type: string}, minItems: 1, maxItems: 2, uniqueItems: true, contains: {type: string}}
Tuple: {items: [{type: string}, {type: integer}], additionalItems: {type: boolean}}
Prefix: {prefixItems: [{type: string}], items: false}
Object:
  type: object
  title: An object
  description: Said.
  properties: {a: true, b: false, c: {}}
  patternProperties: {'^x-': {type: string}}
  additionalProperties: false
  required: [a, z]
  minProperties: 1
  maxProperties: 9
  propertyNames: {pattern: '^[a-z]'}
  dependencies: {a: [b], b: {required: [c]}}
  if: {required: [a]}
  then: {required: [b]}
  default: {a: 1}
  readOnly: true
  deprecated: true
Values: {enum: [a, 1, 1.50, true, null, [x], {y: z}]}
Constant: {const: {a: [1]}}
Union: {oneOf: [{type: string}, {type: 'null'}], discriminator: kind}
Mapped: {oneOf: [{$ref: '#/components/schemas/Object'}, {$ref: '#/components/schemas/Tuple'}], discriminator: {propertyName: k, mapping: {o: Object, t: '#/components/schemas/Tuple'}}}
Nullable: {type: string, nullable: true, enum: [a]}
NullType: {type: [string, null]}
NoImplied: {enum: [a, 1], minLength: 1}
NoImpliedByConst: {const: 1, minLength: 1}
ImpliedNumber: {minimum: 1}
ImpliedText: {contentEncoding: base64}
NullableNumber: {nullable: true, minimum: 1}
Not: {type: string, not: false}
Slips: {propertys: {a: {}}, requird: [a], $commnt: no slip, item: {}}
Implied: {properties: {a: {items: {maxLength: 3}}}}
Unknown: {x-any: 1, madeUp: 2}
")), @r#"
warning[E0302]: `type` is YAML's null where the name of the type is meant
  spec.yaml:35:31 /components/schemas/NullType/type/1 
  help: write `'null'` in quotes
warning[E0204]: `requird` is no keyword of schemas, and ignored
  spec.yaml:42:33 /components/schemas/Slips/requird 
  help: did you mean `required`?
2.6.0 T 1
message #0 M: string
Text = string :date in base64 length >= 1 length <= 3 /^a/
Number = number >= 1 <= 31 > 0 < 1e3 * 0.5
Draft4 = integer <= 5 > 1
List = array items >= 1 items <= 2 [string...] unique +contains
Tuple = array [string, integer] [boolean...]
Prefix = array [string] [never...]
Object = object properties >= 1 properties <= 9 {a!: any, b: never, c: any, z!, /^x-/: string, ...: never} +propertyNames +dependencies +if +then <An object> "Said." default {"a": 1} deprecated read-only
Values = enum("a", 1, 1.50, true, null, ["x"], {"y": "z"})
Constant = = {"a": [1]}
Union = oneOf(string | null) by kind
Mapped = oneOf(Object | Tuple) by k o=Object t=Tuple
Nullable = null|string enum("a", null)
NullType = null|string
NoImplied = enum("a", 1) length >= 1
NoImpliedByConst = = 1 length >= 1
ImpliedNumber = number >= 1
ImpliedText = string in base64
NullableNumber = null|number >= 1
Not = string +not
Slips = any
Implied = object {a: array [string length <= 3...]}
Unknown = any
"#);
}

#[test]
fn what_is_wrong_with_schemas() {
    let schemas = [
        "3",
        "null",
        "[]",
        "{type: strin}",
        "{type: date-time}",
        "{type: [string, {}]}",
        "{type: {}}",
        "{type: []}",
        "{type: null}",
        "{enum: []}",
        "{enum: a}",
        "{enum: [a, a]}",
        "{properties: []}",
        "{properties: {a: 1}}",
        "{required: true}",
        "{required: a}",
        "{required: [{}]}",
        "{required: [a, a]}",
        "{allOf: {}}",
        "{oneOf: []}",
        "{oneOf: a}",
        "{items: 5}",
        "{minLength: -1}",
        "{minLength: 1.5}",
        "{minimum: a}",
        "{pattern: 7}",
        "{title: [a]}",
        "{deprecated: 'yes'}",
        "{examples: {}}",
        "{discriminator: {}}",
        "{discriminator: {propertyName: k, mapping: {a: Nope, b: 3}}}",
        "{not: 7}",
        "{not: [{}]}",
        "{extends: {}}",
        "{$dynamicRef: '#a'}",
    ];
    let all: Vec<String> = schemas
        .iter()
        .map(|schema| format!("{schema}\n{}", wrong(&document(&format!("P: {schema}")))))
        .collect();
    assert_snapshot!(all.join("\n"), @r#"
3
error[E0301]: a schema must be an object or a boolean, found an integer
  spec.yaml:7:8 /components/schemas/P 
  help: write `{}` for a schema that allows everything

null
error[E0301]: a schema must be an object or a boolean, found null
  spec.yaml:7:8 /components/schemas/P 
  help: write `{}` for a schema that allows everything

[]
error[E0301]: a schema must be an object or a boolean, found an array
  spec.yaml:7:8 /components/schemas/P 
  help: write `{}` for a schema that allows everything

{type: strin}
error[E0302]: `strin` is not a type
  spec.yaml:7:15 /components/schemas/P/type 
  help: did you mean `string`?

{type: date-time}
error[E0302]: `date-time` is not a type
  spec.yaml:7:15 /components/schemas/P/type 
  help: write `type: string` with `format: date-time`

{type: [string, {}]}
error[E0301]: `type` must be the name of a type, found an object
  spec.yaml:7:24 /components/schemas/P/type/1 
  help: correct or remove it

{type: {}}
error[E0301]: `type` must be the name of a type or an array of them, found an object
  spec.yaml:7:15 /components/schemas/P/type 
  help: correct or remove it

{type: []}
error[E0303]: `type` lists no type, so that no value is allowed
  spec.yaml:7:15 /components/schemas/P/type 
  help: name a type, or leave `type` out

{type: null}
warning[E0302]: `type` is YAML's null where the name of the type is meant
  spec.yaml:7:15 /components/schemas/P/type 
  help: write `'null'` in quotes

{enum: []}
error[E0303]: `enum` is empty, so that no value is allowed
  spec.yaml:7:15 /components/schemas/P/enum 
  help: list the values, or leave `enum` out

{enum: a}
error[E0301]: `enum` must be an array of values, found a string
  spec.yaml:7:15 /components/schemas/P/enum 
  help: correct or remove it

{enum: [a, a]}
warning[E0301]: `enum` lists "a" twice
  spec.yaml:7:19 /components/schemas/P/enum/1 
  help: remove one of the two

{properties: []}
error[E0301]: `properties` must be an object, found an array
  spec.yaml:7:21 /components/schemas/P/properties 
  help: write `properties: {name: {…}}`

{properties: {a: 1}}
error[E0301]: a schema must be an object or a boolean, found an integer
  spec.yaml:7:25 /components/schemas/P/properties/a 
  help: write `{}` for a schema that allows everything

{required: true}
warning[E0301]: `required` must be an array of names; a boolean is ignored
  spec.yaml:7:19 /components/schemas/P/required 
  help: list the property in the `required` of the object that holds it

{required: a}
error[E0301]: `required` must be an array of names, found a string
  spec.yaml:7:19 /components/schemas/P/required 
  help: correct or remove it

{required: [{}]}
error[E0301]: `required` must be an array of names, found an object
  spec.yaml:7:20 /components/schemas/P/required/0 
  help: correct or remove it

{required: [a, a]}
warning[E0301]: `required` lists `a` twice
  spec.yaml:7:23 /components/schemas/P/required/1 
  help: remove one of the two

{allOf: {}}
error[E0301]: `allOf` must be an array of schemas, found an object
  spec.yaml:7:16 /components/schemas/P/allOf 
  help: write `allOf: [{…}, {…}]`

{oneOf: []}
error[E0303]: `oneOf` is empty, so that no value is allowed
  spec.yaml:7:16 /components/schemas/P/oneOf 
  help: list the alternatives, or leave `oneOf` out

{oneOf: a}
error[E0301]: `oneOf` must be an array of schemas, found a string
  spec.yaml:7:16 /components/schemas/P/oneOf 
  help: write `oneOf: [{…}, {…}]`

{items: 5}
error[E0301]: a schema must be an object or a boolean, found an integer
  spec.yaml:7:16 /components/schemas/P/items 
  help: write `{}` for a schema that allows everything

{minLength: -1}
warning[E0301]: `minLength` must be a whole number from 0 on, found -1
  spec.yaml:7:20 /components/schemas/P/minLength 
  help: the keyword is ignored; correct or remove it

{minLength: 1.5}
warning[E0301]: `minLength` must be a whole number from 0 on, found 1.5
  spec.yaml:7:20 /components/schemas/P/minLength 
  help: the keyword is ignored; correct or remove it

{minimum: a}
warning[E0301]: `minimum` must be a number, found a string
  spec.yaml:7:18 /components/schemas/P/minimum 
  help: the keyword is ignored; correct or remove it

{pattern: 7}
warning[E0301]: `pattern` must be a string, found an integer
  spec.yaml:7:18 /components/schemas/P/pattern 
  help: the keyword is ignored; correct or remove it

{title: [a]}
warning[E0301]: `title` must be a string, found an array
  spec.yaml:7:16 /components/schemas/P/title 
  help: the keyword is ignored; correct or remove it

{deprecated: 'yes'}
warning[E0301]: `deprecated` must be a boolean, found a string
  spec.yaml:7:21 /components/schemas/P/deprecated 
  help: the keyword is ignored; correct or remove it

{examples: {}}
warning[E0301]: `examples` must be an array of values, found an object
  spec.yaml:7:19 /components/schemas/P/examples 
  help: the keyword is ignored; correct or remove it

{discriminator: {}}
warning[E0301]: `discriminator` names no property
  spec.yaml:7:24 /components/schemas/P/discriminator 
  help: write `discriminator: {propertyName: …}`; it is ignored now

{discriminator: {propertyName: k, mapping: {a: Nope, b: 3}}}
error[E0105]: `Nope` of the discriminator's mapping refers to nothing
  spec.yaml:7:55 /components/schemas/P/discriminator/mapping/a 
  help: name a schema of `components`, or refer to one
warning[E0301]: `mapping` must be the name of a schema or a reference to one, found an integer
  spec.yaml:7:64 /components/schemas/P/discriminator/mapping/b 
  help: the keyword is ignored; correct or remove it

{not: 7}
warning[E0301]: `not` must be a schema, found an integer
  spec.yaml:7:14 /components/schemas/P/not 
  help: the keyword is ignored; correct or remove it

{not: [{}]}
warning[E0301]: `not` must be a schema, found an array
  spec.yaml:7:14 /components/schemas/P/not 
  help: the keyword is ignored; correct or remove it

{extends: {}}
error[E0304]: `extends` is not supported
  spec.yaml:7:18 /components/schemas/P/extends 
  help: a keyword of draft 3; write `allOf`

{$dynamicRef: '#a'}
error[E0304]: `$dynamicRef` is not supported
  spec.yaml:7:22 /components/schemas/P/$dynamicRef 
  help: write `$ref`, to the schema that is meant here
"#);
}

/// Only 3.x has schemas with a format.
#[test]
fn formats_of_schemas_are_of_3x_only() {
    assert_snapshot!(read(&document(
        "P: {schemaFormat: application/vnd.apache.avro;version=1.9.0, schema: {type: int}}"
    )), @"
2.6.0 T 1
message #0 M: string
P = any
");
}

#[test]
fn integers_beyond_64_bits() {
    assert_snapshot!(read(&document("\
Wide: {type: integer, enum: [-9223372036854775809, -9223372036854775808, 18446744073709551615, 18446744073709551616, 1e30]}
")), @"
warning[E0311]: -9223372036854775809 takes more than 64 bits
  spec.yaml:7:34 /components/schemas/Wide/enum/0 
  help: check the value; it is kept as it is written
warning[E0311]: 18446744073709551616 takes more than 64 bits
  spec.yaml:7:100 /components/schemas/Wide/enum/3 
  help: check the value; it is kept as it is written
2.6.0 T 1
message #0 M: string
Wide = integer enum(-9223372036854775809, -9223372036854775808, 18446744073709551615, 18446744073709551616, 1e30)
");
}

#[test]
fn ignored_keywords_are_named_with_a_reason() {
    let ignored: Vec<_> = ignored_keywords().collect();
    assert!(ignored.iter().all(|(_, reason)| reason.len() > 5));
    let names: Vec<&str> = ignored.into_iter().map(|(name, _)| name).collect();
    assert_snapshot!(names.join(" "), @"$anchor $comment $dynamicAnchor $id $recursiveAnchor $ref $schema $vocabulary contentMediaType id maxContains minContains xml");
}
