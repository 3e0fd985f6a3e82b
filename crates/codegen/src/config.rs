//! What a document does not say: the configuration beside it (`codegen.yaml`). A tree in,
//! settings out, and whatever is wrong with them. Every setting keeps its place, for complaints
//! that come up later.
//!
//! ```yaml
//! package: acme-events              # else as the caller says
//! provenance:                       # where the document comes from; all optional
//!   source: https://example.com/docs/webhooks
//!   version: '1.0'
//!   retrieved: 2026-01-31
//!   note: prose written anew
//! events:                           # how events are told apart; what comes first goes first
//!   told-by: channel                # by the caller, who knows the channel
//!   tag: /event                     # by a string of the body, at any pointer
//!   value: message-name             # it is that, `message-key`, `channel-key` or in a table:
//!                                   # `{call.end: CallEnded, call.ended: CallEnded}`
//!   rules:                          # else by the first rule that holds
//!     - keys: [id, status]          # these members are there, `null` as well
//!       event: PostCall             # name or key of a message, key of a channel, or pointer
//!     - when: {kind: [a, 1], to: array, /meta/type: present, old: absent}
//!       ambiguous: [Sent, Received] # it is one of these, nobody knows which
//!   batch: true                     # a body may be an array of events
//! verify: {body-token: /token}      # how a sender proves who it is: a secret in the body,
//! # verify: {jwt: HS256}            # or the whole body is a signed JWT,
//! # verify: {header: x-secret}      # or a secret in a header,
//! # verify: {hmac-sha256: {header: x-signature, encoding: hex, prefix: 'sha256='}}
//! # verify: standard-webhooks
//! dedupe:                           # by what a second delivery is known: the first key that a
//!   - [/event, /data/id]            # body has, the values of some members
//!   - body                          # or the whole of it
//! occurred-at:                      # when it happened: the first that a body has
//!   - {at: /timestamp, unit: s}     # or `ms`, or `iso`
//! secret: [/token]                  # strings that `Debug` does not show
//! names:                            # names for types
//!   /components/schemas/call~1end: CallEnd
//! patches:                          # corrections of the document, in this order
//!   - reason: It is null until the call has ended.
//!     at: /components/schemas/Call/properties/ended_at/type
//!     replace: [integer, 'null']    # or `add: …`, or `remove: true`
//!   - reason: They are sent, but not declared.
//!     at: /components/schemas/Call/properties     # or several places: `at: [/…, /…]`
//!     extend: {hangup_cause: {type: string}}      # adds each entry, or each item of an array
//! references:                       # files that stand for URLs in `$ref`
//!   https://example.com/common.json: common.json
//! types: {date-time: jiff, uuid: uuid, uri: url}   # crates for formats, else `String`
//! enums: open                       # or `closed`: undeclared values are errors
//! nulls: declared                   # or `optional`: what may be absent may be `null` as well
//! implied_types: true               # `properties` alone means an object, and so on
//! ```

mod delivery;
mod events;
mod formats;
mod patch;
mod reader;

use asyncapi_parser::diagnostic::Diagnostic;
use asyncapi_parser::patch::Patch;
use asyncapi_parser::pointer;
use asyncapi_parser::source::FileId;
use asyncapi_parser::tree::{Document, Mapping, NodeId};

use crate::code;
use crate::names::check_package;
pub use delivery::{Delivery, Key, Member};
use reader::Reader;

pub use events::{Condition, EventRef, Events, Rule, Tag, TagValue, Test};
pub use formats::ChosenFormat;

/// The settings.
#[derive(Debug)]
pub struct Config {
    /// Name of the package.
    pub package: Option<String>,
    /// Where the document comes from.
    pub provenance: Provenance,
    /// How events are told apart.
    pub events: Option<Events>,
    /// What deliveries have in common.
    pub delivery: Delivery,
    /// Names for types, in the order in which they are given.
    pub names: Vec<ChosenName>,
    /// Corrections of the document.
    pub patches: Vec<Patch>,
    /// Files that stand for the URLs of references: URL, path.
    pub references: Vec<(String, String)>,
    /// Formats whose texts are read as types of other crates.
    pub types: Vec<ChosenFormat>,
    /// Whether sets of values, and unions, accept values that the document does not declare.
    pub enums: Enums,
    /// Which fields may be `null`.
    pub nulls: Nulls,
    /// Whether `properties` alone means an object, `items` alone an array, and so on.
    pub implied_types: bool,
}

