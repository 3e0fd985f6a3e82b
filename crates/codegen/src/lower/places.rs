//! Where things stand, as pointers that people can follow.

use asyncapi_parser::model::{Home, SchemaId, Step};
use asyncapi_parser::pointer;
use asyncapi_parser::source::FileId;
use asyncapi_parser::tree::{Document, NodeId};

use super::shape::Shapes;

/// Says where things stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places<'a> {
    pub(super) document: &'a Document,
    pub(super) entry: FileId,
}

impl Places<'_> {
    /// The pointer of a node; behind the path of its file and `#` if that is another one.
    pub(super) fn node(&self, node: NodeId) -> String {
        let pointer = self.document.pointer(node);
        let file = self.document.node(node).span.file;
        if file == self.entry {
            pointer
        } else {
            format!("{}#{pointer}", self.document.sources.get(file).path)
        }
    }

    /// The pointer of a schema by what it is part of. What came of `allOf` belongs elsewhere than
    /// where it stands, and nothing may stand where it belongs.
    pub(super) fn home(&self, shapes: &Shapes<'_>, id: SchemaId) -> String {
        let mut steps = Vec::new();
        let mut at = shapes.schema(id);
        while let Home::Child { parent, step } = &at.home {
            steps.push(step);
            at = shapes.schema(*parent);
        }
        let mut text = self.node(at.at);
        for step in steps.into_iter().rev() {
            push(&mut text, step);
        }
        text
    }
}

fn push(text: &mut String, step: &Step) {
    let mut keyed = |keyword: &str, key: &str| {
        pointer::push(text, keyword);
        pointer::push(text, key);
    };
    match step {
        Step::Property(name) => keyed("properties", name),
        Step::Definition(name) => keyed("definitions", name),
        Step::PrefixItem(index) => keyed("prefixItems", &index.to_string()),
        Step::PatternProperty(index) => keyed("patternProperties", &index.to_string()),
        Step::OneOf(index) => keyed("oneOf", &index.to_string()),
        Step::AnyOf(index) => keyed("anyOf", &index.to_string()),
        Step::AllOf(index) => keyed("allOf", &index.to_string()),
        Step::Mapping(tag) => {
            keyed("discriminator", "mapping");
            pointer::push(text, tag);
        }
        Step::Items => pointer::push(text, "items"),
        Step::AdditionalProperties => pointer::push(text, "additionalProperties"),
        Step::Other(keyword) => pointer::push(text, keyword),
    }
}
