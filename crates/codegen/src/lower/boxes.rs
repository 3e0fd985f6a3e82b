//! Containment that ends: a type that would contain itself, or nest too deep by value, is put on
//! the heap.

use foldhash::{HashMap, HashMapExt};

use super::walk::{Contents, walk};
use crate::ir::{ItemKind, Module, Type};
use crate::names::Name;

/// How deep types may contain each other before one is boxed; rustc gives up near 70.
const DEPTH: u32 = 31;

/// Boxes, in the order of the items, each use that leads back to an item which is being walked
/// through, and each that leads too deep.
pub(super) fn settle(modules: &mut [Module]) {
    let aliases = aliases(modules);
    let mut contents = Vec::new();
    for item in modules.iter_mut().flat_map(|module| &mut module.items) {
        let mut uses = Vec::new();
        for_each_use(&mut item.kind, &mut |ty| {
            let name = by_value(ty).and_then(|ty| end(&aliases, ty));
            uses.push(name.map(|name| (name, 1)));
        });
        contents.push(Contents {
            name: item.name.clone(),
            uses,
        });
    }
    let cuts = walk(&contents, DEPTH);
    let items = modules.iter_mut().flat_map(|module| &mut module.items);
    for (item, contents) in items.zip(&contents) {
        let mut index = 0_usize;
        for_each_use(&mut item.kind, &mut |ty| {
            let place = (&contents.name, index);
            if (cuts.back.contains(&place) || cuts.deep.contains(&place))
                && let Some(of) = by_value(ty)
            {
                *of = Type::Box(Box::new(of.clone()));
            }
            index = index.saturating_add(1);
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

/// Every type that an item is made of, in order.
pub(super) fn for_each_use(kind: &mut ItemKind, visit: &mut dyn FnMut(&mut Type)) {
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
pub(super) fn by_value(ty: &mut Type) -> Option<&mut Type> {
    match ty {
        Type::Nullable(of) | Type::TextOr(of) => by_value(of),
        Type::Named(_) => Some(ty),
        Type::Box(_)
        | Type::Vec(_)
        | Type::Map(_)
        | Type::Bool
        | Type::Integer(_)
        | Type::Number
        | Type::String
        | Type::Formatted(_)
        | Type::Secret
        | Type::Json
        | Type::Null => None,
    }
}
