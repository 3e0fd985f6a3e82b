//! `cargo xtask kit verify DIR`: holds verifiers against a kit of forged and genuine requests.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use asyncapi_runtime::verify::{
    BodyToken, Cause, ConfigError, HeaderSecret, Headers, Jwt, NotVerified, Verify,
};
use asyncapi_tests::kit::{self, Body};
use serde::Deserialize;

/// What the manifest says besides its cases.
#[derive(Deserialize)]
struct Besides {
    /// What the clock shows, in seconds since the epoch.
    now_unix: i64,
}

/// One request.
#[derive(Deserialize)]
struct Case {
    id: String,
    vendor: String,
    #[serde(flatten)]
    body: Body,
    /// The secrets that the verifier is built with.
    secrets: Vec<String>,
    /// Names and values; the characters of a value are its bytes.
    #[serde(default)]
    headers: Vec<(String, String)>,
    /// How old a body may be, in seconds.
    max_age_s: Option<u64>,
    expect: Expect,
    /// The cause that logs should show.
    error_class: Option<String>,
}

/// What comes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Expect {
    /// It is genuine.
    Accept,
    /// It is not.
    Reject,
    /// The verifier cannot be built.
    ConfigError,
}

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: verify DIR, with a `manifest.json` in it");
        return ExitCode::from(2);
    };
    kit::run(&folder, |besides: &Besides, case: &Case| {
        judge(besides, case, &folder).unwrap_or_else(|problem| vec![problem])
    })
}

fn judge(besides: &Besides, case: &Case, folder: &Path) -> Result<Vec<String>, String> {
    let body = case.body.read(folder)?;
    let headers: Vec<(&str, Vec<u8>)> = case
        .headers
        .iter()
        .map(|(name, value)| Ok((name.as_str(), bytes(value)?)))
        .collect::<Result<_, String>>()?;
    let headers = Headers::new(headers.iter().map(|(name, value)| (*name, value)));
    let result = match verifier(case, besides.now_unix)? {
        Ok(verifier) => verifier.verify(&headers, &body),
        Err(_) if case.expect == Expect::ConfigError => return Ok(Vec::new()),
        Err(error) => return Ok(vec![format!("no verifier: {error}")]),
    };
    Ok(match (case.expect, result) {
        (Expect::Accept, Ok(_)) => Vec::new(),
        (Expect::Accept, Err(error)) => vec![format!("refused: {}", error.cause().code())],
        (Expect::Reject | Expect::ConfigError, Ok(_)) => vec!["accepted".to_owned()],
        (Expect::ConfigError, Err(_)) => vec!["the verifier was built".to_owned()],
        (Expect::Reject, Err(error)) => {
            let found = error.cause().code();
            if Some(found) != case.error_class.as_deref() {
                // The cause is for logs, and more than one may be to the point.
                println!(
                    "note {}: the cause is {found:?}, the manifest has {:?}",
                    case.id, case.error_class
                );
            }
            told(&error).into_iter().collect()
        }
    })
}

/// A verifier as the vendor's crate documents it.
fn verifier(case: &Case, now: i64) -> Result<Result<Box<dyn Verify>, ConfigError>, String> {
    fn boxed<V: Verify + 'static>(verifier: V) -> Box<dyn Verify> {
        Box::new(verifier)
    }
    let secrets = &case.secrets;
    Ok(match case.vendor.as_str() {
        "aircall" => BodyToken::new("token", secrets).map(boxed),
        "dialpad" => Jwt::new(secrets).map(|jwt| {
            let jwt = jwt.clock(move || now);
            boxed(match case.max_age_s {
                Some(seconds) => jwt.max_age(Duration::from_secs(seconds), "event_timestamp"),
                None => jwt,
            })
        }),
        "revring" => HeaderSecret::new("x-api-key", secrets).map(boxed),
        vendor => return Err(format!("no verifier for `{vendor}`")),
    })
}

/// What a sender could learn from an error: all of them must look the same.
fn told(error: &NotVerified) -> Option<String> {
    let other = NotVerified::from(Cause::TooLarge);
    let same =
        error.to_string() == other.to_string() && format!("{error:?}") == format!("{other:?}");
    (!same).then(|| format!("the error tells its cause: {error:?}"))
}

/// The bytes that the characters of a text stand for.
fn bytes(text: &str) -> Result<Vec<u8>, String> {
    let byte = |c: char| u8::try_from(u32::from(c)).map_err(|_| format!("`{c}` is no byte"));
    text.chars().map(byte).collect()
}
