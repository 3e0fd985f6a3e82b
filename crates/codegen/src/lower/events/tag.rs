//! The member that names an event: checked where the settings give one, found where the document
//! shows one.

use std::collections::{HashMap, HashSet};

use asyncapi_parser::diagnostic::Diagnostic;
use asyncapi_parser::model::{MessageId, SchemaId};
use asyncapi_parser::tree::NodeId;

use super::{Found, Occurrence, payload};
use crate::code;
use crate::lower::Input;
use crate::lower::shape::Shapes;

/// Checks that the tag is declared in every payload, can hold what the rule says, and that no two
/// messages share one.
pub(super) fn check(
    shapes: &Shapes<'_>,
    input: &Input<'_>,
    member: &str,
    rule: NodeId,
    found: &[Found<'_>],
    problems: &mut Vec<Diagnostic>,
) {
    let mut firsts: HashMap<&str, &Found<'_>> = HashMap::new();
    let mut missing: HashSet<MessageId> = HashSet::new();
    for event in found {
        let wire = event.wire.escape_debug();
        let at = event.first.place.at;
        let tags = payload(event.first.message)
            .map(|id| tags(shapes, id, member))
            .unwrap_or_default();
        let name = name(&event.first);
        if tags.is_empty() && missing.insert(event.first.place.message) {
            let message =
                format!("the payload of `{name}` declares no `{member}`, which names the event");
            let problem = Diagnostic::error(&code::TAG_MISSING, message)
                .at(input.document, at)
                .see(input.document, rule, "the rule")
                .help(
                    "name another member in the rule, or add it to the document under `patches:`",
                );
            problems.push(problem);
        }
        if event.wire.is_empty() {
            let message =
                format!("a message of `{name}` has nothing that the rule could call it by");
            let problem = Diagnostic::error(&code::TAG_VALUE, message)
                .at(input.document, at)
                .see(input.document, rule, "the rule")
                .help("choose another `value:`, or give the message a `name` under `patches:`");
            problems.push(problem);
            continue;
        }
        let limits: Option<Vec<Vec<String>>> = tags.iter().map(|id| shapes.strings(*id)).collect();
        if let Some(limits) = limits.map(|limits| limits.concat())
            && !limits.is_empty()
            && !limits.contains(&event.wire)
        {
            let allowed: Vec<String> = limits
                .iter()
                .take(5)
                .map(|value| format!("`{value}`"))
                .collect();
            let message = format!(
                "`{member}` of `{name}` cannot be `{wire}`: the document allows {}",
                allowed.join(", ")
            );
            let mut problem = Diagnostic::error(&code::TAG_VALUE, message).at(input.document, at);
            for id in tags.iter().take(1) {
                problem = problem.see(input.document, shapes.schema(*id).at, "allowed here");
            }
            let problem = problem
                .see(input.document, rule, "the rule")
                .help("choose another `value:`, or correct the document under `patches:`");
            problems.push(problem);
        }
        match firsts.get(event.wire.as_str()) {
            Some(first) => {
                let message = format!(
                    "`{}` and `{name}` are both called `{wire}` on the wire",
                    self::name(&first.first)
                );
                let problem = Diagnostic::error(&code::TAG_TWICE, message)
                    .at(input.document, at)
                    .see(input.document, first.first.place.at, "the other message")
                    .see(input.document, rule, "the rule")
                    .help("choose another `value:`, or give the messages names under `patches:`");
                problems.push(problem);
            }
            None => {
                firsts.insert(&event.wire, event);
            }
        }
    }
}

/// What a message is called in a complaint.
fn name(occurrence: &Occurrence<'_>) -> String {
    let Occurrence {
        channel,
        place,
        message,
    } = occurrence;
    let key = Some(place.key.as_str()).filter(|key| !key.is_empty());
    let text = key
        .or(message.component.as_deref())
        .or(message.name.as_deref());
    text.unwrap_or(&channel.key).escape_debug().to_string()
}

/// The schemas that a payload declares a member with: several if it is a union. None if one of
/// its branches does not declare it.
fn tags(shapes: &Shapes<'_>, payload: SchemaId, member: &str) -> Vec<SchemaId> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut todo = vec![payload];
    while let Some(id) = todo.pop() {
        if !seen.insert(shapes.end(id)) {
            continue;
        }
        let Some(keywords) = shapes.keywords(id) else {
            return Vec::new();
        };
        let properties = &keywords.object.properties;
        let property = properties.iter().find(|property| property.name == member);
        let branches = keywords.one_of.first().or(keywords.any_of.first());
        match (property, branches) {
            (Some(property), _) => found.push(property.schema),
            (None, Some(branches)) => todo.extend(branches.iter().rev()),
            (None, None) => return Vec::new(),
        }
    }
    found
}

/// The first required property at the top of the first payload that has a constant string in
/// every payload, another for each message: its name, and the constants.
pub(super) fn find(
    shapes: &Shapes<'_>,
    occurrences: &[Occurrence<'_>],
) -> Option<(String, Vec<String>)> {
    let mut candidates: Vec<(String, Vec<String>)> = Vec::new();
    for (index, occurrence) in occurrences.iter().enumerate() {
        let mut constants = constants(shapes, payload(occurrence.message)?)?;
        if index == 0 {
            candidates = constants
                .iter()
                .map(|(name, _)| ((*name).to_owned(), Vec::new()))
                .collect();
        }
        candidates.retain_mut(|(name, wires)| {
            let at = constants.iter().position(|(constant, _)| constant == name);
            wires.extend(at.map(|at| constants.swap_remove(at).1));
            at.is_some()
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

/// The required properties of a payload that can have one string only.
fn constants<'a>(shapes: &Shapes<'a>, payload: SchemaId) -> Option<Vec<(&'a str, String)>> {
    let object = &shapes.keywords(payload)?.object;
    let required: HashSet<&str> = object
        .required
        .iter()
        .map(|entry| entry.name.as_str())
        .collect();
    let mut constants = Vec::new();
    for property in &object.properties {
        if required.contains(property.name.as_str())
            && let Some([constant]) = shapes.strings(property.schema).as_deref()
        {
            constants.push((property.name.as_str(), constant.clone()));
        }
    }
    Some(constants)
}
