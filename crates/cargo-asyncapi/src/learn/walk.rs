//! A JSON value and the schema that it should fit, as the document has it: what does not fit out,
//! at the places of the document that say otherwise. As far as types depend on it: kinds of
//! values, what is required, constants. Formats, patterns and bounds refuse nothing.

use asyncapi_codegen::config::{Config, Enums, Nulls};
use asyncapi_parser::pointer;
use asyncapi_parser::source::FileId;
use asyncapi_parser::tree::{Document, Mapping, NodeId, ScalarKind, Value};
use serde_json::Value as Json;

/// How deep schemas may be gone into for one value; chains of unions may go on.
const DEPTH: usize = 160;
/// How many references in a row are followed.
const HOPS: usize = 64;
/// How many schemas are looked at for one sample.
const BUDGET: usize = 200_000;

/// Where and how a value does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Misfit {
    /// A schema does not allow values of a kind.
    Kind {
        /// The schema, as it stands where it is used: it may be a reference.
        schema: NodeId,
        /// The kind of the value.
        found: Kind,
    },
    /// A required member is not there: its entry in `required`.
    Missing(NodeId),
}

/// The kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    pub(super) fn of(value: &Json) -> Self {
        match value {
            Json::Null => Self::Null,
            Json::Bool(_) => Self::Boolean,
            Json::Number(number) if number.is_i64() || number.is_u64() => Self::Integer,
            Json::Number(number) => match number.as_f64() {
                Some(float) if float.fract() == 0.0 => Self::Integer,
                Some(_) | None => Self::Number,
            },
            Json::String(_) => Self::String,
            Json::Array(_) => Self::Array,
            Json::Object(_) => Self::Object,
        }
    }

    /// Its name in JSON Schema.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// Whether a type of JSON Schema allows it.
    pub(super) fn is(self, name: &str) -> bool {
        self.name() == name || self == Self::Integer && name == "number"
    }
}

