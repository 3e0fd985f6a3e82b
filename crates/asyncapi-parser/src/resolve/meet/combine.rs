//! The keywords that hold when all of several schemas hold, without their unions.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use super::atom::Atom;
use super::{Conflict, Job, Meet};
use crate::code;
use crate::model::{
    ArrayKeywords, Home, Keywords, Literal, Number, NumberBounds, ObjectKeywords, Property,
    SchemaId, SchemaKind, Step, StringBounds, Types,
};
use crate::resolve::{literal, number};

/// What the atoms of a job say together, unions left out.
pub(super) fn combine(meet: &mut Meet<'_, '_>, job: &Job) -> Result<Keywords, Conflict> {
    let schemas = meet.schemas;
    let mut said: Vec<(SchemaId, &Keywords)> = Vec::with_capacity(job.atoms.len());
    for Atom { schema, .. } in &job.atoms {
        match &schemas.raw(*schema).schema.kind {
            SchemaKind::Keywords(keywords) => said.push((*schema, keywords)),
            SchemaKind::Never => return Err(never(job, *schema)),
            // Neither is an atom.
            SchemaKind::Any | SchemaKind::Ref(_) => {}
        }
    }
    let mut values = Values::default();
    let mut all = Keywords::default();
    for (schema, keywords) in &said {
        let Keywords {
            types,
            enumeration,
            constant,
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
        values.types(*schema, *types)?;
        values.enumeration(*schema, enumeration.as_deref())?;
        values.constant(*schema, constant.as_ref())?;
        // A format is an annotation: what refines says it last.
        all.format = format.clone().or(all.format);
        all.content_encoding = content_encoding.clone().or(all.content_encoding);
        number_bounds(&mut all.number, number);
        string_bounds(&mut all.string, string);
        // On its own it tells schemas apart that build on this one, which says nothing of them.
        if said.len() == 1 {
            all.discriminator.clone_from(discriminator);
        }
        all.unshaped.extend(
            unshaped
                .iter()
                .filter(|one| !all.unshaped.contains(one))
                .cloned()
                .collect::<Vec<_>>(),
        );
    }
    values.agree()?;
    all.types = values.types.map(|(_, types)| types);
    all.enumeration = values.enumeration.map(|(_, values)| values);
    all.constant = values.constant.map(|(_, value)| value);
    let count: usize = said
        .iter()
        .map(|(_, keywords)| keywords.object.properties.len() + 1)
        .sum();
    if meet.spend(count, job) {
        all.object = objects(meet, job, &said);
        all.array = arrays(meet, job, &said);
    }
    Ok(all)
}

fn never(job: &Job, schema: SchemaId) -> Conflict {
    let other = job
        .atoms
        .iter()
        .map(|atom| atom.schema)
        .find(|other| *other != schema)
        .unwrap_or(schema);
    Conflict {
        first: (other, "a schema".to_owned()),
        second: (schema, "`false`".to_owned()),
    }
}

/// What is left of the values, and who said so last.
#[derive(Default)]
struct Values {
    types: Option<(SchemaId, Types)>,
    enumeration: Option<(SchemaId, Vec<Literal>)>,
    constant: Option<(SchemaId, Literal)>,
}

impl Values {
    fn types(&mut self, schema: SchemaId, types: Option<Types>) -> Result<(), Conflict> {
        let Some(types) = types else {
            return Ok(());
        };
        let Some((first, known)) = &self.types else {
            self.types = Some((schema, types));
            return Ok(());
        };
        let both = intersection(*known, types);
        if both == Types::default() {
            return Err(Conflict {
                first: (*first, show(*known)),
                second: (schema, show(types)),
            });
        }
        if both != *known {
            self.types = Some((schema, both));
        }
        Ok(())
    }

    fn enumeration(
        &mut self,
        schema: SchemaId,
        values: Option<&[Literal]>,
    ) -> Result<(), Conflict> {
        let Some(values) = values else {
            return Ok(());
        };
        let Some((first, known)) = &self.enumeration else {
            self.enumeration = Some((schema, values.to_vec()));
            return Ok(());
        };
        let wanted: HashSet<Literal> = values.iter().map(literal::canonical).collect();
        let both: Vec<Literal> = known
            .iter()
            .filter(|value| wanted.contains(&literal::canonical(value)))
            .cloned()
            .collect();
        if both.is_empty() {
            return Err(Conflict {
                first: (*first, show_values(known)),
                second: (schema, show_values(values)),
            });
        }
        if both.len() < known.len() {
            self.enumeration = Some((schema, both));
        }
        Ok(())
    }

    fn constant(&mut self, schema: SchemaId, value: Option<&Literal>) -> Result<(), Conflict> {
        let Some(value) = value else {
            return Ok(());
        };
        match &self.constant {
            None => self.constant = Some((schema, value.clone())),
            Some((first, known)) if literal::canonical(known) != literal::canonical(value) => {
                return Err(Conflict {
                    first: (*first, show_value(known)),
                    second: (schema, show_value(value)),
                });
            }
            Some(_) => {}
        }
        Ok(())
    }

    /// Narrows the values by each other, where different schemas said them.
    fn agree(&mut self) -> Result<(), Conflict> {
        if let (Some((one, constant)), Some((other, values))) = (&self.constant, &self.enumeration)
            && one != other
        {
            let wanted = literal::canonical(constant);
            if !values
                .iter()
                .any(|value| literal::canonical(value) == wanted)
            {
                return Err(ordered(
                    (*other, show_values(values)),
                    (*one, show_value(constant)),
                ));
            }
            self.enumeration = None;
        }
        let Some((typed_by, types)) = self.types else {
            return Ok(());
        };
        if let Some((schema, constant)) = &self.constant
            && *schema != typed_by
            && !allows(types, constant)
        {
            return Err(ordered(
                (typed_by, show(types)),
                (*schema, show_value(constant)),
            ));
        }
        if let Some((schema, values)) = &mut self.enumeration
            && *schema != typed_by
        {
            let all = show_values(values);
            values.retain(|value| allows(types, value));
            if values.is_empty() {
                return Err(ordered((typed_by, show(types)), (*schema, all)));
            }
        }
        Ok(())
    }
}

/// A conflict whose place is the schema that comes later.
fn ordered(a: (SchemaId, String), b: (SchemaId, String)) -> Conflict {
    if a.0 < b.0 {
        Conflict {
            first: a,
            second: b,
        }
    } else {
        Conflict {
            first: b,
            second: a,
        }
    }
}

fn allows(types: Types, value: &Literal) -> bool {
    intersection(types, literal::types(value)) != Types::default()
}

/// The types that both allow; an integer is a number.
fn intersection(a: Types, b: Types) -> Types {
    let number = a.number && b.number;
    Types {
        null: a.null && b.null,
        boolean: a.boolean && b.boolean,
        integer: !number && (a.integer || a.number) && (b.integer || b.number),
        number,
        string: a.string && b.string,
        array: a.array && b.array,
        object: a.object && b.object,
    }
}

fn show(types: Types) -> String {
    let Types {
        null,
        boolean,
        integer,
        number,
        string,
        array,
        object,
    } = types;
    let names = [
        (null, "null"),
        (boolean, "boolean"),
        (integer, "integer"),
        (number, "number"),
        (string, "string"),
        (array, "array"),
        (object, "object"),
    ];
    let names: Vec<&str> = names
        .into_iter()
        .filter_map(|(is, name)| is.then_some(name))
        .collect();
    format!("`{}`", names.join("` or `"))
}

fn show_value(value: &Literal) -> String {
    format!("`{}`", literal::show(value))
}

fn show_values(values: &[Literal]) -> String {
    const SHOWN: usize = 4;
    let mut shown: Vec<String> = values.iter().take(SHOWN).map(show_value).collect();
    if values.len() > SHOWN {
        shown.push(format!("{} more", values.len() - SHOWN));
    }
    shown.join(" or ")
}

fn number_bounds(all: &mut NumberBounds, one: &NumberBounds) {
    let NumberBounds {
        minimum,
        maximum,
        exclusive_minimum,
        exclusive_maximum,
        multiple_of,
    } = one;
    tighten(&mut all.minimum, minimum.as_ref(), Ordering::Greater);
    tighten(&mut all.maximum, maximum.as_ref(), Ordering::Less);
    tighten(
        &mut all.exclusive_minimum,
        exclusive_minimum.as_ref(),
        Ordering::Greater,
    );
    tighten(
        &mut all.exclusive_maximum,
        exclusive_maximum.as_ref(),
        Ordering::Less,
    );
    for factor in multiple_of {
        if !all.multiple_of.contains(factor) {
            all.multiple_of.push(factor.clone());
        }
    }
}

fn tighten(all: &mut Option<Number>, one: Option<&Number>, tighter: Ordering) {
    if let Some(one) = one
        && all
            .as_ref()
            .is_none_or(|all| number::compare(one, all) == tighter)
    {
        *all = Some(one.clone());
    }
}

fn string_bounds(all: &mut StringBounds, one: &StringBounds) {
    let StringBounds {
        min_length,
        max_length,
        patterns,
    } = one;
    all.min_length = all.min_length.max(*min_length);
    all.max_length = smaller(all.max_length, *max_length);
    for pattern in patterns {
        if !all.patterns.contains(pattern) {
            all.patterns.push(pattern.clone());
        }
    }
}

fn smaller(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
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
        } = &keywords.array;
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
    let mut properties: Vec<(&str, Vec<SchemaId>)> = Vec::new();
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
        let schema = child(meet, job, schemas, Step::Property(name.to_owned()));
        all.properties.extend(schema.map(|schema| Property {
            name: name.to_owned(),
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
fn apply_additional(
    meet: &mut Meet<'_, '_>,
    job: &Job,
    object: &ObjectKeywords,
    properties: &mut [(&str, Vec<SchemaId>)],
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
        .filter(|(name, _)| !declared.contains(name));
    match meet.schemas.raw(meet.followed(additional)).schema.kind {
        SchemaKind::Any => {}
        // By the letter these properties are forbidden. Whoever closes a schema that others build
        // on means the schema by itself, and senders do send the properties: they are kept.
        SchemaKind::Never => {
            let forbidden: Vec<String> = others.map(|(name, _)| format!("`{name}`")).collect();
            if let Some(first) = forbidden.first().filter(|_| !job.may_be_empty) {
                let more = if forbidden.len() > 1 {
                    format!(" and {} more", forbidden.len() - 1)
                } else {
                    String::new()
                };
                let message = format!(
                    "`additionalProperties: false` in one part of `allOf` forbids {first}{more} of another; ignored"
                );
                let at = meet.schemas.raw(additional).schema.at;
                let help = "remove it where other schemas build on this one";
                meet.cx.warning(&code::MEET_CLOSED, at, message, help);
            }
        }
        SchemaKind::Ref(_) | SchemaKind::Keywords(_) => {
            others.for_each(|(_, schemas)| schemas.push(additional));
        }
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
            let at = meet.schemas.raw(*first).schema.at;
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
