//! Events by what they carry: each payload is decoded and encoded in one place.

use std::collections::HashMap;

use super::boxed;
use crate::ir::{Event, Events, Type};

/// The events that carry the same type, in the same box or none.
pub(super) struct Group<'a> {
    pub(super) payload: &'a Type,
    /// Index and event.
    pub(super) events: Vec<(usize, &'a Event)>,
}

/// The groups, in the order of the first event of each.
pub(super) fn groups(events: &Events) -> Vec<Group<'_>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places = HashMap::new();
    for (index, event) in events.variants.iter().enumerate() {
        let held = (boxed(&event.payload), &event.carries);
        let place = *places.entry(held).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.events.push((index, event)),
            None => groups.push(Group {
                payload: &event.payload,
                events: vec![(index, event)],
            }),
        }
    }
    groups
}
