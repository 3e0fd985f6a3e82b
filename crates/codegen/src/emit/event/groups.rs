//! Events by what they carry: each payload is decoded and encoded in one place.

use std::collections::HashMap;

use crate::ir::{Event, Events, Type};

/// The events that carry the same type.
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
        let place = *places.entry(&event.payload).or_insert(groups.len());
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
