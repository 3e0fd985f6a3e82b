//! `asyncapi-race` times the races and prints a Markdown table; `asyncapi-race count` is what
//! `cargo xtask bench gate` runs under valgrind.

use asyncapi_race::cases::races;
use asyncapi_race::count;
use asyncapi_race::time::{Time, time};

const ROUNDS: usize = 200;

fn main() {
    let races = races();
    if std::env::args().nth(1).is_some_and(|mode| mode == "count") {
        count::run(&races);
        return;
    }
    println!("| race | bytes | entrant | ratio | ns |\n|---|---|---|---|---|");
    for race in &races {
        for (entrant, Time { nanos, ratio }) in race.entrants.iter().zip(time(race, ROUNDS)) {
            println!(
                "| {} | {} | {} | {ratio:.2} | {nanos:.0} |",
                race.name,
                entrant.bytes(),
                entrant.name
            );
        }
    }
}
