//! What the receiver answers, over HTTP, started as a process.

mod support;

use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use support::http::Client;
use support::load::event;
use support::process::{Receiver, path, program, replay};
use support::samples::{self, jwt};

type Pairs<'a> = &'a [(&'a str, &'a str)];

#[test]
fn samples_are_accepted_printed_and_replayed_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let store = path(folder.path(), "a.db");
    let receiver = Receiver::start(&store, &[]);
    let (mut printed, mut sent) = (Vec::new(), Vec::new());
    for sample in samples::all() {
        let reply = receiver.post(&sample.path(), sample.headers(), &sample.sent());
        let events = sample.events();
        let expected = if sample.asks() {
            "{\"variables\":{}}".to_owned()
        } else {
            format!("{{\"stored\":{},\"duplicates\":0}}\n", events.len())
        };
        assert_eq!(
            (reply.status, reply.body),
            (200, expected),
            "{}",
            sample.file
        );
        for event in events {
            let line = receiver.line();
            assert_eq!(line["vendor"], sample.vendor);
            let raw: Value = serde_json::from_str(&event).unwrap();
            assert_eq!(line["raw"], raw, "{}", sample.file);
            printed.push(line);
            sent.push(event.replace('\n', " "));
        }
    }
    let ended = receiver.stop();
    assert!(ended.status.success(), "{}", ended.log);
    assert_eq!(ended.lines, Vec::<String>::new());

    let lines: Vec<Value> = replay(&store, &[])
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines, printed);
    assert_eq!(replay(&store, &["--bodies"]), sent);
}

#[test]
fn the_word_of_the_sender_decides() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::start(&path(folder.path(), "a.db"), &[]);
    for sample in samples::all() {
        let Some(path) = sample.path_of_its_own() else {
            continue;
        };
        let reply = receiver.post(&path, sample.headers(), &sample.sent());
        assert_eq!(reply.status, 200, "{}", sample.file);
        for _ in sample.events() {
            let line = receiver.line();
            let name = path.rsplit('/').next().unwrap();
            assert_eq!(
                (&line["name"], &line["channel"]),
                (&name.into(), &name.into())
            );
            assert_eq!(
                line["outcome"], "known",
                "{}: {}",
                sample.file, line["drift"]
            );
        }
    }
}

#[test]
fn batches_lose_no_item() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::start(&path(folder.path(), "a.db"), &[]);
    let key = [("x-curious-thing-secret", "made-up-key")];
    let batch = r#"[
        {"time":"2025-01-01T00:00:00Z","from":"1","to":"2","message":"a","campaignId":"c"},
        5,
        {"something":"else"},
        {"eventType":"CallComplete","eventType":"CallComplete"}
    ]"#;
    let reply = receiver.post("/curious-thing", &key, batch.as_bytes());
    assert_eq!(reply.body, "{\"stored\":4,\"duplicates\":0}\n");
    let outcomes: Vec<Value> = (0..4).map(|_| receiver.line()["outcome"].take()).collect();
    assert_eq!(outcomes, ["ambiguous", "rejected", "unknown", "rejected"]);
    let reply = receiver.post("/curious-thing", &key, batch.as_bytes());
    assert_eq!(reply.body, "{\"stored\":0,\"duplicates\":4}\n");
    let reply = receiver.post("/curious-thing", &key, b"[]");
    assert_eq!(reply.body, "{\"stored\":0,\"duplicates\":0}\n");
}

#[test]
fn questions_are_answered_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let answer = path(folder.path(), "answer.json");
    std::fs::write(&answer, r#"{"variables":{"name":"Ben Meadow","visits":3}}"#).unwrap();
    let receiver = Receiver::start(&path(folder.path(), "a.db"), &["--revring-reply", &answer]);
    let samples = samples::of("revring");
    for _ in 0..2 {
        for sample in samples.iter().filter(|sample| sample.asks()) {
            let reply = receiver.post("/revring", sample.headers(), &sample.sent());
            let answer = r#"{"variables":{"name":"Ben Meadow","visits":3}}"#;
            assert_eq!((reply.status, reply.body.as_str()), (200, answer));
            assert_eq!(receiver.line()["name"], "pre_call");
        }
    }
}

#[test]
fn replay_filters() {
    let folder = tempfile::tempdir().unwrap();
    let store = path(folder.path(), "a.db");
    let receiver = Receiver::start(&store, &["--quiet"]);
    for sample in samples::all() {
        receiver.post(&sample.path(), sample.headers(), &sample.sent());
    }
    receiver.stop();
    let count = |arguments: &[&str]| replay(&store, arguments).len();
    let all: usize = samples::all()
        .iter()
        .map(|sample| sample.events().len())
        .sum();
    assert_eq!(count(&[]), all);
    assert_eq!(
        count(&["--vendor", "dialpad"]),
        samples::of("dialpad").len()
    );
    assert_eq!(count(&["--name", "call.created"]), 1);
    assert_eq!(count(&["--vendor", "regal", "--name", "call.created"]), 0);
    assert_eq!(count(&["--since", "2020-01-01T00:00:00Z"]), all);
    assert_eq!(count(&["--since", "2999-01-01T00:00:00Z"]), 0);
}

