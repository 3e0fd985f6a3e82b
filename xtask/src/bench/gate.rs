//! What decoding costs in instructions, which are the same on a busy machine: counted by valgrind's
//! callgrind, held against a baseline that is checked in.

mod bars;
mod baseline;
mod callgrind;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use baseline::Baseline;
use callgrind::Count;
pub(super) use callgrind::rustc;

/// Where the baseline is, below the workspace.
const BASELINE: &str = "tests/race/baseline.toml";

/// How much more than its baseline a count may be, and how much less before that is told.
const TOLERANCE: f64 = 0.03;

/// The entrant of each race that depends on nothing of ours.
const YARDSTICK: &str = "serde_json::Value";

/// Counts, prints tables, or only that of what has a bar of its own, and says whether nothing takes
/// more than it may. Writes the baseline anew if that is asked for.
pub(super) fn run(root: &Path, update: bool, bars: bool) -> Result<bool> {
    let counts = callgrind::count(root)?;
    let rustc = rustc()?;
    let path = root.join(BASELINE);
    let baseline = match fs::read_to_string(&path) {
        Ok(text) => Baseline::read(&text).with_context(|| format!("`{BASELINE}` is at fault"))?,
        Err(_) if update => Baseline {
            rustc: rustc.clone(),
            counts: BTreeMap::new(),
        },
        Err(error) => return Err(error).with_context(|| format!("cannot read `{BASELINE}`")),
    };
    if !bars {
        print(&table(&counts, &baseline, &rustc));
    }
    print(&bars::table(&counts));
    let Verdict { faults, notes } = judge(&counts, &baseline, &rustc);
    for note in &notes {
        println!("note: {note}");
    }
    if update {
        fs::write(&path, baseline::write(&counts, &rustc))?;
        for fault in &faults {
            println!("note: {fault}");
        }
        println!("`{BASELINE}` is written");
        return Ok(true);
    }
    for fault in &faults {
        println!("error: {fault}");
    }
    if !faults.is_empty() {
        println!(
            "help: make it cheaper; or, if it is worth it, run `cargo xtask bench gate --update` and commit `{BASELINE}`"
        );
    }
    Ok(faults.is_empty())
}

/// A Markdown table.
fn print(lines: &[String]) {
    for line in lines {
        println!("{line}");
    }
    println!();
}

fn table(counts: &[Count], baseline: &Baseline, rustc: &str) -> Vec<String> {
    let mut lines = vec![
        "| race | bytes | entrant | instructions a body | to the first | against the baseline |"
            .to_owned(),
        "|---|---|---|---|---|---|".to_owned(),
    ];
    let mut first = None::<&Count>;
    for count in counts {
        let base = first.filter(|first| first.race == count.race);
        let base = base.unwrap_or_else(|| first.insert(count));
        let change = change(count, counts, baseline, rustc).map(percent);
        lines.push(format!(
            "| {} | {} | {} | {} | {:.3} | {} |",
            count.race,
            count.bytes,
            count.entrant,
            count.instructions,
            ratio(count.instructions, base.instructions),
            change.unwrap_or_default()
        ));
    }
    lines
}

/// What is to be said of the counts.
struct Verdict {
    /// What takes more than it may.
    faults: Vec<String>,
    /// What takes less than before.
    notes: Vec<String>,
}

