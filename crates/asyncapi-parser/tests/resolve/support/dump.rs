//! A model as compact text, for snapshots: a line for each server, channel, operation, message and
//! named schema.

use std::fmt::Write;

use asyncapi_parser::model::{
    Api, Docs, Home, Keywords, Literal, ObjectKeywords, Payload, Schema, SchemaId, SchemaKind,
    Step, Types,
};

/// All of a model.
pub(crate) fn api(api: &Api) -> String {
    let mut text = format!("{} {} {}\n", api.version, api.info.title, api.info.version);
    for server in &api.servers {
        let path = server.pathname.as_deref().unwrap_or_default();
        let _ = writeln!(
            text,
            "server {}: {}://{}{path}",
            server.key, server.protocol, server.host
        );
    }
    for channel in &api.channels {
        let _ = write!(text, "channel {}", channel.key);
        if channel.address.as_deref() != Some(&channel.key) {
            let _ = write!(text, " at {:?}", channel.address);
        }
        for parameter in &channel.parameters {
            let schema = parameter.schema.map(|id| schema(api, id));
            let _ = write!(
                text,
                " {{{}: {}}}",
                parameter.name,
                schema.unwrap_or_else(|| parameter.variable.values.join("|"))
            );
        }
        let messages: Vec<String> = channel
            .messages
            .iter()
            .map(|one| format!("{}=#{}", one.key, one.message.0))
            .collect();
        let _ = writeln!(text, " [{}]", messages.join(", "));
    }
    for operation in &api.operations {
        let channel = &api.channels[operation.channel.0 as usize];
        let key = operation.key.as_deref().unwrap_or("-");
        let messages: Vec<&str> = operation
            .messages
            .iter()
            .map(|index| channel.messages[*index].key.as_str())
            .collect();
        let _ = write!(
            text,
            "operation {key}: {:?} {} [{}]",
            operation.action,
            channel.key,
            messages.join(", ")
        );
        if let Some(reply) = &operation.reply {
            let channel = reply
                .channel
                .map(|id| api.channels[id.0 as usize].key.as_str());
            let messages: Vec<&str> = reply.messages.iter().map(|one| one.key.as_str()).collect();
            let _ = write!(
                text,
                " reply {:?} {:?} [{}]",
                reply.address,
                channel,
                messages.join(", ")
            );
        }
        text.push('\n');
    }
    for (index, message) in api.messages.iter().enumerate() {
        let names: Vec<&str> = [&message.component, &message.name, &message.id]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let _ = write!(text, "message #{index} {}", names.join("/"));
        match &message.payload {
            Payload::None => {}
            Payload::Schema(id) => {
                let _ = write!(text, ": {}", schema(api, *id));
            }
            Payload::Opaque(format) => {
                let _ = write!(text, ": bytes of {format}");
            }
        }
        if let Some(headers) = message.headers {
            let _ = write!(text, " headers {}", schema(api, headers));
        }
        if let Some(id) = &message.correlation_id {
            let _ = write!(text, " correlates {id}");
        }
        text.push('\n');
    }
    for (index, Schema { home, .. }) in api.schemas.iter().enumerate() {
        if matches!(home, Home::Component(_) | Home::Elsewhere { .. }) {
            let id = SchemaId(u32::try_from(index).expect("few schemas"));
            let _ = writeln!(text, "{} = {}", name(home), body(api, id, &mut vec![id]));
        }
    }
    text
}

/// A schema where it is used.
pub(crate) fn schema(api: &Api, id: SchemaId) -> String {
    used(api, id, &mut Vec::new())
}

fn name(home: &Home) -> String {
    match home {
        Home::Component(key) => key.to_string(),
        Home::Elsewhere { file, pointer } => format!("{file}#{pointer}"),
        Home::Payload(_) | Home::Headers(_) | Home::Parameter { .. } | Home::Child { .. } => {
            String::new()
        }
    }
}

