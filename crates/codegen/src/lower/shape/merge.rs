//! Several objects that describe one value: a struct with the properties of all.

use std::collections::{HashMap, HashSet};

use asyncapi_parser::model::{Keywords, ObjectKeywords, SchemaId, SchemaKind, Types};

use super::typed::is_typed_alone;
use super::{Field, Rest, Shape, Shapes, Struct, Use};
use crate::lower::integer::common;

impl Shapes<'_> {
    /// Merges the object of `base` with the branches of each group. A field is required if the
    /// base requires it, or every branch of one group. `None` if a branch is not a plain object,
    /// if there are no fields, if a property has two types and may not be widened, or if the letter
    /// holds and lets a property be anything: where a branch that says nothing of it holds.
    pub(super) fn merge(
        &self,
        base: &Keywords,
        groups: &[Vec<SchemaId>],
        widen: bool,
    ) -> Option<Struct> {
        let groups: Vec<Vec<&ObjectKeywords>> = groups
            .iter()
            .map(|group| {
                let objects = group.iter().map(|id| self.plain_object(*id, base));
                objects.collect()
            })
            .collect::<Option<_>>()?;
        let branches = || groups.iter().flatten().copied();
        let mut fields: Vec<Field> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for object in std::iter::once(&*base.object).chain(branches()) {
            for property in &object.properties {
                let at = places.get(property.name.as_str());
                if let Some(field) = at.and_then(|at| fields.get_mut(*at)) {
                    field.of = self.common(&field.of, property.schema, widen)?;
                } else {
                    places.insert(&property.name, fields.len());
                    fields.push(Field {
                        wire: property.name.to_string(),
                        docs: Some(property.schema),
                        required: false,
                        of: Use::Schema(property.schema),
                    });
                }
            }
        }
        if !self.implied
            && !fields
                .iter()
                .all(|field| is_told(&field.wire, &base.object, &groups))
        {
            return None;
        }
        let mut required = names(&base.object);
        for group in &groups {
            let mut objects = group.iter().map(|object| names(object));
            let first = objects.next().unwrap_or_default();
            required.extend(objects.fold(first, |all, names| &all & &names));
        }
        for field in &mut fields {
            field.required = required.contains(field.wire.as_str());
        }
        let closed = branches().all(|object| object.additional.is_some_and(|id| self.is_never(id)));
        (!fields.is_empty()).then_some(Struct {
            fields,
            rest: if closed { Rest::Closed } else { Rest::Raw },
        })
    }

    /// The keywords of a branch that is an object and no more, by itself or by its base.
    fn plain_object(&self, id: SchemaId, base: &Keywords) -> Option<&ObjectKeywords> {
        let keywords = self.keywords(id)?;
        let object = Types {
            object: true,
            ..Types::default()
        };
        let plain = keywords.types.or(base.types) == Some(object) && is_typed_alone(keywords);
        plain.then_some(&keywords.object)
    }

    /// A type for what two schemas allow.
    fn common(&self, one: &Use, other: SchemaId, widen: bool) -> Option<Use> {
        let shape = match one {
            Use::Schema(id) if self.end(*id) == self.end(other) => return Some(one.clone()),
            Use::Schema(id) => self.widest(*id),
            Use::Shape(shape) => shape.as_ref().clone(),
        };
        let common = match (&shape, self.widest(other)) {
            (Shape::Formatted(one), Shape::Formatted(other)) if *one == other => shape,
            (one, other) if one.is_text() && other.is_text() => Shape::String,
            (Shape::Bool, Shape::Bool) => Shape::Bool,
            (Shape::Integer(one), Shape::Integer(other)) => Shape::Integer(common(*one, other)),
            (Shape::Integer(_) | Shape::Number, Shape::Integer(_) | Shape::Number) => Shape::Number,
            _ => Shape::Json,
        };
        // Plain types that are the same on both sides are no widening.
        let plain = |id: SchemaId| self.scalar(id).as_ref() == Some(&common);
        let same = match one {
            Use::Schema(id) => plain(*id) && plain(other),
            Use::Shape(_) => plain(other),
        };
        (same || widen).then(|| Use::shape(common))
    }

    /// The plain type around a schema: any string for a set of strings.
    fn widest(&self, id: SchemaId) -> Shape {
        if self.strings(id).is_some() {
            return Shape::String;
        }
        match self.schema(self.end(id)).kind {
            SchemaKind::Keywords(_) => self.scalar(id).unwrap_or(Shape::Json),
            SchemaKind::Any | SchemaKind::Never | SchemaKind::Ref(_) => Shape::Json,
        }
    }
}

/// Whether something is said of a property whichever branch holds.
fn is_told(name: &str, base: &ObjectKeywords, groups: &[Vec<&ObjectKeywords>]) -> bool {
    let declares = |object: &ObjectKeywords| {
        let mut properties = object.properties.iter();
        properties.any(|property| property.name.as_str() == name)
    };
    declares(base)
        || groups
            .iter()
            .any(|group| group.iter().all(|object| declares(object)))
}

fn names(object: &ObjectKeywords) -> HashSet<&str> {
    object
        .required
        .iter()
        .map(|entry| entry.name.as_str())
        .collect()
}
