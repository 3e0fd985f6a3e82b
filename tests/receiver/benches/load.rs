//! `cargo bench -p asyncapi-receiver [-- EVENTS [CONNECTIONS]]`: starts a receiver with a durable
//! store, sends it events of Aircall's, and prints how many a second it acknowledged, how long the
//! senders waited, and its memory meanwhile. Both share this machine.

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::{Duration, Instant};
use std::{env, fs};

use support::load::{Acknowledged, event, send};
use support::process::{Receiver, path};

/// After how many parts of the run the memory is looked at.
const PARTS: u64 = 10;

fn main() {
    let mut numbers = env::args()
        .skip(1)
        .filter_map(|argument| argument.parse().ok());
    let events: u64 = numbers.next().unwrap_or(200_000);
    let connections = numbers
        .next()
        .map_or(64, |count: u64| usize::try_from(count).unwrap_or(64));
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("there is room");
    let store = env::var("RECEIVER_STORE").unwrap_or_else(|_| path(folder.path(), "bench.db"));
    println!(
        "{events} events of {} bytes over {connections} connections into {store}",
        event(events).len()
    );
    for lines in [false, true] {
        println!(
            "\nlines printed: {lines}\n| acknowledged | events/s | p50 | p99 | max | memory |"
        );
        println!("|---|---|---|---|---|---|");
        let quiet: &[&str] = if lines { &[] } else { &["--quiet"] };
        let receiver = Receiver::start(&store, quiet);
        // The second run's events are new as well.
        let first = u64::from(lines) * events;
        let mut sent = 0;
        for part in 1..=PARTS {
            let to = events * part / PARTS;
            let begun = Instant::now();
            let Acknowledged { numbers, mut took } =
                send(receiver.address, connections, first + sent, first + to);
            let seconds = begun.elapsed().as_secs_f64();
            assert_eq!(numbers.len() as u64, to - sent, "all are acknowledged");
            sent = to;
            while receiver.try_line().is_some() {}
            took.sort_unstable();
            println!(
                "| {to} | {:.0} | {} | {} | {} | {} MiB |",
                f64::from(u32::try_from(numbers.len()).expect("it fits")) / seconds,
                milliseconds(took.get(took.len() / 2)),
                milliseconds(took.get(took.len() * 99 / 100)),
                milliseconds(took.last()),
                memory(receiver.id()),
            );
        }
        let ended = receiver.stop();
        assert!(ended.status.success(), "{}", ended.log);
    }
}

fn milliseconds(time: Option<&Duration>) -> String {
    time.map_or_else(String::new, |time| {
        format!("{:.1} ms", time.as_secs_f64() * 1e3)
    })
}

/// The resident memory of a process, in MiB.
fn memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let kib = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kib.unwrap_or(0) / 1024
}
