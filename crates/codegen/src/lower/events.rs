//! The events of a document: which there are, what they are called and how they are told apart.

mod closed;
mod member;
mod named;
mod opaque;
mod reply;
mod rules;
mod tag;

use std::collections::HashMap;

use asyncapi_parser::diagnostic::{Diagnostic, shortened};
use asyncapi_parser::model::{Channel, ChannelMessage, Message, MessageId, Payload, SchemaId};
use asyncapi_parser::tree::NodeId;

use super::items::Items;
use super::{Input, alias, docs, example, one_line};
use crate::code;
use crate::config::{Events, Tag, TagValue};
use crate::ir::{self, ByBody, Type};
use crate::names::{Name, Scope, Style};

/// A message in a channel.
#[derive(Clone, Copy, Debug)]
struct Occurrence<'a> {
    channel: &'a Channel,
    place: &'a ChannelMessage,
    message: &'a Message,
    /// How many events the channel has.
    siblings: usize,
}

/// An event: a message by one name, wherever it occurs.
#[derive(Debug)]
struct Found<'a> {
    wire: String,
    /// What the member that names events holds for it.
    tags: Vec<String>,
    /// At least one.
    first: Occurrence<'a>,
    others: Vec<Occurrence<'a>>,
}

/// How events are told apart, and which there are.
struct Apart<'a> {
    found: Vec<Found<'a>>,
    by_body: Option<ByBody>,
    by_caller: bool,
    batch: bool,
}

/// What the variant for events that are not declared is called.
const UNKNOWN: [&str; 2] = ["Unknown", "UnknownEvent"];

/// What the variant for events that cannot be told apart is called.
const AMBIGUOUS: [&str; 2] = ["Ambiguous", "AmbiguousEvent"];

/// Gives the event enum of a document that has channels with messages. Types that answer events
/// are marked among the modules.
pub(super) fn lower(
    items: &Items<'_>,
    input: &Input<'_>,
    aliases: &HashMap<Name, Type>,
    modules: &mut [ir::Module],
    problems: &mut Vec<Diagnostic>,
) -> Option<ir::Events> {
    let (occurrences, opaque) = occurrences(input, problems);
    if occurrences.is_empty() && opaque.is_empty() {
        return None;
    }
    let Apart {
        found,
        mut by_body,
        by_caller,
        batch,
    } = apart(items, input, &occurrences, problems);
    if let (Some(by_body), Some((ir::Scheme::BodyToken { member }, _))) =
        (&mut by_body, &input.config.delivery.verify)
    {
        guard(by_body, member);
    }
    let replies = reply::settle(items, input.api, &found, modules);
    let mut variants = Scope::new(Style::Type);
    let opaque = opaque::events(&opaque, &found);
    let wires: Vec<&str> = found
        .iter()
        .chain(&opaque)
        .map(|event| event.wire.as_str())
        .collect();
    let mut names = variants.add_all(&wires).into_iter();
    let mut functions = Scope::new(Style::Value);
    let variant = |(event, name): (&Found<'_>, _)| {
        let text = told_text(&event.first);
        let payload = event.payload().map_or(Type::Json, |id| items.type_of(id));
        ir::Event {
            name,
            wire: event.wire.clone(),
            tags: event.tags.clone(),
            docs: event_docs(event),
            carries: alias::expanded(&payload, aliases),
            payload,
            function: functions.add(&[&text, &event.wire]),
            pointer: input.document.pointer(event.first.place.at),
        }
    };
    let declared: Vec<ir::Event> = found.iter().zip(&mut names).map(variant).collect();
    if let Some(ByBody {
        tag: true, members, ..
    }) = &by_body
        && let Some([member]) = members.first().map(|member| member.path.as_slice())
    {
        closed::settle(member, &declared, modules);
    }
    let opaque = opaque::lower(input, &opaque, names, &mut functions);
    let mut rules = by_body.iter().flat_map(|by_body| &by_body.rules);
    let is_ambiguous = rules.any(|rule| matches!(rule.then, ir::Then::Ambiguous(_)));
    Some(ir::Events {
        docs: ir::Docs {
            paragraphs: vec![format!("An event of {}.", one_line(&input.api.info.title))],
            deprecated: false,
        },
        variants: declared,
        opaque,
        ambiguous: is_ambiguous.then(|| variants.add(&AMBIGUOUS)),
        unknown: variants.add(&UNKNOWN),
        by_body,
        by_caller,
        batch,
        replies,
    })
}

