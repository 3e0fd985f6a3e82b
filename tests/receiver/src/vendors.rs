//! The vendors: their generated crates behind one way to verify and one to decode. Knows nothing
//! of HTTP servers or stores.

use asyncapi_runtime::verify::{
    BodyToken, ConfigError, HeaderSecret, Headers, Jwt, NotVerified, Verified, Verify,
};
use asyncapi_runtime::{DecodeError, Drift, Received, Rejected};
use sha2::{Digest, Sha256};

use crate::secrets::Secrets;

/// A vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Vendor {
    Aircall,
    Dialpad,
    Regal,
}

/// What an event came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Outcome {
    /// It is as its document has it.
    Known,
    /// Its document declares it, but not all of its fields as they came.
    Drifted,
    /// Its document does not declare it.
    Unknown,
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
    /// As it came.
    pub(crate) body: Box<str>,
}

impl Vendor {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Aircall, Self::Dialpad, Self::Regal];

    /// The vendor's name in paths, on the command line and in stores.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Aircall => "aircall",
            Self::Dialpad => "dialpad",
            Self::Regal => "regal",
        }
    }

    /// The vendor of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|vendor| vendor.name() == name)
    }

    /// The channels that a sender may name, and whether one has to be named.
    pub(crate) fn channels(self) -> (&'static [&'static str], bool) {
        match self {
            Self::Aircall | Self::Regal => (&[], false),
            Self::Dialpad => (dialpad_events::Event::NAMES, true),
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
        Ok(match self {
            Self::Aircall => Box::new(BodyToken::new("token", &with.secrets)?),
            Self::Dialpad => Box::new(Jwt::new(&with.secrets)?),
            Self::Regal => {
                let header = with.header.as_deref().unwrap_or("x-api-key");
                Box::new(HeaderSecret::new(header, &with.secrets)?)
            }
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
        use dialpad_events::Event as Dialpad;
        let decoded = match (self, channel) {
            (Self::Aircall, _) => one(aircall_events::Event::decode(body), |event| {
                let known = !matches!(event, aircall_events::Event::Unknown(_));
                (event.name().map(str::to_owned), known)
            }),
            (Self::Regal, _) => one(regal_events::Event::decode(body), |event| {
                let known = !matches!(event, regal_events::Event::Unknown(_));
                (event.name().map(str::to_owned), known)
            }),
            (Self::Dialpad, channel) => {
                let received = match channel {
                    Some("sms-events") => Dialpad::decode_sms_events(body),
                    Some("agent-status-events") => Dialpad::decode_agent_status_events(body),
                    Some("contact-events") => Dialpad::decode_contact_events(body),
                    Some("change-log-events") => Dialpad::decode_change_log_events(body),
                    _ => Dialpad::decode_call_events(body),
                };
                one(received, |event| (event.name().map(str::to_owned), true))
            }
        };
        match decoded {
            Ok(decoded) => Ok(vec![decoded]),
            Err(DecodeError::Rejected(rejected)) => Err(rejected),
            // Nothing of it could be typed. It is kept all the same.
            Err(DecodeError::Mismatch(drift)) => Ok(vec![Decoded {
                name: None,
                outcome: Outcome::Drifted,
                drift,
                key: Some(digest(body)),
                body: String::from_utf8_lossy(body).into(),
            }]),
            Err(_) => Err(Rejected::NotObject),
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

fn one<T>(
    received: Result<Received<T>, DecodeError>,
    describe: impl FnOnce(&T) -> (Option<String>, bool),
) -> Result<Decoded, DecodeError> {
    let Received { event, drift, body } = received?;
    let (name, known) = describe(&event);
    Ok(Decoded {
        name,
        outcome: match (known, drift.is_empty()) {
            (true, true) => Outcome::Known,
            (true, false) => Outcome::Drifted,
            (false, _) => Outcome::Unknown,
        },
        drift,
        key: Some(digest(body.as_bytes())),
        body,
    })
}

fn digest(body: &[u8]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(body))
}
