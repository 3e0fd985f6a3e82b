//! Documents of 3.x.

use serde_json::{Map, Value, json};

use super::common::without_empty;
use super::{Event, Plan};
use crate::random::words;

/// Draws a document without schemas in its components.
pub(super) fn draw(plan: &mut Plan<'_>) -> Value {
    let mut info = plan.info();
    let tags = tags(plan);
    plan.maybe(20, &mut info, "tags", tags);
    plan.maybe(
        10,
        &mut info,
        "externalDocs",
        json!({"$ref": "#/components/externalDocs/common"}),
    );
    let mut root = json!({"asyncapi": plan.version, "info": info});
    plan.maybe(20, &mut root, "id", json!("urn:com:example:orders"));
    plan.maybe(
        20,
        &mut root,
        "defaultContentType",
        json!("application/json"),
    );
    let server = match plan.dice.chance(50) {
        true => server(plan),
        false => json!({"$ref": "#/components/servers/spare"}),
    };
    plan.maybe(50, &mut root, "servers", json!({ "main": server }));

    let (mut channels, mut messages) = (Map::new(), Map::new());
    let mut operations = Map::new();
    let count = plan.dice.count(1..=plan.events.len());
    let addresses = plan.addresses(count);
    let keys = words::keys(plan.dice, count);
    let mut events = plan.events.clone().into_iter();
    for (index, ((address, parameters), key)) in addresses.iter().zip(&keys).enumerate() {
        let is_last = index + 1 == addresses.len();
        let count = if is_last { events.len() } else { 1 };
        let some: Vec<Event> = events.by_ref().take(count).collect();
        let mut channel = channel(plan, parameters, &some, &mut messages);
        channel["address"] = json!(address);
        let servers = json!([{"$ref": "#/servers/main"}]);
        let percent = if root.get("servers").is_some() { 30 } else { 0 };
        plan.maybe(percent, &mut channel, "servers", servers);
        if plan.dice.chance(70) {
            let operation = operation(plan, key, &channel, &channels);
            operations.insert(format!("on {key}"), operation);
        }
        channels.insert((*key).to_owned(), channel);
    }
    root["channels"] = Value::Object(channels);
    if !operations.is_empty() {
        root["operations"] = Value::Object(operations);
    }
    root["components"] = Value::Object(components(plan, messages));
    root
}

fn components(plan: &mut Plan<'_>, messages: Map<String, Value>) -> Map<String, Value> {
    without_empty(Map::from_iter([
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
        ("servers".to_owned(), json!({"spare": server(plan)})),
        ("serverVariables".to_owned(), plan.variables()),
        ("parameters".to_owned(), json!({"common": parameter(plan)})),
        (
            "operationTraits".to_owned(),
            json!({"common": operation_trait(plan)}),
        ),
        (
            "replyAddresses".to_owned(),
            json!({"common": {"location": plan.expression()}}),
        ),
        (
            "externalDocs".to_owned(),
            json!({"common": {"url": "https://example.com"}}),
        ),
        ("tags".to_owned(), json!({"common": {"name": "common"}})),
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
    ]))
}

fn tags(plan: &mut Plan<'_>) -> Value {
    let mut tags = plan.tags();
    if let Some(tags) = tags.as_array_mut()
        && plan.dice.chance(30)
    {
        tags.push(json!({"$ref": "#/components/tags/common"}));
    }
    tags
}

fn server(plan: &mut Plan<'_>) -> Value {
    let protocols = ["https", "kafka", "amqp", "mqtt", "wss"];
    let mut server = json!({
        "host": "{region}.example.com:443",
        "protocol": plan.dice.pick(&protocols),
    });
    server["variables"] = match plan.dice.chance(50) {
        true => plan.variables(),
        false => json!({"region": {"$ref": "#/components/serverVariables/region"}}),
    };
    plan.maybe(30, &mut server, "pathname", json!("/events"));
    plan.maybe(20, &mut server, "protocolVersion", json!("1.1"));
    let security = json!([{"$ref": "#/components/securitySchemes/main"}]);
    plan.maybe(30, &mut server, "security", security);
    plan.maybe(10, &mut server, "bindings", json!({}));
    for field in ["title", "summary", "description"] {
        let text = plan.text();
        plan.maybe(20, &mut server, field, text);
    }
    let tags = tags(plan);
    plan.maybe(20, &mut server, "tags", tags);
    server
}