/// Every message of every channel of the document that is more than a reply: those that are JSON,
/// and the others.
fn occurrences<'a>(
    input: &Input<'a>,
    problems: &mut Vec<Diagnostic>,
) -> (Vec<Occurrence<'a>>, Vec<Occurrence<'a>>) {
    let (mut occurrences, mut opaque) = (Vec::new(), Vec::new());
    let replies = reply::only(input.api);
    for channel in input
        .api
        .channels
        .iter()
        .filter(|channel| !channel.in_components)
    {
        let events = || {
            let messages = channel.messages.iter();
            messages.filter(|place| !replies.contains(&place.at))
        };
        let siblings = events().count();
        for place in events() {
            let Some(message) = input.api.messages.get(place.message.0 as usize) else {
                continue;
            };
            let occurrence = Occurrence {
                channel,
                place,
                message,
                siblings,
            };
            match &message.payload {
                Payload::Opaque(format) => {
                    problems.push(opaque::problem(input, place.at, format));
                    opaque.push(occurrence);
                }
                Payload::None | Payload::Schema(_) => occurrences.push(occurrence),
            }
        }
    }
    (occurrences, opaque)
}

fn apart<'a>(
    items: &Items<'_>,
    input: &Input<'a>,
    occurrences: &[Occurrence<'a>],
    problems: &mut Vec<Diagnostic>,
) -> Apart<'a> {
    if occurrences.is_empty() {
        return Apart {
            found: Vec::new(),
            by_body: None,
            by_caller: true,
            batch: false,
        };
    }
    match &input.config.events {
        Some(events) => by_settings(items, input, events, occurrences, problems),
        None => {
            let tag = tag::find(&items.plan.shapes, occurrences);
            if tag.is_none()
                && let [_, second, ..] = occurrences
            {
                let message = "events cannot be told apart by this document";
                let problem = Diagnostic::warning(&code::TOLD_APART, message)
                    .at(input.document, second.place.at)
                    .help("say in the configuration how: `events: {tag: /event, value: message-name}`, or `events: {told-by: channel}`");
                problems.push(problem);
            }
            Apart {
                by_caller: tag.is_none(),
                batch: false,
                found: match &tag {
                    Some((_, wires)) => gather(occurrences, wires.iter().cloned()),
                    None => told(occurrences),
                },
                by_body: tag.map(|(path, _)| by_tag(path)),
            }
        }
    }
}

/// Has a body refused that holds its token twice: whoever verified it may have seen the other.
fn guard(by_body: &mut ByBody, token: &str) {
    let is_token =
        |member: &&mut ir::Member| matches!(member.path.as_slice(), [name] if name == token);
    match by_body.members.iter_mut().find(is_token) {
        Some(member) => member.unique = true,
        None => by_body.members.push(ir::Member {
            path: vec![token.to_owned()],
            unique: true,
        }),
    }
}

/// The events, told apart as the settings say.
fn by_settings<'a>(
    items: &Items<'_>,
    input: &Input<'a>,
    events: &Events,
    occurrences: &[Occurrence<'a>],
    problems: &mut Vec<Diagnostic>,
) -> Apart<'a> {
    let Events {
        told_by_channel,
        tag,
        rules,
        batch,
        at,
    } = events;
    let shapes = &items.plan.shapes;
    let found = match tag.as_ref().map(|tag| &tag.value) {
        None => told(occurrences),
        Some(TagValue::MessageName) => gather(occurrences, occurrences.iter().map(name_text)),
        Some(TagValue::ChannelKey) => {
            let keys = occurrences.iter().map(|it| it.channel.key.clone());
            gather(occurrences, keys)
        }
        Some(TagValue::MessageKey) => {
            let keys = occurrences.iter().map(|it| it.place.key.clone());
            gather(occurrences, keys)
        }
        Some(TagValue::Table(table)) => tag::table(input, table, told(occurrences), problems),
    };
    let mut by_body = match tag {
        Some(Tag { path, .. }) => by_tag(path.clone()),
        None => ByBody {
            tag: false,
            members: Vec::new(),
            rules: Vec::new(),
        },
    };
    rules::lower(shapes, input, rules, &found, &mut by_body, problems);
    if let Some(tag) = tag {
        tag::check(
            shapes,
            input,
            tag,
            &found,
            &by_body,
            *told_by_channel,
            problems,
        );
    }
    if !told_by_channel {
        unreached(input, *at, &found, &by_body, problems);
    }
    Apart {
        found,
        by_caller: *told_by_channel,
        batch: *batch,
        by_body: (tag.is_some() || !rules.is_empty()).then_some(by_body),
    }
}

