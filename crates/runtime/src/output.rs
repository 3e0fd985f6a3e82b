//! Where values are encoded to. One value of one kind in, a serializer of serde out; what generated
//! code sees of it does not depend on the serializer.

use std::fmt;

use serde_core::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;

use crate::object::{Member, Others};
use crate::shape::Field;
use crate::wire::Wire;

/// A place for one value. It takes one call of one of these functions, and keeps what comes of it.
pub trait Output {
    /// `true` or `false`.
    fn boolean(&mut self, value: bool);

    /// A number without a fraction.
    fn signed(&mut self, value: i64);

    /// A number without a fraction or sign.
    fn unsigned(&mut self, value: u64);

    /// A number.
    fn float(&mut self, value: f64);

    /// `null`.
    fn null(&mut self);

    /// A string.
    fn text(&mut self, value: &str);

    /// Any value as text.
    fn raw(&mut self, value: &RawValue);

    /// An array.
    fn array(&mut self, items: &mut dyn Iterator<Item = &dyn Wire>);

    /// An object: declared members, then others.
    fn object(&mut self, fields: &[Field], members: &[&dyn Member], others: &dyn Others);

    /// The value has no JSON.
    fn refuse(&mut self, why: &dyn fmt::Display);
}

/// A serializer until it is used, then what it came to.
pub(crate) struct Encoder<S: Serializer> {
    serializer: Option<S>,
    outcome: Option<Result<S::Ok, S::Error>>,
}

impl<S: Serializer> Encoder<S> {
    pub(crate) fn encode(value: &dyn Wire, serializer: S) -> Result<S::Ok, S::Error> {
        let mut encoder = Self {
            serializer: Some(serializer),
            outcome: None,
        };
        value.encode(&mut encoder);
        let outcome = encoder.outcome;
        outcome.unwrap_or_else(|| Err(S::Error::custom("no value was encoded")))
    }

    fn with(&mut self, write: impl FnOnce(S) -> Result<S::Ok, S::Error>) {
        self.outcome = self.serializer.take().map(write);
    }
}

impl<S: Serializer> Output for Encoder<S> {
    fn boolean(&mut self, value: bool) {
        self.with(|it| it.serialize_bool(value));
    }

    fn signed(&mut self, value: i64) {
        self.with(|it| it.serialize_i64(value));
    }

    fn unsigned(&mut self, value: u64) {
        self.with(|it| it.serialize_u64(value));
    }

    fn float(&mut self, value: f64) {
        self.with(|it| it.serialize_f64(value));
    }

    fn null(&mut self) {
        self.with(Serializer::serialize_unit);
    }

    fn text(&mut self, value: &str) {
        self.with(|it| it.serialize_str(value));
    }

    fn raw(&mut self, value: &RawValue) {
        self.with(|it| value.serialize(it));
    }

    fn array(&mut self, items: &mut dyn Iterator<Item = &dyn Wire>) {
        self.with(|it| {
            let mut seq = it.serialize_seq(None)?;
            for item in items {
                seq.serialize_element(&Encoded(item))?;
            }
            seq.end()
        });
    }

    fn object(&mut self, fields: &[Field], members: &[&dyn Member], others: &dyn Others) {
        self.with(|it| {
            let mut map = it.serialize_map(None)?;
            for (field, member) in fields.iter().zip(members) {
                if let Some(value) = member.value() {
                    map.serialize_entry(field.name, &Encoded(value))?;
                }
            }
            let mut outcome = Ok(());
            others.each(&mut |name, value| {
                if outcome.is_ok() {
                    outcome = map.serialize_entry(name, &Encoded(value));
                }
            });
            outcome?;
            map.end()
        });
    }

    fn refuse(&mut self, why: &dyn fmt::Display) {
        self.outcome = Some(Err(S::Error::custom(why)));
    }
}

/// A value, as serde encodes it.
struct Encoded<'a>(&'a dyn Wire);

impl Serialize for Encoded<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Encoder::encode(self.0, serializer)
    }
}