#[test]
fn senders_are_verified() {
    let folder = tempfile::tempdir().unwrap();
    let store = path(folder.path(), "a.db");
    let receiver = Receiver::start(&store, &[]);
    let aircall = r#"{"event":"call.created","token":"another"}"#;
    let regal = r#"{"name":"call.completed"}"#;
    let dialpad = jwt("another", r#"{"call_id":1,"state":"hangup"}"#);
    let cases: [(&str, Pairs<'_>, &str); 6] = [
        ("/aircall", &[], aircall),
        ("/aircall", &[("x-regal-secret", "made-up-key")], "{}"),
        ("/regal", &[], regal),
        ("/regal", &[("x-regal-secret", "another")], regal),
        ("/dialpad/call-events", &[], &dialpad),
        (
            "/dialpad/call-events",
            &[],
            r#"{"call_id":1,"state":"hangup"}"#,
        ),
    ];
    for (path, headers, body) in cases {
        let reply = receiver.post(path, headers, body.as_bytes());
        assert_eq!(
            (reply.status, reply.body.as_str()),
            (401, ""),
            "{path} {body}"
        );
    }
    let ended = receiver.stop();
    assert_eq!(ended.lines, Vec::<String>::new());
    assert!(!ended.log.contains("made-up"), "{}", ended.log);
    assert_eq!(replay(&store, &[]), Vec::<String>::new());
}

#[test]
fn what_is_no_event_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::start(&path(folder.path(), "a.db"), &["--max-body", "2000"]);
    let key: &[(&str, &str)] = &[("x-regal-secret", "made-up-key")];
    let large = format!(r#"{{"name":"{}"}}"#, "x".repeat(2000));
    let deep = "[".repeat(200) + &"]".repeat(200);
    let cases: [(&str, &[u8], u16); 9] = [
        ("/regal", b"", 400),
        ("/regal", b"garbage", 400),
        ("/regal", b"[1]", 400),
        ("/regal", b"\xff\xfe", 400),
        ("/regal", b"{\"name\":\"a\",\"name\":\"b\"}", 400),
        ("/regal", deep.as_bytes(), 400),
        ("/regal", large.as_bytes(), 413),
        ("/dialpad/no-such-channel", b"{}", 404),
        ("/acme", b"{}", 404),
    ];
    for (path, body, status) in cases {
        let reply = receiver.post(path, key, body);
        assert_eq!(
            reply.status,
            status,
            "{path} {}",
            String::from_utf8_lossy(body)
        );
    }
    let mut client = Client::connect(receiver.address).unwrap();
    client
        .send(b"GET /regal HTTP/1.1\r\nHost: a\r\n\r\n")
        .unwrap();
    assert_eq!(client.reply().unwrap().status, 405);

    // Its length is not announced.
    let mut client = Client::connect(receiver.address).unwrap();
    client
        .send(b"POST /regal HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        .unwrap();
    for _ in 0..3 {
        client.send(b"400\r\n").unwrap();
        client.send(&[b'x'; 1024]).unwrap();
        client.send(b"\r\n").unwrap();
    }
    assert_eq!(client.reply().unwrap().status, 413);
}

#[test]
fn unknown_and_drifted_events_are_accepted_and_visible() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::start(&path(folder.path(), "a.db"), &[]);
    let unknown = r#"{"event":"call.teleported","token":"made-up-token-0001","n":1.50}"#;
    assert_eq!(
        receiver.post("/aircall", &[], unknown.as_bytes()).status,
        200
    );
    let line = receiver.line();
    assert_eq!(line["name"], "call.teleported");
    assert_eq!(line["outcome"], "unknown");

    let drifted = r#"{"event":"call.created","token":"made-up-token-0001","resource":"call",
        "timestamp":"soon","data":{"id":1}}"#;
    assert_eq!(
        receiver.post("/aircall", &[], drifted.as_bytes()).status,
        200
    );
    let line = receiver.line();
    assert_eq!(line["outcome"], "drifted");
    assert_eq!(line["drift"][0]["pointer"], "/timestamp");
    assert_eq!(line["drift"][0]["found"], "a string");
    assert_eq!(line["raw"]["timestamp"], "soon");
}

#[test]
fn duplicates_are_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let store = path(folder.path(), "a.db");
    let receiver = Receiver::start(&store, &[]);
    let body = event(7);
    for (stored, duplicates) in [(1, 0), (0, 1), (0, 1)] {
        let reply = receiver.post("/aircall", &[], body.as_bytes());
        let body = format!("{{\"stored\":{stored},\"duplicates\":{duplicates}}}\n");
        assert_eq!((reply.status, reply.body), (200, body));
    }
    assert_eq!(receiver.line()["key"], "call.created/7/1735732800");
    assert_eq!(receiver.stop().lines.len(), 0);

    // The store remembers, not the process; and by the key, not by the bytes.
    let receiver = Receiver::start(&store, &[]);
    let other_bytes = format!(" {body}");
    let reply = receiver.post("/aircall", &[], other_bytes.as_bytes());
    assert_eq!(reply.body, "{\"stored\":0,\"duplicates\":1}\n");
    assert_eq!(receiver.stop().lines.len(), 0);
    assert_eq!(replay(&store, &[]).len(), 1);
}

