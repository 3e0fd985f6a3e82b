//! Containment that ends: a type that would contain itself, or nest too deep by value, is put on
//! the heap.

use std::collections::HashMap;

use crate::ir::{ItemKind, Module, Type};
use crate::names::Name;

/// How deep types may contain each other before one is boxed; rustc gives up near 70.
const DEPTH: u32 = 32;

#[derive(Clone, Copy)]
enum State {
    New,
    Open,
    /// Left, with the depth of what it contains.
    Done(u32),
}

/// Boxes, in the order of the items, each use that leads back to an item which is being walked
/// through, and each that leads too deep.
pub(super) fn settle(modules: &mut [Module]) {
    let mut kinds: Vec<&mut ItemKind> = Vec::new();
    let mut ids: HashMap<Name, usize> = HashMap::new();
    for item in modules.iter_mut().flat_map(|module| &mut module.items) {
        ids.insert(item.name.clone(), kinds.len());
        kinds.push(&mut item.kind);
    }
    let ends = alias_ends(&kinds, &ids);
    let mut contents: Vec<Vec<Option<usize>>> = Vec::with_capacity(kinds.len());
    for kind in &mut kinds {
        let mut targets = Vec::new();
        for_each_use(kind, &mut |ty| {
            let name = by_value(ty).and_then(|ty| match ty {
                Type::Named(name) => ids.get(name),
                _ => None,
            });
            targets.push(name.and_then(|id| ends[*id]));
        });
        contents.push(targets);
    }
    let boxed = to_box(&contents);
    for (kind, boxed) in kinds.into_iter().zip(boxed) {
        let mut boxed = boxed.into_iter();
        for_each_use(kind, &mut |ty| {
            if boxed.next() == Some(true)
                && let Some(of) = by_value(ty)
            {
                *of = Type::Box(Box::new(of.clone()));
            }
        });
    }
}

/// For each item the item that a use of it contains: itself, or what an alias stands for.
fn alias_ends(kinds: &[&mut ItemKind], ids: &HashMap<Name, usize>) -> Vec<Option<usize>> {
    let next: Vec<Option<Option<usize>>> = kinds
        .iter()
        .map(|kind| match kind {
            ItemKind::Alias(ty) => Some(contained(ty).and_then(|name| ids.get(name).copied())),
            ItemKind::Struct(_)
            | ItemKind::StringEnum(_)
            | ItemKind::LiteralEnum(_)
            | ItemKind::Constant(_)
            | ItemKind::Union(_)
            | ItemKind::Tuple(_)
            | ItemKind::Newtype(_)
            | ItemKind::Never => None,
        })
        .collect();
    // Chains of aliases are short: longer ones have become newtypes.
    (0..kinds.len())
        .map(|start| {
            let mut at = start;
            while let Some(to) = next[at] {
                at = to?;
            }
            Some(at)
        })
        .collect()
}

fn to_box(contents: &[Vec<Option<usize>>]) -> Vec<Vec<bool>> {
    let mut boxed: Vec<Vec<bool>> = contents
        .iter()
        .map(|uses| vec![false; uses.len()])
        .collect();
    let mut states = vec![State::New; contents.len()];
    for start in 0..contents.len() {
        // What is open, the use that is looked at, the depth found so far.
        let mut open: Vec<(usize, usize, u32)> = Vec::new();
        if let State::New = states[start] {
            states[start] = State::Open;
            open.push((start, 0, 0));
        }
        while let Some((id, at, deepest)) = open.last_mut() {
            let Some(target) = contents[*id].get(*at) else {
                states[*id] = State::Done(*deepest + 1);
                open.pop();
                continue;
            };
            match target.map(|to| (to, states[to])) {
                None => {}
                Some((to, State::New)) => {
                    // Looked at once more when it is done.
                    states[to] = State::Open;
                    open.push((to, 0, 0));
                    continue;
                }
                Some((_, State::Open)) => boxed[*id][*at] = true,
                Some((_, State::Done(depth))) if depth >= DEPTH => boxed[*id][*at] = true,
                Some((_, State::Done(depth))) => *deepest = (*deepest).max(depth),
            }
            *at += 1;
        }
    }
    boxed
}

/// Every type that an item is made of, in order.
fn for_each_use(kind: &mut ItemKind, visit: &mut dyn FnMut(&mut Type)) {
    match kind {
        ItemKind::Struct(of) => of.fields.iter_mut().for_each(|field| visit(&mut field.ty)),
        ItemKind::Union(of) => of
            .branches
            .iter_mut()
            .for_each(|branch| visit(&mut branch.ty)),
        ItemKind::Tuple(of) => of.items.iter_mut().for_each(|item| visit(&mut item.ty)),
        ItemKind::Newtype(ty) => visit(ty),
        ItemKind::StringEnum(_)
        | ItemKind::LiteralEnum(_)
        | ItemKind::Constant(_)
        | ItemKind::Alias(_)
        | ItemKind::Never => {}
    }
}

/// The part of a type that lies in place, not on the heap.
fn by_value(ty: &mut Type) -> Option<&mut Type> {
    match ty {
        Type::Nullable(of) => by_value(of),
        Type::Named(_) => Some(ty),
        Type::Box(_)
        | Type::Vec(_)
        | Type::Map(_)
        | Type::Bool
        | Type::Integer(_)
        | Type::Float
        | Type::String
        | Type::Json
        | Type::Null => None,
    }
}

fn contained(ty: &Type) -> Option<&Name> {
    match ty {
        Type::Named(name) => Some(name),
        Type::Nullable(of) => contained(of),
        Type::Box(_)
        | Type::Vec(_)
        | Type::Map(_)
        | Type::Bool
        | Type::Integer(_)
        | Type::Float
        | Type::String
        | Type::Json
        | Type::Null => None,
    }
}
