//! Deliveries kept by a real NATS server. Skipped, loudly, where there is none.

mod support;

use std::collections::HashSet;
use std::net::SocketAddr;
use std::thread;
use std::time::Duration;

use support::http::post;
use support::load::{event, number, send};
use support::nats::{Server, wait};
use support::process::{Receiver, replay};
use support::samples::{self, Sample};

#[test]
fn receivers_side_by_side_deduplicate() {
    let Some(server) = Server::start() else {
        return;
    };
    let (a, b) = (
        Receiver::start(&server.url, &[]),
        Receiver::start(&server.url, &[]),
    );
    // Questions are answered each time, and are no duplicates.
    let samples: Vec<Sample> = samples::all()
        .into_iter()
        .filter(|sample| !sample.asks())
        .collect();
    let events: Vec<String> = samples.iter().flat_map(Sample::events).collect();
    let count = &|receiver: SocketAddr| {
        let mut stored = 0;
        for sample in &samples {
            let reply = post(receiver, &sample.path(), sample.headers(), &sample.sent());
            assert_eq!(reply.status, 200, "{reply:?}");
            let reply: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
            let (new, known) = (&reply["stored"], &reply["duplicates"]);
            let all = new.as_u64().unwrap() + known.as_u64().unwrap();
            assert_eq!(all, sample.events().len() as u64);
            stored += new.as_u64().unwrap();
        }
        stored
    };
    let stored: u64 = thread::scope(|scope| {
        let senders = [a.address, b.address].map(|address| scope.spawn(move || count(address)));
        senders
            .map(|sender| sender.join().unwrap())
            .into_iter()
            .sum()
    });
    assert_eq!(stored, events.len() as u64);

    // Each is printed by one of the two.
    let mut lines = HashSet::new();
    wait(|| {
        for receiver in [&a, &b] {
            while let Some(line) = receiver.try_line() {
                assert!(lines.insert(line), "a line comes twice");
            }
        }
        (lines.len() == events.len()).then_some(())
    });
    a.stop();
    b.stop();

    let replayed: HashSet<String> = replay(&server.url, &[]).into_iter().collect();
    assert_eq!(replayed, lines);
    let bodies: HashSet<String> = replay(&server.url, &["--bodies"]).into_iter().collect();
    for event in &events {
        assert!(bodies.contains(&event.replace('\n', " ")), "{event}");
    }
    let count = |arguments: &[&str]| replay(&server.url, arguments).len();
    assert_eq!(
        count(&["--vendor", "dialpad"]),
        samples::of("dialpad").len()
    );
    assert_eq!(count(&["--name", "call.created"]), 1);
    assert_eq!(count(&["--since", "2020-01-01T00:00:00Z"]), events.len());
    assert_eq!(count(&["--since", "2999-01-01T00:00:00Z"]), 0);
}

#[test]
fn killed_it_loses_nothing() {
    let Some(server) = Server::start() else {
        return;
    };
    let mut acknowledged = Vec::new();
    for round in 0..5 {
        let receiver = Receiver::start(&server.url, &[]);
        let address = receiver.address;
        let from = round * 1_000_000;
        let sender = thread::spawn(move || send(address, 8, from, from + 1_000_000));
        thread::sleep(Duration::from_millis(100));
        receiver.kill();
        acknowledged.extend(sender.join().unwrap().numbers);
    }
    assert!(acknowledged.len() > 50, "only {}", acknowledged.len());
    let bodies = replay(&server.url, &["--bodies"]);
    let kept: HashSet<u64> = bodies.iter().map(|body| number(body)).collect();
    assert_eq!(kept.len(), bodies.len());
    for number in acknowledged {
        assert!(kept.contains(&number), "{number} was acknowledged");
    }
}

#[test]
fn while_the_server_is_away_nothing_is_acknowledged() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let receiver = Receiver::start(&server.url, &[]);
    let post = |number| receiver.post("/aircall", &[], event(number).as_bytes());
    assert_eq!(post(1).status, 200);
    server.kill();
    assert_eq!(post(2).status, 503);
    server.start_again();
    // What was on its way when it came back may be a duplicate by now.
    wait(|| (post(2).status == 200).then_some(()));
    assert_eq!(post(3).body, "{\"stored\":1,\"duplicates\":0}\n");
    assert_eq!(post(1).body, "{\"stored\":0,\"duplicates\":1}\n");
    // What was printed, but not yet acknowledged when the server died, is printed again.
    let mut printed = HashSet::new();
    while printed != HashSet::from([1, 2, 3]) {
        printed.insert(receiver.line()["raw"]["data"]["id"].as_u64().unwrap());
    }
    assert_eq!(replay(&server.url, &[]).len(), 3);
}

#[test]
fn what_the_server_does_not_take_is_too_large() {
    let Some(server) = Server::start() else {
        return;
    };
    let receiver = Receiver::start(&server.url, &["--max-body", "2000000"]);
    let key = [("x-regal-secret", "made-up-key")];
    let body = |size| format!(r#"{{"name":"a","text":"{}"}}"#, "x".repeat(size));
    assert_eq!(
        receiver
            .post("/regal", &key, body(1_000_000).as_bytes())
            .status,
        200
    );
    assert_eq!(
        receiver
            .post("/regal", &key, body(1_100_000).as_bytes())
            .status,
        413
    );
}
