//! Which member tells the branches of a union apart, and by which values.

use std::collections::{HashMap, HashSet};

use asyncapi_parser::model::{Discriminator, Home, Keywords, Literal, SchemaId, SchemaKind, Types};

use super::{Rule, Shapes};

impl Shapes<'_> {
    /// Finds the tag of a union of objects: the `discriminator`, else the first property of the
    /// first branch that every branch requires with strings of its own. Schemas that only the
    /// discriminator's mapping names become branches too.
    pub(super) fn tag(&self, keywords: &Keywords, ids: &mut Vec<SchemaId>) -> Option<Rule> {
        if let Some(discriminator) = &keywords.discriminator {
            let mut seen: HashSet<SchemaId> = ids.iter().map(|id| self.end(*id)).collect();
            let mapped = discriminator.mapping.iter().map(|(_, id)| *id);
            ids.extend(mapped.filter(|id| seen.insert(self.end(*id))));
        }
        if !ids.iter().all(|id| self.is_object(*id)) {
            return None;
        }
        match &keywords.discriminator {
            Some(discriminator) => self.declared_tag(discriminator, ids),
            None => self.found_tag(keywords, ids),
        }
    }

    fn is_object(&self, id: SchemaId) -> bool {
        let object = Types {
            object: true,
            ..Types::default()
        };
        self.keywords(id).is_some_and(|keywords| {
            keywords.types == Some(object)
                && keywords.constant.is_none()
                && keywords.enumeration.is_none()
        })
    }

    fn declared_tag(&self, discriminator: &Discriminator, ids: &[SchemaId]) -> Option<Rule> {
        let mut mapped: HashMap<SchemaId, Vec<String>> = HashMap::new();
        for (tag, id) in &discriminator.mapping {
            mapped.entry(self.end(*id)).or_default().push(tag.clone());
        }
        let mut tags = Vec::new();
        for (index, id) in ids.iter().enumerate() {
            let found = mapped
                .remove(&self.end(*id))
                .or_else(|| self.property_strings(*id, &discriminator.property))
                .or_else(|| self.component_key(*id).map(|key| vec![key]))?;
            tags.extend(found.into_iter().map(|tag| (tag, index)));
        }
        distinct(discriminator.property.clone(), tags)
    }

    fn found_tag(&self, keywords: &Keywords, ids: &[SchemaId]) -> Option<Rule> {
        let around: Vec<&str> = names(keywords).collect();
        // The candidates of the first branch, with the tags found so far.
        let mut candidates: Vec<(&str, Vec<(String, usize)>)> = Vec::new();
        for (index, id) in ids.iter().enumerate() {
            let branch = self.keywords(*id)?;
            let required: HashSet<&str> = names(branch).chain(around.iter().copied()).collect();
            let mut strings = HashMap::new();
            for property in &branch.object.properties {
                let name = property.name.as_str();
                if !required.contains(name) {
                    continue;
                }
                if let Some(values) = self.strings(property.schema) {
                    strings.insert(name, values);
                    if index == 0 {
                        candidates.push((name, Vec::new()));
                    }
                }
            }
            candidates.retain_mut(|(name, tags)| {
                let found = strings.remove(name);
                let is_found = found.is_some();
                tags.extend(found.into_iter().flatten().map(|tag| (tag, index)));
                is_found
            });
        }
        candidates
            .into_iter()
            .find_map(|(name, tags)| distinct(name.to_owned(), tags))
    }

    fn property_strings(&self, id: SchemaId, name: &str) -> Option<Vec<String>> {
        let properties = &self.keywords(id)?.object.properties;
        let property = properties.iter().find(|property| property.name == name)?;
        self.strings(property.schema)
    }

    /// The strings that a schema is limited to.
    pub(in crate::lower) fn strings(&self, id: SchemaId) -> Option<Vec<String>> {
        let keywords = self.keywords(id)?;
        let string = |value: &Literal| match value {
            Literal::String(text) => Some(text.clone()),
            Literal::Null
            | Literal::Boolean(_)
            | Literal::Number(_)
            | Literal::Array(_)
            | Literal::Object(_) => None,
        };
        match (&keywords.constant, &keywords.enumeration) {
            (Some(value), _) => Some(vec![string(value)?]),
            (None, Some(values)) => values.iter().map(string).collect(),
            (None, None) => None,
        }
    }

    /// The key in `components` under which a branch is referred to.
    fn component_key(&self, id: SchemaId) -> Option<String> {
        let target = match self.schema(id).kind {
            SchemaKind::Ref(to) => to,
            SchemaKind::Any | SchemaKind::Never | SchemaKind::Keywords(_) => id,
        };
        match &self.schema(target).home {
            Home::Component(key) => Some(key.to_string()),
            Home::Payload(_)
            | Home::Headers(_)
            | Home::Parameter { .. }
            | Home::Elsewhere { .. }
            | Home::Child { .. } => None,
        }
    }
}

fn names(keywords: &Keywords) -> impl Iterator<Item = &str> {
    keywords
        .object
        .required
        .iter()
        .map(|entry| entry.name.as_str())
}

/// The rule, if no tag leads to two branches.
fn distinct(member: String, mut tags: Vec<(String, usize)>) -> Option<Rule> {
    let mut branches: HashMap<String, usize> = HashMap::new();
    let agree = tags
        .iter()
        .all(|(tag, branch)| *branches.entry(tag.clone()).or_insert(*branch) == *branch);
    let mut seen = HashSet::new();
    tags.retain(|(tag, _)| seen.insert(tag.clone()));
    agree.then_some(Rule::Tag { member, tags })
}
