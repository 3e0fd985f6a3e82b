//! The values that several schemas leave: types, `enum` and `const`, narrowed by each other.

use std::collections::HashSet;

use super::report::Conflict;
use crate::model::{Keywords, Literal, SchemaId, Types};
use crate::resolve::literal;

/// What is left of the values, and which schema said so last.
#[derive(Default)]
pub(super) struct Values<'r> {
    types: Option<(SchemaId, Types)>,
    enumeration: Option<(SchemaId, Vec<Literal>)>,
    constant: Option<(SchemaId, Literal)>,
    /// Whether the second schema refines the first, and may say another value.
    refines: Option<&'r dyn Fn(SchemaId, SchemaId) -> bool>,
    /// The values that were replaced by those of a schema that refines.
    pub(super) overridden: Vec<Conflict>,
}

impl<'r> Values<'r> {
    pub(super) fn new(refines: &'r dyn Fn(SchemaId, SchemaId) -> bool) -> Self {
        Self {
            refines: Some(refines),
            ..Self::default()
        }
    }

    /// Takes in what a schema says.
    pub(super) fn add(&mut self, schema: SchemaId, keywords: &Keywords) -> Result<(), Conflict> {
        if let Some(types) = keywords.types {
            self.add_types(schema, types)?;
        }
        if let Some(values) = &keywords.enumeration {
            self.add_enumeration(schema, values)?;
        }
        if let Some(value) = &keywords.constant {
            self.add_constant(schema, value)?;
        }
        Ok(())
    }

    /// Narrows types, `enum` and `const` by each other, and gives them over.
    pub(super) fn finish(&mut self, keywords: &mut Keywords) -> Result<(), Conflict> {
        self.constant_in_enumeration()?;
        self.values_of_types()?;
        keywords.types = self.types.map(|(_, types)| types);
        keywords.enumeration = self.enumeration.take().map(|(_, values)| values);
        keywords.constant = self.constant.take().map(|(_, value)| Box::new(value));
        Ok(())
    }

    fn add_types(&mut self, schema: SchemaId, types: Types) -> Result<(), Conflict> {
        let Some((first, known)) = self.types else {
            self.types = Some((schema, types));
            return Ok(());
        };
        let both = intersection(known, types);
        if both == Types::default() {
            return Err(Conflict {
                first: (first, show(known)),
                second: (schema, show(types)),
            });
        }
        if both != known {
            self.types = Some((schema, both));
        }
        Ok(())
    }

    fn add_enumeration(&mut self, schema: SchemaId, values: &[Literal]) -> Result<(), Conflict> {
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
            let first = (*first, show_values(known));
            self.disagree(first, (schema, show_values(values)))?;
            self.enumeration = Some((schema, values.to_vec()));
        } else if both.len() < known.len() {
            self.enumeration = Some((schema, both));
        }
        Ok(())
    }

    fn add_constant(&mut self, schema: SchemaId, value: &Literal) -> Result<(), Conflict> {
        if let Some((first, known)) = &self.constant {
            if literal::canonical(known) == literal::canonical(value) {
                return Ok(());
            }
            let first = (*first, show_value(known));
            self.disagree(first, (schema, show_value(value)))?;
        }
        self.constant = Some((schema, value.clone()));
        Ok(())
    }

    /// A constant among the values of `enum` is what is left of them.
    fn constant_in_enumeration(&mut self) -> Result<(), Conflict> {
        let (Some((one, constant)), Some((other, values))) = (&self.constant, &self.enumeration)
        else {
            return Ok(());
        };
        let order = one.cmp(other);
        // What one schema says by itself has been looked at when it was read.
        if order.is_eq() {
            return Ok(());
        }
        let wanted = literal::canonical(constant);
        if values
            .iter()
            .any(|value| literal::canonical(value) == wanted)
        {
            self.enumeration = None;
            return Ok(());
        }
        let one = (*one, show_value(constant));
        let other = (*other, show_values(values));
        if order.is_lt() {
            self.disagree(one, other)?;
            self.constant = None;
        } else {
            self.disagree(other, one)?;
            self.enumeration = None;
        }
        Ok(())
    }

    fn values_of_types(&mut self) -> Result<(), Conflict> {
        let Some((typed_by, types)) = self.types else {
            return Ok(());
        };
        let none_left = |schema: SchemaId, shown: String| {
            let mut both = [(typed_by, show(types)), (schema, shown)];
            both.sort_unstable_by_key(|(schema, _)| *schema);
            let [first, second] = both;
            Conflict { first, second }
        };
        if let Some((schema, constant)) = &self.constant
            && *schema != typed_by
            && !allows(types, constant)
        {
            return Err(none_left(*schema, show_value(constant)));
        }
        if let Some((schema, values)) = &mut self.enumeration
            && *schema != typed_by
        {
            let all = show_values(values);
            values.retain(|value| allows(types, value));
            if values.is_empty() {
                return Err(none_left(*schema, all));
            }
        }
        Ok(())
    }

    /// Values of which none is left: an error, unless the second schema refines the first.
    fn disagree(
        &mut self,
        first: (SchemaId, String),
        second: (SchemaId, String),
    ) -> Result<(), Conflict> {
        let refines = self
            .refines
            .is_some_and(|refines| refines(first.0, second.0));
        let conflict = Conflict { first, second };
        if refines {
            self.overridden.push(conflict);
            Ok(())
        } else {
            Err(conflict)
        }
    }
}

fn allows(types: Types, value: &Literal) -> bool {
    let of_value = literal::types(value);
    intersection(types, of_value) == of_value
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
    let (first, more) = values.split_at_checked(SHOWN).unwrap_or((values, &[]));
    let mut shown: Vec<String> = first.iter().map(show_value).collect();
    if !more.is_empty() {
        shown.push(format!("{} more", more.len()));
    }
    shown.join(" or ")
}
