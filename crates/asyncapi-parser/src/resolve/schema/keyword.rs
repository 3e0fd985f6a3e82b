//! The one table of JSON Schema's keywords: each is used, ignored with a reason, or refused with a
//! way out. A keyword that is not listed is an annotation and ignored (JSON Schema Core 2020-12,
//! section 6.5).

use super::annotation::{discriminator, examples, external_docs};
use super::applicator::{
    branches, definitions, dependencies, items, pattern_properties, properties, unshaped,
};
use super::assertion::{
    enumeration, exclusive_maximum, exclusive_minimum, multiple_of, required, types,
};
use super::reader::{Draft, Reader};
use crate::model::Step;
use crate::resolve::literal;
use crate::tree::NodeId;

type Read = for<'r, 'd> fn(&mut Reader<'r, 'd>, &mut Draft, NodeId);

/// What becomes of a keyword.
#[derive(Debug)]
pub(super) enum Use {
    /// Says something to people; counts beside a `$ref` in every draft.
    Docs(Read),
    /// Holds schemas for references to lead to, and says nothing itself.
    Holds(Read),
    /// Says something about values.
    Shape(Read),
    /// Not used, with the reason.
    Ignored(&'static str),
    /// An error, with what to write instead.
    Refused(&'static str),
}

use Use::{Docs, Holds, Ignored, Refused, Shape};

/// The table, sorted by keyword.
#[rustfmt::skip]
const KEYWORDS: &[(&str, Use)] = &[
    ("$anchor", Ignored("names the schema; references find it in the tree")),
    ("$comment", Ignored("for those who write schemas")),
    ("$defs", Holds(|r, _, at| definitions(r, "$defs", at))),
    ("$dynamicAnchor", Ignored("as `$anchor`")),
    ("$dynamicRef", Refused("write `$ref`, to the schema that is meant here")),
    ("$id", Ignored("names the schema; references find it in the tree")),
    ("$recursiveAnchor", Ignored("only `$recursiveRef` asks for it")),
    ("$recursiveRef", Refused("write `$ref`, to the schema that is meant here")),
    ("$ref", Ignored("read before the table is asked")),
    ("$schema", Ignored("read before the table is asked")),
    ("$vocabulary", Ignored("for meta-schemas")),
    ("additionalItems", Shape(|r, d, at| d.additional_items = Some(r.child(at, Step::Items)))),
    ("additionalProperties", Shape(|r, d, at| d.keywords.object.additional = Some(r.child(at, Step::AdditionalProperties)))),
    ("allOf", Shape(|r, d, at| d.parts.extend(r.children("allOf", at, Step::AllOf)))),
    ("anyOf", Shape(|r, d, at| d.keywords.any_of.push(branches(r, "anyOf", at, Step::AnyOf)))),
    ("const", Shape(|r, d, at| d.keywords.constant = Some(Box::new(literal::read(r.cx.document, at))))),
    ("contains", Shape(|r, d, at| unshaped(r, d, "contains", at))),
    ("contentEncoding", Shape(|r, d, at| d.keywords.content_encoding = r.string("contentEncoding", at).map(String::into_boxed_str))),
    ("contentMediaType", Ignored("says what the text is, which stays text")),
    ("contentSchema", Shape(|r, d, at| unshaped(r, d, "contentSchema", at))),
    ("default", Docs(|r, d, at| d.docs.default = Some(literal::read(r.cx.document, at)))),
    ("definitions", Holds(|r, _, at| definitions(r, "definitions", at))),
    ("dependencies", Shape(|r, d, at| dependencies(r, d, "dependencies", at))),
    ("dependentRequired", Shape(|_, d, at| d.keywords.unshaped.push(("dependentRequired".to_owned(), at)))),
    ("dependentSchemas", Shape(|r, d, at| dependencies(r, d, "dependentSchemas", at))),
    ("deprecated", Docs(|r, d, at| d.docs.deprecated = r.flag("deprecated", at))),
    ("description", Docs(|r, d, at| d.docs.description = r.string("description", at))),
    ("disallow", Refused("a keyword of draft 3; write `not`")),
    ("discriminator", Shape(discriminator)),
    ("divisibleBy", Refused("a keyword of draft 3; write `multipleOf`")),
    ("else", Shape(|r, d, at| unshaped(r, d, "else", at))),
    ("enum", Shape(enumeration)),
    ("example", Docs(|r, d, at| d.docs.examples.push(literal::read(r.cx.document, at)))),
    ("examples", Docs(examples)),
    ("exclusiveMaximum", Shape(exclusive_maximum)),
    ("exclusiveMinimum", Shape(exclusive_minimum)),
    ("extends", Refused("a keyword of draft 3; write `allOf`")),
    ("externalDocs", Docs(external_docs)),
    ("format", Shape(|r, d, at| d.keywords.format = r.string("format", at).map(String::into_boxed_str))),
    ("id", Ignored("as `$id`, in draft 4")),
    ("if", Shape(|r, d, at| unshaped(r, d, "if", at))),
    ("items", Shape(items)),
    ("maxContains", Ignored("narrows `contains`, which is not part of the shape")),
    ("maxItems", Shape(|r, d, at| d.keywords.array.max_items = r.count("maxItems", at))),
    ("maxLength", Shape(|r, d, at| d.keywords.string.max_length = r.count("maxLength", at))),
    ("maxProperties", Shape(|r, d, at| d.keywords.object.max_properties = r.count("maxProperties", at))),
    ("maximum", Shape(|r, d, at| d.keywords.number.maximum = r.number("maximum", at))),
    ("minContains", Ignored("narrows `contains`, which is not part of the shape")),
    ("minItems", Shape(|r, d, at| d.keywords.array.min_items = r.count("minItems", at))),
    ("minLength", Shape(|r, d, at| d.keywords.string.min_length = r.count("minLength", at))),
    ("minProperties", Shape(|r, d, at| d.keywords.object.min_properties = r.count("minProperties", at))),
    ("minimum", Shape(|r, d, at| d.keywords.number.minimum = r.number("minimum", at))),
    ("multipleOf", Shape(multiple_of)),
    ("not", Shape(|r, d, at| unshaped(r, d, "not", at))),
    ("nullable", Shape(|r, d, at| d.nullable = r.flag("nullable", at))),
    ("oneOf", Shape(|r, d, at| d.keywords.one_of.push(branches(r, "oneOf", at, Step::OneOf)))),
    ("pattern", Shape(|r, d, at| d.keywords.string.patterns.extend(r.string("pattern", at)))),
    ("patternProperties", Shape(pattern_properties)),
    ("prefixItems", Shape(|r, d, at| d.keywords.array.prefix = r.children("prefixItems", at, Step::PrefixItem))),
    ("properties", Shape(properties)),
    ("propertyNames", Shape(|r, d, at| unshaped(r, d, "propertyNames", at))),
    ("readOnly", Docs(|r, d, at| d.docs.read_only = r.flag("readOnly", at))),
    ("required", Shape(required)),
    ("then", Shape(|r, d, at| unshaped(r, d, "then", at))),
    ("title", Docs(|r, d, at| d.docs.title = r.string("title", at))),
    ("type", Shape(types)),
    ("unevaluatedItems", Shape(|r, d, at| unshaped(r, d, "unevaluatedItems", at))),
    ("unevaluatedProperties", Shape(|r, d, at| unshaped(r, d, "unevaluatedProperties", at))),
    ("uniqueItems", Shape(|r, d, at| d.keywords.array.unique_items = r.flag("uniqueItems", at))),
    ("writeOnly", Docs(|r, d, at| d.docs.write_only = r.flag("writeOnly", at))),
    ("xml", Ignored("says how XML would look")),
];

/// What becomes of a keyword; `None` for one that is not listed.
pub(super) fn find(keyword: &str) -> Option<&'static Use> {
    let at = KEYWORDS
        .binary_search_by(|(name, _)| (*name).cmp(keyword))
        .ok()?;
    KEYWORDS.get(at).map(|(_, use_)| use_)
}

/// All keywords.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    KEYWORDS.iter().map(|(keyword, _)| *keyword)
}