fn channel(
    plan: &mut Plan<'_>,
    parameters: &[&str],
    events: &[Event],
    messages: &mut Map<String, Value>,
) -> Value {
    let mut channel = json!({});
    for field in ["title", "summary", "description"] {
        let text = plan.text();
        plan.maybe(25, &mut channel, field, text);
    }
    for name in parameters {
        channel["parameters"][name] = match plan.dice.chance(50) {
            true => parameter(plan),
            false => json!({"$ref": "#/components/parameters/common"}),
        };
    }
    let bindings = match plan.dice.chance(50) {
        true => plan.channel_bindings(),
        false => json!({"$ref": "#/components/channelBindings/common"}),
    };
    plan.maybe(20, &mut channel, "bindings", bindings);
    let tags = tags(plan);
    plan.maybe(20, &mut channel, "tags", tags);
    let keys = words::keys(plan.dice, events.len());
    for (event, key) in events.iter().zip(keys) {
        let message = plan.message(event);
        channel["messages"][key] = if plan.dice.chance(50) {
            message
        } else {
            let mut shared = key.to_owned();
            while messages.contains_key(&shared) {
                shared.push('2');
            }
            let reference = json!({"$ref": format!("#/components/messages/{shared}")});
            messages.insert(shared, message);
            reference
        };
    }
    channel
}

/// An operation on a channel; `before` are those that a reply can come by.
fn operation(
    plan: &mut Plan<'_>,
    key: &str,
    channel: &Value,
    before: &Map<String, Value>,
) -> Value {
    let mut operation = operation_trait(plan);
    operation["action"] = json!(plan.dice.pick(&["send", "receive"]));
    operation["channel"] = json!({"$ref": format!("#/channels/{key}")});
    let references = |key: &str, channel: &Value| -> Vec<Value> {
        let keys = channel["messages"]
            .as_object()
            .into_iter()
            .flat_map(Map::keys);
        keys.map(|message| json!({"$ref": format!("#/channels/{key}/messages/{message}")}))
            .collect()
    };
    let messages = references(key, channel);
    if !messages.is_empty() {
        let count = plan.dice.count(1..=messages.len());
        let some = json!(plan.dice.some(&messages, count));
        plan.maybe(60, &mut operation, "messages", some);
    }
    let common = json!([{"$ref": "#/components/operationTraits/common"}]);
    plan.maybe(20, &mut operation, "traits", common);
    let others: Vec<(&String, &Value)> = before.iter().collect();
    if !others.is_empty() && plan.dice.chance(40) {
        let (key, channel) = *plan.dice.pick(&others);
        let mut reply = json!({"channel": {"$ref": format!("#/channels/{key}")}});
        let messages = json!(references(key, channel));
        plan.maybe(60, &mut reply, "messages", messages);
        // The address is said by the channel, or by the request.
        plan.maybe(
            0,
            &mut reply,
            "address",
            json!({"$ref": "#/components/replyAddresses/common"}),
        );
        operation["reply"] = reply;
    } else if plan.dice.chance(10) {
        operation["reply"] = json!({"address": {"location": plan.expression()}});
    }
    operation
}

fn operation_trait(plan: &mut Plan<'_>) -> Value {
    let mut common = json!({});
    for field in ["title", "summary", "description"] {
        let text = plan.text();
        plan.maybe(25, &mut common, field, text);
    }
    let security = json!([{"$ref": "#/components/securitySchemes/main"}]);
    plan.maybe(15, &mut common, "security", security);
    let tags = tags(plan);
    plan.maybe(20, &mut common, "tags", tags);
    let bindings = plan.operation_bindings();
    plan.maybe(20, &mut common, "bindings", bindings);
    common
}

fn parameter(plan: &mut Plan<'_>) -> Value {
    let mut parameter = json!({});
    let text = plan.text();
    plan.maybe(40, &mut parameter, "description", text);
    plan.maybe(20, &mut parameter, "enum", json!(["a", "b"]));
    plan.maybe(20, &mut parameter, "default", json!("a"));
    plan.maybe(20, &mut parameter, "examples", json!(["a"]));
    let expression = plan.expression();
    plan.maybe(30, &mut parameter, "location", expression);
    parameter
}
