//! What is valid: the crate `jsonschema` says it. What the README says of schemas beyond JSON
//! Schema is said to it in keywords of JSON Schema.

use anyhow::{Result, anyhow};
use jsonschema::Validator;
use serde_json::{Map, Value, json};

use super::dialect::Dialect;

/// Says whether instances of one schema are valid.
#[derive(Debug)]
pub struct Judge(Validator);

/// The ranges of integers that formats ask for.
const FORMATS: [(&str, i64, u64); 10] = [
    ("int8", i8::MIN as i64, i8::MAX as u64),
    ("int16", i16::MIN as i64, i16::MAX as u64),
    ("short", i16::MIN as i64, i16::MAX as u64),
    ("int32", i32::MIN as i64, i32::MAX as u64),
    ("int64", i64::MIN, i64::MAX as u64),
    ("long", i64::MIN, i64::MAX as u64),
    ("uint8", 0, u8::MAX as u64),
    ("uint16", 0, u16::MAX as u64),
    ("uint32", 0, u32::MAX as u64),
    ("uint64", 0, u64::MAX),
];

impl Judge {
    /// For the schema at a pointer into a file that [`by_the_readme`] has been over.
    pub fn new(file: &Value, pointer: &str, dialect: Dialect) -> Result<Self> {
        let mut root = file.clone();
        // A document's own `id` is none of its schemas'.
        if let Some(root) = root.as_object_mut() {
            root.remove("id");
            root.insert("$ref".to_owned(), json!(format!("#{}", escaped(pointer))));
        }
        jsonschema::options()
            .with_draft(dialect.draft())
            .should_validate_formats(false)
            .build(&root)
            .map(Self)
            .map_err(|error| anyhow!("jsonschema does not take the schema at {pointer}: {error}"))
    }

    /// Whether an instance is valid.
    pub fn allows(&self, instance: &Value) -> bool {
        self.0.is_valid(instance)
    }
}

/// A pointer as it may stand in a URI.
fn escaped(pointer: &str) -> String {
    let escape = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'~' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    pointer.bytes().map(escape).collect()
}

