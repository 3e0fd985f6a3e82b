//! Names and texts that documents are made of: plain ones, and those that are hard to name in Rust.

use super::dice::Dice;

/// Names of properties.
const PROPERTIES: [&str; 64] = [
    "id",
    "name",
    "status",
    "amount",
    "created_at",
    "items",
    "tags",
    "parent",
    "note",
    "count",
    "ID",
    "Id",
    "i_d",
    "userId",
    "user_id",
    "UserID",
    "type",
    "self",
    "Self",
    "crate",
    "super",
    "fn",
    "async",
    "gen",
    "try",
    "_",
    "__",
    "extra",
    "extra_",
    "new",
    "other",
    "unknown",
    "a-b",
    "a b",
    "a/b",
    "a~b",
    "a.b",
    "$id$",
    "@type",
    "1st",
    "2",
    "%",
    "é",
    "größe",
    "名前",
    "emoji🙂",
    "x\"y",
    "back\\slash",
    "new\nline",
    "",
    " ",
    "item0",
    "value",
    "default",
    "serialize",
    "wire",
    "shape",
    "Ok",
    "None",
    "camelCaseName",
    "SCREAMING_CASE",
    "kebab-case-name",
    "type_",
    "r#type",
];

/// Keys of components.
const KEYS: [&str; 40] = [
    "Order",
    "order",
    "ORDER",
    "Order_",
    "order-line",
    "order.line",
    "OrderLine",
    "Customer",
    "String",
    "Option",
    "Vec",
    "Box",
    "Result",
    "Some",
    "None",
    "Ok",
    "Err",
    "Self",
    "self",
    "Event",
    "Extra",
    "Json",
    "Number",
    "Nullable",
    "Received",
    "Shape",
    "Wire",
    "Drift",
    "i64",
    "u8",
    "str",
    "type",
    "mod",
    "lib",
    "types",
    "event",
    "1st",
    "_",
    "-",
    "Samples",
];

/// Names of events and of their messages.
const EVENTS: [&str; 20] = [
    "order.created",
    "order.closed",
    "OrderPaid",
    "order_paid",
    "Unknown",
    "Ambiguous",
    "unknown",
    "call-ended",
    "1",
    "é",
    "decode",
    "from_json",
    "name",
    "x y",
    "type",
    "Self",
    "fn",
    "a/b",
    "Other",
    "ping",
];

/// Values of enums of strings.
const VALUES: [&str; 32] = [
    "open",
    "closed",
    "Open",
    "OPEN",
    "on hold",
    "on_hold",
    "on-hold",
    "",
    " ",
    "1",
    "2.0",
    "-",
    "+",
    "*",
    "other",
    "Other",
    "Self",
    "self",
    "type",
    "null",
    "true",
    "é",
    "名前",
    "🙂",
    "a\"b",
    "a\\b",
    "a\nb",
    "unknown",
    "Unknown",
    "N1",
    "_",
    "very long value of an enumeration, really",
];

/// Texts of documentation.
const TEXTS: [&str; 14] = [
    "An order.",
    "What the customer has bought, in the order of the list.",
    "See [the manual](https://example.com/manual).",
    "```\nlet x = 1;\n```",
    "    indented",
    "# Heading\n\n* one\n* two",
    "Ends with a backslash \\",
    "Holds \"quotes\", `code` and <b>HTML</b>.",
    "*/ // /* #![deny(warnings)]",
    "Two\n\nparagraphs, and [`Vec`] and [broken].",
    "http://example.com/bare is a URL",
    "",
    " ",
    "ünïcödé 🙂 — “quoted”",
];

/// Patterns and texts that match them.
const PATTERNS: [(&str, &[&str]); 6] = [
    ("^[a-z]+$", &["a", "abc", "order", "abcdefghijklmnop"]),
    ("^x-", &["x-", "x-a", "x-trace id", "x-1234567890"]),
    ("[0-9]", &["1", "a1", "2026", "12345678901234567"]),
    ("^(on|off)$", &["on", "off"]),
    (".*", &["", "any", "ü", "any text at all"]),
    ("^\\+?[1-9]\\d{3,14}$", &["+4930123456", "12025550100"]),
];

