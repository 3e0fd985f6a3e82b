//! Where things stand in AsyncAPI 3.x: channels and operations side by side, messages in channels,
//! operations that refer to both.

use super::Reader;
use super::context::Object;
use super::kind::Kind;
use super::uri::last_step;
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::model::{Action, Channel, ChannelId, ChannelMessage, Operation, Reply};
use crate::tree::{NodeId, Value};

impl<'d> Reader<'d> {
    /// Reads channels and operations.
    pub(super) fn v3(&mut self, root: Object<'d>, components: Option<Object<'d>>) {
        for (key, node) in self.cx.section(root, "channels") {
            self.v3_channel(key, node, false);
        }
        for (key, node) in components.map_or_else(Vec::new, |components| {
            self.cx.section(components, "channels")
        }) {
            // One that a channel refers to has been read as that channel.
            let end = self.cx.follow(node, Kind::Channel);
            if end.is_some_and(|end| !self.channel_ids.contains_key(&end)) {
                self.v3_channel(key, node, true);
            }
        }
        for (key, node) in self.cx.section(root, "operations") {
            self.v3_operation(key, node);
        }
    }

    fn v3_channel(&mut self, key: &str, node: NodeId, in_components: bool) -> Option<ChannelId> {
        let end = self.cx.follow(node, Kind::Channel)?;
        let object = self.cx.object(end)?;
        let id = ChannelId(u32::try_from(self.api.channels.len()).unwrap_or(u32::MAX));
        // A channel is referred to at its own place as well as where it is defined.
        self.channel_ids.entry(node).or_insert(id);
        self.channel_ids.entry(end).or_insert(id);
        let channel = Channel {
            key: key.to_owned(),
            at: node,
            address: self.cx.field_text(object, "address"),
            title: self.cx.field_text(object, "title"),
            summary: self.cx.field_text(object, "summary"),
            description: self.cx.field_text(object, "description"),
            parameters: self.parameters(key, object),
            messages: Vec::new(),
            servers: self.v3_servers(object),
            bindings: self.cx.bindings(object, Kind::ChannelBindings),
            tags: self.cx.tags(object),
            extensions: self.cx.extensions(object),
            in_components,
        };
        self.api.channels.push(channel);
        self.v3_channel_messages(id, object);
        Some(id)
    }

    /// The messages of a channel, by key. Some documents list them, as operations do; their keys
    /// are those of what the list refers to.
    fn v3_channel_messages(&mut self, channel: ChannelId, object: Object<'d>) {
        let Some(node) = object.get("messages") else {
            return;
        };
        let entries: Vec<(Option<&str>, NodeId)> = match self.cx.value(node) {
            Value::Mapping(fields) => {
                let entries = fields.entries().iter();
                entries
                    .map(|entry| (Some(&*entry.key), entry.value))
                    .collect()
            }
            Value::Sequence(items) => items.iter().map(|item| (None, *item)).collect(),
            Value::Scalar(_) => Vec::new(),
        };
        for (key, at) in entries {
            for (_, message) in self.messages_at(at) {
                let key = key.map(str::to_owned);
                let key = key
                    .or_else(|| self.message_key(at, message))
                    .unwrap_or_default();
                self.list(channel, ChannelMessage { key, at, message });
            }
        }
    }

    fn v3_servers(&mut self, channel: Object<'d>) -> Vec<String> {
        let mut servers = Vec::new();
        for item in self.cx.field_items(channel, "servers") {
            if let Some(text) = self
                .cx
                .reference(*item)
                .and_then(|text| self.cx.string(text))
                && self.cx.follow(*item, Kind::Server).is_some()
            {
                servers.push(last_step(text));
            }
        }
        servers
    }

