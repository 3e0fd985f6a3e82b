//! Whether a run ended as its case expects: what it said in, what is wrong about it out.

use serde::Deserialize;

use super::manifest::{Case, Expect, ExpectedError};
use super::run::Run;
use super::scene::Scene;

/// No run takes longer.
const SECONDS: f64 = 5.0;

/// No run takes more memory.
const MIB: f64 = 256.0;

/// A problem as the generator writes it down with `--message-format json`.
#[derive(Debug, Deserialize)]
pub struct Said {
    severity: String,
    message: String,
    #[serde(default)]
    help: Option<String>,
    #[serde(default)]
    places: Vec<Place>,
}

/// A place that takes part in a problem.
#[derive(Debug, Deserialize)]
struct Place {
    path: String,
    line: u64,
    #[serde(default)]
    pointer: String,
    #[serde(default)]
    text: String,
}

/// What holds of every run.
pub fn always(run: &Run) -> Vec<String> {
    let mut problems = Vec::new();
    if !matches!(run.code, Some(0 | 1)) {
        problems.push(match run.code {
            Some(code) => format!("exit code {code}: {}", run.stderr.trim()),
            None => format!("ended by a signal after {:.1} s", run.seconds),
        });
    }
    if run.stderr.contains("panicked at") {
        problems.push(format!("panicked: {}", run.stderr.trim()));
    }
    problems.extend(takes_at_most(run, SECONDS));
    problems.extend(needs_at_most(run, MIB));
    problems
}

/// What is wrong if a run may take so many seconds.
pub fn takes_at_most(run: &Run, seconds: f64) -> Option<String> {
    (run.seconds > seconds).then(|| format!("took {:.1} s of {seconds} s", run.seconds))
}

/// What is wrong if a run may need so many MiB.
pub fn needs_at_most(run: &Run, mib: f64) -> Option<String> {
    let peak = run.peak_mib.filter(|peak| *peak > mib)?;
    Some(format!("needed {peak:.0} MiB of {mib} MiB"))
}

/// Whether a run ended in a way that the case accepts, and which way that is.
pub fn outcome(case: &Case, run: &Run, said: &[Said], scene: &Scene) -> Result<Expect, String> {
    let found = match run.code {
        Some(0) => Expect::GeneratesAndCompiles,
        _ => Expect::Error,
    };
    if found != case.expect && !case.also_accepted.contains(&found) {
        let messages: Vec<&str> = said.iter().map(|said| said.message.as_str()).collect();
        return Err(format!(
            "expected {:?}, found {found:?}: {}",
            case.expect,
            messages.join("; ")
        ));
    }
    let Some(expected) = &case.error else {
        return Ok(found);
    };
    match found {
        Expect::Error => names(
            expected,
            said.iter().filter(|said| said.severity == "error"),
            scene,
        ),
        // The case is about a fault, and the run went on: it must at least have been seen.
        Expect::GeneratesAndCompiles => names(expected, said.iter(), scene),
    }
    .map(|()| found)
}

/// Whether one message is at the expected place, and all messages together name what they must.
fn names<'a>(
    expected: &ExpectedError,
    said: impl Iterator<Item = &'a Said>,
    scene: &Scene,
) -> Result<(), String> {
    let said: Vec<&Said> = said.collect();
    let text = said
        .iter()
        .map(|said| said.text())
        .collect::<Vec<_>>()
        .join("\n");
    let missing: Vec<&String> = expected
        .must_name
        .iter()
        .filter(|name| !text.contains(*name))
        .collect();
    if !missing.is_empty() {
        return Err(format!("the message does not name {missing:?}: {text}"));
    }
    let Some(file) = &expected.file else {
        return Ok(());
    };
    let at = |place: &Place| {
        let in_file = is(&place.path, file);
        match (expected.line, &expected.line_rule) {
            (None, _) => in_file,
            (Some(line), None) => in_file && place.line == line,
            (Some(_), Some(_)) => takes_part(place, scene),
        }
    };
    let named = expected.line.is_none() && said.iter().any(|said| said.message.contains(file));
    if named || said.iter().flat_map(|said| &said.places).any(at) {
        return Ok(());
    }
    let line = expected
        .line
        .map_or(String::new(), |line| format!(":{line}"));
    Err(format!("no message at {file}{line}: {text}"))
}

/// Whether a place stands in a line that can be part of a cycle.
fn takes_part(place: &Place, scene: &Scene) -> bool {
    let name = place.path.rsplit('/').next().unwrap_or_default();
    let line = usize::try_from(place.line)
        .unwrap_or(usize::MAX)
        .saturating_sub(1);
    std::fs::read_to_string(scene.root.join(name)).is_ok_and(|text| {
        let found = text.lines().nth(line);
        found.is_some_and(|line| line.contains("$ref") || line.contains("allOf"))
    })
}

