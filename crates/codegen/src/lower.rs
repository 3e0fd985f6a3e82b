//! From what a document means to the Rust it becomes: the model and the settings in, the shapes
//! of a crate out.
//!
//! The steps: which shape each schema has ([`shape`]), which schemas take part and become items
//! ([`plan`]), what they are called ([`types`]), the items themselves ([`items`]), cycles of
//! aliases ([`alias`]) and of containment ([`boxes`]), and the events ([`events`]). Nothing here
//! recurses along references: chains of them may be as long as the document.

mod alias;
mod boxes;
mod docs;
mod events;
mod integer;
mod items;
mod literal;
mod plan;
mod shape;
mod types;

use std::collections::HashMap;

use asyncapi_parser::diagnostic::{Diagnostic, Severity};
use asyncapi_parser::model::{Api, ChannelMessage, SchemaId};
use asyncapi_parser::pointer;
use asyncapi_parser::source::FileId;
use asyncapi_parser::tree::{Document, NodeId};

use crate::code;
use crate::config::{Config, Provenance};
use crate::ir;
use crate::names::{Name, Scope, Style};
use items::Items;
use plan::Plan;
use shape::Shapes;
use types::TypeNames;

/// What a crate is made from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// What the document means.
    pub api: &'a Api,
    /// Where it stands.
    pub document: &'a Document,
    /// The document's own file.
    pub entry: FileId,
    /// The settings.
    pub config: &'a Config,
    /// Name of the package where the settings give none.
    pub package: &'a str,
    /// The command that generates the crate anew.
    pub command: &'a str,
    /// How its manifest is written.
    pub manifest: &'a ir::Manifest,
}

/// Gives the crate if there is no error; warnings and errors in any case.
pub fn lower(input: &Input<'_>) -> (Option<ir::Crate>, Vec<Diagnostic>) {
    let Input {
        api,
        document,
        entry,
        config,
        package,
        command,
        manifest,
    } = *input;
    let mut problems = Vec::new();
    let plan = Plan::new(Shapes::new(api), document, entry);
    let places = Places { document, entry };
    let messages = message_texts(api);
    let mut scope = Scope::new(Style::Type);
    let given = chosen_names(&plan, places, config, &mut scope, &mut problems);
    let names = TypeNames::new(&plan, &messages, given, scope);
    let items = Items::new(&plan, &names, places, config.enums);
    let mut modules = items.modules();
    alias::settle(&mut modules);
    boxes::settle(&mut modules);
    let events = events::lower(&items, input, &mut problems);
    let failed = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    let lowered = ir::Crate {
        package: config.package.clone().unwrap_or_else(|| package.to_owned()),
        title: one_line(&api.info.title),
        docs: crate_docs(api, &config.provenance),
        document: document.sources.get(entry).shown.clone(),
        command: command.to_owned(),
        manifest: manifest.clone(),
        modules,
        events,
    };
    ((!failed).then_some(lowered), problems)
}

/// Says where things stand.
#[derive(Clone, Copy, Debug)]
struct Places<'a> {
    document: &'a Document,
    entry: FileId,
}

impl Places<'_> {
    /// The pointer of a node; behind the path of its file and `#` if that is another one.
    fn pointer(&self, node: NodeId) -> String {
        let pointer = self.document.pointer(node);
        let file = self.document.node(node).span.file;
        if file == self.entry {
            pointer
        } else {
            format!("{}#{pointer}", self.document.sources.get(file).path)
        }
    }
}

/// What each message may be called, best first: by its key in `components`, else its key in the
/// first channel that has it, else its name, else its position there; then with that channel.
fn message_texts(api: &Api) -> Vec<Vec<String>> {
    let mut texts: Vec<Vec<String>> = vec![Vec::new(); api.messages.len()];
    let mut say = |place: &ChannelMessage, channel: &str, position: usize| {
        let index = place.message.0 as usize;
        if let (Some(texts), Some(message)) = (texts.get_mut(index), api.messages.get(index))
            && texts.is_empty()
        {
            let key = Some(place.key.as_str()).filter(|key| !key.is_empty());
            let text = message
                .component
                .as_deref()
                .or(key)
                .or(message.name.as_deref());
            match (text, position) {
                (Some(text), _) => texts.extend([text.to_owned(), format!("{channel} {text}")]),
                (None, 0) => texts.push(channel.to_owned()),
                (None, _) => texts.push(format!("{channel} {}", position + 1)),
            }
        }
    };
    for channel in &api.channels {
        for (position, place) in channel.messages.iter().enumerate() {
            say(place, &channel.key, position);
        }
    }
    for reply in api
        .operations
        .iter()
        .filter_map(|operation| operation.reply.as_ref())
    {
        for (position, place) in reply.messages.iter().enumerate() {
            say(place, "reply", position);
        }
    }
    // Those that only `components` has are known by their keys.
    for (texts, message) in texts.iter_mut().zip(&api.messages) {
        if texts.is_empty() {
            let text = message.component.as_deref().or(message.name.as_deref());
            texts.push(text.unwrap_or("Message").to_owned());
        }
    }
    texts
}

/// Finds the schemas that the settings name, and takes their names.
fn chosen_names(
    plan: &Plan<'_>,
    places: Places<'_>,
    config: &Config,
    scope: &mut Scope,
    problems: &mut Vec<Diagnostic>,
) -> HashMap<SchemaId, Name> {
    let mut given = HashMap::new();
    if config.names.is_empty() {
        return given;
    }
    let mut types: HashMap<String, SchemaId> = HashMap::new();
    for id in plan
        .order
        .iter()
        .rev()
        .filter(|id| !plan.items(**id).is_empty())
    {
        types.insert(places.pointer(plan.shapes.schema(*id).at), *id);
    }
    for chosen in &config.names {
        let problem = match (types.get(&chosen.pointer), scope.add_chosen(&chosen.name)) {
            (Some(id), Ok(name)) => {
                given.insert(*id, name);
                continue;
            }
            (Some(_), Err(reason)) => Diagnostic::error(&code::CHOSEN_NAME, reason)
                .help("choose another name under `names:`"),
            (None, _) => {
                let message = format!("no type comes from `{}`", chosen.pointer);
                let help = if exists(places, &chosen.pointer) {
                    "point to a schema that becomes a type of its own, or delete the entry"
                } else {
                    "the document has nothing there: correct the pointer, or delete the entry"
                };
                Diagnostic::error(&code::NAME_UNUSED, message).help(help)
            }
        };
        problems.push(problem.at(places.document, chosen.at));
    }
    given
}

fn exists(places: Places<'_>, pointer: &str) -> bool {
    let root = places.document.root(places.entry);
    let steps = pointer::parse(pointer);
    root.zip(steps.ok())
        .is_some_and(|(root, steps)| pointer::find(places.document, root, &steps).is_ok())
}

fn crate_docs(api: &Api, provenance: &Provenance) -> ir::Docs {
    let Provenance {
        source,
        version,
        retrieved,
        note,
    } = provenance;
    let facts: Vec<String> = [
        ("Source", source),
        ("Version", version),
        ("Retrieved", retrieved),
        ("Note", note),
    ]
    .into_iter()
    .filter_map(|(name, text)| Some(format!("{name}: {}.", text.as_ref()?)))
    .collect();
    let info = &api.info;
    let title = one_line(&format!("{} {}", info.title, info.version));
    let texts = [
        Some(title.as_str()),
        info.description.as_deref(),
        Some(&facts.join(" ")),
    ];
    ir::Docs {
        paragraphs: docs::paragraphs(texts),
        deprecated: false,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
