//! JWT bodies.

use std::time::{Duration, SystemTime};

use asyncapi_runtime::verify::{Headers, Jwt, Verify};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::{NEW, OLD, check, hmac, outcome};

const NOW: i64 = 1_700_000_000;
const HS256: &[u8] = br#"{"alg":"HS256","typ":"JWT"}"#;

/// A JWT of any payload.
pub(crate) fn token(payload: &[u8], secret: &str) -> String {
    jwt(HS256, payload, secret)
}

/// A JWT of any header and payload, with a good signature.
fn jwt(header: &[u8], payload: &[u8], secret: &str) -> String {
    let signed = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(header),
        URL_SAFE_NO_PAD.encode(payload)
    );
    sealed(&signed, secret)
}

fn sealed(signed: &str, secret: &str) -> String {
    let signature = URL_SAFE_NO_PAD.encode(hmac(secret.as_bytes(), signed.as_bytes()));
    format!("{signed}.{signature}")
}

pub(crate) fn verifier() -> Jwt {
    Jwt::new([NEW, OLD]).unwrap().clock(|| NOW)
}

#[test]
fn example_of_rfc_7515() {
    let key =
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
    let body = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9\
                .eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ\
                .dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    let verifier = Jwt::new([URL_SAFE_NO_PAD.decode(key).unwrap()]).unwrap();
    check(&verifier.clone().clock(|| 1_300_819_379), &[], body, Ok(0));
    check(&verifier.clock(|| 1_300_819_380), &[], body, Err("expired"));
}

