//! Whether two sets of keywords allow the same values, as far as it can be seen without going into
//! their children.

use crate::model::{ArrayKeywords, Keywords, ObjectKeywords, SchemaId};
use crate::resolve::literal::canonical;

/// Whether a meet has given no type another shape; `of` gives the schema that a child stands for.
/// What tells branches apart and what does not shape types is not compared.
pub(super) fn same(a: &Keywords, b: &Keywords, of: Of<'_>) -> bool {
    let Keywords {
        types,
        enumeration,
        constant,
        format,
        content_encoding,
        number,
        string,
        array,
        object,
        one_of,
        any_of,
        discriminator: _,
        unshaped: _,
    } = a;
    let values = |values: &Option<Vec<_>>| {
        values
            .as_ref()
            .map(|values| values.iter().map(canonical).collect::<Vec<_>>())
    };
    *types == b.types
        && values(enumeration) == values(&b.enumeration)
        && constant.as_deref().map(canonical) == b.constant.as_deref().map(canonical)
        && *format == b.format
        && *content_encoding == b.content_encoding
        && *number == b.number
        && *string == b.string
        && same_arrays(array, &b.array, of)
        && same_objects(object, &b.object, of)
        && same_unions(one_of, &b.one_of, of)
        && same_unions(any_of, &b.any_of, of)
}

type Of<'a> = &'a dyn Fn(SchemaId) -> SchemaId;

fn same_unions(a: &[Vec<SchemaId>], b: &[Vec<SchemaId>], of: Of<'_>) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_lists(a, b, of))
}

fn same_lists(a: &[SchemaId], b: &[SchemaId], of: Of<'_>) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| of(*a) == of(*b))
}

fn same_arrays(a: &ArrayKeywords, b: &ArrayKeywords, of: Of<'_>) -> bool {
    let ArrayKeywords {
        prefix,
        items,
        min_items,
        max_items,
        unique_items,
    } = a;
    same_lists(prefix, &b.prefix, of)
        && items.map(of) == b.items.map(of)
        && *min_items == b.min_items
        && *max_items == b.max_items
        && *unique_items == b.unique_items
}

fn same_objects(a: &ObjectKeywords, b: &ObjectKeywords, of: Of<'_>) -> bool {
    let ObjectKeywords {
        properties,
        required,
        additional,
        patterns,
        min_properties,
        max_properties,
    } = a;
    properties.len() == b.properties.len()
        && properties
            .iter()
            .zip(&b.properties)
            .all(|(a, b)| a.name == b.name && of(a.schema) == of(b.schema))
        && required.len() == b.required.len()
        && required
            .iter()
            .zip(&b.required)
            .all(|(a, b)| a.name == b.name)
        && additional.map(of) == b.additional.map(of)
        && patterns.len() == b.patterns.len()
        && patterns
            .iter()
            .zip(&b.patterns)
            .all(|(a, b)| a.0 == b.0 && of(a.1) == of(b.1))
        && *min_properties == b.min_properties
        && *max_properties == b.max_properties
}
