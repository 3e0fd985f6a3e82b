//! The member that names an event: checked where the settings give one, found where the document
//! shows one.

use std::collections::{HashMap, HashSet, VecDeque};

use asyncapi_parser::diagnostic::Diagnostic;
use asyncapi_parser::model::{MessageId, SchemaId};
use asyncapi_parser::pointer;

use super::member::{Declared, declared};
use super::named::Named;
use super::{Found, Occurrence, list, payload};
use crate::code;
use crate::config::{EventRef, Tag};
use crate::ir::{ByBody, Kind, Then};
use crate::lower::Input;
use crate::lower::shape::Shapes;

/// How many properties of a payload are looked at in search of a constant.
const BUDGET: usize = 1_000;

/// How deep in a payload a constant is searched for.
const DEPTH: usize = 3;

/// Gives events the names of a table.
pub(super) fn table<'a>(
    input: &Input<'a>,
    table: &[(String, EventRef)],
    mut found: Vec<Found<'a>>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Found<'a>> {
    let named = Named::new(input, &found);
    for (name, event) in table {
        let index = named.find(input, &found, event, problems);
        if let Some(event) = index.and_then(|index| found.get_mut(index)) {
            if event.tags.is_empty() {
                event.wire.clone_from(name);
            }
            event.tags.push(name.clone());
        }
    }
    found
}

