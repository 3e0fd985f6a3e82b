//! Containment that ends: a type that would contain itself, or nest too deep by value, is put on
//! the heap.

use std::collections::{HashMap, HashSet};

use crate::ir::{ItemKind, Module, Type};
use crate::names::Name;

/// How deep types may contain each other before one is boxed; rustc gives up near 70.
const DEPTH: u32 = 32;

#[derive(Clone, Copy)]
enum State {
    Open,
    /// Left, with the depth of what it contains.
    Done(u32),
}

/// What an item contains by value, in order; `None` for a use that contains no item.
#[derive(Debug)]
struct Contents {
    name: Name,
    uses: Vec<Option<Name>>,
}

/// Boxes, in the order of the items, each use that leads back to an item which is being walked
/// through, and each that leads too deep.
pub(super) fn settle(modules: &mut [Module]) {
    let aliases = aliases(modules);
    let mut contents = Vec::new();
    for item in modules.iter_mut().flat_map(|module| &mut module.items) {
        let mut uses = Vec::new();
        for_each_use(&mut item.kind, &mut |ty| {
            uses.push(by_value(ty).and_then(|ty| end(&aliases, ty)));
        });
        contents.push(Contents {
            name: item.name.clone(),
            uses,
        });
    }
    let boxed = to_box(&contents);
    let items = modules.iter_mut().flat_map(|module| &mut module.items);
    for (item, contents) in items.zip(&contents) {
        let mut index = 0;
        for_each_use(&mut item.kind, &mut |ty| {
            if boxed.contains(&(&contents.name, index))
                && let Some(of) = by_value(ty)
            {
                *of = Type::Box(Box::new(of.clone()));
            }
            index += 1;
        });
    }
}

/// What each alias contains by value.
fn aliases(modules: &mut [Module]) -> HashMap<Name, Option<Type>> {
    let mut aliases = HashMap::new();
    for item in modules.iter_mut().flat_map(|module| &mut module.items) {
        if let ItemKind::Alias(ty) = &mut item.kind {
            aliases.insert(item.name.clone(), by_value(ty).cloned());
        }
    }
    aliases
}

/// The item that a use of a type contains. Chains of aliases are short: longer ones, and circles,
/// have become newtypes.
fn end(aliases: &HashMap<Name, Option<Type>>, ty: &Type) -> Option<Name> {
    let mut at = ty;
    loop {
        let Type::Named(name) = at else {
            return None;
        };
        match aliases.get(name) {
            Some(next) => at = next.as_ref()?,
            None => return Some(name.clone()),
        }
    }
}

/// The uses to box: the item, and the index among its uses.
fn to_box(all: &[Contents]) -> HashSet<(&Name, usize)> {
    let uses: HashMap<&Name, &[Option<Name>]> = all
        .iter()
        .map(|contents| (&contents.name, contents.uses.as_slice()))
        .collect();
    let mut boxed = HashSet::new();
    let mut states: HashMap<&Name, State> = HashMap::new();
    for start in all {
        // What is open, the use that is looked at, the depth found so far.
        let mut open: Vec<(&Name, usize, u32)> = Vec::new();
        if !states.contains_key(&start.name) {
            states.insert(&start.name, State::Open);
            open.push((&start.name, 0, 0));
        }
        while let Some((name, index, deepest)) = open.last_mut() {
            let Some(target) = uses.get(*name).and_then(|uses| uses.get(*index)) else {
                states.insert(*name, State::Done(*deepest + 1));
                open.pop();
                continue;
            };
            let state = target.as_ref().map(|target| (target, states.get(target)));
            match state {
                None => {}
                Some((target, None)) => {
                    // Looked at once more when it is done.
                    states.insert(target, State::Open);
                    open.push((target, 0, 0));
                    continue;
                }
                Some((_, Some(State::Open))) => {
                    boxed.insert((*name, *index));
                }
                Some((_, Some(State::Done(depth)))) if *depth >= DEPTH => {
                    boxed.insert((*name, *index));
                }
                Some((_, Some(State::Done(depth)))) => *deepest = (*deepest).max(*depth),
            }
            *index += 1;
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
