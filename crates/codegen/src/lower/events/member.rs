//! Members of payloads that tell events apart: what the document declares of them.

use std::collections::HashSet;

use asyncapi_parser::model::{Keywords, Literal, ObjectKeywords, SchemaId, Types};

use crate::ir::Kind;
use crate::lower::shape::Shapes;

/// What a payload declares of a member.
#[derive(Debug, Default)]
pub(super) struct Declared {
    /// The schemas of the member: several if it is part of a union.
    pub(super) schemas: Vec<SchemaId>,
    /// Whether each branch of a union on the way declares the member.
    pub(super) everywhere: bool,
    /// Whether each object on the way requires the member.
    pub(super) required: bool,
    /// Whether an object on the way declares no members at all.
    pub(super) free: bool,
}

/// What a payload declares of the member that a path leads to.
pub(super) fn declared(
    shapes: &Shapes<'_>,
    payload: Option<SchemaId>,
    path: &[String],
) -> Declared {
    let mut found = Declared {
        schemas: payload.into_iter().collect(),
        everywhere: true,
        required: true,
        free: payload.is_none(),
    };
    for name in path {
        let of = std::mem::take(&mut found.schemas);
        for object in objects(shapes, &of) {
            let Some(object) = object else {
                found.free = true;
                found.everywhere = false;
                continue;
            };
            let properties = &object.properties;
            match properties.iter().find(|property| property.name == *name) {
                Some(property) => {
                    found.schemas.push(property.schema);
                    found.required &= object.required.iter().any(|entry| entry.name == *name);
                }
                None => {
                    found.everywhere = false;
                    found.free |= properties.is_empty();
                }
            }
        }
    }
    found.everywhere &= !found.schemas.is_empty();
    found.required &= found.everywhere;
    found
}

/// The objects that schemas are, or that the branches of their unions are. `None` for one that
/// says nothing.
fn objects<'a>(shapes: &Shapes<'a>, of: &[SchemaId]) -> Vec<Option<&'a ObjectKeywords>> {
    let mut objects = Vec::new();
    let mut seen = HashSet::new();
    let mut todo: Vec<SchemaId> = of.iter().rev().copied().collect();
    while let Some(id) = todo.pop() {
        if !seen.insert(shapes.end(id)) {
            continue;
        }
        let keywords = shapes.keywords(id);
        let branches = keywords.and_then(|keywords| {
            branches(keywords).filter(|_| keywords.object.properties.is_empty())
        });
        match branches {
            Some(branches) => todo.extend(branches.iter().rev()),
            None => objects.push(keywords.map(|keywords| &*keywords.object)),
        }
    }
    objects
}

fn branches(keywords: &Keywords) -> Option<&Vec<SchemaId>> {
    keywords.one_of.first().or(keywords.any_of.first())
}

impl Declared {
    /// Whether the document declares the member, or leaves open what there is.
    pub(super) fn may_be(&self) -> bool {
        self.free || !self.schemas.is_empty()
    }

    /// The texts that the member is limited to, if it is.
    pub(super) fn texts(&self, shapes: &Shapes<'_>) -> Option<Vec<String>> {
        let limits: Option<Vec<_>> = self.schemas.iter().map(|id| shapes.strings(*id)).collect();
        limits
            .map(|limits| limits.concat())
            .filter(|limits| !self.free && !limits.is_empty())
    }

    /// Whether the member can be of a kind.
    pub(super) fn allows(&self, shapes: &Shapes<'_>, kind: Kind) -> bool {
        self.free || self.kinds(shapes).is_none_or(|kinds| kinds.contains(&kind))
    }

    /// Whether the member can be of no other kind.
    pub(super) fn is_always(&self, shapes: &Shapes<'_>, kind: Kind) -> bool {
        !self.free
            && self
                .kinds(shapes)
                .is_some_and(|kinds| kinds.iter().all(|other| *other == kind))
    }

    /// The kinds that the member is limited to, if it is.
    fn kinds(&self, shapes: &Shapes<'_>) -> Option<Vec<Kind>> {
        let mut kinds = Vec::new();
        let mut seen = HashSet::new();
        let mut todo = self.schemas.clone();
        while let Some(id) = todo.pop() {
            if !seen.insert(shapes.end(id)) {
                continue;
            }
            let keywords = shapes.keywords(id)?;
            let constant = keywords.constant.as_deref().map(std::slice::from_ref);
            match (
                constant.or(keywords.enumeration.as_deref()),
                keywords.types,
                branches(keywords),
            ) {
                (Some(values), _, _) => kinds.extend(values.iter().map(kind)),
                (None, Some(types), _) => kinds.extend(of_types(types)),
                (None, None, Some(branches)) => todo.extend(branches),
                (None, None, None) => return None,
            }
        }
        Some(kinds)
    }
}

/// The kind of a value.
pub(super) fn kind(value: &Literal) -> Kind {
    match value {
        Literal::Null => Kind::Null,
        Literal::Boolean(_) => Kind::Boolean,
        Literal::Number(_) => Kind::Number,
        Literal::String(_) => Kind::String,
        Literal::Array(_) => Kind::Array,
        Literal::Object(_) => Kind::Object,
    }
}

fn of_types(types: Types) -> impl Iterator<Item = Kind> {
    let Types {
        null,
        boolean,
        integer,
        number,
        string,
        array,
        object,
    } = types;
    let kinds = [
        (null, Kind::Null),
        (boolean, Kind::Boolean),
        (integer || number, Kind::Number),
        (string, Kind::String),
        (array, Kind::Array),
        (object, Kind::Object),
    ];
    kinds
        .into_iter()
        .filter_map(|(allowed, kind)| allowed.then_some(kind))
}
