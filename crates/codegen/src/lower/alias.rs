//! Aliases that end: Rust expands them where they are used, so one that leads to itself, or
//! through very many others, becomes a type of its own.

use std::collections::{HashMap, HashSet};

use crate::ir::{ItemKind, Module, RestKind, Type};
use crate::names::Name;

/// How many aliases one may lead through.
const DEPTH: u32 = 32;

#[derive(Clone, Copy)]
enum State {
    Open,
    /// Left, with the number of aliases that it leads through.
    Done(u32),
}

/// Lets an alias of another name the type behind that, says of each type once that it may be
/// `null`, then makes newtypes of those that cannot remain aliases.
pub(super) fn settle(modules: &mut [Module]) {
    shorten(modules);
    say_null_once(modules);
    shorten(modules);
    let newtypes = newtypes(modules);
    for item in modules.iter_mut().flat_map(|module| &mut module.items) {
        if let ItemKind::Alias(ty) = &item.kind
            && newtypes.contains(&item.name)
        {
            item.kind = ItemKind::Newtype(ty.clone());
        }
    }
}

/// A type with what aliases stand for in place of their names. They end: see [`settle`].
pub(super) fn expanded(ty: &Type, aliases: &HashMap<Name, Type>) -> Type {
    let inner = |ty: &Type| Box::new(expanded(ty, aliases));
    match ty {
        Type::Named(name) => aliases
            .get(name)
            .map_or_else(|| ty.clone(), |behind| expanded(behind, aliases)),
        Type::Box(of) => Type::Box(inner(of)),
        Type::Nullable(of) => Type::Nullable(inner(of)),
        Type::TextOr(of) => Type::TextOr(inner(of)),
        Type::Vec(of) => Type::Vec(inner(of)),
        Type::Map(of) => Type::Map(inner(of)),
        Type::Bool
        | Type::Integer(_)
        | Type::Number
        | Type::String
        | Type::Secret
        | Type::Json
        | Type::Null
        | Type::Formatted(_) => ty.clone(),
    }
}

/// Says of each branch of a union what it carries, now that its type does not change any more.
pub(super) fn expand_branches(modules: &mut [Module], aliases: &HashMap<Name, Type>) {
    for item in modules.iter_mut().flat_map(|module| &mut module.items) {
        if let ItemKind::Union(of) = &mut item.kind {
            for branch in &mut of.branches {
                branch.carries = expanded(&branch.ty, aliases);
            }
        }
    }
}

/// The aliases of a crate, each with what it is another name of.
pub(super) fn all(modules: &[Module]) -> HashMap<Name, Type> {
    let aliases = aliases(modules).map(|(name, ty)| (name.clone(), ty.clone()));
    aliases.collect()
}

/// Each alias with the type of the crate that it is written with, in order.
fn aliases(modules: &[Module]) -> impl Iterator<Item = (&Name, &Type)> {
    let items = modules.iter().flat_map(|module| &module.items);
    items.filter_map(|item| Some((&item.name, item.kind.alias()?)))
}

