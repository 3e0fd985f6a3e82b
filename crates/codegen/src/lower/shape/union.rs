//! `oneOf` and `anyOf`: what is left of them once `null`, equal branches and branches that only
//! narrow are gone.

use std::collections::HashSet;

use asyncapi_parser::model::{Keywords, Literal, SchemaId, SchemaKind, Types};

use super::typed::is_typed_alone;
use super::{Branch, Rule, Shape, Shaped, Shapes, Union, Use};

impl Shapes<'_> {
    /// The shape of a schema that may have `oneOf` or `anyOf`: one of them, and nothing else beside
    /// it, for that has been distributed into the branches.
    pub(super) fn union(&self, keywords: &Keywords) -> Shaped {
        match (keywords.one_of.first(), keywords.any_of.first()) {
            (Some(group), _) => self.group(keywords, group, false),
            (None, Some(group)) => self.group(keywords, group, true),
            (None, None) => self.by_type(keywords),
        }
    }

    /// Whether keywords other than `type` leave the shape open.
    fn shapes_nothing(&self, keywords: &Keywords) -> bool {
        let (array, object) = (&keywords.array, &keywords.object);
        let free = |id: SchemaId| match self.schema(self.end(id)).kind {
            SchemaKind::Any | SchemaKind::Never => true,
            SchemaKind::Ref(_) | SchemaKind::Keywords(_) => false,
        };
        is_typed_alone(keywords)
            && array.prefix.is_empty()
            && array.items.is_none_or(free)
            && object.properties.is_empty()
            && object.patterns.is_empty()
            && object.additional.is_none_or(free)
    }

    /// The shape of one group of branches.
    fn group(&self, keywords: &Keywords, group: &[SchemaId], is_any: bool) -> Shaped {
        let mut nullable = false;
        let mut seen = HashSet::new();
        let mut left = Vec::new();
        for id in group {
            match &self.schema(self.end(*id)).kind {
                SchemaKind::Any | SchemaKind::Ref(_) => return self.by_type(keywords),
                SchemaKind::Never => {}
                SchemaKind::Keywords(branch) if is_null(branch) => nullable = true,
                SchemaKind::Keywords(branch) => {
                    if branch.types.is_none() && self.shapes_nothing(branch) {
                        return self.by_type(keywords);
                    }
                    if seen.insert(self.end(*id)) {
                        left.push(*id);
                    }
                }
            }
        }
        let mut scalars = Vec::new();
        left.retain(|id| match self.scalar(*id) {
            Some(scalar) if scalars.contains(&scalar) => false,
            Some(scalar) => {
                scalars.push(scalar);
                true
            }
            None => true,
        });
        let shape = match left.as_slice() {
            [] if nullable => return Shaped::new(Shape::Null),
            [] => Shape::Never,
            [one] => Shape::Same(*one),
            _ => match self.values(&left) {
                Some(mut shaped) => {
                    shaped.nullable |= nullable;
                    return shaped;
                }
                None => self.choice(keywords, left, is_any),
            },
        };
        Shaped { nullable, shape }
    }

    /// One of at least two branches.
    fn choice(&self, keywords: &Keywords, mut ids: Vec<SchemaId>, is_any: bool) -> Shape {
        if let [one, other] = ids.as_slice()
            && let Some(other) = self.beside_text(*one, *other)
        {
            return Shape::TextOr(Use::Schema(other));
        }
        let rule = self.tag(keywords, &mut ids);
        // Objects written in place that may hold at once are parts of one object. Those that are
        // referred to have names of their own: the document tells them apart.
        if rule.is_none()
            && is_any
            && ids.iter().all(|id| self.is_in_place(*id))
            && let Some(shape) = self.merge(&ids)
        {
            return Shape::Struct(shape);
        }
        let rule = rule.unwrap_or(Rule::BestFit);
        let mut tags: Vec<Option<&str>> = vec![None; ids.len()];
        if let Rule::Tag {
            member: _,
            tags: all,
        } = &rule
        {
            for (tag, branch) in all.iter().rev() {
                if let Some(slot) = tags.get_mut(*branch) {
                    *slot = Some(tag);
                }
            }
        }
        let branches = ids
            .iter()
            .zip(tags)
            .enumerate()
            .map(|(index, (id, tag))| Branch {
                of: Use::Schema(*id),
                docs: Some(*id),
                texts: self.branch_texts(*id, index, tag),
            })
            .collect();
        Shape::Union(Union { branches, rule })
    }

    /// The other of two branches in place, if one of them is text and neither is spoken of or
    /// becomes an item.
    fn beside_text(&self, one: SchemaId, other: SchemaId) -> Option<SchemaId> {
        let is_text = |id| self.plain(id) == Some(Shape::String);
        let is_other = |id| self.plain(id).is_some_and(|shape| !shape.is_text());
        [(one, other), (other, one)]
            .into_iter()
            .find(|(text, other)| is_text(*text) && is_other(*other))
            .map(|(_, other)| other)
    }

    /// The shape of a branch in place that only says its type.
    fn plain(&self, id: SchemaId) -> Option<Shape> {
        let schema = self.schema(id);
        let is_said = schema.docs.title.is_some() || schema.docs.description.is_some();
        let keywords = self
            .keywords(id)
            .filter(|_| self.is_in_place(id) && !is_said)?;
        if !is_typed_alone(keywords) || keywords.types.is_none() {
            return None;
        }
        let shaped = self.by_type(keywords);
        (!shaped.nullable && !shaped.shape.is_item()).then_some(shaped.shape)
    }

    pub(super) fn is_in_place(&self, id: SchemaId) -> bool {
        self.end(id) == id
    }

    /// The shape of a schema that is no more than one plain type.
    pub(super) fn scalar(&self, id: SchemaId) -> Option<Shape> {
        let keywords = self.keywords(id)?;
        let types = keywords.types?;
        if !is_typed_alone(keywords) || types.null || types.array || types.object {
            return None;
        }
        let shape = self.by_type(keywords).shape;
        (!shape.is_item()).then_some(shape)
    }
}

fn is_null(keywords: &Keywords) -> bool {
    let null = Types {
        null: true,
        ..Types::default()
    };
    match (&keywords.constant, &keywords.enumeration) {
        (Some(value), _) => **value == Literal::Null,
        (None, Some(values)) => {
            !values.is_empty() && values.iter().all(|value| *value == Literal::Null)
        }
        (None, None) => keywords.types == Some(null),
    }
}
