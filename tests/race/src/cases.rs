//! The races that are counted: for each vendor what it costs to find the event, and for Aircall
//! what it costs to keep what is not declared and to set apart what has drifted.

use std::hint::black_box;

use aircall_events::{CallEvent, Event, MessageEvent};
use asyncapi_runtime::{Wire, from_json};
use serde_core::de::DeserializeOwned;
use serde_json::{Value, from_slice};

use crate::bodies::{compact, reordered, unknown_tree, with_comments, with_member};
use crate::{Decode, Entrant, Race};

/// In each race: what depends on nothing of ours. Where the compiler has changed, the others are
/// held against it.
pub const YARDSTICK: &str = "serde_json::Value";

/// The races.
///
/// # Panics
/// A sample is not what it was.
#[must_use]
pub fn races() -> Vec<Race> {
    let call = include_str!("../../../specs/aircall/samples/call.created.json");
    let message = include_str!("../../../specs/aircall/samples/message.received.json");
    let aircall = aircall::<CallEvent, aircall_twin::CallEvent>;
    let (call_last, call) = (reordered(call, true), reordered(call, false));
    let three = [
        r#""mood":"calm""#,
        r#""weight":1.10"#,
        r#""flags":[true,null,{"deep":1}]"#,
    ];
    let three = three
        .iter()
        .fold(call.clone(), |body, member| with_member(&body, member));
    vec![
        aircall("call, tag first", &call),
        aircall("call, tag last", &call_last),
        self::aircall::<MessageEvent, aircall_twin::MessageEvent>(
            "message, tag first",
            &reordered(message, false),
        ),
        self::aircall::<MessageEvent, aircall_twin::MessageEvent>(
            "message, tag last",
            &reordered(message, true),
        ),
        aircall("call, three unknown members", &three),
        aircall(
            "call, an unknown member of 10 KB",
            &with_member(&call, &unknown_tree()),
        ),
        drifting("call, drift in 1 KB", &call),
        drifting("call, drift in 40 KB", &with_comments(&call, 300)),
        // A batch of two.
        vendor::<Vec<curious_thing_events::CallComplete>>(
            "curious-thing",
            include_str!("../../../specs/curious-thing/samples/CallComplete.json"),
            &[("Event, with drift and body", |body| {
                curious_thing_events::Event::decode_batch(body)
                    .is_ok_and(|items| items.iter().all(Result::is_ok))
            })],
        ),
        vendor::<dialpad_events::CallEventPayload>(
            "dialpad",
            include_str!("../../../specs/dialpad/samples/call-events.json"),
            &[
                ("Event by channel", |body| {
                    dialpad_events::Event::from_json_call_events(body).is_ok()
                }),
                ("Event", |body| {
                    dialpad_events::Event::from_json(body).is_ok()
                }),
                ("Event, with drift and body", |body| {
                    dialpad_events::Event::decode(body).is_ok()
                }),
            ],
        ),
        vendor::<regal_events::TranscriptPayload>(
            "regal",
            include_str!("../../../specs/regal/samples/call.transcript.available.json"),
            &[
                ("Event", |body| regal_events::Event::from_json(body).is_ok()),
                ("Event, with drift and body", |body| {
                    regal_events::Event::decode(body).is_ok()
                }),
            ],
        ),
        vendor::<revring_events::PostCall>(
            "revring",
            include_str!("../../../specs/revring/samples/post_call.json"),
            &[
                ("Event", |body| {
                    revring_events::Event::from_json(body).is_ok()
                }),
                ("Event, with drift and body", |body| {
                    revring_events::Event::decode(body).is_ok()
                }),
            ],
        ),
    ]
}

/// Ways to find out which of Aircall's events a body is, and what is read of it. `Payload` is its
/// payload, `Twin` that with serde's derives.
fn aircall<Payload: Wire, Twin: DeserializeOwned>(name: &str, body: &str) -> Race {
    vendor::<Payload>(
        name,
        body,
        &[
            ("Event", |body| Event::from_json(body).is_ok()),
            ("Event, with drift and body", |body| {
                Event::decode(body).is_ok_and(|received| received.drift.is_empty())
            }),
            ("serde derive, type known", |body| {
                from_slice::<Twin>(body).is_ok()
            }),
        ],
    )
}

/// Ways to decode a body of which `Payload` is known, and others.
fn vendor<Payload: Wire>(name: &str, body: &str, others: &[(&'static str, Decode)]) -> Race {
    let known: Decode = |body| from_json::<Payload>(body).is_ok();
    let boxed: Decode = |body| {
        from_json::<Payload>(body)
            .map(Box::new)
            .is_ok_and(|payload| !black_box(&raw const *payload).is_null())
    };
    let first = [
        ("payload type known in advance", known),
        ("the same, boxed as events are", boxed),
    ];
    race(
        name,
        &compact(body),
        first.into_iter().chain(others.iter().copied()),
    )
}

/// What it costs to set a field apart, against the same body without it.
fn drifting(name: &str, body: &str) -> Race {
    let decode: Decode =
        |body| Event::decode(body).is_ok_and(|received| received.event.name().is_some());
    let mut race = race(name, body, [("clean", decode)]);
    for (name, member) in [
        ("an optional field drifted", "\"duration\":"),
        ("a required field drifted", "\"timestamp\":"),
    ] {
        let body = body.replacen(member, &format!("{member}\"\",\"_\":"), 1);
        let received = Event::decode(body.as_bytes()).expect("it is received");
        assert_eq!(received.drift.len(), 1, "{name}");
        race.entrants.push(Entrant {
            name,
            bodies: vec![(body, decode)],
        });
    }
    race
}

fn race(
    name: &str,
    body: &str,
    entrants: impl IntoIterator<Item = (&'static str, Decode)>,
) -> Race {
    let yardstick: Decode = |body| from_slice::<Value>(body).is_ok();
    let entrants = entrants.into_iter().chain([(YARDSTICK, yardstick)]);
    Race {
        name: name.to_owned(),
        entrants: entrants
            .map(|(name, decode)| Entrant {
                name,
                bodies: vec![(body.to_owned(), decode)],
            })
            .collect(),
    }
}
