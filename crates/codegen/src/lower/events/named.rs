//! Events as the settings name them.

use asyncapi_parser::diagnostic::Diagnostic;
use foldhash::{HashMap, HashMapExt};

use super::Found;
use crate::code;
use crate::config::EventRef;
use crate::lower::Input;

/// Finds events by what the settings call them.
pub(super) struct Named(HashMap<String, Vec<usize>>);

impl Named {
    pub(super) fn new(input: &Input<'_>, found: &[Found<'_>]) -> Self {
        let mut names: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, event) in found.iter().enumerate() {
            let mut add = |name: &str| {
                let events = names.entry(name.to_owned()).or_default();
                if !name.is_empty() && !events.contains(&index) {
                    events.push(index);
                }
            };
            add(&event.wire);
            for occurrence in event.all() {
                let message = occurrence.message;
                add(&occurrence.place.key);
                add(&occurrence.channel.key);
                add(&input.document.pointer(occurrence.place.at));
                add(&input.document.pointer(message.at));
                for name in [&message.name, &message.component].into_iter().flatten() {
                    add(name);
                }
            }
        }
        Self(names)
    }

    /// The index of the event that is meant.
    pub(super) fn find(
        &self,
        input: &Input<'_>,
        found: &[Found<'_>],
        event: &EventRef,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let text = event.text.escape_debug();
        let (message, events): (_, Vec<&Found<'_>>) =
            match self.0.get(&event.text).map(Vec::as_slice) {
                Some([index]) => return Some(*index),
                None | Some([]) => (
                    format!("the document has no event `{text}`"),
                    found.iter().collect(),
                ),
                Some(several) => (
                    format!("`{text}` means {} events", several.len()),
                    several
                        .iter()
                        .filter_map(|index| found.get(*index))
                        .collect(),
                ),
            };
        let names = super::list(events.iter().map(|event| event.wire.as_str()));
        let problem = Diagnostic::error(&code::EVENT_REF, message).at(input.document, event.at);
        let problem = problem.help(format!(
            "write one of {names}, or the JSON pointer of its message in a channel"
        ));
        problems.push(problem);
        None
    }
}
