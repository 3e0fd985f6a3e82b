//! Documents with a hostile text in every place that takes one, and their configurations.

use std::collections::BTreeMap;

use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::texts::{text, word};

/// The files of a document, by path.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// A document with its configuration and samples.
pub(super) fn files(seed: u64) -> Files {
    let rng = &mut Rng::with_seed(seed);
    let schemas = schemas(rng);
    let names: Vec<String> = schemas.keys().cloned().collect();
    let document = if rng.bool() {
        v2(rng, &schemas, &names)
    } else {
        v3(rng, &schemas, &names)
    };
    let config = config(rng, &names);
    let mut files = Files::from([
        (
            "asyncapi.json".to_owned(),
            document.to_string().into_bytes(),
        ),
        ("codegen.yaml".to_owned(), config.to_string().into_bytes()),
    ]);
    for _ in 0..rng.usize(..2) {
        let name = text(rng).replace(['/', '\0'], "_");
        let body = json!({ text(rng): text(rng) });
        files.insert(
            format!("samples/{name}.json"),
            body.to_string().into_bytes(),
        );
    }
    files
}

/// With a chance of one in so many.
fn one_in(rng: &mut Rng, many: u32) -> bool {
    rng.u32(..many) == 0
}

fn schemas(rng: &mut Rng) -> Map<String, Value> {
    let names: Vec<String> = (0..rng.usize(1..3)).map(|_| text(rng)).collect();
    let schema = |name: &String| (name.clone(), object(rng, &names));
    names.iter().map(schema).collect()
}

/// An object of some members; the first is a constant that may tell events apart.
fn object(rng: &mut Rng, names: &[String]) -> Value {
    let mut properties = Map::new();
    properties.insert("event".to_owned(), json!({ "const": text(rng) }));
    for _ in 0..rng.usize(1..3) {
        properties.insert(text(rng), schema(rng, names, 2));
    }
    let mut schema = json!({"type": "object", "required": ["event"], "properties": properties});
    match rng.u32(..5) {
        0 => schema["patternProperties"] = json!({ text(rng): {"type": "string"} }),
        1 => schema["additionalProperties"] = json!({"type": "string", "title": text(rng)}),
        2 => schema["required"] = json!(["event", text(rng)]),
        _ => {}
    }
    annotated(rng, schema)
}

/// What says something and decides nothing.
fn annotated(rng: &mut Rng, mut schema: Value) -> Value {
    for (key, many) in [
        ("title", 2),
        ("description", 2),
        ("default", 6),
        ("format", 8),
    ] {
        if one_in(rng, many) {
            schema[key] = text(rng).into();
        }
    }
    for key in [
        "pattern",
        "contentEncoding",
        "contentMediaType",
        "$comment",
        "$id",
        "$anchor",
    ] {
        if one_in(rng, 20) {
            schema[key] = text(rng).into();
        }
    }
    match rng.u32(..10) {
        0 => schema["examples"] = json!([text(rng), {text(rng): text(rng)}]),
        1 => schema["externalDocs"] = json!({"url": text(rng), "description": text(rng)}),
        2 => schema["deprecated"] = true.into(),
        3 => schema[format!("x-{}", text(rng))] = text(rng).into(),
        4 => schema["example"] = text(rng).into(),
        _ => {}
    }
    schema
}

fn reference(rng: &mut Rng, names: &[String]) -> Value {
    let name = rng.choice(names).map_or("", String::as_str);
    let mut pointer = "#/components/schemas/".to_owned();
    for byte in name.replace('~', "~0").replace('/', "~1").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            pointer.push(char::from(byte));
        } else {
            pointer.extend(["%".to_owned(), format!("{byte:02X}")]);
        }
    }
    json!({ "$ref": pointer })
}

