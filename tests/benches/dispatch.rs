//! What it costs to find out which event a body is: `cargo bench -p asyncapi-tests`.
//!
//! Every candidate decodes the same body in turn, in one process; a row is the median over all
//! rounds of the ratio to decoding the payload type known in advance. A ratio within one run holds
//! on a noisy machine where a time does not. `cargo bench -p asyncapi-tests -- --count BODY CANDIDATE`
//! decodes one body 1,000 times, for counting instructions.

use std::hint::black_box;
use std::time::{Duration, Instant};

use aircall_events::{CallEvent, Event, MessageEvent, from_json};
use aircall_twin::UntaggedEvent;

const ROUNDS: usize = 200;
const ROUND: Duration = Duration::from_millis(2);

struct Candidate {
    name: &'static str,
    decode: fn(&[u8]) -> bool,
}

const CALL: [Candidate; 6] = [
    Candidate {
        name: "payload type known in advance",
        decode: |body| from_json::<CallEvent>(body).is_ok(),
    },
    Candidate {
        name: "the same, boxed as events are",
        decode: |body| {
            from_json::<CallEvent>(body)
                .map(Box::new)
                .is_ok_and(|payload| black_box(payload).timestamp > 0)
        },
    },
    Candidate {
        name: "Event",
        decode: |body| Event::from_json(body).is_ok(),
    },
    Candidate {
        name: "serde derive, type known",
        decode: |body| serde_json::from_slice::<aircall_twin::CallEvent>(body).is_ok(),
    },
    Candidate {
        name: "serde untagged",
        decode: |body| serde_json::from_slice::<UntaggedEvent>(body).is_ok(),
    },
    Candidate {
        name: "serde_json::Value, then typed",
        decode: by_value::<aircall_twin::CallEvent>,
    },
];

const MESSAGE: [Candidate; 6] = [
    Candidate {
        name: "payload type known in advance",
        decode: |body| from_json::<MessageEvent>(body).is_ok(),
    },
    Candidate {
        name: "the same, boxed as events are",
        decode: |body| {
            from_json::<MessageEvent>(body)
                .map(Box::new)
                .is_ok_and(|payload| black_box(payload).timestamp > 0)
        },
    },
    Candidate {
        name: "Event",
        decode: |body| Event::from_json(body).is_ok(),
    },
    Candidate {
        name: "serde derive, type known",
        decode: |body| serde_json::from_slice::<aircall_twin::MessageEvent>(body).is_ok(),
    },
    Candidate {
        name: "serde untagged",
        decode: |body| serde_json::from_slice::<UntaggedEvent>(body).is_ok(),
    },
    Candidate {
        name: "serde_json::Value, then typed",
        decode: by_value::<aircall_twin::MessageEvent>,
    },
];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let call = include_str!("../../specs/aircall/samples/call.created.json");
    let message = include_str!("../../specs/aircall/samples/message.received.json");
    let cases = [
        ("call, tag first", &CALL, reordered(call, false)),
        ("call, tag last", &CALL, reordered(call, true)),
        ("message, tag first", &MESSAGE, reordered(message, false)),
        ("message, tag last", &MESSAGE, reordered(message, true)),
    ];
    if let Some(at) = arguments.iter().position(|argument| argument == "--count") {
        let (case, candidate) = (&arguments[at + 1], &arguments[at + 2]);
        let (_, candidates, body) = cases
            .iter()
            .find(|(name, ..)| name == case)
            .expect("a body of the table");
        let candidate = candidates
            .iter()
            .find(|each| each.name == candidate)
            .expect("a candidate of the table");
        for _ in 0..1_000 {
            assert!(black_box((candidate.decode)(black_box(body.as_bytes()))));
        }
        return;
    }
    println!("size of Event: {} bytes\n", size_of::<Event>());
    println!("| body | bytes | candidate | ratio | ns |\n|---|---|---|---|---|");
    for (name, candidates, body) in &cases {
        for (candidate, ratio, time) in race(&candidates[..], body.as_bytes()) {
            println!(
                "| {name} | {} | {candidate} | {ratio:.2} | {time:.0} |",
                body.len()
            );
        }
    }
}

/// The median ratio to the first candidate, and the median time in ns, of each.
fn race(candidates: &[Candidate], body: &[u8]) -> Vec<(&'static str, f64, f64)> {
    for candidate in candidates {
        assert!(
            (candidate.decode)(body),
            "{} does not decode the body",
            candidate.name
        );
    }
    let mut times = vec![Vec::with_capacity(ROUNDS); candidates.len()];
    for round in 0..ROUNDS {
        for turn in 0..candidates.len() {
            let index = (turn + round) % candidates.len();
            times[index].push(time(candidates[index].decode, body));
        }
    }
    candidates
        .iter()
        .zip(&times)
        .map(|(candidate, own)| {
            let ratios = own
                .iter()
                .zip(&times[0])
                .map(|(own, first)| own / first)
                .collect();
            (candidate.name, median(ratios), median(own.clone()))
        })
        .collect()
}

/// Nanoseconds for one decode, over about one round's time.
fn time(decode: fn(&[u8]) -> bool, body: &[u8]) -> f64 {
    let (start, mut count) = (Instant::now(), 0_u32);
    while start.elapsed() < ROUND {
        for _ in 0..16 {
            black_box(decode(black_box(body)));
        }
        count += 16;
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(count)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn by_value<T: serde::de::DeserializeOwned>(body: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(body)
        .is_ok_and(|value| serde_json::from_value::<T>(value).is_ok())
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
