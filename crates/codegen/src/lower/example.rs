//! Examples of messages, as documentation shows them: JSON in a block of code. Long ones are left
//! out.

use asyncapi_parser::model::{Literal, Message, MessageExample};

use super::literal::json;
use super::one_line;

/// How many examples of a message are shown.
const EXAMPLES: usize = 2;
/// How many characters an example has at most.
const LONG: usize = 2_000;
/// How many characters of a value stand on one line.
const WIDTH: usize = 80;

/// What a message's examples look like; each a paragraph.
pub(super) fn paragraphs(message: &Message) -> Vec<String> {
    message
        .examples
        .iter()
        .filter_map(one)
        .take(EXAMPLES)
        .collect()
}

fn one(example: &MessageExample) -> Option<String> {
    let MessageExample {
        at: _,
        name,
        summary,
        headers,
        payload,
    } = example;
    let called = name.as_ref().or(summary.as_ref());
    let called = called.map_or_else(String::new, |text| format!(" ({})", one_line(text)));
    let parts = [("Example", payload), ("Headers", headers)];
    let blocks: Vec<String> = parts
        .into_iter()
        .filter_map(|(what, value)| {
            let lines = lines(value.as_ref()?)?;
            Some(format!("{what}{called}:\n```\n{lines}\n```"))
        })
        .collect();
    (!blocks.is_empty()).then(|| blocks.join("\n"))
}

/// A value as lines of JSON, unless it is too long.
fn lines(value: &Literal) -> Option<String> {
    let is_short = json(value).chars().count() <= LONG;
    is_short.then(|| {
        let mut text = String::new();
        write(value, "\n", &mut text);
        text
    })
}

/// What fits on a line stands on it; else each member and item has a line of its own, behind
/// `line`: a line break and the indentation.
fn write(value: &Literal, line: &str, text: &mut String) {
    let compact = json(value);
    let inner = format!("{line}  ");
    match value {
        Literal::Object(members) if compact.chars().count() > WIDTH => {
            text.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                text.push_str(&inner);
                text.push_str(&json(&Literal::String(name.clone())));
                text.push_str(": ");
                write(value, &inner, text);
            }
            text.push_str(line);
            text.push('}');
        }
        Literal::Array(items) if compact.chars().count() > WIDTH => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                text.push_str(&inner);
                write(item, &inner, text);
            }
            text.push_str(line);
            text.push(']');
        }
        Literal::Object(_)
        | Literal::Array(_)
        | Literal::Null
        | Literal::Boolean(_)
        | Literal::Number(_)
        | Literal::String(_) => text.push_str(&compact),
    }
}

#[cfg(test)]
mod tests {
    use asyncapi_parser::model::Number;

    use super::*;

    #[test]
    fn values_are_broken_where_they_are_long() {
        let text = |count| Literal::String("x".repeat(count));
        let object = |members: [(&str, Literal); 2]| {
            Literal::Object(members.map(|(name, value)| (name.to_owned(), value)).into())
        };
        let number = Literal::Number(Number("1.10".to_owned()));
        let check = |value: Literal, expected: Option<&str>| {
            assert_eq!(lines(&value).as_deref(), expected);
        };
        check(
            object([("a", number.clone()), ("`", text(1))]),
            Some(r#"{"a":1.10,"`":"x"}"#),
        );
        let long = "x".repeat(80);
        let inner = Literal::Array(vec![number, text(80)]);
        let expected =
            format!("{{\n  \"a\": [\n    1.10,\n    \"{long}\"\n  ],\n  \"b\": \"{long}\"\n}}");
        check(object([("a", inner), ("b", text(80))]), Some(&expected));
        check(text(LONG - 1), None);
        check(text(LONG - 2), Some(&json(&text(LONG - 2))));
        let one = |count| Literal::Array(vec![text(count)]);
        check(one(76), Some(&json(&one(76))));
        check(one(77), Some(&format!("[\n  \"{}\"\n]", "x".repeat(77))));
        let object = |count| Literal::Object(vec![("a".to_owned(), text(count))]);
        check(object(72), Some(&json(&object(72))));
        check(
            object(73),
            Some(&format!("{{\n  \"a\": \"{}\"\n}}", "x".repeat(73))),
        );
    }
}
