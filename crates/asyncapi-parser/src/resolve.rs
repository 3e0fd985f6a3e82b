//! Tree in, [`Api`] out: follows references, reads 2.x and 3.x, meets `allOf`. Further files are
//! loaded as references ask for them.

mod avro;
mod check;
mod common;
mod context;
mod cycle;
mod files;
mod form;
mod format;
mod identifier;
mod kind;
mod literal;
mod meet;
mod message;
mod number;
mod reference;
mod schema;
mod suggest;
mod traits;
mod uri;
mod v2;
mod v3;
mod version;

use std::collections::HashMap;
use std::fmt;

use self::context::{Context, Object};
use self::reference::References;
use self::schema::Schemas;
use self::traits::Twins;
use self::uri::Mapped;
use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::Limits;
use crate::model::{Api, ChannelId, MessageId};
use crate::source::{FileId, Files};
use crate::tree::{Document, NodeId, Value};

/// What reading depends on besides the document.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Where further files come from.
    pub files: &'a dyn Files,
    /// How much they may ask for.
    pub limits: &'a Limits,
    /// Files that stand for the URLs of references: URL without fragment, path below the root.
    pub references: &'a [(String, String)],
    /// Whether `properties` alone means an object, `items` alone an array, and so on.
    pub implied_types: bool,
}

impl fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("limits", self.limits)
            .field("references", &self.references)
            .field("implied_types", &self.implied_types)
            .finish_non_exhaustive()
    }
}

/// The keywords of JSON Schema that are knowingly ignored, each with the reason.
pub fn ignored_keywords() -> impl Iterator<Item = (&'static str, &'static str)> {
    schema::keyword::ignored()
}

/// Reads what a document means. Gives the model if there is no error; warnings and errors, in
/// document order, in any case.
pub fn resolve(
    document: &mut Document,
    entry: FileId,
    options: &Options<'_>,
) -> (Option<Api>, Vec<Diagnostic>) {
    // A file without a root was found faulty when it was loaded, and that has been told.
    let Some(root) = document.root(entry) else {
        return (None, Vec::new());
    };
    let (version, text) = match version::read(document, root) {
        Ok(found) => found,
        Err(diagnostic) => return (None, vec![diagnostic]),
    };
    let mapped: Mapped = options.references.iter().cloned().collect();
    let loaded = files::load_all(document, entry, options.files, options.limits, &mapped);
    let references = References::new(document, loaded, mapped);
    let planning = Context::new(document, version, options.implied_types, references);
    let plans = traits::plan(&planning);
    let references = planning.references;
    let Some(twins) = traits::merge_all(document, &plans) else {
        let message = "traits come to too many fields when they are merged";
        let diagnostic = Diagnostic::error(&code::MEET_BUDGET, message)
            .at(document, root)
            .help("let fewer objects share large traits");
        return (None, vec![diagnostic]);
    };
    let mut reader = Reader {
        cx: Context::new(document, version, options.implied_types, references),
        schemas: Schemas::new(entry),
        twins,
        api: Api {
            version: text,
            ..Api::default()
        },
        message_ids: HashMap::new(),
        channel_ids: HashMap::new(),
        listed: HashMap::new(),
    };
    form::check(&mut reader.cx, root);
    reader.read(root);
    reader.finish(root)
}

/// What has been read so far.
#[derive(Debug)]
struct Reader<'d> {
    cx: Context<'d>,
    schemas: Schemas,
    twins: Twins,
    api: Api,
    message_ids: HashMap<NodeId, MessageId>,
    channel_ids: HashMap<NodeId, ChannelId>,
    /// The index in its channel of each message, by where it is listed and where it is defined.
    listed: HashMap<(ChannelId, NodeId), usize>,
}

impl Reader<'_> {
    fn read(&mut self, root: NodeId) {
        let Value::Mapping(fields) = self.cx.value(root) else {
            return;
        };
        let root = Object { at: root, fields };
        let components = self.cx.field_object(root, "components");
        self.api.id = self.cx.field_text(root, "id");
        self.api.info = self.cx.info(root);
        self.api.default_content_type = self.cx.field_text(root, "defaultContentType");
        self.api.servers = self.cx.servers(root);
        self.api.extensions = self.cx.extensions(root);
        if let Some(components) = components {
            self.cx.component_keys(components);
            self.api.security_schemes = self.cx.security_schemes(components);
            for (key, node) in self.cx.section(components, "schemas") {
                self.schemas.component(node, key);
            }
            self.component_messages(components);
        }
        match self.cx.version.major {
            2 => self.v2(root, components),
            _ => self.v3(root, components),
        }
    }

    /// Finishes the schemas, and gives the model unless there was an error; the diagnostics in
    /// document order.
    fn finish(self, root: NodeId) -> (Option<Api>, Vec<Diagnostic>) {
        let Self {
            mut cx,
            mut schemas,
            mut api,
            ..
        } = self;
        schemas.read_all(&mut cx);
        let order = cycle::break_all(&mut cx, &mut schemas);
        api.schemas = meet::meet(&mut cx, schemas, &order);
        check::check(&mut cx, root, &api);
        let mut diagnostics = cx.diagnostics;
        diagnostics.sort_by_key(|diagnostic| diagnostic.labels.first().map(|label| label.span));
        let failed = diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error);
        ((!failed).then_some(api), diagnostics)
    }
}