/// Checks that the tag is declared in every payload that nothing else tells, can hold what the
/// rule says, and that no two messages share one. What is wrong with many messages is said once.
pub(super) fn check(
    shapes: &Shapes<'_>,
    input: &Input<'_>,
    tag: &Tag,
    found: &[Found<'_>],
    by_body: &ByBody,
    by_caller: bool,
    problems: &mut Vec<Diagnostic>,
) {
    let member = pointer::format(&tag.path);
    let is_told = |index: usize| {
        let told = |then: &Then| matches!(then, Then::Event(told) if *told == index);
        !by_body.rules.is_empty()
            && (by_caller || by_body.rules.iter().any(|rule| told(&rule.then)))
    };
    let mut missing: Vec<&Found> = Vec::new();
    let mut nameless: Vec<&Found> = Vec::new();
    let mut excluded: Vec<(&Found, Declared)> = Vec::new();
    let mut sharing: Vec<Vec<&Found>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let tagged = found.iter().enumerate();
    for (index, event) in tagged.filter(|(_, event)| !event.tags.is_empty()) {
        let declared = declared(shapes, event.payload(), &tag.path);
        if !declared.everywhere && !is_told(index) {
            missing.push(event);
        }
        if event.tags.iter().any(String::is_empty) {
            nameless.push(event);
            continue;
        }
        let allowed = declared.texts(shapes);
        let allows = |tag: &String| allowed.as_ref().is_none_or(|allowed| allowed.contains(tag));
        if declared.everywhere
            && !(declared.allows(shapes, Kind::String) && event.tags.iter().all(allows))
        {
            excluded.push((event, declared));
        }
        for tag in &event.tags {
            let place = *places.entry(tag).or_insert(sharing.len());
            match sharing.get_mut(place) {
                Some(events) => events.push(event),
                None => sharing.push(vec![event]),
            }
        }
    }
    missing.dedup_by_key(|event| event.first.place.message);
    let names = |events: &[&Found]| {
        let mut names: Vec<String> = events.iter().map(|event| name(&event.first)).collect();
        names.dedup();
        list(names.iter().map(String::as_str))
    };
    let mut complain = |code, message: String, events: &[&Found], help: &str| {
        let mut problem = Diagnostic::error(code, message).at(input.document, tag.at);
        for event in events.iter().take(3) {
            problem = problem.see(input.document, event.first.place.at, name(&event.first));
        }
        problems.push(problem.help(help));
    };
    if !missing.is_empty() {
        let message = format!(
            "`{member}` is to name the event, but is not declared by {}",
            names(&missing)
        );
        let help = "name another member, or add it to the document under `patches:`, or write a rule for them";
        complain(&code::TAG_MISSING, message, &missing, help);
    }
    if !nameless.is_empty() {
        let message = format!("nothing to call messages of {} by", names(&nameless));
        let help = "choose another `value:`, or give the messages a `name` under `patches:`";
        complain(&code::TAG_VALUE, message, &nameless, help);
    }
    if let [(first, declared), ..] = excluded.as_slice() {
        let events: Vec<&Found> = excluded.iter().map(|(event, _)| *event).collect();
        let tags = events.iter().flat_map(|event| &event.tags);
        let tags = list(tags.map(String::as_str));
        let allowed = match declared.texts(shapes) {
            Some(texts) => list(texts.iter().map(String::as_str)),
            None => "no text".to_owned(),
        };
        let message = format!(
            "`{member}` cannot be {tags}: the document allows {allowed} in `{}`",
            name(&first.first)
        );
        let help = "choose another `value:`, or correct the document under `patches:`";
        complain(&code::TAG_VALUE, message, &events, help);
    }
    for events in sharing.iter().filter(|events| events.len() > 1) {
        let tag = events.iter().flat_map(|event| &event.tags).next();
        let tag = tag
            .map(|tag| tag.escape_debug().to_string())
            .unwrap_or_default();
        let message = format!("`{tag}` on the wire would mean {}", names(events));
        let help = "choose another `value:`, or give the messages names under `patches:`";
        complain(&code::TAG_TWICE, message, events, help);
    }
}

/// What a message is called in a complaint.
fn name(occurrence: &Occurrence<'_>) -> String {
    let Occurrence {
        channel,
        place,
        message,
        siblings: _,
    } = occurrence;
    let key = Some(place.key.as_str()).filter(|key| !key.is_empty());
    let text = key
        .or(message.component.as_deref())
        .or(message.name.as_deref());
    text.unwrap_or(&channel.key).escape_debug().to_string()
}

/// The first required property of the first payload, the outermost ones first, that has a constant
/// string in every payload, another for each message: the way to it, and the constants.
pub(super) fn find(
    shapes: &Shapes<'_>,
    occurrences: &[Occurrence<'_>],
) -> Option<(Vec<String>, Vec<String>)> {
    let mut candidates: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for (index, occurrence) in occurrences.iter().enumerate() {
        let constants = constants(shapes, payload(occurrence.message)?);
        if index == 0 {
            let paths = constants.iter().map(|(path, _)| path.clone());
            candidates = paths.map(|path| (path, Vec::new())).collect();
        }
        let mut constants: HashMap<Vec<String>, String> = constants.into_iter().collect();
        candidates.retain_mut(|(path, wires)| {
            let constant = constants.remove(path);
            let is_constant = constant.is_some();
            wires.extend(constant);
            is_constant
        });
    }
    let distinct = |wires: &[String]| {
        let mut messages: HashMap<&str, MessageId> = HashMap::new();
        occurrences.iter().zip(wires).all(|(occurrence, wire)| {
            let message = occurrence.place.message;
            *messages.entry(wire).or_insert(message) == message
        })
    };
    candidates.into_iter().find(|(_, wires)| distinct(wires))
}

/// The required properties of a payload that can have one string only, the outermost ones first:
/// the way to each, and that string.
fn constants(shapes: &Shapes<'_>, payload: SchemaId) -> Vec<(Vec<String>, String)> {
    let mut found = Vec::new();
    let mut budget = BUDGET;
    let mut todo = VecDeque::from([(payload, Vec::new())]);
    while let Some((id, path)) = todo.pop_front() {
        let Some(keywords) = shapes.keywords(id) else {
            continue;
        };
        let object = &keywords.object;
        let required: HashSet<&str> = object
            .required
            .iter()
            .map(|entry| entry.name.as_str())
            .collect();
        for property in &object.properties {
            let Some(left) = budget.checked_sub(1) else {
                return found;
            };
            budget = left;
            if !required.contains(property.name.as_str()) {
                continue;
            }
            let mut path: Vec<String> = path.clone();
            path.push(property.name.to_string());
            match shapes.strings(property.schema).as_deref() {
                Some([constant]) => found.push((path, constant.clone())),
                None if path.len() < DEPTH => todo.push_back((property.schema, path)),
                Some(_) | None => {}
            }
        }
    }
    found
}
