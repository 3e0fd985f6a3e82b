//! Payloads that allow no member but their own, and do not declare the one that names their event:
//! they get it as a field, so that they do not refuse it.

use std::collections::{HashMap, HashSet};

use crate::ir::{Docs, Event, Field, Item, ItemKind, Module, RestKind, Struct, Type};
use crate::names::{Name, Scope, Style};

/// Adds the member at the outermost level of the payloads of events that it may name.
pub(super) fn settle(member: &str, events: &[Event], modules: &mut [Module]) {
    let tagged = events.iter().filter(|event| !event.tags.is_empty());
    let mut todo: Vec<Name> = tagged.filter_map(|event| named(&event.payload)).collect();
    let mut items: HashMap<Name, &mut Item> = modules
        .iter_mut()
        .flat_map(|module| &mut module.items)
        .map(|item| (item.name.clone(), item))
        .collect();
    let mut seen = HashSet::new();
    while let Some(name) = todo.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        match items.get_mut(&name).map(|item| &mut item.kind) {
            Some(ItemKind::Struct(shape)) => add(member, shape),
            Some(ItemKind::Alias(ty) | ItemKind::Newtype(ty)) => todo.extend(named(ty)),
            Some(ItemKind::Union(union)) => {
                todo.extend(union.branches.iter().filter_map(|branch| named(&branch.ty)));
            }
            Some(
                ItemKind::StringEnum(_)
                | ItemKind::LiteralEnum(_)
                | ItemKind::Constant(_)
                | ItemKind::Tuple(_)
                | ItemKind::Never,
            )
            | None => {}
        }
    }
}

fn add(member: &str, shape: &mut Struct) {
    let is_closed = match shape.rest.kind {
        RestKind::Closed => true,
        RestKind::Raw | RestKind::Typed(_) => false,
    };
    if !is_closed || shape.fields.iter().any(|field| field.wire == member) {
        return;
    }
    let mut scope = Scope::new(Style::Value);
    for name in shape.fields.iter().map(|field| &field.name) {
        scope.add(&[name.as_str()]);
    }
    scope.add(&[shape.rest.name.as_str()]);
    shape.fields.push(Field {
        name: scope.add(&[member]),
        wire: member.to_owned(),
        docs: Docs {
            paragraphs: vec!["Names the event; not declared by the document.".to_owned()],
            deprecated: false,
        },
        required: false,
        ty: Type::String,
    });
}

/// The item that a type is, boxed or with `null` or not.
fn named(mut ty: &Type) -> Option<Name> {
    loop {
        ty = match ty {
            Type::Named(name) => return Some(name.clone()),
            Type::Box(of) | Type::Nullable(of) => of,
            Type::TextOr(_)
            | Type::Vec(_)
            | Type::Map(_)
            | Type::Bool
            | Type::Integer(_)
            | Type::Number
            | Type::String
            | Type::Json
            | Type::Formatted(_)
            | Type::Secret
            | Type::Null => return None,
        };
    }
}
