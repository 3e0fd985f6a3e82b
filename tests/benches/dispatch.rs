//! What it costs to find out which event a body is, to keep what is not declared, and to set apart
//! what has drifted: `cargo bench -p asyncapi-tests`.
//!
//! The entrants of a race decode in turn, in one process; a row is the median over all rounds of
//! the ratio to the first of them. A ratio within one run holds on a noisy machine where a time
//! does not. `cargo bench -p asyncapi-tests -- --count RACE ENTRANT` decodes 1,000 times, for
//! counting instructions.

use std::hint::black_box;
use std::time::{Duration, Instant};

use aircall_events::{CallEvent, Event, MessageEvent, from_json};
use aircall_twin::{TaggedEvent, UntaggedEvent};
use asyncapi_runtime::Wire;
use serde::de::DeserializeOwned;

const ROUNDS: usize = 200;
const ROUND: Duration = Duration::from_millis(2);

struct Race {
    name: &'static str,
    entrants: Vec<Entrant>,
}

struct Entrant {
    name: &'static str,
    body: String,
    /// Whether the body decodes.
    decode: fn(&[u8]) -> bool,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let races = races();
    if let Some(at) = arguments.iter().position(|argument| argument == "--count") {
        let (race, entrant) = (&arguments[at + 1], &arguments[at + 2]);
        let race = races.iter().find(|each| each.name == race);
        let entrants = &race.expect("a race of the table").entrants;
        let entrant = entrants.iter().find(|each| each.name == entrant);
        let entrant = entrant.expect("an entrant of the table");
        for _ in 0..1_000 {
            assert!(black_box((entrant.decode)(black_box(
                entrant.body.as_bytes()
            ))));
        }
        return;
    }
    println!("size of Event: {} bytes\n", size_of::<Event>());
    println!("| race | bytes | entrant | ratio | ns |\n|---|---|---|---|---|");
    for race in &races {
        for (entrant, ratio, time) in run(&race.entrants) {
            println!(
                "| {} | {} | {} | {ratio:.2} | {time:.0} |",
                race.name,
                entrant.body.len(),
                entrant.name
            );
        }
    }
}

fn races() -> Vec<Race> {
    let call = include_str!("../../specs/aircall/samples/call.created.json");
    let message = include_str!("../../specs/aircall/samples/message.received.json");
    let large = reordered(&with_comments(call, 300), false);
    let call = reordered(call, false);
    vec![
        Race {
            name: "call, tag first",
            entrants: dispatch::<CallEvent, aircall_twin::CallEvent>(&call),
        },
        Race {
            name: "call, tag last",
            entrants: dispatch::<CallEvent, aircall_twin::CallEvent>(&reordered(&call, true)),
        },
        Race {
            name: "message, tag first",
            entrants: dispatch::<MessageEvent, aircall_twin::MessageEvent>(&reordered(
                message, false,
            )),
        },
        Race {
            name: "message, tag last",
            entrants: dispatch::<MessageEvent, aircall_twin::MessageEvent>(&reordered(
                message, true,
            )),
        },
        Race {
            name: "no unknown member",
            entrants: keeping(&call),
        },
        Race {
            name: "three unknown members",
            entrants: keeping(&with_member(
                &with_member(&with_member(&call, "\"mood\":\"calm\""), "\"weight\":1.10"),
                "\"flags\":[true,null,{\"deep\":1}]",
            )),
        },
        Race {
            name: "an unknown member of 10 KB",
            entrants: keeping(&with_member(&call, &unknown_tree())),
        },
        Race {
            name: "drift, 2 KB",
            entrants: drifting(&call),
        },
        Race {
            name: "drift, 60 KB",
            entrants: drifting(&large),
        },
    ]
}

/// Ways to find out which event a body is. `Payload` is its payload, `Twin` that with serde's
/// derives.
fn dispatch<Payload: Wire, Twin: DeserializeOwned>(body: &str) -> Vec<Entrant> {
    let entrant = |name, decode| Entrant {
        name,
        body: body.to_owned(),
        decode,
    };
    vec![
        entrant("payload type known in advance", |body| {
            from_json::<Payload>(body).is_ok()
        }),
        entrant("the same, boxed as events are", |body| {
            from_json::<Payload>(body)
                .map(Box::new)
                .is_ok_and(|payload| {
                    !std::ptr::eq(&raw const *black_box(payload), std::ptr::null())
                })
        }),
        entrant("Event", |body| Event::from_json(body).is_ok()),
        entrant("Event, with drift and body", |body| {
            Event::decode(body).is_ok_and(|received| received.drift.is_empty())
        }),
        entrant("serde derive, type known", |body| {
            serde_json::from_slice::<Twin>(body).is_ok()
        }),
        entrant("sonic-rs, type known", |body| {
            sonic_rs::from_slice::<Twin>(body).is_ok()
        }),
        entrant("serde internally tagged", |body| {
            serde_json::from_slice::<TaggedEvent>(body).is_ok()
        }),
        entrant("serde untagged", |body| {
            serde_json::from_slice::<UntaggedEvent>(body).is_ok()
        }),
        entrant("serde_json::Value, then typed", |body| {
            serde_json::from_slice::<serde_json::Value>(body)
                .is_ok_and(|value| serde_json::from_value::<Twin>(value).is_ok())
        }),
    ]
}

