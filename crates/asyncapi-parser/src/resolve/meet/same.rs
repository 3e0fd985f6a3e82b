//! Whether two sets of keywords allow the same values, as far as it can be seen without going into
//! their children.

use crate::model::{ArrayKeywords, Keywords, ObjectKeywords};
use crate::resolve::literal::canonical;

/// Whether a meet has given no type another shape. What tells branches apart and what does not
/// shape types is not compared.
pub(super) fn same(a: &Keywords, b: &Keywords) -> bool {
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
        && constant.as_ref().map(canonical) == b.constant.as_ref().map(canonical)
        && *format == b.format
        && *content_encoding == b.content_encoding
        && *number == b.number
        && *string == b.string
        && same_arrays(array, &b.array)
        && same_objects(object, &b.object)
        && *one_of == b.one_of
        && *any_of == b.any_of
}

fn same_arrays(a: &ArrayKeywords, b: &ArrayKeywords) -> bool {
    let ArrayKeywords {
        prefix,
        items,
        min_items,
        max_items,
        unique_items,
    } = a;
    *prefix == b.prefix
        && *items == b.items
        && *min_items == b.min_items
        && *max_items == b.max_items
        && *unique_items == b.unique_items
}

fn same_objects(a: &ObjectKeywords, b: &ObjectKeywords) -> bool {
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
            .all(|(a, b)| a.name == b.name && a.schema == b.schema)
        && required.len() == b.required.len()
        && required
            .iter()
            .zip(&b.required)
            .all(|(a, b)| a.name == b.name)
        && *additional == b.additional
        && *patterns == b.patterns
        && *min_properties == b.min_properties
        && *max_properties == b.max_properties
}
