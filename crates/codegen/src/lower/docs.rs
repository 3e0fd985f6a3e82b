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
const PLAIN_FORMATS: [&str; 12] = [
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "short", "long",
    "float", "double",
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
    facts.extend(default.map(|value| format!("Default: {value}.")));
    let examples: Vec<String> = examples.iter().map(literal::json).filter(short).collect();
    if !examples.is_empty() {
        let shown: Vec<&str> = examples.iter().take(EXAMPLES).map(String::as_str).collect();
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
    let mut facts = Vec::new();
    let mut fact = |name: &str, value: Option<&str>| {
        facts.extend(value.map(|value| format!("{name}: {value}.")));
    };
    let text = |number: &Option<Number>| number.as_ref().map(|number| number.0.clone());
    let telling = |format: &&str| !PLAIN_FORMATS.contains(format);
    fact("Format", format.as_deref().filter(telling));
    fact("Encoding", content_encoding.as_deref());
    fact("Minimum", text(&number.minimum).as_deref());
    fact("Maximum", text(&number.maximum).as_deref());
    fact("Greater than", text(&number.exclusive_minimum).as_deref());
    fact("Less than", text(&number.exclusive_maximum).as_deref());
    for multiple in &number.multiple_of {
        fact("Multiple of", Some(&multiple.0));
    }
    fact(
        "Length",
        range(string.min_length, string.max_length).as_deref(),
    );
    for pattern in &string.patterns {
        fact(
            "Pattern",
            Some(pattern)
                .filter(|text| text.len() <= SHORT)
                .map(String::as_str),
        );
    }
    fact("Items", range(array.min_items, array.max_items).as_deref());
    fact(
        "Members",
        range(object.min_properties, object.max_properties).as_deref(),
    );
    facts
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
