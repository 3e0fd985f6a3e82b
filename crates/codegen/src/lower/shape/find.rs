//! Which shape a schema has, one step at a time. Knows the keywords.

use std::collections::HashMap;

use asyncapi_parser::model::{Api, Keywords, Schema, SchemaId, SchemaKind};
use rustc_hash::FxHashMap;

use super::{Shape, Shaped, values};
use crate::config::Config;
use crate::ir::Format;

/// Finds shapes.
#[derive(Debug)]
pub(in crate::lower) struct Shapes<'a> {
    pub(in crate::lower) api: &'a Api,
    /// Where the references of each schema that has one lead in the end.
    ends: FxHashMap<SchemaId, SchemaId>,
    /// Whether a schema means what people mean by it; else the letter holds.
    pub(super) implied: bool,
    /// The formats whose texts are read as more than text.
    pub(super) formats: HashMap<&'a str, Format>,
}

impl<'a> Shapes<'a> {
    pub(in crate::lower) fn new(api: &'a Api, config: &'a Config) -> Self {
        Self {
            api,
            implied: config.implied_types,
            formats: config
                .types
                .iter()
                .map(|chosen| (chosen.format.as_str(), chosen.read_as))
                .collect(),
            ends: ends(api),
        }
    }

    /// The schema behind an id.
    #[expect(
        clippy::indexing_slicing,
        reason = "an id is that of the model which gave it"
    )]
    pub(in crate::lower) fn schema(&self, id: SchemaId) -> &'a Schema {
        &self.api.schemas[id.0 as usize]
    }

    /// Where references lead in the end.
    pub(in crate::lower) fn end(&self, id: SchemaId) -> SchemaId {
        self.ends.get(&id).copied().unwrap_or(id)
    }

    /// The keywords behind references.
    pub(in crate::lower) fn keywords(&self, id: SchemaId) -> Option<&'a Keywords> {
        match &self.schema(self.end(id)).kind {
            SchemaKind::Keywords(keywords) => Some(keywords),
            SchemaKind::Any | SchemaKind::Never | SchemaKind::Ref(_) => None,
        }
    }

    /// The shape of a schema.
    pub(in crate::lower) fn of(&self, id: SchemaId) -> Shaped {
        match &self.schema(id).kind {
            SchemaKind::Any => Shaped::new(Shape::Json),
            SchemaKind::Never => Shaped::new(Shape::Never),
            SchemaKind::Ref(to) => Shaped::new(Shape::Same(*to)),
            SchemaKind::Keywords(keywords) => {
                let Keywords {
                    types: _,
                    enumeration,
                    constant,
                    format: _,
                    content_encoding: _,
                    number: _,
                    string: _,
                    array: _,
                    object: _,
                    one_of: _,
                    any_of: _,
                    discriminator: _,
                    unshaped: _,
                } = keywords.as_ref();
                if let Some(constant) = constant {
                    Shaped::new(values::constant(constant))
                } else if let Some(listed) = enumeration {
                    values::set(keywords, listed)
                } else {
                    self.union(keywords)
                }
            }
        }
    }

    pub(super) fn is_never(&self, id: SchemaId) -> bool {
        matches!(self.schema(self.end(id)).kind, SchemaKind::Never)
    }
}

/// Follows references of all schemas at once, each step once. A circle of nothing but references
/// is refused when a document is read; if one came here, it would end where it is entered.
fn ends(api: &Api) -> FxHashMap<SchemaId, SchemaId> {
    let mut to: FxHashMap<SchemaId, SchemaId> = FxHashMap::default();
    for (id, schema) in (0..).map(SchemaId).zip(&api.schemas) {
        match schema.kind {
            SchemaKind::Ref(target) => to.insert(id, target),
            SchemaKind::Any | SchemaKind::Never | SchemaKind::Keywords(_) => None,
        };
    }
    let mut ends: FxHashMap<SchemaId, SchemaId> = FxHashMap::default();
    for start in to.keys() {
        let mut chain = Vec::new();
        let mut at = *start;
        while let Some(next) = to.get(&at)
            && !ends.contains_key(&at)
        {
            ends.insert(at, at);
            chain.push(at);
            at = *next;
        }
        let end = ends.get(&at).copied().unwrap_or(at);
        ends.extend(chain.into_iter().map(|id| (id, end)));
    }
    ends
}
