//! What parts of schemas may be called, as texts: names are made of them elsewhere.

use asyncapi_parser::model::{Home, Keywords, Literal, SchemaId, SchemaKind, Step, Types};

use super::Shapes;
use super::typed::{BOOLEAN, INTEGER, LIST, NUMBER, OBJECT, TEXT};
use crate::lower::literal;

impl Shapes<'_> {
    /// What a branch may be called: its title or the name it is referred to by, its tag or value,
    /// the kind of value it is, and, where that tells nothing, its position.
    pub(super) fn branch_texts(
        &self,
        id: SchemaId,
        index: usize,
        tag: Option<&str>,
    ) -> Vec<String> {
        let schema = self.schema(id);
        let title = schema
            .docs
            .title
            .clone()
            .filter(|title| !title.trim().is_empty());
        let referred = match schema.kind {
            SchemaKind::Ref(to) => self.home_text(to),
            SchemaKind::Any | SchemaKind::Never | SchemaKind::Keywords(_) => None,
        };
        let keywords = self.keywords(id);
        let constant = keywords.and_then(|keywords| keywords.constant.as_deref());
        let kind = keywords.map_or(ANY, kind_text);
        let mut texts = Vec::new();
        texts.extend(title);
        texts.extend(referred);
        texts.extend(tag.map(str::to_owned));
        texts.extend(constant.map(value_text));
        texts.push(kind.to_owned());
        texts.push(format!("{kind} {}", index.saturating_add(1)));
        texts
    }

    /// The name that a schema has by its place, if one step tells it.
    fn home_text(&self, id: SchemaId) -> Option<String> {
        match &self.schema(id).home {
            Home::Component(key) => Some(key.to_string()),
            Home::Parameter { channel: _, name } => Some(name.to_string()),
            Home::Elsewhere { file, pointer } => place_texts(file, pointer).into_iter().next(),
            Home::Child { parent: _, step } => step_text(step),
            Home::Payload(_) | Home::Headers(_) => None,
        }
    }
}

/// What a value of a set is called.
pub(in crate::lower) fn value_text(value: &Literal) -> String {
    match value {
        Literal::String(text) => text.clone(),
        Literal::Null
        | Literal::Boolean(_)
        | Literal::Number(_)
        | Literal::Array(_)
        | Literal::Object(_) => literal::json(value),
    }
}

/// What a schema at a place without a name of its own may be called: the last step that says
/// something, else the file, and then both.
pub(in crate::lower) fn place_texts(file: &str, pointer: &str) -> Vec<String> {
    let name = file.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let number = |step: &&str| !step.is_empty() && !step.chars().all(|c| c.is_ascii_digit());
    let unescape = |step: &str| step.replace("~1", "/").replace("~0", "~");
    let last = pointer.rsplit('/').find(number).map(unescape);
    match last {
        Some(last) => vec![
            last.clone(),
            format!("{stem} {last}"),
            format!("{file} {pointer}"),
        ],
        None => vec![stem.to_owned(), format!("{file} {pointer}")],
    }
}

/// What a part of a schema is called; `None` for a part that is the schema itself, more or less.
pub(in crate::lower) fn step_text(step: &Step) -> Option<String> {
    let numbered = |text: &str, index: usize| match index {
        0 => text.to_owned(),
        _ => format!("{text} {}", index.saturating_add(1)),
    };
    match step {
        Step::Property(name) | Step::Definition(name) => Some(name.to_string()),
        Step::Mapping(tag) => Some(tag.to_string()),
        Step::Items => Some("Item".to_owned()),
        Step::PrefixItem(index) => Some(format!("Item {index}")),
        Step::AdditionalProperties => Some("Value".to_owned()),
        Step::PatternProperty(index) => Some(numbered("Value", *index)),
        Step::Other(keyword) => Some(keyword.to_string()),
        Step::OneOf(_) | Step::AnyOf(_) | Step::AllOf(_) => None,
    }
}

const ANY: &str = "Any";

fn kind_text(keywords: &Keywords) -> &'static str {
    let Some(types) = keywords.types else {
        return ANY;
    };
    let Types {
        null: _,
        boolean,
        integer,
        number,
        string,
        array,
        object,
    } = types;
    let kinds = [
        (object, OBJECT),
        (array, LIST),
        (string, TEXT),
        (number, NUMBER),
        (integer, INTEGER),
        (boolean, BOOLEAN),
    ];
    kinds
        .iter()
        .find(|(is, _)| *is)
        .map_or(ANY, |(_, text)| text)
}
