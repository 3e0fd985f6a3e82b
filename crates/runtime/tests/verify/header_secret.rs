//! Secrets in a header.

use asyncapi_runtime::verify::HeaderSecret;

use crate::{NEW, OLD, Pairs, check};

#[test]
fn values() {
    let plain = HeaderSecret::new("x-api-key", [NEW, OLD]).unwrap();
    let cases: [(Pairs<'_>, Result<usize, &str>); 13] = [
        (&[("x-api-key", b"made-up-secret-new")], Ok(0)),
        (
            &[("host", b"x"), ("X-API-Key", b"made-up-secret-old")],
            Ok(1),
        ),
        (&[], Err("missing")),
        (&[("x-api-keys", b"made-up-secret-new")], Err("missing")),
        (&[("authorization", b"made-up-secret-new")], Err("missing")),
        (&[("x-api-key", b"")], Err("token")),
        (&[("x-api-key", b"made-up-secret-ne")], Err("token")),
        (&[("x-api-key", b"made-up-secret-new, x")], Err("token")),
        (&[("x-api-key", b" made-up-secret-new")], Err("token")),
        (&[("x-api-key", b"Bearer made-up-secret-new")], Err("token")),
        (&[("x-api-key", b"made-up-secret-ne\xff")], Err("token")),
        (
            &[("x-api-key", b"made-up-secret-new"), ("x-api-key", b"x")],
            Err("duplicate-header"),
        ),
        (
            &[("x-api-key", b"x"), ("X-Api-Key", b"made-up-secret-new")],
            Err("duplicate-header"),
        ),
    ];
    for (headers, expected) in cases {
        check(&plain, headers, "any body", expected);
    }

    let bearer = HeaderSecret::new("authorization", [NEW]).unwrap().bearer();
    let cases: [(&[u8], Result<usize, &str>); 9] = [
        (b"Bearer made-up-secret-new", Ok(0)),
        (b"bearer made-up-secret-new", Ok(0)),
        (b"Bearer made-up-secret-old", Err("token")),
        (b"Bearer  made-up-secret-new", Err("token")),
        (b"Bearer ", Err("token")),
        (b"Bearer", Err("malformed")),
        (b"Bearermade-up-secret-new", Err("malformed")),
        (b"Basic made-up-secret-new", Err("malformed")),
        (b"made-up-secret-new", Err("malformed")),
    ];
    for (value, expected) in cases {
        check(&bearer, &[("Authorization", value)], "any body", expected);
    }
}
