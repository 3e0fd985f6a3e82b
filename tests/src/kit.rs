//! A kit of hostile inputs: a folder with a `manifest.json` in, what became of each case out. Knows
//! how cases are written and counted; knows nothing of what they must come to.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The bytes that a case gives: a file, or parts that are repeated.
#[derive(Debug, Deserialize)]
pub struct Body {
    /// A file of the kit.
    body: Option<String>,
    /// Texts and how often each comes.
    recipe: Option<Vec<(String, usize)>>,
}

impl Body {
    /// The bytes.
    ///
    /// # Errors
    /// There is no such file, or the case says neither or both.
    pub fn read(&self, folder: &Path) -> Result<Vec<u8>, String> {
        match (&self.body, &self.recipe) {
            (Some(file), None) => {
                fs::read(folder.join(file)).map_err(|error| format!("`{file}`: {error}"))
            }
            (None, Some(parts)) => Ok(cook(parts).into_bytes()),
            (None, None) | (Some(_), Some(_)) => {
                Err("a case has either `body` or `recipe`".to_owned())
            }
        }
    }
}

/// Repeats texts. In them `⟦i⟧` is the index of the repetition from 0, `⟦i+1⟧` from 1, and `⟦sp⟧` as
/// many spaces.
fn cook(parts: &[(String, usize)]) -> String {
    let mut cooked = String::new();
    for (text, times) in parts {
        for index in 0..*times {
            if text.contains('⟦') {
                let text = text
                    .replace("⟦i⟧", &index.to_string())
                    .replace("⟦i+1⟧", &(index + 1).to_string())
                    .replace("⟦sp⟧", &" ".repeat(index));
                cooked.push_str(&text);
            } else {
                cooked.push_str(text);
            }
        }
    }
    cooked
}

/// Judges every case of a kit, prints a line for each that fails and the count of all. `judge` is
/// given what the manifest says besides, the case and the folder, and gives what is wrong. A case
/// that cannot be read, and one that panics, fails.
pub fn run<M: DeserializeOwned, C: DeserializeOwned>(
    folder: &Path,
    judge: impl Fn(&M, &C) -> Vec<String>,
) -> ExitCode {
    let manifest = fs::read(folder.join("manifest.json"))
        .map_err(|error| error.to_string())
        .and_then(|text| serde_json::from_slice::<Value>(&text).map_err(|error| error.to_string()));
    let read = manifest.and_then(|manifest| {
        let cases = manifest.get("cases").and_then(Value::as_array).cloned();
        let besides = M::deserialize(manifest).map_err(|error| error.to_string())?;
        Ok((besides, cases.ok_or("`cases` is missing")?))
    });
    let (besides, cases) = match read {
        Ok(read) => read,
        Err(error) => {
            eprintln!("error: `manifest.json` in `{}`: {error}", folder.display());
            return ExitCode::from(2);
        }
    };
    let (mut passed, mut failed) = (0, 0);
    for case in cases {
        let id = case
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or("?")
            .to_owned();
        let problems = match C::deserialize(case) {
            Err(error) => vec![format!("it cannot be read: {error}")],
            Ok(case) => catch_unwind(AssertUnwindSafe(|| judge(&besides, &case)))
                .unwrap_or_else(|_| vec!["it panics".to_owned()]),
        };
        if problems.is_empty() {
            passed += 1;
        } else {
            failed += 1;
            println!("failed {id}: {}", problems.join("; "));
        }
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

#[test]
fn recipes_are_cooked() {
    let parts = [("[", 2), ("⟦i⟧,⟦i+1⟧;", 2), ("⟦sp⟧x\n", 3)];
    let parts = parts.map(|(text, times)| (text.to_owned(), times));
    assert_eq!(cook(&parts), "[[0,1;1,2;x\n x\n  x\n");
}
