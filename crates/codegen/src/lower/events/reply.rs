//! Messages that only answer others: no events, but something that an app builds and encodes.

use std::collections::{HashMap, HashSet};

use asyncapi_parser::model::{Api, ChannelId};
use asyncapi_parser::tree::NodeId;

use super::{Found, list, payload};
use crate::ir::{Docs, ItemKind, Module, RestKind, Type};
use crate::lower::items::Items;
use crate::names::Name;

/// The places in channels of messages that some operation has as its reply, and none as its
/// message.
pub(super) fn only(api: &Api) -> HashSet<NodeId> {
    let mut replies: HashSet<NodeId> = HashSet::new();
    for reply in api.operations.iter().filter_map(|it| it.reply.as_ref()) {
        replies.extend(reply.messages.iter().map(|place| place.at));
    }
    for operation in &api.operations {
        for place in operation.messages.iter().filter_map(|at| {
            let ChannelId(channel) = operation.channel;
            api.channels.get(channel as usize)?.messages.get(*at)
        }) {
            replies.remove(&place.at);
        }
    }
    replies
}

/// Says at each type that answers an event which it is, and has it and its parts built by apps.
/// Gives those types, unless they are aliases.
pub(super) fn settle(
    items: &Items<'_>,
    api: &Api,
    found: &[Found<'_>],
    modules: &mut [Module],
) -> Vec<Name> {
    let only = only(api);
    let mut answers: Vec<(Type, Vec<&str>)> = Vec::new();
    for operation in &api.operations {
        let channel = api.channels.get(operation.channel.0 as usize);
        let places = operation.messages.iter();
        let asked: HashSet<NodeId> = places
            .filter_map(|at| Some(channel?.messages.get(*at)?.at))
            .collect();
        let asks = |event: &&Found| event.all().any(|it| asked.contains(&it.place.at));
        let asking = found.iter().filter(asks).map(|event| event.wire.as_str());
        let asking: Vec<&str> = asking.collect();
        let replies = operation.reply.iter().flat_map(|reply| &reply.messages);
        for place in replies.filter(|place| only.contains(&place.at)) {
            let message = api.messages.get(place.message.0 as usize);
            let Some(id) = message.and_then(payload) else {
                continue;
            };
            let ty = items.type_of(id);
            match answers.iter_mut().find(|(answer, _)| *answer == ty) {
                Some((_, events)) => events.extend(&asking),
                None => answers.push((ty, asking.clone())),
            }
        }
    }
    document(&answers, modules);
    build(&answers, modules);
    let types: HashSet<&Type> = answers.iter().map(|(ty, _)| ty).collect();
    let items = modules.iter().flat_map(|module| &module.items);
    items
        .filter(|item| !matches!(item.kind, ItemKind::Alias(_)))
        .filter(|item| types.contains(&Type::Named(item.name.clone())))
        .map(|item| item.name.clone())
        .collect()
}

fn document(answers: &[(Type, Vec<&str>)], modules: &mut [Module]) {
    let mut texts: HashMap<&Name, String> = HashMap::new();
    for (ty, events) in answers {
        if let (Type::Named(name), [_, ..]) = (ty, events.as_slice()) {
            let mut events = events.clone();
            events.dedup();
            let text = format!("The reply to {}.", list(events.into_iter()));
            texts.insert(name, text);
        }
    }
    for item in modules.iter_mut().flat_map(|module| &mut module.items) {
        let Docs { paragraphs, .. } = &mut item.docs;
        paragraphs.extend(texts.remove(&item.name));
    }
}

/// Marks the types that values of these types are made of.
fn build(answers: &[(Type, Vec<&str>)], modules: &mut [Module]) {
    let mut parts: HashMap<Name, Vec<Name>> = HashMap::new();
    for item in modules.iter().flat_map(|module| &module.items) {
        let named = types(&item.kind).into_iter().filter_map(named);
        parts.insert(item.name.clone(), named.cloned().collect());
    }
    let mut seen: HashSet<Name> = HashSet::new();
    let answers = answers.iter().filter_map(|(ty, _)| named(ty));
    let mut todo: Vec<Name> = answers.cloned().collect();
    while let Some(name) = todo.pop() {
        if seen.insert(name.clone()) {
            todo.extend(parts.remove(&name).unwrap_or_default());
        }
    }
    for item in modules.iter_mut().flat_map(|module| &mut module.items) {
        item.is_built |= seen.contains(&item.name);
    }
}

/// The types that an item is made of.
fn types(kind: &ItemKind) -> Vec<&Type> {
    match kind {
        ItemKind::Struct(it) => {
            let rest = match &it.rest.kind {
                RestKind::Raw | RestKind::Closed => None,
                RestKind::Typed(ty) => Some(ty),
            };
            it.fields
                .iter()
                .map(|field| &field.ty)
                .chain(rest)
                .collect()
        }
        ItemKind::Union(it) => it.branches.iter().map(|branch| &branch.ty).collect(),
        ItemKind::Tuple(it) => {
            let rest = it.rest.iter().map(|(_, ty)| ty);
            it.items.iter().map(|item| &item.ty).chain(rest).collect()
        }
        ItemKind::Newtype(ty) | ItemKind::Alias(ty) => vec![ty],
        ItemKind::StringEnum(_)
        | ItemKind::LiteralEnum(_)
        | ItemKind::Constant(_)
        | ItemKind::Never => Vec::new(),
    }
}

/// The type of this crate that a type is or holds.
fn named(mut ty: &Type) -> Option<&Name> {
    loop {
        ty = match ty {
            Type::Named(name) => return Some(name),
            Type::Box(of)
            | Type::Nullable(of)
            | Type::TextOr(of)
            | Type::Vec(of)
            | Type::Map(of) => of,
            Type::Bool
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
