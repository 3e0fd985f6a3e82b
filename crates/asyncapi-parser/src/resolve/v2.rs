//! Where things stand in AsyncAPI 2.x: operations in channels, messages in operations, addresses as
//! keys.

use super::Reader;
use super::context::Object;
use super::format::Dialect;
use super::kind::Kind;
use crate::model::{Action, Channel, ChannelId, ChannelMessage, Home, Operation, Parameter};
use crate::tree::NodeId;

impl<'d> Reader<'d> {
    /// Reads channels and operations.
    pub(super) fn v2(&mut self, root: Object<'d>, components: Option<Object<'d>>) {
        for (key, node) in self.cx.section(root, "channels") {
            self.v2_channel(key, node, false);
        }
        for (key, node) in components.map_or_else(Vec::new, |components| {
            self.cx.section(components, "channels")
        }) {
            // One that a channel refers to has been read as that channel.
            let end = self.cx.follow(node, Kind::Channel);
            if end.is_some_and(|end| !self.channel_ids.contains_key(&end)) {
                self.v2_channel(key, node, true);
            }
        }
    }

    fn v2_channel(&mut self, key: &str, node: NodeId, in_components: bool) {
        let Some(end) = self.cx.follow(node, Kind::Channel) else {
            return;
        };
        let Some(object) = self.cx.object(end) else {
            return;
        };
        let id = ChannelId(u32::try_from(self.api.channels.len()).unwrap_or(u32::MAX));
        self.channel_ids.entry(end).or_insert(id);
        let channel = Channel {
            key: key.to_owned(),
            at: node,
            address: Some(key.to_owned()),
            title: None,
            summary: None,
            description: self.cx.field_text(object, "description"),
            parameters: self.parameters(key, object),
            messages: Vec::new(),
            servers: self
                .cx
                .field_items(object, "servers")
                .iter()
                .filter_map(|item| self.cx.text(*item))
                .map(str::to_owned)
                .collect(),
            bindings: self.cx.bindings(object, Kind::ChannelBindings),
            tags: Vec::new(),
            extensions: self.cx.extensions(object),
            in_components,
        };
        self.api.channels.push(channel);
        for (field, action) in [("publish", Action::Receive), ("subscribe", Action::Send)] {
            if let Some(operation) = self.cx.field_object(object, field) {
                self.v2_operation(operation, id, action);
            }
        }
    }

    fn v2_operation(&mut self, written: Object<'d>, channel: ChannelId, action: Action) {
        let object = self.with_traits(written, Kind::OperationTrait);
        let key = self.cx.field_text(object, "operationId");
        let mut messages = Vec::new();
        for (at, message) in object
            .get("message")
            .map_or_else(Vec::new, |node| self.messages_at(node))
        {
            let name = self
                .message_key(at, message)
                .or_else(|| key.clone())
                .unwrap_or_default();
            let defined = self
                .api
                .messages
                .get(message.0 as usize)
                .map(|message| message.at);
            let index = match defined.and_then(|at| self.listed(channel, at)) {
                Some(index) => index,
                None => self.list(
                    channel,
                    ChannelMessage {
                        key: name,
                        at,
                        message,
                    },
                ),
            };
            messages.push(index);
        }
        let operation = Operation {
            key,
            at: written.at,
            action,
            channel,
            messages,
            title: None,
            summary: self.cx.field_text(object, "summary"),
            description: self.cx.field_text(object, "description"),
            tags: self.cx.tags(object),
            security: self.cx.security(object),
            reply: None,
            bindings: self.cx.bindings(object, Kind::OperationBindings),
            extensions: self.cx.extensions(object),
        };
        self.api.operations.push(operation);
    }

    /// The parameters of a channel. 2.x says of one what it says in a schema, 3.x in fields of its
    /// own.
    pub(super) fn parameters(&mut self, channel: &str, object: Object<'d>) -> Vec<Parameter> {
        let mut parameters = Vec::new();
        for (name, node) in self.cx.section(object, "parameters") {
            let Some(end) = self.cx.follow(node, Kind::Parameter) else {
                continue;
            };
            let Some(parameter) = self.cx.object(end) else {
                continue;
            };
            let shared = (end != node).then(|| self.cx.document.entry(end)).flatten();
            let home = match shared {
                Some(entry) => Home::Parameter {
                    channel: "".into(),
                    name: entry.key.clone(),
                },
                None => Home::Parameter {
                    channel: channel.into(),
                    name: name.into(),
                },
            };
            parameters.push(Parameter {
                name: name.to_owned(),
                at: node,
                variable: self.cx.variable(name, parameter),
                schema: parameter
                    .get("schema")
                    .map(|schema| self.schemas.root(schema, home, Dialect::RefAlone)),
                location: self.cx.field_text(parameter, "location"),
            });
        }
        parameters
    }
}
