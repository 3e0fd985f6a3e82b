//! Signatures of the body in a header.

use asyncapi_runtime::verify::{Encoding, HmacHeader};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::{Pairs, check, hmac, outcome};

#[test]
fn signatures() {
    // RFC 4231, section 4.3.
    let body = "what do ya want for nothing?";
    let hex = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    let bytes = hmac(b"Jefe", body.as_bytes());
    let base64 = STANDARD.encode(&bytes);
    let plain = HmacHeader::new("x-sig", ["other", "Jefe"]).unwrap();
    let check = |verifier: &HmacHeader, value: &str, expected| {
        check(verifier, &[("X-Sig", value.as_bytes())], body, expected);
    };

    check(&plain, hex, Ok(1));
    check(&plain, &hex.to_uppercase(), Ok(1));
    check(&plain, &hex[..62], Err("signature"));
    check(&plain, &format!("{hex}00"), Err("signature"));
    check(&plain, &hex.replacen('5', "6", 1), Err("signature"));
    check(&plain, "", Err("signature"));
    check(&plain, &hex[..63], Err("malformed"));
    check(&plain, &format!(" {hex}"), Err("malformed"));
    check(&plain, &format!("sha256={hex}"), Err("malformed"));
    check(&plain, &base64, Err("malformed"));

    let prefixed = plain.clone().prefix("sha256=");
    check(&prefixed, &format!("sha256={hex}"), Ok(1));
    check(&prefixed, hex, Err("malformed"));
    check(&prefixed, &format!("sha1={hex}"), Err("malformed"));
    check(&prefixed, "sha256=", Err("signature"));

    let in_base64 = plain.clone().encoding(Encoding::Base64);
    check(&in_base64, &base64, Ok(1));
    check(&in_base64, base64.trim_end_matches('='), Err("malformed"));
    check(&in_base64, hex, Err("signature"));

    let cases: [(Pairs<'_>, &str); 2] = [
        (&[], "missing"),
        (
            &[("x-sig", hex.as_bytes()), ("x-sig", hex.as_bytes())],
            "duplicate-header",
        ),
    ];
    for (headers, code) in cases {
        assert_eq!(outcome(&plain, headers, body.as_bytes()), Err(code));
    }
    let changed = outcome(&plain, &[("x-sig", hex.as_bytes())], b"what do ya want");
    assert_eq!(changed, Err("signature"));
}