    fn v3_operation(&mut self, key: &str, node: NodeId) {
        let Some(written) = self
            .cx
            .follow(node, Kind::Operation)
            .and_then(|end| self.cx.object(end))
        else {
            return;
        };
        let object = self.with_traits(written, Kind::OperationTrait);
        let Some(channel) = object
            .get("channel")
            .and_then(|node| self.v3_channel_at(node))
        else {
            return;
        };
        let action = match object.get("action").and_then(|node| self.cx.string(node)) {
            Some("receive") => Action::Receive,
            _ => Action::Send,
        };
        let messages = match object.get("messages") {
            Some(list) => {
                let items = self.cx.items(list);
                items
                    .iter()
                    .filter_map(|item| self.v3_message_of(channel, *item))
                    .map(|(index, _)| index)
                    .collect()
            }
            None => (0..self
                .api
                .channels
                .get(channel.0 as usize)
                .map_or(0, |channel| channel.messages.len()))
                .collect(),
        };
        let operation = Operation {
            key: Some(key.to_owned()),
            at: node,
            action,
            channel,
            messages,
            title: self.cx.field_text(object, "title"),
            summary: self.cx.field_text(object, "summary"),
            description: self.cx.field_text(object, "description"),
            tags: self.cx.tags(object),
            security: self.cx.security(object),
            reply: object
                .get("reply")
                .and_then(|node| self.v3_reply(node, channel)),
            bindings: self.cx.bindings(object, Kind::OperationBindings),
            extensions: self.cx.extensions(object),
        };
        self.api.operations.push(operation);
    }

    fn v3_reply(&mut self, node: NodeId, asked: ChannelId) -> Option<Reply> {
        let reply = self.cx.follow(node, Kind::Reply)?;
        let reply = self.cx.object(reply)?;
        let address = reply.get("address").and_then(|node| {
            let address = self.cx.follow(node, Kind::ReplyAddress)?;
            self.cx.field_text(self.cx.object(address)?, "location")
        });
        let channel = reply
            .get("channel")
            .and_then(|node| self.v3_channel_at(node));
        // Without a channel of its own the reply comes on that of the operation.
        let of = channel.unwrap_or(asked);
        let messages = match reply.get("messages") {
            Some(list) => {
                let items = self.cx.items(list);
                items
                    .iter()
                    .filter_map(|item| self.v3_message_of(of, *item))
                    .map(|(_, message)| message)
                    .collect()
            }
            None => channel
                .and_then(|id| self.api.channels.get(id.0 as usize))
                .map_or_else(Vec::new, |channel| channel.messages.clone()),
        };
        Some(Reply {
            address,
            channel,
            messages,
        })
    }

    /// The channel that a reference leads to; taken in, if it stands outside of the document.
    fn v3_channel_at(&mut self, node: NodeId) -> Option<ChannelId> {
        let text = self
            .cx
            .reference(node)
            .and_then(|text| self.cx.string(text));
        let mut at = node;
        let end = self.cx.follow(node, Kind::Channel)?;
        loop {
            if let Some(id) = self.channel_ids.get(&at) {
                return Some(*id);
            }
            if at == end {
                return self.v3_channel(&text.map_or_else(String::new, last_step), at, true);
            }
            at = self.cx.step(at, Kind::Channel)?;
        }
    }

    /// The message of a channel that a reference leads to, with its index. One that is not
    /// referred to as a message of the channel is taken for one, with a warning.
    fn v3_message_of(
        &mut self,
        channel: ChannelId,
        node: NodeId,
    ) -> Option<(usize, ChannelMessage)> {
        let end = self.cx.follow(node, Kind::Message)?;
        let mut at = node;
        while at != end {
            at = self.cx.step(at, Kind::Message)?;
            if let Some((index, found)) = self.listed_message(channel, at)
                && found.at == at
            {
                return Some((index, found));
            }
        }
        self.not_of_channel(channel, node);
        if let Some(found) = self.listed_message(channel, end) {
            return Some(found);
        }
        let (_, message) = self.messages_at(end).into_iter().next()?;
        let key = self.message_key(node, message).unwrap_or_default();
        let one = ChannelMessage {
            key,
            at: node,
            message,
        };
        Some((self.list(channel, one.clone()), one))
    }

    fn listed_message(&self, channel: ChannelId, at: NodeId) -> Option<(usize, ChannelMessage)> {
        let index = self.listed(channel, at)?;
        let list = &self.api.channels.get(channel.0 as usize)?.messages;
        list.get(index).map(|found| (index, found.clone()))
    }

    fn not_of_channel(&mut self, channel: ChannelId, node: NodeId) {
        let Some(channel) = self.api.channels.get(channel.0 as usize) else {
            return;
        };
        let message = format!("the message is not one of channel `{}`", channel.key);
        let key = crate::pointer::escape(&channel.key);
        let diagnostic = Diagnostic::warning(&code::OPERATION_MESSAGE, message)
            .at(self.cx.document, node)
            .see_key(
                self.cx.document,
                channel.at,
                "the channel of this operation",
            )
            .help(format!(
                "refer to a message of the channel: `#/channels/{key}/messages/…`"
            ));
        self.cx.diagnostics.push(diagnostic);
    }
}