fn used(api: &Api, id: SchemaId, path: &mut Vec<SchemaId>) -> String {
    let Schema {
        home, docs, kind, ..
    } = &api.schemas[id.0 as usize];
    if matches!(home, Home::Component(_) | Home::Elsewhere { .. }) {
        return name(home);
    }
    if let SchemaKind::Ref(target) = kind {
        return used(api, *target, path) + &said(docs);
    }
    if path.contains(&id) {
        return "^".to_owned();
    }
    path.push(id);
    let text = body(api, id, path);
    path.pop();
    text
}

fn body(api: &Api, id: SchemaId, path: &mut Vec<SchemaId>) -> String {
    let Schema { docs, kind, .. } = &api.schemas[id.0 as usize];
    let text = match kind {
        SchemaKind::Any => "any".to_owned(),
        SchemaKind::Never => "never".to_owned(),
        SchemaKind::Ref(target) => format!("-> {}", used(api, *target, path)),
        SchemaKind::Keywords(keywords) => words(api, keywords, path),
    };
    text + &said(docs)
}

fn said(docs: &Docs) -> String {
    let mut text = String::new();
    if let Some(title) = &docs.title {
        let _ = write!(text, " <{title}>");
    }
    if let Some(description) = &docs.description {
        let _ = write!(text, " \"{description}\"");
    }
    if let Some(default) = &docs.default {
        let _ = write!(text, " default {}", literal(default));
    }
    for (is, word) in [
        (docs.deprecated, "deprecated"),
        (docs.read_only, "read-only"),
        (docs.write_only, "write-only"),
    ] {
        if is {
            let _ = write!(text, " {word}");
        }
    }
    text
}

fn words(api: &Api, keywords: &Keywords, path: &mut Vec<SchemaId>) -> String {
    let Keywords {
        types,
        enumeration,
        constant,
        format,
        content_encoding,
        number,
        string,
        array,
        object,
        one_of,
        any_of,
        discriminator,
        unshaped,
    } = keywords;
    let mut all: Vec<String> = types.iter().map(|types| self::types(*types)).collect();
    all.extend(format.iter().map(|format| format!(":{format}")));
    all.extend(
        content_encoding
            .iter()
            .map(|encoding| format!("in {encoding}")),
    );
    all.extend(constant.iter().map(|value| format!("= {}", literal(value))));
    if let Some(values) = enumeration {
        all.push(format!(
            "enum({})",
            values.iter().map(literal).collect::<Vec<_>>().join(", ")
        ));
    }
    let bounds = [
        (&number.minimum, ">="),
        (&number.maximum, "<="),
        (&number.exclusive_minimum, ">"),
        (&number.exclusive_maximum, "<"),
    ];
    all.extend(
        bounds
            .into_iter()
            .filter_map(|(bound, word)| Some(format!("{word} {}", bound.as_ref()?.0))),
    );
    all.extend(
        number
            .multiple_of
            .iter()
            .map(|factor| format!("* {}", factor.0)),
    );
    let counts = [
        (string.min_length, "length >="),
        (string.max_length, "length <="),
        (array.min_items, "items >="),
        (array.max_items, "items <="),
        (object.min_properties, "properties >="),
        (object.max_properties, "properties <="),
    ];
    all.extend(
        counts
            .into_iter()
            .filter_map(|(count, word)| Some(format!("{word} {}", count?))),
    );
    all.extend(string.patterns.iter().map(|pattern| format!("/{pattern}/")));
    if !array.prefix.is_empty() {
        let prefix: Vec<String> = array.prefix.iter().map(|id| used(api, *id, path)).collect();
        all.push(format!("[{}]", prefix.join(", ")));
    }
    all.extend(
        array
            .items
            .map(|id| format!("[{}...]", used(api, id, path))),
    );
    if array.unique_items {
        all.push("unique".to_owned());
    }
    all.extend(members(api, object, path));
    for (unions, word) in [(one_of, "oneOf"), (any_of, "anyOf")] {
        for branches in unions {
            let branches: Vec<String> = branches.iter().map(|id| used(api, *id, path)).collect();
            all.push(format!("{word}({})", branches.join(" | ")));
        }
    }
    if let Some(discriminator) = discriminator {
        let mapping: Vec<String> = discriminator
            .mapping
            .iter()
            .map(|(tag, id)| format!(" {tag}={}", used(api, *id, path)))
            .collect();
        all.push(format!("by {}{}", discriminator.property, mapping.concat()));
    }
    all.extend(unshaped.iter().map(|(keyword, _)| format!("+{keyword}")));
    all.join(" ")
}

