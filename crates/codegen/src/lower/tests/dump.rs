//! A crate as compact text.

use std::fmt::Write;

use crate::ir::{
    ByBody, Crate, Docs, Event, Events, Integer, Item, ItemKind, Literal, RestKind, Struct, Test,
    Then, Tuple, Type, Union, UnionRule, Variant,
};
use crate::names::Name;

pub(super) fn dump(lowered: &Crate) -> String {
    let mut out = String::new();
    for module in &lowered.modules {
        writeln!(out, "mod {} {}", module.name.as_str(), module.pointer).unwrap();
        for item in &module.items {
            dump_item(&mut out, item);
        }
    }
    if let Some(events) = &lowered.events {
        dump_events(&mut out, events);
    }
    out
}

fn dump_events(out: &mut String, events: &Events) {
    let told = [
        (events.by_body.is_some(), " by body"),
        (events.by_caller, " by caller"),
        (events.batch, " in batches"),
    ];
    let told = told.into_iter().filter_map(|(is, told)| is.then_some(told));
    writeln!(out, "events{}", told.collect::<String>()).unwrap();
    if let Some(ByBody {
        tag,
        members,
        rules,
    }) = &events.by_body
    {
        let member = |index: usize| {
            let member = &members[index];
            let unique = if member.unique { "" } else { "?" };
            format!("/{}{unique}", member.path.join("/"))
        };
        let wires = |indices: &[usize]| {
            let wire = |index: &usize| format!("{:?}", events.variants[*index].wire);
            indices.iter().map(wire).collect::<Vec<_>>().join(" or ")
        };
        if *tag {
            writeln!(out, "  by {}", member(0)).unwrap();
        }
        let asked = rules.iter().flat_map(|rule| &rule.when);
        let asked: Vec<usize> = asked.map(|(at, _)| *at).collect();
        for index in usize::from(*tag)..members.len() {
            if !asked.contains(&index) {
                writeln!(out, "  once {}", member(index)).unwrap();
            }
        }
        for rule in rules {
            let when = rule.when.iter().map(|(at, test)| {
                let test = match test {
                    Test::Present => "is there".to_owned(),
                    Test::Absent => "is not there".to_owned(),
                    Test::Kind(kind) => format!("is {kind:?}"),
                    Test::Is(values) => {
                        let values = values.iter().map(|value| value.0.as_str());
                        format!("is {}", values.collect::<Vec<_>>().join("|"))
                    }
                };
                format!("{} {test}", member(*at))
            });
            let when = when.collect::<Vec<_>>().join(", ");
            let then = match &rule.then {
                Then::Event(index) => wires(&[*index]),
                Then::Ambiguous(indices) => wires(indices),
            };
            writeln!(out, "  if {when}: {then}").unwrap();
        }
    }
    for event in &events.variants {
        dump_event(out, event);
    }
    for event in &events.opaque {
        let (name, function) = (event.name.as_str(), event.function.as_str());
        let (wire, format, pointer) = (&event.wire, &event.format, &event.pointer);
        let docs = said(&event.docs);
        writeln!(
            out,
            "  {name} = {wire:?} bytes {format:?} fn {function} {pointer}{docs}"
        )
        .unwrap();
    }
    for name in events.ambiguous.iter().chain([&events.unknown]) {
        writeln!(out, "  {}", name.as_str()).unwrap();
    }
}

fn dump_event(out: &mut String, event: &Event) {
    let (name, wire, payload) = (event.name.as_str(), &event.wire, ty(&event.payload));
    let (function, docs) = (event.function.as_str(), said(&event.docs));
    let tags = if event.tags.is_empty() || event.tags == [wire.as_str()] {
        String::new()
    } else {
        format!(" tags {:?}", event.tags)
    };
    writeln!(
        out,
        "  {name} = {wire:?}{tags} {payload} fn {function} {}{docs}",
        event.pointer
    )
    .unwrap();
}

