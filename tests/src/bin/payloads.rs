//! `cargo xtask kit payloads DIR`: decodes hostile bodies and holds what comes of each against the
//! kit's manifest.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use asyncapi_runtime::{DecodeError, Drift, Received};
use asyncapi_tests::equal::{equal, equal_as_written};
use asyncapi_tests::kit::{self, Body};
use asyncapi_tests::vendors::{AnyEvent, vendor};
use serde::Deserialize;

/// What the manifest says besides its cases.
#[derive(Deserialize)]
struct Besides {}

/// One body.
#[derive(Deserialize)]
struct Case {
    vendor: String,
    #[serde(flatten)]
    body: Body,
    /// What the caller knows.
    channel: Option<String>,
    /// The name that the event must have.
    event: Option<String>,
    expect: Expect,
    #[serde(default)]
    also_accepted: Vec<Expect>,
    /// A member that must be named.
    error_path: Option<String>,
    #[serde(default)]
    asserts: Vec<Assert>,
}

/// What comes of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Expect {
    /// A declared event without drift.
    Typed,
    /// A declared event with drift, or one that should name itself and does not.
    Drift,
    /// An event that is not declared.
    Unknown,
    /// An error.
    Reject,
}

/// What must hold besides.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Assert {
    /// Decoding ends in time, in milliseconds.
    MaxMs { value: u64 },
    /// Neither errors nor what `Debug` shows has this text.
    ErrorAndDebugLack { substring: String },
    /// Numbers are encoded as they were written.
    RawNumberTextPreserved,
}

/// A case and what came of it.
struct Run<'a> {
    case: &'a Case,
    body: Vec<u8>,
    received: Result<Received<AnyEvent>, DecodeError>,
    /// How long that took.
    took: Duration,
    /// What strict decoding came to.
    strict: Result<AnyEvent, DecodeError>,
}

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: payloads DIR, with a `manifest.json` in it");
        return ExitCode::from(2);
    };
    kit::run(&folder, |_: &Besides, case: &Case| {
        match Run::new(&folder, case) {
            Ok(run) => run.problems(),
            Err(problem) => vec![problem],
        }
    })
}

impl<'a> Run<'a> {
    fn new(folder: &Path, case: &'a Case) -> Result<Self, String> {
        let vendor = vendor(&case.vendor).ok_or_else(|| format!("no vendor `{}`", case.vendor))?;
        let body = case.body.read(folder)?;
        let told = case.channel.as_deref();
        let start = Instant::now();
        let received = (vendor.decode)(told, &body);
        let took = start.elapsed();
        let strict = (vendor.from_json)(told, &body);
        Ok(Self {
            case,
            body,
            received,
            took,
            strict,
        })
    }

    /// What is not as the manifest says.
    fn problems(&self) -> Vec<String> {
        let outcome = self.outcome();
        let mut problems = Vec::new();
        if outcome != self.case.expect && !self.case.also_accepted.contains(&outcome) {
            problems.push(format!(
                "expected {:?}, found {outcome:?}{}",
                self.case.expect,
                self.details()
            ));
        }
        if let Ok(received) = &self.received {
            problems.extend(self.lost(received, outcome));
        }
        if let (Expect::Drift, Some(path)) = (outcome, &self.case.error_path) {
            problems.extend(self.unnamed(&format!("/{}", path.replace('.', "/"))));
        }
        let asserts = self.case.asserts.iter();
        problems.extend(asserts.filter_map(|assert| self.violated(assert)));
        problems
    }

    fn outcome(&self) -> Expect {
        match &self.received {
            Err(_) => Expect::Reject,
            Ok(received) if !received.drift.is_empty() => Expect::Drift,
            Ok(received) if received.event.is_declared() => Expect::Typed,
            Ok(_) => Expect::Unknown,
        }
    }

    fn drift(&self) -> &[Drift] {
        match &self.received {
            Ok(received) => &received.drift,
            Err(_) => &[],
        }
    }

    fn details(&self) -> String {
        match &self.received {
            Err(error) => format!(" ({error})"),
            Ok(_) => {
                let drift: Vec<String> = self.drift().iter().map(ToString::to_string).collect();
                format!(" ({})", drift.join("; "))
            }
        }
    }

    /// What was lost of a body that was decoded.
    fn lost(&self, received: &Received<AnyEvent>, outcome: Expect) -> Vec<String> {
        let mut lost = Vec::new();
        if received.body.as_bytes() != self.body {
            lost.push("the body is not kept byte for byte".to_owned());
        }
        let name = received.event.name();
        if self.case.event.is_some() && name != self.case.event.as_deref() {
            lost.push(format!("the event is `{}`", name.unwrap_or_default()));
        }
        if outcome != Expect::Drift
            && let Err(at) = equal(&received.event.encoded(), &received.body)
        {
            lost.push(format!("it encodes differently at `{at}`"));
        }
        lost
    }

    /// Who does not name the member at fault.
    fn unnamed(&self, pointer: &str) -> Vec<String> {
        let mut silent = Vec::new();
        if self.drift().iter().all(|drift| drift.pointer != pointer) {
            silent.push(format!(
                "the drift does not name `{pointer}`{}",
                self.details()
            ));
        }
        match &self.strict {
            Ok(_) => silent.push("strict decoding takes it".to_owned()),
            Err(error) if error.to_string().contains(&format!("`{pointer}`")) => {}
            Err(error) => silent.push(format!(
                "strict decoding does not name `{pointer}`: {error}"
            )),
        }
        silent
    }

    fn violated(&self, assert: &Assert) -> Option<String> {
        match assert {
            Assert::MaxMs { value } => (self.took > Duration::from_millis(*value))
                .then(|| format!("it took {} ms of {value}", self.took.as_millis())),
            Assert::ErrorAndDebugLack { substring } => {
                let strict = self.strict.as_ref().err();
                let received = self.received.as_ref().err();
                let errors = strict.iter().chain(&received).map(ToString::to_string);
                let debug = [format!("{:?}", self.received), format!("{:?}", self.strict)];
                let mut shown = errors.chain(debug);
                shown
                    .any(|text| text.contains(substring))
                    .then(|| "what must not be shown is shown".to_owned())
            }
            Assert::RawNumberTextPreserved => {
                let received = self.received.as_ref().ok()?;
                let at = equal_as_written(&received.event.encoded(), &received.body).err()?;
                Some(format!("a number is written differently at `{at}`"))
            }
        }
    }
}
