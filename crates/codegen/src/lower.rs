//! From what a document means to the Rust it becomes: the model and the settings in, the shapes
//! of a crate out.
//!
//! The steps: which shape each schema has ([`shape`]), which schemas take part and become items
//! ([`plan`]), what they are called ([`types`]), the items themselves ([`items`]), cycles of
//! aliases ([`alias`]) and of containment ([`boxes`]), what is too large ([`sizes`]), what nests
//! too deep ([`depth`]), the events ([`events`]), what their deliveries have in common
//! ([`delivery`]) and the functions that give samples ([`samples`]). Nothing here recurses along references: chains of them may be as long as the
//! document.

mod alias;
mod boxes;
mod chosen;
mod delivery;
mod depth;
mod docs;
mod events;
mod example;
mod formats;
mod integer;
mod items;
mod literal;
mod places;
mod plan;
mod samples;
mod shape;
mod sizes;
mod types;
mod walk;

use std::path::Path;

use asyncapi_parser::diagnostic::{Diagnostic, Severity};
use asyncapi_parser::model::{Api, ChannelMessage};
use asyncapi_parser::source::{FileId, Source};
use asyncapi_parser::tree::Document;

use crate::config::{Config, Provenance};
use crate::generate::Sample;
use crate::ir;
use crate::names::{Scope, Style};
use items::Items;
use places::Places;
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
    /// Bodies that the sender has sent.
    pub samples: &'a [Sample],
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
        samples,
    } = *input;
    let mut problems = Vec::new();
    let plan = Plan::new(Shapes::new(api, config), document, entry);
    let places = Places { document, entry };
    let messages = message_texts(api);
    let mut scope = Scope::new(Style::Type);
    let given = chosen::names(&plan, places, config, &mut scope, &mut problems);
    let names = TypeNames::new(&plan, &messages, given, scope);
    let (delivery, secrets) = delivery::lower(&plan, input, &mut problems);
    let items = Items::new(&plan, &names, places, config, &secrets);
    let mut modules = items.modules();
    alias::settle(&mut modules);
    boxes::settle(&mut modules);
    sizes::settle(&mut modules);
    depth::settle(&mut modules, places, &mut problems);
    let aliases = alias::all(&modules);
    alias::expand_branches(&mut modules, &aliases);
    let features = formats::origins(&plan, places, config, &mut problems);
    let events = events::lower(&items, input, &aliases, &mut modules, &mut problems);
    let failed = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    let lowered = ir::Crate {
        package: config.package.clone().unwrap_or_else(|| package.to_owned()),
        title: one_line(&api.info.title),
        docs: crate_docs(api, &config.provenance),
        document: header_path(document.sources.get(entry)),
        command: command.to_owned(),
        manifest: manifest.clone(),
        features,
        modules,
        samples: samples::lower(samples, events.as_ref()),
        events,
        delivery,
    };
    ((!failed).then_some(lowered), problems)
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
                (None, _) => texts.push(format!("{channel} {}", position.saturating_add(1))),
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

/// The path of a document as headers show it. An absolute one is that of a machine: its folder
/// is left out, so that the same document gives the same crate everywhere.
fn header_path(source: &Source) -> String {
    let shown = if Path::new(&source.shown).is_absolute() {
        &source.path
    } else {
        &source.shown
    };
    shown.clone()
}

#[cfg(test)]
mod tests;
