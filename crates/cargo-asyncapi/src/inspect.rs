//! `inspect`: what is in a document: servers, channels, operations, events, types.

mod graph;
mod told;

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use asyncapi_build::project::Project;
use asyncapi_codegen::generate::{Examined, examine};
use asyncapi_codegen::ir::{Crate, Manifest};
use asyncapi_parser::model::{Action, Api, Operation, Server};
use serde_json::{Value as Json, json};

use crate::out;
use crate::report::Reporting;
use crate::table::Table;

/// Show what is in a document, and how its events are told apart
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo asyncapi inspect asyncapi.yaml
  cargo asyncapi inspect --json asyncapi.yaml | jq '.events[].name'
  cargo asyncapi inspect --graph asyncapi.yaml > types.mmd    # a Mermaid diagram

Exit codes: 0 done, 1 the document is at fault, 2 wrong command line")]
pub(crate) struct Args {
    /// The document
    #[arg(value_name = "DOC")]
    document: PathBuf,
    /// Its configuration; else the `codegen.yaml` beside it, if there is one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print one JSON object
    #[arg(long, conflicts_with = "graph")]
    json: bool,
    /// Print a Mermaid diagram of events and the types they carry
    #[arg(long)]
    graph: bool,
    #[command(flatten)]
    reporting: Reporting,
}

pub(crate) fn run(args: &Args) -> ExitCode {
    let report = args.reporting.report();
    let project = match Project::open(&args.document, args.config.as_deref()) {
        Ok(project) => project,
        Err(problem) => {
            report.problem(&problem);
            return ExitCode::FAILURE;
        }
    };
    let found = examine(&project.input("events", "cargo asyncapi", &Manifest::Workspace));
    report.diagnostics(&found.diagnostics, &found.document.sources);
    let Examined {
        api: Some(api),
        shapes: Some(shapes),
        ..
    } = found
    else {
        return ExitCode::FAILURE;
    };
    if args.graph {
        out::text(format_args!("{}", graph::mermaid(&shapes)));
    } else if args.json {
        out::line(format_args!("{:#}", object(&api, &shapes)));
    } else {
        out::text(format_args!("{}", text(&api, &shapes)));
    }
    if report.failed() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn text(api: &Api, shapes: &Crate) -> String {
    let mut out = format!(
        "{} {}, AsyncAPI {}\n",
        shapes.title, api.info.version, api.version
    );
    let mut add = |title: &str, table: Option<String>| {
        if let Some(text) = table {
            let _ = write!(out, "\n{title}\n{text}");
        }
    };
    let mut servers = Table::new(&["server", "protocol", "address"]);
    for server in &api.servers {
        servers.row([server.key.clone(), server.protocol.clone(), address(server)]);
    }
    add("Servers", servers.text());
    let mut channels = Table::new(&["channel", "address", "messages"]);
    for channel in &api.channels {
        channels.row([
            channel.key.clone(),
            channel.address.clone().unwrap_or_default(),
            keys(channel.messages.iter().map(|message| message.key.as_str())),
        ]);
    }
    add("Channels", channels.text());
    let mut operations = Table::new(&["operation", "action", "channel", "messages", "reply"]);
    for operation in &api.operations {
        operations.row([
            operation.key.clone().unwrap_or_default(),
            action(operation).to_owned(),
            channel(api, operation).to_owned(),
            keys(messages(api, operation)),
            keys(reply(operation)),
        ]);
    }
    add("Operations", operations.text());
    if let Some(events) = &shapes.events {
        let mut table = Table::new(&["event", "variant", "payload", "told by"]);
        for (index, event) in events.variants.iter().enumerate() {
            table.row([
                event.wire.clone(),
                event.name.as_str().to_owned(),
                told::payload(event),
                told::told(events, index),
            ]);
        }
        add("Events", table.text());
    }
    out
}

fn object(api: &Api, shapes: &Crate) -> Json {
    let servers = api.servers.iter().map(|server| {
        json!({"key": server.key, "protocol": server.protocol, "address": address(server)})
    });
    let channels = api.channels.iter().map(|channel| {
        let messages = channel.messages.iter().map(|message| message.key.as_str());
        json!({
            "key": channel.key,
            "address": channel.address,
            "messages": messages.collect::<Vec<_>>(),
        })
    });
    let operations = api.operations.iter().map(|operation| {
        json!({
            "key": operation.key,
            "action": action(operation),
            "channel": channel(api, operation),
            "messages": messages(api, operation).collect::<Vec<_>>(),
            "reply": reply(operation).collect::<Vec<_>>(),
        })
    });
    let events = shapes.events.iter().flat_map(|events| {
        events.variants.iter().enumerate().map(|(index, event)| {
            json!({
                "name": event.wire,
                "variant": event.name.as_str(),
                "payload": told::payload(event),
                "told_by": told::told(events, index),
                "pointer": event.pointer,
            })
        })
    });
    let types = shapes.modules.iter().flat_map(|module| &module.items);
    let types = types.map(|item| json!({"name": item.name.as_str(), "pointer": item.pointer}));
    json!({
        "title": shapes.title,
        "version": api.info.version,
        "asyncapi": api.version,
        "servers": servers.collect::<Vec<_>>(),
        "channels": channels.collect::<Vec<_>>(),
        "operations": operations.collect::<Vec<_>>(),
        "events": events.collect::<Vec<_>>(),
        "types": types.collect::<Vec<_>>(),
    })
}

fn address(server: &Server) -> String {
    format!(
        "{}{}",
        server.host,
        server.pathname.as_deref().unwrap_or_default()
    )
}

fn action(operation: &Operation) -> &'static str {
    match operation.action {
        Action::Send => "send",
        Action::Receive => "receive",
    }
}

fn channel<'a>(api: &'a Api, operation: &Operation) -> &'a str {
    let channel = api.channels.get(operation.channel.0 as usize);
    channel.map_or("", |channel| channel.key.as_str())
}

fn messages<'a>(api: &'a Api, operation: &'a Operation) -> impl Iterator<Item = &'a str> {
    let channel = api.channels.get(operation.channel.0 as usize);
    let message = move |index: &usize| channel?.messages.get(*index);
    let messages = operation.messages.iter().filter_map(message);
    messages.map(|message| message.key.as_str())
}

fn reply(operation: &Operation) -> impl Iterator<Item = &str> {
    let messages = operation.reply.iter().flat_map(|reply| &reply.messages);
    messages.map(|message| message.key.as_str())
}

/// Keys in one cell; of many the first and their number.
fn keys<'a>(keys: impl Iterator<Item = &'a str>) -> String {
    const SHOWN: usize = 3;
    let keys: Vec<&str> = keys.collect();
    match keys.get(..SHOWN) {
        Some(first) if keys.len() > SHOWN => {
            format!("{}, … ({} in all)", first.join(", "), keys.len())
        }
        Some(_) | None => keys.join(", "),
    }
}
