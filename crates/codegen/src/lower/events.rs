//! The events of a document: which there are, what they are called and how they are told apart.

mod tag;

use std::collections::HashMap;

use asyncapi_parser::diagnostic::Diagnostic;
use asyncapi_parser::model::{Channel, ChannelMessage, Message, MessageId, Payload, SchemaId};

use super::items::Items;
use super::{Input, docs, one_line};
use crate::code;
use crate::config::{Events, TagValue};
use crate::ir::{self, EventRule, Type};
use crate::names::{Scope, Style};

/// A message in a channel.
#[derive(Clone, Copy, Debug)]
struct Occurrence<'a> {
    channel: &'a Channel,
    place: &'a ChannelMessage,
    message: &'a Message,
}

/// An event: a message by one name, wherever it occurs.
#[derive(Debug)]
struct Found<'a> {
    wire: String,
    /// At least one.
    first: Occurrence<'a>,
    others: Vec<Occurrence<'a>>,
}

/// What the variant for events that are not declared is called.
const UNKNOWN: [&str; 2] = ["Unknown", "UnknownEvent"];

/// Gives the event enum of a document that has channels with messages.
pub(super) fn lower(
    items: &Items<'_>,
    input: &Input<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<ir::Events> {
    let occurrences = occurrences(input, problems);
    if occurrences.is_empty() {
        return None;
    }
    let (rule, found) = rule(items, input, &occurrences, problems);
    let mut variants = Scope::new(Style::Type);
    let wires: Vec<&str> = found.iter().map(|event| event.wire.as_str()).collect();
    let names = variants.add_all(&wires);
    let mut functions = Scope::new(Style::Value);
    let variant = |(event, name): (&Found<'_>, _)| {
        let Occurrence {
            channel: _,
            place,
            message,
        } = event.first;
        let text = told_text(&event.first);
        ir::Event {
            name,
            wire: event.wire.clone(),
            docs: event_docs(event),
            payload: payload(message).map_or(Type::Json, |id| items.type_of(id)),
            function: functions.add(&[&text, &event.wire]),
            pointer: input.document.pointer(place.at),
        }
    };
    Some(ir::Events {
        docs: ir::Docs {
            paragraphs: vec![format!("An event of {}.", one_line(&input.api.info.title))],
            deprecated: false,
        },
        variants: found.iter().zip(names).map(variant).collect(),
        unknown: variants.add(&UNKNOWN),
        rule,
    })
}

/// Every message of every channel of the document that is JSON.
fn occurrences<'a>(input: &Input<'a>, problems: &mut Vec<Diagnostic>) -> Vec<Occurrence<'a>> {
    let mut occurrences = Vec::new();
    for channel in input
        .api
        .channels
        .iter()
        .filter(|channel| !channel.in_components)
    {
        for place in &channel.messages {
            let Some(message) = input.api.messages.get(place.message.0 as usize) else {
                continue;
            };
            if let Payload::Opaque(format) = &message.payload {
                let message =
                    format!("a payload in `{format}` has no type, and no variant in `Event`");
                let problem = Diagnostic::warning(&code::NOT_JSON, message)
                    .at(input.document, place.at)
                    .help("handle this message's bytes yourself, or describe it as a JSON schema");
                problems.push(problem);
                continue;
            }
            occurrences.push(Occurrence {
                channel,
                place,
                message,
            });
        }
    }
    occurrences
}

