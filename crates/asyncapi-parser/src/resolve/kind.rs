//! What a reference can lead to. Knows the sections of a document; knows nothing of what stands in
//! them.

use crate::tree::{Document, NodeId};

/// The kinds of objects that can be referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Schema,
    Message,
    MessageTrait,
    Channel,
    Operation,
    OperationTrait,
    Parameter,
    Reply,
    ReplyAddress,
    Server,
    ServerVariable,
    SecurityScheme,
    CorrelationId,
    Tag,
    ExternalDocs,
    ServerBindings,
    ChannelBindings,
    OperationBindings,
    MessageBindings,
}

/// Every kind with its section of `components` and what it is called.
const KINDS: [(Kind, &str, &str); 19] = [
    (Kind::Schema, "schemas", "a schema"),
    (Kind::Message, "messages", "a message"),
    (Kind::MessageTrait, "messageTraits", "a message trait"),
    (Kind::Channel, "channels", "a channel"),
    (Kind::Operation, "operations", "an operation"),
    (
        Kind::OperationTrait,
        "operationTraits",
        "an operation trait",
    ),
    (Kind::Parameter, "parameters", "a parameter"),
    (Kind::Reply, "replies", "a reply"),
    (Kind::ReplyAddress, "replyAddresses", "a reply address"),
    (Kind::Server, "servers", "a server"),
    (Kind::ServerVariable, "serverVariables", "a server variable"),
    (Kind::SecurityScheme, "securitySchemes", "a security scheme"),
    (Kind::CorrelationId, "correlationIds", "a correlation id"),
    (Kind::Tag, "tags", "a tag"),
    (Kind::ExternalDocs, "externalDocs", "external documentation"),
    (Kind::ServerBindings, "serverBindings", "server bindings"),
    (Kind::ChannelBindings, "channelBindings", "channel bindings"),
    (
        Kind::OperationBindings,
        "operationBindings",
        "operation bindings",
    ),
    (Kind::MessageBindings, "messageBindings", "message bindings"),
];

impl Kind {
    /// What it is called in a message.
    pub(super) fn noun(self) -> &'static str {
        KINDS
            .iter()
            .find(|(kind, _, _)| *kind == self)
            .map_or("", |(_, _, noun)| noun)
    }

    /// Where it stands in `components`.
    pub(super) fn section(self) -> &'static str {
        KINDS
            .iter()
            .find(|(kind, _, _)| *kind == self)
            .map_or("", |(_, section, _)| section)
    }

    /// Whether types depend on it. If not, what is wrong with it does not stop generation.
    pub(super) fn shapes_types(self) -> bool {
        match self {
            Self::Schema
            | Self::Message
            | Self::MessageTrait
            | Self::Channel
            | Self::Operation
            | Self::Reply => true,
            Self::OperationTrait
            | Self::Parameter
            | Self::ReplyAddress
            | Self::Server
            | Self::ServerVariable
            | Self::SecurityScheme
            | Self::CorrelationId
            | Self::Tag
            | Self::ExternalDocs
            | Self::ServerBindings
            | Self::ChannelBindings
            | Self::OperationBindings
            | Self::MessageBindings => false,
        }
    }

    /// The kind that the place of a node says it is; `None` for nodes inside of objects, and for
    /// files that are not divided into sections.
    pub(super) fn of(document: &Document, node: NodeId) -> Option<Self> {
        let section = document.node(node).parent?;
        let holder = document.node(section).parent?;
        let key = &*document.entry(section)?.key;
        let in_components = || {
            document
                .entry(holder)
                .is_some_and(|entry| &*entry.key == "components")
                && is_top(document, holder)
        };
        let in_root = || {
            document.node(holder).parent.is_none()
                && matches!(key, "servers" | "channels" | "operations")
        };
        let found = KINDS.iter().find(|(_, section, _)| *section == key)?;
        (in_root() || in_components()).then_some(found.0)
    }
}

/// Whether a node is a field of a root.
fn is_top(document: &Document, node: NodeId) -> bool {
    document
        .node(node)
        .parent
        .is_some_and(|parent| document.node(parent).parent.is_none())
}