fn members(api: &Api, object: &ObjectKeywords, path: &mut Vec<SchemaId>) -> Option<String> {
    let required = |name: &str| object.required.iter().any(|required| required.name == name);
    let mut fields = Vec::new();
    for property in &object.properties {
        let mark = if required(&property.name) { "!" } else { "" };
        fields.push(format!(
            "{}{mark}: {}",
            property.name,
            used(api, property.schema, path)
        ));
    }
    for one in &object.required {
        if !object
            .properties
            .iter()
            .any(|property| property.name == one.name)
        {
            fields.push(format!("{}!", one.name));
        }
    }
    for (pattern, id) in &object.patterns {
        fields.push(format!("/{pattern}/: {}", used(api, *id, path)));
    }
    fields.extend(
        object
            .additional
            .map(|id| format!("...: {}", used(api, id, path))),
    );
    (!fields.is_empty()).then(|| format!("{{{}}}", fields.join(", ")))
}

fn types(types: Types) -> String {
    let Types {
        null,
        boolean,
        integer,
        number,
        string,
        array,
        object,
    } = types;
    let all = [
        (null, "null"),
        (boolean, "boolean"),
        (integer, "integer"),
        (number, "number"),
        (string, "string"),
        (array, "array"),
        (object, "object"),
    ];
    all.into_iter()
        .filter_map(|(is, name)| is.then_some(name))
        .collect::<Vec<_>>()
        .join("|")
}

pub(super) fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Null => "null".to_owned(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Number(value) => value.0.clone(),
        Literal::String(value) => format!("{value:?}"),
        Literal::Array(items) => format!(
            "[{}]",
            items
                .iter()
                .map(self::literal)
                .collect::<Vec<_>>()
                .join(", ")
        ),
        Literal::Object(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{key:?}: {}", self::literal(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// The homes of all schemas that are parts of others, as paths; what names are made of.
pub(crate) fn homes(api: &Api) -> String {
    let mut text = String::new();
    for (index, schema) in api.schemas.iter().enumerate() {
        let mut path = Vec::new();
        let mut home = &schema.home;
        while let Home::Child { parent, step } = home {
            path.push(format!("{}", StepName(step)));
            home = &api.schemas[parent.0 as usize].home;
        }
        path.push(match home {
            Home::Payload(id) => format!("payload of #{}", id.0),
            Home::Headers(id) => format!("headers of #{}", id.0),
            Home::Parameter { channel, name } => format!("parameter {name} of {channel:?}"),
            Home::Component(_) | Home::Elsewhere { .. } | Home::Child { .. } => name(home),
        });
        path.reverse();
        let _ = writeln!(text, "{index} {}", path.join(" / "));
    }
    text
}

struct StepName<'a>(&'a Step);

impl std::fmt::Display for StepName<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Step::Property(name) => write!(f, "{name}"),
            Step::Definition(name) | Step::Other(name) | Step::Mapping(name) => {
                write!(f, "${name}")
            }
            Step::Items => write!(f, "items"),
            Step::PrefixItem(index) => write!(f, "item {index}"),
            Step::AdditionalProperties => write!(f, "additional"),
            Step::PatternProperty(index) => write!(f, "pattern {index}"),
            Step::OneOf(index) => write!(f, "one {index}"),
            Step::AnyOf(index) => write!(f, "any {index}"),
            Step::AllOf(index) => write!(f, "all {index}"),
        }
    }
}
