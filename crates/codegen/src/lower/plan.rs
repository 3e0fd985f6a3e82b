//! Which schemas take part and which of them become items. Knows shapes; knows no names.

use std::collections::hash_map::Entry;

use asyncapi_parser::model::{Home, Payload, SchemaId, SchemaKind, Step};
use asyncapi_parser::source::FileId;
use asyncapi_parser::tree::Document;
use rustc_hash::{FxHashMap, FxHashSet};

use super::shape::{Shape, Shaped, Shapes, Use};

/// How deep types nest that are written where they are used, before one gets a name.
const INLINE_DEPTH: u32 = 32;

/// The schemas of a crate. They go by numbers that no document chooses, so that hashing them has
/// to withstand nothing.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    pub(super) shapes: Shapes<'a>,
    /// Every schema that takes part, in document order.
    pub(super) order: Vec<SchemaId>,
    /// The shapes of those.
    shaped: FxHashMap<SchemaId, Shaped>,
    /// Those whose uses go by their name, whatever their shape is.
    named: FxHashSet<SchemaId>,
    /// The schema whose module each schema belongs to.
    owners: FxHashMap<SchemaId, SchemaId>,
}

/// How far the walk through types that are written out has come.
#[derive(Clone, Copy)]
enum State {
    Open,
    /// Left, with the depth of what is written out.
    Done(u32),
}

/// A schema on that walk.
struct Walk {
    id: SchemaId,
    /// The parts that were not looked at yet, the next one last.
    parts: Vec<SchemaId>,
    /// The depth found so far.
    deepest: u32,
}

/// The items that one schema can become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// The schema with all that it allows, as an alias.
    Whole,
    /// Its shape, without `null`.
    Core,
    /// A branch that is no schema by itself, as in `type: [string, object]`.
    Branch(usize),
}

impl<'a> Plan<'a> {
    pub(super) fn new(shapes: Shapes<'a>, document: &Document, entry: FileId) -> Self {
        let mut plan = Self {
            shapes,
            order: Vec::new(),
            shaped: FxHashMap::default(),
            named: FxHashSet::default(),
            owners: FxHashMap::default(),
        };
        plan.reach();
        plan.order.sort_by_cached_key(|id| {
            let span = document.node(plan.shapes.schema(*id).at).span;
            (span.file != entry, span.file, span.start, *id)
        });
        plan.name_places();
        plan.name_deep_and_cyclic();
        plan.find_owners();
        plan
    }

    /// The shape of a schema that takes part.
    pub(super) fn shaped(&self, id: SchemaId) -> Option<&Shaped> {
        self.shaped.get(&id)
    }

    /// Whether uses of a schema go by its name.
    pub(super) fn is_named(&self, id: SchemaId) -> bool {
        self.named.contains(&id)
    }

    /// The schema whose module a schema belongs to.
    pub(super) fn owner(&self, id: SchemaId) -> SchemaId {
        self.owners.get(&id).copied().unwrap_or(id)
    }

    /// The items that a schema becomes. The first bears the name of its place.
    pub(super) fn items(&self, id: SchemaId) -> Vec<Part> {
        let Some(shaped) = self.shaped(id) else {
            return Vec::new();
        };
        let is_item = shaped.shape.is_item();
        let mut items = Vec::new();
        if self.is_named(id) && (shaped.nullable || !is_item) {
            items.push(Part::Whole);
        }
        if is_item {
            items.push(Part::Core);
        }
        if let Shape::Union(union) = &shaped.shape {
            for (index, branch) in union.branches.iter().enumerate() {
                match &branch.of {
                    Use::Shape(shape) if shape.is_item() => items.push(Part::Branch(index)),
                    Use::Shape(_) | Use::Schema(_) => {}
                }
            }
        }
        items
    }

    /// Every component, and everything that messages lead to.
    fn reach(&mut self) {
        let api = self.shapes.api;
        let mut todo: Vec<SchemaId> = Vec::new();
        for message in &api.messages {
            match &message.payload {
                Payload::Schema(id) => todo.push(*id),
                Payload::None | Payload::Opaque(_) => {}
            }
            todo.extend(message.headers);
        }
        for (id, schema) in (0..).map(SchemaId).zip(&api.schemas) {
            if matches!(schema.home, Home::Component(_)) {
                todo.push(id);
            }
        }
        while let Some(id) = todo.pop() {
            if let Entry::Vacant(slot) = self.shaped.entry(id) {
                todo.extend(slot.insert(self.shapes.of(id)).shape.parts());
                self.order.push(id);
            }
        }
    }

