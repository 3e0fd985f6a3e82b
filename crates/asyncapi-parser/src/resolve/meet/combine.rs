//! The keywords that hold when all of several schemas hold, without their unions.

use std::collections::{HashMap, HashSet};

use super::atom::Atom;
use super::bounds::{self, smaller};
use super::report::Conflict;
use super::values::Values;
use super::{Job, Meet};
use crate::model::{
    ArrayKeywords, Home, Keywords, ObjectKeywords, Property, SchemaId, SchemaKind, Step,
};
use crate::tree::Text;

/// What the atoms of a job say together, unions left out.
pub(super) fn combine(meet: &mut Meet<'_, '_>, job: &Job) -> Result<Keywords, Conflict> {
    let schemas = meet.arena.schemas;
    let said: Vec<(SchemaId, &Keywords)> = job
        .atoms
        .iter()
        .filter_map(
            |Atom { schema, .. }| match &schemas.raw(*schema).schema.kind {
                SchemaKind::Keywords(keywords) => Some((*schema, &**keywords)),
                // No atoms, or dealt with before.
                SchemaKind::Any | SchemaKind::Ref(_) | SchemaKind::Never => None,
            },
        )
        .collect();
    let refines = |first, second| meet.refines(job, first, second);
    let mut values = Values::new(&refines);
    let mut all = Keywords::default();
    for (schema, keywords) in &said {
        let Keywords {
            types: _,
            enumeration: _,
            constant: _,
            format,
            content_encoding,
            number,
            string,
            array: _,
            object: _,
            one_of: _,
            any_of: _,
            discriminator,
            unshaped,
        } = keywords;
        values.add(*schema, keywords)?;
        // A format is an annotation: what refines says it last.
        all.format = format.clone().or(all.format);
        all.content_encoding = content_encoding.clone().or(all.content_encoding);
        bounds::of_numbers(&mut all.number, number);
        bounds::of_strings(&mut all.string, string);
        // On its own it tells schemas apart that build on this one, which says nothing of them.
        if said.len() == 1 {
            all.discriminator.clone_from(discriminator);
        }
        all.unshaped.extend(unshaped.iter().cloned());
    }
    values.finish(&mut all)?;
    let overridden = std::mem::take(&mut values.overridden);
    for conflict in overridden {
        meet.report_override(job, conflict);
    }
    let properties = said
        .iter()
        .map(|(_, keywords)| keywords.object.properties.len().saturating_add(1));
    if meet.spend(properties.sum(), job) {
        all.object = objects(meet, job, &said).into();
        all.array = arrays(meet, job, &said).into();
    }
    Ok(all)
}

fn arrays(meet: &mut Meet<'_, '_>, job: &Job, said: &[(SchemaId, &Keywords)]) -> ArrayKeywords {
    let mut all = ArrayKeywords::default();
    let mut longest = 0;
    for (_, keywords) in said {
        let ArrayKeywords {
            prefix,
            items: _,
            min_items,
            max_items,
            unique_items,
        } = &*keywords.array;
        longest = longest.max(prefix.len());
        all.min_items = all.min_items.max(*min_items);
        all.max_items = smaller(all.max_items, *max_items);
        all.unique_items |= unique_items;
    }
    for index in 0..longest {
        let at_index = said.iter().filter_map(|(_, keywords)| {
            keywords
                .array
                .prefix
                .get(index)
                .copied()
                .or(keywords.array.items)
        });
        all.prefix.extend(child(
            meet,
            job,
            at_index.collect(),
            Step::PrefixItem(index),
        ));
    }
    all.items = child(
        meet,
        job,
        said.iter()
            .filter_map(|(_, keywords)| keywords.array.items)
            .collect(),
        Step::Items,
    );
    all
}

