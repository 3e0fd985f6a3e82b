//! Standard Webhooks.

use std::time::Duration;

use asyncapi_runtime::verify::{ConfigError, StandardWebhooks};

use crate::{check, outcome};

// The example of the reference libraries.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const TIME: &str = "1614265330";
const NOW: i64 = 1_614_265_330;
const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
const BODY: &str = r#"{"test": 2432232314}"#;
const HEADERS: [(&str, &[u8]); 3] = [
    ("webhook-id", ID.as_bytes()),
    ("webhook-timestamp", TIME.as_bytes()),
    ("webhook-signature", SIGNATURE.as_bytes()),
];

fn at(now: i64) -> StandardWebhooks {
    let verifier = StandardWebhooks::new(["whsec_bWFkZS11cA==", SECRET]).unwrap();
    verifier.clock(move || now)
}

#[test]
fn values() {
    let bare = SIGNATURE.trim_start_matches("v1,");
    let other_version = format!("v2,{bare}");
    let unpadded = SIGNATURE.trim_end_matches('=');
    let several = format!("v1a,AA== v1,AAAA {SIGNATURE} v1,BBBB");
    let one_unreadable = format!("v1,? {SIGNATURE}");
    let cases = [
        (ID, TIME, SIGNATURE, Ok(1)),
        (ID, TIME, &several, Ok(1)),
        (ID, TIME, &one_unreadable, Ok(1)),
        (ID, TIME, &other_version, Err("malformed")),
        (ID, TIME, bare, Err("malformed")),
        (ID, TIME, unpadded, Err("malformed")),
        (ID, TIME, "", Err("malformed")),
        (ID, TIME, "v1,", Err("signature")),
        (ID, TIME, "v1,AAAA", Err("signature")),
        ("msg_else", TIME, SIGNATURE, Err("signature")),
        ("", TIME, SIGNATURE, Err("malformed")),
        ("msg.1", TIME, SIGNATURE, Err("malformed")),
        (ID, "1614265331", SIGNATURE, Err("signature")),
        (ID, "01614265330", SIGNATURE, Err("signature")),
        (ID, "", SIGNATURE, Err("malformed")),
        (ID, "+1614265330", SIGNATURE, Err("malformed")),
        (ID, "-1", SIGNATURE, Err("malformed")),
        (ID, "1614265330.0", SIGNATURE, Err("malformed")),
        (ID, "99999999999999999999", SIGNATURE, Err("malformed")),
        (ID, "soon", SIGNATURE, Err("malformed")),
    ];
    for (id, time, signature, expected) in cases {
        let headers = [
            ("Webhook-Id", id.as_bytes()),
            ("Webhook-Timestamp", time.as_bytes()),
            ("Webhook-Signature", signature.as_bytes()),
        ];
        check(&at(NOW), &headers, BODY, expected);
    }
    check(&at(NOW), &HEADERS, "{}", Err("signature"));
}

#[test]
fn times() {
    let cases = [
        (NOW + 300, Ok(1)),
        (NOW - 300, Ok(1)),
        (NOW + 301, Err("stale")),
        (NOW - 301, Err("stale")),
        (i64::MIN, Err("stale")),
        (i64::MAX, Err("stale")),
    ];
    for (now, expected) in cases {
        check(&at(now), &HEADERS, BODY, expected);
    }
    let patient = at(NOW + 3600).tolerance(Duration::from_secs(3600));
    check(&patient, &HEADERS, BODY, Ok(1));
}

#[test]
fn each_header_comes_once() {
    for left_out in 0..HEADERS.len() {
        let mut headers = HEADERS.to_vec();
        let header = headers.remove(left_out);
        check(&at(NOW), &headers, BODY, Err("missing"));
        headers.extend([header, header]);
        check(&at(NOW), &headers, BODY, Err("duplicate-header"));
    }
}

#[test]
fn other_names() {
    let svix = at(NOW).headers("svix").unwrap();
    let names = ["svix-id", "svix-timestamp", "svix-signature"];
    let headers = [0, 1, 2].map(|at| (names[at], HEADERS[at].1));
    check(&svix, &headers, BODY, Ok(1));
    check(&svix, &HEADERS, BODY, Err("missing"));
    assert_eq!(
        at(NOW).headers("no name").unwrap_err(),
        ConfigError::HeaderName
    );
}

#[test]
fn writings_of_a_secret() {
    let bare = SECRET.trim_start_matches("whsec_");
    for (secret, expected) in [(SECRET, Ok(0)), (bare, Ok(0)), ("AA", Err("signature"))] {
        let verifier = StandardWebhooks::new([secret]).unwrap().clock(|| NOW);
        assert_eq!(
            outcome(&verifier, &HEADERS, BODY.as_bytes()),
            expected,
            "{secret}"
        );
    }
}
