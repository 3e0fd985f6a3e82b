//! Captured payloads on disk: paths in, JSON values out, each with the path it came from.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value as Json;

/// A captured payload; an error if it is not JSON.
#[derive(Debug)]
pub(super) struct Sample {
    /// The file, and the line in a file of lines.
    pub(super) shown: String,
    pub(super) body: Result<Json, serde_json::Error>,
}

/// Reads files, and the files of folders by name: `.json` files hold one payload, others
/// (`.jsonl`, `.ndjson`) one on each line. A line of a receiver has the payload as its `body`.
pub(super) fn read(paths: &[PathBuf]) -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries = fs::read_dir(path).with_context(|| cannot_read(path))?;
            let mut inner = Vec::new();
            for entry in entries {
                inner.push(entry.with_context(|| cannot_read(path))?.path());
            }
            inner.retain(|path| is_lines(path) || extension(path) == Some("json"));
            inner.sort();
            for path in inner {
                file(&path, &mut samples)?;
            }
        } else {
            file(path, &mut samples)?;
        }
    }
    Ok(samples)
}

fn file(path: &Path, samples: &mut Vec<Sample>) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| cannot_read(path))?;
    let shown = path.display();
    if is_lines(path) {
        for (number, line) in (1..)
            .zip(text.lines())
            .filter(|(_, line)| !line.trim().is_empty())
        {
            samples.push(Sample {
                shown: format!("{shown}:{number}"),
                body: serde_json::from_str(line),
            });
        }
    } else {
        samples.push(Sample {
            shown: shown.to_string(),
            body: serde_json::from_str(&text),
        });
    }
    Ok(())
}

fn is_lines(path: &Path) -> bool {
    matches!(extension(path), Some("jsonl" | "ndjson"))
}

fn extension(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}

fn cannot_read(path: &Path) -> String {
    format!("cannot read `{}`", path.display())
}