    /// Names stand for components, for what messages have in place, and for whatever is referred
    /// to.
    fn name_places(&mut self) {
        for id in &self.order {
            let schema = self.shapes.schema(*id);
            let target = match schema.kind {
                SchemaKind::Ref(to) => Some(to),
                SchemaKind::Any | SchemaKind::Never | SchemaKind::Keywords(_) => None,
            };
            let named = match &schema.home {
                Home::Component(_) | Home::Parameter { .. } | Home::Elsewhere { .. } => true,
                Home::Payload(_) | Home::Headers(_) => target.is_none(),
                Home::Child { parent: _, step } => matches!(step, Step::Definition(_)),
            };
            self.named.extend(named.then_some(*id));
            self.named.extend(target);
        }
    }

    /// Types that are written where they are used must come to an end: one that contains itself,
    /// or nests too deep, gets a name.
    fn name_deep_and_cyclic(&mut self) {
        let mut states: FxHashMap<SchemaId, State> = FxHashMap::default();
        for start in self.order.clone() {
            let mut open: Vec<Walk> = Vec::new();
            let mut next = Some(start);
            loop {
                let mut found = 0;
                if let Some(id) = next.take() {
                    match states.get(&id) {
                        None => {
                            states.insert(id, State::Open);
                            let mut parts = self.inline_parts(id);
                            parts.reverse();
                            open.push(Walk {
                                id,
                                parts,
                                deepest: 0,
                            });
                        }
                        Some(State::Open) => {
                            self.named.insert(id);
                        }
                        Some(State::Done(depth)) => found = *depth,
                    }
                }
                let Some(walk) = open.last_mut() else {
                    break;
                };
                walk.deepest = walk.deepest.max(found);
                if let Some(part) = walk.parts.pop() {
                    next = Some(part).filter(|part| self.is_inline(*part));
                    continue;
                }
                let (id, mut depth) = (walk.id, walk.deepest.saturating_add(1));
                open.pop();
                if depth >= INLINE_DEPTH || self.named.contains(&id) {
                    self.named.insert(id);
                    depth = 0;
                }
                states.insert(id, State::Done(depth));
                if let Some(above) = open.last_mut() {
                    above.deepest = above.deepest.max(depth);
                }
            }
        }
    }

    /// Whether uses of a schema write its shape out.
    fn is_inline(&self, id: SchemaId) -> bool {
        let is_item = self.shaped(id).is_none_or(|shaped| shaped.shape.is_item());
        !self.is_named(id) && !is_item
    }

    fn inline_parts(&self, id: SchemaId) -> Vec<SchemaId> {
        match self.shaped(id) {
            Some(shaped) if !shaped.shape.is_item() => shaped.shape.parts(),
            Some(_) | None => Vec::new(),
        }
    }

    /// A schema lies in the module of the outermost schema around it that takes part; a definition
    /// within another schema has a module of its own.
    fn find_owners(&mut self) {
        for start in &self.order {
            let mut way = Vec::new();
            let mut at = *start;
            let mut owner = loop {
                if let Some(owner) = self.owners.get(&at) {
                    break Some(*owner);
                }
                way.push(at);
                match &self.shapes.schema(at).home {
                    Home::Child {
                        parent: _,
                        step: Step::Definition(_),
                    } if self.shaped.contains_key(&at) => break None,
                    Home::Child { parent, step: _ } => at = *parent,
                    Home::Component(_)
                    | Home::Payload(_)
                    | Home::Headers(_)
                    | Home::Parameter { .. }
                    | Home::Elsewhere { .. } => break None,
                }
            };
            while let Some(id) = way.pop() {
                owner = owner.or(Some(id).filter(|id| self.shaped.contains_key(id)));
                self.owners.extend(owner.map(|owner| (id, owner)));
            }
        }
    }
}
