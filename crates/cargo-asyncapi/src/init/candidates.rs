//! Which member of the bodies may name the event: those that all payloads have, tried one by one
//! against the document.

use std::collections::BTreeMap;

use asyncapi_codegen::generate::{Examined, Input, examine};
use asyncapi_codegen::ir::{Crate, Item, ItemKind, Type};
use asyncapi_parser::model::{Api, Literal};
use asyncapi_parser::source::Files;

/// A rule that the document allows.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The member's name.
    pub(super) member: String,
    /// What it holds, as the configuration says it.
    pub(super) value: &'static str,
    /// How many examples and declared values speak for it.
    pub(super) evidence: usize,
}

impl Candidate {
    /// Why it is one.
    pub(super) fn reason(&self) -> String {
        match self.evidence {
            0 => "All payloads have this member; nothing says what it holds.".to_owned(),
            count => format!("{count} declared values and examples of the document say so."),
        }
    }
}

/// Names that members which name events often have.
const USUAL: [&str; 8] = [
    "event",
    "type",
    "event_type",
    "eventType",
    "name",
    "event_name",
    "eventName",
    "kind",
];

/// How many rules are proposed at most.
const MOST: usize = 4;

/// The rules that the document allows, best first.
pub(super) fn candidates(input: &Input<'_>, krate: &Crate) -> Vec<Candidate> {
    let mut members: Vec<String> = members(krate);
    members.retain(|member| !member.contains(char::is_control));
    let rank = |member: &String| USUAL.iter().position(|usual| usual == member);
    members.sort_by_key(|member| rank(member).unwrap_or(USUAL.len()));
    let mut found = Vec::new();
    // Each try reads the document; a hundred members would not be looked through by a person.
    for member in members.iter().take(12) {
        for value in ["message-name", "message-key", "channel-key"] {
            if let Some(evidence) = attempt(input, member, value) {
                found.push(Candidate {
                    member: member.clone(),
                    value,
                    evidence,
                });
            }
        }
    }
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.evidence));
    let proven = found.iter().any(|candidate| candidate.evidence > 0);
    found
        .retain(|candidate| candidate.evidence > 0 || !proven && rank(&candidate.member).is_some());
    found.truncate(MOST);
    found
}

/// The strings at the top of every payload.
fn members(krate: &Crate) -> Vec<String> {
    let items: BTreeMap<&str, &Item> = krate
        .modules
        .iter()
        .flat_map(|module| &module.items)
        .map(|item| (item.name.as_str(), item))
        .collect();
    let strings = |ty: &Type| -> Vec<String> {
        let Type::Named(name) = ty else {
            return Vec::new();
        };
        let Some(ItemKind::Struct(it)) = items.get(name.as_str()).map(|item| &item.kind) else {
            return Vec::new();
        };
        let fields = it
            .fields
            .iter()
            .filter(|field| is_string(&items, &field.ty));
        fields.map(|field| field.wire.clone()).collect()
    };
    let mut payloads = krate.events.iter().flat_map(|events| &events.variants);
    let mut common = payloads
        .next()
        .map(|event| strings(&event.payload))
        .unwrap_or_default();
    for event in payloads {
        let these = strings(&event.payload);
        common.retain(|member| these.contains(member));
    }
    common
}

fn is_string(items: &BTreeMap<&str, &Item>, ty: &Type) -> bool {
    match ty {
        Type::String => true,
        Type::Named(name) => matches!(
            items.get(name.as_str()).map(|item| &item.kind),
            Some(ItemKind::StringEnum(_) | ItemKind::Constant(_))
        ),
        _ => false,
    }
}

/// Generates by a rule. Gives how much speaks for it, if the document allows it.
fn attempt(input: &Input<'_>, member: &str, value: &str) -> Option<usize> {
    let tag = serde_json::Value::from(format!("/{}", member.replace('~', "~0").replace('/', "~1")));
    let files = With {
        config: format!("events: {{tag: {tag}, value: {value}}}\n"),
        files: input.files,
    };
    let Examined {
        api: Some(api),
        shapes: Some(shapes),
        ..
    } = examine(&Input {
        config: Some(OWN),
        files: &files,
        ..*input
    })
    else {
        return None;
    };
    let events = shapes
        .events
        .as_ref()
        .filter(|events| events.by_body.is_some())?;
    let names: Vec<&str> = events
        .variants
        .iter()
        .flat_map(|event| &event.tags)
        .map(String::as_str)
        .collect();
    let declared = declared(&shapes, member, &names);
    Some(declared.saturating_add(examples(&api, member, &names)))
}

/// How many of the names the document lists for the member.
fn declared(krate: &Crate, member: &str, names: &[&str]) -> usize {
    let items = krate.modules.iter().flat_map(|module| &module.items);
    let values = items.filter_map(|item| match &item.kind {
        ItemKind::StringEnum(it) if item.pointer.ends_with(&format!("/{member}")) => Some(it),
        _ => None,
    });
    let values = values.flat_map(|it| &it.variants);
    values
        .filter(|variant| names.contains(&variant.value.as_str()))
        .count()
}

/// How many examples of messages have one of the names there.
fn examples(api: &Api, member: &str, names: &[&str]) -> usize {
    let payloads = api.messages.iter().flat_map(|message| &message.examples);
    let payloads = payloads.filter_map(|example| example.payload.as_ref());
    let those = payloads.filter(|payload| match payload {
        Literal::Object(members) => members.iter().any(|(name, value)| {
            name == member
                && match value {
                    Literal::String(text) => names.contains(&text.as_str()),
                    _ => false,
                }
        }),
        _ => false,
    });
    those.count()
}

/// The path of the configuration that is tried; no file of a document can have it.
const OWN: &str = "../tried.yaml";

/// Files, and a configuration.
struct With<'a> {
    config: String,
    files: &'a dyn Files,
}

impl Files for With<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        if path == OWN {
            Ok(self.config.clone().into_bytes())
        } else {
            self.files.read(path)
        }
    }

    fn shown(&self, path: &str) -> String {
        self.files.shown(path)
    }
}
