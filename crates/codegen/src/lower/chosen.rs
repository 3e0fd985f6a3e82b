//! Names that the settings give to types: which schema each stands for.

use std::collections::HashMap;

use asyncapi_parser::diagnostic::Diagnostic;
use asyncapi_parser::model::SchemaId;
use asyncapi_parser::pointer;
use rustc_hash::FxHashMap;

use super::places::Places;
use super::plan::Plan;
use crate::code;
use crate::config::Config;
use crate::names::{Name, Scope};

/// Finds the schemas that the settings name, and takes their names.
pub(super) fn names(
    plan: &Plan<'_>,
    places: Places<'_>,
    config: &Config,
    scope: &mut Scope,
    problems: &mut Vec<Diagnostic>,
) -> FxHashMap<SchemaId, Name> {
    let mut given = FxHashMap::default();
    if config.names.is_empty() {
        return given;
    }
    let types = types(plan, places);
    for chosen in &config.names {
        let found = types.get(&chosen.pointer).map_or(&[][..], Vec::as_slice);
        let problem = match (found, scope.add_chosen(&chosen.name)) {
            ([id], Ok(name)) => {
                given.insert(*id, name);
                continue;
            }
            ([_], Err(reason)) => Diagnostic::error(&code::CHOSEN_NAME, reason)
                .help("choose another name under `names:`"),
            ([], _) => {
                let message = format!("no type comes from `{}`", chosen.pointer);
                let help = if exists(places, &chosen.pointer) {
                    "point to a schema that becomes a type of its own, or delete the entry"
                } else {
                    "the document has nothing there: correct the pointer, or delete the entry"
                };
                Diagnostic::error(&code::NAME_UNUSED, message).help(help)
            }
            ([first, ..], _) => {
                let count = found.len();
                let message = format!("{count} types come from `{}` by `allOf`", chosen.pointer);
                let pointer = places.home(&plan.shapes, *first);
                Diagnostic::error(&code::NAME_UNUSED, message).help(format!(
                    "point to one of them where it belongs, as in `{pointer}`"
                ))
            }
        };
        problems.push(problem.at(places.document, chosen.at));
    }
    given
}

/// The schemas that become types, by where they belong and by where they stand. The two differ
/// for what came of `allOf`, and several that came of one part of it stand there.
fn types(plan: &Plan<'_>, places: Places<'_>) -> HashMap<String, Vec<SchemaId>> {
    let mut types: HashMap<String, Vec<SchemaId>> = HashMap::new();
    for id in plan.order.iter().filter(|id| !plan.items(**id).is_empty()) {
        let standing = places.node(plan.shapes.schema(*id).at);
        let belonging = places.home(&plan.shapes, *id);
        if standing != belonging {
            types.entry(belonging).or_default().push(*id);
        }
        types.entry(standing).or_default().push(*id);
    }
    types
}

fn exists(places: Places<'_>, pointer: &str) -> bool {
    let root = places.document.root(places.entry);
    let steps = pointer::parse(pointer);
    root.zip(steps.ok())
        .is_some_and(|(root, steps)| pointer::find(places.document, root, &steps).is_ok())
}
