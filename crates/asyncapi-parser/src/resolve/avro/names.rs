//! Names in an Avro schema and the definitions that they stand for (Avro 1.12, "Names").

use std::collections::HashMap;
use std::rc::Rc;

use crate::resolve::context::{Context, Object};
use crate::tree::{NodeId, Value};

/// The named types of one schema, by full name: each with the namespace around its definition.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_full_name: HashMap<String, (NodeId, Rc<str>)>,
}

impl Names {
    /// The definition that a name stands for in a namespace.
    pub(super) fn find(&self, name: &str, namespace: &str) -> Option<(NodeId, Rc<str>)> {
        let local =
            (!name.contains('.') && !namespace.is_empty()).then(|| format!("{namespace}.{name}"));
        local
            .and_then(|full| self.by_full_name.get(&full))
            .or_else(|| self.by_full_name.get(name))
            .cloned()
    }
}

/// The named types below a node. A name counts wherever it stands, not only behind its definition.
pub(super) fn collect(cx: &Context<'_>, node: NodeId) -> Names {
    let mut names = Names::default();
    let mut left: Vec<(NodeId, Rc<str>)> = vec![(node, Rc::from(""))];
    while let Some((node, namespace)) = left.pop() {
        match cx.value(node) {
            Value::Scalar(_) => {}
            Value::Sequence(items) => {
                left.extend(items.iter().map(|item| (*item, Rc::clone(&namespace))));
            }
            Value::Mapping(fields) => {
                let object = Object { at: node, fields };
                let inner = define(cx, &mut names, object, &namespace);
                let parts = ["type", "items", "values", "fields"];
                left.extend(
                    parts
                        .iter()
                        .filter_map(|part| Some((object.get(part)?, Rc::clone(&inner)))),
                );
            }
        }
    }
    names
}

/// The full name of a named type in a namespace.
pub(super) fn full_name(cx: &Context<'_>, object: Object<'_>, namespace: &str) -> Option<String> {
    let name = cx.string(object.get("name")?)?;
    if name.contains('.') {
        return Some(name.to_owned());
    }
    let own = object.get("namespace").and_then(|node| cx.string(node));
    Some(match own.unwrap_or(namespace) {
        "" => name.to_owned(),
        namespace => format!("{namespace}.{name}"),
    })
}

/// Takes in the definition that an object may be; gives the namespace inside of it.
fn define(cx: &Context<'_>, names: &mut Names, object: Object<'_>, around: &Rc<str>) -> Rc<str> {
    let is_named = object
        .get("type")
        .and_then(|node| cx.string(node))
        .is_some_and(|name| matches!(name, "record" | "error" | "enum" | "fixed"));
    let Some(full) = full_name(cx, object, around).filter(|_| is_named) else {
        return Rc::clone(around);
    };
    let inner = full.rsplit_once('.').map_or("", |(namespace, _)| namespace);
    let inner: Rc<str> = Rc::from(inner);
    names
        .by_full_name
        .entry(full)
        .or_insert((object.at, Rc::clone(around)));
    inner
}
