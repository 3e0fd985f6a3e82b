//! The vendors as an app meets them: a body and, where the body does not tell, the caller's word.

use std::fmt::Debug;

use asyncapi_runtime::{DecodeError, Json, Received, UnknownEvent, decode};

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
pub const VENDORS: [Vendor; 3] = [
    Vendor {
        name: "aircall",
        decode: |_, body| aircall_events::Event::decode(body).map(any),
        from_json: |_, body| aircall_events::Event::from_json(body).map(boxed),
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
];

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
        _ => decode::<Json>(body).map(|received| {
            received.map(|body| Event::Unknown(Box::new(UnknownEvent { name: None, body })))
        }),
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
        _ => dialpad(told, body).map(|received| received.event),
    }
}

macro_rules! app_events {
    ($($vendor:ident)*) => {$(
        impl AppEvent for $vendor::Event {
            fn name(&self) -> Option<&str> {
                $vendor::Event::name(self)
            }

            fn is_declared(&self) -> bool {
                !matches!(self, $vendor::Event::Unknown(_))
            }

            fn encoded(&self) -> String {
                serde_json::to_string(self).expect("an event can be encoded")
            }
        }
    )*};
}

app_events!(aircall_events dialpad_events regal_events);
