//! Shapes by `type` and the keywords of each type.

use asyncapi_parser::model::{ArrayKeywords, Keywords, Types};

use super::{Branch, Rule, Shape, Shaped, Shapes, Tuple, Union, Use};
use crate::lower::integer::integer;

impl Shapes<'_> {
    /// The shape by `type` and the keywords of each type. What has no `type` is of any: then the
    /// keywords of one say what values of that type look like.
    pub(super) fn by_type(&self, keywords: &Keywords) -> Shaped {
        let types = keywords.types.unwrap_or(ALL);
        let mut kinds = self.kinds(keywords, types);
        let nullable = types.null;
        let shape = match kinds.len() {
            0 if nullable => return Shaped::new(Shape::Null),
            0 => Shape::Never,
            1 => kinds.remove(0).1,
            _ if allows_all(types) && kinds.iter().all(|(_, shape)| shape.is_free()) => {
                return Shaped::new(Shape::Json);
            }
            _ => match kinds.as_slice() {
                [(_, other), (_, Shape::String)] | [(_, Shape::String), (_, other)]
                    if !other.is_item() =>
                {
                    Shape::TextOr(Use::shape(other.clone()))
                }
                _ => Shape::Union(Union {
                    branches: kinds
                        .into_iter()
                        .map(|(text, shape)| Branch {
                            of: Use::shape(shape),
                            docs: None,
                            texts: vec![text.to_owned()],
                        })
                        .collect(),
                    rule: Rule::BestFit,
                }),
            },
        };
        Shaped { nullable, shape }
    }

    /// A shape for each type, with what it is called in a union.
    fn kinds(&self, keywords: &Keywords, types: Types) -> Vec<(&'static str, Shape)> {
        let Types {
            null: _,
            boolean,
            integer: whole,
            number,
            string,
            array,
            object,
        } = types;
        let mut kinds = Vec::new();
        kinds.extend(boolean.then_some((BOOLEAN, Shape::Bool)));
        let width = || integer(keywords.format.as_deref(), &keywords.number, self.implied);
        kinds.extend(whole.then(|| (INTEGER, Shape::Integer(width()))));
        kinds.extend(number.then_some((NUMBER, Shape::Number)));
        kinds.extend(string.then(|| (TEXT, self.text(keywords.format.as_deref()))));
        kinds.extend(array.then(|| (LIST, self.array(&keywords.array))));
        kinds.extend(object.then(|| (OBJECT, self.object(&keywords.object))));
        kinds
    }

    fn text(&self, format: Option<&str>) -> Shape {
        let read_as = format.and_then(|format| self.formats.get(format));
        read_as.map_or(Shape::String, |format| Shape::Formatted(*format))
    }

    fn array(&self, array: &ArrayKeywords) -> Shape {
        let ArrayKeywords {
            prefix,
            items,
            min_items,
            max_items,
            unique_items: _,
        } = array;
        let rest = items.map_or_else(|| Use::shape(Shape::Json), Use::Schema);
        if prefix.is_empty() {
            return Shape::Vec(rest);
        }
        let count = |bound: u64| usize::try_from(bound).unwrap_or(usize::MAX);
        let ends = max_items.is_some_and(|most| count(most) <= prefix.len())
            || items.is_some_and(|items| self.is_never(items));
        Shape::Tuple(Tuple {
            items: prefix.clone(),
            required: min_items.map_or(0, count).min(prefix.len()),
            rest: (!ends).then_some(rest),
        })
    }
}

/// Every type.
const ALL: Types = Types {
    null: true,
    boolean: true,
    integer: false,
    number: true,
    string: true,
    array: true,
    object: true,
};

/// Whether the types leave nothing out but, perhaps, `null`.
fn allows_all(types: Types) -> bool {
    types.boolean && types.number && types.string && types.array && types.object
}

/// What branches are called that nothing else names.
pub(super) const BOOLEAN: &str = "Boolean";
pub(super) const INTEGER: &str = "Integer";
pub(super) const NUMBER: &str = "Number";
pub(super) const TEXT: &str = "Text";
pub(super) const LIST: &str = "List";
pub(super) const OBJECT: &str = "Object";

/// Whether a schema says no more than types and what values of each type look like.
pub(super) fn is_typed_alone(keywords: &Keywords) -> bool {
    let Keywords {
        types: _,
        enumeration,
        constant,
        format: _,
        content_encoding: _,
        number: _,
        string: _,
        array: _,
        object: _,
        one_of,
        any_of,
        discriminator: _,
        unshaped: _,
    } = keywords;
    enumeration.is_none() && constant.is_none() && one_of.is_empty() && any_of.is_empty()
}
