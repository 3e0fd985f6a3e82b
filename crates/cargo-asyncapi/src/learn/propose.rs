//! What does not fit in, corrections of the document out, as text of a configuration. No value of
//! a payload gets here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use asyncapi_parser::source::FileId;
use asyncapi_parser::tree::{NodeId, ScalarKind, Value};
use serde_json::{Value as Json, json};

use super::walk::{Kind, Misfit, Walk};

/// What does not fit, and which samples have it.
pub(super) type Evidence = BTreeMap<Misfit, BTreeSet<usize>>;

/// A correction.
#[derive(Debug)]
struct Proposal {
    /// JSON pointer of what is corrected.
    at: String,
    /// `replace`, `add` or `remove`, and the value.
    action: (&'static str, Json),
    /// Why, in words.
    reason: String,
}

/// Corrections after which all that was found fits, as text below `patches:`, as far as it stands
/// in the document's own file; and the places of what stands elsewhere.
pub(super) fn propose(
    walk: &Walk<'_>,
    entry: FileId,
    evidence: &Evidence,
    samples: usize,
) -> (String, Vec<String>) {
    let mut kinds: BTreeMap<NodeId, BTreeMap<Kind, &BTreeSet<usize>>> = BTreeMap::new();
    let mut missing: BTreeMap<NodeId, &BTreeSet<usize>> = BTreeMap::new();
    for (misfit, seen) in evidence {
        match misfit {
            Misfit::Kind { schema, found } => {
                kinds.entry(*schema).or_default().insert(*found, seen);
            }
            Misfit::Missing(at) => {
                missing.insert(*at, seen);
            }
        }
    }
    let mut proposals = Vec::new();
    let mut elsewhere = Vec::new();
    let mut own = |at: NodeId| {
        let file = walk.file(at);
        if let Some(file) = file.filter(|file| *file != entry) {
            let shown = &walk.document.sources.get(file).shown;
            elsewhere.push(format!("{shown}#{}", walk.document.pointer(at)));
        }
        file == Some(entry)
    };
    for (schema, found) in kinds {
        if own(schema) {
            proposals.extend(kind(walk, schema, &found, samples));
        }
    }
    // Of an array the last goes first, so that the others stay where they are.
    for (at, seen) in missing.into_iter().rev() {
        if own(at) {
            let name = walk.text(at).unwrap_or_default();
            proposals.push(Proposal {
                at: walk.document.pointer(at),
                action: ("remove", json!(true)),
                reason: format!(
                    "`{name}` is missing in {} of {samples} payloads.",
                    seen.len()
                ),
            });
        }
    }
    (text(&proposals), elsewhere)
}

/// Lets a schema allow more kinds of values.
fn kind(
    walk: &Walk<'_>,
    schema: NodeId,
    found: &BTreeMap<Kind, &BTreeSet<usize>>,
    samples: usize,
) -> Vec<Proposal> {
    let at = walk.document.pointer(schema);
    let said: Vec<String> = found
        .iter()
        .map(|(kind, seen)| format!("{} in {}", noun(*kind), seen.len()))
        .collect();
    let reason = format!("It is {} of {samples} payloads.", said.join(" and "));
    let proposal = |step: &str, action| Proposal {
        at: format!("{at}{step}"),
        action,
        reason: reason.clone(),
    };
    let types: Vec<Json> = found
        .keys()
        .map(|kind| json!({"type": kind.name()}))
        .collect();
    let Some(fields) = walk.object(schema) else {
        return Vec::new();
    };
    let has = |key| fields.get(key).is_some();
    for union in ["oneOf", "anyOf"] {
        if has(union) && !has("type") && !has("allOf") {
            let branches = types.into_iter();
            return branches
                .map(|branch| proposal(&format!("/{union}/-"), ("add", branch)))
                .collect();
        }
    }
    let declared = walk.types(fields);
    let fits = |kind: &Kind| declared.iter().any(|name| kind.is(name));
    let plain = !["$ref", "allOf", "oneOf", "anyOf", "const"]
        .into_iter()
        .any(has);
    // `null` is one more value of a set; what another value is, is not known.
    let listable = !has("enum") || found.keys().eq([&Kind::Null]);
    if plain && listable && !declared.is_empty() && !found.keys().any(fits) {
        let mut names: Vec<&str> = declared;
        names.extend(found.keys().map(|kind| kind.name()));
        // What is a number may be an integer.
        if names.contains(&"number") {
            names.retain(|name| *name != "integer");
        }
        let types = proposal("/type", ("replace", listed(&names)));
        let value = has("enum").then(|| proposal("/enum/-", ("add", Json::Null)));
        return [types].into_iter().chain(value).collect();
    }
    let branches: Vec<Json> = [written(walk, schema)].into_iter().chain(types).collect();
    vec![proposal("", ("replace", json!({ "anyOf": branches })))]
}

fn listed(names: &[&str]) -> Json {
    match names {
        [name] => json!(name),
        names => json!(names),
    }
}

fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "null",
        Kind::Boolean => "a boolean",
        Kind::Integer => "an integer",
        Kind::Number => "a number with a fraction",
        Kind::String => "a text",
        Kind::Array => "an array",
        Kind::Object => "an object",
    }
}

/// A schema as it is written.
fn written(walk: &Walk<'_>, at: NodeId) -> Json {
    match &walk.document.node(at).value {
        Value::Scalar(scalar) => match scalar.kind {
            ScalarKind::Null => Json::Null,
            ScalarKind::Boolean => json!(scalar.boolean()),
            ScalarKind::Integer | ScalarKind::Float => {
                serde_json::from_str(&scalar.text).unwrap_or_else(|_| json!(&*scalar.text))
            }
            ScalarKind::String => json!(&*scalar.text),
        },
        Value::Sequence(items) => items.iter().map(|item| written(walk, *item)).collect(),
        Value::Mapping(fields) => fields
            .entries()
            .iter()
            .map(|entry| (entry.key.to_string(), written(walk, entry.value)))
            .collect(),
    }
}

/// The text that goes below `patches:`. JSON is YAML, and nothing in it needs other quotes.
fn text(proposals: &[Proposal]) -> String {
    let mut out = String::new();
    for proposal in proposals {
        let (action, value) = &proposal.action;
        let reason = Json::from(proposal.reason.as_str());
        let at = Json::from(proposal.at.as_str());
        let _ = writeln!(
            out,
            "  - reason: {reason}\n    at: {at}\n    {action}: {value}"
        );
    }
    out
}
