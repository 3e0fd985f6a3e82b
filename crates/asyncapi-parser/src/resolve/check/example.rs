//! Message examples against their schemas, as far as shape goes: types, required properties,
//! `enum`, `const`, closed objects. Formats, patterns and bounds are not looked at.

use super::super::context::Context;
use super::super::literal;
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::model::{Api, Keywords, ObjectKeywords, Payload, SchemaId, SchemaKind, Types};
use crate::tree::{NodeId, ScalarKind, Value};

/// How many values may be compared to schemas in one run.
const BUDGET: usize = 1_000_000;
/// How deep values and schemas may be gone into; values are no deeper, chains of unions may be.
const DEPTH: usize = 256;

/// A value that does not fit, and why.
struct Misfit {
    at: NodeId,
    schema: SchemaId,
    why: String,
}

struct Examples<'e, 'd> {
    cx: &'e Context<'d>,
    api: &'e Api,
    left: usize,
    levels: usize,
}

/// Checks the examples of all messages; of each example the first misfit is told.
pub(super) fn check(cx: &mut Context<'_>, api: &Api) {
    let mut misfits = Vec::new();
    let mut examples = Examples {
        cx,
        api,
        left: BUDGET,
        levels: DEPTH,
    };
    for message in &api.messages {
        let payload = match &message.payload {
            Payload::Schema(id) => Some(*id),
            Payload::None | Payload::Opaque(_) => None,
        };
        for example in &message.examples {
            let Some(object) = examples.cx.object(example.at) else {
                continue;
            };
            for (field, schema) in [("payload", payload), ("headers", message.headers)] {
                if let (Some(value), Some(schema)) = (object.get(field), schema) {
                    misfits.extend(examples.fits(value, schema).err());
                }
            }
        }
    }
    for Misfit { at, schema, why } in misfits {
        let place = api.schemas.get(schema.0 as usize).map(|schema| schema.at);
        let mut diagnostic = Diagnostic::warning(
            &code::EXAMPLE,
            format!("the example does not fit its schema: {why}"),
        )
        .at(cx.document, at);
        if let Some(place) = place {
            diagnostic = diagnostic.see(cx.document, place, "the schema");
        }
        cx.diagnostics.push(diagnostic.help(
            "correct the example or the schema; whichever is wrong, senders may do the other",
        ));
    }
}

impl Examples<'_, '_> {
    fn fits(&mut self, value: NodeId, schema: SchemaId) -> Result<(), Misfit> {
        let (Some(left), Some(levels)) = (self.left.checked_sub(1), self.levels.checked_sub(1))
        else {
            return Ok(());
        };
        self.left = left;
        let levels = std::mem::replace(&mut self.levels, levels);
        let outcome = self.compare(value, schema);
        self.levels = levels;
        outcome
    }

    fn compare(&mut self, value: NodeId, schema: SchemaId) -> Result<(), Misfit> {
        let api = self.api;
        let mut schema = schema;
        let keywords = loop {
            match api
                .schemas
                .get(schema.0 as usize)
                .map(|schema| &schema.kind)
            {
                None | Some(SchemaKind::Any) => return Ok(()),
                Some(SchemaKind::Never) => {
                    let why = "no value is allowed here".to_owned();
                    return Err(Misfit {
                        at: value,
                        schema,
                        why,
                    });
                }
                Some(SchemaKind::Ref(target)) => schema = *target,
                Some(SchemaKind::Keywords(keywords)) => break keywords,
            }
        };
        let why = match keywords.types {
            Some(types) if !self.is_of(value, types) => Some(format!(
                "{} is not allowed here",
                self.cx.value(value).noun()
            )),
            Some(_) | None => self.not_among(value, keywords),
        };
        if let Some(why) = why {
            return Err(Misfit {
                at: value,
                schema,
                why,
            });
        }
        self.parts_fit(value, schema, keywords)?;
        for branches in keywords.one_of.iter().chain(&keywords.any_of) {
            self.branch_fits(value, schema, branches)?;
        }
        Ok(())
    }

    fn branch_fits(
        &mut self,
        value: NodeId,
        schema: SchemaId,
        branches: &[SchemaId],
    ) -> Result<(), Misfit> {
        if branches
            .iter()
            .any(|branch| self.fits(value, *branch).is_ok())
        {
            return Ok(());
        }
        // Which of them is meant is anyone's guess, so none of their reasons is given.
        let why = "it fits none of the alternatives".to_owned();
        Err(Misfit {
            at: value,
            schema,
            why,
        })
    }

    fn parts_fit(
        &mut self,
        value: NodeId,
        schema: SchemaId,
        keywords: &Keywords,
    ) -> Result<(), Misfit> {
        match self.cx.value(value) {
            Value::Scalar(_) => Ok(()),
            Value::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    let of = keywords
                        .array
                        .prefix
                        .get(index)
                        .copied()
                        .or(keywords.array.items);
                    if let Some(of) = of {
                        self.fits(*item, of)?;
                    }
                }
                Ok(())
            }
            Value::Mapping(fields) => {
                let ObjectKeywords {
                    properties,
                    required,
                    additional,
                    patterns,
                    ..
                } = &*keywords.object;
                if let Some(missing) = required
                    .iter()
                    .find(|required| fields.get(&required.name).is_none())
                {
                    let why = format!("`{}` is missing", missing.name);
                    return Err(Misfit {
                        at: value,
                        schema,
                        why,
                    });
                }
                for property in properties {
                    if let Some(entry) = fields.get(&property.name) {
                        self.fits(entry.value, property.schema)?;
                    }
                }
                // A name may match a pattern, and patterns are not executed.
                let Some(additional) = additional.filter(|_| patterns.is_empty()) else {
                    return Ok(());
                };
                let declared: std::collections::HashSet<&str> = properties
                    .iter()
                    .map(|property| property.name.as_str())
                    .collect();
                for entry in fields
                    .entries()
                    .iter()
                    .filter(|entry| !declared.contains(&*entry.key))
                {
                    self.fits(entry.value, additional)?;
                }
                Ok(())
            }
        }
    }

    fn is_of(&self, value: NodeId, types: Types) -> bool {
        match self.cx.value(value) {
            Value::Sequence(_) => types.array,
            Value::Mapping(_) => types.object,
            Value::Scalar(scalar) => match scalar.kind {
                ScalarKind::Null => types.null,
                ScalarKind::Boolean => types.boolean,
                ScalarKind::Integer => types.integer || types.number,
                ScalarKind::Float => {
                    types.number
                        || (types.integer
                            && literal::types(&literal::read(self.cx.document, value)).integer)
                }
                ScalarKind::String => types.string,
            },
        }
    }

    fn not_among(&self, value: NodeId, keywords: &Keywords) -> Option<String> {
        let Keywords {
            enumeration,
            constant,
            ..
        } = keywords;
        if enumeration.is_none() && constant.is_none() {
            return None;
        }
        let written = literal::read(self.cx.document, value);
        let found = literal::canonical(&written);
        let is_found = |allowed: &_| literal::canonical(allowed) == found;
        if constant
            .as_ref()
            .is_some_and(|constant| !is_found(constant))
        {
            return Some(format!("{} is not the constant", literal::show(&written)));
        }
        let among = enumeration
            .as_ref()
            .is_none_or(|values| values.iter().any(is_found));
        (!among).then(|| format!("{} is not one of the values", literal::show(&written)))
    }
}
