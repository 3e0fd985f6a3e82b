//! `allOf` as a meet: the values that satisfy every part. The arena of schemas as written in, that
//! of the model out, in which no `allOf` occurs. Knows JSON Schema's meaning; knows no tree beyond
//! the places of what it reports.
//!
//! A schema is the conjunction of [`Atom`]s: what schemas say in their own words. Two meets of the
//! same atoms are one schema, so a recursion through meets ends, and the cost of a shared graph is
//! that of its nodes. A property that two atoms declare is met in its own schema, later.

mod arena;
mod atom;
mod bounds;
mod circle;
mod combine;
mod report;
mod same;
mod tidy;
mod union;
mod values;

use std::collections::{HashMap, VecDeque};

use self::arena::{Arena, Outcome};
use self::atom::Atom;
use super::context::Context;
use super::schema::Schemas;
use super::schema::finish::implied;
use crate::model::{Docs, Home, Keywords, Rare, Schema, SchemaId, SchemaKind};
use crate::tree::NodeId;

/// How many properties, branches and parts all meets together may give. A chain of schemas, each
/// an `allOf` of the one before, has the square of its length of them.
const BUDGET: usize = 500_000;

/// The work of meeting.
#[derive(Debug)]
struct Meet<'m, 'd> {
    cx: &'m mut Context<'d>,
    arena: Arena<'m>,
    /// The schema that a meet of atoms is, by whether it may be empty and by its sorted atoms.
    known: HashMap<(bool, Vec<Atom>), SchemaId>,
    /// The branches of a union by the last of their atoms, by the owner of the union.
    branches: union::Index,
    queue: VecDeque<Job>,
    /// The schemas that were worked out, each with those that it may turn out to be.
    met: Vec<(SchemaId, Vec<SchemaId>)>,
    /// What is left of the budget; `None` once it was too small, which has been told.
    left: Option<usize>,
}

/// A meet to be worked out.
#[derive(Debug)]
struct Job {
    /// Where the result goes.
    id: SchemaId,
    /// The schemas that are met, as written; the source of documentation and names.
    operands: Vec<SchemaId>,
    /// What they say.
    atoms: Vec<Atom>,
    /// Whether an empty result is no error: a branch of a union that the rest rules out.
    may_be_empty: bool,
}

/// Meets everything. `order` has each schema behind those that it refers to and that are its parts.
pub(super) fn meet(cx: &mut Context<'_>, schemas: Schemas, order: &[SchemaId]) -> Vec<Schema> {
    let implied_types = cx.implied_types;
    let Some(arena) = Arena::new(&schemas, order, BUDGET) else {
        let largest = order.iter().max_by_key(|id| schemas.raw(**id).parts.len());
        if let Some(id) = largest {
            report::too_large(cx, schemas.raw(*id).schema.at);
        }
        return Vec::new();
    };
    let mut meet = Meet {
        cx,
        arena,
        known: HashMap::new(),
        branches: union::Index::default(),
        queue: VecDeque::new(),
        met: Vec::new(),
        left: Some(BUDGET),
    };
    for id in order {
        meet.written(*id);
    }
    while let Some(job) = meet.queue.pop_front() {
        meet.run(&job);
    }
    let Meet {
        arena: Arena { results, made, .. },
        met,
        ..
    } = meet;
    let written = schemas.raw.len();
    let mut all: Vec<Schema> = schemas.raw.into_iter().map(|raw| raw.schema).collect();
    for (id, Outcome { docs, kind }) in results {
        if let Some(schema) = all.get_mut(id.0 as usize) {
            schema.docs = docs;
            schema.kind = kind;
        }
    }
    all.extend(made);
    if implied_types {
        all.iter_mut().for_each(imply);
    }
    tidy::tidy(all, written, &met)
}

impl Meet<'_, '_> {
    /// Works out a schema that stands in the document, unless what it says itself is all.
    fn written(&mut self, id: SchemaId) {
        let raw = self.arena.raw(id);
        let is_union = |own: &Keywords| !own.one_of.is_empty() || !own.any_of.is_empty();
        let is_plain = !matches!(&raw.schema.kind, SchemaKind::Keywords(own) if is_union(own));
        if raw.parts.is_empty() && is_plain {
            return;
        }
        let atoms = self.arena.atoms(id).to_vec();
        for may_be_empty in [false, true] {
            self.known
                .entry((may_be_empty, atom::sorted(&atoms)))
                .or_insert(id);
        }
        let operands = [id].into_iter().chain(raw.parts.iter().copied()).collect();
        self.run(&Job {
            id,
            operands,
            atoms,
            may_be_empty: false,
        });
    }

