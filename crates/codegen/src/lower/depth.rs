//! Types that nest too deep for rustc, through whatever they are made of: what lies deeper stays
//! JSON. Rust looks through references and collections when it checks how a value is dropped, to
//! a depth of 128, in the crates of users as well; no attribute here could raise that.

use asyncapi_parser::diagnostic::Diagnostic;
use asyncapi_parser::pointer;

use super::places::Places;
use super::walk::{Contents, walk};
use crate::code;
use crate::ir::{ItemKind, Module, RestKind, Type};
use crate::names::Name;

/// What may nest. A way through a circle can be twice as deep.
const DEPTH: u32 = 56;

/// Keeps as JSON what leads too deep, in the order of the items, and says so.
pub(super) fn settle(modules: &mut [Module], places: Places<'_>, problems: &mut Vec<Diagnostic>) {
    let mut contents = Vec::new();
    for item in modules.iter_mut().flat_map(|module| &mut module.items) {
        let mut uses = Vec::new();
        let least = u32::from(!matches!(item.kind, ItemKind::Alias(_)));
        for_each_use(&mut item.kind, &mut |ty, around| {
            let (layers, name) = layers(ty);
            let cost = layers.saturating_add(around).max(least);
            uses.push(name.map(|name| (name.clone(), cost)));
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
        for_each_use(&mut item.kind, &mut |ty, _| {
            if cuts.deep.contains(&(&contents.name, index)) {
                problems.push(problem(places, &item.pointer, layers(ty).1));
                cut(ty);
            }
            index = index.saturating_add(1);
        });
    }
}

fn problem(places: Places<'_>, at: &str, name: Option<&Name>) -> Diagnostic {
    let name = name.map_or("", Name::as_str);
    let message = format!("types nest too deep for Rust: here `{name}` stays JSON");
    let problem = Diagnostic::warning(&code::TOO_DEEP, message)
        .help(format!("parse it yourself: `json.parse::<{name}>()`"));
    let root = places.document.root(places.entry);
    let steps = pointer::parse(at).ok();
    let node = root
        .zip(steps)
        .and_then(|(root, steps)| pointer::find(places.document, root, &steps).ok());
    match node {
        Some(node) => problem.at_key(places.document, node),
        None => problem,
    }
}

/// Every type that an item is written with, and the layers that emission puts around it.
fn for_each_use(kind: &mut ItemKind, visit: &mut dyn FnMut(&mut Type, u32)) {
    match kind {
        ItemKind::Struct(of) => {
            for field in &mut of.fields {
                visit(&mut field.ty, u32::from(!field.required));
            }
            match &mut of.rest.kind {
                RestKind::Typed(ty) => visit(ty, MAP),
                RestKind::Raw | RestKind::Closed => {}
            }
        }
        ItemKind::Union(of) => {
            for branch in &mut of.branches {
                visit(&mut branch.ty, 0);
            }
        }
        ItemKind::Tuple(of) => {
            for item in &mut of.items {
                visit(&mut item.ty, u32::from(!item.required));
            }
            if let Some((_, ty)) = &mut of.rest {
                visit(ty, 1);
            }
        }
        ItemKind::Newtype(ty) | ItemKind::Alias(ty) => visit(ty, 0),
        ItemKind::StringEnum(_)
        | ItemKind::LiteralEnum(_)
        | ItemKind::Constant(_)
        | ItemKind::Never => {}
    }
}

/// What a map adds to the depth.
const MAP: u32 = 2;

/// The layers around the type of the crate that a type is written with.
fn layers(ty: &Type) -> (u32, Option<&Name>) {
    match ty {
        Type::Named(name) => (0, Some(name)),
        Type::Box(of) | Type::Nullable(of) | Type::TextOr(of) | Type::Vec(of) => {
            let (layers, name) = self::layers(of);
            (layers.saturating_add(1), name)
        }
        Type::Map(of) => {
            let (layers, name) = self::layers(of);
            (layers.saturating_add(MAP), name)
        }
        Type::Bool
        | Type::Integer(_)
        | Type::Number
        | Type::String
        | Type::Formatted(_)
        | Type::Secret
        | Type::Json
        | Type::Null => (0, None),
    }
}

fn cut(ty: &mut Type) {
    match ty {
        Type::Named(_) => *ty = Type::Json,
        Type::Box(of) | Type::Nullable(of) if matches!(**of, Type::Named(_)) => *ty = Type::Json,
        Type::Box(of) | Type::Nullable(of) | Type::TextOr(of) | Type::Vec(of) | Type::Map(of) => {
            cut(of);
        }
        Type::Bool
        | Type::Integer(_)
        | Type::Number
        | Type::String
        | Type::Formatted(_)
        | Type::Secret
        | Type::Json
        | Type::Null => {}
    }
}
