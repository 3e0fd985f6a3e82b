//! Random schemas of one dialect, every keyword that it has among them. They are valid, and their
//! parts agree: a schema that allows nothing is a mistake, and refused.

mod array;
mod object;
mod scalar;
mod union;

use jsonschema::Draft;
use serde_json::{Map, Value, json};

use super::dialect::Dialect;
use super::dice::Dice;
use super::words;

/// A schema that others can refer to. Those before it in the list never need it to know what they
/// themselves allow, so that no schema is made of itself.
#[derive(Clone, Debug)]
pub struct Named {
    /// What a `$ref` to it says.
    pub reference: String,
    /// Its key.
    pub key: String,
    /// Whether it is an object with a member that names it: see [`TAG`].
    pub tagged: bool,
}

/// The member that names the schema of an object, for discriminators.
pub const TAG: &str = "kind";

/// Draws schemas.
#[derive(Debug)]
pub struct Schemas<'a> {
    pub dice: &'a mut Dice,
    pub dialect: Dialect,
    /// Whether a schema may leave its type open although its keywords are about one type. Where
    /// they imply the type, values of other types are not accepted.
    pub by_the_letter: bool,
    pub named: &'a [Named],
    /// How many of the named ones may be part of what is drawn, rather than lie in a member or an
    /// item of it.
    pub before: usize,
    /// How many more schemas there may be.
    pub left: usize,
}

pub(super) type Object = Map<String, Value>;

