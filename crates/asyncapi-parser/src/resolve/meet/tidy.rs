//! What is done to the arena when everything has been met: branches that cannot occur are dropped,
//! and references that meets have put in between are taken out again.

use crate::model::{Docs, Home, Keywords, Schema, SchemaId, SchemaKind};

/// Tidies the arena, of which the first `written` schemas stand in the document.
pub(super) fn tidy(schemas: &mut [Schema], written: usize) {
    // Children come behind their parents, so going backwards sees a child first.
    for index in (0..schemas.len()).rev() {
        drop_empty_branches(schemas, index, written);
    }
    for index in 0..schemas.len() {
        let mut kind = std::mem::replace(&mut schemas[index].kind, SchemaKind::Any);
        match &mut kind {
            SchemaKind::Any | SchemaKind::Never => {}
            SchemaKind::Ref(target) => *target = shortened(schemas, written, *target),
            SchemaKind::Keywords(keywords) => {
                for_each_child(keywords, |child| {
                    *child = shortened(schemas, written, *child);
                });
            }
        }
        schemas[index].kind = kind;
    }
}

fn drop_empty_branches(schemas: &mut [Schema], index: usize, written: usize) {
    let SchemaKind::Keywords(keywords) = &schemas[index].kind else {
        return;
    };
    // Only what a meet has ruled out is dropped; `false` in the document stays.
    let is_empty = |id: &SchemaId| {
        (id.0 as usize) >= written && matches!(schemas[id.0 as usize].kind, SchemaKind::Never)
    };
    let left = |unions: &[Vec<SchemaId>]| -> Vec<Vec<SchemaId>> {
        unions
            .iter()
            .map(|branches| {
                branches
                    .iter()
                    .filter(|id| !is_empty(id))
                    .copied()
                    .collect()
            })
            .collect()
    };
    let demands_the_impossible = || {
        let object = &keywords.object;
        let must = |name: &str| object.required.iter().any(|required| required.name == name);
        object
            .properties
            .iter()
            .any(|property| is_empty(&property.schema) && must(&property.name))
    };
    if index >= written && demands_the_impossible() {
        schemas[index].kind = SchemaKind::Never;
        return;
    }
    let (one_of, any_of) = (left(&keywords.one_of), left(&keywords.any_of));
    if one_of == keywords.one_of && any_of == keywords.any_of {
        return;
    }
    let kind = match (one_of.as_slice(), any_of.as_slice()) {
        ([branches], []) | ([], [branches]) if branches.is_empty() => SchemaKind::Never,
        ([branches], []) | ([], [branches]) if branches.len() == 1 => SchemaKind::Ref(branches[0]),
        _ => SchemaKind::Keywords(Box::new(Keywords {
            one_of,
            any_of,
            ..(**keywords).clone()
        })),
    };
    schemas[index].kind = kind;
}

/// What a reference that a meet has put in between refers to.
fn shortened(schemas: &[Schema], written: usize, id: SchemaId) -> SchemaId {
    let mut at = id;
    while (at.0 as usize) >= written {
        match &schemas[at.0 as usize] {
            Schema {
                kind: SchemaKind::Ref(target),
                docs,
                home: Home::Child { .. },
                ..
            } if *docs == Docs::default() => at = *target,
            _ => break,
        }
    }
    at
}

fn for_each_child(keywords: &mut Keywords, mut visit: impl FnMut(&mut SchemaId)) {
    let Keywords {
        array,
        object,
        one_of,
        any_of,
        discriminator,
        ..
    } = keywords;
    array
        .prefix
        .iter_mut()
        .chain(&mut array.items)
        .for_each(&mut visit);
    object
        .properties
        .iter_mut()
        .map(|property| &mut property.schema)
        .for_each(&mut visit);
    object.additional.iter_mut().for_each(&mut visit);
    object
        .patterns
        .iter_mut()
        .map(|(_, schema)| schema)
        .for_each(&mut visit);
    one_of
        .iter_mut()
        .chain(any_of)
        .flatten()
        .for_each(&mut visit);
    discriminator
        .iter_mut()
        .flat_map(|discriminator| &mut discriminator.mapping)
        .map(|(_, schema)| schema)
        .for_each(&mut visit);
}
