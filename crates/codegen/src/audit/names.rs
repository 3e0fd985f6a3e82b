//! The names that a crate gave: the only words of its files that come of the document.

use std::collections::HashSet;

use crate::ir::{Crate, Events, Item, ItemKind, Module, Rest, Struct};
use crate::names::Name;

/// All names, and what is made of them.
pub(super) fn of(krate: &Crate) -> HashSet<String> {
    let mut names = HashSet::new();
    for Module { name, items, .. } in &krate.modules {
        names.insert(name.as_str().to_owned());
        for item in items {
            names.insert(slots(&item.name));
            let given = std::iter::once(&item.name).chain(inner(item));
            names.extend(given.map(|name| name.as_str().to_owned()));
        }
    }
    let samples = krate.samples.iter().map(|it| it.function.as_str());
    names.extend(samples.map(str::to_owned));
    if let Some(events) = &krate.events {
        of_events(events, &mut names);
    }
    names
}

/// The type that holds a struct's members while it is decoded.
fn slots(name: &Name) -> String {
    format!("{}Slots", name.as_str().trim_end_matches('_'))
}

fn inner(item: &Item) -> Vec<&Name> {
    match &item.kind {
        ItemKind::Struct(Struct { fields, rest }) => {
            let Rest { name, kind: _ } = rest;
            fields.iter().map(|it| &it.name).chain([name]).collect()
        }
        ItemKind::StringEnum(it) => {
            let variants = it.variants.iter().map(|it| &it.name);
            variants.chain(&it.other).collect()
        }
        ItemKind::LiteralEnum(it) => {
            let variants = it.variants.iter().map(|it| &it.name);
            variants.chain(&it.other).collect()
        }
        ItemKind::Union(it) => {
            let branches = it.branches.iter().map(|it| &it.name);
            branches.chain(&it.other).collect()
        }
        ItemKind::Tuple(it) => {
            let items = it.items.iter().map(|it| &it.name);
            let rest = it.rest.iter().map(|(name, _)| name);
            items.chain(rest).collect()
        }
        ItemKind::Constant(_) | ItemKind::Newtype(_) | ItemKind::Alias(_) | ItemKind::Never => {
            Vec::new()
        }
    }
}

fn of_events(events: &Events, names: &mut HashSet<String>) {
    let variants = events.variants.iter().map(|it| (&it.name, &it.function));
    let opaque = events.opaque.iter().map(|it| (&it.name, &it.function));
    for (name, function) in variants.chain(opaque) {
        names.insert(name.as_str().to_owned());
        for verb in ["decode", "decode_batch", "from_json"] {
            names.insert(format!("{verb}_{}", function.as_str()));
        }
    }
    let others = events.ambiguous.iter().chain([&events.unknown]);
    names.extend(others.map(|name| name.as_str().to_owned()));
}
