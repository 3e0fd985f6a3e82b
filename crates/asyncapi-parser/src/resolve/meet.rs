//! `allOf` as a meet: the values that satisfy every part. The arena of schemas as written in, that
//! of the model out, in which no `allOf` occurs. Knows JSON Schema's meaning; knows no tree beyond
//! the places of what it reports.
//!
//! A schema is the conjunction of [`Atom`]s: what schemas say in their own words. Two meets of the
//! same atoms are one schema, so a recursion through meets ends, and the cost of a shared graph is
//! that of its nodes. A property that two atoms declare is met in its own schema, later.

mod atom;
mod bounds;
mod combine;
mod same;
mod tidy;
mod union;
mod values;

use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use self::atom::Atom;
use super::context::Context;
use super::schema::Schemas;
use super::schema::finish::implied;
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::model::{Docs, Home, Keywords, Schema, SchemaId, SchemaKind, Step};
use crate::tree::NodeId;

/// How many properties, branches and parts all meets together may give. A chain of schemas, each
/// an `allOf` of the one before, has the square of its length of them.
const BUDGET: usize = 500_000;

/// The work of meeting.
#[derive(Debug)]
struct Meet<'m, 'd> {
    cx: &'m mut Context<'d>,
    schemas: &'m Schemas,
    /// The model's arena: first what was written, then what meets add.
    out: Vec<Schema>,
    /// The atoms of each schema as written.
    atoms: Vec<Rc<[Atom]>>,
    /// The schema that a meet of atoms is, by whether it may be empty and by its sorted atoms.
    known: HashMap<(bool, Vec<Atom>), SchemaId>,
    queue: VecDeque<Job>,
    /// The schemas that were worked out, each with those that it may turn out to be.
    met: Vec<(SchemaId, Vec<SchemaId>)>,
    left: usize,
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

/// What no value can satisfy: two atoms and what they say.
struct Conflict {
    first: (SchemaId, String),
    second: (SchemaId, String),
}

/// Meets everything. `order` has each schema behind those that it is made of.
pub(super) fn meet(cx: &mut Context<'_>, schemas: &Schemas, order: &[SchemaId]) -> Vec<Schema> {
    let Some(atoms) = atom::of_all(schemas, order, BUDGET) else {
        too_large(cx, schemas, order);
        return Vec::new();
    };
    let out = schemas.raw.iter().map(|raw| raw.schema.clone()).collect();
    let mut meet = Meet {
        cx,
        schemas,
        out,
        atoms,
        known: HashMap::new(),
        queue: VecDeque::new(),
        met: Vec::new(),
        left: BUDGET,
    };
    for id in order {
        meet.written(*id);
    }
    while let Some(job) = meet.queue.pop_front() {
        meet.run(&job);
    }
    tidy::tidy(meet.out, schemas.raw.len(), &meet.met)
}

impl Meet<'_, '_> {
    /// Works out a schema that stands in the document.
    fn written(&mut self, id: SchemaId) {
        let raw = self.schemas.raw(id);
        let is_union = matches!(&raw.schema.kind, SchemaKind::Keywords(own) if !own.one_of.is_empty() || !own.any_of.is_empty());
        if raw.parts.is_empty() && !is_union {
            if let SchemaKind::Keywords(keywords) = &mut self.out[id.0 as usize].kind {
                imply(keywords, self.cx.implied_types);
            }
            return;
        }
        let atoms = self.atoms[id.0 as usize].to_vec();
        self.known
            .entry((false, atom::sorted(&atoms)))
            .or_insert(id);
        self.known.entry((true, atom::sorted(&atoms))).or_insert(id);
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
        let said: Vec<Atom> = operands
            .iter()
            .flat_map(|id| self.atoms[id.0 as usize].iter())
            .chain(further)
            .copied()
            .collect();
        let atoms = atom::unique(said);
        let key = atom::sorted(&atoms);
        let docs = self.docs(&operands);
        let alone = |id: &&SchemaId| {
            self.atoms[id.0 as usize].len() == atoms.len()
                && atom::sorted(&self.atoms[id.0 as usize]) == key
        };
        let known = operands
            .iter()
            .find(alone)
            .copied()
            .or_else(|| self.known.get(&(may_be_empty, key.clone())).copied());
        if let Some(known) = known {
            if docs == Docs::default() || docs == self.out[known.0 as usize].docs {
                return known;
            }
            let kind = SchemaKind::Ref(self.followed(known));
            return self.add(Schema {
                at,
                home,
                docs,
                kind,
            });
        }
        let id = self.add(Schema {
            at,
            home,
            docs,
            kind: SchemaKind::Any,
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
        let docs = self.docs(&job.operands);
        let target_docs = match &kind {
            SchemaKind::Ref(target) => Some(&self.out[target.0 as usize].docs),
            SchemaKind::Any | SchemaKind::Never | SchemaKind::Keywords(_) => None,
        };
        let docs = if target_docs == Some(&docs) {
            Docs::default()
        } else {
            docs
        };
        let description = match &kind {
            SchemaKind::Keywords(_) if docs.description.is_none() => {
                self.description_of_references(&job.operands)
            }
            SchemaKind::Any | SchemaKind::Never | SchemaKind::Ref(_) | SchemaKind::Keywords(_) => {
                None
            }
        };
        let schema = &mut self.out[job.id.0 as usize];
        schema.docs = docs;
        schema.docs.description = schema.docs.description.take().or(description);
        schema.kind = kind;
    }

    fn result(&mut self, job: &Job) -> SchemaKind {
        let references = self.references(job);
        let key = atom::sorted(&job.atoms);
        let same = references
            .iter()
            .find(|id| atom::sorted(&self.atoms[id.0 as usize]) == key);
        if let Some(same) = same {
            return SchemaKind::Ref(*same);
        }
        // A `false` that is written there is meant.
        let is_never =
            |atom: &Atom| matches!(self.schemas.raw(atom.schema).schema.kind, SchemaKind::Never);
        if job.atoms.iter().any(is_never) {
            return SchemaKind::Never;
        }
        let keywords = match combine::combine(self, job) {
            Ok(keywords) => keywords,
            Err(conflict) => {
                if !job.may_be_empty {
                    self.report(job, conflict);
                }
                return SchemaKind::Never;
            }
        };
        let mut kind = union::distribute(self, job, keywords);
        if let SchemaKind::Keywords(keywords) = &mut kind {
            imply(keywords, self.cx.implied_types);
            self.met.push((job.id, references));
        }
        kind
    }

    /// The schemas that the result may turn out to be: what the operands refer to; and, for a
    /// schema that stands nowhere in the document, the operands themselves.
    fn references(&self, job: &Job) -> Vec<SchemaId> {
        let made = (job.id.0 as usize) >= self.schemas.raw.len();
        let mut references = Vec::new();
        for operand in job.operands.iter().filter(|operand| **operand != job.id) {
            let target = self.followed(*operand);
            if made || target != *operand {
                references.push(target);
            }
        }
        references
    }

    /// What a schema refers to in the end. There are no cycles of references any more.
    fn followed(&self, id: SchemaId) -> SchemaId {
        let mut at = id;
        while let Some(SchemaKind::Ref(target)) = self
            .schemas
            .raw
            .get(at.0 as usize)
            .map(|raw| &raw.schema.kind)
        {
            at = *target;
        }
        at
    }

    /// The documentation of a meet: of each kind the first that there is.
    fn docs(&self, operands: &[SchemaId]) -> Docs {
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
            } = &self.schemas.raw(*operand).schema.docs;
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
        docs
    }

    /// What the first schema that is referred to says of itself. Its title, default and examples
    /// are its own.
    fn description_of_references(&self, operands: &[SchemaId]) -> Option<String> {
        operands.iter().find_map(|operand| {
            self.out[self.followed(*operand).0 as usize]
                .docs
                .description
                .clone()
        })
    }

    fn add(&mut self, schema: Schema) -> SchemaId {
        let id = SchemaId(u32::try_from(self.out.len()).unwrap_or(u32::MAX));
        self.out.push(schema);
        id
    }

    /// Takes from the budget what a meet gives.
    fn spend(&mut self, amount: usize, job: &Job) -> bool {
        let had = self.left;
        self.left = self.left.saturating_sub(amount);
        if had > 0 && self.left == 0 {
            let at = self.out[job.id.0 as usize].at;
            report_too_large(self.cx, at);
        }
        self.left > 0
    }

    /// Whether the second schema belongs to what is being defined here, and the first to a schema
    /// that it builds on.
    fn refines(&self, job: &Job, first: SchemaId, second: SchemaId) -> bool {
        let here = self.root(job.id);
        !job.may_be_empty && self.root(second) == here && self.root(first) != here
    }

    /// The schema that one is, in the end, a part of.
    fn root(&self, id: SchemaId) -> SchemaId {
        let mut at = id;
        while let Home::Child { parent, .. } = &self.out[at.0 as usize].home {
            at = *parent;
        }
        at
    }

    fn report_override(&mut self, job: &Job, conflict: Conflict) {
        let Conflict {
            first: (first, was),
            second: (second, is),
        } = conflict;
        let what = match &self.out[job.id.0 as usize].home {
            Home::Child {
                step: Step::Property(name),
                ..
            } => name.as_str(),
            Home::Child { .. }
            | Home::Component(_)
            | Home::Payload(_)
            | Home::Headers(_)
            | Home::Parameter { .. }
            | Home::Elsewhere { .. } => "the value",
        };
        let message = format!("`{what}` is {is} here, yet {was} in the schema that this builds on");
        let place = |id: SchemaId| self.schemas.raw(id).schema.at;
        let diagnostic = Diagnostic::warning(&code::MEET_OVERRIDE, message)
            .at(self.cx.document, place(second))
            .see(
                self.cx.document,
                place(first),
                "the schema that this builds on",
            )
            .help("by the letter no value is allowed; what stands here is taken");
        self.cx.diagnostics.push(diagnostic);
    }

    fn report(&mut self, job: &Job, conflict: Conflict) {
        let Conflict {
            first: (first, first_says),
            second: (second, second_says),
        } = conflict;
        let about = match &self.out[job.id.0 as usize].home {
            Home::Child {
                step: Step::Property(name),
                ..
            } => format!(" about `{name}`"),
            Home::Child { .. }
            | Home::Component(_)
            | Home::Payload(_)
            | Home::Headers(_)
            | Home::Parameter { .. }
            | Home::Elsewhere { .. } => String::new(),
        };
        let message = format!(
            "`allOf` parts disagree{about}: {first_says} and {second_says} have no value in common"
        );
        let place = |id: SchemaId| self.schemas.raw(id).schema.at;
        let diagnostic = Diagnostic::error(&code::MEET_EMPTY, message)
            .at(self.cx.document, place(second))
            .see(self.cx.document, place(first), "other part")
            .help("make the parts agree, or correct the document by a patch");
        self.cx.diagnostics.push(diagnostic);
    }
}

fn imply(keywords: &mut Keywords, implied_types: bool) {
    if implied_types && keywords.one_of.is_empty() && keywords.any_of.is_empty() {
        keywords.types = keywords.types.or_else(|| implied(keywords));
    }
}

fn too_large(cx: &mut Context<'_>, schemas: &Schemas, order: &[SchemaId]) {
    let largest = order.iter().max_by_key(|id| schemas.raw(**id).parts.len());
    if let Some(id) = largest {
        report_too_large(cx, schemas.raw(*id).schema.at);
    }
}

fn report_too_large(cx: &mut Context<'_>, at: NodeId) {
    let message = format!("`allOf` and unions come to more than {BUDGET} properties and branches");
    let help = "let fewer schemas build on each other";
    cx.error(&code::MEET_BUDGET, at, message, help);
}
