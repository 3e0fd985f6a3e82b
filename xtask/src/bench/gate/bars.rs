//! What decoding may take against other ways to decode the same: counts in, one table out.

use super::callgrind::Count;
use super::ratio;

/// What one way to decode may take, as multiples of what another of its race takes.
struct Bar {
    what: &'static str,
    race: &'static str,
    own: &'static str,
    other: &'static str,
    most: f64,
}

const BOXED: &str = "the same, boxed as events are";
const DERIVE: &str = "serde derive, type known";

const BARS: [Bar; 9] = [
    Bar {
        what: "finding the event of a call, tag first, against its type known",
        race: "call, tag first",
        own: "Event",
        other: BOXED,
        most: 1.05,
    },
    Bar {
        what: "the same for a message",
        race: "message, tag first",
        own: "Event",
        other: BOXED,
        most: 1.05,
    },
    Bar {
        what: "finding the event of a call, tag last, against its type known",
        race: "call, tag last",
        own: "Event",
        other: BOXED,
        most: 1.25,
    },
    Bar {
        what: "the same for a message",
        race: "message, tag last",
        own: "Event",
        other: BOXED,
        most: 1.25,
    },
    Bar {
        what: "no unknown member, against serde's derives, which know the type",
        race: "call, tag first",
        own: "Event",
        other: DERIVE,
        most: 1.10,
    },
    Bar {
        what: "three unknown members kept, against serde's derives, which drop them",
        race: "call, three unknown members",
        own: "Event",
        other: DERIVE,
        most: 1.20,
    },
    Bar {
        what: "one of 10 KB kept",
        race: "call, an unknown member of 10 KB",
        own: "Event",
        other: DERIVE,
        most: 1.25,
    },
    Bar {
        what: "a required field drifted in 1 KB, against none",
        race: "call, drift in 1 KB",
        own: "a required field drifted",
        other: "clean",
        most: 6.0,
    },
    Bar {
        what: "the same in 40 KB",
        race: "call, drift in 40 KB",
        own: "a required field drifted",
        other: "clean",
        most: 6.0,
    },
];

/// A line for each bar.
pub(super) fn table(counts: &[Count]) -> Vec<String> {
    let mut lines = vec![
        "| what | instructions a body | to the other | at most |".to_owned(),
        "|---|---|---|---|".to_owned(),
    ];
    for bar in &BARS {
        let of = |entrant: &str| {
            let mut counts = counts.iter();
            let count = counts.find(|count| count.race == bar.race && count.entrant == entrant);
            count.map(|count| count.instructions)
        };
        let (Some(own), Some(other)) = (of(bar.own), of(bar.other)) else {
            lines.push(format!("| {} | not counted | | {} |", bar.what, bar.most));
            continue;
        };
        lines.push(format!(
            "| {} | {own} | {:.2} | {:.2} |",
            bar.what,
            ratio(own, other),
            bar.most
        ));
    }
    lines
}
