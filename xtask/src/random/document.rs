//! Random documents: a seed in, a valid document with its settings out.

mod common;
mod message;
mod v2;
mod v3;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::dialect::Dialect;
use super::dice::Dice;
use super::schema::{Named, Schemas, TAG};
use super::words;

/// A document.
#[derive(Clone, Debug)]
pub struct Document {
    /// What it was drawn from.
    pub seed: u64,
    /// Its text as a tree.
    pub root: Value,
    /// A second file, with schemas.
    pub schemas: Option<Value>,
    /// Its settings.
    pub config: Option<String>,
    /// How its payloads are written.
    pub dialect: Dialect,
    /// Whether a schema means what it says and no more.
    pub by_the_letter: bool,
}

/// The second file.
pub const SCHEMAS: &str = "schemas.json";

const VERSIONS: [&str; 14] = [
    "2.0.0", "2.1.0", "2.2.0", "2.3.0", "2.4.0", "2.5.0", "2.6.0", "2.6.0", "3.0.0", "3.0.0",
    "3.0.0", "3.0.0", "3.1.0", "3.1.0",
];

/// Where schemas with names stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// In `components/schemas`.
    Components,
    /// There, each beside its `schemaFormat`.
    Formatted,
    /// In a file of their own.
    File,
}

/// How events are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// By whoever calls, for nothing is said of it.
    Untold,
    /// By whoever calls, as the settings say.
    Channel,
    /// By constants that the document has.
    Constants,
    /// By a member that holds the name of the message.
    Names,
}

/// A message before it stands in a document.
#[derive(Clone, Debug)]
struct Event {
    name: &'static str,
    /// Its payload as it is written in the document.
    payload: Option<Value>,
}

/// What a document is drawn from.
#[derive(Debug)]
struct Plan<'a> {
    dice: &'a mut Dice,
    version: &'static str,
    minor: u32,
    dialect: Dialect,
    place: Place,
    events: Vec<Event>,
}

/// Draws a document.
pub fn draw(seed: u64) -> Document {
    let mut dice = Dice::new(seed);
    let version = *dice.pick(&VERSIONS);
    let is_3 = version.starts_with('3');
    let dialect = match dice.chance(45) {
        true => Dialect::AsyncApi,
        false => *dice.pick(&Dialect::ALL),
    };
    let place = match (dialect.format(), is_3, dice.chance(20)) {
        (_, _, true) | (Some(_), false, _) => Place::File,
        (Some(_), true, false) => Place::Formatted,
        (None, _, false) => Place::Components,
    };
    let by_the_letter = dice.chance(25);
    let told = *dice.pick(&[Told::Untold, Told::Channel, Told::Constants, Told::Names]);
    let (mut named, events) = schemas(&mut dice, dialect, place, by_the_letter, told);
    let mut plan = Plan {
        dice: &mut dice,
        version,
        minor: version[2..3].parse().unwrap_or_default(),
        dialect,
        place,
        events,
    };
    let mut root = match is_3 {
        true => v3::draw(&mut plan),
        false => v2::draw(&mut plan),
    };
    let formats = place == Place::Components && dice.chance(15);
    if formats {
        named.insert("AllFormats".to_owned(), of_formats());
    }
    let schemas = match place {
        Place::File => Some(json!({ "definitions": named })),
        Place::Components | Place::Formatted => {
            root["components"]["schemas"] = Value::Object(named);
            None
        }
    };
    let config = config(&mut dice, by_the_letter, told, formats);
    let mut document = Document {
        seed,
        root,
        schemas,
        config,
        dialect,
        by_the_letter,
    };
    message::add_examples(&mut dice, &mut document);
    document
}