fn by_tag(path: Vec<String>) -> ByBody {
    ByBody {
        tag: true,
        members: vec![ir::Member { path, unique: true }],
        rules: Vec::new(),
    }
}

/// Warns of events that no body can be.
fn unreached(
    input: &Input<'_>,
    at: NodeId,
    found: &[Found<'_>],
    by_body: &ByBody,
    problems: &mut Vec<Diagnostic>,
) {
    let is_told = |index: usize, event: &Found<'_>| {
        let mut rules = by_body.rules.iter();
        !event.tags.is_empty()
            || rules.any(|rule| matches!(rule.then, ir::Then::Event(told) if told == index))
    };
    let events = found.iter().enumerate();
    let unreached: Vec<&Found<'_>> = events
        .filter(|(index, event)| !is_told(*index, event))
        .map(|(_, event)| event)
        .collect();
    if let [first, ..] = unreached.as_slice() {
        let names = list(unreached.iter().map(|event| event.wire.as_str()));
        let problem = Diagnostic::warning(&code::EVENT_UNREACHED, format!("nothing tells {names}"))
            .at_key(input.document, at)
            .see(input.document, first.first.place.at, "declared here")
            .help("add a rule for it, or `told-by: channel`");
        problems.push(problem);
    }
}

/// Names in a message: the first few of them.
fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    const SHOWN: usize = 5;
    let names: Vec<String> = names
        .map(|name| format!("`{}`", shortened(name).escape_debug()))
        .collect();
    match names.get(SHOWN..) {
        Some(more @ [_, ..]) => {
            let shown: Vec<&str> = names.iter().take(SHOWN).map(String::as_str).collect();
            format!("{} and {} more", shown.join(", "), more.len())
        }
        Some([]) | None => names.join(", "),
    }
}

impl<'a> Found<'a> {
    /// Everywhere that it occurs.
    fn all(&self) -> impl Iterator<Item = &Occurrence<'a>> {
        std::iter::once(&self.first).chain(&self.others)
    }

    fn payload(&self) -> Option<SchemaId> {
        payload(self.first.message)
    }

    /// The format of what is not JSON.
    fn format(&self) -> Option<&'a str> {
        match &self.first.message.payload {
            Payload::Opaque(format) => Some(format),
            Payload::None | Payload::Schema(_) => None,
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
            tags: vec![wire.clone()],
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
        *count = count.saturating_add(1);
        if *count > 1 {
            wire = format!("{wire}#{count}");
        }
        Found {
            wire,
            tags: Vec::new(),
            first: *occurrence,
            others: Vec::new(),
        }
    };
    occurrences.iter().map(event).collect()
}

/// `name` of a message; its key where it has none.
fn name_text(occurrence: &Occurrence<'_>) -> String {
    let name = occurrence.message.name.as_ref();
    name.unwrap_or(&occurrence.place.key).clone()
}

fn message_text<'a>(occurrence: &Occurrence<'a>) -> &'a str {
    let Occurrence {
        channel: _,
        place,
        message,
        siblings: _,
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
    if occurrence.siblings > 1 {
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
    let mut channels: Vec<&str> = event
        .all()
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
    let examples = example::paragraphs(message);
    let examples = examples.iter().map(|text| Some(text.as_str()));
    ir::Docs {
        paragraphs: docs::paragraphs(texts.into_iter().chain(examples)),
        deprecated: false,
    }
}
