//! Secrets in the body.

use asyncapi_runtime::verify::BodyToken;

use crate::{NEW, OLD, check, outcome};

#[test]
fn members() {
    let verifier = BodyToken::new("token", [NEW, OLD]).unwrap();
    let cases = [
        (r#"{"token":"made-up-secret-new"}"#, Ok(0)),
        (
            r#"{"event":"x","data":{"token":1},"token":"made-up-secret-old"}"#,
            Ok(1),
        ),
        (
            r#"{"to\u006ben":"made\u002dup-secret-old","event":"x","event":"x"}"#,
            Ok(1),
        ),
        (r#"{"token":"made-up-secret-nex"}"#, Err("token")),
        (r#"{"token":"made-up-secret-newx"}"#, Err("token")),
        (r#"{"token":"made-up-secret-ne"}"#, Err("token")),
        (r#"{"token":"Made-up-secret-new"}"#, Err("token")),
        (r#"{"token":" made-up-secret-new"}"#, Err("token")),
        (r#"{"token":"\ud800"}"#, Err("token")),
        (r#"{"token":""}"#, Err("token")),
        (r#"{"token":null}"#, Err("token")),
        (r#"{"token":["made-up-secret-new"]}"#, Err("token")),
        (r#"{"token":{"token":"made-up-secret-new"}}"#, Err("token")),
        (r#"{"data":{"token":"made-up-secret-new"}}"#, Err("token")),
        (r#"{"Token":"made-up-secret-new"}"#, Err("token")),
        ("{}", Err("token")),
        (
            r#"{"token":"made-up-secret-new","token":"x"}"#,
            Err("duplicate-key"),
        ),
        (
            r#"{"token":"x","token":"made-up-secret-new"}"#,
            Err("duplicate-key"),
        ),
        (
            r#"{"token":"made-up-secret-new","tok\u0065n":"made-up-secret-new"}"#,
            Err("duplicate-key"),
        ),
        (r#"[{"token":"made-up-secret-new"}]"#, Err("not-object")),
        (r#""made-up-secret-new""#, Err("not-object")),
        (r#"{"token":"made-up-secret-new"}x"#, Err("malformed")),
        (r#"{"token":"made-up-secret-new""#, Err("malformed")),
        ("", Err("malformed")),
    ];
    for (body, expected) in cases {
        check(&verifier, &[("token", NEW.as_bytes())], body, expected);
    }
    assert_eq!(
        outcome(&verifier, &[], b"{\"token\":\"\xff\"}"),
        Err("malformed")
    );
    let verifier = BodyToken::new("auth", [NEW]).unwrap();
    check(&verifier, &[], r#"{"auth":"made-up-secret-new"}"#, Ok(0));
}
