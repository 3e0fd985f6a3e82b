//! The version of a document: the `asyncapi` field. Knows which versions are read here.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::tree::{Document, NodeId, ScalarKind, Value};

/// The versions that differ in how they are read. Within a major version later ones only add
/// fields, so that a document may use them early.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version {
    pub(super) major: u8,
    pub(super) minor: u8,
}

const SUPPORTED: &str = "2.0.0 to 2.6.0, 3.0.0 and 3.1.0";

/// The version of the document whose root is given, with its text.
pub(super) fn read(document: &Document, root: NodeId) -> Result<(Version, String), Diagnostic> {
    let value = &document.node(root).value;
    let Value::Mapping(fields) = value else {
        let message = format!(
            "an AsyncAPI document must be an object, found {}",
            value.noun()
        );
        return Err(Diagnostic::error(&code::ROOT, message)
            .at(document, root)
            .help("begin the document with `asyncapi: 3.0.0`"));
    };
    let Some(entry) = fields.get("asyncapi") else {
        let other = ["openapi", "swagger"]
            .into_iter()
            .find(|key| fields.get(key).is_some());
        let help = match other {
            Some(key) => format!("`{key}` makes this an OpenAPI document, which is not read here"),
            None => format!("say which version the document follows: {SUPPORTED}"),
        };
        return Err(
            Diagnostic::error(&code::VERSION, "the document has no field `asyncapi`")
                .at(document, root)
                .help(help),
        );
    };
    let node = document.node(entry.value);
    let text = match &node.value {
        Value::Scalar(scalar) if scalar.kind == ScalarKind::String => &*scalar.text,
        other => {
            let message = format!(
                "`asyncapi` must be a string such as `3.0.0`, found {}",
                other.noun()
            );
            return Err(Diagnostic::error(&code::VERSION, message)
                .at(document, entry.value)
                .help(format!(
                    "write all three parts of the version; supported are {SUPPORTED}"
                )));
        }
    };
    match parse(text) {
        Some(version) => Ok((version, text.to_owned())),
        None => Err(Diagnostic::error(
            &code::VERSION_UNSUPPORTED,
            format!("`asyncapi` version `{}` is not supported", shorten(text)),
        )
        .at(document, entry.value)
        .help(format!(
            "supported are {SUPPORTED}; the AsyncAPI converter brings older documents up to date"
        ))),
    }
}

fn parse(text: &str) -> Option<Version> {
    let mut parts = text.split('.');
    let (major, minor, patch) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || !is_number(patch) {
        return None;
    }
    match (major, minor) {
        ("2", "0" | "1" | "2" | "3" | "4" | "5" | "6") | ("3", "0" | "1") => Some(Version {
            major: major.parse().ok()?,
            minor: minor.parse().ok()?,
        }),
        _ => None,
    }
}

fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}