/// What it costs to keep undeclared members, against serde's derives, which drop them.
fn keeping(body: &str) -> Vec<Entrant> {
    let entrant = |name, decode| Entrant {
        name,
        body: body.to_owned(),
        decode,
    };
    vec![
        entrant("serde derive, dropped", |body| {
            serde_json::from_slice::<aircall_twin::CallEvent>(body).is_ok()
        }),
        entrant("kept", |body| from_json::<CallEvent>(body).is_ok()),
    ]
}

/// What it costs to set a field apart, against the same body without it.
fn drifting(body: &str) -> Vec<Entrant> {
    let entrant = |name, from: &str, to: &str| Entrant {
        name,
        body: body.replacen(from, to, 1),
        decode: |body| Event::decode(body).is_ok_and(|received| received.event.name().is_some()),
    };
    let entrants = vec![
        entrant("clean", "", ""),
        entrant(
            "an optional field drifted",
            "\"duration\":",
            "\"duration\":\"\",\"_\":",
        ),
        entrant(
            "a required field drifted",
            "\"timestamp\":",
            "\"timestamp\":\"\",\"_\":",
        ),
    ];
    for entrant in &entrants {
        let received = Event::decode(entrant.body.as_bytes()).expect("it is received");
        assert_eq!(received.drift.len(), usize::from(entrant.name != "clean"));
    }
    entrants
}

/// The median ratio to the first entrant, and the median time in ns, of each.
fn run(entrants: &[Entrant]) -> Vec<(&Entrant, f64, f64)> {
    for entrant in entrants {
        assert!(
            (entrant.decode)(entrant.body.as_bytes()),
            "{} does not decode the body",
            entrant.name
        );
    }
    let mut times = vec![Vec::with_capacity(ROUNDS); entrants.len()];
    for round in 0..ROUNDS {
        for turn in 0..entrants.len() {
            let index = (turn + round) % entrants.len();
            times[index].push(time(&entrants[index]));
        }
    }
    entrants
        .iter()
        .zip(&times)
        .map(|(entrant, own)| {
            let ratios = own
                .iter()
                .zip(&times[0])
                .map(|(own, first)| own / first)
                .collect();
            (entrant, median(ratios), median(own.clone()))
        })
        .collect()
}

/// Nanoseconds for one decode, over about one round's time.
fn time(entrant: &Entrant) -> f64 {
    let (start, mut count) = (Instant::now(), 0_u32);
    while start.elapsed() < ROUND {
        for _ in 0..16 {
            black_box((entrant.decode)(black_box(entrant.body.as_bytes())));
        }
        count += 16;
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(count)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The body with one more member in its `data`.
fn with_member(body: &str, member: &str) -> String {
    body.replacen("\"data\":{", &format!("\"data\":{{{member},"), 1)
}

/// The body with many comments on the call.
fn with_comments(body: &str, count: usize) -> String {
    let comment = r#"{"id":9007199254740993,"content":"He asked for \"the other\" form again, and whether it can be sent by mail.","posted_at":1700000000}"#;
    let comments = format!("\"comments\":[{}]", vec![comment; count].join(","));
    let body = compact(body);
    let start = body.find("\"comments\":[").expect("a call has comments");
    let end = start + body[start..].find(']').expect("they end");
    format!("{}{comments}{}", &body[..start], &body[end + 1..])
}

/// A member of some 10 KB.
fn unknown_tree() -> String {
    let leaf = r#"{"speaker":"agent","text":"Thank you for the call.","from":1.25,"to":[3,4.5]}"#;
    format!(
        "\"conversation\":{{\"parts\":[{}]}}",
        vec![leaf; 130].join(",")
    )
}

/// The same members with `event` as the first or the last, without white space as on the wire.
fn reordered(body: &str, last: bool) -> String {
    let compact = compact(body);
    let tag = compact.find("\"event\":").expect("a sample has a tag");
    let end = tag
        + compact[tag..]
            .find(',')
            .expect("a sample has its tag before other members");
    let (tag, mut rest) = (&compact[tag..end], compact.clone());
    rest.replace_range(compact.find(tag).expect("it was just found")..=end, "");
    if last {
        rest.insert_str(rest.len() - 1, &format!(",{tag}"));
    } else {
        rest.insert_str(1, &format!("{tag},"));
    }
    rest
}

fn compact(json: &str) -> String {
    let (mut in_string, mut escaped) = (false, false);
    json.chars()
        .filter(|character| {
            let keep = in_string || !character.is_whitespace();
            in_string ^= *character == '"' && !escaped;
            escaped = in_string && *character == '\\' && !escaped;
            keep
        })
        .collect()
}