#[test]
fn secrets_rotate_and_headers_have_names() {
    let folder = tempfile::tempdir().unwrap();
    let file = path(folder.path(), "secrets");
    std::fs::write(&file, "the-new-one\nthe-old-one\n").unwrap();
    let receiver = Receiver::start_with(
        &path(folder.path(), "a.db"),
        &["--unverified", "aircall"],
        &[
            ("RECEIVER_REGAL_SECRET_FILE", &file),
            ("RECEIVER_REGAL_HEADER", "Authorization"),
        ],
    );
    for (secret, status) in [("the-new-one", 200), ("the-old-one", 200), ("another", 401)] {
        let headers = [("authorization", secret)];
        let reply = receiver.post("/regal", &headers, br#"{"name":"call.completed"}"#);
        assert_eq!(reply.status, status, "{secret}");
    }
    assert_eq!(receiver.post("/aircall", &[], b"{}").status, 200);
    // No secret, so that it is not served.
    assert_eq!(
        receiver.post("/dialpad/call-events", &[], b"{}").status,
        404
    );
    let log = receiver.stop().log;
    assert!(log.contains("NOT VERIFIED"), "{log}");
    assert!(!log.contains("the-new-one"), "{log}");
}

#[test]
fn slow_senders_are_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let limits = ["--head-timeout", "1", "--body-timeout", "1"];
    let receiver = Receiver::start(&path(folder.path(), "a.db"), &limits);

    let begun = Instant::now();
    let mut idle = Client::connect(receiver.address).unwrap();
    let mut kept_open = Client::connect(receiver.address).unwrap();
    let reply = kept_open.post("/aircall", &[], b"{}").unwrap();
    assert_eq!(reply.status, 401);
    let mut head = Client::connect(receiver.address).unwrap();
    head.send(b"POST /regal HTTP/1.1\r\n").unwrap();
    let mut body = Client::connect(receiver.address).unwrap();
    body.send(b"POST /regal HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n")
        .unwrap();
    let mut drop_by_drop = Client::connect(receiver.address).unwrap();
    let sender = thread::spawn(move || {
        // One byte at a time never is silent for long.
        for byte in b"POST /regal HTTP/1.1\r\nX: ".iter().chain(&[b'a'; 100]) {
            if drop_by_drop.send(&[*byte]).is_err() {
                return true;
            }
            thread::sleep(Duration::from_millis(100));
        }
        false
    });
    assert_eq!(body.reply().unwrap().status, 408);
    assert!(head.is_closed());
    assert!(idle.is_closed());
    assert!(kept_open.is_closed());
    assert!(
        begun.elapsed() < Duration::from_secs(10),
        "{:?}",
        begun.elapsed()
    );
    assert!(sender.join().unwrap(), "it may go on for seconds");

    // Meanwhile, and after, others are served.
    let key = [("x-regal-secret", "made-up-key")];
    assert_eq!(
        receiver.post("/regal", &key, br#"{"name":"a"}"#).status,
        200
    );
}

#[test]
fn it_does_not_start_with_nonsense() {
    let folder = tempfile::tempdir().unwrap();
    let database = path(folder.path(), "a.db");
    let nonsense = path(folder.path(), "no.db");
    std::fs::write(&nonsense, "this is no database").unwrap();
    let answer = path(folder.path(), "answer.json");
    std::fs::write(&answer, r#"{"variables":[]}"#).unwrap();
    let cases: [(&str, Pairs<'_>, &str); 7] = [
        (
            &database,
            &[
                ("RECEIVER_AIRCALL_SECRET", "a"),
                ("RECEIVER_REVRING_REPLY", &answer),
            ],
            "is no answer to RevRing",
        ),
        (&database, &[], "no vendor's deliveries would be accepted"),
        (
            &database,
            &[("RECEIVER_AIRCALL_SECRET", "")],
            "holds no secret",
        ),
        (
            &database,
            &[("RECEIVER_AIRCALL_SECRET_FILE", "/no/file")],
            "cannot read",
        ),
        (
            &nonsense,
            &[("RECEIVER_AIRCALL_SECRET", "a")],
            "cannot open the database",
        ),
        (
            "/no/folder/a.db",
            &[("RECEIVER_AIRCALL_SECRET", "a")],
            "cannot open the database",
        ),
        (
            "nats://127.0.0.1:1",
            &[("RECEIVER_AIRCALL_SECRET", "a")],
            "cannot connect",
        ),
    ];
    for (store, environment, expected) in cases {
        let output = program()
            .args(["serve", "--listen", "127.0.0.1:0", "--store", store])
            .envs(environment.iter().copied())
            .output()
            .unwrap();
        let log = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{log}");
        assert!(log.contains(expected), "{log}");
    }
}
