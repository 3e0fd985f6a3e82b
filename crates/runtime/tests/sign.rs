//! What a scheme signs, it accepts, and one with other secrets does not.

use asyncapi_runtime::verify::{
    BodyToken, Encoding, HeaderSecret, HmacHeader, Jwt, SignedRequest, StandardWebhooks, Verify,
};

const BODY: &str = r#"{ "token" : "x", "id":1.10 }"#;

/// The code of the cause, or the index of the secret that fitted and the body that was proven.
fn outcome(verifier: &dyn Verify, request: &SignedRequest) -> Result<(usize, String), String> {
    match verifier.verify(&request.headers(), &request.body) {
        Ok(proven) => {
            let body = String::from_utf8(proven.body.into_owned()).unwrap();
            Ok((proven.secret, body))
        }
        Err(error) => Err(error.cause().code().to_owned()),
    }
}

/// A request, the verifiers that accept it, with the index of the secret that fits, and one that
/// does not.
fn check(
    request: &SignedRequest,
    accepting: [&dyn Verify; 2],
    other: &dyn Verify,
    body: &str,
    cause: &str,
) {
    for (index, verifier) in accepting.into_iter().enumerate() {
        assert_eq!(outcome(verifier, request), Ok((index, body.to_owned())));
    }
    assert_eq!(outcome(other, request), Err(cause.to_owned()));
    let debug = format!("{request:?}");
    assert!(!debug.contains("made-up"), "{debug}");
}

#[test]
fn a_payload_becomes_a_jwt() {
    let [new, rotated, other] = [
        &["made-up-a"][..],
        &["made-up-b", "made-up-a"],
        &["made-up-b"],
    ]
    .map(|secrets| Jwt::new(secrets).unwrap());
    let request = new.sign(BODY.as_bytes());
    assert!(request.headers.is_empty());
    check(&request, [&new, &rotated], &other, BODY, "signature");
}

#[test]
fn a_body_is_signed_in_a_header() {
    for encoding in [Encoding::Hex, Encoding::Base64] {
        for prefix in ["", "sha256="] {
            let scheme = |secrets: &[&str]| {
                let scheme = HmacHeader::new("x-signature", secrets).unwrap();
                scheme.prefix(prefix).encoding(encoding)
            };
            let new = scheme(&["made-up-a"]);
            let request = new.sign(BODY.as_bytes());
            let rotated = scheme(&["made-up-b", "made-up-a"]);
            let other = scheme(&["made-up-b"]);
            check(&request, [&new, &rotated], &other, BODY, "signature");
        }
    }
}

#[test]
fn standard_webhooks_are_signed_with_id_and_time() {
    let scheme = |secrets: &[&str], now: i64| {
        let scheme = StandardWebhooks::new(secrets).unwrap().clock(move || now);
        scheme.headers("svix").unwrap()
    };
    let new = scheme(&["whsec_bWFkZS11cA=="], 1_800_000_000);
    let request = new.sign(BODY.as_bytes());
    assert_eq!(request, new.sign(BODY.as_bytes()));
    assert_ne!(request.headers[0], new.sign(b"{}").headers[0]);
    let rotated = scheme(&["AAAA", "bWFkZS11cA=="], 1_800_000_300);
    let other = scheme(&["AAAA"], 1_800_000_000);
    check(&request, [&new, &rotated], &other, BODY, "signature");
    let late = scheme(&["whsec_bWFkZS11cA=="], 1_800_000_301);
    check(&request, [&new, &rotated], &late, BODY, "stale");
}

#[test]
fn a_header_holds_the_secret() {
    let scheme = |secrets: &[&str]| HeaderSecret::new("x-api-key", secrets).unwrap();
    let (new, rotated) = (scheme(&["made-up-a"]), scheme(&["made-up-b", "made-up-a"]));
    let request = new.sign(BODY.as_bytes());
    let other = scheme(&["made-up-b"]);
    check(&request, [&new, &rotated], &other, BODY, "token");

    let (new, rotated) = (new.bearer(), rotated.bearer());
    let request = new.sign(BODY.as_bytes());
    check(&request, [&new, &rotated], &other, BODY, "token");
}

#[test]
fn a_body_holds_the_token_and_keeps_its_other_bytes() {
    let scheme = |secrets: &[&str]| BodyToken::new("token", secrets).unwrap();
    let new = scheme(&["made-up-\"a\""]);
    let rotated = scheme(&["made-up-b", "made-up-\"a\""]);
    let other = scheme(&["made-up-b"]);
    let cases = [
        (BODY, r#"{ "token" : "made-up-\"a\"", "id":1.10 }"#),
        (r#"{"token":7}"#, r#"{"token":"made-up-\"a\""}"#),
        (
            r#"{"to\u006ben":{"a":[]} }"#,
            r#"{"to\u006ben":"made-up-\"a\"" }"#,
        ),
        (
            "\n{ \"id\":{}}",
            "\n{\"token\":\"made-up-\\\"a\\\"\", \"id\":{}}",
        ),
        (" { }\n", " {\"token\":\"made-up-\\\"a\\\"\" }\n"),
    ];
    for (body, expected) in cases {
        let request = new.sign(body.as_bytes());
        check(&request, [&new, &rotated], &other, expected, "token");
    }
    for body in ["", "[]", "7", "{", r#"{"token":"x","token":"y"}"#] {
        let request = new.sign(body.as_bytes());
        assert_eq!(request.body, body.as_bytes());
        assert!(outcome(&new, &request).is_err(), "{body}");
    }
}
