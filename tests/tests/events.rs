//! How events are told apart: by the body, by the caller, in batches, and what stays open.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use asyncapi_tests::equal::equal;
use asyncapi_tests::vendors::vendor;
use curious_thing_events::Event as CuriousThing;
use dialpad_events::Event as Dialpad;
use revring_events::{Event as RevRing, Json, PreCallResponse, to_json};

/// The samples of a vendor: name and body.
fn samples(vendor: &str) -> Vec<(String, String)> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let entries = fs::read_dir(specs.join(vendor).join("samples")).unwrap();
    let mut samples: Vec<(String, String)> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    samples.sort();
    samples
}

#[test]
fn the_body_tells_what_the_caller_tells() {
    for name in ["curious-thing", "dialpad", "revring"] {
        let vendor = vendor(name).unwrap();
        for (sample, body) in samples(name) {
            let told = (vendor.decode)(Some(&sample), body.as_bytes()).unwrap();
            let untold = (vendor.decode)(None, body.as_bytes()).unwrap();
            let expected = if sample.starts_with("SMS") || sample == "pre_call.response" {
                None
            } else {
                told.event.name()
            };
            assert_eq!(untold.event.name(), expected, "{name}/{sample}");
            assert_eq!(untold.drift, [], "{name}/{sample}");
            assert_eq!(
                equal(&body, &untold.event.encoded()),
                Ok(()),
                "{name}/{sample}"
            );
        }
    }
}

#[test]
fn dialpad_is_told_by_what_a_body_has() {
    let cases = [
        (
            r#"{"event":"Created","contact":{}}"#,
            Some("contact-events"),
        ),
        (r#"{"event":"Merged","contact":{}}"#, None),
        (r#"{"event":"Created"}"#, None),
        (
            r#"{"action":"a","note":"","call_id":1,"state":"x"}"#,
            Some("change-log-events"),
        ),
        (r#"{"action":"a"}"#, None),
        (
            r#"{"call_id":1,"state":null,"contact":{}}"#,
            Some("call-events"),
        ),
        (r#"{"to_number":[],"call_id":1}"#, Some("sms-events")),
        (r#"{"to_number":"+15550100102"}"#, None),
        (r#"{"mms":true,"created_date":1}"#, Some("sms-events")),
        (r#"{"text":null}"#, None),
        (r#"{"call_center_ids":[]}"#, Some("agent-status-events")),
        (r#"{"target":{"id":1},"event_timestamp":1}"#, None),
    ];
    for (body, expected) in cases {
        let received = Dialpad::decode(body.as_bytes()).unwrap();
        assert_eq!(received.event.name(), expected, "{body}");
        assert_eq!(&*received.body, body);
    }
    let twice = br#"{"event":"Created","event":"Deleted","contact":{}}"#;
    assert!(Dialpad::decode(twice).is_err());
}

#[test]
fn what_cannot_be_told_apart_is_said() {
    let body = br#"[{"time":"t","from":"1","to":"2","message":"m","campaignId":"c"},{"eventType":"CallFailed"},{"time":"t","phone":"1","status":"busy","campaignId":"c"}]"#;
    let batch = CuriousThing::decode_batch(body).unwrap();
    let events: Vec<CuriousThing> = batch.into_iter().map(|item| item.unwrap().event).collect();
    let [
        CuriousThing::Ambiguous(sms),
        CuriousThing::Unknown(unknown),
        CuriousThing::CallAttempted(_),
    ] = events.as_slice()
    else {
        panic!("{events:?}")
    };
    assert_eq!(sms.candidates, ["SMSSent", "SMSReceived"]);
    assert!(
        sms.candidates
            .iter()
            .all(|name| CuriousThing::NAMES.contains(name))
    );
    assert_eq!(unknown.name.as_deref(), Some("CallFailed"));
    let told = CuriousThing::decode_sms_sent(sms.body.get().as_bytes()).unwrap();
    assert_eq!((told.event.name(), told.drift.len()), (Some("SMSSent"), 0));
    let told = CuriousThing::decode_batch_sms_sent(body).unwrap();
    let drift: Vec<usize> = told
        .iter()
        .map(|item| item.as_ref().unwrap().drift.len())
        .collect();
    assert_eq!(drift, [0, 5, 3]);
}

#[test]
fn revring_is_answered() {
    let body = br#"{"event":"pre_call","agentId":"a","fromNumber":"1","toNumber":"2"}"#;
    assert!(matches!(
        RevRing::decode(body).unwrap().event,
        RevRing::PreCall(_)
    ));
    let post = br#"{"id":"1","status":"COMPLETED"}"#;
    let post = RevRing::decode(post).unwrap();
    assert_eq!(
        (post.event.name(), post.drift.len()),
        (Some("post_call"), 5)
    );
    for (body, name) in [
        (r#"{"event":"mid_call"}"#, Some("mid_call")),
        (r#"{"id":"1"}"#, None),
    ] {
        let RevRing::Unknown(event) = RevRing::decode(body.as_bytes()).unwrap().event else {
            panic!("{body} is not declared")
        };
        assert_eq!(event.name.as_deref(), name);
    }
    assert_eq!(RevRing::NAMES, ["pre_call", "post_call"]);
    let mut answer = PreCallResponse::new();
    assert_eq!(to_json(&answer).unwrap(), "{}");
    answer.variables = Some(BTreeMap::from([
        ("customer_name".to_owned(), Json::from("Ben \"B\" Meadow")),
        ("visits".to_owned(), Json::from(3)),
        ("balance".to_owned(), "12.50".parse().unwrap()),
    ]));
    assert_eq!(
        to_json(&answer).unwrap(),
        r#"{"variables":{"balance":12.50,"customer_name":"Ben \"B\" Meadow","visits":3}}"#
    );
}

/// An unoptimized build has ten times as long.
#[test]
fn large_batches_take_time_in_proportion() {
    let item = r#"{"time":"t","phone":"1","type":"inbound","campaignId":"c"},"#;
    let body = format!("[{}null]", item.repeat(200_000));
    let start = Instant::now();
    let batch = CuriousThing::decode_batch(body.as_bytes()).unwrap();
    assert_eq!(batch.len(), 200_001);
    assert_eq!(batch.iter().filter(|item| item.is_err()).count(), 1);
    let limit = if cfg!(debug_assertions) { 20 } else { 2 };
    assert!(
        start.elapsed() < Duration::from_secs(limit),
        "{:?}",
        start.elapsed()
    );
}