fn rule<'a>(
    items: &Items<'_>,
    input: &Input<'a>,
    occurrences: &[Occurrence<'a>],
    problems: &mut Vec<Diagnostic>,
) -> (EventRule, Vec<Found<'a>>) {
    let shapes = &items.plan.shapes;
    match &input.config.events {
        Some(Events::Tag { member, value, at }) => {
            let wires = occurrences
                .iter()
                .map(|occurrence| tag_value(occurrence, *value));
            let found = gather(occurrences, wires);
            tag::check(shapes, input, member, *at, &found, problems);
            let member = member.clone();
            (EventRule::Tag { member }, found)
        }
        Some(Events::ToldByChannel) => (EventRule::Told, told(occurrences)),
        None => {
            if let Some((member, wires)) = tag::find(shapes, occurrences) {
                let found = gather(occurrences, wires.into_iter());
                return (EventRule::Tag { member }, found);
            }
            if let [_, second, ..] = occurrences {
                let message = "events cannot be told apart by this document";
                let problem = Diagnostic::warning(&code::TOLD_APART, message)
                    .at(input.document, second.place.at)
                    .help("say in the configuration how: `events: {tag: /event, value: message-name}`, or `events: {told-by: channel}`");
                problems.push(problem);
            }
            (EventRule::Told, told(occurrences))
        }
    }
}

/// The same message by the same name is one event.
fn gather<'a>(
    occurrences: &[Occurrence<'a>],
    wires: impl Iterator<Item = String>,
) -> Vec<Found<'a>> {
    let mut places: HashMap<(MessageId, String), usize> = HashMap::new();
    let mut found: Vec<Found<'a>> = Vec::new();
    for (occurrence, wire) in occurrences.iter().zip(wires) {
        let key = (occurrence.place.message, wire.clone());
        if let Some(event) = places.get(&key).and_then(|at| found.get_mut(*at)) {
            event.others.push(*occurrence);
            continue;
        }
        places.insert(key, found.len());
        found.push(Found {
            wire,
            first: *occurrence,
            others: Vec::new(),
        });
    }
    found
}

/// Each message of each channel. Messages of a channel that have one key, or none, are counted.
fn told<'a>(occurrences: &[Occurrence<'a>]) -> Vec<Found<'a>> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let event = |occurrence: &Occurrence<'a>| {
        let mut wire = told_text(occurrence);
        let count = seen.entry(wire.clone()).or_default();
        *count += 1;
        if *count > 1 {
            wire = format!("{wire}#{count}");
        }
        Found {
            wire,
            first: *occurrence,
            others: Vec::new(),
        }
    };
    occurrences.iter().map(event).collect()
}

fn tag_value(occurrence: &Occurrence<'_>, value: TagValue) -> String {
    let name = occurrence.message.name.as_deref();
    let text = match value {
        TagValue::MessageName => name.unwrap_or(&occurrence.place.key),
        TagValue::ChannelKey => &occurrence.channel.key,
        TagValue::MessageKey => &occurrence.place.key,
    };
    text.to_owned()
}

fn message_text<'a>(occurrence: &Occurrence<'a>) -> &'a str {
    let Occurrence {
        channel: _,
        place,
        message,
    } = occurrence;
    let name = message.name.as_deref().or(message.component.as_deref());
    if place.key.is_empty() {
        name.unwrap_or_default()
    } else {
        &place.key
    }
}

/// What an event is called by those who know the channel: by its key, and the message's where
/// there are several.
fn told_text(occurrence: &Occurrence<'_>) -> String {
    let key = &occurrence.channel.key;
    if occurrence.channel.messages.len() > 1 {
        format!("{key}/{}", message_text(occurrence))
    } else {
        key.clone()
    }
}

fn payload(message: &Message) -> Option<SchemaId> {
    match &message.payload {
        Payload::Schema(id) => Some(*id),
        Payload::None | Payload::Opaque(_) => None,
    }
}

fn event_docs(event: &Found<'_>) -> ir::Docs {
    let message = event.first.message;
    let all = std::iter::once(&event.first).chain(&event.others);
    let mut channels: Vec<&str> = all
        .map(|occurrence| occurrence.channel.key.as_str())
        .collect();
    channels.dedup();
    let channels = match channels.as_slice() {
        [channel] => format!("Channel: {channel}"),
        channels => format!("Channels: {}", channels.join(", ")),
    };
    let texts = [
        message.title.as_deref(),
        message.summary.as_deref(),
        message.description.as_deref(),
        Some(channels.as_str()),
    ];
    ir::Docs {
        paragraphs: docs::paragraphs(texts),
        deprecated: false,
    }
}
