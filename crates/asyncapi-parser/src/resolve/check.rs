//! What a document says in one place and must not contradict in another: placeholders and
//! parameters, names that must be unique, names that must be defined, examples and schemas. Types
//! depend on none of it, so all of it is warnings.

mod example;
mod template;

use std::collections::{HashMap, HashSet};

use self::template::placeholders;
use super::context::{Context, Object};
use super::kind::Kind;
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::model::{Api, Channel, Operation, Server};
use crate::tree::NodeId;

/// Checks a model against the tree that it was read from.
pub(super) fn check(cx: &mut Context<'_>, root: NodeId, api: &Api) {
    let security = cx
        .object(root)
        .and_then(|root| cx.field_object(root, "components"))
        .and_then(|components| cx.field_object(components, "securitySchemes"));
    for server in &api.servers {
        server_variables(cx, server);
        requirements(cx, server.at, Kind::Server, security);
    }
    let servers: HashSet<&str> = api
        .servers
        .iter()
        .map(|server| server.key.as_str())
        .collect();
    for channel in &api.channels {
        address(cx, channel);
        channel_servers(cx, channel, &servers);
    }
    for operation in &api.operations {
        requirements(cx, operation.at, Kind::Operation, security);
    }
    unique(
        cx,
        "operationId",
        api.operations
            .iter()
            .map(|operation: &Operation| operation.at),
    );
    unique(
        cx,
        "messageId",
        api.messages.iter().map(|message| message.at),
    );
    example::check(cx, api);
}

/// The placeholders of an address and the parameters of its channel (2.6.0 and 3.0.0, "Parameters
/// Object").
fn address(cx: &mut Context<'_>, channel: &Channel) {
    let Some(address) = &channel.address else {
        return;
    };
    if cx.version.major == 2 {
        if address.contains(['?', '#']) {
            let message = "the address of a channel has no query (`?`) and no fragment (`#`)";
            warn(
                cx,
                channel.at,
                message,
                "describe query parameters by bindings",
            );
        }
        if let Err(fault) = template::check(address) {
            let message = format!("`{address}` is no URI template: {fault}");
            warn(
                cx,
                channel.at,
                &message,
                "write a placeholder as `{name}`, of letters, digits, `_` and `.`",
            );
        }
    }
    let wanted = placeholders(address);
    let missing: Vec<String> = wanted
        .iter()
        .filter(|name| {
            channel
                .parameters
                .iter()
                .all(|parameter| parameter.name != **name)
        })
        .map(|name| format!("`{name}`"))
        .collect();
    let described = part(cx, channel.at, Kind::Channel, "parameters");
    if let Some(at) = described.filter(|_| !missing.is_empty()) {
        let message = format!(
            "the address of `{}` has placeholders without a parameter: {}",
            channel.key,
            missing.join(", ")
        );
        warn(cx, at, &message, "describe each under `parameters`");
    }
    for parameter in &channel.parameters {
        if !wanted.contains(&parameter.name.as_str()) {
            let message = format!(
                "the parameter `{}` has no placeholder in the address `{address}`",
                parameter.name
            );
            warn(
                cx,
                parameter.at,
                &message,
                "remove it, or write it into the address in braces",
            );
        }
    }
}

fn server_variables(cx: &mut Context<'_>, server: &Server) {
    let url = format!(
        "{}{}",
        server.host,
        server.pathname.as_deref().unwrap_or_default()
    );
    let missing: Vec<String> = placeholders(&url)
        .iter()
        .filter(|name| {
            server
                .variables
                .iter()
                .all(|variable| variable.name != **name)
        })
        .map(|name| format!("`{name}`"))
        .collect();
    let described = part(cx, server.at, Kind::Server, "variables");
    if let Some(at) = described.filter(|_| !missing.is_empty()) {
        let message = format!(
            "the server `{}` has placeholders without a variable: {}",
            server.key,
            missing.join(", ")
        );
        warn(cx, at, &message, "describe each under `variables`");
    }
}

