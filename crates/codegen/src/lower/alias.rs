//! Aliases that end: Rust expands them where they are used, so one that leads to itself, or
//! through very many others, becomes a type of its own.

use std::collections::HashMap;

use crate::ir::{ItemKind, Module, Type};
use crate::names::Name;

/// How many aliases one may lead through.
const DEPTH: u32 = 32;

#[derive(Clone, Copy)]
enum State {
    New,
    Open,
    /// Left, with the number of aliases that it leads through.
    Done(u32),
}

/// Lets an alias of another name the type behind that, then makes newtypes of those that cannot
/// remain aliases.
pub(super) fn settle(modules: &mut [Module]) {
    shorten(modules);
    let mut aliases: Vec<(&Name, Option<&Name>)> = Vec::new();
    for item in modules.iter().flat_map(|module| &module.items) {
        if let ItemKind::Alias(ty) = &item.kind {
            aliases.push((&item.name, named(ty)));
        }
    }
    let ids: HashMap<&Name, usize> = aliases.iter().map(|(name, _)| *name).zip(0..).collect();
    let leads: Vec<Option<usize>> = aliases
        .iter()
        .map(|(_, to)| to.and_then(|name| ids.get(name).copied()))
        .collect();
    let mut newtypes = newtypes(&leads).into_iter();
    for item in modules.iter_mut().flat_map(|module| &mut module.items) {
        if let ItemKind::Alias(ty) = &item.kind
            && newtypes.next() == Some(true)
        {
            item.kind = ItemKind::Newtype(ty.clone());
        }
    }
}

/// `type A = B; type B = C;` becomes `type A = C; type B = C;`.
fn shorten(modules: &mut [Module]) {
    let mut to: HashMap<Name, Name> = HashMap::new();
    for item in modules.iter().flat_map(|module| &module.items) {
        if let ItemKind::Alias(Type::Named(name)) = &item.kind {
            to.insert(item.name.clone(), name.clone());
        }
    }
    let mut ends: HashMap<Name, Name> = HashMap::new();
    for start in to.keys() {
        let mut chain = Vec::new();
        let mut at = start;
        while let Some(next) = to
            .get(at)
            .filter(|_| !ends.contains_key(at) && chain.len() <= to.len())
        {
            chain.push(at);
            at = next;
        }
        let end = ends.get(at).unwrap_or(at).clone();
        ends.extend(chain.into_iter().map(|name| (name.clone(), end.clone())));
    }
    for item in modules.iter_mut().flat_map(|module| &mut module.items) {
        if let ItemKind::Alias(Type::Named(name)) = &mut item.kind
            && let Some(end) = ends.get(name)
        {
            *name = end.clone();
        }
    }
}

/// Which aliases cannot remain ones: those that lead back to themselves at the point where that
/// is entered, and each at which the nesting becomes too deep.
fn newtypes(leads: &[Option<usize>]) -> Vec<bool> {
    let mut newtypes = vec![false; leads.len()];
    let mut states = vec![State::New; leads.len()];
    for start in 0..leads.len() {
        let mut way = Vec::new();
        let mut at = Some(start);
        let mut depth = loop {
            let Some(id) = at else { break 0 };
            match states[id] {
                State::New => {
                    states[id] = State::Open;
                    way.push(id);
                    at = leads[id];
                }
                State::Open => {
                    newtypes[id] = true;
                    break 0;
                }
                State::Done(depth) => break depth,
            }
        };
        while let Some(id) = way.pop() {
            newtypes[id] |= depth + 1 >= DEPTH;
            depth = if newtypes[id] { 0 } else { depth + 1 };
            states[id] = State::Done(depth);
        }
    }
    newtypes
}

/// The type of the crate that a type is written with; there is one at most.
fn named(ty: &Type) -> Option<&Name> {
    match ty {
        Type::Named(name) => Some(name),
        Type::Box(of) | Type::Nullable(of) | Type::Vec(of) | Type::Map(of) => named(of),
        Type::Bool | Type::Integer(_) | Type::Float | Type::String | Type::Json | Type::Null => {
            None
        }
    }
}