/// The ignored keywords with the reasons.
pub(in crate::resolve) fn ignored() -> impl Iterator<Item = (&'static str, &'static str)> {
    KEYWORDS.iter().filter_map(|(keyword, use_)| match use_ {
        Ignored(reason) => Some((*keyword, *reason)),
        Docs(_) | Holds(_) | Shape(_) | Refused(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(KEYWORDS.is_sorted_by(|a, b| a.0 < b.0));
    }

    /// The README says of each keyword what the table does, once.
    #[test]
    fn the_readme_has_every_keyword() {
        let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
        let readme = std::fs::read_to_string(readme).unwrap();
        let (_, chapter) = readme
            .split_once("\n### What becomes of each keyword\n")
            .unwrap();
        let mut said = Vec::new();
        for row in chapter.lines().take_while(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = row.split(" | ").collect();
            if let [keywords, class, _] = cells.as_slice() {
                let keywords = keywords.split('`').skip(1).step_by(2);
                said.extend(keywords.map(|keyword| (keyword, *class)));
            }
        }
        said.sort_unstable();
        let table = KEYWORDS.iter().zip(&said);
        for ((keyword, use_), (of, class)) in table {
            let classes: &[&str] = match use_ {
                Docs(_) | Holds(_) => &["used"],
                Shape(_) => &["used", "narrows"],
                Ignored(_) => &["ignored"],
                Refused(_) => &["refused"],
            };
            assert_eq!(keyword, of, "left the code, right the README");
            assert!(
                classes.contains(class),
                "{keyword} is {class} in the README"
            );
        }
        assert_eq!(KEYWORDS.len(), said.len());
    }
}
