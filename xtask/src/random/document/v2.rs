//! Documents of 2.x.

use serde_json::{Map, Value, json};

use super::common::without_empty;
use super::{Event, Plan};
use crate::random::words;

/// Draws a document without schemas in its components.
pub(super) fn draw(plan: &mut Plan<'_>) -> Value {
    let mut root = json!({"asyncapi": plan.version, "info": plan.info()});
    plan.maybe(20, &mut root, "id", json!("urn:com:example:orders"));
    plan.maybe(
        20,
        &mut root,
        "defaultContentType",
        json!("application/json"),
    );
    let tags = plan.tags();
    plan.maybe(20, &mut root, "tags", tags);
    plan.maybe(
        10,
        &mut root,
        "externalDocs",
        json!({"url": "https://example.com"}),
    );
    let server = server(plan);
    plan.maybe(50, &mut root, "servers", json!({ "main": server }));

    let (mut channels, mut messages) = (Map::new(), Map::new());
    let count = plan.dice.count(1..=plan.events.len());
    let addresses = plan.addresses(count);
    let mut events = plan.events.clone().into_iter();
    for (index, (address, parameters)) in addresses.iter().enumerate() {
        let is_last = index + 1 == addresses.len();
        let count = if is_last { events.len() } else { 1 };
        let some: Vec<Event> = events.by_ref().take(count).collect();
        let has_server = root.get("servers").is_some();
        let channel = channel(plan, index, parameters, &some, has_server, &mut messages);
        channels.insert((*address).to_owned(), channel);
    }
    root["channels"] = Value::Object(channels);
    root["components"] = Value::Object(components(plan, messages));
    root
}

fn components(plan: &mut Plan<'_>, messages: Map<String, Value>) -> Map<String, Value> {
    let mut components = Map::from_iter([
        ("messages".to_owned(), Value::Object(messages)),
        (
            "messageTraits".to_owned(),
            json!({"common": plan.message_trait()}),
        ),
        (
            "correlationIds".to_owned(),
            json!({"common": {"location": plan.expression()}}),
        ),
        (
            "securitySchemes".to_owned(),
            json!({"main": plan.security_scheme()}),
        ),
        ("parameters".to_owned(), json!({"common": parameter(plan)})),
        (
            "operationTraits".to_owned(),
            json!({"common": operation_trait(plan)}),
        ),
        (
            "messageBindings".to_owned(),
            json!({"common": plan.message_bindings()}),
        ),
        (
            "operationBindings".to_owned(),
            json!({"common": plan.operation_bindings()}),
        ),
        (
            "channelBindings".to_owned(),
            json!({"common": plan.channel_bindings()}),
        ),
    ]);
    if plan.minor >= 4 {
        components.insert("serverVariables".to_owned(), plan.variables());
    }
    if plan.minor >= 3 && plan.dice.chance(30) {
        components.insert("servers".to_owned(), json!({"spare": server(plan)}));
    }
    without_empty(components)
}

fn server(plan: &mut Plan<'_>) -> Value {
    let protocols = ["https", "kafka", "amqp", "mqtt", "wss"];
    let mut server = json!({
        "url": "{region}.example.com:443/events",
        "protocol": plan.dice.pick(&protocols),
        "variables": plan.variables(),
    });
    plan.maybe(20, &mut server, "protocolVersion", json!("1.1"));
    plan.maybe(30, &mut server, "security", json!([{ "main": [] }]));
    plan.maybe(10, &mut server, "bindings", json!({}));
    let text = plan.text();
    plan.maybe(30, &mut server, "description", text);
    let tags = plan.tags();
    let percent = if plan.minor >= 5 { 30 } else { 0 };
    plan.maybe(percent, &mut server, "tags", tags);
    server
}

fn channel(
    plan: &mut Plan<'_>,
    index: usize,
    parameters: &[&str],
    events: &[Event],
    has_server: bool,
    messages: &mut Map<String, Value>,
) -> Value {
    let mut channel = json!({});
    let text = plan.text();
    plan.maybe(40, &mut channel, "description", text);
    for name in parameters {
        channel["parameters"][name] = match plan.dice.chance(50) {
            true => parameter(plan),
            false => json!({"$ref": "#/components/parameters/common"}),
        };
    }
    let percent = if plan.minor >= 2 && has_server { 30 } else { 0 };
    plan.maybe(percent, &mut channel, "servers", json!(["main"]));
    let bindings = match plan.dice.chance(50) {
        true => plan.channel_bindings(),
        false => json!({"$ref": "#/components/channelBindings/common"}),
    };
    plan.maybe(20, &mut channel, "bindings", bindings);
    let split = plan.dice.count(0..=events.len());
    for (action, events) in [
        ("publish", &events[..split]),
        ("subscribe", &events[split..]),
    ] {
        if !events.is_empty() {
            channel[action] = operation(plan, &format!("{action} {index}"), events, messages);
        }
    }
    channel
}

fn operation(
    plan: &mut Plan<'_>,
    id: &str,
    events: &[Event],
    messages: &mut Map<String, Value>,
) -> Value {
    let mut operation = operation_trait(plan);
    plan.maybe(50, &mut operation, "operationId", json!(id));
    let common = json!([{"$ref": "#/components/operationTraits/common"}]);
    plan.maybe(20, &mut operation, "traits", common);
    let mut branches = Vec::new();
    for event in events {
        let message = plan.message(event);
        if plan.dice.chance(50) {
            branches.push(message);
            continue;
        }
        let mut key = words::keys(plan.dice, 1).concat();
        while messages.contains_key(&key) {
            key.push('2');
        }
        branches.push(json!({"$ref": format!("#/components/messages/{key}")}));
        messages.insert(key, message);
    }
    operation["message"] = match branches.as_slice() {
        [only] if plan.dice.chance(70) => only.clone(),
        _ => json!({ "oneOf": branches }),
    };
    operation
}

fn operation_trait(plan: &mut Plan<'_>) -> Value {
    let mut common = json!({});
    for field in ["summary", "description"] {
        let text = plan.text();
        plan.maybe(25, &mut common, field, text);
    }
    let tags = plan.tags();
    plan.maybe(20, &mut common, "tags", tags);
    let bindings = plan.operation_bindings();
    plan.maybe(20, &mut common, "bindings", bindings);
    common
}

fn parameter(plan: &mut Plan<'_>) -> Value {
    let mut parameter = json!({"schema": {"type": "string"}});
    let text = plan.text();
    plan.maybe(40, &mut parameter, "description", text);
    let expression = plan.expression();
    plan.maybe(30, &mut parameter, "location", expression);
    parameter
}
