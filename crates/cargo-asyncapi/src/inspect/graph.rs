//! Events and types as a Mermaid flowchart: what carries and what holds what.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use asyncapi_codegen::diff::types_of;
use asyncapi_codegen::ir::{Crate, Item, Type};

/// The text of the diagram. Types that no event leads to are in it as well.
pub(super) fn mermaid(krate: &Crate) -> String {
    let mut out = String::from("flowchart LR\n");
    let items: Vec<&Item> = krate
        .modules
        .iter()
        .flat_map(|module| &module.items)
        .collect();
    let index: BTreeMap<&str, usize> = items
        .iter()
        .enumerate()
        .map(|(index, item)| (item.name.as_str(), index))
        .collect();
    let mut edges = BTreeSet::new();
    for (event, it) in krate
        .events
        .iter()
        .flat_map(|events| &events.variants)
        .enumerate()
    {
        let _ = writeln!(out, "  e{event}([\"{}\"])", label(&it.wire));
        edges.extend(named(&it.payload).and_then(|name| Some(('e', event, *index.get(name)?))));
    }
    for (from, item) in items.iter().enumerate() {
        let _ = writeln!(out, "  t{from}[\"{}\"]", label(item.name.as_str()));
        for ty in types_of(item) {
            edges.extend(named(ty).and_then(|name| Some(('t', from, *index.get(name)?))));
        }
    }
    for (kind, from, to) in edges {
        let _ = writeln!(out, "  {kind}{from} --> t{to}");
    }
    out
}

/// The type of the crate that is in a type.
fn named(mut ty: &Type) -> Option<&str> {
    loop {
        ty = match ty {
            Type::Named(name) => return Some(name.as_str()),
            Type::Box(inner)
            | Type::Nullable(inner)
            | Type::TextOr(inner)
            | Type::Vec(inner)
            | Type::Map(inner) => inner,
            Type::Bool
            | Type::Integer(_)
            | Type::Number
            | Type::String
            | Type::Json
            | Type::Formatted(_)
            | Type::Secret
            | Type::Null => return None,
        }
    }
}

/// A text in the quotes of Mermaid, which reads entities in them.
fn label(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '`' => out.push_str("#96;"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}
