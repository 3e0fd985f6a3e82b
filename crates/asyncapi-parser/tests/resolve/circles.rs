//! Unions and meets that are made of each other. What is asked of them is that they end, and that
//! nothing of what the schemas say is lost.

use insta::assert_snapshot;

use crate::support::{document, read};

#[test]
fn unions_of_what_builds_on_them() {
    let cases = [
        "\
Base: {type: object, properties: {k: {type: string}}, oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
A: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {a: {type: string}}}], oneOf: [{$ref: '#/components/schemas/B'}, {properties: {c: {type: integer}}}]}
B: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {b: {type: string}}}]}
",
        "\
A: {properties: {a: {type: string}}, anyOf: [{$ref: '#/components/schemas/B'}, {type: object, properties: {x: {type: string}}}]}
B: {allOf: [{$ref: '#/components/schemas/A'}], anyOf: [{$ref: '#/components/schemas/C'}, {type: object, properties: {y: {type: string}}}]}
C: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], properties: {c: {type: string}}}
",
        "\
Cat: {type: object, required: [kind], properties: {kind: {const: cat}, l: {type: integer}}}
Dog: {type: object, required: [kind], properties: {kind: {const: dog}, m: {type: integer}}}
Cow: {type: object, required: [kind], properties: {kind: {const: cow}, n: {type: integer}}}
All: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cow'}]}
Two: {allOf: [{$ref: '#/components/schemas/All'}, {properties: {kind: {enum: [cat, dog]}}}]}
None: {allOf: [{$ref: '#/components/schemas/All'}, {properties: {kind: {const: bee}}}]}
Both: {allOf: [{$ref: '#/components/schemas/All'}, {anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}]}
Any: {anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], properties: {kind: {const: dog}}}
List: {type: object, properties: {all: {type: array, items: {allOf: [{$ref: '#/components/schemas/All'}, {properties: {kind: {const: cat}}}]}}, not: {allOf: [{$ref: '#/components/schemas/Cat'}, {properties: {l: {minimum: 1}}}]}}}
",
        "\
Worker: {type: object, required: [job], properties: {job: {type: string}}, discriminator: {propertyName: job, mapping: {t: Teacher, s: Smith}}, anyOf: [{$ref: '#/components/schemas/Teacher'}, {$ref: '#/components/schemas/Smith'}]}
Teacher: {allOf: [{$ref: '#/components/schemas/Worker'}, {properties: {school: {type: string}}}]}
Smith: {allOf: [{$ref: '#/components/schemas/Worker'}, {properties: {forge: {type: string}}}], oneOf: [{$ref: '#/components/schemas/Teacher'}, {properties: {z: {type: integer}}}]}
",
        "\
X: {type: object, properties: {a: {type: string}}, oneOf: [{$ref: '#/components/schemas/Y'}, {$ref: '#/components/schemas/Z'}], anyOf: [{properties: {p: {type: string}}}, {properties: {q: {type: string}}}]}
Y: {properties: {y: {type: string}}}
Z: {properties: {z: {type: string}}}
W: {allOf: [{$ref: '#/components/schemas/X'}, {$ref: '#/components/schemas/Y'}]}
",
        "\
A: {type: object, properties: {a: {$ref: '#/components/schemas/B'}}, required: [k, b], description: D, oneOf: [{uniqueItems: true}]}
B: {allOf: [{type: object, properties: {b: {}}, required: [a, b]}, {$ref: '#/components/schemas/A'}], anyOf: [{type: [string, 'null']}, {properties: {a: {type: object}}, required: [b, a], description: D}]}
",
        "\
A: {uniqueItems: true}
B: {anyOf: [{allOf: [{properties: {b: {}}, title: T}], oneOf: [{oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/B'}]}]}, {type: [string, 'null']}]}
",
        "\
A: {allOf: [{oneOf: [{}], nullable: true}, {type: object, properties: {a: {$ref: '#/components/schemas/B'}}}], anyOf: [{allOf: [{uniqueItems: true}], oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/A'}]}]}
B: {properties: {a: {$ref: '#/components/schemas/B'}, b: {$ref: '#/components/schemas/A'}}}
",
        "\
A: {properties: {a: {description: D}}, title: T, anyOf: [{allOf: [{type: number, minimum: 1}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/D'}]}]}
B: {properties: {b: true, a: {$ref: '#/components/schemas/A'}}}
C: {type: integer}
D: {$ref: '#/components/schemas/B'}
",
        "\
A: {$ref: '#/components/schemas/B'}
B: {properties: {a: {allOf: [{description: D}, {type: integer}, {uniqueItems: true}], oneOf: [{$ref: '#/components/schemas/B'}, {type: string}, {$ref: '#/components/schemas/A'}]}, b: {type: object, required: [a], additionalProperties: {$ref: '#/components/schemas/B'}}}, required: [b, a]}
",
        "\
A: {type: [string, 'null']}
B: {type: object, properties: {a: {allOf: [{type: string}], anyOf: [{$ref: '#/components/schemas/A'}, false, {enum: [a, b, 1]}]}}, description: E}
C: {}
D: {properties: {b: {type: array, items: {type: string}}}}
E: {$ref: '#/components/schemas/B'}
",
        "\
A: {type: object}
B: {allOf: [{$ref: '#/components/schemas/A'}, {allOf: [{description: D}], oneOf: [{$ref: '#/components/schemas/A'}, false]}]}
",
        "\
A: {const: b}
B: {allOf: [{description: D}], oneOf: [{const: a}, {properties: {b: {$ref: '#/components/schemas/D'}}}], not: {required: [z]}}
C: {}
D: {$ref: '#/components/schemas/A'}
E: {properties: {a: {$ref: '#/components/schemas/D'}}, description: D}
",
        "\
A: {const: a}
B: {}
C: {type: object, properties: {k: {type: object, title: T}, a: {oneOf: [{allOf: [{$ref: '#/components/schemas/A'}], oneOf: [{$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/C'}]}, {type: [string, 'null']}]}}, description: E}
",
    ];
    let all: Vec<String> = cases.iter().map(|case| read(&document(case))).collect();
    assert_snapshot!(all.join("\n"), @r#"
2.6.0 T 1
message #0 M: string
Base = oneOf(A | B)
A = oneOf(object {k: string, b: string, a: string} | oneOf(object {k: string, a: string, c: integer} | object {k: string, b: string, c: integer, a: string}))
B = object {k: string, b: string}

2.6.0 T 1
message #0 M: string
A = anyOf(B | object {x: string, a: string})
B = anyOf(C | anyOf(object {a: string, y: string} | object {x: string, y: string, a: string}))
C = object {a: string, c: string}

2.6.0 T 1
message #0 M: string
Cat = object {kind!: = "cat", l: integer}
Dog = object {kind!: = "dog", m: integer}
Cow = object {kind!: = "cow", n: integer}
All = oneOf(Cat | Dog | Cow)
Two = oneOf(Cat | Dog)
None = never
Both = oneOf(Cat | Dog)
Any = -> Dog
List = object {all: array [Cat...], not: object {kind!: = "cat", l: integer >= 1}}

2.6.0 T 1
message #0 M: string
Worker = anyOf(Teacher | Smith) by job t=Teacher s=Smith
Teacher = object {job!: string, school: string}
Smith = oneOf(object {job!: string, school: string, forge: string} | anyOf(object {job!: string, school: string, z: integer, forge: string} | object {job!: string, forge: string, z: integer}) by job t=Teacher s=Smith)

2.6.0 T 1
message #0 M: string
X = oneOf(anyOf(object {p: string, y: string, a: string} | object {q: string, y: string, a: string}) | anyOf(object {p: string, z: string, a: string} | object {q: string, z: string, a: string}))
Y = object {y: string}
Z = object {z: string}
W = anyOf(object {p: string, a: string, y: string} | object {q: string, a: string, y: string})

2.6.0 T 1
message #0 M: string
A = object unique {a: B, k!, b!} "D"
B = -> object unique {a!: object unique {a!: ^ "D", b!: any, k!} "D" "D", b!: any, k!} "D" "D"

2.6.0 T 1
message #0 M: string
A = array unique
B = anyOf(oneOf(null|string {b: any} | null|string {b: any} | null|string {b: any}) <T> | null|string)

2.6.0 T 1
message #0 M: string
A = never
B = object {a: B, b: A}

2.6.0 T 1
message #0 M: string
A = number >= 1 {b: any, a: A "D"} <T>
B = object {b: any, a: A}
C = integer
D = -> B

2.6.0 T 1
message #0 M: string
A = -> B
B = object {a!: oneOf(integer unique {a!: ^, b!: object {a!, ...: B}} | integer unique {a!: ^, b!: object {a!, ...: B}}) "D", b!: object {a!, ...: B}}

2.6.0 T 1
message #0 M: string
A = null|string
B = object {a: anyOf(string | string enum("a", "b"))} "E"
C = any
D = object {b: array [string...]}
E = -> B

2.6.0 T 1
message #0 M: string
A = object
B = -> A "D"

2.6.0 T 1
message #0 M: string
A = = "b"
B = oneOf(= "a" | object {b: D}) +not "D"
C = any
D = -> A
E = object {a: D} "D"

2.6.0 T 1
message #0 M: string
A = = "a"
B = any
C = object {k: object <T>, a: oneOf(never | null|string)} "E"
"#);
}
