//! Everything in one run: the tables of the other commands, each measured in a process of its own,
//! one below the other, in a file and, if that is asked for, in the README.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::batch;

/// Between these the README has the tables.
const BEGIN: &str = "<!-- figures by `cargo xtask bench --write` -->";
const END: &str = "<!-- end of figures -->";

/// A table, and the command that prints it.
struct Part {
    title: &'static str,
    /// What is measured within a few minutes.
    small: &'static [&'static str],
    /// What is measured where there is time.
    full: &'static [&'static str],
}

const PARTS: &[Part] = &[
    Part {
        title: "Stages of generation, CPU time, median",
        small: &["stages"],
        full: &["stages"],
    },
    Part {
        title: "A vendor's crate as a whole process",
        small: &["process"],
        full: &["process"],
    },
    Part {
        title: "Reading, by form of the document",
        small: &["read"],
        full: &["read"],
    },
    Part {
        title: "Generating, formatting included, by form of the document",
        small: &["generate", "--sizes", "10,100,1000,10000"],
        full: &["generate", "--sizes", "10,100,1000,5000,10000"],
    },
    Part {
        title: "Checking `aircall-events`, against serde's derives",
        small: &["check", "--runs", "3"],
        full: &["check"],
    },
    Part {
        title: "Checking synthetic crates, against serde's derives",
        small: &["check", "--runs", "1", "--schemas", "26,500"],
        full: &["check", "--runs", "3", "--schemas", "26,500,2000"],
    },
    Part {
        title: "Building a consumer of them with `--release`",
        small: &["check", "--runs", "1", "--release", "--schemas", "26"],
        full: &[
            "check",
            "--runs",
            "1",
            "--release",
            "--schemas",
            "26,500,2000",
        ],
    },
    Part {
        title: "Decoding all samples: time against the payload type known in advance, and bytes kept for a byte of body",
        small: &["decode"],
        full: &["decode"],
    },
    Part {
        title: "Decoding, instructions",
        small: &["gate"],
        full: &["gate"],
    },
];

/// Measures everything. What fails, such as a bar that is missed, is told in the end; its table
/// stands all the same.
pub(super) fn run(root: &Path, full: bool, write: bool) -> Result<bool> {
    let readme = root.join("README.md");
    if write {
        // Better now than after all the measuring.
        replaced(&fs::read_to_string(&readme)?, "")?;
    }
    let (mut tables, mut failed) = (String::new(), Vec::new());
    for Part {
        title,
        small,
        full: large,
    } in PARTS
    {
        let arguments = if full { large } else { small };
        let output = Command::new(std::env::current_exe()?)
            .arg("bench")
            .args(*arguments)
            .stderr(Stdio::inherit())
            .output()?;
        let text = String::from_utf8(output.stdout)?;
        let command = arguments.join(" ");
        println!("{title} (`bench {command}`)\n\n{text}");
        let table: String = text
            .lines()
            .filter(|line| line.starts_with('|'))
            .fold(String::new(), |table, line| table + line + "\n");
        // Writing into a string cannot fail.
        let _ = write!(tables, "\n{title} (`bench {command}`):\n\n{table}");
        if !output.status.success() {
            failed.push(command);
        }
    }
    let path = batch::target(root).join("bench.md");
    fs::write(&path, &tables)?;
    println!("written: `{}`", path.display());
    if write {
        fs::write(&readme, replaced(&fs::read_to_string(&readme)?, &tables)?)?;
        println!("written: `README.md`");
    }
    for command in &failed {
        println!("failed: `cargo xtask bench {command}`");
    }
    Ok(failed.is_empty())
}

/// A text with other tables.
fn replaced(text: &str, tables: &str) -> Result<String> {
    let (before, rest) = text
        .split_once(BEGIN)
        .with_context(|| format!("README.md has no line `{BEGIN}`"))?;
    let (_, after) = rest
        .split_once(END)
        .with_context(|| format!("README.md has no line `{END}`"))?;
    ensure!(!after.contains(BEGIN), "README.md has two lines `{BEGIN}`");
    Ok(format!("{before}{BEGIN}\n{tables}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_put_in_place_of_the_last() {
        let text = format!("a\n{BEGIN}\nold\n{END}\nb\n");
        let new = replaced(&text, "\n| new |\n").unwrap();
        assert_eq!(new, format!("a\n{BEGIN}\n\n| new |\n\n{END}\nb\n"));
        assert_eq!(replaced(&new, "\n| new |\n").unwrap(), new);
        for bad in ["", BEGIN, END, &format!("{END}{BEGIN}"), &text.repeat(2)] {
            assert!(replaced(bad, "").is_err(), "{bad}");
        }
    }
}
