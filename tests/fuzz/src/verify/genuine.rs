//! Which secret a request was made with: each scheme by the plainest computation there is, without
//! a thought for who measures its time.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::value::RawValue;
use sha2::Sha256;

use super::{NOW, Request, SECRETS, member};
use crate::json::Json;

/// The first secret for which something is true.
fn secret(holds: impl Fn(&str) -> bool) -> Option<usize> {
    SECRETS.iter().position(|secret| holds(secret))
}

/// An object whose names are text.
fn object(text: &str) -> Option<Json> {
    let names: Result<HashMap<String, &RawValue>, _> = serde_json::from_str(text);
    names.ok().and_then(|_| Json::read(text))
}

fn hmac(key: &[u8], content: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(content);
    mac.finalize().into_bytes().to_vec()
}

pub(super) fn hex(request: &Request<'_>) -> Option<usize> {
    let value = std::str::from_utf8(request.single("x-signature-256")?).ok()?;
    let digits = value.strip_prefix("sha256=")?;
    let is_hex = digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    secret(|secret| {
        let bytes = hmac(secret.as_bytes(), request.body);
        let read = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        let mut each = bytes.iter().zip((0..).step_by(2));
        is_hex && each.all(|(byte, at)| read(at) == Some(*byte))
    })
}

pub(super) fn base64(request: &Request<'_>) -> Option<usize> {
    let value = request.single("x-signature")?;
    secret(|secret| {
        STANDARD
            .encode(hmac(secret.as_bytes(), request.body))
            .as_bytes()
            == value
    })
}

pub(super) fn jwt(request: &Request<'_>) -> Option<usize> {
    let text = std::str::from_utf8(request.body).ok()?;
    let (signed, signature) = text.rsplit_once('.')?;
    let (header, payload) = signed.split_once('.')?;
    let read = |part: &str| {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(part).ok()?).ok()?;
        object(&text)
    };
    let (header, payload) = (read(header)?, read(payload)?);
    let Json::Object(claims) = &payload else {
        return None;
    };
    let mut names: Vec<&String> = claims.iter().map(|(name, _)| name).collect();
    names.sort();
    names.dedup();
    let is_now = claims.iter().all(|(name, value)| match name.as_str() {
        "exp" => time(value).is_some_and(|exp| NOW < exp),
        "nbf" => time(value).is_some_and(|nbf| NOW >= nbf),
        _ => true,
    });
    let is_genuine = member(&header, "alg")? == "HS256" && names.len() == claims.len() && is_now;
    secret(|secret| {
        let expected = URL_SAFE_NO_PAD.encode(hmac(secret.as_bytes(), signed.as_bytes()));
        is_genuine && expected == signature
    })
}

/// A time in whole seconds, rounded up.
fn time(value: &Json) -> Option<i64> {
    let Json::Scalar(text) = value else {
        return None;
    };
    let number: f64 = text.parse().ok()?;
    #[expect(clippy::cast_possible_truncation, reason = "it saturates")]
    number.is_finite().then(|| number.ceil() as i64)
}

pub(super) fn webhooks(request: &Request<'_>) -> Option<usize> {
    let id = request.single("webhook-id")?;
    let time = request.single("webhook-timestamp")?;
    let sent: i64 = std::str::from_utf8(time).ok()?.parse().ok()?;
    let signatures = request.single("webhook-signature")?;
    let is_fresh = sent.abs_diff(NOW) <= 300 && !id.is_empty() && !id.contains(&b'.');
    secret(|secret| {
        let key = STANDARD.decode(secret).unwrap_or_default();
        let content = [id, b".", time, b".", request.body].concat();
        let expected = format!("v1,{}", STANDARD.encode(hmac(&key, &content)));
        let mut each = signatures.split(|byte| *byte == b' ');
        is_fresh && each.any(|signature| signature == expected.as_bytes())
    })
}

pub(super) fn key(request: &Request<'_>) -> Option<usize> {
    let value = request.single("x-api-key")?;
    secret(|secret| value == secret.as_bytes())
}

pub(super) fn bearer(request: &Request<'_>) -> Option<usize> {
    let value = std::str::from_utf8(request.single("authorization")?).ok()?;
    let (scheme, token) = value.split_once(' ')?;
    secret(|secret| scheme.eq_ignore_ascii_case("bearer") && token == secret)
}

pub(super) fn token(request: &Request<'_>) -> Option<usize> {
    let body = object(std::str::from_utf8(request.body).ok()?)?;
    let token = member(&body, "token")?;
    secret(|secret| token == secret)
}
