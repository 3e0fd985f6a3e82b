//! The vendors: their generated crates behind one way to verify and one to decode. Knows nothing
//! of HTTP servers or stores.

use asyncapi_runtime::envelope::Enveloped;
use asyncapi_runtime::verify::{ConfigError, HeaderSecret, Headers, NotVerified, Verified, Verify};
use asyncapi_runtime::{DecodeError, Drift, Received, Rejected};

use crate::secrets::Secrets;

/// A vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Vendor {
    Aircall,
    CuriousThing,
    Dialpad,
    Regal,
    #[value(name = "revring")]
    RevRing,
}

/// What an event came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Outcome {
    /// It is as its document has it.
    Known,
    /// Its document declares it, but not all of its fields as they came.
    Drifted,
    /// It is one of several that its document declares, and does not say which.
    Ambiguous,
    /// Its document does not declare it.
    Unknown,
    /// It is an item of a batch that is no event. It is kept all the same.
    Rejected,
}

/// One event.
#[derive(Debug)]
pub(crate) struct Decoded {
    /// Its name, if it has one.
    pub(crate) name: Option<String>,
    pub(crate) outcome: Outcome,
    /// The fields that drifted.
    pub(crate) drift: Vec<Drift>,
    /// What a second delivery of it has too; `None` if no two of them are the same.
    pub(crate) key: Option<String>,
    /// Whether its sender waits for an answer of ours.
    pub(crate) asks: bool,
    /// As it came.
    pub(crate) body: Box<str>,
}

impl Vendor {
    /// All of them.
    pub(crate) const ALL: [Self; 5] = [
        Self::Aircall,
        Self::CuriousThing,
        Self::Dialpad,
        Self::Regal,
        Self::RevRing,
    ];

    /// The vendor's name in paths, on the command line and in stores.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Aircall => "aircall",
            Self::CuriousThing => "curious-thing",
            Self::Dialpad => "dialpad",
            Self::Regal => "regal",
            Self::RevRing => "revring",
        }
    }

    /// The vendor of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|vendor| vendor.name() == name)
    }

    /// The events that a sender may name, each by a path of its own.
    pub(crate) fn channels(self) -> &'static [&'static str] {
        match self {
            Self::Aircall | Self::Regal => &[],
            Self::CuriousThing => curious_thing_events::Event::NAMES,
            Self::Dialpad => dialpad_events::Event::NAMES,
            Self::RevRing => revring_events::Event::NAMES,
        }
    }

    /// What proves that a delivery is the vendor's.
    ///
    /// # Errors
    /// A secret or the header's name is not what the vendor's scheme can have.
    pub(crate) fn verifier(
        self,
        with: &Secrets,
    ) -> Result<Box<dyn Verify + Send + Sync>, ConfigError> {
        let secrets = &with.secrets;
        if let Some(header) = &with.header {
            return Ok(Box::new(HeaderSecret::new(header, secrets)?));
        }
        Ok(match self {
            Self::Aircall => Box::new(aircall_events::Verifier::new(secrets)?),
            Self::CuriousThing => Box::new(curious_thing_events::Verifier::new(secrets)?),
            Self::Dialpad => Box::new(dialpad_events::Verifier::new(secrets)?),
            Self::Regal => Box::new(regal_events::Verifier::new(secrets)?),
            Self::RevRing => Box::new(revring_events::Verifier::new(secrets)?),
        })
    }

    /// Decodes a body: one event, or each of a batch.
    ///
    /// # Errors
    /// It is no JSON that can be looked at.
    pub(crate) fn decode(
        self,
        channel: Option<&str>,
        body: &[u8],
    ) -> Result<Vec<Decoded>, Rejected> {
        match self {
            Self::Aircall => one(aircall_events::Event::decode(body), body),
            Self::CuriousThing => {
                use curious_thing_events::Event;
                let batch = match channel {
                    Some("CallAttempted") => Event::decode_batch_call_attempted(body),
                    Some("CallComplete") => Event::decode_batch_call_complete(body),
                    Some("CallReceived") => Event::decode_batch_call_received(body),
                    Some("SMSReceived") => Event::decode_batch_sms_received(body),
                    Some("SMSSent") => Event::decode_batch_sms_sent(body),
                    _ => Event::decode_batch(body),
                };
                let items = batch.map_err(rejected)?.into_iter();
                Ok(items
                    .map(|item| item.map_or_else(|item| unfit::<Event>(item.error, item.body), fit))
                    .collect())
            }
            Self::Dialpad => {
                use dialpad_events::Event;
                let received = match channel {
                    Some("agent-status-events") => Event::decode_agent_status_events(body),
                    Some("call-events") => Event::decode_call_events(body),
                    Some("change-log-events") => Event::decode_change_log_events(body),
                    Some("contact-events") => Event::decode_contact_events(body),
                    Some("sms-events") => Event::decode_sms_events(body),
                    _ => Event::decode(body),
                };
                one(received, body)
            }
            Self::Regal => one(regal_events::Event::decode(body), body),
            Self::RevRing => {
                use revring_events::Event;
                let received = match channel {
                    Some("post_call") => Event::decode_post_call(body),
                    Some("pre_call") => Event::decode_pre_call(body),
                    _ => Event::decode(body),
                };
                one(received, body)
            }
        }
    }
}

