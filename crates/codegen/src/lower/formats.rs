//! Formats that the settings give types to: that each is there, and what their types come from.

use std::collections::{BTreeSet, HashSet};

use asyncapi_parser::diagnostic::Diagnostic;
use asyncapi_parser::model::SchemaId;

use super::places::Places;
use super::plan::Plan;
use super::shape::{Shape, Use};
use crate::code;
use crate::config::Config;

/// The crates that the types come from. A format that no text has is an error.
pub(super) fn origins(
    plan: &Plan<'_>,
    places: Places<'_>,
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> Vec<&'static str> {
    if config.types.is_empty() {
        return Vec::new();
    }
    let used: HashSet<&str> = plan
        .order
        .iter()
        .filter_map(|id| format(plan, *id))
        .collect();
    let mut origins = BTreeSet::new();
    for chosen in &config.types {
        origins.insert(chosen.read_as.origin());
        if !used.contains(chosen.format.as_str()) {
            let message = format!("no string of the document has `format: {}`", chosen.format);
            let problem = Diagnostic::error(&code::FORMAT_UNUSED, message)
                .at(places.document, chosen.at)
                .help("delete the entry");
            problems.push(problem);
        }
    }
    origins.into_iter().collect()
}

/// The format of a schema whose texts are read as something.
fn format<'a>(plan: &Plan<'a>, id: SchemaId) -> Option<&'a str> {
    let is_formatted = |shape: &Shape| matches!(shape, Shape::Formatted(_));
    let is = match &plan.shaped(id)?.shape {
        Shape::Union(union) => union.branches.iter().any(|branch| match &branch.of {
            Use::Schema(_) => false,
            Use::Shape(shape) => is_formatted(shape),
        }),
        shape => is_formatted(shape),
    };
    plan.shapes.keywords(id)?.format.as_deref().filter(|_| is)
}
