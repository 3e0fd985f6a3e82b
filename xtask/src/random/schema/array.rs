//! Random schemas of arrays.

use jsonschema::Draft;
use serde_json::{Value, json};

use super::{Object, Schemas, object};

impl Schemas<'_> {
    /// An array: of items that are alike, or with first items of their own.
    pub(super) fn array(&mut self, depth: usize) -> Object {
        let mut schema = object(json!({"type": "array"}));
        if self.by_the_letter && self.dice.chance(15) {
            schema.remove("type");
        }
        let mut first = 0;
        if self.dialect.is_json_schema() && self.dice.chance(30) {
            first = self.dice.count(1..=3);
            self.tuple(&mut schema, first, depth);
        } else if self.dice.chance(90) || !self.dialect.is_json_schema() {
            schema.insert("items".to_owned(), self.any(depth + 1));
        }
        if self.dice.chance(20) {
            let least = self.dice.count(0..=first.max(2));
            schema.insert("minItems".to_owned(), json!(least));
        }
        if self.dice.chance(20) {
            let most = first.max(2) + self.dice.count(0..=3);
            schema.insert("maxItems".to_owned(), json!(most));
        }
        if self.dice.chance(8) {
            schema.insert("uniqueItems".to_owned(), json!(self.dice.chance(80)));
        }
        if self.dialect.since(Draft::Draft6) && self.dice.chance(8) {
            let contains = match self.dice.chance(50) {
                true => json!({"type": ["string", "integer", "object"]}),
                false => self.any(depth + 1),
            };
            schema.insert("contains".to_owned(), contains);
            if self.dialect.ref_beside() && self.dice.chance(50) {
                schema.insert("minContains".to_owned(), json!(self.dice.count(0..=1)));
                schema.insert("maxContains".to_owned(), json!(self.dice.count(2..=9)));
            }
        }
        schema
    }

    fn tuple(&mut self, schema: &mut Object, first: usize, depth: usize) {
        let items: Vec<Value> = (0..first).map(|_| self.any(depth + 1)).collect();
        let rest = match self.dice.count(0..=3) {
            0 => Some(json!(false)),
            1 => Some(self.any(depth + 1)),
            _ => None,
        };
        // Draft 4 has booleans here, and only here and for properties.
        let (prefix, behind) = match self.dialect.since(Draft::Draft202012) {
            true => ("prefixItems", "items"),
            false => ("items", "additionalItems"),
        };
        let behind = match self.dialect.ref_beside() && self.dice.chance(20) {
            true => "unevaluatedItems",
            false => behind,
        };
        schema.insert(prefix.to_owned(), Value::Array(items));
        schema.extend(rest.map(|rest| (behind.to_owned(), rest)));
    }
}
