//! Branches that lead back to their own union, with no property or item in between. Distribution
//! can make some of a base and its variants that say each other's alternatives; what such a branch
//! allows, the others allow already, so it is dropped.

use std::collections::HashSet;
use std::vec::IntoIter;

use crate::model::{Keywords, Schema, SchemaId, SchemaKind};

/// The place of a branch: in which of the unions of a schema, and where in it.
type Branch = (bool, usize, usize);

/// A schema on the path, what else it leads to, and the branch by which it leads to the next one.
struct Visit {
    schema: SchemaId,
    edges: IntoIter<(SchemaId, Option<Branch>)>,
    taken: Option<Branch>,
}

/// Drops the branches of all schemas that lead back.
pub(super) fn drop_all(schemas: &mut [Schema]) {
    let mut dropped: HashSet<(SchemaId, Branch)> = HashSet::new();
    let mut entered = vec![false; schemas.len()];
    let mut on_path = vec![false; schemas.len()];
    for start in (0..).take(schemas.len()).map(SchemaId) {
        let mut path: Vec<Visit> = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(schema) = next.take()
                && let (Some(entered), Some(on_path)) = (
                    entered.get_mut(schema.0 as usize),
                    on_path.get_mut(schema.0 as usize),
                )
                && !*entered
            {
                let edges = edges(schemas, schema);
                if !edges.is_empty() {
                    *on_path = true;
                    path.push(Visit {
                        schema,
                        edges: edges.into_iter(),
                        taken: None,
                    });
                }
                *entered = true;
            }
            let Some(visit) = path.last_mut() else {
                break;
            };
            let Some((target, branch)) = visit.edges.next() else {
                if let Some(on_path) = on_path.get_mut(visit.schema.0 as usize) {
                    *on_path = false;
                }
                path.pop();
                continue;
            };
            visit.taken = branch;
            if on_path.get(target.0 as usize) == Some(&true) {
                dropped.extend(last_branch(&path, target));
            } else {
                next = Some(target);
            }
        }
    }
    for id in dropped.iter().map(|(id, _)| *id).collect::<HashSet<_>>() {
        drop_branches(schemas, id, &dropped);
    }
}

fn edges(schemas: &[Schema], id: SchemaId) -> Vec<(SchemaId, Option<Branch>)> {
    match schemas.get(id.0 as usize).map(|schema| &schema.kind) {
        Some(SchemaKind::Ref(target)) => vec![(*target, None)],
        Some(SchemaKind::Keywords(keywords)) => {
            let unions = [(true, &keywords.one_of), (false, &keywords.any_of)];
            let mut edges = Vec::new();
            for (is_one_of, unions) in unions {
                for (union, branches) in unions.iter().enumerate() {
                    let branches = branches.iter().enumerate();
                    edges.extend(
                        branches.map(|(at, branch)| (*branch, Some((is_one_of, union, at)))),
                    );
                }
            }
            edges
        }
        Some(SchemaKind::Any | SchemaKind::Never) | None => Vec::new(),
    }
}

/// The last step of the circle that `target` closes which is a branch.
fn last_branch(path: &[Visit], target: SchemaId) -> Option<(SchemaId, Branch)> {
    for visit in path.iter().rev() {
        if let Some(branch) = visit.taken {
            return Some((visit.schema, branch));
        }
        if visit.schema == target {
            break;
        }
    }
    None
}

fn drop_branches(schemas: &mut [Schema], id: SchemaId, dropped: &HashSet<(SchemaId, Branch)>) {
    let Some(schema) = schemas.get_mut(id.0 as usize) else {
        return;
    };
    let SchemaKind::Keywords(keywords) = &mut schema.kind else {
        return;
    };
    let Keywords { one_of, any_of, .. } = &mut **keywords;
    for (is_one_of, unions) in [(true, one_of), (false, any_of)] {
        for (union, branches) in unions.into_iter().enumerate() {
            let mut at = 0..;
            branches.retain(|_| {
                at.next()
                    .is_none_or(|at| !dropped.contains(&(id, (is_one_of, union, at))))
            });
        }
    }
    let mut unions = keywords.one_of.iter().chain(&keywords.any_of);
    if let (Some(only), None) = (unions.next(), unions.next()) {
        match only.as_slice() {
            [] => schema.kind = SchemaKind::Never,
            [only] => schema.kind = SchemaKind::Ref(*only),
            _ => {}
        }
    }
}
