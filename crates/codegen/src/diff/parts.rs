//! What a type is made of, whatever its kind: fields and variants, by name.

use std::collections::HashMap;

use super::written::{MAP, OPTIONAL, REQUIRED, Slot, Types, VEC};
use super::{Change, Level, change, docs};
use crate::ir::{Docs, Item, ItemKind, RestKind};

/// A field or a variant.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub(super) name: &'a str,
    pub(super) slot: Slot<'a>,
    /// What it is on the wire; empty where that is its type's business.
    pub(super) wire: &'a str,
    pub(super) docs: Option<&'a Docs>,
}

/// The parts of an item, in order.
pub(super) fn parts(item: &Item) -> Vec<Part<'_>> {
    match &item.kind {
        ItemKind::Struct(it) => {
            let rest = match &it.rest.kind {
                RestKind::Raw => Some(Slot::Fixed("Extra")),
                RestKind::Closed => None,
                RestKind::Typed(ty) => Some(Slot::Of(MAP, ty)),
            };
            let fields = it.fields.iter().map(|it| Part {
                name: it.name.as_str(),
                slot: Slot::Of(optional(it.required), &it.ty),
                wire: &it.wire,
                docs: Some(&it.docs),
            });
            let rest = rest.map(|slot| ours(it.rest.name.as_str(), slot));
            fields.chain(rest).collect()
        }
        ItemKind::StringEnum(it) => {
            let variants = it.variants.iter().map(|it| Part {
                name: it.name.as_str(),
                slot: Slot::Nothing,
                wire: &it.value,
                docs: Some(&it.docs),
            });
            let other = it.other.as_ref();
            let other = other.map(|name| ours(name.as_str(), Slot::Fixed("Box<str>")));
            variants.chain(other).collect()
        }
        ItemKind::LiteralEnum(it) => {
            let variants = it.variants.iter().map(|it| Part {
                name: it.name.as_str(),
                slot: Slot::Nothing,
                wire: &it.value.0,
                docs: Some(&it.docs),
            });
            let other = it.other.as_ref();
            let other = other.map(|name| ours(name.as_str(), Slot::Fixed("Json")));
            variants.chain(other).collect()
        }
        ItemKind::Union(it) => {
            let branches = it.branches.iter().map(|it| Part {
                name: it.name.as_str(),
                slot: Slot::Of(REQUIRED, &it.ty),
                wire: "",
                docs: Some(&it.docs),
            });
            let other = it.other.as_ref();
            let other = other.map(|name| ours(name.as_str(), Slot::Fixed("Json")));
            branches.chain(other).collect()
        }
        ItemKind::Tuple(it) => {
            let items = it.items.iter().map(|it| Part {
                name: it.name.as_str(),
                slot: Slot::Of(optional(it.required), &it.ty),
                wire: "",
                docs: Some(&it.docs),
            });
            let rest = it.rest.as_ref();
            let rest = rest.map(|(name, ty)| ours(name.as_str(), Slot::Of(VEC, ty)));
            items.chain(rest).collect()
        }
        ItemKind::Newtype(ty) => vec![ours("0", Slot::Of(REQUIRED, ty))],
        ItemKind::Constant(_) | ItemKind::Alias(_) | ItemKind::Never => Vec::new(),
    }
}

fn optional(required: bool) -> &'static [&'static str] {
    if required { REQUIRED } else { OPTIONAL }
}

/// A part that does not come from the document.
pub(super) fn ours<'a>(name: &'a str, slot: Slot<'a>) -> Part<'a> {
    Part {
        name,
        slot,
        wire: "",
        docs: None,
    }
}

/// Compares the parts of a type.
pub(super) fn compare(
    changes: &mut Vec<Change>,
    types: &Types<'_>,
    path: &str,
    pointer: &str,
    old: &[Part<'_>],
    new: &[Part<'_>],
) {
    let before: HashMap<&str, &Part<'_>> = old.iter().map(|part| (part.name, part)).collect();
    let after: HashMap<&str, &Part<'_>> = new.iter().map(|part| (part.name, part)).collect();
    for part in new {
        let path = format!("{path}::{}", part.name);
        match before.get(part.name) {
            Some(old) => compare_one(changes, types, &path, pointer, old, part),
            None => {
                let text = match part.slot {
                    Slot::Nothing => "is new".to_owned(),
                    Slot::Fixed(_) | Slot::Of(..) => {
                        format!("is new: `{}`", part.slot.written())
                    }
                };
                changes.push(change(Level::Additive, &path, text, pointer));
            }
        }
    }
    for part in old {
        if !after.contains_key(part.name) {
            let path = format!("{path}::{}", part.name);
            changes.push(change(Level::Breaking, &path, "is gone", pointer));
        }
    }
}

fn compare_one(
    changes: &mut Vec<Change>,
    types: &Types<'_>,
    path: &str,
    pointer: &str,
    old: &Part<'_>,
    new: &Part<'_>,
) {
    if !types.same(&old.slot, &new.slot) {
        let text = format!(
            "was `{}` and is `{}` now",
            old.slot.written(),
            new.slot.written()
        );
        changes.push(change(Level::Breaking, path, text, pointer));
    }
    if old.wire != new.wire {
        let text = format!("is `{}` on the wire now, it was `{}`", new.wire, old.wire);
        changes.push(change(Level::Documentation, path, text, pointer));
    }
    if let (Some(old), Some(new)) = (old.docs, new.docs) {
        docs(changes, path, pointer, old, new);
    }
}
