//! Requests that prove who sent them, and many that do not. All secrets are made up.

mod body_token;
mod header_secret;
mod hmac_header;
mod jwt;
mod standard_webhooks;

use std::error::Error;
use std::sync::Arc;

use asyncapi_runtime::verify::{
    BodyToken, ConfigError, HeaderSecret, Headers, HmacHeader, Jwt, NotVerified, ReceiveError,
    StandardWebhooks, Verified, Verify, receive,
};
use asyncapi_runtime::{DecodeError, Json, Rejected};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

const NEW: &str = "made-up-secret-new";
const OLD: &str = "made-up-secret-old";

type Pairs<'a> = &'a [(&'a str, &'a [u8])];

/// Builds a verifier with a limit.
type Limited = fn(usize) -> Box<dyn Verify>;

/// The index of the secret that fitted, or the code of the cause. That a rejection shows nothing
/// else is checked for every one of them.
fn outcome(verifier: &dyn Verify, headers: Pairs<'_>, body: &[u8]) -> Result<usize, &'static str> {
    let headers = Headers::new(headers.iter().copied());
    match verifier.verify(&headers, body) {
        Ok(Verified { secret, .. }) => Ok(secret),
        Err(error) => {
            let code = error.cause().code();
            looks_like_any_other(error);
            Err(code)
        }
    }
}

fn looks_like_any_other(error: NotVerified) {
    assert_eq!(format!("{error:?}"), "NotVerified");
    assert_eq!(format!("{error:#?}"), "NotVerified");
    assert_eq!(error.to_string(), "the request is not verified");
    assert!(error.source().is_none());
    let error = ReceiveError::from(error);
    assert_eq!(format!("{error:?}"), "NotVerified(NotVerified)");
    assert_eq!(error.to_string(), "the request is not verified");
    assert!(error.source().is_none());
}

fn check(verifier: &dyn Verify, headers: Pairs<'_>, body: &str, expected: Result<usize, &str>) {
    assert_eq!(
        outcome(verifier, headers, body.as_bytes()),
        expected,
        "{headers:?} {body}"
    );
}

fn hmac(secret: &[u8], content: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
    mac.update(content);
    mac.finalize().into_bytes().to_vec()
}

#[test]
fn the_size_is_checked_first() {
    let jwt_body = jwt::token(b"{}", NEW);
    let token = r#"{"token":"made-up-secret-new"}"#;
    let cases: [(Limited, &str); 5] = [
        (
            |bytes| Box::new(Jwt::new([NEW]).unwrap().max_body(bytes)),
            &jwt_body,
        ),
        (
            |bytes| Box::new(BodyToken::new("token", [NEW]).unwrap().max_body(bytes)),
            token,
        ),
        (
            |bytes| Box::new(HeaderSecret::new("h", [NEW]).unwrap().max_body(bytes)),
            "{}",
        ),
        (
            |bytes| Box::new(HmacHeader::new("h", [NEW]).unwrap().max_body(bytes)),
            "{}",
        ),
        (
            |bytes| Box::new(StandardWebhooks::new(["AAAA"]).unwrap().max_body(bytes)),
            "{}",
        ),
    ];
    for (limited, body) in cases {
        let exact = outcome(&*limited(body.len()), &[], body.as_bytes());
        assert_ne!(exact, Err("too-large"), "{body}");
        check(&*limited(body.len() - 1), &[], body, Err("too-large"));
    }
    let large = vec![b' '; 10 * 1024 * 1024 + 1];
    let verifier = BodyToken::new("token", [NEW]).unwrap();
    assert_eq!(outcome(&verifier, &[], &large), Err("too-large"));
    assert_eq!(outcome(&verifier, &[], &large[1..]), Err("malformed"));
}

#[test]
fn secrets_that_cannot_work_are_refused() {
    let none: [&str; 0] = [];
    let built = [
        Jwt::new(none).map(drop),
        BodyToken::new("token", none).map(drop),
        HeaderSecret::new("x", none).map(drop),
        HmacHeader::new("x", none).map(drop),
        StandardWebhooks::new(none).map(drop),
    ];
    assert_eq!(built, [Err(ConfigError::NoSecret); 5]);

    let empty = [NEW, ""];
    let built = [
        Jwt::new(empty).map(drop),
        BodyToken::new("token", empty).map(drop),
        HeaderSecret::new("x", empty).map(drop),
        HmacHeader::new("x", empty).map(drop),
        StandardWebhooks::new(["AAAA", ""]).map(drop),
    ];
    assert_eq!(built, [Err(ConfigError::EmptySecret { index: 1 }); 5]);

    let error = StandardWebhooks::new(["whsec_"]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "secret 0 (from 0) is not base64, after `whsec_` or alone"
    );
    assert!(StandardWebhooks::new(["whsec_?"]).is_err());
    let error = HeaderSecret::new("x", [NEW, "made-up\n"]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "secret 1 (from 0) is not a header's value without white space around it"
    );
    assert!(HeaderSecret::new("x", ["made-up "]).is_err());
    assert!(HeaderSecret::new("x", ["made\0up"]).is_err());
    assert!(BodyToken::new("token", [b"\xff"]).is_err());
    for name in ["", "x api key", "x-api-key:", "ключ"] {
        assert_eq!(
            HeaderSecret::new(name, [NEW]).unwrap_err(),
            ConfigError::HeaderName
        );
        assert_eq!(
            HmacHeader::new(name, [NEW]).unwrap_err(),
            ConfigError::HeaderName
        );
    }
}

#[test]
fn nothing_secret_is_printed() {
    let body = br#"{"token":"made-up-secret-new"}"#;
    let token = BodyToken::new("token", [NEW]).unwrap();
    let headers = Headers::new([("x-api-key", NEW)]);
    let accepted = token.verify(&headers, body).unwrap();
    assert_eq!(
        format!("{accepted:?}"),
        "Verified { body: 30 bytes, secret: 0 }"
    );
    assert_eq!(format!("{headers:?}"), r#"["x-api-key"]"#);
    let texts = [
        format!("{token:#?}"),
        format!("{:#?}", jwt::verifier()),
        format!("{:#?}", HeaderSecret::new("x", [NEW])),
        format!("{:#?}", HmacHeader::new("x", [NEW])),
        format!("{:#?}", StandardWebhooks::new([STANDARD.encode(NEW)])),
    ];
    let bytes = format!("{:?}", NEW.as_bytes());
    let bytes = bytes.trim_matches(['[', ']']);
    for text in texts {
        assert!(text.contains("redacted"), "{text}");
        assert!(!text.contains("made-up"), "{text}");
        assert!(!text.contains(bytes), "{text}");
    }
}

#[test]
fn what_was_verified_is_decoded() {
    let verifier = Arc::new(jwt::verifier());
    let body = jwt::token(br#" {"price":1.10} "#, OLD);
    let delivery = receive::<Json>(&verifier, &Headers::default(), body.as_bytes()).unwrap();
    assert_eq!(&*delivery.received.body, r#" {"price":1.10} "#);
    assert_eq!(delivery.secret, 1);

    let verifier: Box<dyn Verify> = Box::new(HeaderSecret::new("x-api-key", [NEW]).unwrap());
    let headers = Headers::new([("x-api-key", NEW)]);
    match receive::<Json>(&verifier, &headers, b"{") {
        Err(ReceiveError::Decode(DecodeError::Rejected(Rejected::NotJson { .. }))) => {}
        other => panic!("{other:?}"),
    }
    match receive::<Json>(&*verifier, &Headers::default(), b"{") {
        Err(ReceiveError::NotVerified(error)) => assert_eq!(error.cause().code(), "missing"),
        other => panic!("{other:?}"),
    }
}