fn schema(rng: &mut Rng, names: &[String], depth: u32) -> Value {
    let kind = if depth == 0 {
        rng.u32(..9)
    } else {
        rng.u32(..16)
    };
    let schema = match kind {
        0 => json!({"type": "string"}),
        1 => json!({"type": ["number", "null"]}),
        2 => json!({"type": "integer", "minimum": 0}),
        3 => json!({"enum": [text(rng), text(rng), text(rng)]}),
        4 => json!({"enum": [text(rng), 1, null, {text(rng): text(rng)}, [text(rng)]]}),
        5 => json!({"const": {text(rng): [text(rng)]}}),
        6 => json!({"const": text(rng)}),
        7 => json!({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
        8 => return reference(rng, names),
        9 => json!({"type": "array", "items": schema(rng, names, depth - 1)}),
        10 => json!({
            "type": "array",
            "items": [annotated(rng, json!({"type": "string"})), schema(rng, names, depth - 1)],
        }),
        11 => {
            let branch = |rng: &mut Rng| {
                let kind = json!({"kind": {"const": text(rng)}, text(rng): {}});
                let branch = json!({"type": "object", "required": ["kind"], "properties": kind});
                annotated(rng, branch)
            };
            json!({"oneOf": [branch(rng), branch(rng)]})
        }
        12 => json!({
            "oneOf": [reference(rng, names), {"type": "boolean", "title": text(rng)}],
        }),
        13 => json!({"allOf": [{"properties": {text(rng): {}}}, {"required": [text(rng)]}]}),
        14 => {
            let (one, other) = (reference(rng, names), reference(rng, names));
            json!({"discriminator": "event", "oneOf": [one, other]})
        }
        _ => {
            let inner = schema(rng, names, depth - 1);
            json!({"type": "object", "properties": {text(rng): inner, text(rng): {}}})
        }
    };
    annotated(rng, schema)
}

fn info(rng: &mut Rng) -> Value {
    let mut info = json!({
        "title": text(rng),
        "version": text(rng),
        "description": text(rng),
    });
    if one_in(rng, 2) {
        info["termsOfService"] = text(rng).into();
        info["contact"] = json!({"name": text(rng), "url": text(rng), "email": text(rng)});
        info["license"] = json!({"name": text(rng), "url": text(rng)});
        info[format!("x-{}", text(rng))] = json!({ text(rng): text(rng) });
    }
    info
}

fn tags(rng: &mut Rng) -> Value {
    let docs = json!({"url": text(rng), "description": text(rng)});
    json!([{"name": text(rng), "description": text(rng), "externalDocs": docs}])
}

fn message(rng: &mut Rng, names: &[String]) -> Value {
    let payload = match rng.u32(..3) {
        0 => reference(rng, names),
        _ => object(rng, names),
    };
    let mut message = json!({
        "name": text(rng),
        "title": text(rng),
        "summary": text(rng),
        "description": text(rng),
        "payload": payload,
    });
    match rng.u32(..8) {
        0 => message["contentType"] = text(rng).into(),
        1 => message["tags"] = tags(rng),
        2 => {
            message["headers"] = json!({"type": "object", "properties": {text(rng): {}}});
        }
        3 => {
            message["examples"] = json!([{"name": text(rng), "summary": text(rng), "payload": {text(rng): text(rng)}}]);
        }
        4 => message["correlationId"] = json!({"location": text(rng), "description": text(rng)}),
        5 => message["bindings"] = json!({ text(rng): {text(rng): text(rng)} }),
        _ => {}
    }
    message
}

fn server(rng: &mut Rng, address: &str) -> Value {
    json!({
        address: text(rng),
        "protocol": text(rng),
        "protocolVersion": text(rng),
        "description": text(rng),
        "variables": {text(rng): {"default": text(rng), "enum": [text(rng)], "description": text(rng)}},
    })
}

fn v2(rng: &mut Rng, schemas: &Map<String, Value>, names: &[String]) -> Value {
    let mut channels = Map::new();
    for _ in 0..rng.usize(1..3) {
        let (way, message) = (
            *rng.choice(&["publish", "subscribe"]).unwrap(),
            message(rng, names),
        );
        let mut channel = json!({
            "description": text(rng),
            way: {
                "operationId": text(rng),
                "summary": text(rng),
                "description": text(rng),
                "message": message,
            },
        });
        let mut address = text(rng);
        if one_in(rng, 4) {
            let parameter = word(rng);
            address.extend(["/{", &parameter, "}"]);
            channel["parameters"] =
                json!({ parameter: {"description": text(rng), "schema": {"type": "string"}} });
        }
        channels.insert(address, channel);
    }
    let mut document = json!({
        "asyncapi": "2.6.0",
        "info": info(rng),
        "defaultContentType": "application/json",
        "channels": channels,
        "components": {"schemas": schemas},
    });
    if one_in(rng, 2) {
        document["id"] = text(rng).into();
        document["tags"] = tags(rng);
        document["externalDocs"] = json!({"url": text(rng), "description": text(rng)});
        document["servers"] = json!({ word(rng): server(rng, "url") });
    }
    document
}

fn v3(rng: &mut Rng, schemas: &Map<String, Value>, names: &[String]) -> Value {
    let mut channels = Map::new();
    let mut operations = Map::new();
    for _ in 0..rng.usize(1..3) {
        // What is referred to has a name that needs no escape.
        let channel = word(rng);
        let action = *rng.choice(&["send", "receive"]).unwrap();
        operations.insert(
            text(rng),
            json!({
                "action": action,
                "channel": {"$ref": format!("#/channels/{channel}")},
                "title": text(rng),
                "summary": text(rng),
                "description": text(rng),
            }),
        );
        let messages = (0..rng.usize(1..3)).map(|_| (text(rng), message(rng, names)));
        let messages: Map<String, Value> = messages.collect();
        let mut parameters = Map::new();
        let mut address = text(rng);
        if one_in(rng, 4) {
            let parameter = word(rng);
            address.extend(["/{", &parameter, "}"]);
            parameters.insert(
                parameter,
                json!({"description": text(rng), "enum": [text(rng)], "default": text(rng), "examples": [text(rng)]}),
            );
        }
        channels.insert(
            channel,
            json!({
                "address": address,
                "title": text(rng),
                "summary": text(rng),
                "description": text(rng),
                "messages": messages,
                "parameters": parameters,
            }),
        );
    }
    let mut info = info(rng);
    if one_in(rng, 2) {
        info["tags"] = tags(rng);
        info["externalDocs"] = json!({"url": text(rng), "description": text(rng)});
    }
    let mut document = json!({
        "asyncapi": "3.0.0",
        "info": info,
        "defaultContentType": "application/json",
        "channels": channels,
        "operations": operations,
        "components": {"schemas": schemas},
    });
    if one_in(rng, 3) {
        document["servers"] = json!({ word(rng): server(rng, "host") });
    }
    document
}

fn config(rng: &mut Rng, names: &[String]) -> Value {
    let mut config = json!({ "provenance": {"source": text(rng), "note": text(rng)} });
    match rng.u32(..8) {
        0..3 => config["events"] = json!({"told-by": "channel"}),
        3 => config["events"] = json!({"tag": "/event"}),
        4 => config["events"] = json!({"told-by": "channel", "batch": true}),
        _ => {}
    }
    match rng.u32(..8) {
        0 => config["verify"] = json!({"body-token": "/event"}),
        1 => config["verify"] = json!({ "header": text(rng) }),
        2 => {
            let hmac = json!({"header": "x-sign", "encoding": "hex", "prefix": text(rng)});
            config["verify"] = json!({ "hmac-sha256": hmac });
        }
        3 => config["verify"] = "standard-webhooks".into(),
        _ => {}
    }
    match rng.u32(..6) {
        0 => config["dedupe"] = json!([["/event"], "body"]),
        1 => config["occurred-at"] = json!([{"at": "/event", "unit": "iso"}]),
        2 => {
            let name = rng.choice(names).map_or("", String::as_str);
            let name = name.replace('~', "~0").replace('/', "~1");
            config["patches"] = json!([{
                "reason": text(rng),
                "at": format!("/components/schemas/{name}/properties"),
                "extend": {text(rng): {"type": "string", "description": text(rng)}},
            }]);
        }
        _ => {}
    }
    for (key, value) in [("enums", "closed"), ("nulls", "optional")] {
        if one_in(rng, 4) {
            config[key] = value.into();
        }
    }
    // Most of these are refused.
    match rng.u32(..24) {
        0 => config["package"] = text(rng).into(),
        1 => config["names"] = json!({ text(rng): text(rng) }),
        2 => config["events"] = json!({ "tag": text(rng) }),
        3 => config["references"] = json!({ text(rng): text(rng) }),
        _ => {}
    }
    config
}
