//! The event enum: its variants, and the functions that decode it.

use std::collections::BTreeSet;

use super::parts::{self, Part};
use super::written::{BOXED, REQUIRED, Slot, Types};
use super::{Change, Level, change, docs};
use crate::emit::boxed;
use crate::ir::{EventRule, Events, Type};

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
    let (was, is) = (format!("{:?}", old.rule), format!("{:?}", new.rule));
    if was != is {
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
    let unknown = Part {
        name: events.unknown.as_str(),
        slot: Slot::Fixed("Box<UnknownEvent>"),
        wire: "",
        docs: None,
    };
    variants.chain([unknown]).collect()
}

fn held(payload: &Type) -> &'static [&'static str] {
    if boxed(payload) { BOXED } else { REQUIRED }
}

/// The functions that decode an event.
fn functions(events: &Events) -> BTreeSet<String> {
    match &events.rule {
        EventRule::Tag { .. } => BTreeSet::from(["decode".to_owned(), "from_json".to_owned()]),
        EventRule::Told => events
            .variants
            .iter()
            .flat_map(|event| {
                let function = event.function.as_str();
                [
                    format!("decode_{function}"),
                    format!("from_json_{function}"),
                ]
            })
            .collect(),
    }
}