/// Looks values up in the schemas of a document.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    pub(super) document: &'a Document,
    enums: Enums,
    nulls: Nulls,
    implied_types: bool,
    left: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(document: &'a Document, config: &Config) -> Self {
        Self {
            document,
            enums: config.enums,
            nulls: config.nulls,
            implied_types: config.implied_types,
            left: BUDGET,
        }
    }

    /// What of a value does not fit a schema.
    pub(super) fn misfits(&mut self, value: &Json, schema: NodeId) -> Vec<Misfit> {
        self.left = BUDGET;
        let mut out = Vec::new();
        self.fit(value, schema, DEPTH, &mut out);
        out
    }

    fn fit(&mut self, value: &Json, schema: NodeId, depth: usize, out: &mut Vec<Misfit>) {
        let Some(left) = self.left.checked_sub(1).filter(|_| depth > 0) else {
            return;
        };
        self.left = left;
        if !self.allows(value, schema, depth) {
            out.push(Misfit::Kind {
                schema,
                found: Kind::of(value),
            });
            return;
        }
        self.descend(value, schema, depth, out);
    }

    /// Looks at the parts of a value whose kind is allowed.
    fn descend(&mut self, value: &Json, schema: NodeId, depth: usize, out: &mut Vec<Misfit>) {
        let Some(fields) = self.object(self.follow(schema)) else {
            return;
        };
        let Some(depth) = depth.checked_sub(1) else {
            return;
        };
        for part in self.items(fields, "allOf") {
            self.descend(value, part, depth, out);
        }
        for union in ["oneOf", "anyOf"] {
            let branches = self.items(fields, union);
            let mut best: Option<Vec<Misfit>> = None;
            for branch in branches {
                if !self.allows(value, branch, depth) {
                    continue;
                }
                let mut found = Vec::new();
                self.descend(value, branch, depth, &mut found);
                if best.as_ref().is_none_or(|best| found.len() < best.len()) {
                    best = Some(found);
                }
            }
            out.extend(best.into_iter().flatten());
        }
        match value {
            Json::Object(members) => {
                let required = self.items(fields, "required");
                let is_missing = |at: &NodeId| {
                    self.text(*at)
                        .is_some_and(|name| !members.contains_key(name))
                };
                let missing: Vec<NodeId> = required.iter().copied().filter(is_missing).collect();
                out.extend(missing.into_iter().map(Misfit::Missing));
                let names: Vec<&str> = required.iter().filter_map(|at| self.text(*at)).collect();
                let properties = member(fields, "properties").and_then(|at| self.object(at));
                for (name, value) in members {
                    let declared = properties.and_then(|properties| properties.get(name));
                    match declared.map(|entry| entry.value) {
                        Some(_) if value.is_null() && self.is_optional(name, &names) => {}
                        Some(schema) => self.fit(value, schema, depth, out),
                        None => self.additional(fields, value, depth, out),
                    }
                }
            }
            Json::Array(items) => {
                let prefix = match self.items(fields, "prefixItems") {
                    empty if empty.is_empty() => self.items(fields, "items"),
                    prefix => prefix,
                };
                let rest = ["items", "additionalItems"]
                    .into_iter()
                    .filter_map(|key| member(fields, key))
                    .find(|at| matches!(self.document.node(*at).value, Value::Mapping(_)));
                for (index, item) in items.iter().enumerate() {
                    if let Some(schema) = prefix.get(index).copied().or(rest) {
                        self.fit(item, schema, depth, out);
                    }
                }
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }

    /// A member that is not declared, unless a pattern may speak of it.
    fn additional(&mut self, fields: &Mapping, value: &Json, depth: usize, out: &mut Vec<Misfit>) {
        let patterns = member(fields, "patternProperties");
        if let Some(schema) = member(fields, "additionalProperties").filter(|_| patterns.is_none())
            && matches!(self.document.node(schema).value, Value::Mapping(_))
        {
            self.fit(value, schema, depth, out);
        }
    }

    /// Whether a member that is `null` counts as one that is not there.
    fn is_optional(&self, name: &str, required: &[&str]) -> bool {
        match self.nulls {
            Nulls::Declared => false,
            Nulls::Optional => !required.contains(&name),
        }
    }

    /// Whether a schema allows a value, by its kind and by constants.
    fn allows(&self, value: &Json, schema: NodeId, depth: usize) -> bool {
        let at = self.follow(schema);
        let Some(fields) = self.object(at) else {
            // `false`, or what is not followed here.
            return self.scalar(at) != Some((ScalarKind::Boolean, "false"));
        };
        let Some(depth) = depth.checked_sub(1) else {
            return true;
        };
        let kind = Kind::of(value);
        let nullable = member(fields, "nullable").and_then(|at| self.scalar(at));
        if kind == Kind::Null && nullable == Some((ScalarKind::Boolean, "true")) {
            return true;
        }
        let types = self.types(fields);
        if !types.is_empty() && !types.iter().any(|name| kind.is(name)) {
            return false;
        }
        if types.is_empty() && self.implied_types && !implied(fields, kind) {
            return false;
        }
        let constant = member(fields, "const");
        let values: Vec<NodeId> = match constant {
            Some(constant) => vec![constant],
            None => self.items(fields, "enum"),
        };
        if !values.is_empty() && !values.iter().any(|at| self.equals(value, *at)) {
            let texts = values.iter().all(|at| self.text(*at).is_some());
            let open = constant.is_none()
                && match self.enums {
                    Enums::Open => true,
                    Enums::Closed => false,
                };
            if !open || texts && kind != Kind::String {
                return false;
            }
        }
        let allowed = |at: &NodeId| self.allows(value, *at, depth);
        self.items(fields, "allOf").iter().all(allowed)
            && ["oneOf", "anyOf"].into_iter().all(|union| {
                let branches = self.items(fields, union);
                branches.is_empty() || branches.iter().any(allowed)
            })
    }

    fn equals(&self, value: &Json, at: NodeId) -> bool {
        match (&self.document.node(at).value, value) {
            (Value::Scalar(scalar), Json::String(text)) => {
                scalar.kind == ScalarKind::String && *scalar.text == **text
            }
            (Value::Scalar(scalar), Json::Null) => scalar.kind == ScalarKind::Null,
            (Value::Scalar(scalar), Json::Bool(value)) => scalar.boolean() == Some(*value),
            (Value::Scalar(scalar), Json::Number(number)) => {
                scalar.text.parse::<f64>().ok() == number.as_f64()
                    && scalar.kind != ScalarKind::String
            }
            (Value::Scalar(_), Json::Array(_) | Json::Object(_)) => false,
            // Constants that are arrays or objects are taken for what they are.
            (Value::Sequence(_) | Value::Mapping(_), _) => true,
        }
    }

    /// The schema at the end of references; the last that can be followed here.
    pub(super) fn follow(&self, mut at: NodeId) -> NodeId {
        for _ in 0..HOPS {
            let Some(target) = self.object(at).and_then(|fields| self.target(at, fields)) else {
                break;
            };
            at = target;
        }
        at
    }

    fn target(&self, at: NodeId, fields: &Mapping) -> Option<NodeId> {
        let reference = self.text(member(fields, "$ref")?)?;
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let file = self.file(at)?;
        let file = if path.is_empty() {
            file
        } else {
            let source = self.document.sources.get(file);
            let folder = source
                .path
                .rsplit_once('/')
                .map_or("", |(folder, _)| folder);
            self.document.sources.find(&join(folder, path))?
        };
        let fragment = pointer::percent_decode(fragment).ok()?;
        let steps = pointer::parse(&fragment).ok()?;
        pointer::find(self.document, self.document.root(file)?, &steps).ok()
    }

    /// The file whose tree a node is in. Its text may come from the configuration.
    pub(super) fn file(&self, mut at: NodeId) -> Option<FileId> {
        while let Some(parent) = self.document.node(at).parent {
            at = parent;
        }
        let files = (0..).zip(&self.document.roots);
        files
            .filter(|(_, root)| **root == Some(at))
            .map(|(file, _)| FileId(file))
            .next()
    }

    pub(super) fn object(&self, at: NodeId) -> Option<&'a Mapping> {
        match &self.document.node(at).value {
            Value::Mapping(fields) => Some(fields),
            Value::Scalar(_) | Value::Sequence(_) => None,
        }
    }

    fn items(&self, fields: &Mapping, key: &str) -> Vec<NodeId> {
        match member(fields, key).map(|at| &self.document.node(at).value) {
            Some(Value::Sequence(items)) => items.to_vec(),
            Some(Value::Scalar(_) | Value::Mapping(_)) | None => Vec::new(),
        }
    }

    /// The texts of `type`.
    pub(super) fn types(&self, fields: &Mapping) -> Vec<&'a str> {
        let Some(at) = member(fields, "type") else {
            return Vec::new();
        };
        match &self.document.node(at).value {
            Value::Sequence(items) => items
                .iter()
                .filter_map(|at| Some(self.scalar(*at)?.1))
                .collect(),
            Value::Scalar(scalar) => vec![&*scalar.text],
            Value::Mapping(_) => Vec::new(),
        }
    }

    fn scalar(&self, at: NodeId) -> Option<(ScalarKind, &'a str)> {
        match &self.document.node(at).value {
            Value::Scalar(scalar) => Some((scalar.kind, &*scalar.text)),
            Value::Sequence(_) | Value::Mapping(_) => None,
        }
    }

    pub(super) fn text(&self, at: NodeId) -> Option<&'a str> {
        let (kind, text) = self.scalar(at)?;
        (kind == ScalarKind::String).then_some(text)
    }
}

/// The value under a key.
pub(super) fn member(fields: &Mapping, key: &str) -> Option<NodeId> {
    fields.get(key).map(|entry| entry.value)
}

/// Whether a schema without `type` is about values of a kind: `properties` alone means an object.
fn implied(fields: &Mapping, kind: Kind) -> bool {
    let has = |keys: &[&str]| keys.iter().any(|key| fields.get(key).is_some());
    let object = has(&["properties", "required", "additionalProperties"]);
    let array = has(&["items", "prefixItems"]);
    match (object, array) {
        (true, false) => kind == Kind::Object,
        (false, true) => kind == Kind::Array,
        (true, true) | (false, false) => true,
    }
}

/// A path relative to a folder, both below the root.
fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
