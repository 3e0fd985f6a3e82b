//! The event enum: its variants, and the functions that decode it.

use std::collections::BTreeSet;

use super::parts::{self, Part, ours};
use super::written::{BOXED, REQUIRED, Slot, Types};
use super::{Change, Level, change, docs};
use crate::emit::boxed;
use crate::ir::{Events, Type};

/// Compares the event enums of two crates.
pub(super) fn compare(
    changes: &mut Vec<Change>,
    types: &Types<'_>,
    old: Option<&Events>,
    new: Option<&Events>,
) {
    let (old, new) = match (old, new) {
        (None, None) => return,
        (None, Some(_)) => {
            changes.push(change(Level::Additive, "Event", "is new", ""));
            return;
        }
        (Some(_), None) => {
            changes.push(change(Level::Breaking, "Event", "is gone", ""));
            return;
        }
        (Some(old), Some(new)) => (old, new),
    };
    docs(changes, "Event", "", &old.docs, &new.docs);
    if rules(old) != rules(new) {
        let text = "is told apart otherwise";
        changes.push(change(Level::Documentation, "Event", text, ""));
    }
    let (before, after) = (functions(old), functions(new));
    for function in after.difference(&before) {
        let path = format!("Event::{function}");
        changes.push(change(Level::Additive, &path, "is new", ""));
    }
    for function in before.difference(&after) {
        let path = format!("Event::{function}");
        changes.push(change(Level::Breaking, &path, "is gone", ""));
    }
    parts::compare(changes, types, "Event", "", &variants(old), &variants(new));
}

fn variants(events: &Events) -> Vec<Part<'_>> {
    let variants = events.variants.iter().map(|event| Part {
        name: event.name.as_str(),
        slot: Slot::Of(held(&event.payload), &event.payload),
        wire: &event.wire,
        docs: Some(&event.docs),
    });
    let opaque = events.opaque.iter().map(|event| Part {
        docs: Some(&event.docs),
        ..ours(event.name.as_str(), Slot::Fixed("Box<OpaqueEvent>"))
    });
    let ambiguous = events.ambiguous.as_ref();
    let ambiguous = ambiguous.map(|name| ours(name.as_str(), Slot::Fixed("Box<AmbiguousEvent>")));
    let unknown = ours(events.unknown.as_str(), Slot::Fixed("Box<UnknownEvent>"));
    variants
        .chain(opaque)
        .chain(ambiguous)
        .chain([unknown])
        .collect()
}

/// How events are told apart, to be compared.
fn rules(events: &Events) -> String {
    let tags: Vec<&[String]> = events.variants.iter().map(|event| &*event.tags).collect();
    format!("{:?} {tags:?}", events.by_body)
}

fn held(payload: &Type) -> &'static [&'static str] {
    if boxed(payload) { BOXED } else { REQUIRED }
}

/// The functions that decode an event.
fn functions(events: &Events) -> BTreeSet<String> {
    let mut functions = BTreeSet::new();
    if events.by_body.is_some() {
        functions.extend(["decode", "from_json"].map(str::to_owned));
        functions.extend(events.batch.then(|| "decode_batch".to_owned()));
    }
    if events.by_caller {
        for event in &events.variants {
            let function = event.function.as_str();
            functions.extend([
                format!("decode_{function}"),
                format!("from_json_{function}"),
            ]);
            functions.extend(events.batch.then(|| format!("decode_batch_{function}")));
        }
    }
    let opaque = events.opaque.iter();
    functions.extend(opaque.map(|event| format!("decode_{}", event.function.as_str())));
    functions
}