/// Whether a path as it is shown is that file.
fn is(shown: &str, file: &str) -> bool {
    shown == file
        || shown
            .strip_suffix(file)
            .is_some_and(|rest| rest.ends_with('/'))
}

impl Said {
    /// Reads what a run wrote down; lines that are something else are left out.
    pub fn read(output: &str) -> Vec<Self> {
        output
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect()
    }

    /// Everything that a reader sees of it, but not the lines of the document that are quoted.
    fn text(&self) -> String {
        let places = self.places.iter().map(|place| {
            let Place {
                path,
                line,
                pointer,
                text,
            } = place;
            format!("{path}:{line} ({pointer}) {text}")
        });
        let help = self.help.iter().map(|help| format!("help: {help}"));
        let lines: Vec<String> = [self.message.clone()]
            .into_iter()
            .chain(places)
            .chain(help)
            .collect();
        lines.join("\n  ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene() -> Scene {
        let home = std::path::PathBuf::from("/nowhere");
        Scene {
            document: home.join("in/spec.yaml"),
            root: home.join("in"),
            out: home.join("out"),
            home,
        }
    }

    fn run(code: Option<i32>, stderr: &str) -> Run {
        Run {
            code,
            stdout: String::new(),
            stderr: stderr.to_owned(),
            seconds: 0.1,
            peak_mib: None,
            trace: None,
        }
    }

    #[test]
    fn every_run_ends_in_time_without_a_panic() {
        let slow = Run {
            seconds: 5.1,
            ..run(Some(0), "")
        };
        let large = Run {
            peak_mib: Some(300.0),
            ..run(Some(0), "")
        };
        let cases = [
            (run(Some(0), ""), None),
            (run(Some(1), "error: wrong"), None),
            (run(Some(2), "usage"), Some("exit code 2: usage")),
            (run(None, ""), Some("ended by a signal after 0.1 s")),
            (
                run(Some(1), "thread panicked at x"),
                Some("panicked: thread panicked at x"),
            ),
            (slow, Some("took 5.1 s of 5 s")),
            (large, Some("needed 300 MiB of 256 MiB")),
        ];
        for (run, expected) in cases {
            let found = always(&run);
            assert_eq!(found.first().map(String::as_str), expected, "{run:?}");
        }
    }

    #[test]
    fn an_error_names_what_it_must_at_its_place() {
        let error = r#"{"severity":"error","message":"`x` is wrong","places":[
            {"path":"a/spec.yaml","line":7,"pointer":"/a","text":"see"}],"help":"mend it"}"#
            .replace('\n', "");
        let warning = error.replace(r#""error""#, r#""warning""#);
        let check = |case: &str, code, output: &str, expected: Result<Expect, &str>| {
            let case: Case = serde_json::from_str(case).unwrap();
            let found = outcome(&case, &run(Some(code), ""), &Said::read(output), &scene());
            match (&found, &expected) {
                (Err(found), Err(expected)) => assert!(found.starts_with(expected), "{found}"),
                _ => assert_eq!(found, expected.map_err(str::to_owned), "{output}"),
            }
        };
        let at = |line: &str, also: &str| {
            format!(
                r#"{{"id":"a","expect":"error","also_accepted":[{also}],
                    "error":{{"must_name":["x","mend"],"file":"spec.yaml","line":{line}}}}}"#
            )
        };
        let generates = r#""generates-and-compiles""#;
        check(&at("7", ""), 1, &error, Ok(Expect::Error));
        check(&at("null", ""), 1, &error, Ok(Expect::Error));
        check(
            &at("7", ""),
            1,
            &format!("noise\n{error}\n{{}}"),
            Ok(Expect::Error),
        );
        check(&at("8", ""), 1, &error, Err("no message at spec.yaml:8"));
        check(
            &at("7", ""),
            1,
            &error.replace("a/spec", "a/other_spec"),
            Err("no message at spec.yaml:7"),
        );
        check(&at("7", ""), 1, &warning, Err("the message does not name"));
        check(
            &at("7", ""),
            1,
            &error.replace("`x`", "it"),
            Err("the message does not name [\"x\"]"),
        );
        check(
            &at("7", ""),
            0,
            &warning,
            Err("expected Error, found GeneratesAndCompiles"),
        );
        check(
            &at("7", generates),
            0,
            &warning,
            Ok(Expect::GeneratesAndCompiles),
        );
        check(&at("7", generates), 0, "", Err("the message does not name"));
        let fine = r#"{"id":"a","expect":"generates-and-compiles"}"#;
        check(fine, 0, "", Ok(Expect::GeneratesAndCompiles));
        check(
            fine,
            1,
            &error,
            Err("expected GeneratesAndCompiles, found Error: `x` is wrong"),
        );
    }
}
