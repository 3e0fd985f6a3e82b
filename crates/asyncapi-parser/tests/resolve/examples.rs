//! Examples of messages against their schemas.

use insta::assert_snapshot;

use crate::support::wrong;

#[test]
fn examples_fit_or_do_not() {
    let object = "type: object, required: [a], properties: {a: {type: integer}, b: false}";
    let closed = format!("{{{object}, additionalProperties: false}}");
    let open = format!("{{{object}, additionalProperties: {{type: string}}}}");
    let with_patterns =
        format!("{{{object}, additionalProperties: false, patternProperties: {{x: {{}}}}}}");
    let object = format!("{{{object}}}");
    let cases: [(&str, &[&str]); 16] = [
        ("{type: integer}", &["1", "1.0", "1.5", "x", "null"]),
        ("{type: number}", &["1", "1.5", "true"]),
        ("{type: [string, integer]}", &["x", "1.0", "1.5"]),
        ("{type: 'null'}", &["null", "false"]),
        ("{type: boolean}", &["true", "null"]),
        ("{enum: [a, 1]}", &["a", "1.0", "b"]),
        ("{const: {a: 1, b: 2}}", &["{b: 2, a: 1.0}", "{a: 1}"]),
        ("{enum: [a, b], const: a}", &["a", "b"]),
        (
            "{oneOf: [{type: string}, {type: integer}]}",
            &["x", "1", "true"],
        ),
        (
            "{anyOf: [{type: string}, {type: integer}]}",
            &["x", "1", "true"],
        ),
        (
            "{type: array, items: {type: string}}",
            &["[]", "[x, 1]", "{}"],
        ),
        (
            "{prefixItems: [{type: string}], items: {type: integer}}",
            &["[x, 1]", "[x, x]", "[1]"],
        ),
        (
            &object,
            &["{a: 1, c: x}", "{}", "{a: x}", "{a: 1, b: 2}", "[]"],
        ),
        (&closed, &["{a: 1}", "{a: 1, c: x}"]),
        (&open, &["{a: 1, c: x}", "{a: 1, c: 2}"]),
        (&with_patterns, &["{a: 1, c: x}"]),
    ];
    let mut all = String::new();
    for (schema, values) in cases {
        all.push_str(schema);
        all.push('\n');
        for value in values {
            let text = wrong(&format!(
                "\
asyncapi: 3.0.0
info: {{title: T, version: '1'}}
components:
  messages:
    M: {{payload: {schema}, headers: {{}}, examples: [{{payload: {value}, headers: {{a: 1}}}}]}}
"
            ));
            let told = text.lines().next().unwrap_or("fits");
            all.extend(["  ", value, " ", told, "\n"]);
        }
    }
    assert_snapshot!(all, @r#"
{type: integer}
  1 fits
  1.0 fits
  1.5 warning[E0209]: the example does not fit its schema: a number is not allowed here
  x warning[E0209]: the example does not fit its schema: a string is not allowed here
  null warning[E0209]: the example does not fit its schema: null is not allowed here
{type: number}
  1 fits
  1.5 fits
  true warning[E0209]: the example does not fit its schema: a boolean is not allowed here
{type: [string, integer]}
  x fits
  1.0 fits
  1.5 warning[E0209]: the example does not fit its schema: a number is not allowed here
{type: 'null'}
  null fits
  false warning[E0209]: the example does not fit its schema: a boolean is not allowed here
{type: boolean}
  true fits
  null warning[E0209]: the example does not fit its schema: null is not allowed here
{enum: [a, 1]}
  a fits
  1.0 fits
  b warning[E0209]: the example does not fit its schema: "b" is not one of the values
{const: {a: 1, b: 2}}
  {b: 2, a: 1.0} fits
  {a: 1} warning[E0209]: the example does not fit its schema: {"a": 1} is not the constant
{enum: [a, b], const: a}
  a fits
  b warning[E0209]: the example does not fit its schema: "b" is not the constant
{oneOf: [{type: string}, {type: integer}]}
  x fits
  1 fits
  true warning[E0209]: the example does not fit its schema: it fits none of the alternatives
{anyOf: [{type: string}, {type: integer}]}
  x fits
  1 fits
  true warning[E0209]: the example does not fit its schema: it fits none of the alternatives
{type: array, items: {type: string}}
  [] fits
  [x, 1] warning[E0209]: the example does not fit its schema: an integer is not allowed here
  {} warning[E0209]: the example does not fit its schema: an object is not allowed here
{prefixItems: [{type: string}], items: {type: integer}}
  [x, 1] fits
  [x, x] warning[E0209]: the example does not fit its schema: a string is not allowed here
  [1] warning[E0209]: the example does not fit its schema: an integer is not allowed here
{type: object, required: [a], properties: {a: {type: integer}, b: false}}
  {a: 1, c: x} fits
  {} warning[E0209]: the example does not fit its schema: `a` is missing
  {a: x} warning[E0209]: the example does not fit its schema: a string is not allowed here
  {a: 1, b: 2} warning[E0209]: the example does not fit its schema: no value is allowed here
  [] warning[E0209]: the example does not fit its schema: an array is not allowed here
{type: object, required: [a], properties: {a: {type: integer}, b: false}, additionalProperties: false}
  {a: 1} fits
  {a: 1, c: x} warning[E0209]: the example does not fit its schema: no value is allowed here
{type: object, required: [a], properties: {a: {type: integer}, b: false}, additionalProperties: {type: string}}
  {a: 1, c: x} fits
  {a: 1, c: 2} warning[E0209]: the example does not fit its schema: an integer is not allowed here
{type: object, required: [a], properties: {a: {type: integer}, b: false}, additionalProperties: false, patternProperties: {x: {}}}
  {a: 1, c: x} fits
"#);
}
