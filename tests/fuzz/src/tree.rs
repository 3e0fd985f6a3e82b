//! A text to a tree: every node is where it says, and JSON is what another reader says it is.

use asyncapi_parser::code;
use asyncapi_parser::load::load;
use asyncapi_parser::tree::{Document, NodeId, ScalarKind, Value};

use crate::files::{DOCUMENT, Files, limits};
use crate::told;

/// Reads bytes as YAML or JSON.
///
/// # Panics
/// Something does not hold.
pub fn run(data: &[u8]) {
    let files = Files::from([(DOCUMENT.to_owned(), data.to_vec())]);
    let mut document = Document::default();
    let theirs = serde_json::from_slice::<serde_json::Value>(data);
    match load(&mut document, DOCUMENT, &files, &limits()) {
        Ok(file) => {
            let root = document.root(file).expect("what was read has a root");
            nodes(&document, root);
            if let Ok(theirs) = theirs {
                assert_eq!(ours(&document, root), theirs);
            }
        }
        Err(diagnostic) => {
            assert!(
                document.nodes.is_empty(),
                "a faulty text leaves nodes behind"
            );
            // What JSON allows and documents do not.
            let refused = [code::DUPLICATE_KEY.id, code::NESTING.id, code::NODES.id];
            assert!(
                theirs.is_err() || refused.contains(&diagnostic.code.id),
                "JSON is refused: {}",
                diagnostic.message
            );
            told::check(&[*diagnostic], &document.sources);
        }
    }
}

/// Every node stands in the text, and in the node that it says.
fn nodes(document: &Document, root: NodeId) {
    for (index, node) in (0..).zip(&document.nodes) {
        told::in_text(node.span, &document.sources);
        let found = node.parent.map(|parent| {
            assert!(parent.0 < index, "a node stands before its parent");
            let parent = document.node(parent);
            parent.value.children().nth(node.index as usize)
        });
        match found {
            Some(child) => assert_eq!(child, Some(NodeId(index))),
            None => assert_eq!(NodeId(index), root, "a second root"),
        }
        if let Value::Mapping(mapping) = &node.value {
            for entry in mapping.entries() {
                told::in_text(entry.key_span, &document.sources);
            }
        }
    }
}

/// A value as `serde_json` says it; numbers by their value, for it drops their text.
fn ours(document: &Document, node: NodeId) -> serde_json::Value {
    match &document.node(node).value {
        Value::Scalar(scalar) => match scalar.kind {
            ScalarKind::String => scalar.text.as_str().into(),
            ScalarKind::Null | ScalarKind::Boolean | ScalarKind::Integer | ScalarKind::Float => {
                serde_json::from_str(&scalar.text).expect("the text of a scalar of JSON is JSON")
            }
        },
        Value::Sequence(items) => items.iter().map(|item| ours(document, *item)).collect(),
        Value::Mapping(mapping) => {
            let entries = mapping.entries().iter();
            entries
                .map(|entry| (entry.key.to_string(), ours(document, entry.value)))
                .collect()
        }
    }
}