/// Says in JSON Schema what the README says besides: formats choose the integer, `nullable` means
/// `null` as well, a discriminator's member holds the name of a branch. Unless the letter holds,
/// objects of an `anyOf` are parts of one.
pub fn by_the_readme(value: &mut Value, by_the_letter: bool) {
    match value {
        Value::Array(items) => {
            for item in items {
                by_the_readme(item, by_the_letter);
            }
        }
        Value::Object(schema) => {
            for inner in schema.values_mut() {
                by_the_readme(inner, by_the_letter);
            }
            formats(schema);
            if !by_the_letter {
                integers(schema);
                parts(schema);
            }
            discriminator(schema);
            if schema.remove("nullable") == Some(json!(true)) {
                let inner = Value::Object(taken(schema));
                schema.insert("anyOf".to_owned(), json!([inner, {"enum": [null]}]));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn formats(schema: &mut Map<String, Value>) {
    let format = schema.get("format").and_then(Value::as_str);
    let range = FORMATS.iter().find(|(name, ..)| format == Some(name));
    if let Some((_, least, most)) = range
        && schema.get("type") == Some(&json!("integer"))
    {
        schema.insert("minimum".to_owned(), json!(least));
        schema.insert("maximum".to_owned(), json!(most));
    }
}

/// An integer that nothing keeps small is an `i64`.
fn integers(schema: &mut Map<String, Value>) {
    let says = |kind: &str| match schema.get("type") {
        Some(Value::String(only)) => only == kind,
        Some(Value::Array(some)) => some.iter().any(|one| one == kind),
        _ => false,
    };
    if says("integer") && !says("number") {
        schema.entry("minimum").or_insert(json!(i64::MIN));
        schema.entry("maximum").or_insert(json!(i64::MAX));
    }
}

/// What one branch says of a member, others say as well.
fn parts(schema: &mut Map<String, Value>) {
    let mut said = Map::<String, Value>::new();
    for keyword in ["oneOf", "anyOf"] {
        if keyword == "oneOf" && !schema.contains_key("properties") {
            continue;
        }
        let branches = schema.get(keyword).and_then(Value::as_array);
        for branch in branches.into_iter().flatten() {
            let properties = branch.get("properties").and_then(Value::as_object);
            for (name, holds) in properties.into_iter().flatten() {
                let all = said.entry(name).or_insert_with(|| json!([]));
                all.as_array_mut()
                    .into_iter()
                    .for_each(|all| all.push(holds.clone()));
            }
        }
    }
    if !said.is_empty() {
        let properties = said
            .into_iter()
            .map(|(name, all)| (name, json!({ "anyOf": all })));
        let properties: Map<String, Value> = properties.collect();
        let whole = Value::Object(taken(schema));
        schema.insert(
            "allOf".to_owned(),
            json!([whole, {"properties": properties}]),
        );
    }
}

/// What a schema says; the schemas in it that have names stay where they are referred to.
fn taken(schema: &mut Map<String, Value>) -> Map<String, Value> {
    let is_named = |keyword: &str| matches!(keyword, "$defs" | "definitions");
    let (stays, taken) = std::mem::take(schema)
        .into_iter()
        .partition(|(keyword, _)| is_named(keyword));
    *schema = stays;
    taken
}

fn discriminator(schema: &mut Map<String, Value>) {
    let (member, mapping) = match schema.remove("discriminator") {
        Some(Value::String(member)) => (member, Map::new()),
        Some(Value::Object(mut says)) => {
            match (says.remove("propertyName"), says.remove("mapping")) {
                (Some(Value::String(member)), Some(Value::Object(mapping))) => (member, mapping),
                (Some(Value::String(member)), _) => (member, Map::new()),
                _ => return,
            }
        }
        _ => return,
    };
    let branches = schema.get_mut("oneOf").and_then(Value::as_array_mut);
    for branch in branches.into_iter().flatten() {
        let Some(reference) = branch["$ref"].as_str() else {
            continue;
        };
        let mapped = mapping.iter().filter(|(_, to)| *to == reference);
        let mut tags: Vec<&str> = mapped.map(|(tag, _)| tag.as_str()).collect();
        if tags.is_empty() {
            tags.extend(reference.rsplit('/').next());
        }
        let tagged = json!({"properties": {&*member: {"enum": tags}}, "required": [&*member]});
        *branch = json!({"allOf": [{"$ref": reference}, tagged]});
    }
}

#[test]
fn what_the_readme_says() {
    let check = |mut schema: Value, by_the_letter: bool, dialect, allows: &[(Value, bool)]| {
        by_the_readme(&mut schema, by_the_letter);
        let judge = Judge::new(&json!({ "it": schema }), "/it", dialect).unwrap();
        for (instance, expected) in allows {
            assert_eq!(judge.allows(instance), *expected, "{instance} of {schema}");
        }
    };
    let nullable = json!({
        "nullable": true,
        "type": "array",
        "items": {"$ref": "#/it/definitions/part"},
        "definitions": {"part": {"type": "integer", "format": "int8"}},
    });
    let of_nullable = [
        (json!(null), true),
        (json!([127]), true),
        (json!([128]), false),
        (json!([null]), false),
    ];
    check(nullable, true, Dialect::OpenApi30, &of_nullable);

    let integer = json!({"type": ["integer", "null"]});
    let large = json!(1e21);
    let within = [
        (json!(7), true),
        (json!(null), true),
        (large.clone(), false),
    ];
    check(integer.clone(), false, Dialect::Draft7, &within);
    check(integer, true, Dialect::Draft7, &[(large, true)]);

    let parts = json!({"anyOf": [
        {"type": "object", "properties": {"a": {"type": "string"}}},
        {"type": "object", "properties": {"b": {"type": "string"}}},
    ]});
    let other = json!({"a": 1, "b": "text"});
    check(
        parts.clone(),
        false,
        Dialect::Draft7,
        &[(other.clone(), false)],
    );
    check(parts, true, Dialect::Draft7, &[(other, true)]);

    let tagged = json!({
        "discriminator": "kind",
        "oneOf": [{"$ref": "#/it/definitions/Cat"}, {"$ref": "#/it/definitions/Dog"}],
        "definitions": {"Cat": {"type": "object"}, "Dog": {"type": "object"}},
    });
    let tags = [
        (json!({"kind": "Cat"}), true),
        (json!({"kind": "Fish"}), false),
        (json!({}), false),
    ];
    check(tagged, true, Dialect::AsyncApi, &tags);
}
