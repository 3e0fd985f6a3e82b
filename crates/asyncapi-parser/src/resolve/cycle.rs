//! Schemas that are made of themselves: by `$ref` and `allOf`, or by `$ref` and the branches of a
//! union, with no property or item in between. No value can be checked against one, so each is an
//! error. Knows the arena of schemas as written; afterwards it has no such cycle.
//!
//! A cycle that passes through branches as well as through parts is none of them: a base that
//! lists the schemas which build on it says nothing that these do not say.

use std::vec::IntoIter;

use super::context::Context;
use super::kind::Kind;
use super::schema::Schemas;
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::model::{SchemaId, SchemaKind};

/// Which edges are followed, besides references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Graph {
    Parts,
    Branches,
}

/// How one schema is made of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    Reference,
    Part,
    Branch,
}

/// How far the search has come with a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    New,
    OnPath,
    Done,
}

/// A schema on the path, what else it is made of, and how it is made of the next one on the path.
struct Visit {
    schema: SchemaId,
    edges: IntoIter<(SchemaId, Made)>,
    taken: Option<Made>,
}

/// Reports each cycle and breaks it: where it closes, everything is allowed. Gives the schemas in
/// an order that has each behind those that it refers to and that are its parts.
pub(super) fn break_all(cx: &mut Context<'_>, schemas: &mut Schemas) -> Vec<SchemaId> {
    let order = search(cx, schemas, Graph::Parts);
    search(cx, schemas, Graph::Branches);
    order
}

fn search(cx: &mut Context<'_>, schemas: &mut Schemas, graph: Graph) -> Vec<SchemaId> {
    let mut order = Vec::with_capacity(schemas.raw.len());
    let mut marks = vec![Mark::New; schemas.raw.len()];
    for start in (0..).take(schemas.raw.len()).map(SchemaId) {
        let mut path: Vec<Visit> = Vec::new();
        let mut entered = Some(start);
        loop {
            if let Some(schema) = entered.take()
                && let Some(mark @ Mark::New) = marks.get_mut(schema.0 as usize)
            {
                *mark = Mark::OnPath;
                path.push(Visit {
                    schema,
                    edges: edges(schemas, schema, graph).into_iter(),
                    taken: None,
                });
            }
            let Some(visit) = path.last_mut() else {
                break;
            };
            let Some((target, made)) = visit.edges.next() else {
                if let Some(mark) = marks.get_mut(visit.schema.0 as usize) {
                    *mark = Mark::Done;
                }
                order.push(visit.schema);
                path.pop();
                continue;
            };
            visit.taken = Some(made);
            match marks.get(target.0 as usize) {
                Some(Mark::New) => entered = Some(target),
                Some(Mark::OnPath) => {
                    let closing = visit.schema;
                    report(cx, schemas, &path, target);
                    let raw = schemas.raw_mut(closing);
                    raw.schema.kind = SchemaKind::Any;
                    raw.parts.clear();
                    if let Some(visit) = path.last_mut() {
                        visit.edges = IntoIter::default();
                    }
                }
                Some(Mark::Done) | None => {}
            }
        }
    }
    order
}

/// What a schema is made of.
fn edges(schemas: &Schemas, id: SchemaId, graph: Graph) -> Vec<(SchemaId, Made)> {
    let raw = schemas.raw(id);
    let mut edges = Vec::new();
    match graph {
        Graph::Parts => edges.extend(raw.parts.iter().map(|part| (*part, Made::Part))),
        // A schema that is only one part is that part under another name.
        Graph::Branches => {
            if let (SchemaKind::Any, [only]) = (&raw.schema.kind, raw.parts.as_slice()) {
                edges.push((*only, Made::Part));
            }
        }
    }
    match &raw.schema.kind {
        SchemaKind::Ref(target) => edges.push((*target, Made::Reference)),
        SchemaKind::Keywords(keywords) if graph == Graph::Branches => {
            let unions = keywords.one_of.iter().chain(&keywords.any_of);
            edges.extend(unions.flatten().map(|branch| (*branch, Made::Branch)));
        }
        SchemaKind::Any | SchemaKind::Never | SchemaKind::Keywords(_) => {}
    }
    edges
}

/// Reports the cycle that the end of the path closes by leading to `target`.
fn report(cx: &mut Context<'_>, schemas: &Schemas, path: &[Visit], target: SchemaId) {
    let cycle: Vec<&Visit> = path
        .iter()
        .skip_while(|visit| visit.schema != target)
        .collect();
    let ways: Vec<Made> = cycle.iter().filter_map(|visit| visit.taken).collect();
    let members: Vec<_> = cycle
        .iter()
        .map(|visit| schemas.raw(visit.schema).schema.at)
        .collect();
    if ways.iter().all(|way| *way == Made::Reference) {
        cx.cycle(members, Kind::Schema);
        return;
    }
    let Some(first) = members
        .iter()
        .copied()
        .min_by_key(|node| cx.document.node(*node).span)
    else {
        return;
    };
    // The shortest pointer is that of the schema which people know by name.
    let named = members
        .iter()
        .map(|node| cx.document.pointer(*node))
        .min_by_key(String::len)
        .unwrap_or_default();
    let (keyword, help) = if ways.contains(&Made::Branch) {
        (
            "oneOf` or `anyOf",
            "remove the branch that leads back, or put a property or an item in between",
        )
    } else {
        (
            "allOf",
            "remove the part that leads back; a schema adds nothing to itself",
        )
    };
    let message = format!("`{keyword}` of `{}` contains itself", last_key(&named));
    let mut diagnostic = Diagnostic::error(&code::SCHEMA_CYCLE, message).at_key(cx.document, first);
    for member in members.iter().filter(|node| **node != first).take(4) {
        diagnostic = diagnostic.see(cx.document, *member, "by way of this");
    }
    cx.diagnostics.push(diagnostic.help(help));
}

fn last_key(pointer: &str) -> &str {
    pointer.rsplit('/').next().unwrap_or(pointer)
}