fn objects(meet: &mut Meet<'_, '_>, job: &Job, said: &[(SchemaId, &Keywords)]) -> ObjectKeywords {
    let mut all = ObjectKeywords::default();
    let mut properties: Vec<(&Text, Vec<SchemaId>)> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut patterns: Vec<(&str, Vec<SchemaId>)> = Vec::new();
    let mut additional = Vec::new();
    let mut required = HashSet::new();
    for (_, keywords) in said {
        let object = &keywords.object;
        for property in &object.properties {
            let index = *at.entry(&property.name).or_insert(properties.len());
            match properties.get_mut(index) {
                Some((_, schemas)) => schemas.push(property.schema),
                None => properties.push((&property.name, vec![property.schema])),
            }
        }
        for (pattern, schema) in &object.patterns {
            match patterns.iter_mut().find(|(known, _)| known == pattern) {
                Some((_, schemas)) => schemas.push(*schema),
                None => patterns.push((pattern, vec![*schema])),
            }
        }
        additional.extend(object.additional);
        all.required.extend(
            object
                .required
                .iter()
                .filter(|one| required.insert(one.name.as_str()))
                .cloned(),
        );
        all.min_properties = all.min_properties.max(object.min_properties);
        all.max_properties = smaller(all.max_properties, object.max_properties);
    }
    for (_, keywords) in said {
        apply_additional(meet, job, &keywords.object, &mut properties);
    }
    for (name, schemas) in properties {
        let schema = child(meet, job, schemas, Step::Property(name.clone()));
        all.properties.extend(schema.map(|schema| Property {
            name: name.clone(),
            schema,
        }));
    }
    for (index, (pattern, schemas)) in patterns.into_iter().enumerate() {
        let schema = child(meet, job, schemas, Step::PatternProperty(index));
        all.patterns
            .extend(schema.map(|schema| (pattern.to_owned(), schema)));
    }
    all.additional = child(meet, job, additional, Step::AdditionalProperties);
    all
}

/// What one schema says of properties that it does not declare holds for those that others
/// declare. Where it has patterns too, a name may be theirs; patterns are not executed here, so
/// nothing is concluded.
///
/// `false` forbids them, by the letter. Whoever closes a schema that others build on means the
/// schema by itself, and senders do send the properties: they are kept, with a warning.
fn apply_additional(
    meet: &mut Meet<'_, '_>,
    job: &Job,
    object: &ObjectKeywords,
    properties: &mut [(&Text, Vec<SchemaId>)],
) {
    let Some(additional) = object.additional.filter(|_| object.patterns.is_empty()) else {
        return;
    };
    let declared: HashSet<&str> = object
        .properties
        .iter()
        .map(|property| property.name.as_str())
        .collect();
    let others = properties
        .iter_mut()
        .filter(|(name, _)| !declared.contains(name.as_str()));
    let atoms = meet.arena.atoms(additional);
    let forbids =
        |atom: &Atom| matches!(meet.arena.raw(atom.schema).schema.kind, SchemaKind::Never);
    if atoms.iter().any(forbids) {
        let names: Vec<&str> = others.map(|(name, _)| name.as_str()).collect();
        if !job.may_be_empty {
            meet.report_closed(additional, &names);
        }
    } else if !atoms.is_empty() {
        others.for_each(|(_, schemas)| schemas.push(additional));
    }
}

/// The schema of a part that several schemas speak of.
fn child(
    meet: &mut Meet<'_, '_>,
    job: &Job,
    mut schemas: Vec<SchemaId>,
    step: Step,
) -> Option<SchemaId> {
    let mut seen = HashSet::new();
    schemas.retain(|schema| seen.insert(*schema));
    match schemas.as_slice() {
        [] => None,
        [only] => Some(*only),
        [first, ..] => {
            let at = meet.arena.schemas.raw(*first).schema.at;
            Some(meet.of(
                schemas,
                &[],
                Home::Child {
                    parent: job.id,
                    step,
                },
                at,
                job.may_be_empty,
            ))
        }
    }
}