fn judge(counts: &[Count], baseline: &Baseline, rustc: &str) -> Verdict {
    let (mut faults, mut notes) = (Vec::new(), Vec::new());
    if baseline.rustc != rustc {
        notes.push(format!(
            "the baseline is of `{}`, this is `{rustc}`: counts are held against that of `{YARDSTICK}`",
            baseline.rustc
        ));
    }
    for count in counts {
        let Count { race, entrant, .. } = count;
        let Some(change) = change(count, counts, baseline, rustc) else {
            faults.push(format!("`{race}`, `{entrant}` is not in the baseline"));
            continue;
        };
        let before = baseline.counts.get(&(race.clone(), entrant.clone()));
        let told = format!(
            "`{race}`, `{entrant}`: {} instructions a body, {} in the baseline: {}",
            count.instructions,
            before.copied().unwrap_or_default(),
            percent(change)
        );
        if change > 1.0 + TOLERANCE {
            faults.push(told);
        } else if change < 1.0 - TOLERANCE {
            notes.push(format!(
                "{told}; run `cargo xtask bench gate --update` to keep it so"
            ));
        }
    }
    for (race, entrant) in baseline.counts.keys() {
        let mut counts = counts.iter();
        if !counts.any(|count| count.race == *race && count.entrant == *entrant) {
            faults.push(format!(
                "`{race}`, `{entrant}` is in the baseline, and not counted"
            ));
        }
    }
    Verdict { faults, notes }
}

/// How many times its baseline a count is. Another compiler makes other code of everything: then
/// both are taken as multiples of their race's yardstick.
fn change(count: &Count, counts: &[Count], baseline: &Baseline, rustc: &str) -> Option<f64> {
    let before = |entrant: &str| {
        let key = (count.race.clone(), entrant.to_owned());
        baseline.counts.get(&key).copied()
    };
    let change = ratio(count.instructions, before(&count.entrant)?);
    if baseline.rustc == rustc {
        return Some(change);
    }
    let mut counts = counts.iter();
    let yardstick = counts.find(|other| other.race == count.race && other.entrant == YARDSTICK)?;
    Some(change / ratio(yardstick.instructions, before(YARDSTICK)?))
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn ratio(own: u64, other: u64) -> f64 {
    own as f64 / other as f64
}

fn percent(change: f64) -> String {
    format!("{:+.1} %", (change - 1.0) * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_more_is_a_fault_and_what_takes_less_a_note() {
        let text = "rustc = 'one'\n[race]\nown = 1000\n'serde_json::Value' = 2000\n";
        let baseline = Baseline::read(text).unwrap();
        let check = |rustc: &str, counts: &[(&str, u64)], expected: &[&str]| {
            let counts = counts.iter().map(|(entrant, instructions)| Count {
                race: "race".to_owned(),
                entrant: (*entrant).to_owned(),
                bytes: 1,
                instructions: *instructions,
            });
            let Verdict { faults, notes } = judge(&counts.collect::<Vec<_>>(), &baseline, rustc);
            let faults = faults.iter().map(|fault| format!("error: {fault}"));
            let notes = notes.iter().map(|note| format!("note: {note}"));
            assert_eq!(faults.chain(notes).collect::<Vec<_>>(), expected);
        };
        let yardstick = (YARDSTICK, 2000);
        check("one", &[("own", 1029), yardstick], &[]);
        check("one", &[("own", 971), yardstick], &[]);
        check(
            "one",
            &[("own", 1031), yardstick],
            &["error: `race`, `own`: 1031 instructions a body, 1000 in the baseline: +3.1 %"],
        );
        check(
            "one",
            &[("own", 900), yardstick],
            &[
                "note: `race`, `own`: 900 instructions a body, 1000 in the baseline: -10.0 %; run `cargo xtask bench gate --update` to keep it so",
            ],
        );
        let other = "note: the baseline is of `one`, this is `two`: counts are held against that of `serde_json::Value`";
        check("two", &[("own", 1100), (YARDSTICK, 2200)], &[other]);
        check(
            "two",
            &[("own", 1200), (YARDSTICK, 2200)],
            &[
                "error: `race`, `own`: 1200 instructions a body, 1000 in the baseline: +9.1 %",
                other,
            ],
        );
        check(
            "one",
            &[yardstick, ("new", 1)],
            &[
                "error: `race`, `new` is not in the baseline",
                "error: `race`, `own` is in the baseline, and not counted",
            ],
        );
    }
}