/// Draws the schemas that have names, and the payloads of events.
fn schemas(
    dice: &mut Dice,
    dialect: Dialect,
    place: Place,
    by_the_letter: bool,
    told: Told,
) -> (Map<String, Value>, Vec<Event>) {
    let prefix = match place {
        Place::Components | Place::Formatted => "#/components/schemas/",
        Place::File => "#/definitions/",
    };
    let suffix = if place == Place::Formatted {
        "/schema"
    } else {
        ""
    };
    let count = dice.count(1..=5);
    let keys = words::keys(dice, count);
    let mut list = Vec::new();
    for key in &keys {
        let reference = format!("{prefix}{key}{suffix}");
        if dialect.is_json_schema() && dice.chance(20) {
            let holder = if dialect.ref_beside() {
                "$defs"
            } else {
                "definitions"
            };
            list.push(Named {
                reference: format!("{reference}/{holder}/part"),
                key: format!("{holder}/part"),
                tagged: false,
            });
        }
        list.push(Named {
            reference,
            key: (*key).to_owned(),
            tagged: dice.chance(50),
        });
    }
    let mut drawer = Schemas {
        dice,
        dialect,
        by_the_letter,
        named: &list,
        before: 0,
        left: 60,
    };
    let mut named = Map::new();
    let mut definition = None;
    for (index, this) in list.iter().enumerate() {
        drawer.before = index;
        if let Some((holder, key)) = this.key.split_once('/') {
            definition = Some((holder.to_owned(), json!({ key: drawer.any(0) })));
            continue;
        }
        let mut schema = match this.tagged {
            true => drawer.payload(Some((TAG, &this.key))),
            false => drawer.any(0),
        };
        if let Some((holder, definitions)) = definition.take() {
            schema = match schema {
                Value::Object(mut schema) if !schema.contains_key("$ref") => {
                    schema.insert(holder, definitions);
                    Value::Object(schema)
                }
                _ => json!({ holder: definitions, "type": "object" }),
            };
        }
        // AsyncAPI's own schemas are objects there.
        let schema = match schema {
            Value::Bool(true) => json!({}),
            Value::Bool(false) => json!({"not": {}}),
            schema => schema,
        };
        named.insert(this.key.clone(), schema);
    }
    drawer.before = list.len();
    let events = events(&mut drawer, told, place, &mut named);
    if place == Place::Formatted {
        for schema in named.values_mut() {
            *schema = json!({"schemaFormat": dialect.format(), "schema": schema});
        }
    }
    (named, events)
}

/// Draws the events and their payloads.
fn events(
    drawer: &mut Schemas<'_>,
    told: Told,
    place: Place,
    named: &mut Map<String, Value>,
) -> Vec<Event> {
    let count = drawer.dice.count(1..=4);
    let mut events = Vec::new();
    for (index, name) in words::events(drawer.dice, count).into_iter().enumerate() {
        drawer.left = drawer.left.max(12);
        let schema = match told {
            Told::Constants | Told::Names => drawer.payload(Some(("event", name))),
            Told::Untold | Told::Channel => match drawer.dice.count(0..=9) {
                0 => None,
                1..=2 => Some(drawer.any(0)),
                3..=6 => Some(json!({"$ref": drawer.dice.pick(drawer.named).reference})),
                _ => Some(drawer.payload(None)),
            }
            .unwrap_or(json!({})),
        };
        let schema = match place {
            Place::Components | Place::Formatted => schema,
            Place::File => {
                let key = format!("Payload{index}");
                let reference = format!("{SCHEMAS}#/definitions/{key}");
                named.insert(key, schema);
                json!({ "$ref": reference })
            }
        };
        let none = told == Told::Channel && drawer.dice.chance(5);
        events.push(Event {
            name,
            payload: (!none).then_some(schema),
        });
    }
    events
}

/// A schema with all formats that settings can give types to.
fn of_formats() -> Value {
    let formats = [
        "date-time",
        "date",
        "time",
        "duration",
        "uuid",
        "uri",
        "iri",
    ];
    let properties: Map<String, Value> = formats
        .into_iter()
        .map(|format| {
            (
                format.to_owned(),
                json!({"type": "string", "format": format}),
            )
        })
        .collect();
    json!({"type": "object", "properties": properties})
}

/// Draws settings; `None` for the defaults.
fn config(dice: &mut Dice, by_the_letter: bool, told: Told, formats: bool) -> Option<String> {
    let mut lines = Vec::new();
    match told {
        Told::Untold | Told::Constants => {}
        Told::Channel => lines.push("events: {told-by: channel}"),
        Told::Names => lines.push("events: {tag: /event, value: message-name}"),
    }
    if by_the_letter {
        lines.push("implied_types: false");
    }
    if dice.chance(30) {
        lines.push("enums: closed");
    }
    if dice.chance(20) {
        lines.push("nulls: optional");
    }
    if formats {
        lines.push(
            "types: {date-time: jiff, date: jiff, duration: jiff, uuid: uuid, uri: url, iri: url}",
        );
    }
    if dice.chance(15) {
        lines.push("dedupe: [body]");
    }
    (!lines.is_empty()).then(|| format!("{}\n", lines.join("\n")))
}

impl Document {
    /// Its files by their names.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::from([("asyncapi.json".to_owned(), pretty(&self.root))]);
        let schemas = self.schemas.as_ref();
        files.extend(schemas.map(|schemas| (SCHEMAS.to_owned(), pretty(schemas))));
        let config = self.config.as_ref();
        files.extend(config.map(|text| ("codegen.yaml".to_owned(), text.clone().into_bytes())));
        files
    }
}

fn pretty(value: &Value) -> Vec<u8> {
    let mut text = format!("{value:#}").into_bytes();
    text.push(b'\n');
    text
}