/// A field of what stands at a node. Where there is none at all, nobody cares.
fn part(cx: &mut Context<'_>, at: NodeId, kind: Kind, field: &str) -> Option<NodeId> {
    let end = cx.follow(at, kind)?;
    cx.object(end)?.get(field)
}

/// The servers that a 2.x channel names. In 3.x they are references.
fn channel_servers(cx: &mut Context<'_>, channel: &Channel, servers: &HashSet<&str>) {
    if cx.version.major > 2 {
        return;
    }
    let Some(object) = cx
        .follow(channel.at, Kind::Channel)
        .and_then(|end| cx.object(end))
    else {
        return;
    };
    for item in cx.field_items(object, "servers") {
        let name = cx.text(*item).unwrap_or_default();
        if !servers.contains(name) {
            let help = match cx.suggestions.closest(name, servers.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "define it under `servers`".to_owned(),
            };
            warn(
                cx,
                *item,
                &format!("the server `{name}` is not defined"),
                &help,
            );
        }
    }
}

/// The security schemes that a 2.x server or operation names, and their scopes. In 3.x they are
/// references.
fn requirements(cx: &mut Context<'_>, at: NodeId, kind: Kind, schemes: Option<Object<'_>>) {
    if cx.version.major > 2 {
        return;
    }
    let Some(object) = cx.follow(at, kind).and_then(|end| cx.object(end)) else {
        return;
    };
    let wanted = cx
        .field_items(object, "security")
        .iter()
        .filter_map(|item| cx.object(*item));
    let wanted: Vec<(&str, NodeId)> = wanted.flat_map(Object::entries).collect();
    for (name, scopes) in wanted {
        let Some(scheme) = schemes.and_then(|schemes| schemes.get(name)) else {
            let message = format!("the security scheme `{name}` is not defined");
            let diagnostic = Diagnostic::warning(&code::UNDEFINED, message)
                .at_key(cx.document, scopes)
                .help("define it under `components/securitySchemes`");
            cx.diagnostics.push(diagnostic);
            continue;
        };
        let scheme = cx
            .follow(scheme, Kind::SecurityScheme)
            .and_then(|end| cx.object(end));
        let Some(flows) = scheme.and_then(|scheme| cx.field_object(scheme, "flows")) else {
            continue;
        };
        let flows: Vec<Object<'_>> = flows
            .entries()
            .filter_map(|(_, flow)| cx.object(flow))
            .collect();
        for item in cx.items(scopes) {
            let scope = cx.text(*item).unwrap_or_default();
            let known = flows.iter().any(|flow| {
                cx.field_object(*flow, "scopes")
                    .is_some_and(|scopes| scopes.get(scope).is_some())
            });
            if !known {
                let message = format!("the security scheme `{name}` has no scope `{scope}`");
                warn(cx, *item, &message, "name a scope of one of its flows");
            }
        }
    }
}

/// A field that must be different in each of some objects.
fn unique(cx: &mut Context<'_>, field: &str, objects: impl Iterator<Item = NodeId>) {
    let mut seen: HashMap<&str, NodeId> = HashMap::new();
    for object in objects {
        let Some(at) = cx.object(object).and_then(|object| object.get(field)) else {
            continue;
        };
        let Some(text) = cx.string(at) else {
            continue;
        };
        match seen.get(text) {
            Some(first) if *first != at => {
                let diagnostic = Diagnostic::warning(
                    &code::DUPLICATE,
                    format!("`{field}` `{text}` is given twice"),
                )
                .at(cx.document, at)
                .see(cx.document, *first, "first given here")
                .help("give each another one; names of generated items may come of it");
                cx.diagnostics.push(diagnostic);
            }
            Some(_) => {}
            None => {
                seen.insert(text, at);
            }
        }
    }
}

fn warn(cx: &mut Context<'_>, at: NodeId, message: &str, help: &str) {
    let diagnostic = Diagnostic::warning(&code::UNDEFINED, message)
        .at_key(cx.document, at)
        .help(help);
    cx.diagnostics.push(diagnostic);
}
