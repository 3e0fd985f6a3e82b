//! Shapes of what is listed value by value: `const`, `enum`, and branches of either.

use std::collections::HashSet;

use asyncapi_parser::model::{Docs, Keywords, Literal, SchemaId};

use super::{Shape, Shaped, Shapes, Strings, Value};

impl Shapes<'_> {
    /// Branches that list values, in place: one set. A branch that is any string leaves it open.
    pub(super) fn values(&self, ids: &[SchemaId]) -> Option<Shaped> {
        let mut values: Vec<Value<Literal>> = Vec::new();
        let mut open = false;
        for id in ids {
            let branch = self.keywords(*id).filter(|_| self.is_in_place(*id))?;
            match (&branch.constant, &branch.enumeration) {
                (Some(value), _) => values.push(Value {
                    docs: (*self.schema(*id).docs).clone(),
                    value: (**value).clone(),
                }),
                (None, Some(listed)) => values.extend(listed.iter().map(undocumented)),
                (None, None) if self.scalar(*id) == Some(Shape::String) => open = true,
                (None, None) => return None,
            }
        }
        let shaped = values_shape(values, open);
        let strings = matches!(shaped.shape, Shape::Strings(_));
        (strings || !open).then_some(shaped)
    }
}

pub(super) fn constant(value: &Literal) -> Shape {
    match value {
        Literal::Null => Shape::Null,
        Literal::Boolean(_)
        | Literal::Number(_)
        | Literal::String(_)
        | Literal::Array(_)
        | Literal::Object(_) => Shape::Constant(value.clone()),
    }
}

/// `enum`. `null` is allowed if it is listed, or if `type` says so: documents that declare a type
/// nullable mean it, though `enum` alone decides by JSON Schema.
pub(super) fn set(keywords: &Keywords, values: &[Literal]) -> Shaped {
    let typed = keywords.types.is_some_and(|types| types.null);
    let mut shaped = values_shape(values.iter().map(undocumented).collect(), false);
    shaped.nullable |= typed && shaped.shape != Shape::Null;
    shaped
}

fn undocumented(value: &Literal) -> Value<Literal> {
    Value {
        docs: Docs::default(),
        value: value.clone(),
    }
}

/// The shape of a set of values, each counted once; `open` if any other string is allowed too.
fn values_shape(mut values: Vec<Value<Literal>>, open: bool) -> Shaped {
    let mut seen = HashSet::new();
    values.retain(|value| seen.insert(value.value.clone()));
    let count = values.len();
    values.retain(|value| value.value != Literal::Null);
    let nullable = values.len() < count;
    let strings: Option<Vec<Value<String>>> = values
        .iter()
        .map(|value| match &value.value {
            Literal::String(string) => Some(Value {
                docs: value.docs.clone(),
                value: string.clone(),
            }),
            Literal::Null
            | Literal::Boolean(_)
            | Literal::Number(_)
            | Literal::Array(_)
            | Literal::Object(_) => None,
        })
        .collect();
    let shape = match strings {
        _ if values.is_empty() && nullable => return Shaped::new(Shape::Null),
        _ if values.is_empty() => Shape::Never,
        Some(values) => Shape::Strings(Strings { values, open }),
        None => Shape::Literals(values),
    };
    Shaped { nullable, shape }
}
