//! What a document says to people: prose as it is, and in one more paragraph what a reader needs
//! to know of the keywords that types cannot express.

use asyncapi_parser::model::{Docs, Keywords, Number, Schema, SchemaKind};

use super::literal;
use crate::ir;

/// How many examples are shown.
const EXAMPLES: usize = 3;
/// How many characters of a value are worth showing.
const SHORT: usize = 80;

/// Formats that types express.
const PLAIN_FORMATS: [&str; 10] = [
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "short", "long",
];

/// The documentation of a schema.
pub(super) fn of_schema(schema: &Schema) -> ir::Docs {
    let mut facts = match &schema.kind {
        SchemaKind::Keywords(keywords) => bounds(keywords),
        SchemaKind::Any | SchemaKind::Never | SchemaKind::Ref(_) => Vec::new(),
    };
    let Docs {
        title,
        description,
        default,
        examples,
        deprecated,
        read_only,
        write_only,
        external_docs,
    } = &*schema.docs;
    let short = |text: &String| text.chars().count() <= SHORT;
    let default = default.iter().map(literal::json).filter(short);
    facts.extend(default.map(|value| format!("Default: {}.", code(&value))));
    let examples: Vec<String> = examples.iter().map(literal::json).filter(short).collect();
    if !examples.is_empty() {
        let shown: Vec<String> = examples
            .iter()
            .take(EXAMPLES)
            .map(|value| code(value))
            .collect();
        facts.push(format!("Examples: {}.", shown.join(", ")));
    }
    facts.extend(read_only.then(|| "Read only.".to_owned()));
    facts.extend(write_only.then(|| "Write only.".to_owned()));
    facts.extend(external_docs.iter().map(|url| format!("See {url}")));
    ir::Docs {
        paragraphs: paragraphs([
            title.as_deref(),
            description.as_deref(),
            Some(&facts.join(" ")),
        ]),
        deprecated: *deprecated,
    }
}

/// Texts as paragraphs, without those that say nothing or only repeat one.
pub(super) fn paragraphs<'a>(texts: impl IntoIterator<Item = Option<&'a str>>) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    for text in texts.into_iter().flatten().map(str::trim) {
        if !text.is_empty() && !paragraphs.iter().any(|before| before == text) {
            paragraphs.push(text.to_owned());
        }
    }
    paragraphs
}

fn bounds(keywords: &Keywords) -> Vec<String> {
    let Keywords {
        format,
        content_encoding,
        number,
        string,
        array,
        object,
        types: _,
        enumeration: _,
        constant: _,
        one_of: _,
        any_of: _,
        discriminator: _,
        unshaped: _,
    } = keywords;
    let shown = |name: &str, text: &str| format!("{name}: {}.", code(text));
    let fact = |name: &str, text: Option<&str>| text.map(|text| shown(name, text));
    let bound = |name: &str, bound: &Option<Number>| {
        fact(name, bound.as_ref().map(|number| number.0.as_str()))
    };
    let count =
        |name: &str, least, most| range(least, most).map(|range| format!("{name}: {range}."));
    let format = format
        .as_deref()
        .filter(|format| !PLAIN_FORMATS.contains(format));
    let multiples = number.multiple_of.iter();
    let multiples = multiples.map(|multiple| shown("Multiple of", &multiple.0));
    let patterns = string
        .patterns
        .iter()
        .filter(|pattern| pattern.len() <= SHORT);
    let patterns = patterns.map(|pattern| shown("Pattern", pattern));
    let mut facts = Vec::new();
    facts.extend(fact("Format", format));
    facts.extend(fact("Encoding", content_encoding.as_deref()));
    facts.extend(bound("Minimum", &number.minimum));
    facts.extend(bound("Maximum", &number.maximum));
    facts.extend(bound("Greater than", &number.exclusive_minimum));
    facts.extend(bound("Less than", &number.exclusive_maximum));
    facts.extend(multiples);
    facts.extend(count("Length", string.min_length, string.max_length));
    facts.extend(patterns);
    facts.extend(count("Items", array.min_items, array.max_items));
    facts.extend(count(
        "Members",
        object.min_properties,
        object.max_properties,
    ));
    facts
}

/// A value as code, in which nothing has to be escaped; as prose where it cannot be code.
fn code(value: &str) -> String {
    let is_code = !value.trim().is_empty() && !value.contains(|c: char| c == '`' || c.is_control());
    if is_code {
        format!("`{value}`")
    } else {
        value.to_owned()
    }
}

fn range(least: Option<u64>, most: Option<u64>) -> Option<String> {
    match (least.filter(|least| *least > 0), most) {
        (None, None) => None,
        (Some(least), None) => Some(format!("at least {least}")),
        (None, Some(most)) => Some(format!("at most {most}")),
        (Some(least), Some(most)) if least == most => Some(least.to_string()),
        (Some(least), Some(most)) => Some(format!("{least} to {most}")),
    }
}
