//! Random instances: a schema in, values that it probably allows out. What it allows for sure,
//! [`super::judge`] says.

mod mutate;
mod notation;

use serde_json::{Map, Value, json};

use super::dice::Dice;
use super::words;
pub use mutate::mutate;
pub use notation::written;

/// Draws instances of the schemas of a file.
#[derive(Debug)]
pub struct Instances<'a> {
    pub dice: &'a mut Dice,
    /// The file, for references.
    pub root: &'a Value,
    /// Whether what stands beside a `$ref` holds as well.
    pub ref_beside: bool,
    /// Whether integers may go beyond what 53 bits hold.
    pub large: bool,
}

/// How deep values nest, unless more is required.
const DEPTH: usize = 5;

/// How deep they nest at all.
const LIMIT: usize = 40;

/// How many schemas may hold for one value; a reference may lead back to itself.
const TOGETHER: usize = 100;

const TYPES: [&str; 6] = ["null", "boolean", "number", "string", "array", "object"];

impl<'a> Instances<'a> {
    /// A value for all of several schemas. `None` where none was found.
    pub fn draw(&mut self, schemas: &[&'a Value], depth: usize) -> Option<Value> {
        let all = self.flat(schemas)?;
        if depth > LIMIT {
            return None;
        }
        for schema in &all {
            if let Some(constant) = schema.get("const") {
                return Some(constant.clone());
            }
            if let Some(values) = schema.get("enum").and_then(Value::as_array) {
                return Some(self.dice.pick(values.as_slice()).clone());
            }
        }
        let kind = self.kind(&all)?;
        match kind {
            "null" => Some(Value::Null),
            "boolean" => Some(json!(self.dice.chance(50))),
            "integer" => Some(self.number(&all, true)),
            "number" => Some(self.number(&all, false)),
            "string" => Some(self.string(&all)),
            "array" => self.array(&all, depth),
            _ => self.object(&all, depth),
        }
    }

    /// Everything that holds: what is referred to, the parts, a branch of each union.
    fn flat(&mut self, schemas: &[&'a Value]) -> Option<Vec<&'a Map<String, Value>>> {
        let mut left: Vec<&Value> = schemas.to_vec();
        let mut all = Vec::new();
        let mut seen = 0;
        while let Some(schema) = left.pop() {
            seen += 1;
            if seen > TOGETHER {
                return None;
            }
            let schema = match schema {
                Value::Bool(true) => continue,
                Value::Object(schema) => schema,
                _ => return None,
            };
            if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
                left.push(self.root.pointer(reference.split_once('#')?.1)?);
                if !self.ref_beside {
                    continue;
                }
            }
            let parts = schema.get("allOf").and_then(Value::as_array);
            left.extend(parts.into_iter().flatten());
            for keyword in ["oneOf", "anyOf"] {
                if let Some(branches) = schema.get(keyword).and_then(Value::as_array) {
                    left.push(self.dice.pick(branches));
                }
            }
            if let Some(condition) = schema.get("if") {
                let holds = self.dice.chance(50);
                left.extend(Some(condition).filter(|_| holds));
                left.extend(schema.get(if holds { "then" } else { "else" }));
            }
            all.push(schema);
        }
        Some(all)
    }

    /// A type that all of them allow.
    fn kind(&mut self, all: &[&Map<String, Value>]) -> Option<&'static str> {
        let mut kinds: Vec<&'static str> = TYPES.to_vec();
        let mut integers = false;
        for schema in all {
            let says = |kind: &str| match schema.get("type") {
                Some(Value::String(only)) => only == kind,
                Some(Value::Array(some)) => some.iter().any(|one| one == kind),
                _ => true,
            };
            integers |= !says("number") && says("integer");
            kinds.retain(|kind| says(kind) || (*kind == "number" && says("integer")));
        }
        // Without a type, it is probably what its keywords are about.
        let about = |keywords: &[&str]| {
            let has =
                |schema: &&Map<String, Value>| keywords.iter().any(|key| schema.contains_key(*key));
            all.iter().any(has)
        };
        let implied = [
            (
                "object",
                about(&[
                    "properties",
                    "required",
                    "patternProperties",
                    "additionalProperties",
                ]),
            ),
            ("array", about(&["items", "prefixItems", "contains"])),
            (
                "string",
                about(&["pattern", "minLength", "maxLength", "format"]),
            ),
            ("number", about(&["minimum", "maximum", "multipleOf"])),
        ];
        let implied: Vec<&str> = implied
            .iter()
            .filter(|(kind, is)| *is && kinds.contains(kind))
            .map(|(kind, _)| *kind)
            .collect();
        if !implied.is_empty() && self.dice.chance(85) {
            kinds.retain(|kind| implied.contains(kind));
        }
        if kinds.is_empty() {
            return None;
        }
        let kind = *self.dice.pick(&kinds);
        let integer = kind == "number" && (integers || self.dice.chance(30));
        Some(if integer { "integer" } else { kind })
    }

    fn number(&mut self, all: &[&Map<String, Value>], whole: bool) -> Value {
        let bound = |keyword: &str| {
            let bounds = all
                .iter()
                .filter_map(|schema| schema.get(keyword)?.as_f64());
            bounds.collect::<Vec<f64>>()
        };
        let mut least = bound("minimum");
        least.extend(
            bound("exclusiveMinimum")
                .iter()
                .map(|bound| (bound + 0.5).ceil()),
        );
        let mut most = bound("maximum");
        most.extend(
            bound("exclusiveMaximum")
                .iter()
                .map(|bound| (bound - 0.5).floor()),
        );
        let limit = 9_007_199_254_740_992.0;
        let far = match self.dice.count(0..=9) {
            0 if self.large => 9e18,
            0..=1 => limit,
            2..=4 => 1e6,
            _ => 400.0,
        };
        let least = least.into_iter().reduce(f64::max);
        let most = most.into_iter().reduce(f64::min);
        let (least, most) = match (least, most) {
            (Some(least), Some(most)) => (least, most.min(least.max(limit))),
            (Some(least), None) => (least, least + far),
            (None, Some(most)) => (most.min(limit) - far, most.min(limit)),
            (None, None) => (-far, far),
        };
        let part = f64::from(u32::try_from(self.dice.count(0..=1000)).unwrap_or(0)) / 1000.0;
        let mut value = least + (most - least).max(0.0) * part;
        let multiple = bound("multipleOf").into_iter().reduce(f64::max);
        let step = multiple.unwrap_or(if whole { 1.0 } else { 0.125 });
        value = (value / step).round() * step;
        #[expect(clippy::cast_possible_truncation, reason = "it saturates")]
        if value.fract() == 0.0 && value.abs() < 9.3e18 && (whole || self.dice.chance(50)) {
            json!(value as i64)
        } else {
            json!(value)
        }
    }

    fn string(&mut self, all: &[&Map<String, Value>]) -> Value {
        let words = |keyword: &str| {
            let words = all
                .iter()
                .filter_map(|schema| schema.get(keyword)?.as_str());
            words.collect::<Vec<&str>>()
        };
        let pattern = words("pattern");
        let format = words("format");
        let text = pattern
            .first()
            .and_then(|pattern| words::matching(self.dice, pattern))
            .or_else(|| words::formatted(self.dice, format.first()?))
            .unwrap_or_else(|| words::string(self.dice));
        json!(text)
    }

    fn array(&mut self, all: &[&'a Map<String, Value>], depth: usize) -> Option<Value> {
        let count = |keyword: &str| {
            let counts = all
                .iter()
                .filter_map(|schema| schema.get(keyword)?.as_u64());
            counts
                .map(|count| usize::try_from(count).unwrap_or(LIMIT))
                .collect::<Vec<_>>()
        };
        let least = count("minItems").into_iter().max().unwrap_or(0);
        let most = count("maxItems").into_iter().min().unwrap_or(least.max(4));
        let most = if depth >= DEPTH {
            least
        } else {
            most.max(least)
        };
        let length = self.dice.count(least..=most);
        let mut items = Vec::new();
        for index in 0..length {
            let mut schemas = Vec::new();
            for schema in all {
                let prefix = schema
                    .get("prefixItems")
                    .or(schema.get("items").filter(|it| it.is_array()));
                let prefix = prefix.and_then(Value::as_array);
                let behind = match prefix {
                    Some(_) if schema.contains_key("prefixItems") => schema.get("items"),
                    Some(_) => schema.get("additionalItems"),
                    None => schema.get("items"),
                };
                let behind = behind.or(schema.get("unevaluatedItems"));
                schemas.extend(prefix.and_then(|items| items.get(index)).or(behind));
                // One of the items at least has to be that.
                schemas.extend(schema.get("contains").filter(|_| index == 0));
            }
            match self.draw(&schemas, depth + 1) {
                Some(item) => items.push(item),
                None => break,
            }
        }
        (items.len() >= least).then_some(Value::Array(items))
    }

    fn object(&mut self, all: &[&'a Map<String, Value>], depth: usize) -> Option<Value> {
        let list = |keyword: &str| {
            let lists = all
                .iter()
                .filter_map(|schema| schema.get(keyword)?.as_array());
            let words = lists.flatten().filter_map(Value::as_str);
            words.map(ToOwned::to_owned).collect::<Vec<String>>()
        };
        let required = list("required");
        let declared = all
            .iter()
            .filter_map(|schema| schema.get("properties")?.as_object());
        let mut names: Vec<String> = declared.flat_map(Map::keys).cloned().collect();
        let percent = if depth >= DEPTH {
            0
        } else {
            *self.dice.pick(&[0, 30, 60, 90])
        };
        names.retain(|_| self.dice.chance(percent));
        for name in &required {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        if self.dice.chance(30) && depth < DEPTH {
            names.push(words::property(self.dice).to_owned());
            names.extend(
                ["x-a".to_owned(), "n1".to_owned()]
                    .into_iter()
                    .take(self.dice.count(0..=2)),
            );
        }
        let mut object = Map::new();
        for name in names {
            let schemas = member(all, &name);
            match self.draw(&schemas, depth + 1) {
                Some(value) => {
                    object.insert(name, value);
                }
                None if required.contains(&name) => return None,
                None => {}
            }
        }
        Some(Value::Object(object))
    }
}

/// The schemas that hold for a member.
fn member<'a>(all: &[&'a Map<String, Value>], name: &str) -> Vec<&'a Value> {
    let mut schemas = Vec::new();
    for schema in all {
        let declared = schema.get("properties").and_then(|it| it.get(name));
        schemas.extend(declared);
        let patterns = schema.get("patternProperties").and_then(Value::as_object);
        let matching =
            patterns
                .into_iter()
                .flatten()
                .filter(|(pattern, _)| match pattern.as_str() {
                    "^x-" => name.starts_with("x-"),
                    "[0-9]" => name.contains(|c: char| c.is_ascii_digit()),
                    "^[a-z]+$" => {
                        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase())
                    }
                    "^(on|off)$" => matches!(name, "on" | "off"),
                    ".*" => true,
                    _ => false,
                });
        let matching: Vec<&Value> = matching.map(|(_, holds)| holds).collect();
        if declared.is_none() && matching.is_empty() {
            schemas.extend(schema.get("additionalProperties"));
        }
        schemas.extend(matching);
    }
    schemas
}

#[test]
fn what_refers_to_nothing_but_itself_has_no_instance() {
    let root = json!({"one": {"$ref": "#/other"}, "other": {"allOf": [{"$ref": "#/one"}]}});
    let drawn = Instances {
        dice: &mut Dice::new(1),
        root: &root,
        ref_beside: true,
        large: false,
    }
    .draw(&[&root["one"]], 0);
    assert_eq!(drawn, None);
}
