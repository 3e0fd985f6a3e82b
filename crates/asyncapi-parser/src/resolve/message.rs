//! Messages: a Message Object in, a message of the model out, its payload and headers taken in as
//! schemas. Knows schema formats; knows nothing of channels.

use super::Reader;
use super::context::Object;
use super::format::{Dialect, dialect};
use super::kind::Kind;
use super::literal;
use super::schema::multi_format;
use super::uri::last_step;
use crate::code;
use crate::model::{ChannelId, ChannelMessage, Home, Message, MessageExample, MessageId, Payload};
use crate::tree::NodeId;

impl<'d> Reader<'d> {
    /// Takes in the messages of `components`.
    pub(super) fn component_messages(&mut self, components: Object<'d>) {
        let entries = self.cx.section(components, "messages");
        for (key, node) in &entries {
            // A reference is another name; a `oneOf` is no message of its own.
            if self.cx.reference(*node).is_none()
                && let Some(message) = self.cx.object(*node)
                && message.get("oneOf").is_none()
            {
                self.add_message(message, Some(key));
            }
        }
        for (_, node) in entries {
            self.messages_at(node);
        }
    }

    /// The messages that a node stands for: itself, what it refers to, or the branches of its
    /// `oneOf`; each with its place. What is wrong has been reported.
    pub(super) fn messages_at(&mut self, node: NodeId) -> Vec<(NodeId, MessageId)> {
        let mut found = Vec::new();
        let mut seen = std::collections::HashSet::new();
        let mut left = vec![node];
        while let Some(at) = left.pop() {
            let Some(end) = self.cx.follow(at, Kind::Message) else {
                continue;
            };
            let Some(message) = self.cx.object(end) else {
                continue;
            };
            match message.get("oneOf") {
                Some(branches) if self.cx.version.major < 3 => {
                    if seen.insert(end) {
                        left.extend(self.cx.items(branches).iter().rev());
                    }
                }
                _ => found.push((at, self.add_message(message, None))),
            }
        }
        found
    }

    /// What a message is called in its channel, where that does not give it a key.
    pub(super) fn message_key(&self, at: NodeId, message: MessageId) -> Option<String> {
        let reference = self.cx.reference(at).and_then(|text| self.cx.string(text));
        let of_message = || {
            let message = self.api.messages.get(message.0 as usize)?;
            message.id.clone().or_else(|| message.name.clone())
        };
        reference
            .map(last_step)
            .filter(|step| !step.is_empty())
            .or_else(of_message)
    }

    /// The index in a channel of the message at a node: where the channel lists it, or where it is
    /// defined.
    pub(super) fn listed(&self, channel: ChannelId, at: NodeId) -> Option<usize> {
        self.listed.get(&(channel, at)).copied()
    }

    /// Puts a message on the list of a channel; gives its index.
    pub(super) fn list(&mut self, channel: ChannelId, one: ChannelMessage) -> usize {
        let Some(channel_messages) = self.api.channels.get_mut(channel.0 as usize) else {
            return 0;
        };
        let list = &mut channel_messages.messages;
        let index = list.len();
        let defined = self
            .api
            .messages
            .get(one.message.0 as usize)
            .map(|message| message.at);
        for at in defined.into_iter().chain([one.at]) {
            self.listed.entry((channel, at)).or_insert(index);
        }
        list.push(one);
        index
    }

    fn add_message(&mut self, written: Object<'d>, component: Option<&str>) -> MessageId {
        if let Some(known) = self.message_ids.get(&written.at) {
            return *known;
        }
        let id = MessageId(u32::try_from(self.api.messages.len()).unwrap_or(u32::MAX));
        self.message_ids.insert(written.at, id);
        let object = self.with_traits(written, Kind::MessageTrait);
        let correlation_id = object.get("correlationId").and_then(|node| {
            let target = self.cx.follow(node, Kind::CorrelationId)?;
            self.cx.field_text(self.cx.object(target)?, "location")
        });
        let message = Message {
            component: component.map(str::to_owned),
            at: written.at,
            name: self.cx.field_text(object, "name"),
            id: self.cx.field_text(object, "messageId"),
            title: self.cx.field_text(object, "title"),
            summary: self.cx.field_text(object, "summary"),
            description: self.cx.field_text(object, "description"),
            payload: self.payload(object, id),
            headers: object.get("headers").map(|node| {
                self.schemas
                    .root(node, Home::Headers(id), Dialect::RefAlone)
            }),
            correlation_id,
            content_type: self.cx.field_text(object, "contentType"),
            tags: self.cx.tags(object),
            examples: self.examples(object),
            bindings: self.cx.bindings(object, Kind::MessageBindings),
            extensions: self.cx.extensions(object),
        };
        self.api.messages.push(message);
        id
    }

    /// The object with its traits merged in. What is wrong with a trait is reported.
    pub(super) fn with_traits(&mut self, object: Object<'d>, kind: Kind) -> Object<'d> {
        for item in self.cx.field_items(object, "traits") {
            self.cx.follow(*item, kind);
        }
        self.twins
            .get(&object.at)
            .and_then(|twin| self.cx.object(*twin))
            .unwrap_or(object)
    }

    fn payload(&mut self, message: Object<'d>, id: MessageId) -> Payload {
        let Some(node) = message.get("payload") else {
            return Payload::None;
        };
        // 2.x says the format in the message, 3.x beside the schema.
        let beside = message
            .get("schemaFormat")
            .and_then(|at| Some((at, self.cx.string(at)?)));
        let around = || {
            multi_format(&self.cx, self.cx.end(node)?).map(|found| (found.format_at, found.format))
        };
        let Some((at, format)) = beside.or_else(around) else {
            return Payload::Schema(
                self.schemas
                    .root(node, Home::Payload(id), Dialect::RefAlone),
            );
        };
        match dialect(format) {
            Some(dialect) => {
                let schema = self.schemas.root(node, Home::Payload(id), dialect);
                if dialect == Dialect::Avro {
                    self.schemas.avro.format(schema, at);
                }
                Payload::Schema(schema)
            }
            None => {
                let message =
                    format!("payloads in the format `{format}` are not read; this one stays bytes");
                let help = "formats that are read: AsyncAPI's schema object, JSON Schema, OpenAPI 3 and Avro";
                self.cx.warning(&code::SCHEMA_FORMAT, at, message, help);
                Payload::Opaque(format.to_owned())
            }
        }
    }

    fn examples(&self, message: Object<'d>) -> Vec<MessageExample> {
        let items = self.cx.field_items(message, "examples").iter();
        items
            .filter_map(|item| {
                let example = self.cx.object(*item)?;
                let value = |key| {
                    example
                        .get(key)
                        .map(|node| literal::read(self.cx.document, node))
                };
                Some(MessageExample {
                    at: *item,
                    name: self.cx.field_text(example, "name"),
                    summary: self.cx.field_text(example, "summary"),
                    headers: value("headers"),
                    payload: value("payload"),
                })
            })
            .collect()
    }
}
