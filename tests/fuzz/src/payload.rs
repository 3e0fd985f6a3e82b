//! A body to the events of each vendor: nothing that is JSON is refused without a reason, nothing
//! of a body is lost, and the strict way in agrees with the lenient one.

mod kept;

use std::fmt::Debug;

use aircall_events as aircall;
use asyncapi_runtime::envelope::Enveloped;
use asyncapi_runtime::{Batch, DecodeError, Drift, Received, Rejected, decode, from_json};
use curious_thing_events as curious_thing;
use dialpad_events as dialpad;
use regal_events as regal;
use revring_events as revring;
use serde_core::Serialize;
use serde_json::value::RawValue;

use crate::json::{MAX_DEPTH, depth};

type Lenient<T> = fn(&[u8]) -> Result<Received<T>, DecodeError>;
type Strict<T> = fn(&[u8]) -> Result<T, DecodeError>;

/// Decodes a body as each vendor's, whatever the caller may say that it is.
///
/// # Panics
/// Something does not hold.
pub fn run(body: &[u8]) {
    let ways: [(Lenient<_>, Strict<_>); 1] = [(aircall::Event::decode, aircall::Event::from_json)];
    each(body, &ways);
    each(
        body,
        &[
            (
                curious_thing::Event::decode,
                curious_thing::Event::from_json,
            ),
            (
                curious_thing::Event::decode_sms_sent,
                curious_thing::Event::from_json_sms_sent,
            ),
            (
                curious_thing::Event::decode_call_complete,
                curious_thing::Event::from_json_call_complete,
            ),
        ],
    );
    batch(
        body,
        curious_thing::Event::decode_batch,
        curious_thing::Event::decode,
    );
    each(
        body,
        &[
            (dialpad::Event::decode, dialpad::Event::from_json),
            (
                dialpad::Event::decode_agent_status_events,
                dialpad::Event::from_json_agent_status_events,
            ),
            (
                dialpad::Event::decode_call_events,
                dialpad::Event::from_json_call_events,
            ),
            (
                dialpad::Event::decode_change_log_events,
                dialpad::Event::from_json_change_log_events,
            ),
            (
                dialpad::Event::decode_contact_events,
                dialpad::Event::from_json_contact_events,
            ),
            (
                dialpad::Event::decode_sms_events,
                dialpad::Event::from_json_sms_events,
            ),
        ],
    );
    each(body, &[(regal::Event::decode, regal::Event::from_json)]);
    each(
        body,
        &[
            (revring::Event::decode, revring::Event::from_json),
            (
                revring::Event::decode_pre_call,
                revring::Event::from_json_pre_call,
            ),
            (
                revring::Event::decode_post_call,
                revring::Event::from_json_post_call,
            ),
        ],
    );
    let (lenient, strict): (Lenient<revring::PreCallResponse>, Strict<_>) = (decode, from_json);
    one(body, lenient(body), strict(body));
}

fn each<T: Serialize + Debug + Enveloped>(body: &[u8], ways: &[(Lenient<T>, Strict<T>)]) {
    for (lenient, strict) in ways {
        let received = lenient(body);
        if let Ok(received) = &received {
            // They look into the body once more, and need not find anything.
            let _ = (received.occurred_at(), received.dedupe_key());
        }
        one(body, received, strict(body));
    }
}

/// What came of one body, both ways.
fn one<T: Serialize + Debug>(
    body: &[u8],
    received: Result<Received<T>, DecodeError>,
    strict: Result<T, DecodeError>,
) {
    // Whatever can be shown is shown.
    let _ = format!("{received:?} {strict:?}");
    match (received, strict) {
        (Ok(received), strict) => {
            assert_eq!(received.body.as_bytes(), body, "the body is not kept");
            let encoded = encoded(&received.event);
            match strict {
                Ok(event) => {
                    assert_eq!(received.drift, [], "drift that is no error");
                    assert_eq!(encoded, self::encoded(&event), "strictly another event");
                }
                Err(DecodeError::Mismatch(drift)) => {
                    assert_eq!(drift, received.drift, "strictly another drift");
                    told(&drift);
                }
                Err(error) => panic!("strictly: {error}"),
            }
            kept::check(&encoded, &received.body, &received.drift);
        }
        (Err(lenient), Err(strict)) => {
            assert_eq!(lenient, strict, "strictly another error");
            refused(body, &lenient);
        }
        (Err(error), Ok(_)) => panic!("strictly decoded, but {error}"),
    }
}

/// Each item of a batch is what it is alone.
fn batch<T: Serialize + Debug>(
    body: &[u8],
    batch: fn(&[u8]) -> Result<Batch<T>, DecodeError>,
    alone: Lenient<T>,
) {
    let items = match batch(body) {
        Ok(items) => items,
        Err(error) => return refused(body, &error),
    };
    for item in items {
        match item {
            Ok(item) => {
                let alone = alone(item.body.as_bytes()).expect("it is decoded in a batch");
                assert_eq!(encoded(&item.event), encoded(&alone.event));
                assert_eq!(item.drift, alone.drift);
            }
            Err(item) => {
                let error = alone(item.body.as_bytes()).err();
                assert_eq!(error.as_ref(), Some(&item.error));
            }
        }
    }
}

/// The reason for which a body was refused is true.
fn refused(body: &[u8], error: &DecodeError) {
    let text = std::str::from_utf8(body);
    let json = serde_json::from_slice::<&RawValue>(body);
    let true_reason = match error {
        DecodeError::Rejected(Rejected::NotUtf8) => text.is_err(),
        DecodeError::Rejected(Rejected::NotJson { .. }) => json.is_err(),
        DecodeError::Rejected(Rejected::TooDeep) => depth(text.unwrap_or_default()) > MAX_DEPTH,
        DecodeError::Rejected(Rejected::NotObject) => {
            json.is_ok_and(|json| !json.get().starts_with('{'))
        }
        DecodeError::Rejected(Rejected::DuplicateTag { .. }) => json.is_ok(),
        DecodeError::Rejected(Rejected::NotUnicode { .. }) => {
            json.is_ok() && text.is_ok_and(|text| text.contains("\\ud") || text.contains("\\uD"))
        }
        DecodeError::Mismatch(drift) => {
            told(drift);
            json.is_ok()
        }
        other => panic!("a reason nobody knows: {other}"),
    };
    assert!(true_reason, "{error}");
}

/// Drift says something.
fn told(drift: &[Drift]) {
    assert!(!drift.is_empty(), "drift without a place");
    for drift in drift {
        assert!(!drift.expected.is_empty(), "{drift}");
    }
}

fn encoded(event: &impl Serialize) -> String {
    serde_json::to_string(event).expect("an event can be encoded")
}
