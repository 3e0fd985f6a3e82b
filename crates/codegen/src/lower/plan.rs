//! Which schemas take part and which of them become items. Knows shapes; knows no names.

use asyncapi_parser::model::{Home, Payload, SchemaId, SchemaKind, Step};
use asyncapi_parser::source::FileId;
use asyncapi_parser::tree::Document;

use super::shape::{Shape, Shaped, Shapes, Use};

/// How deep types nest that are written where they are used, before one gets a name.
const INLINE_DEPTH: u32 = 32;

/// The schemas of a crate.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    pub(super) shapes: Shapes<'a>,
    /// Every schema that takes part, in document order.
    pub(super) order: Vec<SchemaId>,
    /// The shapes of those.
    shaped: Vec<Option<Shaped>>,
    /// Whether uses of a schema go by its name, whatever its shape is.
    named: Vec<bool>,
    /// The schema whose module each schema belongs to.
    owners: Vec<SchemaId>,
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
        let count = shapes.api.schemas.len();
        let mut plan = Self {
            shapes,
            order: Vec::new(),
            shaped: vec![None; count],
            named: vec![false; count],
            owners: Vec::new(),
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
        self.shaped[id.0 as usize].as_ref()
    }

    /// Whether uses of a schema go by its name.
    pub(super) fn is_named(&self, id: SchemaId) -> bool {
        self.named[id.0 as usize]
    }

    /// The schema whose module a schema belongs to.
    pub(super) fn owner(&self, id: SchemaId) -> SchemaId {
        self.owners[id.0 as usize]
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
            let shaped = &mut self.shaped[id.0 as usize];
            if shaped.is_none() {
                let shaped = shaped.insert(self.shapes.of(id));
                todo.extend(shaped.shape.parts());
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
            self.named[id.0 as usize] |= match &schema.home {
                Home::Component(_) | Home::Parameter { .. } | Home::Elsewhere { .. } => true,
                Home::Payload(_) | Home::Headers(_) => target.is_none(),
                Home::Child { parent: _, step } => matches!(step, Step::Definition(_)),
            };
            if let Some(target) = target {
                self.named[target.0 as usize] = true;
            }
        }
    }

    /// Types that are written where they are used must come to an end: one that contains itself,
    /// or nests too deep, gets a name.
    fn name_deep_and_cyclic(&mut self) {
        #[derive(Clone, Copy)]
        enum State {
            New,
            Open,
            Done(u32),
        }
        let mut states = vec![State::New; self.shaped.len()];
        for start in self.order.clone() {
            // What is open, its parts that were not looked at yet, the depth found so far.
            let mut open: Vec<(SchemaId, Vec<SchemaId>, u32)> = Vec::new();
            let mut next = Some(start);
            loop {
                if let Some(id) = next.take() {
                    let state = &mut states[id.0 as usize];
                    match state {
                        State::New => {
                            *state = State::Open;
                            let mut parts = self.inline_parts(id);
                            parts.reverse();
                            open.push((id, parts, 0));
                        }
                        State::Open => self.named[id.0 as usize] = true,
                        State::Done(depth) => {
                            if let Some((_, _, deepest)) = open.last_mut() {
                                *deepest = (*deepest).max(*depth);
                            }
                        }
                    }
                }
                let Some((id, parts, deepest)) = open.last_mut() else {
                    break;
                };
                let (id, deepest) = (*id, *deepest);
                match parts.pop() {
                    Some(part) if self.is_inline(part) => next = Some(part),
                    Some(_) => {}
                    None => {
                        open.pop();
                        let named = &mut self.named[id.0 as usize];
                        *named |= deepest + 1 >= INLINE_DEPTH;
                        let depth = if *named { 0 } else { deepest + 1 };
                        states[id.0 as usize] = State::Done(depth);
                        if let Some((_, _, above)) = open.last_mut() {
                            *above = (*above).max(depth);
                        }
                    }
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
        let schemas = &self.shapes.api.schemas;
        let mut owners: Vec<Option<SchemaId>> = vec![None; schemas.len()];
        for start in &self.order {
            let mut way = Vec::new();
            let mut at = *start;
            let mut owner = loop {
                if let Some(owner) = owners[at.0 as usize] {
                    break Some(owner);
                }
                way.push(at);
                match &schemas[at.0 as usize].home {
                    Home::Child {
                        parent: _,
                        step: Step::Definition(_),
                    } if self.shaped(at).is_some() => {
                        break None;
                    }
                    Home::Child { parent, step: _ } => at = *parent,
                    Home::Component(_)
                    | Home::Payload(_)
                    | Home::Headers(_)
                    | Home::Parameter { .. }
                    | Home::Elsewhere { .. } => break None,
                }
            };
            while let Some(id) = way.pop() {
                if owner.is_none() && self.shaped(id).is_some() {
                    owner = Some(id);
                }
                owners[id.0 as usize] = owner;
            }
        }
        self.owners = (0..)
            .map(SchemaId)
            .zip(owners)
            .map(|(id, owner)| owner.unwrap_or(id))
            .collect();
    }
}