/// Accepts everyone.
pub(crate) struct Unverified;

impl Verify for Unverified {
    fn verify<'a>(&self, _: &Headers<'_>, body: &'a [u8]) -> Result<Verified<'a>, NotVerified> {
        Ok(Verified::new(body, 0))
    }
}

/// What all generated enums of events have.
trait Event: Enveloped {
    fn name(&self) -> Option<&str>;

    /// What it is, drift aside.
    fn outcome(&self) -> Outcome;

    /// Whether its sender waits for an answer of ours.
    fn asks(&self) -> bool {
        false
    }
}

macro_rules! event {
    ($event:ty { $($pattern:pat => $outcome:ident),* } $($asks:pat)?) => {
        impl Event for $event {
            fn name(&self) -> Option<&str> {
                self.name()
            }

            fn outcome(&self) -> Outcome {
                match self {
                    $($pattern => Outcome::$outcome,)*
                    _ => Outcome::Known,
                }
            }

            $(fn asks(&self) -> bool {
                matches!(self, $asks)
            })?
        }
    };
}

event!(aircall_events::Event { Self::Unknown(_) => Unknown });
event!(curious_thing_events::Event { Self::Unknown(_) => Unknown, Self::Ambiguous(_) => Ambiguous });
event!(dialpad_events::Event { Self::Unknown(_) => Unknown });
event!(regal_events::Event { Self::Unknown(_) => Unknown });
event!(revring_events::Event { Self::Unknown(_) => Unknown } Self::PreCall(_));

fn one<T: Event>(
    received: Result<Received<T>, DecodeError>,
    body: &[u8],
) -> Result<Vec<Decoded>, Rejected> {
    match received {
        Ok(received) => Ok(vec![fit(received)]),
        Err(error @ DecodeError::Mismatch(_)) => Ok(vec![unfit::<T>(
            error,
            String::from_utf8_lossy(body).into(),
        )]),
        Err(error) => Err(rejected(error)),
    }
}

fn fit<T: Event>(received: Received<T>) -> Decoded {
    let key = received.dedupe_key();
    let Received { event, drift, body } = received;
    Decoded {
        name: event.name().map(str::to_owned),
        outcome: match event.outcome() {
            Outcome::Known if !drift.is_empty() => Outcome::Drifted,
            outcome => outcome,
        },
        drift,
        key,
        asks: event.asks(),
        body,
    }
}

/// What could not be typed at all.
fn unfit<T: Event>(error: DecodeError, body: Box<str>) -> Decoded {
    let (outcome, drift) = match error {
        DecodeError::Mismatch(drift) => (Outcome::Drifted, drift),
        _ => (Outcome::Rejected, Vec::new()),
    };
    Decoded {
        name: None,
        outcome,
        drift,
        key: T::ENVELOPE.dedupe_key(&body),
        asks: false,
        body,
    }
}

fn rejected(error: DecodeError) -> Rejected {
    match error {
        DecodeError::Rejected(rejected) => rejected,
        // A batch as a whole has no shape to be mismatched.
        _ => Rejected::NotObject,
    }
}