    /// The schema that is the meet of schemas as written and of further atoms.
    fn of(
        &mut self,
        operands: Vec<SchemaId>,
        further: &[Atom],
        home: Home,
        at: NodeId,
        may_be_empty: bool,
    ) -> SchemaId {
        let each: Vec<_> = operands.iter().map(|id| self.arena.atoms(*id)).collect();
        let said = each.iter().flat_map(|atoms| atoms.iter()).chain(further);
        let atoms = atom::unique(said.copied());
        let key = atom::sorted(&atoms);
        let docs = self.docs(&operands);
        let alone = each.iter().position(|one| one.len() == atoms.len());
        let known = match alone.and_then(|index| operands.get(index)) {
            Some(operand) => Some(*operand),
            None => self.known.get(&(may_be_empty, key.clone())).copied(),
        };
        if let Some(known) = known {
            if *docs == Docs::default() || *docs == *self.arena.docs(known) {
                return known;
            }
            let kind = SchemaKind::Ref(self.arena.followed(known));
            return self.arena.add(Schema {
                at,
                home,
                docs,
                kind,
            });
        }
        let kind = SchemaKind::Any;
        let id = self.arena.add(Schema {
            at,
            home,
            docs,
            kind,
        });
        self.known.insert((may_be_empty, key), id);
        self.queue.push_back(Job {
            id,
            operands,
            atoms,
            may_be_empty,
        });
        id
    }

    fn run(&mut self, job: &Job) {
        let kind = self.result(job);
        let mut docs = self.docs(&job.operands);
        match &kind {
            SchemaKind::Ref(target) if *docs == *self.arena.docs(*target) => docs = Rare::default(),
            SchemaKind::Keywords(_) if docs.description.is_none() => {
                docs.description = self.description_of_references(&job.operands);
            }
            SchemaKind::Any | SchemaKind::Never | SchemaKind::Ref(_) | SchemaKind::Keywords(_) => {}
        }
        self.arena.conclude(job.id, Outcome { docs, kind });
    }

    fn result(&mut self, job: &Job) -> SchemaKind {
        let references = self.references(job);
        let key = atom::sorted(&job.atoms);
        let is_same = |id: &&SchemaId| atom::sorted(&self.arena.atoms(**id)) == key;
        if let Some(same) = references.iter().find(is_same) {
            return SchemaKind::Ref(*same);
        }
        // A `false` that is written there is meant.
        let kind_of = |atom: &Atom| &self.arena.raw(atom.schema).schema.kind;
        if job
            .atoms
            .iter()
            .any(|atom| matches!(kind_of(atom), SchemaKind::Never))
        {
            return SchemaKind::Never;
        }
        match combine::combine(self, job) {
            Ok(keywords) => {
                self.met.push((job.id, references));
                union::distribute(self, job, keywords)
            }
            Err(conflict) => {
                if !job.may_be_empty {
                    self.report_conflict(job, conflict);
                }
                SchemaKind::Never
            }
        }
    }

    /// The schemas that the result may turn out to be: what the operands refer to; and, for a
    /// schema that stands nowhere in the document, the operands themselves.
    fn references(&self, job: &Job) -> Vec<SchemaId> {
        let made = self.arena.is_made(job.id);
        let others = job.operands.iter().filter(|operand| **operand != job.id);
        let followed = others.map(|operand| (*operand, self.arena.followed(*operand)));
        followed
            .filter(|(operand, target)| made || target != operand)
            .map(|(_, target)| target)
            .collect()
    }

    /// The documentation of a meet: of each kind the first that there is.
    fn docs(&self, operands: &[SchemaId]) -> Rare<Docs> {
        let mut docs = Docs::default();
        for operand in operands {
            let Docs {
                title,
                description,
                default,
                examples,
                deprecated,
                read_only,
                write_only,
                external_docs,
            } = &*self.arena.raw(*operand).schema.docs;
            docs.title = docs.title.or_else(|| title.clone());
            docs.description = docs.description.or_else(|| description.clone());
            docs.default = docs.default.or_else(|| default.clone());
            if docs.examples.is_empty() {
                docs.examples.clone_from(examples);
            }
            docs.deprecated |= deprecated;
            docs.read_only |= read_only;
            docs.write_only |= write_only;
            docs.external_docs = docs.external_docs.or_else(|| external_docs.clone());
        }
        docs.into()
    }

    /// What the first schema that is referred to says of itself. Its title, default and examples
    /// are its own.
    fn description_of_references(&self, operands: &[SchemaId]) -> Option<String> {
        let mut targets = operands.iter().map(|operand| self.arena.followed(*operand));
        targets.find_map(|target| self.arena.docs(target).description.clone())
    }

    /// Takes from the budget what a meet gives.
    fn spend(&mut self, amount: usize, job: &Job) -> bool {
        let Some(left) = self.left else {
            return false;
        };
        self.left = left.checked_sub(amount);
        if self.left.is_none() {
            report::too_large(self.cx, self.arena.at(job.id));
        }
        self.left.is_some()
    }

    /// Whether the second schema belongs to what is being defined here, and the first to a schema
    /// that it builds on.
    fn refines(&self, job: &Job, first: SchemaId, second: SchemaId) -> bool {
        let here = self.arena.root(job.id);
        !job.may_be_empty && self.arena.root(second) == here && self.arena.root(first) != here
    }
}

/// Gives a schema the type that its keywords imply.
fn imply(schema: &mut Schema) {
    if let SchemaKind::Keywords(keywords) = &mut schema.kind
        && keywords.one_of.is_empty()
        && keywords.any_of.is_empty()
    {
        keywords.types = keywords.types.or_else(|| implied(keywords));
    }
}
