//! What remains when all fields of a schema have been read: forms that only several keywords
//! together tell are brought into the model's form.

use super::reader::{Draft, Reader};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::model::{Home, Keywords, Literal, Rare, Schema, SchemaId, SchemaKind, Step, Types};
use crate::resolve::literal;

/// Puts a schema that has been read into the arena.
pub(super) fn finish(r: &mut Reader<'_, '_>, draft: Draft) {
    let Draft {
        docs,
        mut keywords,
        mut parts,
        nullable,
        tuple,
        additional_items,
        minimum_excluded,
        maximum_excluded,
    } = draft;
    if let Some(tuple) = tuple {
        keywords.array.prefix = tuple;
        keywords.array.items = additional_items;
    }
    if minimum_excluded {
        keywords.number.exclusive_minimum = keywords.number.minimum.take();
    }
    if maximum_excluded {
        keywords.number.exclusive_maximum = keywords.number.maximum.take();
    }
    constant(r, &mut keywords);
    // A union of one branch is the branch.
    for union in [&mut keywords.one_of, &mut keywords.any_of] {
        union.retain(|branches| match branches.as_slice() {
            [only] => {
                parts.push(*only);
                false
            }
            _ => true,
        });
    }
    if nullable {
        (keywords, parts) = or_null(r, keywords, parts);
    }
    let raw = r.schemas.raw_mut(r.id);
    raw.schema.docs = docs;
    raw.schema.kind = kind(keywords);
    raw.parts = parts;
}

/// `Any`, if no keyword says anything.
pub(in crate::resolve) fn kind(keywords: impl Into<Box<Keywords>>) -> SchemaKind {
    let keywords = keywords.into();
    if says_nothing(&keywords) {
        SchemaKind::Any
    } else {
        SchemaKind::Keywords(keywords)
    }
}

pub(in crate::resolve) fn says_nothing(keywords: &Keywords) -> bool {
    *keywords == Keywords::default()
}

/// A constant among the values of `enum` is what is left of them.
fn constant(r: &mut Reader<'_, '_>, keywords: &mut Keywords) {
    let (Some(constant), Some(values)) = (&keywords.constant, &keywords.enumeration) else {
        return;
    };
    let wanted = literal::canonical(constant);
    if values
        .iter()
        .any(|value| literal::canonical(value) == wanted)
    {
        keywords.enumeration = None;
    } else {
        let at = r.schemas.raw(r.id).schema.at;
        let message = format!(
            "`const` {} is not among the values of `enum`, so that no value is allowed",
            literal::show(constant)
        );
        let diagnostic = Diagnostic::error(&code::SCHEMA_EMPTY, message).at(r.cx.document, at);
        r.cx.diagnostics
            .push(diagnostic.help("remove one of the two, or add the constant to `enum`"));
    }
}

/// What `nullable: true` means (OpenAPI 3.0). By the letter it adds to the `type` beside it only;
/// those who write it beside `enum`, `oneOf` or `allOf` mean that null is allowed as well.
fn or_null(
    r: &mut Reader<'_, '_>,
    mut keywords: Box<Keywords>,
    parts: Vec<SchemaId>,
) -> (Box<Keywords>, Vec<SchemaId>) {
    if parts.is_empty() && keywords.one_of.is_empty() && keywords.any_of.is_empty() {
        if let Some(values) = &mut keywords.enumeration
            && !values.contains(&Literal::Null)
        {
            values.push(Literal::Null);
        }
        let implied = || implied(&keywords).filter(|_| r.cx.implied_types);
        keywords.types = keywords.types.or_else(implied).map(|types| Types {
            null: true,
            ..types
        });
        return (keywords, parts);
    }
    let types = Types {
        null: true,
        ..Types::default()
    };
    let null = Keywords {
        types: Some(types),
        ..Keywords::default()
    };
    let inner = match parts.as_slice() {
        [only] if says_nothing(&keywords) => *only,
        _ => made(r, 0, kind(keywords), parts),
    };
    let null = made(r, 1, kind(null), Vec::new());
    let either = Keywords {
        one_of: vec![vec![inner, null]].into(),
        ..Keywords::default()
    };
    (Box::new(either), Vec::new())
}

/// A branch that stands nowhere in the document.
fn made(r: &mut Reader<'_, '_>, index: usize, kind: SchemaKind, parts: Vec<SchemaId>) -> SchemaId {
    let at = r.schemas.raw(r.id).schema.at;
    let home = Home::Child {
        parent: r.id,
        step: Step::OneOf(index),
    };
    r.schemas.made(
        Schema {
            at,
            home,
            docs: Rare::default(),
            kind,
        },
        parts,
    )
}

/// The types of which keywords speak that leave other types alone, when nothing else says the
/// type.
pub(in crate::resolve) fn implied(keywords: &Keywords) -> Option<Types> {
    if keywords.types.is_some() || keywords.enumeration.is_some() || keywords.constant.is_some() {
        return None;
    }
    let types = Types {
        object: keywords.object != Rare::default(),
        array: keywords.array != Rare::default(),
        string: keywords.string != Rare::default() || keywords.content_encoding.is_some(),
        number: keywords.number != Rare::default(),
        ..Types::default()
    };
    (types != Types::default()).then_some(types)
}
