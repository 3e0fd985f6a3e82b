//! Types that stay small: what holds many bytes is put on the heap where it is part of another
//! type. Types that each hold several others would double with every level, and what is decoded
//! has to fit the stack.

use foldhash::{HashMap, HashMapExt};

use super::boxes::{by_value, for_each_use};
use crate::ir::{Integer, Item, ItemKind, Module, RestKind, Type};
use crate::names::Name;

/// How many bytes a part may have in place, by estimate.
const LIMIT: u64 = 4096;

/// Boxes each use of a type that is too large. No type may contain itself any more.
pub(super) fn settle(modules: &mut [Module]) {
    let items = modules.iter_mut().flat_map(|module| &mut module.items);
    let mut items: Vec<&mut Item> = items.collect();
    let places: HashMap<Name, usize> = items
        .iter()
        .enumerate()
        .map(|(place, item)| (item.name.clone(), place))
        .collect();
    let mut sizes: HashMap<Name, u64> = HashMap::with_capacity(items.len());
    let mut opened = vec![false; items.len()];
    for start in 0..items.len() {
        let mut open = vec![start];
        while let Some(place) = open.last().copied() {
            let Some(item) = items.get_mut(place) else {
                break;
            };
            // Parts first. One that is open already would be a circle; it counts for nothing.
            if let Some(opened) = opened.get_mut(place) {
                *opened = true;
            }
            let parts = parts(&mut item.kind);
            let parts = parts.iter().filter_map(|name| places.get(name).copied());
            let before = open.len();
            open.extend(parts.filter(|part| opened.get(*part) == Some(&false)));
            if open.len() == before {
                open.pop();
                if !sizes.contains_key(&item.name) {
                    let size = settled(&mut item.kind, &sizes);
                    sizes.insert(item.name.clone(), size);
                }
            }
        }
    }
}

/// Boxes the large parts of an item, and says how large it is then.
fn settled(kind: &mut ItemKind, sizes: &HashMap<Name, u64>) -> u64 {
    for_each_use(kind, &mut |ty| {
        if size_of(ty, sizes) > LIMIT
            && let Some(of) = by_value(ty)
        {
            *of = Type::Box(Box::new(of.clone()));
        }
    });
    let of = |ty: &Type| size_of(ty, sizes);
    match kind {
        ItemKind::Struct(it) => {
            let fields = it
                .fields
                .iter()
                .map(|field| of(&field.ty).saturating_add(WORD));
            let rest = match it.rest.kind {
                RestKind::Closed => 0,
                RestKind::Raw | RestKind::Typed(_) => 3 * WORD,
            };
            fields.fold(rest, u64::saturating_add)
        }
        ItemKind::Tuple(it) => {
            let items = it
                .items
                .iter()
                .map(|item| of(&item.ty).saturating_add(WORD));
            items.fold(3 * WORD, u64::saturating_add)
        }
        ItemKind::Union(it) => {
            let branches = it.branches.iter().map(|branch| of(&branch.ty));
            branches.max().unwrap_or(0).saturating_add(WORD)
        }
        ItemKind::Newtype(ty) | ItemKind::Alias(ty) => of(ty),
        ItemKind::StringEnum(_) | ItemKind::LiteralEnum(_) => 3 * WORD,
        ItemKind::Constant(_) | ItemKind::Never => 0,
    }
}

/// What an item contains by value.
fn parts(kind: &mut ItemKind) -> Vec<Name> {
    let mut parts = Vec::new();
    let mut add = |ty: &mut Type| {
        if let Some(Type::Named(name)) = by_value(ty) {
            parts.push(name.clone());
        }
    };
    match kind {
        ItemKind::Alias(ty) => add(ty),
        ItemKind::Struct(_)
        | ItemKind::StringEnum(_)
        | ItemKind::LiteralEnum(_)
        | ItemKind::Constant(_)
        | ItemKind::Union(_)
        | ItemKind::Tuple(_)
        | ItemKind::Newtype(_)
        | ItemKind::Never => for_each_use(kind, &mut add),
    }
    parts
}

/// The size of a pointer, and of what tells a value from none at most.
const WORD: u64 = 8;

/// How many bytes a type has at most, about.
fn size_of(ty: &Type, sizes: &HashMap<Name, u64>) -> u64 {
    match ty {
        Type::Null => 0,
        Type::Integer(Integer::Any) | Type::Number => 4 * WORD,
        // No other integer is longer than a word.
        Type::Bool | Type::Integer(_) | Type::Box(_) => WORD,
        Type::Json | Type::Secret => 2 * WORD,
        Type::String | Type::Vec(_) | Type::Map(_) => 3 * WORD,
        Type::Formatted(_) => 16 * WORD,
        Type::Named(name) => sizes.get(name).copied().unwrap_or(0),
        Type::Nullable(of) => size_of(of, sizes).saturating_add(WORD),
        Type::TextOr(of) => size_of(of, sizes).max(3 * WORD).saturating_add(WORD),
    }
}
