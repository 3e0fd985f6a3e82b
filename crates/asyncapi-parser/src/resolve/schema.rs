//! Schemas as written: nodes in, an arena of [`Raw`] schemas out, one for each node however often
//! it is referred to. Knows where schemas lie in schemas; knows nothing of messages, and leaves
//! `allOf` to the meet.

mod annotation;
mod applicator;
mod assertion;
pub(super) mod finish;
pub(super) mod keyword;
mod reader;

use std::collections::{HashMap, VecDeque};

use super::avro::{self, Scopes};
use super::context::Context;
use super::files::file_of;
use super::format::{Dialect, dialect};
use crate::model::{Home, Rare, Schema, SchemaId, SchemaKind, Step};
use crate::source::FileId;
use crate::tree::{NodeId, Value};

/// A schema as written.
#[derive(Debug)]
pub(super) struct Raw {
    /// What it says itself.
    pub(super) schema: Schema,
    /// What else holds: the parts of its `allOf`, and the only branch of a `oneOf` or `anyOf`.
    pub(super) parts: Vec<SchemaId>,
    dialect: Option<Dialect>,
    progress: Progress,
}

/// How far a schema has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    /// Known; will be read when its turn comes.
    Known,
    /// Referred to, but not met in its own place yet: its home may change.
    Sought,
    /// In the queue.
    Queued,
    /// Read.
    Read,
}

/// The arena of schemas and the work that is left.
#[derive(Debug)]
pub(super) struct Schemas {
    pub(super) raw: Vec<Raw>,
    entry: FileId,
    by_node: HashMap<NodeId, SchemaId>,
    pub(super) avro: Scopes,
    queue: VecDeque<SchemaId>,
    sought: Vec<SchemaId>,
}

impl Schemas {
    pub(super) fn new(entry: FileId) -> Self {
        Self {
            raw: Vec::new(),
            entry,
            by_node: HashMap::new(),
            avro: Scopes::default(),
            queue: VecDeque::new(),
            sought: Vec::new(),
        }
    }

    /// Takes in a schema of `components`. It is read after those that messages give a dialect to.
    pub(super) fn component(&mut self, node: NodeId, key: &str) {
        self.known(node, Home::Component(key.into()), Progress::Known);
    }

    /// Takes in a schema that stands in its own place, such as a payload.
    pub(super) fn root(&mut self, node: NodeId, home: Home, dialect: Dialect) -> SchemaId {
        let id = self.known(node, home.clone(), Progress::Known);
        self.settle_home(id, home);
        self.enqueue(id, dialect);
        id
    }

    /// Takes in what a reference leads to.
    pub(super) fn target(&mut self, cx: &Context<'_>, node: NodeId, dialect: Dialect) -> SchemaId {
        if let Some(id) = self.by_node.get(&node).copied() {
            if self.raw(id).progress == Progress::Known {
                self.enqueue(id, dialect);
            }
            return id;
        }
        let file = Some(file_of(cx.document, node)).filter(|file| *file != self.entry);
        let home = Home::Elsewhere {
            file: file
                .map_or("", |file| &cx.document.sources.get(file).path)
                .into(),
            pointer: cx.document.pointer(node).as_str().into(),
        };
        let id = self.known(node, home, Progress::Sought);
        self.raw_mut(id).dialect = Some(dialect);
        self.sought.push(id);
        id
    }

    /// Takes in a part of a schema.
    pub(super) fn child(
        &mut self,
        node: NodeId,
        parent: SchemaId,
        step: Step,
        dialect: Dialect,
    ) -> SchemaId {
        self.root(node, Home::Child { parent, step }, dialect)
    }

    /// Lets a further node stand for a schema. Gives the schema that it stands for already, which
    /// is met in the place of this one then.
    pub(super) fn alias(&mut self, node: NodeId, id: SchemaId) -> Option<SchemaId> {
        let known = *self.by_node.entry(node).or_insert(id);
        if known == id {
            return None;
        }
        let home = self.raw(id).schema.home.clone();
        self.settle_home(known, home);
        Some(known)
    }