/// `type A = B; type B = C;` becomes `type A = C; type B = C;`.
fn shorten(modules: &mut [Module]) {
    let mut to: HashMap<&Name, &Name> = HashMap::new();
    for (name, ty) in aliases(modules) {
        if let Type::Named(target) = ty {
            to.insert(name, target);
        }
    }
    let mut ends: HashMap<Name, Name> = HashMap::new();
    for start in to.keys() {
        let mut chain = Vec::new();
        let mut at = *start;
        // A circle of references alone is refused when a document is read.
        while let Some(next) = to.get(at)
            && !ends.contains_key(at)
            && chain.len() <= to.len()
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

/// An alias that allows `null` already is used as it is where `null` is allowed.
fn say_null_once(modules: &mut [Module]) {
    let mut nullable: HashSet<Name> = HashSet::new();
    let allows = |ty: &Type| matches!(ty, Type::Nullable(_) | Type::Json | Type::Null);
    let direct = aliases(modules).filter(|(_, ty)| allows(ty));
    nullable.extend(direct.map(|(name, _)| name.clone()));
    let through =
        aliases(modules).filter(|(_, ty)| matches!(ty, Type::Named(to) if nullable.contains(to)));
    let through: Vec<Name> = through.map(|(name, _)| name.clone()).collect();
    nullable.extend(through);
    for item in modules.iter_mut().flat_map(|module| &mut module.items) {
        for_each_type(&mut item.kind, &mut |ty| unwrap_nullable(ty, &nullable));
    }
}

fn unwrap_nullable(ty: &mut Type, nullable: &HashSet<Name>) {
    match ty {
        Type::Nullable(of) => match of.as_ref() {
            Type::Named(name) if nullable.contains(name) => *ty = Type::Named(name.clone()),
            _ => unwrap_nullable(of, nullable),
        },
        Type::Box(of) | Type::TextOr(of) | Type::Vec(of) | Type::Map(of) => {
            unwrap_nullable(of, nullable);
        }
        Type::Named(_)
        | Type::Bool
        | Type::Integer(_)
        | Type::Number
        | Type::String
        | Type::Formatted(_)
        | Type::Secret
        | Type::Json
        | Type::Null => {}
    }
}

/// Every type that an item is written with.
fn for_each_type(kind: &mut ItemKind, visit: &mut dyn FnMut(&mut Type)) {
    match kind {
        ItemKind::Struct(of) => {
            of.fields.iter_mut().for_each(|field| visit(&mut field.ty));
            match &mut of.rest.kind {
                RestKind::Typed(ty) => visit(ty),
                RestKind::Raw | RestKind::Closed => {}
            }
        }
        ItemKind::Union(of) => of
            .branches
            .iter_mut()
            .for_each(|branch| visit(&mut branch.ty)),
        ItemKind::Tuple(of) => {
            of.items.iter_mut().for_each(|item| visit(&mut item.ty));
            of.rest.iter_mut().for_each(|(_, ty)| visit(ty));
        }
        ItemKind::Newtype(ty) | ItemKind::Alias(ty) => visit(ty),
        ItemKind::StringEnum(_)
        | ItemKind::LiteralEnum(_)
        | ItemKind::Constant(_)
        | ItemKind::Never => {}
    }
}

/// Which aliases cannot remain ones: those that lead back to themselves at the point where that
/// is entered, and each at which the nesting becomes too deep.
fn newtypes(modules: &[Module]) -> HashSet<Name> {
    let leads: HashMap<&Name, Option<&Name>> = aliases(modules)
        .map(|(name, ty)| (name, named(ty)))
        .collect();
    let mut newtypes: HashSet<Name> = HashSet::new();
    let mut states: HashMap<&Name, State> = HashMap::new();
    for (start, _) in aliases(modules) {
        let mut way = Vec::new();
        let mut at = Some(start);
        let mut depth = loop {
            let Some((name, next)) = at.and_then(|name| leads.get_key_value(name)) else {
                break 0;
            };
            match states.get(name) {
                None => {
                    states.insert(name, State::Open);
                    way.push(*name);
                    at = *next;
                }
                Some(State::Open) => {
                    newtypes.insert((*name).clone());
                    break 0;
                }
                Some(State::Done(depth)) => break *depth,
            }
        };
        while let Some(name) = way.pop() {
            depth = depth.saturating_add(1);
            if depth >= DEPTH || newtypes.contains(name) {
                newtypes.insert(name.clone());
                depth = 0;
            }
            states.insert(name, State::Done(depth));
        }
    }
    newtypes
}

/// The type of the crate that a type is written with; there is one at most.
fn named(ty: &Type) -> Option<&Name> {
    match ty {
        Type::Named(name) => Some(name),
        Type::Box(of) | Type::Nullable(of) | Type::TextOr(of) | Type::Vec(of) | Type::Map(of) => {
            named(of)
        }
        Type::Bool
        | Type::Integer(_)
        | Type::Number
        | Type::String
        | Type::Formatted(_)
        | Type::Secret
        | Type::Json
        | Type::Null => None,
    }
}
