//! What 2.x and 3.x have in common.

use serde_json::{Map, Value, json};

use super::Plan;
use crate::random::dialect::Dialect;
use crate::random::schema::Schemas;
use crate::random::words;

/// Runtime expressions.
const EXPRESSIONS: [&str; 4] = [
    "$message.header#/id",
    "$message.payload#/id",
    "$message.header#",
    "$message.payload#/a~1b/0",
];

impl Plan<'_> {
    /// Puts a field in, in so many of a hundred times.
    pub(super) fn maybe(&mut self, percent: u8, into: &mut Value, field: &str, value: Value) {
        if self.dice.chance(percent) {
            into[field] = value;
        }
    }

    /// A text for people.
    pub(super) fn text(&mut self) -> Value {
        json!(words::text(self.dice))
    }

    /// A runtime expression.
    pub(super) fn expression(&mut self) -> Value {
        json!(self.dice.pick(&EXPRESSIONS))
    }

    /// Tags of different names.
    pub(super) fn tags(&mut self) -> Value {
        let count = self.dice.count(0..=3);
        let names = words::events(self.dice, count);
        let mut tags: Vec<Value> = names
            .into_iter()
            .map(|name| json!({ "name": name }))
            .collect();
        for tag in &mut tags {
            let text = self.text();
            self.maybe(50, tag, "description", text);
            self.maybe(
                20,
                tag,
                "externalDocs",
                json!({"url": "https://example.com/tag"}),
            );
        }
        json!(tags)
    }

    /// The Info Object.
    pub(super) fn info(&mut self) -> Value {
        let titles = [
            "Acme Webhooks",
            "Orders",
            "1st",
            "ünï",
            "A `title` with \"all\" */",
        ];
        let mut info = json!({"title": self.dice.pick(&titles), "version": "1.0.0"});
        let text = self.text();
        self.maybe(50, &mut info, "description", text);
        self.maybe(
            20,
            &mut info,
            "termsOfService",
            json!("https://example.com/terms"),
        );
        let contact =
            json!({"name": "Ben Meadow", "url": "https://example.com", "email": "ben@example.com"});
        self.maybe(20, &mut info, "contact", contact);
        let license = json!({"name": "MIT", "url": "https://example.com/mit"});
        self.maybe(20, &mut info, "license", license);
        info
    }

    /// Variables of a server.
    pub(super) fn variables(&mut self) -> Value {
        let mut variable = json!({"default": "eu"});
        self.maybe(50, &mut variable, "enum", json!(["eu", "us"]));
        self.maybe(30, &mut variable, "examples", json!(["eu"]));
        let text = self.text();
        self.maybe(30, &mut variable, "description", text);
        json!({ "region": variable })
    }

    /// Bindings of messages.
    pub(super) fn message_bindings(&mut self) -> Value {
        let all = [
            json!({}),
            json!({"amqp": {"contentEncoding": "gzip", "messageType": "order"}}),
            json!({"kafka": {"key": {"type": "string"}}}),
        ];
        self.dice.pick(&all).clone()
    }

    /// Bindings of operations.
    pub(super) fn operation_bindings(&mut self) -> Value {
        let all = [
            json!({}),
            json!({"nats": {"queue": "orders"}}),
            json!({"amqp": {"ack": true}}),
        ];
        self.dice.pick(&all).clone()
    }

    /// Bindings of channels.
    pub(super) fn channel_bindings(&mut self) -> Value {
        let all = [json!({}), json!({"ws": {"method": "GET"}})];
        self.dice.pick(&all).clone()
    }

    /// The schema of headers, which is AsyncAPI's own.
    pub(super) fn headers(&mut self) -> Value {
        let mut drawer = Schemas {
            dice: self.dice,
            dialect: Dialect::AsyncApi,
            by_the_letter: false,
            named: &[],
            before: 0,
            left: 6,
        };
        drawer.payload(None)
    }

    /// A scheme of `components/securitySchemes`.
    pub(super) fn security_scheme(&mut self) -> Value {
        let scopes = if self.version.starts_with('3') {
            "availableScopes"
        } else {
            "scopes"
        };
        let all = [
            json!({"type": "userPassword"}),
            json!({"type": "apiKey", "in": "user"}),
            json!({"type": "httpApiKey", "in": "header", "name": "x-key"}),
            json!({"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}),
            json!({"type": "X509"}),
            json!({"type": "oauth2", "flows": {"clientCredentials": {
                "tokenUrl": "https://example.com/token", scopes: {"read": "Reading."},
            }}}),
        ];
        self.dice.pick(&all).clone()
    }

    /// The addresses of channels, with the names of their parameters.
    pub(super) fn addresses(&mut self, count: usize) -> Vec<(&'static str, Vec<&'static str>)> {
        let all = [
            ("orders", vec![]),
            ("orders/{id}", vec!["id"]),
            ("a.b.c", vec![]),
            (
                "users/{user_id}/orders/{order_id}",
                vec!["user_id", "order_id"],
            ),
            ("Größe", vec![]),
            ("type", vec![]),
            ("1", vec![]),
            ("/", vec![]),
        ];
        self.dice.some(&all, count).into_iter().cloned().collect()
    }
}

/// What is left of an object without fields that hold nothing.
pub(super) fn without_empty(components: Map<String, Value>) -> Map<String, Value> {
    let is_empty = |value: &Value| value.as_object().is_some_and(Map::is_empty);
    components
        .into_iter()
        .filter(|(_, value)| !is_empty(value))
        .collect()
}
