//! Events in formats that are not JSON: each message of each channel, for nothing but the caller
//! tells them.

use std::collections::HashSet;

use asyncapi_parser::diagnostic::{Diagnostic, shortened};
use asyncapi_parser::tree::NodeId;

use super::{Found, Input, Occurrence, event_docs, told, told_text};
use crate::code;
use crate::ir;
use crate::names::{Name, Scope};

/// What is said of a message that is not JSON.
pub(super) fn problem(input: &Input<'_>, at: NodeId, format: &str) -> Diagnostic {
    let format = shortened(format);
    let message = format!("a payload in `{format}` is not decoded: `Event` carries its bytes");
    Diagnostic::warning(&code::NOT_JSON, message)
        .at(input.document, at)
        .help("decode the bytes yourself, or describe the payload as a JSON schema")
}

/// The events, by names that those which are JSON do not have.
pub(super) fn events<'a>(opaque: &[Occurrence<'a>], json: &[Found<'_>]) -> Vec<Found<'a>> {
    let mut taken: HashSet<String> = json.iter().map(|event| event.wire.clone()).collect();
    let mut events = told(opaque);
    for event in &mut events {
        while !taken.insert(event.wire.clone()) {
            event.wire.push_str("#bytes");
        }
    }
    events
}

/// The variants of events with their names.
pub(super) fn lower(
    input: &Input<'_>,
    opaque: &[Found<'_>],
    names: impl Iterator<Item = Name>,
    functions: &mut Scope,
) -> Vec<ir::Opaque> {
    let variant = |(event, name): (&Found<'_>, Name)| ir::Opaque {
        name,
        wire: event.wire.clone(),
        docs: event_docs(event),
        format: event.format().unwrap_or_default().to_owned(),
        function: functions.add(&[&told_text(&event.first), &event.wire]),
        pointer: input.document.pointer(event.first.place.at),
    };
    opaque.iter().zip(names).map(variant).collect()
}
