//! `cargo xtask samples DIR`: decodes every `DIR/<vendor>/*.json` and prints a table of what came
//! of it. Fails if something is lost, or if a body is drifted or unknown for no reason listed here.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use asyncapi_runtime::Received;
use asyncapi_tests::equal::equal;
use asyncapi_tests::vendors::{AnyEvent, VENDORS, Vendor};

/// Drift that is no patch's to mend.
struct Explained {
    vendor: &'static str,
    /// The event; `None` for a body that names none.
    event: Option<&'static str>,
    pointers: &'static [&'static str],
    reason: &'static str,
}

const EXPLAINED: [Explained; 2] = [
    Explained {
        vendor: "aircall",
        event: Some("ai_voice_agent.summary"),
        pointers: &["/resource", "/timestamp", "/token"],
        reason: "a test payload of the documentation without envelope: no proof that real ones lack it",
    },
    Explained {
        vendor: "regal",
        event: None,
        pointers: &["/name"],
        reason: "the documentation prints a bare object without a name: nothing says which event it is",
    },
];

/// What became of the samples.
#[derive(Default)]
struct Counts {
    known: usize,
    drifted: usize,
    unknown: usize,
    rejected: usize,
    /// Drift, or an unknown event, for no reason listed.
    unexplained: usize,
    /// Bodies that are not kept, or known ones that encode to other JSON.
    lost: usize,
}

fn main() -> io::Result<ExitCode> {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: samples DIR, with a folder for each vendor in it");
        return Ok(ExitCode::from(2));
    };
    let mut counts = Counts::default();
    println!("| sample | event | outcome | body kept | encodes equal |\n|---|---|---|---|---|");
    for vendor in &VENDORS {
        for path in samples(&folder.join(vendor.name))? {
            let row = row(vendor, &path, &mut counts)?;
            println!("| {} |", row.join(" | "));
        }
    }
    let Counts {
        known,
        drifted,
        unknown,
        rejected,
        unexplained,
        lost,
    } = counts;
    println!(
        "\n{known} known, {drifted} drifted, {unknown} unknown, {rejected} rejected; {unexplained} unexplained, {lost} lost"
    );
    let fine = known + drifted + unknown > 0 && rejected + unexplained + lost == 0;
    Ok(if fine {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The samples of a vendor, sorted; none where there is no folder.
fn samples(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "json")
    });
    paths.sort();
    Ok(paths)
}

/// Decodes a sample. Where the body does not tell its event, the name of the file does.
fn row(vendor: &Vendor, path: &Path, counts: &mut Counts) -> io::Result<[String; 5]> {
    let body = fs::read(path)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let sample = format!("{}/{stem}", vendor.name);
    let received = match (vendor.decode)(Some(&stem), &body) {
        Ok(received) => received,
        Err(error) => {
            counts.rejected += 1;
            return Ok([
                sample,
                String::new(),
                format!("rejected: {error}"),
                no(),
                no(),
            ]);
        }
    };
    let outcome = outcome(vendor, &received, counts);
    let kept = received.body.as_bytes() == body;
    counts.lost += usize::from(!kept);
    let equal = match equal(&received.event.encoded(), &received.body) {
        // What a stand-in was written for is not what came: that is in the drift.
        _ if received.event.is_declared() && !received.drift.is_empty() => "-".to_owned(),
        Ok(()) => yes(),
        Err(at) => {
            counts.lost += 1;
            format!("no, at `{at}`")
        }
    };
    let name = received.event.name().unwrap_or_default().to_owned();
    Ok([
        sample,
        name,
        outcome,
        if kept { yes() } else { no() },
        equal,
    ])
}

fn outcome(vendor: &Vendor, received: &Received<AnyEvent>, counts: &mut Counts) -> String {
    let is_declared = received.event.is_declared();
    if is_declared && received.drift.is_empty() {
        counts.known += 1;
        return "known".to_owned();
    }
    let (word, count) = if is_declared {
        ("known, drifted", &mut counts.drifted)
    } else {
        ("unknown", &mut counts.unknown)
    };
    *count += 1;
    let drift: Vec<String> = received.drift.iter().map(ToString::to_string).collect();
    let explained = EXPLAINED.iter().find(|explained| {
        let pointers = received.drift.iter().map(|drift| drift.pointer.as_str());
        explained.vendor == vendor.name
            && explained.event == received.event.name()
            && pointers.eq(explained.pointers.iter().copied())
    });
    counts.unexplained += usize::from(explained.is_none());
    let reason = explained.map_or("not explained", |explained| explained.reason);
    format!("{word}: {} ({reason})", drift.join("; "))
}

fn yes() -> String {
    "yes".to_owned()
}

fn no() -> String {
    "no".to_owned()
}
