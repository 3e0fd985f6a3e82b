//! Random schemas of objects.

use jsonschema::Draft;
use serde_json::{Value, json};

use super::{Object, Schemas, object};
use crate::random::words;

impl Schemas<'_> {
    /// An object.
    pub(super) fn object(&mut self, depth: usize) -> Object {
        let count = self.dice.count(0..=6);
        let names = words::properties(self.dice, count);
        let mut schema = object(json!({"type": "object"}));
        if self.by_the_letter && self.dice.chance(15) {
            schema.remove("type");
        }
        let properties: Object = names
            .iter()
            .map(|name| ((*name).to_owned(), self.any(depth + 1)))
            .collect();
        let mut required: Vec<&str> = names.clone();
        required.retain(|_| self.dice.chance(40));
        if self.dice.chance(5) {
            required.push("undeclared");
        }
        if !properties.is_empty() || self.dice.chance(30) {
            schema.insert("properties".to_owned(), Value::Object(properties));
        }
        // Draft 4 asks for one at least.
        if !required.is_empty() {
            schema.insert("required".to_owned(), json!(required));
        }
        if self.dialect.is_json_schema() && self.dice.chance(12) {
            let count = self.dice.count(1..=2);
            for _ in 0..count {
                let pattern = words::pattern(self.dice);
                // A pattern must agree with the members that it matches, whatever they are.
                let holds = match self.dialect.since(Draft::Draft6) {
                    true if names.is_empty() => self.any(depth + 1),
                    true => json!(true),
                    false => json!({}),
                };
                super::within(&mut schema, "patternProperties").insert(pattern.to_owned(), holds);
            }
        }
        self.additional(&mut schema, depth);
        self.sizes(&mut schema, names.len());
        if self.dice.chance(10) {
            self.either(&mut schema, &names, depth);
        }
        self.dependencies(&mut schema, &names);
        schema
    }

    /// What is said of members that are not declared.
    fn additional(&mut self, schema: &mut Object, depth: usize) {
        let holds = match self.dice.count(0..=9) {
            0 => json!(false),
            1 => json!(true),
            2..=3 => self.any(depth + 1),
            _ => return,
        };
        let keyword = match self.dialect.ref_beside() && self.dice.chance(20) {
            true => "unevaluatedProperties",
            false => "additionalProperties",
        };
        schema.insert(keyword.to_owned(), holds);
    }

    /// Members of which there are some or others, declared before or here.
    fn either(&mut self, schema: &mut Object, names: &[&str], depth: usize) {
        let keyword = *self.dice.pick(&["oneOf", "anyOf"]);
        let branches: Vec<Value> = match names {
            [one, other, ..] if self.dice.chance(60) => {
                vec![json!({"required": [one]}), json!({"required": [other]})]
            }
            _ => (0..2)
                .map(|index| {
                    let name = format!("either {index}");
                    json!({"properties": {&*name: self.any(depth + 1)}, "required": [name]})
                })
                .collect(),
        };
        // What is declared there is not declared here: it would have to be two things.
        let about_others = ["additionalProperties", "patternProperties"];
        if !about_others.iter().any(|it| schema.contains_key(*it)) {
            schema.insert(keyword.to_owned(), json!(branches));
        }
    }

    fn sizes(&mut self, schema: &mut Object, declared: usize) {
        if self.dice.chance(6) {
            schema.insert("minProperties".to_owned(), json!(self.dice.count(0..=2)));
        }
        if self.dice.chance(6) {
            let most = declared + self.dice.count(1..=4);
            schema.insert("maxProperties".to_owned(), json!(most));
        }
        if self.dialect.since(Draft::Draft6) && self.dice.chance(6) {
            let names = match self.dice.count(0..=2) {
                0 => json!({"maxLength": 60}),
                1 => json!({"pattern": ".*"}),
                _ => json!(true),
            };
            schema.insert("propertyNames".to_owned(), names);
        }
    }

    fn dependencies(&mut self, schema: &mut Object, names: &[&str]) {
        let [one, other, ..] = names else { return };
        if !self.dice.chance(10) || !self.dialect.is_json_schema() {
            return;
        }
        let by_names = self.dice.chance(50);
        let holds = match by_names {
            true => json!([other]),
            false => json!({"minProperties": 1}),
        };
        let keyword = match (self.dialect.ref_beside(), by_names) {
            (false, _) => "dependencies",
            (true, true) => "dependentRequired",
            (true, false) => "dependentSchemas",
        };
        schema.insert(keyword.to_owned(), json!({ *one: holds }));
    }
}
