//! Messages: what 2.x and 3.x say of them, and examples of what they carry.

use serde_json::{Value, json};

use super::{Document, Event, Place, Plan};
use crate::random::dice::Dice;
use crate::random::target::{self, Target};
use crate::random::words;

impl Plan<'_> {
    /// A message.
    pub(super) fn message(&mut self, event: &Event) -> Value {
        let is_3 = self.version.starts_with('3');
        let mut message = json!({ "name": event.name });
        if let Some(payload) = &event.payload {
            let format = self.dialect.format();
            message["payload"] = match (format, is_3, self.dice.chance(50)) {
                (Some(format), true, _) => self.formatted(format, payload),
                _ => payload.clone(),
            };
            if let Some(format) = format.filter(|_| !is_3) {
                message["schemaFormat"] = json!(format);
            }
        }
        self.describe(&mut message);
        if !is_3 && self.minor >= 4 {
            self.maybe(
                20,
                &mut message,
                "messageId",
                json!(format!("id of {}", event.name)),
            );
        }
        if self.dice.chance(20) {
            let mut traits = Vec::new();
            for _ in 0..self.dice.count(1..=2) {
                let inline = self.dice.chance(50);
                traits.push(match inline {
                    true => self.message_trait(),
                    false => json!({"$ref": "#/components/messageTraits/common"}),
                });
            }
            message["traits"] = json!(traits);
        }
        message
    }

    /// A payload with its format. A named schema that has one may stand for itself.
    fn formatted(&mut self, format: &str, payload: &Value) -> Value {
        let reference = payload["$ref"]
            .as_str()
            .and_then(|it| it.strip_suffix("/schema"));
        match reference {
            Some(reference) if self.place == Place::Formatted && self.dice.chance(50) => {
                json!({ "$ref": reference })
            }
            _ => json!({"schemaFormat": format, "schema": payload}),
        }
    }

    /// A trait of messages.
    pub(super) fn message_trait(&mut self) -> Value {
        let mut common = json!({});
        self.describe(&mut common);
        common
    }

    /// What messages and their traits have.
    fn describe(&mut self, message: &mut Value) {
        for field in ["title", "summary", "description"] {
            let text = self.text();
            self.maybe(25, message, field, text);
        }
        self.maybe(20, message, "contentType", json!("application/json"));
        let headers = self.headers();
        self.maybe(20, message, "headers", headers);
        let correlation = match self.dice.chance(50) {
            true => json!({"$ref": "#/components/correlationIds/common"}),
            false => json!({"location": self.expression(), "description": "Which one."}),
        };
        self.maybe(20, message, "correlationId", correlation);
        let tags = self.tags();
        self.maybe(20, message, "tags", tags);
        let docs = json!({"url": "https://example.com/message", "description": "More."});
        self.maybe(10, message, "externalDocs", docs);
        let bindings = self.message_bindings();
        self.maybe(15, message, "bindings", bindings);
        let any = words::any(self.dice);
        self.maybe(8, message, "x-made-up", any);
    }
}

/// Adds examples of payloads to some messages: what is valid must not be warned of.
pub(super) fn add_examples(dice: &mut Dice, document: &mut Document) {
    let mut places = Vec::new();
    messages(&document.root, String::new(), &mut places);
    for place in places {
        if !dice.chance(30) {
            continue;
        }
        let Some(target) = Target::of_message(document, &place) else {
            continue;
        };
        let Ok(instances) = target::instances(dice, document, &target, 2) else {
            continue;
        };
        let parse = |text: &String| serde_json::from_str(text).ok();
        let payloads = instances.iter().filter_map(parse);
        let examples: Vec<Value> = payloads
            .map(|payload: Value| json!({ "payload": payload }))
            .collect();
        if let Some(message) = document
            .root
            .pointer_mut(&place)
            .filter(|_| !examples.is_empty())
        {
            message["examples"] = json!(examples);
        }
    }
}

/// The places of messages that have payloads.
fn messages(value: &Value, place: String, places: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            if object.contains_key("payload") {
                places.push(place);
                return;
            }
            for (key, inner) in object {
                let key = key.replace('~', "~0").replace('/', "~1");
                messages(inner, format!("{place}/{key}"), places);
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                messages(inner, format!("{place}/{index}"), places);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
