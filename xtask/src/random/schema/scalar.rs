//! Random schemas of values that hold no others, of sets of values, and of several types.

use jsonschema::Draft;
use serde_json::{Value, json};

use super::{Object, Schemas, object};
use crate::random::words;

impl Schemas<'_> {
    /// A string.
    pub(super) fn string(&mut self) -> Object {
        let mut schema = object(json!({"type": "string"}));
        match self.dice.count(0..=9) {
            0 => {
                schema.insert("pattern".to_owned(), json!(words::pattern(self.dice)));
            }
            1..=3 => {
                schema.insert("format".to_owned(), json!(words::format(self.dice)));
            }
            4 => {
                let least = self.dice.count(0..=2);
                schema.insert("minLength".to_owned(), json!(least));
                schema.insert("maxLength".to_owned(), json!(least + 40));
            }
            5 if self.dialect.since(Draft::Draft7) => {
                schema.insert("contentEncoding".to_owned(), json!("base64"));
                schema.insert("contentMediaType".to_owned(), json!("application/json"));
                if self.dialect.ref_beside() {
                    schema.insert("contentSchema".to_owned(), json!({"type": "object"}));
                }
            }
            _ => {}
        }
        if self.by_the_letter && self.dice.chance(10) {
            schema.remove("type");
        }
        schema
    }

    /// An integer.
    pub(super) fn integer(&mut self) -> Object {
        let mut schema = object(json!({"type": "integer"}));
        match self.dice.count(0..=9) {
            0..=2 => {
                let formats = [
                    "int8",
                    "int16",
                    "int32",
                    "int64",
                    "uint8",
                    "uint16",
                    "uint32",
                    "uint64",
                    "short",
                    "long",
                    "int",
                    "timestamp",
                ];
                schema.insert("format".to_owned(), json!(self.dice.pick(&formats)));
            }
            3..=5 => self.bounds(&mut schema),
            6 => {
                let exact = [(0, 255), (-128, 127), (0, 65_535), (0, 4_294_967_295_i64)];
                let (least, most) = *self.dice.pick(&exact);
                schema.insert("minimum".to_owned(), json!(least));
                schema.insert("maximum".to_owned(), json!(most));
            }
            7 => {
                schema.insert("maximum".to_owned(), json!(1e30));
            }
            _ => {}
        }
        if self.dice.chance(8) {
            schema.insert("multipleOf".to_owned(), json!(*self.dice.pick(&[1, 2, 5])));
        }
        schema
    }

    /// A number.
    pub(super) fn number(&mut self) -> Object {
        let mut schema = object(json!({"type": "number"}));
        match self.dice.count(0..=9) {
            0..=1 => {
                let formats = ["float", "double", "decimal"];
                schema.insert("format".to_owned(), json!(self.dice.pick(&formats)));
            }
            2..=4 => self.bounds(&mut schema),
            5 => {
                schema.insert("multipleOf".to_owned(), json!(0.5));
            }
            _ => {}
        }
        if self.by_the_letter && self.dice.chance(10) {
            schema.remove("type");
        }
        schema
    }

    fn bounds(&mut self, schema: &mut Object) {
        let least = self.dice.integer(-10..=10);
        let most = least + self.dice.integer(4..=300);
        let exclusive = self.dice.chance(30);
        for (keyword, flag, bound) in [
            ("minimum", "exclusiveMinimum", least),
            ("maximum", "exclusiveMaximum", most),
        ] {
            if !self.dice.chance(75) {
                continue;
            }
            let bound = match self.dice.count(0..=3) {
                0 if schema["type"] == "number" => {
                    #[expect(clippy::cast_precision_loss, reason = "near the bound will do")]
                    let near = bound as f64 + 0.5;
                    json!(near)
                }
                _ => json!(bound),
            };
            if exclusive && self.dialect.since(Draft::Draft6) {
                schema.insert(flag.to_owned(), bound);
            } else {
                schema.insert(keyword.to_owned(), bound);
                if exclusive {
                    schema.insert(flag.to_owned(), json!(true));
                }
            }
        }
    }

    /// A set of values.
    pub(super) fn enumeration(&mut self) -> Object {
        let count = self.dice.count(1..=5);
        let (kind, values): (Value, Vec<Value>) = match self.dice.count(0..=9) {
            0..=5 => {
                let values = words::values(self.dice, count);
                (
                    json!("string"),
                    values.into_iter().map(|value| json!(value)).collect(),
                )
            }
            6 => {
                let values = [json!(0), json!(1), json!(-1), json!(404), json!(65_536)];
                (json!("integer"), self.several(&values, count))
            }
            7 => {
                let values = [json!(0.5), json!(1), json!(1.5), json!(-2.25), json!(1e3)];
                (json!("number"), self.several(&values, count))
            }
            8 if self.dialect.is_json_schema() => {
                let values = [json!(null), json!("open"), json!("null"), json!("")];
                (json!(["string", "null"]), self.several(&values, count))
            }
            _ => {
                let values = [
                    json!(null),
                    json!(true),
                    json!(1),
                    json!("1"),
                    json!([1, "a"]),
                    json!([]),
                    json!({"a": 1.5}),
                    json!({}),
                    json!(false),
                ];
                return object(json!({"enum": self.several(&values, count)}));
            }
        };
        let mut schema = object(json!({"enum": values}));
        if self.dice.chance(80) {
            schema.insert("type".to_owned(), kind);
        }
        schema
    }

    /// One value.
    pub(super) fn constant(&mut self) -> Object {
        let value = match self.dice.chance(60) {
            true => json!(words::values(self.dice, 1)[0]),
            false => words::any(self.dice),
        };
        match self.dialect.since(Draft::Draft6) {
            true => object(json!({"const": value})),
            false => object(json!({"enum": [value]})),
        }
    }

    /// `null`, or something that may be `null`.
    pub(super) fn null(&mut self) -> Object {
        if self.dialect.is_json_schema() {
            return object(json!({"type": "null"}));
        }
        let mut schema = match self.dice.chance(50) {
            true => self.string(),
            false => self.integer(),
        };
        schema.insert("nullable".to_owned(), json!(true));
        schema
    }

    /// Several types at once.
    pub(super) fn several_types(&mut self) -> Object {
        if !self.dialect.is_json_schema() {
            return self.null();
        }
        let all = [
            "null", "boolean", "integer", "number", "string", "array", "object",
        ];
        let count = self.dice.count(1..=4);
        let types = self.dice.some(&all, count);
        let mut schema = object(json!({ "type": types }));
        let has = |name: &str| types.iter().any(|kind| **kind == name);
        if has("string") && self.dice.chance(30) {
            schema.insert("maxLength".to_owned(), json!(60));
        }
        if has("string") && self.dice.chance(20) {
            schema.insert("format".to_owned(), json!(words::format(self.dice)));
        }
        if has("integer") && self.dice.chance(30) {
            schema.insert("minimum".to_owned(), json!(0));
        }
        if has("array") && self.dice.chance(50) {
            schema.insert("items".to_owned(), json!({"type": "string"}));
        }
        if has("object") && self.dice.chance(50) {
            let name = words::property(self.dice);
            schema.insert("properties".to_owned(), json!({name: {"type": "number"}}));
        }
        schema
    }

    fn several(&mut self, from: &[Value], count: usize) -> Vec<Value> {
        self.dice.some(from, count).into_iter().cloned().collect()
    }
}
