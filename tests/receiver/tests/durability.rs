//! What is acknowledged is kept, whatever happens to the process.

mod support;

use std::collections::HashMap;
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::Connection;
use support::http::{Client, request};
use support::load::{event, number, send};
use support::process::{Receiver, path, replay};

/// How often each event is in the store.
fn kept(store: &str) -> HashMap<u64, usize> {
    let mut kept = HashMap::new();
    for body in replay(store, &["--bodies"]) {
        *kept.entry(number(&body)).or_default() += 1;
    }
    kept
}

fn assert_whole(store: &str) {
    let connection = Connection::open(store).unwrap();
    let check: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(check, "ok");
}

#[test]
fn killed_at_random_points_it_loses_nothing_and_starts_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = path(folder.path(), "a.db");
    let seed = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .subsec_nanos();
    println!("seed {seed}");
    let mut acknowledged = Vec::new();
    let mut printed = HashMap::new();
    for round in 0..20_u64 {
        let receiver = Receiver::start(&store, &[]);
        let address = receiver.address;
        let from = round * 1_000_000;
        let sender = thread::spawn(move || send(address, 8, from, from + 1_000_000));
        let wait = (u64::from(seed) >> round) % 300;
        thread::sleep(Duration::from_millis(wait));
        for line in receiver.kill().lines {
            // The last one may be cut.
            if let Ok(line) = serde_json::from_str::<serde_json::Value>(&line) {
                *printed
                    .entry(line["raw"]["data"]["id"].as_u64().unwrap())
                    .or_insert(0) += 1;
            }
        }
        acknowledged.extend(sender.join().unwrap().numbers);
        assert_whole(&store);
    }
    assert!(
        acknowledged.len() > 100,
        "only {} were acknowledged",
        acknowledged.len()
    );

    // What was kept and not printed, the next one prints.
    let receiver = Receiver::start(&store, &[]);
    for line in receiver.stop().lines {
        let line: serde_json::Value = serde_json::from_str(&line).unwrap();
        *printed
            .entry(line["raw"]["data"]["id"].as_u64().unwrap())
            .or_insert(0) += 1;
    }
    let kept = kept(&store);
    for number in &acknowledged {
        assert_eq!(kept.get(number), Some(&1), "{number} was acknowledged");
    }
    for number in kept.keys() {
        assert!(
            printed.contains_key(number),
            "{number} was kept and not printed"
        );
    }
    println!(
        "{} acknowledged, {} kept, {} lines printed",
        acknowledged.len(),
        kept.len(),
        printed.values().sum::<i32>()
    );
}

#[test]
fn asked_to_end_it_finishes_what_has_begun() {
    let folder = tempfile::tempdir().unwrap();
    let store = path(folder.path(), "a.db");
    let receiver = Receiver::start(&store, &[]);
    let address = receiver.address;
    let sender = thread::spawn(move || send(address, 8, 0, 1_000_000));
    // A request of which half is there when the signal comes.
    let mut half = Client::connect(address).unwrap();
    let bytes = request("/aircall", &[], event(5_000_000).as_bytes());
    let (first, second) = bytes.split_at(bytes.len() / 2);
    half.send(first).unwrap();
    thread::sleep(Duration::from_millis(300));

    receiver.terminate();
    thread::sleep(Duration::from_millis(300));
    assert!(
        TcpStream::connect(address).is_err(),
        "it takes new connections"
    );
    half.send(second).unwrap();
    assert_eq!(half.reply().unwrap().status, 200);
    assert!(half.is_closed());

    let acknowledged = sender.join().unwrap().numbers;
    let ended = receiver.wait();
    assert!(ended.status.success(), "{}", ended.log);
    let kept = kept(&store);
    assert_eq!(ended.lines.len(), kept.len());
    assert_eq!(kept.get(&5_000_000), Some(&1));
    for number in &acknowledged {
        assert_eq!(kept.get(number), Some(&1), "{number} was acknowledged");
    }
    // Nothing was kept without an answer.
    assert_eq!(kept.len(), acknowledged.len() + 1);
}

#[test]
fn a_reader_that_stops_reading_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = path(folder.path(), "a.db");
    let receiver = Receiver::start(&store, &[]);
    // The reader ends after the first line, as `head -1` does.
    let address = receiver.address;
    assert_eq!(send(address, 1, 0, 1).numbers.len(), 1);
    receiver.stop_reading();
    assert_eq!(send(address, 4, 1, 200).numbers.len(), 199);
    let ended = receiver.stop();
    assert!(ended.status.success(), "{}", ended.log);
    assert_eq!(kept(&store).len(), 200);
}

#[test]
fn a_full_disk_is_no_acknowledgement() {
    let folder = tempfile::tempdir().unwrap();
    let store = path(folder.path(), "a.db");
    Receiver::start(&store, &[]).stop();
    // Whatever keeps the database from being written.
    let blocker = Connection::open(&store).unwrap();
    blocker
        .execute_batch("CREATE TRIGGER full BEFORE INSERT ON deliveries BEGIN SELECT RAISE(ABORT, 'full'); END")
        .unwrap();
    let receiver = Receiver::start(&store, &[]);
    let reply = receiver.post("/aircall", &[], event(1).as_bytes());
    assert_eq!((reply.status, reply.body.as_str()), (503, ""));
    blocker.execute_batch("DROP TRIGGER full").unwrap();
    let reply = receiver.post("/aircall", &[], event(1).as_bytes());
    assert_eq!(
        (reply.status, reply.body.as_str()),
        (200, "{\"stored\":1,\"duplicates\":0}\n")
    );
}
