//! Which schemas of the suite no AsyncAPI document can express, and why.

use super::suite::Case;

/// It stands where a reference leads, and documents have to be complete on disk.
const REMOTE: &str = "refers to a document that would have to be fetched";

/// A schema without values is written `false`; parts that rule each other out are a mistake.
const CONTRADICTORY: &str = "parts of an `allOf` contradict each other, which is refused";

/// Files of the suite, the description of the schema or nothing for all of them, and the reason.
const SCHEMAS: [(&str, Option<&str>, &str); 4] = [
    ("refRemote", None, REMOTE),
    ("definitions", None, REMOTE),
    ("ref", Some("remote ref, containing refs itself"), REMOTE),
    (
        "additionalItems",
        Some("additionalItems does not look in applicators, invalid case"),
        CONTRADICTORY,
    ),
];

/// Why a document cannot express a schema; `None` where it can.
pub fn reason(case: &Case) -> Option<&'static str> {
    SCHEMAS
        .iter()
        .find(|(file, description, _)| {
            *file == case.file && description.is_none_or(|text| text == case.description)
        })
        .map(|(_, _, reason)| *reason)
}
