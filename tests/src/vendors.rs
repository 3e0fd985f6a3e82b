//! The vendors as an app meets them: a body and, where the body does not tell, the caller's word.

use asyncapi_runtime::DecodeError;

/// What a body came to.
#[derive(Debug)]
pub struct Outcome {
    /// The name of the event, if it has one.
    pub name: Option<String>,
    /// Whether the document declares the event.
    pub declared: bool,
    /// Fields that do not have their declared shape, as text.
    pub drift: Vec<String>,
    /// The event, encoded again.
    pub encoded: String,
}

/// The vendors.
pub const VENDORS: [&str; 3] = ["aircall", "dialpad", "regal"];

macro_rules! outcome {
    ($vendor:ident, $received:expr) => {
        $received.map(|received| Outcome {
            name: received.event.name().map(str::to_owned),
            declared: !matches!(received.event, $vendor::Event::Unknown(_)),
            drift: received.drift.iter().map(ToString::to_string).collect(),
            encoded: serde_json::to_string(&received.event).expect("an event can be encoded"),
        })
    };
}

/// Decodes a body as it arrived. `told` is the name of the event or of its channel; only Dialpad
/// needs it.
///
/// # Errors
/// The body was not decoded.
///
/// # Panics
/// There is no such vendor, or `told` names none of Dialpad's channels.
pub fn receive(vendor: &str, told: &str, body: &[u8]) -> Result<Outcome, DecodeError> {
    use dialpad_events::Event as Dialpad;
    match vendor {
        "aircall" => outcome!(aircall_events, aircall_events::Event::decode(body)),
        "regal" => outcome!(regal_events, regal_events::Event::decode(body)),
        "dialpad" => outcome!(
            dialpad_events,
            match told.split(['.', '-', '_']).next() {
                Some("agent") => Dialpad::decode_agent_status_events(body),
                Some("call") => Dialpad::decode_call_events(body),
                Some("change") => Dialpad::decode_change_log_events(body),
                Some("contact") => Dialpad::decode_contact_events(body),
                Some("sms") => Dialpad::decode_sms_events(body),
                _ => panic!("{told} is no channel of Dialpad's"),
            }
        ),
        _ => panic!("no vendor is called {vendor}"),
    }
}
