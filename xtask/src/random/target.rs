//! Schemas of a document that instances are drawn for.

use anyhow::Result;
use serde_json::Value;

use super::dialect::Dialect;
use super::dice::Dice;
use super::document::{Document, SCHEMAS};
use super::instance::{Instances, mutate, written};
use super::judge::{Judge, by_the_readme};

/// A schema that stands in a file of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The file: the document itself, or [`SCHEMAS`].
    pub in_schemas: bool,
    /// Its place in it.
    pub pointer: String,
    /// How it is written.
    pub dialect: Dialect,
}

impl Target {
    /// The payload of a message; `None` if it has none.
    pub fn of_message(document: &Document, message: &str) -> Option<Self> {
        let root = &document.root;
        let mut pointer = message.to_owned();
        while let Some(next) = reference(root.pointer(&pointer)?) {
            let next = next.strip_prefix('#')?.to_owned();
            pointer = next;
        }
        pointer.push_str("/payload");
        root.pointer(&pointer)?;
        Some(Self::at(document, pointer))
    }

    /// The schema at a place of the document, followed into the other file.
    pub fn at(document: &Document, mut pointer: String) -> Self {
        let mut in_schemas = false;
        while let Some(value) = document.root.pointer(&pointer) {
            if value.get("schemaFormat").is_some() {
                pointer.push_str("/schema");
                continue;
            }
            let Some(next) = reference(value) else { break };
            match next.split_once('#') {
                // Beside it, something else may hold.
                Some(("", inner))
                    if document
                        .root
                        .pointer(inner)
                        .is_some_and(|it| it.get("schemaFormat").is_some()) =>
                {
                    inner.clone_into(&mut pointer);
                }
                Some((SCHEMAS, inner)) => {
                    inner.clone_into(&mut pointer);
                    in_schemas = true;
                    break;
                }
                _ => break,
            }
        }
        Self {
            in_schemas,
            pointer,
            dialect: document.dialect,
        }
    }

    /// The schema as it is written.
    pub fn schema<'a>(&self, document: &'a Document) -> Option<&'a Value> {
        let file = match self.in_schemas {
            true => document.schemas.as_ref()?,
            false => &document.root,
        };
        file.pointer(&self.pointer)
    }
}

/// Draws different valid instances, as texts; as many as asked for, if so many are found.
pub fn instances(
    dice: &mut Dice,
    document: &Document,
    target: &Target,
    count: usize,
) -> Result<Vec<String>> {
    let file = match (target.in_schemas, &document.schemas) {
        (true, Some(schemas)) => schemas,
        _ => &document.root,
    };
    let mut file = file.clone();
    by_the_readme(&mut file, document.by_the_letter);
    let judge = Judge::new(&file, &target.pointer, target.dialect)?;
    let mut found: Vec<String> = Vec::new();
    let Some(schema) = file.pointer(&target.pointer) else {
        return Ok(found);
    };
    for attempt in 0..count * 8 {
        if found.len() >= count {
            break;
        }
        let mut instances = Instances {
            dice,
            root: &file,
            ref_beside: target.dialect.ref_beside(),
            large: document.by_the_letter,
        };
        let Some(mut value) = instances.draw(&[schema], 0) else {
            continue;
        };
        if attempt % 2 == 1 {
            mutate(dice, &mut value);
        }
        let text = written(dice, &value);
        // What is judged is the text: `1.0` is an integer in some drafts, in others it is not.
        let Ok(instance) = serde_json::from_str(&text) else {
            continue;
        };
        if judge.allows(&instance) && !found.contains(&text) {
            found.push(text);
        }
    }
    Ok(found)
}

fn reference(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()
}
