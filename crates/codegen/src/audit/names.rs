//! The names that a crate gave: the only words of its files that come of the document.

use std::borrow::Cow;

use crate::ir::{Crate, Events, Item, ItemKind, Module, Rest, Struct};
use crate::names::Name;

/// All names, and what is made of them; some more than once.
pub(super) fn of(krate: &Crate) -> Vec<Cow<'_, str>> {
    let mut names = vec![Cow::Owned(krate.package.replace('-', "_"))];
    for Module { name, items, .. } in &krate.modules {
        names.push(name.as_str().into());
        for item in items {
            if let ItemKind::Struct(_) = item.kind {
                names.push(slots(&item.name).into());
            }
            names.push(item.name.as_str().into());
            names.extend(inner(item).into_iter().map(|name| name.as_str().into()));
        }
    }
    let samples = krate.samples.iter();
    names.extend(samples.map(|it| it.function.as_str().into()));
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

fn of_events<'a>(events: &'a Events, names: &mut Vec<Cow<'a, str>>) {
    let variants = events.variants.iter().map(|it| (&it.name, &it.function));
    let opaque = events.opaque.iter().map(|it| (&it.name, &it.function));
    for (name, function) in variants.chain(opaque) {
        names.push(name.as_str().into());
        for verb in ["decode", "decode_batch", "from_json"] {
            names.push(format!("{verb}_{}", function.as_str()).into());
        }
    }
    let others = events.ambiguous.iter().chain([&events.unknown]);
    names.extend(others.map(|name| name.as_str().into()));
}
