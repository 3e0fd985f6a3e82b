//! Random schemas that are made of others: unions, and what satisfies several.

use serde_json::{Value, json};

use super::{Named, Object, Schemas, TAG, object};
use crate::random::dialect::Dialect;
use crate::random::words;

impl Schemas<'_> {
    /// One of several.
    pub(super) fn union(&mut self, depth: usize) -> Object {
        if self.dice.chance(30)
            && let Some(schema) = self.discriminated()
        {
            return schema;
        }
        let keyword = *self.dice.pick(&["oneOf", "anyOf"]);
        let count = self.dice.count(1..=3);
        let mut branches: Vec<Value> = (0..count).map(|_| self.part(depth)).collect();
        if self.dialect.is_json_schema() && self.dice.chance(20) {
            branches.push(json!({"type": "null"}));
        }
        let mut schema = object(json!({ keyword: branches }));
        if self.dialect == Dialect::OpenApi30 && self.dice.chance(20) {
            schema.insert("nullable".to_owned(), json!(true));
        }
        schema
    }

    /// One of several that a member tells apart.
    fn discriminated(&mut self) -> Option<Object> {
        let tagged: Vec<&Named> = self.named[..self.before]
            .iter()
            .filter(|named| named.tagged)
            .collect();
        let count = self.dice.count(2..=3);
        let branches = self.dice.some(&tagged, count);
        if branches.len() < 2 {
            return None;
        }
        let references: Vec<Value> = branches
            .iter()
            .map(|named| json!({"$ref": named.reference}))
            .collect();
        let mut schema = object(json!({"oneOf": references}));
        if self.dialect.is_open_api() {
            let mut discriminator = json!({"propertyName": TAG});
            if self.dice.chance(40) {
                discriminator["mapping"] = branches
                    .iter()
                    .map(|named| (named.key.clone(), json!(named.reference)))
                    .collect();
            }
            schema.insert("discriminator".to_owned(), discriminator);
        } else {
            schema.insert("type".to_owned(), json!("object"));
            schema.insert("discriminator".to_owned(), json!(TAG));
        }
        Some(schema)
    }

    /// What satisfies several: objects, whose members are different.
    pub(super) fn all_of(&mut self, depth: usize) -> Object {
        let mut names: Vec<String> = words::properties(self.dice, 6)
            .into_iter()
            .map(ToOwned::to_owned)
            .collect();
        let mut parts = Vec::new();
        let tagged = self.named[..self.before].iter().filter(|it| it.tagged);
        let tagged: Vec<&Named> = tagged.collect();
        if !tagged.is_empty() && self.dice.chance(50) {
            parts.push(json!({"$ref": self.dice.pick(&tagged).reference}));
            // It could have members of those names, and mean something else by them.
            names = (0..6)
                .map(|index| format!("own {} {index}", self.before))
                .collect();
        }
        let mut names = names.into_iter();
        for _ in 0..self.dice.count(1..=3) {
            let mut part = object(json!({"type": "object"}));
            if self.dice.chance(20) && !parts.is_empty() {
                part.remove("type");
            }
            let properties: Object = names
                .by_ref()
                .take(2)
                .map(|name| (name, self.any(depth + 1)))
                .collect();
            let required: Vec<&String> = properties.keys().take(1).collect();
            if self.dice.chance(50) && !required.is_empty() {
                part.insert("required".to_owned(), json!(required));
            }
            part.insert("properties".to_owned(), Value::Object(properties));
            self.annotate(&mut part);
            parts.push(Value::Object(part));
        }
        let mut schema = object(json!({ "allOf": parts }));
        if self.dice.chance(40) {
            schema.insert("type".to_owned(), json!("object"));
        }
        if self.dialect.ref_beside() && self.dice.chance(15) {
            let open = self.dice.chance(50);
            schema.insert("unevaluatedProperties".to_owned(), json!(open));
        }
        schema
    }
}
