//! What a change of a document does to the Rust API: two crates in, changes out, each with what
//! it means to those who use the crate. Knows Rust's rules of compatibility; knows nothing of
//! documents.
//!
//! Structs and enums are `#[non_exhaustive]`, so that a new field or variant breaks nobody; a
//! type, field or variant that is gone, or has another type, breaks those who name it. What the
//! wire alone sees, such as another name of a member, is told beside documentation: it compiles.

mod events;
mod items;
mod parts;
mod written;

use std::collections::BTreeMap;

use crate::emit::RUNTIME;
use crate::ir::{Crate, Docs, Item, Type};
use items::kind;
use parts::parts;
use written::{REQUIRED, Slot, Types};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it means to those who use the crate.
    pub level: Level,
    /// What has changed, by its path in the crate, e.g. `Call::duration`.
    pub path: String,
    /// What became of it; goes on from the path, e.g. `is gone`.
    pub text: String,
    /// JSON pointer of what it comes from in the document: the new one, or the old one for what
    /// is gone; empty for the crate.
    pub pointer: String,
}

/// What a change means to those who use the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// What compiled compiles and has the same types.
    Documentation,
    /// There is more than before.
    Additive,
    /// Something that compiled may not compile any more.
    Breaking,
}

/// Compares two crates. Changes are in the order of the new crate, what is gone last, the events
/// first.
pub fn diff(old: &Crate, new: &Crate) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.package != new.package {
        let text = format!("is called `{}` now", new.package);
        changes.push(Change {
            level: Level::Breaking,
            path: old.package.clone(),
            text,
            pointer: String::new(),
        });
    }
    docs(&mut changes, &new.package, "", &old.docs, &new.docs);
    let (before, after) = (by_name(old), by_name(new));
    let renamed = renamed(old, &before, &after);
    let types = Types {
        old: &before,
        new: &after,
        renamed: &renamed,
    };
    events::compare(
        &mut changes,
        &types,
        old.events.as_ref(),
        new.events.as_ref(),
    );
    let origin: BTreeMap<&str, &str> = renamed.iter().map(|(old, new)| (*new, *old)).collect();
    for item in items_of(new) {
        let name = item.name.as_str();
        let was = origin.get(name).copied().unwrap_or(name);
        match before.get(was) {
            Some(old) => items::compare(&mut changes, &types, old, item),
            None => {
                let text = format!("is new: {}", kind(&item.kind));
                changes.push(change(Level::Additive, name, text, &item.pointer));
                if RUNTIME.contains(&name) {
                    let text = "hides the runtime's type of this name at the root";
                    changes.push(change(Level::Breaking, name, text, &item.pointer));
                }
            }
        }
    }
    for item in items_of(old) {
        let name = item.name.as_str();
        if let Some(now) = renamed.get(name) {
            let text = format!("is called `{now}` now");
            changes.push(change(Level::Breaking, name, text, &item.pointer));
        } else if !after.contains_key(name) {
            changes.push(change(Level::Breaking, name, "is gone", &item.pointer));
        }
    }
    changes
}

/// A type as it is written in the crate, e.g. `Vec<Call>`.
pub fn written(ty: &Type) -> String {
    Slot::Of(REQUIRED, ty).written()
}

/// The types that a type holds or stands for, in order.
pub fn types_of(item: &Item) -> Vec<&Type> {
    let parts = parts(item).into_iter();
    let of_parts = parts.filter_map(|part| match part.slot {
        Slot::Of(_, ty) => Some(ty),
        Slot::Fixed(_) | Slot::Nothing => None,
    });
    of_parts.chain(item.kind.alias()).collect()
}

fn items_of(krate: &Crate) -> impl Iterator<Item = &Item> {
    krate.modules.iter().flat_map(|module| &module.items)
}

fn by_name(krate: &Crate) -> BTreeMap<&str, &Item> {
    items_of(krate)
        .map(|item| (item.name.as_str(), item))
        .collect()
}

/// The types that have another name in the new crate: what stands at the same place in the
/// document, where neither name is in both crates.
fn renamed<'a>(
    old: &'a Crate,
    before: &BTreeMap<&str, &Item>,
    after: &BTreeMap<&'a str, &'a Item>,
) -> BTreeMap<&'a str, &'a str> {
    let new: BTreeMap<&str, &str> = after
        .iter()
        .filter(|(name, _)| !before.contains_key(**name))
        .map(|(name, item)| (item.pointer.as_str(), *name))
        .collect();
    items_of(old)
        .map(|item| (item.name.as_str(), item))
        .filter(|(name, _)| !after.contains_key(*name))
        .filter_map(|(name, item)| Some((name, *new.get(item.pointer.as_str())?)))
        .collect()
}

fn change(level: Level, path: &str, text: impl Into<String>, pointer: &str) -> Change {
    Change {
        level,
        path: path.to_owned(),
        text: text.into(),
        pointer: pointer.to_owned(),
    }
}

/// Compares what is said to people.
fn docs(changes: &mut Vec<Change>, path: &str, pointer: &str, old: &Docs, new: &Docs) {
    match (old.deprecated, new.deprecated) {
        (false, true) => {
            changes.push(change(Level::Additive, path, "is deprecated now", pointer));
        }
        (true, false) => {
            let text = "is not deprecated any more";
            changes.push(change(Level::Documentation, path, text, pointer));
        }
        (true, true) | (false, false) => {}
    }
    if old.paragraphs != new.paragraphs {
        let text = "is documented otherwise";
        changes.push(change(Level::Documentation, path, text, pointer));
    }
}