/// How many in a hundred schemas have a keyword, whether the dialect does, and what it may hold.
type Annotation = (u8, bool, &'static str, fn(&mut Dice) -> Value);

/// How deep schemas lie in schemas.
const DEPTH: usize = 4;

impl Schemas<'_> {
    /// A schema of any kind.
    pub fn any(&mut self, depth: usize) -> Value {
        self.left = self.left.saturating_sub(1);
        let is_leaf = depth >= DEPTH || self.left == 0;
        let mut schema = match self.dice.count(0..=99) {
            0..=14 if !is_leaf => self.object(depth),
            15..=23 if !is_leaf => self.array(depth),
            24..=30 if !is_leaf => self.union(depth),
            31..=36 if !is_leaf => self.all_of(depth),
            37..=50 if !self.named.is_empty() => return self.reference(depth),
            51..=55 => self.several_types(),
            56..=57 => return self.boolean(),
            58 => Object::new(),
            59..=70 => self.string(),
            71..=79 => self.integer(),
            80..=85 => self.number(),
            86..=90 => self.enumeration(),
            91..=93 => self.constant(),
            94..=95 => self.null(),
            _ => object(json!({"type": "boolean"})),
        };
        self.narrow(&mut schema);
        self.annotate(&mut schema);
        Value::Object(schema)
    }

    /// An object, as payloads are. `tag` is what its member [`TAG`] holds.
    pub fn payload(&mut self, tag: Option<(&str, &str)>) -> Value {
        let mut schema = match self.dice.count(0..=9) {
            0..=1 if tag.is_none() && self.before > 0 => self.all_of(0),
            _ => self.object(0),
        };
        if let Some((member, value)) = tag {
            let mut holds = if self.dialect.since(Draft::Draft6) && self.dice.chance(70) {
                json!({"const": value})
            } else {
                json!({"enum": [value]})
            };
            if self.dice.chance(60) {
                holds["type"] = json!("string");
            }
            schema.insert("type".to_owned(), json!("object"));
            within(&mut schema, "properties").insert(member.to_owned(), holds);
            let required = schema.entry("required").or_insert_with(|| json!([]));
            if let Some(names) = required.as_array_mut()
                && !names.contains(&json!(member))
            {
                names.push(json!(member));
            }
            // They could rule the member out.
            schema.remove("maxProperties");
            schema.remove("propertyNames");
            // A part of something larger says nothing of members that it does not know.
            if member == TAG {
                let about_others = [
                    "additionalProperties",
                    "unevaluatedProperties",
                    "patternProperties",
                ];
                schema.retain(|keyword, _| !about_others.contains(&keyword.as_str()));
            }
        }
        self.annotate(&mut schema);
        Value::Object(schema)
    }

    /// A reference; what stands beside it where that counts.
    fn reference(&mut self, depth: usize) -> Value {
        // In a member or an item it may lead anywhere, back to where it stands as well.
        let all = if depth == 0 {
            self.before
        } else {
            self.named.len()
        };
        if all == 0 {
            return json!({"type": "string"});
        }
        let mut schema = object(json!({"$ref": self.dice.pick(&self.named[..all]).reference}));
        if self.dialect.ref_beside() && self.dice.chance(30) {
            self.annotate(&mut schema);
        }
        Value::Object(schema)
    }

    /// A schema for a place where a schema that is not finished must not be asked for.
    fn part(&mut self, depth: usize) -> Value {
        if self.before > 0 && self.dice.chance(50) {
            return json!({"$ref": self.dice.pick(&self.named[..self.before]).reference});
        }
        // What is drawn inside of it is a member or an item of what this is a part of.
        match self.dice.count(0..=9) {
            0..=4 if depth < DEPTH => Value::Object(self.object(depth + 1)),
            5 if depth < DEPTH => Value::Object(self.array(depth + 1)),
            6 => Value::Object(self.integer()),
            7 => Value::Object(self.enumeration()),
            8 => json!({"type": "boolean"}),
            _ => Value::Object(self.string()),
        }
    }

    /// What allows everything, or nothing.
    fn boolean(&mut self) -> Value {
        match (self.dialect.since(Draft::Draft6), self.dice.chance(80)) {
            (true, all) => json!(all),
            (false, true) => json!({}),
            (false, false) => json!({"not": {}}),
        }
    }

    /// Keywords that narrow a value and do not shape its type. What they rule out is seldom drawn.
    fn narrow(&mut self, schema: &mut Object) {
        if self.dice.chance(8) {
            let not = match self.dice.count(0..=2) {
                0 => json!({"enum": [words::string(self.dice), 77]}),
                1 => json!({"type": "string", "maxLength": 1}),
                _ => json!({"type": "object", "required": [words::property(self.dice)]}),
            };
            schema.insert("not".to_owned(), not);
        }
        if self.dice.chance(6) && self.dialect.since(Draft::Draft7) {
            let name = words::property(self.dice);
            let all = [
                ("if", json!({"type": "object", "required": [name]})),
                (
                    "then",
                    json!({"minProperties": 1, "properties": {name: true}}),
                ),
                ("else", json!({"not": {"enum": [[], 76]}})),
            ];
            let skip = self.dice.count(0..=4);
            for (index, (keyword, holds)) in all.into_iter().enumerate() {
                if index == 0 || index != skip {
                    schema.insert(keyword.to_owned(), holds);
                }
            }
        }
    }

    /// Keywords that say something to people.
    fn annotate(&mut self, schema: &mut Object) {
        let json_schema = self.dialect.is_json_schema();
        let draft7 = self.dialect.since(Draft::Draft7) || !json_schema;
        let asyncapi = self.dialect.format().is_none() || self.dialect.is_open_api();
        let all: [Annotation; 11] = [
            (15, true, "title", |dice| json!(words::text(dice))),
            (25, true, "description", |dice| json!(words::text(dice))),
            (8, true, "default", words::any),
            (8, self.dialect.since(Draft::Draft6), "examples", |dice| {
                json!([words::any(dice)])
            }),
            (5, self.dialect.is_open_api(), "example", words::any),
            (
                6,
                asyncapi || self.dialect.ref_beside(),
                "deprecated",
                |dice| json!(dice.chance(80)),
            ),
            (5, draft7, "readOnly", |dice| json!(dice.chance(80))),
            (3, draft7, "writeOnly", |dice| json!(dice.chance(80))),
            (
                4,
                asyncapi,
                "externalDocs",
                |_| json!({"url": "https://example.com/docs"}),
            ),
            (3, draft7 && json_schema, "$comment", |dice| {
                json!(words::text(dice))
            }),
            (4, true, "x-made-up", words::any),
        ];
        for (percent, has, keyword, draw) in all {
            if has && self.dice.chance(percent) {
                schema.insert(keyword.to_owned(), draw(self.dice));
            }
        }
    }
}

/// The object that a keyword holds, which is there afterwards.
fn within<'a>(schema: &'a mut Object, keyword: &str) -> &'a mut Object {
    let inner = schema.entry(keyword).or_insert_with(|| json!({}));
    inner.as_object_mut().expect("the keyword holds an object")
}

/// The object that a literal is.
fn object(literal: Value) -> Object {
    match literal {
        Value::Object(object) => object,
        _ => Object::new(),
    }
}