/// Where a document comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// URL of the document, or of the documentation that it was written after.
    pub source: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// When it was taken over.
    pub retrieved: Option<String>,
    /// What else there is to say.
    pub note: Option<String>,
}

/// A name for a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenName {
    /// JSON pointer of the schema; in another file, behind that file's path and `#`.
    pub pointer: String,
    /// The name.
    pub name: String,
    /// The place of the entry's value.
    pub at: NodeId,
}

/// Whether undeclared values are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enums {
    /// They are, and kept.
    Open,
    /// They are errors.
    Closed,
}

/// Which fields may be `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nulls {
    /// Those that the document says it of.
    Declared,
    /// Those that need not be there as well.
    Optional,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            package: None,
            provenance: Provenance::default(),
            events: None,
            delivery: Delivery::default(),
            names: Vec::new(),
            patches: Vec::new(),
            references: Vec::new(),
            types: Vec::new(),
            enums: Enums::Open,
            nulls: Nulls::Declared,
            implied_types: true,
        }
    }
}

const KEYS: [&str; 14] = [
    "package",
    "provenance",
    "events",
    "verify",
    "dedupe",
    "occurred-at",
    "secret",
    "names",
    "patches",
    "references",
    "types",
    "enums",
    "nulls",
    "implied_types",
];

/// Reads the settings of a file that has been loaded. What is wrong is left out.
pub fn read(document: &Document, file: FileId) -> (Config, Vec<Diagnostic>) {
    let mut reader = Reader::new(document);
    let mut config = Config::default();
    if let Some(root) = document
        .root(file)
        .and_then(|root| reader.object(root, &KEYS))
    {
        fill(&mut config, &mut reader, root);
    }
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| problem.labels.first().map(|label| label.span.start));
    (config, problems)
}

fn fill(config: &mut Config, reader: &mut Reader<'_>, root: &Mapping) {
    config.package =
        reader
            .text(root, "package")
            .and_then(|(text, at)| match check_package(&text) {
                Ok(()) => Some(text),
                Err(reason) => {
                    reader.complain(&code::PACKAGE, reason, at, "choose another `package:`");
                    None
                }
            });
    if let Some(section) = reader.section(
        root,
        "provenance",
        &["source", "version", "retrieved", "note"],
    ) {
        let mut text = |key| reader.text(section, key).map(|(text, _)| text);
        config.provenance = Provenance {
            source: text("source"),
            version: text("version"),
            retrieved: text("retrieved"),
            note: text("note"),
        };
    }
    config.events = events::events(reader, root);
    config.delivery = delivery::delivery(reader, root);
    config.names = reader
        .texts(root, "names")
        .into_iter()
        .map(|(pointer, name, at)| ChosenName { pointer, name, at })
        .collect();
    for name in &config.names {
        let local = name.pointer.rsplit('#').next().unwrap_or_default();
        if let Err(reason) = pointer::parse(local) {
            let message = format!("`{}` is no JSON pointer: {reason}", name.pointer);
            reader.complain(
                &code::CONFIG,
                message,
                name.at,
                "write it like `/components/schemas/Call`",
            );
        }
    }
    for item in reader.items(root, "patches") {
        config.patches.extend(patch::read(reader, item));
    }
    let references = reader.texts(root, "references").into_iter();
    config.references = references.map(|(url, path, _)| (url, path)).collect();
    config.types = formats::read(reader, root);
    let enums = [("open", Enums::Open), ("closed", Enums::Closed)];
    config.enums = reader.choice(root, "enums", &enums).unwrap_or(config.enums);
    let nulls = [("declared", Nulls::Declared), ("optional", Nulls::Optional)];
    config.nulls = reader.choice(root, "nulls", &nulls).unwrap_or(config.nulls);
    let implied = [("true", true), ("false", false)];
    config.implied_types = reader
        .choice(root, "implied_types", &implied)
        .unwrap_or(config.implied_types);
}

#[cfg(test)]
mod tests;
