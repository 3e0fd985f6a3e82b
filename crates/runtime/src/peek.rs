//! Finds a member of an object in its text without decoding what lies before. Knows brackets and
//! quotes only: that the text is well-formed is checked by whoever decodes it afterwards.

mod lookup;
mod parts;

use std::cmp::Ordering;

pub(crate) use lookup::{Found, lookup};
pub(crate) use parts::{Elements, Entries};

/// How far from the end of an object a member is looked for.
const TAIL: usize = 256;

/// The text of the first member of a name, if the text is an object that has one.
pub(crate) fn member<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let bytes = text.as_bytes();
    let mut at = space(bytes, 0);
    if bytes.get(at) != Some(&b'{') {
        return None;
    }
    let mut looked_behind = false;
    loop {
        let key = space(bytes, at.checked_add(1)?);
        let key_end = string(bytes, key)?;
        let colon = space(bytes, key_end);
        let value = space(bytes, colon.checked_add(1)?);
        // Before the first large value is passed over: it may stand before the tag.
        if matches!(bytes.get(value), Some(b'{' | b'['))
            && !std::mem::replace(&mut looked_behind, true)
            && !is(text.get(key..key_end)?, name)
            && let Some(value) = last_member(text, name)
        {
            return Some(value);
        }
        let value_end = skip(bytes, value)?;
        if is(text.get(key..key_end)?, name) {
            return text.get(value..value_end);
        }
        at = space(bytes, value_end);
        if bytes.get(at) != Some(&b',') {
            return None;
        }
    }
}

/// The text of a member behind which the object has only members that are no objects or arrays.
///
/// What is found is a member of the outermost object: from there to the end of the text no bracket
/// opens and one closes. Nor can it stand inside of a string, where its quotes would be escaped.
fn last_member<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let bytes = text.as_bytes();
    let start = bytes.len().saturating_sub(TAIL);
    let tail = bytes.get(start..)?;
    let at = tail
        .windows(name.len())
        .rposition(|window| window == name.as_bytes())?;
    let at = start.checked_add(at)?;
    let mut key = at.checked_sub(1)?;
    if bytes.get(key.checked_sub(1)?) == Some(&b'\\')
        || bytes.get(key) != Some(&b'"')
        || bytes.get(at.checked_add(name.len())?) != Some(&b'"')
    {
        return None;
    }
    let mut found = None;
    loop {
        let colon = space(bytes, string(bytes, key)?);
        if bytes.get(colon) != Some(&b':') {
            return None;
        }
        let value = space(bytes, colon.checked_add(1)?);
        if matches!(bytes.get(value)?, b'{' | b'[') {
            return None;
        }
        let value_end = skip(bytes, value)?;
        found = found.or(text.get(value..value_end));
        let next = space(bytes, value_end);
        let behind = space(bytes, next.checked_add(1)?);
        match bytes.get(next)? {
            b',' => key = behind,
            b'}' if behind == bytes.len() => return found,
            _ => return None,
        }
    }
}

/// Whether a JSON string stands for a name.
fn is(key: &str, name: &str) -> bool {
    let inner = key.get(1..key.len().saturating_sub(1)).unwrap_or_default();
    inner == name
        || (inner.contains('\\')
            && serde_json::from_str::<String>(key).is_ok_and(|key| key == name))
}

/// The first byte from here on that is no white space.
fn space(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
        at = at.saturating_add(1);
    }
    at
}

/// The end of the string that begins here.
fn string(bytes: &[u8], at: usize) -> Option<usize> {
    let (b'"', rest) = bytes.get(at..)?.split_first()? else {
        return None;
    };
    bytes.len().checked_sub(behind_string(rest)?.len())
}

/// The end of the value that begins here.
fn skip(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'"' => string(bytes, at),
        b'{' | b'[' => nested(bytes, at),
        _ => {
            let rest = bytes.get(at..)?;
            let length = rest
                .iter()
                .position(|byte| matches!(byte, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t'));
            at.checked_add(length.unwrap_or(rest.len()))
        }
    }
}

/// The end of the array or object that begins here.
#[expect(
    clippy::indexing_slicing,
    reason = "the table has a place for every byte"
)]
fn nested(bytes: &[u8], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut rest = bytes.get(at..)?.iter();
    loop {
        match rest.find(|byte| STRUCTURAL[usize::from(**byte)])? {
            b'"' => rest = behind_string(rest.as_slice())?.iter(),
            b'{' | b'[' => depth = depth.checked_add(1)?,
            _ => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return bytes.len().checked_sub(rest.len());
                }
            }
        }
    }
}