/// Formats of strings and texts of them; what is not of the format is valid as well.
const FORMATS: [(&str, &[&str]); 16] = [
    (
        "date-time",
        &[
            "2026-01-31T09:30:00Z",
            "2026-01-31T09:30:00.125+02:00",
            "none",
        ],
    ),
    ("date", &["2026-01-31", "soon"]),
    ("time", &["09:30:00Z", "09:30:00", "late"]),
    ("duration", &["P1DT2H", "PT0.5S", "long"]),
    (
        "uuid",
        &[
            "67e55044-10b1-426f-9247-bb680e5fe0c8",
            "67E55044-10B1-426F-9247-BB680E5FE0C8",
            "x",
        ],
    ),
    (
        "uri",
        &[
            "https://example.com/a?b=c#d",
            "urn:isbn:0451450523",
            "example",
        ],
    ),
    ("iri", &["https://example.com/größe", "x"]),
    ("email", &["ben@example.com", "ben"]),
    ("hostname", &["example.com", "-"]),
    ("ipv4", &["192.0.2.1", "x"]),
    ("ipv6", &["2001:db8::1", "x"]),
    ("byte", &["bWFkZSB1cA==", "x"]),
    ("binary", &["made up", ""]),
    ("password", &["made-up", ""]),
    ("json-pointer", &["/a/b", "x"]),
    ("acme-made-up", &["x", ""]),
];

/// Strings of no particular kind.
const STRINGS: [&str; 14] = [
    "",
    " ",
    "a",
    "text",
    "Ben Meadow",
    "1",
    "1.10",
    "null",
    "true",
    "ü🙂",
    "a\"b\\c\n\t\u{0}",
    "\u{2028}\u{feff}",
    "{}",
    "a rather long text, longer than most of them are",
];

/// Some different names of properties.
pub fn properties(dice: &mut Dice, count: usize) -> Vec<&'static str> {
    dice.some(&PROPERTIES, count).into_iter().copied().collect()
}

/// A name that a property may have.
pub fn property(dice: &mut Dice) -> &'static str {
    dice.pick::<&str>(&PROPERTIES)
}

/// Some different keys of components.
pub fn keys(dice: &mut Dice, count: usize) -> Vec<&'static str> {
    dice.some(&KEYS, count).into_iter().copied().collect()
}

/// Some different names of events.
pub fn events(dice: &mut Dice, count: usize) -> Vec<&'static str> {
    dice.some(&EVENTS, count).into_iter().copied().collect()
}

/// Some different values of an enum.
pub fn values(dice: &mut Dice, count: usize) -> Vec<&'static str> {
    dice.some(&VALUES, count).into_iter().copied().collect()
}

/// A text for people.
pub fn text(dice: &mut Dice) -> &'static str {
    dice.pick::<&str>(&TEXTS)
}

/// A pattern.
pub fn pattern(dice: &mut Dice) -> &'static str {
    dice.pick(&PATTERNS).0
}

/// A text that matches a pattern which was drawn here.
pub fn matching(dice: &mut Dice, pattern: &str) -> Option<&'static str> {
    let (_, texts) = PATTERNS.iter().find(|(known, _)| *known == pattern)?;
    Some(*dice.pick(texts))
}

/// A format of strings.
pub fn format(dice: &mut Dice) -> &'static str {
    dice.pick(&FORMATS).0
}

/// A text of a format that was drawn here, or one that is not of it.
pub fn formatted(dice: &mut Dice, format: &str) -> Option<&'static str> {
    let (_, texts) = FORMATS.iter().find(|(known, _)| *known == format)?;
    Some(*dice.pick(texts))
}

/// A string.
pub fn string(dice: &mut Dice) -> &'static str {
    dice.pick::<&str>(&STRINGS)
}

/// A value of any kind, nothing but values in it.
pub fn any(dice: &mut Dice) -> serde_json::Value {
    use serde_json::json;
    match dice.count(0..=9) {
        0 => json!(null),
        1 => json!(dice.chance(50)),
        2 => json!(dice.integer(-3..=300)),
        3 => json!([0.5, -1.25, 1e21, 1e-7][dice.count(0..=3)]),
        4 => json!([]),
        5 => json!({}),
        6 => json!([dice.integer(0..=9), null, string(dice)]),
        7 => json!({ property(dice): string(dice), "deep": [{"er": true}] }),
        _ => json!(string(dice)),
    }
}