fn dump_item(out: &mut String, item: &Item) {
    let head = match &item.kind {
        ItemKind::Struct(_) => "struct",
        ItemKind::StringEnum(_) => "strings",
        ItemKind::LiteralEnum(_) => "literals",
        ItemKind::Constant(_) => "constant",
        ItemKind::Union(_) => "union",
        ItemKind::Tuple(_) => "tuple",
        ItemKind::Newtype(_) => "newtype",
        ItemKind::Alias(_) => "type",
        ItemKind::Never => "never",
    };
    let (name, docs) = (item.name.as_str(), said(&item.docs));
    let body = match &item.kind {
        ItemKind::Struct(of) => structure(of),
        ItemKind::StringEnum(of) => {
            let value = |variant: &Variant<String>| {
                let (name, docs) = (&variant.name, said(&variant.docs));
                format!("{}{}{docs}", name.as_str(), renamed(name, &variant.value))
            };
            values(of.variants.iter().map(value), of.other.as_ref())
        }
        ItemKind::LiteralEnum(of) => {
            let value = |variant: &Variant<Literal>| {
                format!("{}={}", variant.name.as_str(), variant.value.0)
            };
            values(of.variants.iter().map(value), of.other.as_ref())
        }
        ItemKind::Constant(value) => format!(": {}", value.0),
        ItemKind::Union(of) => union(of),
        ItemKind::Tuple(of) => tuple(of),
        ItemKind::Newtype(of) => format!("({})", ty(of)),
        ItemKind::Alias(of) => format!(" = {}", ty(of)),
        ItemKind::Never => String::new(),
    };
    let built = if item.is_built { "built " } else { "" };
    writeln!(out, "  {built}{head} {name}{docs}{body}").unwrap();
}

fn structure(of: &Struct) -> String {
    let rest = match &of.rest.kind {
        RestKind::Raw => "raw".to_owned(),
        RestKind::Closed => "closed".to_owned(),
        RestKind::Typed(of) => ty(of),
    };
    let fields = of.fields.iter().map(|field| {
        let required = if field.required { "!" } else { "" };
        let (name, wire) = (field.name.as_str(), renamed(&field.name, &field.wire));
        format!(
            "{name}{required}{wire}: {}{}",
            ty(&field.ty),
            said(&field.docs)
        )
    });
    lines(fields.chain([format!("..{}: {rest}", of.rest.name.as_str())]))
}

fn union(of: &Union) -> String {
    let rule = match &of.rule {
        UnionRule::BestFit => "best fit".to_owned(),
        UnionRule::Tag { member, tags } => format!("tag `{member}` {tags:?}"),
    };
    let branches = of.branches.iter().map(|branch| {
        format!(
            "{}({}){}",
            branch.name.as_str(),
            ty(&branch.ty),
            said(&branch.docs)
        )
    });
    let other = of.other.iter().map(|name| format!("{}(..)", name.as_str()));
    format!(", {rule}{}", lines(branches.chain(other)))
}

fn tuple(of: &Tuple) -> String {
    let items = of.items.iter().map(|item| {
        let required = if item.required { "!" } else { "" };
        format!("{}{required}: {}", item.name.as_str(), ty(&item.ty))
    });
    let rest = of.rest.as_ref().map_or("none".to_owned(), |(name, of)| {
        format!("{}: {}", name.as_str(), ty(of))
    });
    lines(items.chain([format!("..{rest}")]))
}

fn values(values: impl Iterator<Item = String>, other: Option<&Name>) -> String {
    let other = other.map(|name| format!("{}(..)", name.as_str()));
    format!(": {}", values.chain(other).collect::<Vec<_>>().join(" | "))
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines
        .map(|line| format!("\n    {line}"))
        .collect::<Vec<_>>()
        .concat()
}

fn renamed(name: &Name, wire: &str) -> String {
    if name.as_str() == wire {
        String::new()
    } else {
        format!("={wire:?}")
    }
}

fn said(docs: &Docs) -> String {
    let deprecated = if docs.deprecated { " DEPRECATED" } else { "" };
    if docs.paragraphs.is_empty() {
        deprecated.to_owned()
    } else {
        format!("{deprecated} // {}", docs.paragraphs.join(" ¶ "))
    }
}

fn ty(of: &Type) -> String {
    match of {
        Type::Bool => "bool".to_owned(),
        Type::Integer(Integer::Any) => "Integer".to_owned(),
        Type::Integer(integer) => format!("{integer:?}").to_lowercase(),
        Type::Number => "Number".to_owned(),
        Type::String => "String".to_owned(),
        Type::Formatted(format) => format!("{format:?}"),
        Type::Secret => "Secret".to_owned(),
        Type::Json => "Json".to_owned(),
        Type::Null => "Null".to_owned(),
        Type::Named(name) => name.as_str().to_owned(),
        Type::Box(of) => format!("Box<{}>", ty(of)),
        Type::Nullable(of) => format!("{}?", ty(of)),
        Type::TextOr(of) => format!("(String|{})", ty(of)),
        Type::Vec(of) => format!("[{}]", ty(of)),
        Type::Map(of) => format!("{{{}}}", ty(of)),
    }
}
