//! The schemas while they are met: those that were written, what became of some of them, and those
//! that meets add.

use std::collections::HashMap;
use std::rc::Rc;

use super::atom::{self, Atom};
use crate::model::{Docs, Home, Rare, Schema, SchemaId, SchemaKind};
use crate::resolve::schema::{Raw, Schemas};
use crate::tree::NodeId;

/// The arena of schemas, old and new.
#[derive(Debug)]
pub(super) struct Arena<'m> {
    pub(super) schemas: &'m Schemas,
    /// What each schema as written refers to in the end; itself, if it is no reference.
    ends: Vec<SchemaId>,
    /// The atoms of schemas that have parts.
    atoms: HashMap<SchemaId, Rc<[Atom]>>,
    /// What became of schemas as written.
    pub(super) results: HashMap<SchemaId, Outcome>,
    /// Further schemas, behind those that were written.
    pub(super) made: Vec<Schema>,
}

/// What a meet gives.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) docs: Rare<Docs>,
    pub(super) kind: SchemaKind,
}

impl<'m> Arena<'m> {
    /// Takes in what was written, in an order that has each schema behind those that it refers to
    /// and that are its parts; `None` if their atoms are more than `budget`.
    pub(super) fn new(schemas: &'m Schemas, order: &[SchemaId], budget: usize) -> Option<Self> {
        let mut arena = Self {
            schemas,
            ends: (0..).take(schemas.raw.len()).map(SchemaId).collect(),
            atoms: HashMap::new(),
            results: HashMap::new(),
            made: Vec::new(),
        };
        let mut left = budget;
        for id in order {
            let raw = schemas.raw(*id);
            if let SchemaKind::Ref(target) = raw.schema.kind {
                let target = arena.followed(target);
                if let Some(end) = arena.ends.get_mut(id.0 as usize) {
                    *end = target;
                }
            } else if !raw.parts.is_empty() {
                let parts = raw
                    .parts
                    .iter()
                    .flat_map(|part| arena.atoms(*part).to_vec());
                let own = atom::own(*id, &raw.schema.kind);
                let atoms = atom::unique(parts.chain(own));
                left = left.checked_sub(atoms.len())?;
                arena.atoms.insert(*id, Rc::from(atoms));
            }
        }
        Some(arena)
    }

    /// The atoms of a schema as written, each before those that refine it. A schema that allows
    /// everything has none.
    pub(super) fn atoms(&self, id: SchemaId) -> Rc<[Atom]> {
        let end = self.followed(id);
        match self.atoms.get(&end) {
            Some(atoms) => Rc::clone(atoms),
            None => atom::own(end, &self.raw(end).schema.kind)
                .into_iter()
                .collect(),
        }
    }

    pub(super) fn raw(&self, id: SchemaId) -> &'m Raw {
        self.schemas.raw(id)
    }

    /// What a schema refers to in the end.
    pub(super) fn followed(&self, id: SchemaId) -> SchemaId {
        self.ends.get(id.0 as usize).copied().unwrap_or(id)
    }

    pub(super) fn at(&self, id: SchemaId) -> NodeId {
        self.made(id)
            .map_or_else(|| self.raw(id).schema.at, |made| made.at)
    }

    pub(super) fn home(&self, id: SchemaId) -> &Home {
        self.made(id)
            .map_or_else(|| &self.raw(id).schema.home, |made| &made.home)
    }

    /// The documentation as it is by now.
    pub(super) fn docs(&self, id: SchemaId) -> &Docs {
        match (self.made(id), self.results.get(&id)) {
            (Some(made), _) => &made.docs,
            (None, Some(outcome)) => &outcome.docs,
            (None, None) => &self.raw(id).schema.docs,
        }
    }

    /// The schema that one is, in the end, a part of.
    pub(super) fn root(&self, id: SchemaId) -> SchemaId {
        let mut at = id;
        while let Home::Child { parent, .. } = self.home(at) {
            at = *parent;
        }
        at
    }

    pub(super) fn is_made(&self, id: SchemaId) -> bool {
        id.0 as usize >= self.schemas.raw.len()
    }

    pub(super) fn add(&mut self, schema: Schema) -> SchemaId {
        let id = self.schemas.raw.len().saturating_add(self.made.len());
        self.made.push(schema);
        SchemaId(u32::try_from(id).unwrap_or(u32::MAX))
    }

    /// Puts down what a meet gives.
    pub(super) fn conclude(&mut self, id: SchemaId, outcome: Outcome) {
        let written = self.schemas.raw.len();
        let made = (id.0 as usize)
            .checked_sub(written)
            .and_then(|index| self.made.get_mut(index));
        match made {
            Some(made) => {
                made.docs = outcome.docs;
                made.kind = outcome.kind;
            }
            None => {
                self.results.insert(id, outcome);
            }
        }
    }

    fn made(&self, id: SchemaId) -> Option<&Schema> {
        self.made
            .get((id.0 as usize).checked_sub(self.schemas.raw.len())?)
    }
}
