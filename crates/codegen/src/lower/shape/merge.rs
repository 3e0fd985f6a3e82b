//! Several objects that describe one value: a struct with the properties of all.

use std::collections::{HashMap, HashSet};

use asyncapi_parser::model::{ObjectKeywords, SchemaId, Types};

use super::typed::is_typed_alone;
use super::{Field, Rest, Shapes, Struct, Use};

impl Shapes<'_> {
    /// Merges branches. A field is required if every branch requires it. `None` if a branch is not a
    /// plain object, if there are no fields, if a property has two types, or if the letter holds and
    /// lets a property be anything: where a branch that says nothing of it holds.
    pub(super) fn merge(&self, branches: &[SchemaId]) -> Option<Struct> {
        let objects = branches.iter().map(|id| self.plain_object(*id));
        let objects: Vec<&ObjectKeywords> = objects.collect::<Option<_>>()?;
        let mut fields: Vec<Field> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for object in &objects {
            for property in &object.properties {
                let at = places.get(property.name.as_str());
                if let Some(field) = at.and_then(|at| fields.get_mut(*at)) {
                    field.of = self.common(&field.of, property.schema)?;
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
        let is_told = |field: &Field| objects.iter().all(|object| declares(object, &field.wire));
        if !self.implied && !fields.iter().all(is_told) {
            return None;
        }
        let mut required = objects.iter().map(|object| names(object));
        let first = required.next().unwrap_or_default();
        let required = required.fold(first, |all, names| &all & &names);
        for field in &mut fields {
            field.required = required.contains(field.wire.as_str());
        }
        let is_closed =
            |object: &&ObjectKeywords| object.additional.is_some_and(|id| self.is_never(id));
        let closed = objects.iter().all(is_closed);
        (!fields.is_empty()).then_some(Struct {
            fields,
            rest: if closed { Rest::Closed } else { Rest::Raw },
        })
    }

    /// The keywords of a branch that is an object and no more.
    fn plain_object(&self, id: SchemaId) -> Option<&ObjectKeywords> {
        let keywords = self.keywords(id)?;
        let object = Types {
            object: true,
            ..Types::default()
        };
        let plain = keywords.types == Some(object) && is_typed_alone(keywords);
        plain.then_some(&*keywords.object)
    }

    /// The type that two schemas have in common: that of one schema, or one plain type.
    fn common(&self, one: &Use, other: SchemaId) -> Option<Use> {
        let shape = match one {
            Use::Schema(id) if self.end(*id) == self.end(other) => return Some(one.clone()),
            Use::Schema(id) => self.scalar(*id)?,
            Use::Shape(shape) => shape.as_ref().clone(),
        };
        (self.scalar(other).as_ref() == Some(&shape)).then(|| Use::shape(shape))
    }
}

fn declares(object: &ObjectKeywords, name: &str) -> bool {
    let mut properties = object.properties.iter();
    properties.any(|property| property.name.as_str() == name)
}

fn names(object: &ObjectKeywords) -> HashSet<&str> {
    object
        .required
        .iter()
        .map(|entry| entry.name.as_str())
        .collect()
}
