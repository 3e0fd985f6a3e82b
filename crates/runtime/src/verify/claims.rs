//! What a signed payload says of its time.

use std::time::Duration;

use crate::members::{Kind, Members};
use crate::verify::error::Cause;

/// How far the time of a payload may be from now.
#[derive(Clone, Debug)]
pub(super) struct MaxAge {
    pub(super) age: Duration,
    /// The member that holds the time in milliseconds.
    pub(super) member: Box<str>,
}

/// Refuses a payload that is not valid now. `exp` and `nbf` count where they are present (RFC 7519,
/// sections 4.1.4 and 4.1.5), the age where it is asked for.
pub(super) fn check(
    members: &Members<'_>,
    now_unix: i64,
    max_age: Option<&MaxAge>,
) -> Result<(), Cause> {
    if number(members, "exp")?.is_some_and(|exp| now_unix >= exp) {
        return Err(Cause::Expired);
    }
    if number(members, "nbf")?.is_some_and(|nbf| now_unix < nbf) {
        return Err(Cause::NotYetValid);
    }
    let Some(MaxAge { age, member }) = max_age else {
        return Ok(());
    };
    let time = number(members, member)?.ok_or(Cause::ClaimFormat)?;
    let distance = now_unix.saturating_mul(1000).abs_diff(time);
    if u128::from(distance) > age.as_millis() {
        return Err(Cause::Stale);
    }
    Ok(())
}

/// A time, if it is present. A fraction is rounded up: for whole seconds of now, both
/// `now < time` and `now >= time` stay what they are.
fn number(members: &Members<'_>, name: &str) -> Result<Option<i64>, Cause> {
    let Some(text) = members.find(name) else {
        return Ok(None);
    };
    if Kind::of(text) != Kind::Number {
        return Err(Cause::ClaimFormat);
    }
    if let Ok(whole) = text.parse() {
        return Ok(Some(whole));
    }
    match text.parse::<f64>() {
        // Far outside of the range of `i64`, the nearest one is as good.
        #[expect(clippy::cast_possible_truncation, reason = "it saturates")]
        Ok(number) if number.is_finite() => Ok(Some(number.ceil() as i64)),
        Ok(_) | Err(_) => Err(Cause::ClaimFormat),
    }
}
