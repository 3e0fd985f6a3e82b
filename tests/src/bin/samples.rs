//! `cargo run -p asyncapi-tests --bin samples -- DIR`: decodes every `DIR/<vendor>/*.json` and
//! prints what came of it.

use std::process::ExitCode;
use std::{env, fs, io};

use asyncapi_tests::equal::equal;
use asyncapi_tests::vendors::{VENDORS, receive};

fn main() -> io::Result<ExitCode> {
    let Some(folder) = env::args().nth(1) else {
        eprintln!("usage: samples DIR, with a folder for each vendor in it");
        return Ok(ExitCode::from(2));
    };
    let (mut known, mut drifted, mut unknown, mut rejected, mut unequal) = (0, 0, 0, 0, 0);
    println!("| sample | event | outcome |\n|---|---|---|");
    for vendor in VENDORS {
        let mut paths: Vec<_> = fs::read_dir(format!("{folder}/{vendor}"))?
            .map(|entry| Ok(entry?.path()))
            .collect::<io::Result<_>>()?;
        paths.sort();
        for path in paths {
            let body = fs::read(&path)?;
            let file = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let (event, outcome) = match receive(vendor, &file, &body) {
                Err(error) => {
                    rejected += 1;
                    (String::new(), format!("rejected: {error}"))
                }
                Ok(outcome) => {
                    let name = outcome.name.unwrap_or_default();
                    if outcome.declared && outcome.drift.is_empty() {
                        known += 1;
                        match equal(&outcome.encoded, &String::from_utf8_lossy(&body)) {
                            Ok(()) => (name, "known, encodes equal".to_owned()),
                            Err(pointer) => {
                                unequal += 1;
                                (name, format!("known, encodes differently at `{pointer}`"))
                            }
                        }
                    } else if outcome.declared {
                        drifted += 1;
                        (name, format!("drifted: {}", outcome.drift.join("; ")))
                    } else {
                        unknown += 1;
                        (name, "unknown, body kept".to_owned())
                    }
                }
            };
            println!("| {vendor}/{file} | {event} | {outcome} |");
        }
    }
    println!(
        "\n{known} known ({unequal} encode differently), {drifted} drifted, {unknown} unknown, {rejected} rejected"
    );
    Ok(if rejected + unequal == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
