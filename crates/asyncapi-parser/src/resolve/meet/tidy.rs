//! What is done to the arena when everything has been met: branches that cannot occur are dropped,
//! schemas that turn out to be another one become references to it, and references that meets
//! have put in between are taken out again.

use super::circle;
use super::same::same;
use crate::model::{Home, Keywords, Rare, Schema, SchemaId, SchemaKind, Types};

/// How often the results of meets are looked through for equal ones: what a schema is found equal
/// to may depend on what its children were found equal to.
const ROUNDS: usize = 4;

/// Tidies the arena, of which the first `written` schemas stand in the document. `met` are the
/// results of meets in the order in which they were worked out, each with the schemas that it may
/// turn out to be.
pub(super) fn tidy(
    schemas: Vec<Schema>,
    written: usize,
    met: &[(SchemaId, Vec<SchemaId>)],
) -> Vec<Schema> {
    let mut schemas = schemas;
    circle::drop_all(&mut schemas);
    let mut tidy = Tidy { schemas, written };
    // Children are worked out after their parents.
    for (id, _) in met.iter().rev() {
        tidy.drop_empty_branches(*id);
    }
    for _ in 0..ROUNDS {
        let mut found = false;
        for (id, references) in met.iter().rev() {
            found |= tidy.find_equal(*id, references);
        }
        if !found {
            break;
        }
    }
    for id in (0..).take(tidy.schemas.len()).map(SchemaId) {
        tidy.shorten(id);
    }
    tidy.schemas
}

struct Tidy {
    schemas: Vec<Schema>,
    written: usize,
}

