//! The members of an object and the items of an array, one after the other, as text. Of a text that
//! is not well-formed as many as there are before it stops making sense.

use std::borrow::Cow;

use super::{skip, space, string};
use crate::members;

/// The members of an object; none of anything else. A name that stands for no text, for half of a
/// surrogate pair in it, is as it is written.
pub(crate) struct Entries<'a> {
    text: &'a str,
    /// Where the brace or comma before the next member stands.
    at: Option<usize>,
}

/// The items of an array; none of anything else.
pub(crate) struct Elements<'a> {
    text: &'a str,
    /// Where the bracket or comma before the next item stands.
    at: Option<usize>,
}

impl<'a> Entries<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let at = opening(text, b'{');
        Self { text, at }
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = (Cow<'a, str>, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        let key = space(bytes, self.at.take()?.checked_add(1)?);
        let key_end = string(bytes, key)?;
        let value = space(bytes, space(bytes, key_end).checked_add(1)?);
        let value_end = skip(bytes, value)?;
        self.at = comma(bytes, value_end);
        let name = self.text.get(key..key_end)?;
        let written = || Some(Cow::Borrowed(name.strip_prefix('"')?.strip_suffix('"')?));
        let name = members::string(name).or_else(written)?;
        Some((name, self.text.get(value..value_end)?))
    }
}

impl<'a> Elements<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let at = opening(text, b'[');
        Self { text, at }
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        let item = space(bytes, self.at.take()?.checked_add(1)?);
        if bytes.get(item) == Some(&b']') {
            return None;
        }
        let item_end = skip(bytes, item)?;
        self.at = comma(bytes, item_end);
        self.text.get(item..item_end)
    }
}

fn opening(text: &str, bracket: u8) -> Option<usize> {
    let start = space(text.as_bytes(), 0);
    (text.as_bytes().get(start) == Some(&bracket)).then_some(start)
}

fn comma(bytes: &[u8], from: usize) -> Option<usize> {
    let next = space(bytes, from);
    (bytes.get(next) == Some(&b',')).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::{Elements, Entries};

    #[test]
    fn parts_come_in_order() {
        let cases: [(&str, &[(&str, &str)]); 7] = [
            ("{}", &[]),
            (" { } ", &[]),
            ("[1]", &[]),
            (
                "{\"a\":1,\"b\":[{}],\"a\":\"}\"}",
                &[("a", "1"), ("b", "[{}]"), ("a", "\"}\"")],
            ),
            (
                " { \"\\u0061\" : null , \"\" : 1.0 } ",
                &[("a", "null"), ("", "1.0")],
            ),
            ("{\"\\ud800\":1,\"b\":2}", &[("\\ud800", "1"), ("b", "2")]),
            ("{\"a\":1,\"b\"", &[("a", "1")]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = Entries::new(text).collect();
            let found: Vec<_> = found
                .iter()
                .map(|(name, value)| (&**name, *value))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
        let cases: [(&str, &[&str]); 6] = [
            ("[]", &[]),
            (" [ \n] ", &[]),
            ("{\"a\":1}", &[]),
            (
                "[1,\"]\",[2,[]] ,{\"a\":[]}]",
                &["1", "\"]\"", "[2,[]]", "{\"a\":[]}"],
            ),
            ("[ true , null ]", &["true", "null"]),
            ("[1,[", &["1"]),
        ];
        for (text, expected) in cases {
            assert_eq!(Elements::new(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
