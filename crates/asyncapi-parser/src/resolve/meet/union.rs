//! Unions beside other keywords: the keywords are distributed into the branches, so that what is
//! left is an ordinary union.

use std::collections::HashMap;

use super::atom::Atom;
use super::{Job, Meet};
use crate::model::{Discriminator, Home, Keywords, SchemaId, SchemaKind, Step};
use crate::resolve::schema::finish::{kind, says_nothing};

/// A `oneOf` or an `anyOf` of one of the atoms.
struct Union<'m> {
    owner: Atom,
    is_one_of: bool,
    branches: &'m [SchemaId],
    discriminator: Option<&'m Discriminator>,
}

/// The keywords of a job with the unions of its atoms: distributed, if there is anything to
/// distribute.
pub(super) fn distribute(meet: &mut Meet<'_, '_>, job: &Job, mut keywords: Keywords) -> SchemaKind {
    let mut unions = unions(meet, &job.atoms);
    if !unions.is_empty() {
        let known: HashMap<SchemaId, Atom> =
            job.atoms.iter().map(|atom| (atom.schema, *atom)).collect();
        unions.retain(|union| !is_absorbed(meet, &known, union));
    }
    // A union that only demands properties (`oneOf: [{required: [a]}, {required: [b]}]`) gives no
    // value another shape.
    if !keywords.object.properties.is_empty() {
        unions.retain(|union| {
            let shapeless = union
                .branches
                .iter()
                .all(|branch| is_shapeless(meet, *branch));
            if shapeless {
                let name = if union.is_one_of { "oneOf" } else { "anyOf" };
                let at = meet.arena.raw(union.owner.schema).schema.at;
                keywords.unshaped.push((name.to_owned(), at));
            }
            !shapeless
        });
    }
    let Some(first) = unions.first() else {
        return kind(keywords);
    };
    if keywords.discriminator.is_none() {
        keywords.discriminator = unions
            .iter()
            .find_map(|union| union.discriminator.cloned().map(Box::new));
    }
    let discriminator = keywords.discriminator.take();
    let unshaped = std::mem::take(&mut keywords.unshaped);
    let branches = if unions.len() == 1 && says_nothing(&keywords) {
        first.branches.to_vec()
    } else {
        with_the_rest(meet, job, first)
    };
    let (one_of, any_of) = if first.is_one_of {
        (vec![branches], vec![])
    } else {
        (vec![], vec![branches])
    };
    SchemaKind::Keywords(Box::new(Keywords {
        one_of: one_of.into(),
        any_of: any_of.into(),
        discriminator,
        unshaped,
        ..Keywords::default()
    }))
}

fn unions<'m>(meet: &Meet<'m, '_>, atoms: &[Atom]) -> Vec<Union<'m>> {
    let mut unions = Vec::new();
    for owner in atoms {
        let SchemaKind::Keywords(keywords) = &meet.arena.raw(owner.schema).schema.kind else {
            continue;
        };
        let discriminator = keywords.discriminator.as_deref();
        if owner.one_of {
            unions.extend(keywords.one_of.iter().map(|branches| Union {
                owner: *owner,
                is_one_of: true,
                branches,
                discriminator,
            }));
        }
        if owner.any_of {
            unions.extend(keywords.any_of.iter().map(|branches| Union {
                owner: *owner,
                is_one_of: false,
                branches,
                discriminator,
            }));
        }
    }
    unions
}

/// The branches of unions, so that the one which may hold already is found at once: by the owner
/// of the union and by the last atom of the branch.
#[derive(Debug, Default)]
pub(super) struct Index {
    unions: HashMap<(SchemaId, bool), HashMap<SchemaId, Vec<SchemaId>>>,
}

/// Whether one of the branches holds already, so that the union adds nothing: `x ∧ (x ∨ y) = x`.
/// So it is with a base that lists, as its branches, the schemas that build on it.
fn is_absorbed(
    meet: &mut Meet<'_, '_>,
    known: &HashMap<SchemaId, Atom>,
    union: &Union<'_>,
) -> bool {
    let arena = &meet.arena;
    let holds = |atom: &Atom| {
        let known = known.get(&atom.schema);
        known.is_some_and(|known| known.one_of >= atom.one_of && known.any_of >= atom.any_of)
    };
    let by_last = meet
        .branches
        .unions
        .entry((union.owner.schema, union.is_one_of))
        .or_insert_with(|| {
            let mut by_last: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
            for branch in union.branches {
                if let Some(last) = arena.atoms(*branch).last() {
                    by_last.entry(last.schema).or_default().push(*branch);
                }
            }
            by_last
        });
    let mut candidates = known.keys().filter_map(|last| by_last.get(last)).flatten();
    candidates.any(|branch| arena.atoms(*branch).iter().all(holds))
}

/// The branches of a union, each with all that holds beside it. A branch that the rest rules out
/// is empty, and dropped later.
fn with_the_rest(meet: &mut Meet<'_, '_>, job: &Job, union: &Union<'_>) -> Vec<SchemaId> {
    let rest: Vec<Atom> = job
        .atoms
        .iter()
        .map(|atom| match *atom == union.owner {
            true if union.is_one_of => Atom {
                one_of: false,
                ..*atom
            },
            true => Atom {
                any_of: false,
                ..*atom
            },
            false => *atom,
        })
        .collect();
    if !meet.spend(union.branches.len().saturating_mul(rest.len()), job) {
        return union.branches.to_vec();
    }
    let step = |index| {
        if union.is_one_of {
            Step::OneOf(index)
        } else {
            Step::AnyOf(index)
        }
    };
    let mut branches = Vec::with_capacity(union.branches.len());
    for (index, branch) in union.branches.iter().enumerate() {
        let home = Home::Child {
            parent: job.id,
            step: step(index),
        };
        let at = meet.arena.raw(*branch).schema.at;
        branches.push(meet.of(vec![*branch], &rest, home, at, true));
    }
    branches
}

/// Whether a branch says nothing of what a value looks like, but for the names that it must have.
fn is_shapeless(meet: &Meet<'_, '_>, branch: SchemaId) -> bool {
    let says_no_shape = |atom: &Atom| match &meet.arena.raw(atom.schema).schema.kind {
        SchemaKind::Any => true,
        SchemaKind::Never | SchemaKind::Ref(_) => false,
        SchemaKind::Keywords(keywords) => {
            let is_any = |id: SchemaId| meet.arena.atoms(id).is_empty();
            if !keywords
                .object
                .properties
                .iter()
                .all(|property| is_any(property.schema))
            {
                return false;
            }
            let mut rest = (**keywords).clone();
            rest.types = rest.types.filter(|types| !types.object);
            rest.object.required.clear();
            rest.object.properties.clear();
            rest.object.min_properties = None;
            rest.object.max_properties = None;
            rest.unshaped.clear();
            says_nothing(&rest)
        }
    };
    meet.arena.atoms(branch).iter().all(says_no_shape)
}
