//! What a schema says in its own words, as the unit of meets.

use std::collections::HashMap;

use crate::model::{SchemaId, SchemaKind};

/// What a schema as written says itself, without its parts; with or without its unions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Atom {
    pub(super) schema: SchemaId,
    /// Whether its `oneOf` counts.
    pub(super) one_of: bool,
    /// Whether its `anyOf` counts.
    pub(super) any_of: bool,
}

/// What a schema says itself, if it is no reference and does not allow everything.
pub(super) fn own(schema: SchemaId, kind: &SchemaKind) -> Option<Atom> {
    match kind {
        SchemaKind::Any | SchemaKind::Ref(_) => None,
        SchemaKind::Never | SchemaKind::Keywords(_) => Some(Atom {
            schema,
            one_of: true,
            any_of: true,
        }),
    }
}

/// Each atom once, in order. Of the same schema with and without unions the former is left.
pub(super) fn unique(atoms: impl IntoIterator<Item = Atom>) -> Vec<Atom> {
    let mut at = HashMap::new();
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
