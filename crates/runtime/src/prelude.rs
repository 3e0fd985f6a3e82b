//! What generated code imports: everything of this crate and of serde that it names.

pub use std::collections::BTreeMap;
pub use std::fmt;

pub use serde_core::de::{Deserialize, Deserializer, Error, MapAccess};
pub use serde_core::ser::{Serialize, Serializer};
pub use serde_json::Error as JsonError;

pub use crate::decode::{Received, decode, from_json};
pub use crate::envelope::{Envelope, Enveloped, Key, Moment};
pub use crate::error::DecodeError;
pub use crate::event::{AmbiguousEvent, Batch, Events, OpaqueEvent, UnknownEvent, decode_batch};
pub use crate::extra::Extra;
pub use crate::formatted::Formatted;
pub use crate::integer::Integer;
pub use crate::json::Json;
pub use crate::nullable::Nullable;
pub use crate::number::Number;
pub use crate::object::{Object, Value};
pub use crate::output::Output;
pub use crate::secret::Secret;
pub use crate::shape::{Field, Shape};
pub use crate::text_or::TextOr;
pub use crate::time::Unit;
pub use crate::tuple::Items;
pub use crate::wire::Wire;
pub use crate::{event, literal, object, serde, shape, strings, tuple, union, wire};