/// The bytes between which nothing ends: quotes and brackets.
#[expect(
    clippy::indexing_slicing,
    reason = "the table has a place for every byte"
)]
const STRUCTURAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut bytes: &[u8] = b"\"[]{}";
    while let [byte, rest @ ..] = bytes {
        table[*byte as usize] = true;
        bytes = rest;
    }
    table
};

/// What comes behind the string that a text begins in. Eight bytes at a time, which takes nothing
/// to set up: most strings are no longer.
fn behind_string(mut text: &[u8]) -> Option<&[u8]> {
    while let Some((word, behind)) = text.split_first_chunk() {
        let word = u64::from_le_bytes(*word);
        let (quote, escape) = (first(word, b'"'), first(word, b'\\'));
        text = match quote.cmp(&escape) {
            Ordering::Less => return text.get(quote.checked_add(1)?..),
            Ordering::Equal => behind,
            Ordering::Greater => text.get(escape.checked_add(2)?..)?,
        };
    }
    let mut bytes = text.iter();
    loop {
        match bytes.next()? {
            b'"' => return Some(bytes.as_slice()),
            b'\\' => {
                bytes.next()?;
            }
            _ => {}
        }
    }
}

/// Which byte of a word is the first of its kind, the first being the lowest; 8 if none is.
fn first(word: u64, byte: u8) -> usize {
    const ONES: u64 = u64::MAX / 255;
    // Bytes that are zero, and perhaps some above the first of them.
    let differs = word ^ ONES.wrapping_mul(u64::from(byte));
    let found = differs.wrapping_sub(ONES) & !differs & (ONES << 7);
    found.trailing_zeros() as usize / 8
}

#[cfg(test)]
mod tests {
    use super::member;

    #[test]
    fn members_are_found_wherever_they_stand() {
        let cases = [
            (r#"{"event":"a"}"#, Some(r#""a""#)),
            (
                " \n{ \"x\" : [ {\"event\":1}, \"]}\\\"\" ] , \"event\" : \"b\" } ",
                Some(r#""b""#),
            ),
            (
                r#"{"a":1.5e3,"b":null,"c":"\\","event":{"d":[]}}"#,
                Some(r#"{"d":[]}"#),
            ),
            (r#"{"\u0065vent":"c"}"#, Some(r#""c""#)),
            (r#"{"event":1,"event":2}"#, Some("1")),
            (r#"{"events":1,"even":2}"#, None),
            (
                r#"{"a":{"event":1},"event":"e","z":2.5,"y":"}"} "#,
                Some(r#""e""#),
            ),
            (r#"{"a":[],"event":"f","b":{}}"#, Some(r#""f""#)),
            (r#"{"a":{},"b\"event":"g"}"#, None),
            (r#"{"a":{},"b":"event"}"#, None),
            (r#"{"a":{},"events":"g"}"#, None),
            (r#"{"a":{},"an event":"g"}"#, None),
            (r#"{"a":{},"b":",\"event\":\"h\"}"}"#, None),
            (r#"{"a":{"event":"i"}}"#, None),
            (r#"{"a":{"b":1,"event":"i"}}"#, None),
            (
                r#"{"a":[{"event":"i"}],"event":"j","event":"k"}"#,
                Some(r#""k""#),
            ),
            ("{}", None),
            ("[\"event\"]", None),
            ("null", None),
            (
                r#"{"a long name of a member":"a long text with \"quotes\" and \\ in it \\","event":"d"}"#,
                Some(r#""d""#),
            ),
            ("", None),
            ("{\"event\"", None),
            ("{\"event\":", None),
            ("{\"a\":\"\\", None),
            ("{\"a\":[\"", None),
            ("{\"a\":]}", None),
            ("{\"é\":\"ü\\\"\",\"event\":\"ß\"}", Some("\"ß\"")),
        ];
        for (text, expected) in cases {
            assert_eq!(member(text, "event"), expected, "{text}");
        }
    }

    #[test]
    fn strings_end_at_their_quote() {
        for length in 0..20 {
            for unit in ["-", "#", "]", "}", "é", "\\\\", "\\\"", "\\u005d"] {
                for end in ["", "\\\\", "\\\"", "!"] {
                    let value = format!("\"{}{end}\"", unit.repeat(length));
                    let text = format!("{{\"a\":[{value}],\"event\":{value}}}");
                    assert_eq!(member(&text, "event"), Some(value.as_str()), "{text}");
                    let text = text.strip_suffix("\"}").unwrap();
                    assert_eq!(member(text, "event"), None, "{text}");
                }
            }
        }
    }
}