#[test]
fn payloads() {
    let cases: [(&[u8], Result<usize, &str>); 30] = [
        (b"{}", Ok(1)),
        (br#" {"state":"hangup","x":{"y":1,"y":2}} "#, Ok(1)),
        (br#"{"exp":1700000001}"#, Ok(1)),
        (br#"{"exp":1700000000.5}"#, Ok(1)),
        (br#"{"exp":1e300}"#, Ok(1)),
        (br#"{"exp":18446744073709551615}"#, Ok(1)),
        (br#"{"exp":1700000000}"#, Err("expired")),
        (br#"{"exp":1699999999.5}"#, Err("expired")),
        (br#"{"exp":17e8}"#, Err("expired")),
        (br#"{"exp":-1e300}"#, Err("expired")),
        (br#"{"e\u0078p":1}"#, Err("expired")),
        (br#"{"exp":"1800000000"}"#, Err("claim-format")),
        (br#"{"exp":null}"#, Err("claim-format")),
        (br#"{"exp":[1800000000]}"#, Err("claim-format")),
        (br#"{"exp":1e400}"#, Err("claim-format")),
        (br#"{"nbf":1700000000}"#, Ok(1)),
        (br#"{"nbf":1699999999.5}"#, Ok(1)),
        (br#"{"nbf":1700000000.5}"#, Err("not-yet-valid")),
        (br#"{"nbf":1700000001}"#, Err("not-yet-valid")),
        (br#"{"nbf":"0"}"#, Err("claim-format")),
        (br#"{"nbf":true}"#, Err("claim-format")),
        (br#"{"nbf":0,"nbf":0}"#, Err("duplicate-key")),
        (br#"{"a":1,"b":2,"\u0061":1}"#, Err("duplicate-key")),
        (b"[]", Err("not-object")),
        (br#""text""#, Err("not-object")),
        (b"null", Err("not-object")),
        (b"", Err("malformed")),
        (b"{} {}", Err("malformed")),
        (br#"{"a":}"#, Err("malformed")),
        (b"{\"a\":\"\xff\"}", Err("malformed")),
    ];
    for (payload, expected) in cases {
        let body = token(payload, OLD);
        assert_eq!(
            outcome(&verifier(), &[], body.as_bytes()),
            expected,
            "{}",
            String::from_utf8_lossy(payload)
        );
    }
}

#[test]
fn headers() {
    let cases = [
        (r#"{"alg":"HS256"}"#, Ok(0)),
        (r#"{"al\u0067":"HS\u003256"}"#, Ok(0)),
        (
            r#"{"kid":"../k","jwk":{"k":"x"},"jku":"http://localhost","alg":"HS256"}"#,
            Ok(0),
        ),
        (r#"{"alg":"none"}"#, Err("algorithm")),
        (r#"{"alg":"hs256"}"#, Err("algorithm")),
        (r#"{"alg":"HS512"}"#, Err("algorithm")),
        (r#"{"alg":"RS256"}"#, Err("algorithm")),
        (r#"{"alg":""}"#, Err("algorithm")),
        (r#"{"alg":"HS256 "}"#, Err("algorithm")),
        (r#"{"alg":null}"#, Err("malformed")),
        (r#"{"alg":["HS256"]}"#, Err("malformed")),
        (r#"{"Alg":"HS256"}"#, Err("malformed")),
        (r#"{"alg":"HS256","alg":"HS256"}"#, Err("malformed")),
        (r#"{"alg":"HS256","a\u006cg":"none"}"#, Err("malformed")),
        (
            r#"{"alg":"HS256","typ":"JWT","typ":"JWT"}"#,
            Err("malformed"),
        ),
        (
            r#"{"alg":"HS256","crit":["b64"],"b64":false}"#,
            Err("malformed"),
        ),
        (r#"{"alg":"HS256","crit":[]}"#, Err("malformed")),
        (r#"["HS256"]"#, Err("malformed")),
        ("", Err("malformed")),
        ("{", Err("malformed")),
    ];
    for (header, expected) in cases {
        let body = jwt(header.as_bytes(), b"{}", NEW);
        assert_eq!(
            outcome(&verifier(), &[], body.as_bytes()),
            expected,
            "{header}"
        );
    }
    for (blanks, expected) in [(3057, Ok(0)), (3058, Err("malformed"))] {
        let header = format!(r#"{{"alg":"HS256"{}}}"#, " ".repeat(blanks));
        let body = jwt(header.as_bytes(), b"{}", NEW);
        check(&verifier(), &[], &body, expected);
    }
}

#[test]
fn writings() {
    let good = token(br#"{"a":1}"#, NEW);
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let (header, payload) = signed.split_once('.').unwrap();
    // The last digit stands for four bits of the signature and two that must be 0.
    let (most, last) = signature.split_at(signature.len() - 1);
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let next = digits.find(last).unwrap() + 1;
    let left_over = format!("{signed}.{most}{}", &digits[next..=next]);
    let cases = [
        (good.clone(), Ok(0)),
        (
            token(br#"{"a":1}"#, "made-up-secret-else"),
            Err("signature"),
        ),
        (format!("{signed}."), Err("signature")),
        (
            format!("{signed}.{}", URL_SAFE_NO_PAD.encode([0; 31])),
            Err("signature"),
        ),
        (
            format!("{signed}.{}", URL_SAFE_NO_PAD.encode([0; 32])),
            Err("signature"),
        ),
        (
            format!("{signed}.{}", URL_SAFE_NO_PAD.encode([0; 64])),
            Err("signature"),
        ),
        (left_over, Err("malformed")),
        (format!("{good}="), Err("malformed")),
        (format!("{good}\n"), Err("malformed")),
        (format!(" {good}"), Err("malformed")),
        (format!("\"{good}\""), Err("malformed")),
        (format!("\u{feff}{good}"), Err("malformed")),
        (signed.to_owned(), Err("malformed")),
        (header.to_owned(), Err("malformed")),
        (String::new(), Err("malformed")),
        ("..".to_owned(), Err("malformed")),
        (format!("{good}.{signature}"), Err("malformed")),
        (
            format!("{header}.{payload}.{payload}.{payload}.{signature}"),
            Err("malformed"),
        ),
        (
            sealed(&format!("{header}.{payload}="), NEW),
            Err("malformed"),
        ),
        (
            sealed(&format!("{header}.{payload}.x"), NEW),
            Err("malformed"),
        ),
        (sealed(&format!("{header}.+/"), NEW), Err("malformed")),
        (r#"{"a":1}"#.to_owned(), Err("malformed")),
        (r#"{"a":"x.y.z"}"#.to_owned(), Err("malformed")),
    ];
    for (body, expected) in cases {
        check(&verifier(), &[], &body, expected);
    }
    let verified = verifier()
        .verify(&Headers::default(), good.as_bytes())
        .unwrap();
    assert_eq!(*verified.body, *br#"{"a":1}"#);
    assert_eq!(
        outcome(&verifier(), &[], b"\xff.\xff.\xff"),
        Err("malformed")
    );
}

#[test]
fn a_body_with_any_byte_changed_is_rejected() {
    let good = token(br#"{"a":1}"#, NEW).into_bytes();
    assert_eq!(outcome(&verifier(), &[], &good), Ok(0));
    let rejected = |body: &[u8]| {
        assert!(
            outcome(&verifier(), &[], body).is_err(),
            "{}",
            String::from_utf8_lossy(body)
        );
    };
    for at in 0..good.len() {
        for bit in 0..8 {
            let mut flipped = good.clone();
            flipped[at] ^= 1 << bit;
            rejected(&flipped);
        }
        let mut removed = good.clone();
        removed.remove(at);
        rejected(&removed);
        let mut doubled = good.clone();
        doubled.insert(at, good[at]);
        rejected(&doubled);
        rejected(&good[..at]);
    }
}

#[test]
fn ages() {
    let verifier = verifier().max_age(Duration::from_secs(300), "event_timestamp");
    let cases = [
        (r#"{"event_timestamp":1700000000000}"#, Ok(0)),
        (r#"{"event_timestamp":1699999700000}"#, Ok(0)),
        (r#"{"event_timestamp":1700000300000}"#, Ok(0)),
        (r#"{"event_timestamp":1.7e12}"#, Ok(0)),
        (r#"{"event_timestamp":1699999699999}"#, Err("stale")),
        (r#"{"event_timestamp":1700000300001}"#, Err("stale")),
        (r#"{"event_timestamp":1700000000}"#, Err("stale")),
        (r#"{"event_timestamp":-9223372036854775808}"#, Err("stale")),
        (r#"{"event_timestamp":9223372036854775807}"#, Err("stale")),
        (
            r#"{"event_timestamp":"1700000000000"}"#,
            Err("claim-format"),
        ),
        (r#"{"event_timestamp":null}"#, Err("claim-format")),
        (
            r#"{"x":{"event_timestamp":1700000000000}}"#,
            Err("claim-format"),
        ),
        (
            r#"{"event_timestamp":1700000000000,"event_timestamp":1700000000000}"#,
            Err("duplicate-key"),
        ),
    ];
    for (payload, expected) in cases {
        let body = token(payload.as_bytes(), NEW);
        assert_eq!(
            outcome(&verifier, &[], body.as_bytes()),
            expected,
            "{payload}"
        );
    }
}

#[test]
fn the_clock_is_the_systems_unless_given() {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let now = since.unwrap().as_secs();
    let verifier = Jwt::new([NEW]).unwrap();
    for (exp, expected) in [(now + 600, Ok(0)), (now - 600, Err("expired"))] {
        let payload = format!(r#"{{"exp":{exp}}}"#);
        let body = token(payload.as_bytes(), NEW);
        check(&verifier, &[], &body, expected);
    }
}
