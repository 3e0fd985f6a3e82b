//! An entry under `patches:`. What it says in short becomes the corrections that it stands for.

use asyncapi_parser::patch::{Action, Patch};
use asyncapi_parser::pointer;
use asyncapi_parser::tree::{Entry, NodeId, Value};

use super::reader::Reader;
use crate::code;

/// What can be done, of which an entry does one thing.
const ACTIONS: [&str; 4] = ["add", "replace", "remove", "extend"];

/// The corrections that an entry stands for.
pub(super) fn read(reader: &mut Reader<'_>, item: NodeId) -> Vec<Patch> {
    let keys = [&["reason", "at"][..], &ACTIONS].concat();
    let Some(section) = reader.object(item, &keys) else {
        return Vec::new();
    };
    let reason = reader.text(section, "reason");
    if reason.is_none_or(|(text, _)| text.trim().is_empty()) {
        let help = "say in `reason:` what the document gets wrong, and how that is known";
        reader.complain(&code::CONFIG_PATCH, "a patch without a reason", item, help);
    }
    let targets = reader.one_or_more(section, "at");
    if targets.is_empty() {
        let help =
            "say in `at:` what is corrected, as in `at: /components/schemas/Call/properties/id`";
        reader.complain(
            &code::CONFIG_PATCH,
            "a patch that does not say where",
            item,
            help,
        );
    }
    let entries: Vec<&Entry> = ACTIONS.iter().filter_map(|key| section.get(key)).collect();
    let [entry] = entries.as_slice() else {
        let message = format!("a patch does one thing, this one does {}", entries.len());
        reader.complain(
            &code::CONFIG_PATCH,
            message,
            item,
            "write one of `add:`, `replace:`, `extend:` and `remove: true`",
        );
        return Vec::new();
    };
    let edits: Vec<Edit> = match &*entry.key {
        "add" => vec![Edit::whole(item, Action::Add(entry.value))],
        "replace" => vec![Edit::whole(item, Action::Replace(entry.value))],
        "extend" => extend(reader, entry.value),
        _ => {
            let removed = reader.choice(section, "remove", &[("true", Action::Remove)]);
            removed
                .into_iter()
                .map(|action| Edit::whole(item, action))
                .collect()
        }
    };
    let targets = targets
        .into_iter()
        .filter(|(target, at)| is_pointer(reader, target, *at));
    targets
        .flat_map(|(target, _)| edits.iter().map(move |edit| edit.at(&target)))
        .collect()
}

/// A correction at a target or just below it.
struct Edit {
    at: NodeId,
    step: Option<String>,
    action: Action,
}

impl Edit {
    fn whole(at: NodeId, action: Action) -> Self {
        Self {
            at,
            step: None,
            action,
        }
    }

    fn at(&self, target: &str) -> Patch {
        let mut target = target.to_owned();
        if let Some(step) = &self.step {
            pointer::push(&mut target, step);
        }
        Patch {
            at: self.at,
            target,
            action: self.action,
        }
    }
}

/// `extend`: every entry of an object under its key, every item of an array at the end.
fn extend(reader: &mut Reader<'_>, by: NodeId) -> Vec<Edit> {
    let edit = |step: &str, value: NodeId| Edit {
        at: value,
        step: Some(step.to_owned()),
        action: Action::Add(value),
    };
    let edits: Vec<Edit> = match reader.value(by) {
        Value::Mapping(mapping) => {
            let entries = mapping.entries().iter();
            entries.map(|entry| edit(&entry.key, entry.value)).collect()
        }
        Value::Sequence(items) => items.iter().map(|item| edit("-", *item)).collect(),
        Value::Scalar(_) => Vec::new(),
    };
    if edits.is_empty() {
        let message = "`extend` adds nothing";
        let help = "write the entries, or the items, that are to be added";
        reader.complain(&code::CONFIG_PATCH, message, by, help);
    }
    edits
}

fn is_pointer(reader: &mut Reader<'_>, target: &str, at: NodeId) -> bool {
    let parsed = pointer::parse(target);
    if let Err(reason) = parsed {
        let message = format!("`{target}` is no JSON pointer: {reason}");
        let help = "write it like `/components/schemas/Call`";
        reader.complain(&code::CONFIG_PATCH, message, at, help);
    }
    parsed.is_ok()
}
