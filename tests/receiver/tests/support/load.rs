//! Many senders at once, each waiting for its answer before it sends the next event.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::http::Client;

/// What was acknowledged.
#[derive(Default)]
pub(crate) struct Acknowledged {
    /// The numbers of the events, in no order.
    pub(crate) numbers: Vec<u64>,
    /// How long each answer took.
    pub(crate) took: Vec<Duration>,
}

/// Sends the events `from .. to` over so many connections, until all are sent or the receiver has
/// gone.
pub(crate) fn send(address: SocketAddr, connections: usize, from: u64, to: u64) -> Acknowledged {
    let next = AtomicU64::new(from);
    let mut all = Acknowledged::default();
    thread::scope(|scope| {
        let senders: Vec<_> = (0..connections)
            .map(|_| scope.spawn(|| sender(address, &next, to)))
            .collect();
        for sender in senders {
            let Acknowledged { numbers, took } = sender.join().expect("a sender has panicked");
            all.numbers.extend(numbers);
            all.took.extend(took);
        }
    });
    all
}

fn sender(address: SocketAddr, next: &AtomicU64, to: u64) -> Acknowledged {
    let mut acknowledged = Acknowledged::default();
    let Ok(mut client) = Client::connect(address) else {
        return acknowledged;
    };
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= to {
            return acknowledged;
        }
        let begun = Instant::now();
        match client.post("/aircall", &[], event(number).as_bytes()) {
            Ok(reply) => assert_eq!(reply.status, 200, "{reply:?}"),
            Err(_) => return acknowledged,
        }
        acknowledged.took.push(begun.elapsed());
        acknowledged.numbers.push(number);
    }
}

/// An event of Aircall's, as large as most, with a number of its own.
pub(crate) fn event(number: u64) -> String {
    format!(
        concat!(
            r#"{{"resource":"call","event":"call.created","timestamp":1735732800,"#,
            r#""token":"made-up-token-0001","data":{{"id":{},"sid":"made-up-sid-01","#,
            r#""call_uuid":"made-up-call-01","direct_link":"https://example.com/v1/calls/100001","#,
            r#""direction":"inbound","status":"initial","started_at":1735732800,"duration":0,"#,
            r#""raw_digits":"+1 555-010-0102","cost":"0.0","number":{{"id":2001,"#,
            r#""direct_link":"https://example.com/v1/numbers/2001","name":"Front desk","#,
            r#""digits":"+1 555-010-0100","country":"US","time_zone":"America/New_York","#,
            r#""open":true,"availability_status":"open","is_ivr":false,"#,
            r#""live_recording_activated":false,"priority":0,"messages":{{"#,
            r#""welcome":"https://example.com/audio/welcome.mp3","#,
            r#""voicemail":"https://example.com/audio/voicemail.mp3"}}}},"archived":false,"#,
            r#""teams":[],"comments":[],"tags":[]}}}}"#
        ),
        number
    )
}

/// The number of an event that was sent.
pub(crate) fn number(body: &str) -> u64 {
    let (_, rest) = body
        .split_once(r#""data":{"id":"#)
        .expect("it has a number");
    let end = rest.find(',').expect("something follows");
    rest[..end].parse().expect("it is a number")
}
