//! `allOf` as a meet, and unions beside other keywords.

use insta::assert_snapshot;

use crate::support::{document, read, wrong};

#[test]
fn parts_are_met() {
    assert_snapshot!(read(&document("\
Base:
  type: object
  required: [id]
  properties:
    id: {type: number, minimum: 0}
    kind: {type: string, enum: [a, b, c]}
    any: {description: Anything.}
    list: {type: array, items: {type: object, properties: {x: {type: string}}}}
  additionalProperties: {type: string}
Thing: {type: object, properties: {t: {type: integer}}}
Variant:
  description: A variant.
  allOf:
    - $ref: '#/components/schemas/Base'
    - required: [kind, id]
      properties:
        id: {type: integer, minimum: 1, maximum: 9.5}
        kind: {enum: [b, c, d]}
        any: {$ref: '#/components/schemas/Thing'}
        list: {maxItems: 3, items: {properties: {y: {type: string}}}}
        more: {minLength: 2}
")), @r#"
2.6.0 T 1
message #0 M: string
Base = object {id!: number >= 0, kind: string enum("a", "b", "c"), any: any "Anything.", list: array [object {x: string}...], ...: string}
Thing = object {t: integer}
Variant = object {id!: integer >= 1 <= 9.5, kind!: string enum("b", "c"), any: Thing "Anything.", list: array items <= 3 [object {x: string, y: string}...], more: string length >= 2, ...: string} "A variant."
"#);
}

#[test]
fn a_meet_that_narrows_nothing_is_a_reference() {
    assert_snapshot!(read(&document("\
X: {type: object, required: [a], properties: {a: {type: string}}}
Alone: {allOf: [{$ref: '#/components/schemas/X'}]}
Described: {allOf: [{$ref: '#/components/schemas/X'}, {description: Another.}]}
Typed: {allOf: [{$ref: '#/components/schemas/X'}, {type: object}, true, {required: [a]}]}
Twice: {allOf: [{$ref: '#/components/schemas/X'}, {$ref: '#/components/schemas/X'}]}
Inline: {allOf: [{type: object, properties: {b: {type: string}}}]}
Nullable: {nullable: true, allOf: [{$ref: '#/components/schemas/X'}]}
NullableMore: {nullable: true, allOf: [{$ref: '#/components/schemas/X'}], properties: {b: {type: string}}}
Holder:
  type: object
  properties:
    x: {description: The x., allOf: [{$ref: '#/components/schemas/X'}]}
    y: {oneOf: [{$ref: '#/components/schemas/X'}]}
    z: {$ref: '#/components/schemas/X', description: The z.}
")), @r#"
2.6.0 T 1
message #0 M: string
X = object {a!: string}
Alone = -> X
Described = -> X "Another."
Typed = -> X
Twice = -> X
Inline = object {b: string}
Nullable = oneOf(X | null)
NullableMore = oneOf(object {a!: string, b: string} | null)
Holder = object {x: X "The x.", y: X, z: X "The z."}
"#);
}

/// That the meet of `c` is `Holder` shows when that of `q`, which an earlier schema holds as well, has
/// turned out to be `Base`.
#[test]
fn a_meet_is_a_reference_when_its_children_are() {
    assert_snapshot!(read(&document("\
Base: {type: object, properties: {x: {type: string}}}
Same: {properties: {x: {type: string}}}
Holder: {type: object, properties: {q: {$ref: '#/components/schemas/Base'}}}
Earlier:
  allOf:
    - {type: object, properties: {q: {$ref: '#/components/schemas/Base'}}}
    - {properties: {q: {$ref: '#/components/schemas/Same'}}}
Later:
  allOf:
    - {type: object, properties: {c: {$ref: '#/components/schemas/Holder'}}}
    - {properties: {c: {properties: {q: {$ref: '#/components/schemas/Same'}}}}}
")), @r#"
2.6.0 T 1
message #0 M: string
Base = object {x: string}
Same = object {x: string}
Holder = object {q: Base}
Earlier = object {q: Base}
Later = object {c: Holder}
"#);
}

#[test]
fn recursion_through_meets_ends() {
    assert_snapshot!(read(&document("\
A: {type: object, properties: {next: {$ref: '#/components/schemas/A'}, a: {type: string}}}
B: {type: object, properties: {next: {$ref: '#/components/schemas/B'}, b: {type: string}}}
Both: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
Tree:
  allOf:
    - {properties: {child: {$ref: '#/components/schemas/Tree'}}}
    - {properties: {child: {type: object}}}
")), @r#"
2.6.0 T 1
message #0 M: string
A = object {next: A, a: string}
B = object {next: B, b: string}
Both = object {next: Both, a: string, b: string}
Tree = object {child: Tree}
"#);
}

#[test]
fn unions_beside_other_keywords_are_distributed() {
    assert_snapshot!(read(&document("\
Cat: {type: object, required: [kind], properties: {kind: {const: cat}, lives: {type: integer}}}
Dog: {type: object, required: [kind], properties: {kind: {const: dog}}}
Typed: {type: object, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
Named: {properties: {name: {type: string}}, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
Either: {properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}
OnlyCat: {allOf: [{$ref: '#/components/schemas/Typed'}, {properties: {kind: {const: cat}}}]}
Text: {type: string, anyOf: [{format: date}, {maxLength: 3}]}
Two: {oneOf: [{type: string}, {type: integer}], anyOf: [{minLength: 1}, {type: integer}]}
Not: {properties: {n: {type: string}}, not: {required: [x]}, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
EitherObject: {properties: {a: {type: string}, b: {type: string}}, oneOf: [{type: object, required: [a]}, {type: object, properties: {b: {}}, required: [b], maxProperties: 1}]}
Shaped: {properties: {a: {type: string}, b: {type: string}}, oneOf: [{required: [a]}, {properties: {b: {allOf: [{type: string}]}}}]}
OrNull: {nullable: true, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
")), @r#"
2.6.0 T 1
message #0 M: string
Cat = object {kind!: = "cat", lives: integer}
Dog = object {kind!: = "dog"}
Typed = oneOf(Cat | Dog)
Named = oneOf(object {kind!: = "cat", lives: integer, name: string} | object {kind!: = "dog", name: string})
Either = object {a: string, b: string} +anyOf
OnlyCat = -> Cat
Text = anyOf(string :date | string length <= 3)
Two = oneOf(string length >= 1 | anyOf(integer length >= 1 | integer))
Not = oneOf(object {kind!: = "cat", lives: integer, n: string} +not | object {kind!: = "dog", n: string} +not) +not
EitherObject = object {a: string, b: string} +oneOf
Shaped = oneOf(object {a!: string, b: string} | object {b: string, a: string})
OrNull = oneOf(oneOf(Cat | Dog) | null)
"#);
}

#[test]
fn documentation_of_meets() {
    assert_snapshot!(read(&document("\
Base: {title: B, description: Base., type: object, properties: {a: {type: string}}, examples: [{a: b}]}
Narrower: {allOf: [{$ref: '#/components/schemas/Base'}, {required: [a]}]}
Own: {allOf: [{$ref: '#/components/schemas/Base'}, {required: [a], description: Own.}]}
Same: {allOf: [{$ref: '#/components/schemas/Base'}], description: Base., title: B, examples: [{a: b}]}
Equal: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {a: {type: string}}}], description: Base., title: Other}
First: {allOf: [{title: One, deprecated: true, default: 1}, {title: Two, readOnly: true, default: 2}, {writeOnly: true, description: Third.}], type: integer}
Holder:
  type: object
  properties:
    a: {allOf: [{$ref: '#/components/schemas/Base'}], description: Base., title: B, examples: [{a: b}]}
    b: {allOf: [{$ref: '#/components/schemas/Base'}, {required: [a]}], description: Of the property.}
")), @r#"
2.6.0 T 1
message #0 M: string
Base = object {a: string} <B> "Base."
Narrower = object {a!: string} "Base."
Own = object {a!: string} "Own."
Same = -> Base
Equal = -> Base <Other>
First = integer <One> "Third." default 1 deprecated read-only write-only
Holder = object {a: Base, b: object {a!: string} "Of the property."}
"#);
}

#[test]
fn a_base_lists_the_schemas_that_build_on_it() {
    assert_snapshot!(read(&document("\
Worker:
  type: object
  required: [job]
  properties: {job: {type: string}}
  discriminator: job
  oneOf: [{$ref: '#/components/schemas/Teacher'}, {$ref: '#/components/schemas/Smith'}]
Teacher: {allOf: [{$ref: '#/components/schemas/Worker'}, {properties: {school: {type: string}}}]}
Smith: {allOf: [{$ref: '#/components/schemas/Worker'}, {properties: {forge: {type: string}}}]}
Company: {type: object, properties: {boss: {$ref: '#/components/schemas/Worker'}}}
")), @r#"
2.6.0 T 1
message #0 M: string
Worker = oneOf(Teacher | Smith) by job
Teacher = object {job!: string, school: string}
Smith = object {job!: string, forge: string}
Company = object {boss: Worker}
"#);
}

#[test]
fn a_variant_overrides_a_value() {
    assert_snapshot!(read(&document("\
Base: {type: object, properties: {ev: {type: string, const: A}, n: {enum: [1, 2]}, m: {const: 1}}}
Variant:
  allOf:
    - $ref: '#/components/schemas/Base'
    - properties: {ev: {const: AM}, n: {const: 3}, m: {enum: [2, 3]}}
")), @r#"
warning[E0309]: `ev` is `"AM"` here, yet `"A"` in the schema that this builds on
  spec.yaml:11:28 /components/schemas/Variant/allOf/1/properties/ev 
  spec.yaml:7:43 /components/schemas/Base/properties/ev the schema that this builds on
  help: by the letter no value is allowed; what stands here is taken
warning[E0309]: `n` is `3` here, yet `1` or `2` in the schema that this builds on
  spec.yaml:11:44 /components/schemas/Variant/allOf/1/properties/n 
  spec.yaml:7:72 /components/schemas/Base/properties/n the schema that this builds on
  help: by the letter no value is allowed; what stands here is taken
warning[E0309]: `m` is `2` or `3` here, yet `1` in the schema that this builds on
  spec.yaml:11:59 /components/schemas/Variant/allOf/1/properties/m 
  spec.yaml:7:91 /components/schemas/Base/properties/m the schema that this builds on
  help: by the letter no value is allowed; what stands here is taken
2.6.0 T 1
message #0 M: string
Base = object {ev: string = "A", n: enum(1, 2), m: = 1}
Variant = object {ev: string = "AM", n: = 3, m: enum(2, 3)}
"#);
}

#[test]
fn parts_that_have_nothing_in_common() {
    let cases = [
        "P: {allOf: [{type: string}, {type: integer}]}",
        "P: {allOf: [{properties: {a: {const: x}}}, {properties: {a: {const: y}}}]}",
        "P: {allOf: [{enum: [a, b]}, {enum: [c]}]}",
        "P: {allOf: [{type: string}, {const: 5}]}",
        "P: {allOf: [{enum: [1, 2]}, {type: string}]}",
        "P: {allOf: [{items: {type: string}}, {items: {type: 'null'}}]}",
        "P: {enum: [a, b], const: c}",
        "P: {allOf: [{enum: [a]}, {enum: [a]}, {enum: [b]}]}",
        "P: {allOf: [{const: c}, {enum: [a, b]}]}",
        "P: {allOf: [{enum: [a, b]}, {const: c}]}",
        "P: {allOf: [{const: 5}, {type: string}]}",
        "P: {allOf: [{type: integer}, {const: 1.5}]}",
        "P: {allOf: [{enum: [a, b, c, d, e, f]}, {type: [array, object, boolean]}]}",
        "P: {allOf: [{$ref: '#/components/schemas/P'}, {type: object}]}",
        "P: {allOf: [{oneOf: [{$ref: '#/components/schemas/Q'}]}]}\nQ: {allOf: [{$ref: '#/components/schemas/P'}]}",
        "P: {oneOf: [{$ref: '#/components/schemas/Q'}, {type: string}]}\nQ: {$ref: '#/components/schemas/P'}",
        "P: {allOf: [{properties: {a: {}}, additionalProperties: false}, {properties: {b: {}, c: {}}}]}",
    ];
    let all: Vec<String> = cases
        .iter()
        .map(|case| format!("{case}\n{}", wrong(&document(case))))
        .collect();
    assert_snapshot!(all.join("\n"), @r#"
P: {allOf: [{type: string}, {type: integer}]}
error[E0306]: `allOf` parts disagree: `string` and `integer` have no value in common
  spec.yaml:7:33 /components/schemas/P/allOf/1 
  spec.yaml:7:17 /components/schemas/P/allOf/0 other part
  help: make the parts agree, or correct the document by a patch

P: {allOf: [{properties: {a: {const: x}}}, {properties: {a: {const: y}}}]}
error[E0306]: `allOf` parts disagree about `a`: `"x"` and `"y"` have no value in common
  spec.yaml:7:65 /components/schemas/P/allOf/1/properties/a 
  spec.yaml:7:34 /components/schemas/P/allOf/0/properties/a other part
  help: make the parts agree, or correct the document by a patch

P: {allOf: [{enum: [a, b]}, {enum: [c]}]}
error[E0306]: `allOf` parts disagree: `"a"` or `"b"` and `"c"` have no value in common
  spec.yaml:7:33 /components/schemas/P/allOf/1 
  spec.yaml:7:17 /components/schemas/P/allOf/0 other part
  help: make the parts agree, or correct the document by a patch

P: {allOf: [{type: string}, {const: 5}]}
error[E0306]: `allOf` parts disagree: `string` and `5` have no value in common
  spec.yaml:7:33 /components/schemas/P/allOf/1 
  spec.yaml:7:17 /components/schemas/P/allOf/0 other part
  help: make the parts agree, or correct the document by a patch

P: {allOf: [{enum: [1, 2]}, {type: string}]}
error[E0306]: `allOf` parts disagree: `1` or `2` and `string` have no value in common
  spec.yaml:7:33 /components/schemas/P/allOf/1 
  spec.yaml:7:17 /components/schemas/P/allOf/0 other part
  help: make the parts agree, or correct the document by a patch

P: {allOf: [{items: {type: string}}, {items: {type: 'null'}}]}
error[E0306]: `allOf` parts disagree: `string` and `null` have no value in common
  spec.yaml:7:50 /components/schemas/P/allOf/1/items 
  spec.yaml:7:25 /components/schemas/P/allOf/0/items other part
  help: make the parts agree, or correct the document by a patch

P: {enum: [a, b], const: c}
error[E0303]: `const` "c" is not among the values of `enum`, so that no value is allowed
  spec.yaml:7:8 /components/schemas/P 
  help: remove one of the two, or add the constant to `enum`

P: {allOf: [{enum: [a]}, {enum: [a]}, {enum: [b]}]}
error[E0306]: `allOf` parts disagree: `"a"` and `"b"` have no value in common
  spec.yaml:7:43 /components/schemas/P/allOf/2 
  spec.yaml:7:17 /components/schemas/P/allOf/0 other part
  help: make the parts agree, or correct the document by a patch

P: {allOf: [{const: c}, {enum: [a, b]}]}
error[E0306]: `allOf` parts disagree: `"c"` and `"a"` or `"b"` have no value in common
  spec.yaml:7:29 /components/schemas/P/allOf/1 
  spec.yaml:7:17 /components/schemas/P/allOf/0 other part
  help: make the parts agree, or correct the document by a patch

P: {allOf: [{enum: [a, b]}, {const: c}]}
error[E0306]: `allOf` parts disagree: `"a"` or `"b"` and `"c"` have no value in common
  spec.yaml:7:33 /components/schemas/P/allOf/1 
  spec.yaml:7:17 /components/schemas/P/allOf/0 other part
  help: make the parts agree, or correct the document by a patch

P: {allOf: [{const: 5}, {type: string}]}
error[E0306]: `allOf` parts disagree: `5` and `string` have no value in common
  spec.yaml:7:29 /components/schemas/P/allOf/1 
  spec.yaml:7:17 /components/schemas/P/allOf/0 other part
  help: make the parts agree, or correct the document by a patch

P: {allOf: [{type: integer}, {const: 1.5}]}
error[E0306]: `allOf` parts disagree: `integer` and `1.5` have no value in common
  spec.yaml:7:34 /components/schemas/P/allOf/1 
  spec.yaml:7:17 /components/schemas/P/allOf/0 other part
  help: make the parts agree, or correct the document by a patch

P: {allOf: [{enum: [a, b, c, d, e, f]}, {type: [array, object, boolean]}]}
error[E0306]: `allOf` parts disagree: `"a"` or `"b"` or `"c"` or `"d"` or 2 more and `boolean` or `array` or `object` have no value in common
  spec.yaml:7:45 /components/schemas/P/allOf/1 
  spec.yaml:7:17 /components/schemas/P/allOf/0 other part
  help: make the parts agree, or correct the document by a patch

P: {allOf: [{$ref: '#/components/schemas/P'}, {type: object}]}
error[E0305]: `allOf` of `P` contains itself
  spec.yaml:7:5 /components/schemas/P 
  spec.yaml:7:17 /components/schemas/P/allOf/0 by way of this
  help: remove the part that leads back; a schema adds nothing to itself

P: {allOf: [{oneOf: [{$ref: '#/components/schemas/Q'}]}]}
Q: {allOf: [{$ref: '#/components/schemas/P'}]}
error[E0305]: `allOf` of `P` contains itself
  spec.yaml:7:5 /components/schemas/P 
  spec.yaml:7:17 /components/schemas/P/allOf/0 by way of this
  spec.yaml:7:26 /components/schemas/P/allOf/0/oneOf/0 by way of this
  spec.yaml:8:8 /components/schemas/Q by way of this
  spec.yaml:8:17 /components/schemas/Q/allOf/0 by way of this
  help: remove the part that leads back; a schema adds nothing to itself

P: {oneOf: [{$ref: '#/components/schemas/Q'}, {type: string}]}
Q: {$ref: '#/components/schemas/P'}
error[E0305]: `oneOf` or `anyOf` of `P` contains itself
  spec.yaml:7:5 /components/schemas/P 
  spec.yaml:7:17 /components/schemas/P/oneOf/0 by way of this
  spec.yaml:8:8 /components/schemas/Q by way of this
  help: remove the branch that leads back, or put a property or an item in between

P: {allOf: [{properties: {a: {}}, additionalProperties: false}, {properties: {b: {}, c: {}}}]}
warning[E0307]: `additionalProperties: false` in one part of `allOf` forbids `b` and 1 more of another; ignored
  spec.yaml:7:61 /components/schemas/P/allOf/0/additionalProperties 
  help: remove it where other schemas build on this one
"#);
}