    /// Adds a schema that no node stands for.
    pub(super) fn made(&mut self, schema: Schema, parts: Vec<SchemaId>) -> SchemaId {
        let id = self.next();
        self.raw.push(Raw {
            schema,
            parts,
            dialect: None,
            progress: Progress::Read,
        });
        id
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "an id is that of the arena which gave it"
    )]
    pub(super) fn raw(&self, id: SchemaId) -> &Raw {
        &self.raw[id.0 as usize]
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "an id is that of the arena which gave it"
    )]
    pub(super) fn raw_mut(&mut self, id: SchemaId) -> &mut Raw {
        &mut self.raw[id.0 as usize]
    }

    /// Reads everything that has been taken in, and what that leads to.
    pub(super) fn read_all(&mut self, cx: &mut Context<'_>) {
        self.drain(cx);
        for next in 0.. {
            let Some(raw) = self.raw.get(next) else {
                break;
            };
            if raw.progress == Progress::Known {
                self.enqueue(
                    SchemaId(u32::try_from(next).unwrap_or(u32::MAX)),
                    Dialect::RefAlone,
                );
                self.drain(cx);
            }
        }
        // What lies around another comes first, so that the inner one becomes its child.
        while !self.sought.is_empty() {
            let mut sought = std::mem::take(&mut self.sought);
            sought.sort_by_key(|id| {
                let span = cx.document.node(self.raw(*id).schema.at).span;
                (span.file, span.start, std::cmp::Reverse(span.end))
            });
            for id in sought {
                if self.raw(id).progress == Progress::Sought {
                    self.enqueue(id, Dialect::RefAlone);
                    self.drain(cx);
                }
            }
        }
    }

    fn drain(&mut self, cx: &mut Context<'_>) {
        while let Some(id) = self.queue.pop_front() {
            self.raw_mut(id).progress = Progress::Read;
            let at = self.raw(id).schema.at;
            let mut dialect = self.raw(id).dialect.unwrap_or(Dialect::RefAlone);
            let mut node = at;
            if let Some(formatted) = multi_format(cx, at) {
                self.by_node.entry(formatted.schema).or_insert(id);
                node = formatted.schema;
                self.avro.format(id, formatted.format_at);
                match formatted.dialect {
                    Some(inner) => dialect = inner,
                    // Whoever refers to it is told; here it allows everything.
                    None => continue,
                }
            }
            match dialect {
                Dialect::RefAlone | Dialect::RefBeside => reader::read(cx, self, id, node, dialect),
                Dialect::Avro => avro::read(cx, self, id, node),
            }
        }
    }

    fn known(&mut self, node: NodeId, home: Home, progress: Progress) -> SchemaId {
        let next = self.next();
        let id = *self.by_node.entry(node).or_insert(next);
        if id == next {
            let schema = Schema {
                at: node,
                home,
                docs: Rare::default(),
                kind: SchemaKind::Any,
            };
            self.raw.push(Raw {
                schema,
                parts: Vec::new(),
                dialect: None,
                progress,
            });
        }
        id
    }

    /// A schema that was referred to first is met in its own place.
    fn settle_home(&mut self, id: SchemaId, home: Home) {
        let raw = self.raw_mut(id);
        if matches!(raw.schema.home, Home::Elsewhere { .. })
            && !matches!(home, Home::Elsewhere { .. })
        {
            raw.schema.home = home;
        }
    }

    fn enqueue(&mut self, id: SchemaId, dialect: Dialect) {
        let raw = self.raw_mut(id);
        match raw.progress {
            Progress::Known | Progress::Sought => {
                raw.dialect.get_or_insert(dialect);
                raw.progress = Progress::Queued;
                self.queue.push_back(id);
            }
            Progress::Queued | Progress::Read => {}
        }
    }

    fn next(&self) -> SchemaId {
        SchemaId(u32::try_from(self.raw.len()).unwrap_or(u32::MAX))
    }
}

/// A Multi Format Schema Object (3.0).
#[derive(Clone, Copy, Debug)]
pub(super) struct MultiFormat<'d> {
    pub(super) format: &'d str,
    pub(super) format_at: NodeId,
    pub(super) schema: NodeId,
    /// `None` for a format that is not read here.
    pub(super) dialect: Option<Dialect>,
}

/// The node as a schema with its format, if it is one.
pub(super) fn multi_format<'d>(cx: &Context<'d>, node: NodeId) -> Option<MultiFormat<'d>> {
    if cx.version.major < 3 {
        return None;
    }
    let object = cx.object(node)?;
    let (format_at, schema) = (object.get("schemaFormat")?, object.get("schema")?);
    let format = cx.string(format_at)?;
    Some(MultiFormat {
        format,
        format_at,
        schema,
        dialect: dialect(format),
    })
}

/// What is said of a value that cannot be a schema.
pub(super) fn not_a_schema(value: &Value) -> String {
    format!(
        "a schema must be an object or a boolean, found {}",
        value.noun()
    )
}
