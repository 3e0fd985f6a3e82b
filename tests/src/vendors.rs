//! The vendors as an app meets them: a body and, where the body does not tell, the caller's word.

use std::fmt::Debug;

use asyncapi_runtime::{Batch, DecodeError, Drift, Received, decode, from_json, to_json};
use curious_thing_events as curious_thing;
use revring_events::PreCallResponse;

/// An event of any vendor.
pub trait AppEvent: Debug {
    /// The name that it gives itself, or that the document gives it.
    fn name(&self) -> Option<&str>;

    /// Whether the document declares it.
    fn is_declared(&self) -> bool;

    /// The event, encoded again.
    fn encoded(&self) -> String;
}

/// An event of any vendor, on the heap.
pub type AnyEvent = Box<dyn AppEvent>;

/// What the caller knows: the name of the event, or of its channel.
pub type Told<'a> = Option<&'a str>;

/// A vendor, as functions of a body.
#[expect(missing_debug_implementations, reason = "it holds functions")]
pub struct Vendor {
    /// Its name, as that of its folder in `specs/`.
    pub name: &'static str,
    /// Decodes a body as it arrived.
    pub decode: fn(Told<'_>, &[u8]) -> Result<Received<AnyEvent>, DecodeError>,
    /// Decodes a body strictly.
    pub from_json: fn(Told<'_>, &[u8]) -> Result<AnyEvent, DecodeError>,
}

/// The vendors.
pub const VENDORS: [Vendor; 5] = [
    Vendor {
        name: "aircall",
        decode: |_, body| aircall_events::Event::decode(body).map(any),
        from_json: |_, body| aircall_events::Event::from_json(body).map(boxed),
    },
    Vendor {
        name: "curious-thing",
        decode: curious_thing,
        from_json: |told, body| match curious_thing(told, body)? {
            Received { event, drift, .. } if drift.is_empty() => Ok(event),
            Received { drift, .. } => Err(DecodeError::Mismatch(drift)),
        },
    },
    Vendor {
        name: "dialpad",
        decode: |told, body| dialpad(told, body).map(any),
        from_json: |told, body| dialpad_strictly(told, body).map(boxed),
    },
    Vendor {
        name: "regal",
        decode: |_, body| regal_events::Event::decode(body).map(any),
        from_json: |_, body| regal_events::Event::from_json(body).map(boxed),
    },
    Vendor {
        name: "revring",
        decode: |told, body| match told {
            Some(told) if told.starts_with(REPLY) => decode::<PreCallResponse>(body).map(any),
            _ => revring_events::Event::decode(body).map(any),
        },
        from_json: |told, body| match told {
            Some(told) if told.starts_with(REPLY) => from_json::<PreCallResponse>(body).map(boxed),
            _ => revring_events::Event::from_json(body).map(boxed),
        },
    },
];

/// What `RevRing` is answered before a call: no event.
const REPLY: &str = "pre_call.response";

/// The items of a delivery of Curious Thing's.
#[derive(Debug)]
struct Items(Batch<curious_thing::Event>);

/// The vendor of a name.
pub fn vendor(name: &str) -> Option<&'static Vendor> {
    VENDORS.iter().find(|vendor| vendor.name == name)
}

fn any<E: AppEvent + 'static>(received: Received<E>) -> Received<AnyEvent> {
    received.map(boxed)
}

fn boxed<E: AppEvent + 'static>(event: E) -> AnyEvent {
    Box::new(event)
}

/// Dialpad's channel that a name begins with, as `call.hangup` does.
fn channel(told: Told<'_>) -> &str {
    let first = told.and_then(|told| told.split(['.', '-', '_']).next());
    first.unwrap_or_default()
}

fn dialpad(told: Told<'_>, body: &[u8]) -> Result<Received<dialpad_events::Event>, DecodeError> {
    use dialpad_events::Event;
    match channel(told) {
        "agent" => Event::decode_agent_status_events(body),
        "call" => Event::decode_call_events(body),
        "change" => Event::decode_change_log_events(body),
        "contact" => Event::decode_contact_events(body),
        "sms" => Event::decode_sms_events(body),
        _ => Event::decode(body),
    }
}

fn dialpad_strictly(told: Told<'_>, body: &[u8]) -> Result<dialpad_events::Event, DecodeError> {
    use dialpad_events::Event;
    match channel(told) {
        "agent" => Event::from_json_agent_status_events(body),
        "call" => Event::from_json_call_events(body),
        "change" => Event::from_json_change_log_events(body),
        "contact" => Event::from_json_contact_events(body),
        "sms" => Event::from_json_sms_events(body),
        _ => Event::from_json(body),
    }
}

/// An SMS looks the same whether it was sent or received: which of them is for the caller to say.
fn curious_thing(told: Told<'_>, body: &[u8]) -> Result<Received<AnyEvent>, DecodeError> {
    use curious_thing::Event;
    let items = match told.and_then(|told| told.split('-').next()) {
        Some("SMSSent") => Event::decode_batch_sms_sent(body),
        Some("SMSReceived") => Event::decode_batch_sms_received(body),
        _ => Event::decode_batch(body),
    }?;
    let mut drift = Vec::new();
    for (index, item) in items.iter().enumerate() {
        drift.extend(item.iter().flat_map(|item| &item.drift).map(|drift| Drift {
            pointer: format!("/{index}{}", drift.pointer),
            ..drift.clone()
        }));
    }
    Ok(Received {
        event: boxed(Items(items)),
        drift,
        body: String::from_utf8_lossy(body).into(),
    })
}

macro_rules! app_events {
    ($($vendor:ident)*) => {$(
        impl AppEvent for $vendor::Event {
            fn name(&self) -> Option<&str> {
                $vendor::Event::name(self)
            }

            fn is_declared(&self) -> bool {
                self.name().is_some_and(|name| $vendor::Event::NAMES.contains(&name))
            }

            fn encoded(&self) -> String {
                serde_json::to_string(self).expect("an event can be encoded")
            }
        }
    )*};
}

app_events!(aircall_events curious_thing dialpad_events regal_events revring_events);

impl AppEvent for Items {
    /// The name that all of them have.
    fn name(&self) -> Option<&str> {
        let mut names = self.0.iter();
        let mut names = names.by_ref().map(|item| item.as_ref().ok()?.event.name());
        let first = names.next()??;
        names.all(|name| name == Some(first)).then_some(first)
    }

    fn is_declared(&self) -> bool {
        let mut items = self.0.iter();
        items.all(|item| item.as_ref().is_ok_and(|item| item.event.is_declared()))
    }

    fn encoded(&self) -> String {
        let items = self.0.iter().map(|item| match item {
            Ok(item) => item.event.encoded(),
            Err(rejected) => rejected.body.to_string(),
        });
        format!("[{}]", items.collect::<Vec<_>>().join(","))
    }
}

impl AppEvent for PreCallResponse {
    fn name(&self) -> Option<&str> {
        Some(REPLY)
    }

    fn is_declared(&self) -> bool {
        true
    }

    fn encoded(&self) -> String {
        to_json(self).expect("a reply can be encoded")
    }
}
