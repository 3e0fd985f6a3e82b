//! What a schema says in its own words, as the unit of meets.

use std::rc::Rc;

use crate::model::{SchemaId, SchemaKind};
use crate::resolve::schema::Schemas;

/// What a schema as written says itself, without its parts; with or without its unions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Atom {
    pub(super) schema: SchemaId,
    /// Whether its `oneOf` counts.
    pub(super) one_of: bool,
    /// Whether its `anyOf` counts.
    pub(super) any_of: bool,
}

impl Atom {
    fn whole(schema: SchemaId) -> Self {
        Self {
            schema,
            one_of: true,
            any_of: true,
        }
    }
}

/// The atoms of each schema, each before those that refine it; `None` if they are more than
/// `budget` in all. A schema that allows everything has none.
pub(super) fn of_all(
    schemas: &Schemas,
    order: &[SchemaId],
    budget: usize,
) -> Option<Vec<Rc<[Atom]>>> {
    let none: Rc<[Atom]> = Rc::from([]);
    let mut all = vec![none; schemas.raw.len()];
    let mut count = 0;
    for id in order {
        let raw = schemas.raw(*id);
        let own = match &raw.schema.kind {
            SchemaKind::Any => None,
            SchemaKind::Never | SchemaKind::Keywords(_) => Some(Atom::whole(*id)),
            SchemaKind::Ref(target) => {
                all[id.0 as usize] = Rc::clone(&all[target.0 as usize]);
                continue;
            }
        };
        let parts = raw
            .parts
            .iter()
            .flat_map(|part| all[part.0 as usize].iter().copied());
        let atoms = unique(parts.chain(own));
        count += if raw.parts.is_empty() { 0 } else { atoms.len() };
        if count > budget {
            return None;
        }
        all[id.0 as usize] = Rc::from(atoms);
    }
    Some(all)
}

/// Each atom once, in order. Of the same schema with and without unions the former is left.
pub(super) fn unique(atoms: impl IntoIterator<Item = Atom>) -> Vec<Atom> {
    let mut at = std::collections::HashMap::new();
    let mut unique: Vec<Atom> = Vec::new();
    for atom in atoms {
        let index = *at.entry(atom.schema).or_insert(unique.len());
        match unique.get_mut(index) {
            Some(known) => {
                known.one_of |= atom.one_of;
                known.any_of |= atom.any_of;
            }
            None => unique.push(atom),
        }
    }
    unique
}

/// The same for all orders.
pub(super) fn sorted(atoms: &[Atom]) -> Vec<Atom> {
    let mut sorted = atoms.to_vec();
    sorted.sort_unstable();
    sorted
}
