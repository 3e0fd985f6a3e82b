//! Whether a problem was found where the corpus says it is.
//!
//! Other tools name the place of one fault differently: the object that lacks a member, or the
//! member that should not be there. A step up or any number of steps down is the same place.

use serde::Deserialize;

use super::rows::Row;

/// Where a problem was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The JSON pointer of the node.
    pub pointer: String,
    /// The line, from 1.
    pub line: u32,
}

/// What the official parser says; it leaves members out.
#[derive(Deserialize)]
struct Official {
    line: Option<u32>,
}

/// Whether one of the places is the one that the corpus names.
pub fn is_named(row: &Row, places: &[Place]) -> bool {
    let official: Option<Official> = serde_json::from_str(&row.official_parser_first).ok();
    let lines = [
        official.and_then(|official| official.line),
        line_in(&row.first_error),
    ];
    let pointer = match row.status.as_str() {
        "bad-version" => Some("/asyncapi"),
        _ => row.first_error.split_once(": ").map(|(pointer, _)| pointer),
    };
    let pointer = pointer.filter(|pointer| pointer.is_empty() || pointer.starts_with('/'));
    places.iter().any(|place| {
        lines.contains(&Some(place.line))
            || pointer.is_some_and(|pointer| is_near(&place.pointer, pointer))
    })
}

/// The line in a text like `found a tab, line 5, column 3`.
fn line_in(text: &str) -> Option<u32> {
    let (_, rest) = text.rsplit_once("line ")?;
    rest.split(|c: char| !c.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

fn is_near(found: &str, named: &str) -> bool {
    let below = |outer: &str, inner: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    let parent = named.rsplit_once('/').map(|(parent, _)| parent);
    found == named || (!named.is_empty() && below(named, found)) || parent == Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_named_by_pointer_or_line() {
        let check =
            |status: &str, error: &str, official: &str, found: (&str, u32), expected: bool| {
                let row = Row {
                    status: status.to_owned(),
                    first_error: error.to_owned(),
                    official_parser_first: official.to_owned(),
                    ..Row::default()
                };
                let place = Place {
                    pointer: found.0.to_owned(),
                    line: found.1,
                };
                assert_eq!(is_named(&row, &[place]), expected, "{row:?} {found:?}");
            };
        let schema = "/servers/a: must have required property 'protocol'";
        check("schema-error", schema, "", ("/servers/a", 3), true);
        check("schema-error", schema, "", ("/servers/a/protocol", 3), true);
        check("schema-error", schema, "", ("/servers", 3), true);
        check("schema-error", schema, "", ("", 1), false);
        check("schema-error", schema, "", ("/servers/ab", 3), false);
        check(
            "schema-error",
            schema,
            r#"{"code": "x", "line": 13}"#,
            ("/info", 13),
            true,
        );
        check(
            "schema-error",
            schema,
            r#"{"code": "x", "line": 13}"#,
            ("/info", 14),
            false,
        );
        let root = ": must have required property 'channels'";
        check("schema-error", root, "", ("", 1), true);
        check("schema-error", root, "", ("/info", 2), false);
        check(
            "yaml-error",
            "no such tag\n in \"<text>\", line 5, column 3",
            "",
            ("", 5),
            true,
        );
        check(
            "yaml-error",
            "no such tag\n in \"<text>\", line 5, column 3",
            "",
            ("", 6),
            false,
        );
        check(
            "bad-version",
            "unsupported version: 1.0.0",
            "",
            ("/asyncapi", 1),
            true,
        );
        check(
            "bad-version",
            "unsupported version: 1.0.0",
            "",
            ("/channels", 4),
            false,
        );
        assert!(!is_named(&Row::default(), &[]));
    }
}