impl Tidy {
    #[expect(
        clippy::indexing_slicing,
        reason = "an id is that of the arena which gave it"
    )]
    fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0 as usize]
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "an id is that of the arena which gave it"
    )]
    fn schema_mut(&mut self, id: SchemaId) -> &mut Schema {
        &mut self.schemas[id.0 as usize]
    }

    fn drop_empty_branches(&mut self, id: SchemaId) {
        let SchemaKind::Keywords(keywords) = &self.schema(id).kind else {
            return;
        };
        // Only what a meet has ruled out is dropped; `false` in the document stays.
        let is_empty = |id: &SchemaId| {
            let end = self.followed(*id);
            self.is_made(end) && matches!(self.schema(end).kind, SchemaKind::Never)
        };
        if self.is_made(id) && demands_the_impossible(keywords, &is_empty) {
            self.schema_mut(id).kind = SchemaKind::Never;
            return;
        }
        let left = |unions: &[Vec<SchemaId>]| -> Vec<Vec<SchemaId>> {
            let left = |branches: &Vec<SchemaId>| {
                branches
                    .iter()
                    .filter(|id| !is_empty(id))
                    .copied()
                    .collect()
            };
            unions.iter().map(left).collect()
        };
        let (one_of, any_of) = (left(&keywords.one_of), left(&keywords.any_of));
        if one_of == *keywords.one_of && any_of == *keywords.any_of {
            return;
        }
        let only = match (one_of.as_slice(), any_of.as_slice()) {
            ([branches], []) | ([], [branches]) => Some(branches.as_slice()),
            _ => None,
        };
        let kind = match only {
            Some([]) => SchemaKind::Never,
            Some([only]) => SchemaKind::Ref(*only),
            Some(_) | None => SchemaKind::Keywords(Box::new(Keywords {
                one_of: one_of.into(),
                any_of: any_of.into(),
                ..(**keywords).clone()
            })),
        };
        self.schema_mut(id).kind = kind;
    }

    /// What a reference that a meet has put in between refers to; there are no circles any more.
    fn followed(&self, id: SchemaId) -> SchemaId {
        let mut at = id;
        while let SchemaKind::Ref(target) = self.schema(at).kind
            && self.is_made(at)
        {
            at = target;
        }
        at
    }

    /// Makes a schema a reference to one of the others, if it says the same.
    fn find_equal(&mut self, id: SchemaId, references: &[SchemaId]) -> bool {
        let SchemaKind::Keywords(keywords) = &self.schema(id).kind else {
            return false;
        };
        let is_equal = |other: &&SchemaId| match &self.schema(**other).kind {
            SchemaKind::Keywords(other) => same(keywords, other, &|id| self.meant(id)),
            SchemaKind::Any | SchemaKind::Never | SchemaKind::Ref(_) => false,
        };
        let Some(equal) = references.iter().find(is_equal).copied() else {
            return false;
        };
        let target = self.schema(equal).docs.clone();
        let schema = self.schema_mut(id);
        if schema.docs == target {
            schema.docs = Rare::default();
        } else if schema.docs.description == target.description {
            schema.docs.description = None;
        }
        schema.kind = SchemaKind::Ref(equal);
        true
    }

    fn shorten(&mut self, id: SchemaId) {
        let mut kind = std::mem::replace(&mut self.schema_mut(id).kind, SchemaKind::Any);
        match &mut kind {
            SchemaKind::Any | SchemaKind::Never => {}
            SchemaKind::Ref(target) => *target = self.shortened(*target),
            SchemaKind::Keywords(keywords) => {
                for_each_child(keywords, |child| *child = self.shortened(*child));
            }
        }
        self.schema_mut(id).kind = kind;
    }

    /// What a reference that a meet has put in between refers to.
    fn shortened(&self, id: SchemaId) -> SchemaId {
        let mut at = id;
        while self.is_made(at)
            && let Some(target) = self.bare_reference(at)
        {
            at = target;
        }
        at
    }

    /// What a child is that says nothing but what it refers to, whoever has put the reference there.
    fn meant(&self, id: SchemaId) -> SchemaId {
        let mut at = id;
        while let Some(target) = self.bare_reference(at) {
            at = target;
        }
        at
    }

    /// What a child refers to that says nothing else.
    fn bare_reference(&self, id: SchemaId) -> Option<SchemaId> {
        match self.schema(id) {
            Schema {
                kind: SchemaKind::Ref(target),
                docs,
                home: Home::Child { .. },
                ..
            } if *docs == Rare::default() => Some(*target),
            _ => None,
        }
    }

    fn is_made(&self, id: SchemaId) -> bool {
        (id.0 as usize) >= self.written
    }
}

/// Whether only objects are allowed, and one of their required properties allows nothing.
fn demands_the_impossible(keywords: &Keywords, is_empty: &dyn Fn(&SchemaId) -> bool) -> bool {
    let objects = Types {
        object: true,
        ..Types::default()
    };
    let object = &keywords.object;
    let is_required = |name: &str| {
        object
            .required
            .iter()
            .any(|required| *required.name == *name)
    };
    keywords.types == Some(objects)
        && object
            .properties
            .iter()
            .any(|property| is_empty(&property.schema) && is_required(&property.name))
}

fn for_each_child(keywords: &mut Keywords, mut visit: impl FnMut(&mut SchemaId)) {
    let Keywords {
        array,
        object,
        one_of,
        any_of,
        discriminator,
        ..
    } = keywords;
    if let Some(array) = array.said_mut() {
        let items = array.prefix.iter_mut().chain(&mut array.items);
        items.for_each(&mut visit);
    }
    if let Some(object) = object.said_mut() {
        let properties = object.properties.iter_mut();
        properties
            .map(|property| &mut property.schema)
            .chain(&mut object.additional)
            .chain(object.patterns.iter_mut().map(|(_, schema)| schema))
            .for_each(&mut visit);
    }
    one_of
        .into_iter()
        .chain(any_of)
        .flatten()
        .for_each(&mut visit);
    discriminator
        .iter_mut()
        .flat_map(|discriminator| &mut discriminator.mapping)
        .map(|(_, schema)| schema)
        .for_each(&mut visit);
}
