//! Everything in one run: the tables of the other commands, each measured in a process of its own,
//! and, if that is asked for, put into the README.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::gate::rustc;

/// How much is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// As little as shows that each table can still be made.
    Quick,
    /// What takes minutes.
    Usual,
    /// Large crates compiled as well.
    Builds,
}

/// A table, and the commands that print it.
struct Part {
    /// By this the README knows where it goes.
    name: &'static str,
    title: &'static str,
    /// The arguments for a quick run, if it is not left out there.
    quick: Option<&'static [&'static str]>,
    usual: &'static [&'static str],
    /// Whether it is for [`Extent::Builds`] alone; a quick run takes it all the same.
    builds: bool,
}

const PARTS: [Part; 8] = [
    Part {
        name: "stages",
        title: "Stages of generation",
        quick: Some(&["stages", "--sizes", "10", "--runs", "1"]),
        usual: &["stages"],
        builds: false,
    },
    Part {
        name: "generate",
        title: "Generating, formatting included, by size and form of the document",
        quick: Some(&["generate", "--sizes", "10"]),
        usual: &["generate", "--sizes", "10,100,1000,5000,10000"],
        builds: false,
    },
    Part {
        name: "process",
        title: "A vendor's crate as a whole process",
        quick: Some(&["process", "--runs", "1"]),
        usual: &["process"],
        builds: false,
    },
    Part {
        name: "read",
        title: "Reading, by size and form of the document: times are medians of a process that has read it before, memory is that of the first reading",
        quick: Some(&["read", "--sizes", "10"]),
        usual: &["read"],
        builds: false,
    },
    Part {
        name: "decode",
        title: "Decoding: time against the payload type known in advance, and bytes kept for a byte of body",
        quick: Some(&["decode", "--quick"]),
        usual: &["decode"],
        builds: false,
    },
    Part {
        name: "gate",
        title: "Decoding: instructions",
        // The gate is a step of its own where quick runs are.
        quick: None,
        usual: &["gate", "--bars"],
        builds: false,
    },
    Part {
        name: "check",
        title: "Checking generated crates, against serde's derives",
        quick: Some(&["check", "--runs", "1"]),
        usual: &["check", "--runs", "5", "--schemas", "26,500,2000"],
        builds: true,
    },
    Part {
        name: "release",
        title: "Building a consumer with `--release`, against serde's derives",
        // It needs every dependency built once more.
        quick: None,
        usual: &[
            "check",
            "--release",
            "--runs",
            "3",
            "--schemas",
            "26,500,2000",
        ],
        builds: true,
    },
];

/// Measures. What fails, such as a bar that is missed, is told in the end; its table stands all
/// the same.
pub(super) fn run(root: &Path, extent: Extent, write: bool) -> Result<bool> {
    let readme = root.join("README.md");
    let mut text = fs::read_to_string(&readme)?;
    // A place that the README lacks is told now, not after all the measuring.
    for name in PARTS.iter().map(|part| part.name).chain(["machine"]) {
        replaced(&text, name, "")?;
    }
    let machine = machine()?;
    println!("{machine}\n");
    text = replaced(&text, "machine", &machine)?;
    let mut failed = Vec::new();
    for part in &PARTS {
        let arguments = match extent {
            Extent::Quick => part.quick,
            Extent::Usual => (!part.builds).then_some(part.usual),
            Extent::Builds => Some(part.usual),
        };
        let Some(arguments) = arguments else {
            continue;
        };
        let output = Command::new(std::env::current_exe()?)
            .arg("bench")
            .args(arguments)
            .stderr(Stdio::inherit())
            .output()?;
        let command = format!("bench {}", arguments.join(" "));
        let printed = String::from_utf8(output.stdout)?;
        println!("{} (`{command}`)\n\n{printed}", part.title);
        let table: Vec<&str> = printed
            .lines()
            .filter(|line| line.starts_with('|'))
            .collect();
        if table.len() > 2 {
            let table = format!("{} (`{command}`):\n\n{}", part.title, table.join("\n"));
            text = replaced(&text, part.name, &table)?;
        }
        if !output.status.success() {
            failed.push(command);
        }
    }
    if write {
        fs::write(&readme, text)?;
        println!("`README.md` is written");
    }
    for command in &failed {
        println!("failed: `{command}`");
    }
    Ok(failed.is_empty())
}

/// What is measured, and where.
fn machine() -> Result<String> {
    let cores = std::thread::available_parallelism()?;
    let cpus = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let mut models = cpus
        .lines()
        .filter_map(|line| line.strip_prefix("model name"));
    let model = models.next().and_then(|line| line.split_once(": "));
    let model = model.map_or("unknown", |(_, model)| model);
    let profile = if cfg!(debug_assertions) {
        "without optimisation, so that times say nothing"
    } else {
        "with `--release`"
    };
    Ok(format!(
        "Built by {} {profile}; {cores} cores, {model}.",
        rustc()?
    ))
}

/// A text with something else in one of its places.
fn replaced(text: &str, name: &str, new: &str) -> Result<String> {
    let (begin, end) = (format!("<!-- bench {name} -->\n"), "<!-- end -->");
    let missing = || format!("README.md has no `{}` with `{end}` after it", begin.trim());
    let (before, rest) = text.split_once(&begin).with_context(missing)?;
    let (_, after) = rest.split_once(end).with_context(missing)?;
    Ok(format!("{before}{begin}{new}\n{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_put_in_place_of_the_last() {
        let text =
            "a\n<!-- bench one -->\nold\n\n<!-- end -->\nb\n<!-- bench two -->\n<!-- end -->\n";
        let new = replaced(text, "one", "| new |").unwrap();
        assert_eq!(
            new,
            "a\n<!-- bench one -->\n| new |\n<!-- end -->\nb\n<!-- bench two -->\n<!-- end -->\n"
        );
        assert_eq!(replaced(&new, "one", "| new |").unwrap(), new);
        for bad in [
            "",
            "<!-- bench one -->\n",
            "<!-- end --><!-- bench one -->\n",
        ] {
            assert!(replaced(bad, "one", "").is_err(), "{bad}");
        }
    }

    /// A run of an hour must not end in that.
    #[test]
    fn the_readme_has_a_place_for_each() {
        let text = include_str!("../../../README.md");
        for name in PARTS.iter().map(|part| part.name).chain(["machine"]) {
            replaced(text, name, "").unwrap();
        }
    }
}
