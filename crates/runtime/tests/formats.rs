//! Texts of a format keep what came, whatever becomes of it.

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, RandomState};

use asyncapi_runtime::prelude::*;
use asyncapi_runtime::{from_json, jiff, url, uuid};
use jiff::civil::{self, Date};
use jiff::{Span, Timestamp};
use url::Url;
use uuid::Uuid;

/// What a text is read as; it is encoded as it came in any case.
fn check<T: std::str::FromStr + std::fmt::Display>(text: &str) -> Option<String> {
    let body = serde_json::to_string(text).unwrap();
    let read: Formatted<T> = from_json(body.as_bytes()).unwrap();
    assert_eq!((read.as_str(), read.to_string().as_str()), (text, text));
    assert_eq!(serde_json::to_string(&read).unwrap(), body);
    let encoded = wire::serialize(&read, serde_json::value::Serializer).unwrap();
    assert_eq!(encoded, text);
    read.value().map(ToString::to_string)
}

#[test]
fn texts_are_read_and_kept() {
    let cases = [
        (
            check::<Timestamp>("2026-01-31T09:30:00Z"),
            Some("2026-01-31T09:30:00Z"),
        ),
        (
            check::<Timestamp>("2026-01-31T09:30:00.50+02:00"),
            Some("2026-01-31T07:30:00.5Z"),
        ),
        (check::<Timestamp>("2026-01-31T09:30:00"), None),
        (check::<Timestamp>("soon"), None),
        (check::<civil::Date>("2026-02-28"), Some("2026-02-28")),
        (check::<civil::Date>("2026-02-29"), None),
        (check::<civil::Time>("09:30:00"), Some("09:30:00")),
        (check::<civil::Time>("09:30:00Z"), None),
        (check::<Span>("PT1H30M"), Some("PT1H30M")),
        (check::<Span>("an hour"), None),
        (
            check::<Uuid>("67E55044-10B1-426F-9247-BB680E5FE0C8"),
            Some("67e55044-10b1-426f-9247-bb680e5fe0c8"),
        ),
        (check::<Uuid>("67e55044"), None),
        (
            check::<Url>("https://example.com/ä b"),
            Some("https://example.com/%C3%A4%20b"),
        ),
        (check::<Url>("/relative"), None),
        (check::<Url>(""), None),
    ];
    for (index, (read, expected)) in cases.iter().enumerate() {
        assert_eq!(read.as_deref(), *expected, "case {index}");
    }
}

#[test]
fn values_are_written_as_their_types_write_them() {
    let at = Formatted::new(jiff::Timestamp::UNIX_EPOCH);
    assert_eq!(
        (at.as_str(), format!("{at:?}")),
        (
            "1970-01-01T00:00:00Z",
            "\"1970-01-01T00:00:00Z\"".to_owned()
        )
    );
    assert_eq!(at, Formatted::from("1970-01-01T00:00:00Z"));
    assert_ne!(at, Formatted::from("1970-01-01T00:00:01Z"));
    assert_eq!(
        Formatted::new(uuid::Uuid::nil()).into_value(),
        Some(uuid::Uuid::nil())
    );
    assert!(Formatted::<url::Url>::from("http://b").value() > Formatted::from("http://a").value());
}

#[test]
fn texts_are_told_apart_as_texts() {
    let texts = ["b", "a", "B", "", "a"];
    let formatted = texts.map(Formatted::<Uuid>::from);
    let state = RandomState::new();
    for (one, text) in formatted.iter().zip(texts) {
        assert_eq!(state.hash_one(one), state.hash_one(text), "{text}");
        assert_eq!(one.as_ref(), text);
    }
    assert_eq!(HashSet::from(formatted.clone()).len(), 4);
    let sorted: Vec<String> = BTreeSet::from(formatted)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(sorted, ["", "B", "a", "b"]);
}

#[test]
fn what_is_no_text_does_not_fit() {
    for body in ["1", "null", "[\"2026-02-28\"]"] {
        let Err(DecodeError::Mismatch(drift)) = from_json::<Formatted<Date>>(body.as_bytes())
        else {
            panic!("{body}")
        };
        assert_eq!(drift[0].expected, "a string");
    }
}
