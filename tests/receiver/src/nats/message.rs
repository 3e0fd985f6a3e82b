//! A delivery as a message, and back.

use anyhow::{Context, bail};
use async_nats::jetstream::Message;
use async_nats::jetstream::message::PublishMessage;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::store::{Delivery, Record};
use crate::vendors::Vendor;

/// When the delivery was received, in RFC 3339.
const RECEIVED_AT: &str = "Received-At";

/// The channel that the sender named.
const CHANNEL: &str = "Channel";

/// How many bytes a subject has for the event's name.
const MAX: usize = 128;

/// The subject and the message for a delivery to the stream of this name.
pub(crate) fn of(stream: &str, delivery: Delivery) -> (String, PublishMessage) {
    let Delivery {
        received_at,
        vendor,
        channel,
        name,
        key,
        body,
    } = delivery;
    let subject = format!("{stream}.{}.{}", vendor.name(), tokens(name.as_deref()));
    let mut publish = PublishMessage::build().payload(body.into_string().into());
    if let Ok(time) = received_at.format(&Rfc3339) {
        publish = publish.header(RECEIVED_AT, time);
    }
    if let Some(channel) = channel {
        publish = publish.header(CHANNEL, channel);
    }
    if let Some(key) = key {
        // A key has characters that a header may have.
        publish = publish.message_id(format!("{}:{key}", vendor.name()));
    }
    (subject, publish)
}

/// The delivery of a message.
///
/// # Errors
/// No receiver has published it.
pub(crate) fn read(message: &Message) -> anyhow::Result<Record> {
    let info = message.info().map_err(|error| anyhow::anyhow!(error))?;
    let header = |name| message.headers.as_ref()?.get(name);
    let Some(vendor) = message.subject.split('.').nth(1).and_then(Vendor::named) else {
        bail!("its subject `{}` names no vendor", message.subject);
    };
    Ok(Record {
        id: info.stream_sequence,
        received_at: match header(RECEIVED_AT) {
            Some(time) => OffsetDateTime::parse(time.as_str(), &Rfc3339)
                .with_context(|| format!("its `{RECEIVED_AT}` is no time"))?,
            None => info.published,
        },
        vendor,
        channel: header(CHANNEL).map(ToString::to_string),
        body: String::from_utf8(message.payload.to_vec()).context("its payload is not UTF-8")?,
    })
}

/// An event's name as tokens of a subject. Names of unknown events are anyone's.
fn tokens(name: Option<&str>) -> String {
    let mut subject = String::new();
    for token in name.unwrap_or_default().split('.') {
        if subject.len() + token.len() > MAX {
            break;
        }
        if !subject.is_empty() {
            subject.push('.');
        }
        let safe = |character: char| match character {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '_' => character,
            _ => '_',
        };
        subject.extend(token.chars().map(safe));
        if token.is_empty() {
            subject.push('_');
        }
    }
    if subject.is_empty() {
        subject.push('_');
    }
    subject
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_tokens() {
        let cases = [
            (Some("call.created"), "call.created"),
            (Some("call-events"), "call-events"),
            (Some("a..b."), "a._.b._"),
            (Some("a b*c>d\r\n"), "a_b_c_d__"),
            (Some("ärger"), "_rger"),
            (Some(""), "_"),
            (None, "_"),
        ];
        for (name, expected) in cases {
            assert_eq!(tokens(name), expected, "{name:?}");
        }
        assert_eq!(tokens(Some(&"x".repeat(1000))), "_");
        assert!(tokens(Some(&"x.".repeat(1000))).len() <= MAX + 2);
    }
}
