//! Bodies that hold several events: an array in, each item decoded by itself.

use std::fmt;

use serde_json::value::RawValue;

use crate::decode::{Received, decode_text, utf8};
use crate::error::{DecodeError, Rejected};
use crate::members::{Kind, items};
use crate::wire::Wire;

/// What came of the items of a batch, in order.
pub type Batch<T> = Vec<Result<Received<T>, RejectedItem>>;

/// An item of a batch that could not be decoded.
///
/// `Debug` shows how long its body is, not what it says.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RejectedItem {
    /// Why. Pointers in it begin at the item.
    pub error: DecodeError,
    /// The text of the item, byte for byte.
    pub body: Box<str>,
}

/// Decodes a body that is an array of events, or one event alone, each item as
/// [`decode()`](crate::decode()) does: by itself, with a body and drift of its own, whose pointers
/// begin at the item. An item that cannot be decoded takes no other with it.
///
/// `event` makes an event of an item.
///
/// # Errors
/// The body is not UTF-8, not JSON, or neither an array nor an object.
pub fn decode_batch<T: Wire, U>(
    body: &[u8],
    event: impl Fn(T) -> U,
) -> Result<Batch<U>, DecodeError> {
    let text = utf8(body)?;
    let raw: &RawValue = serde_json::from_str(text).map_err(Rejected::not_json)?;
    let texts = match Kind::of(raw.get()) {
        Kind::Array => items(raw.get()).0,
        Kind::Object => vec![text],
        Kind::Null | Kind::Boolean | Kind::Number | Kind::String => {
            return Err(Rejected::NotObject.into());
        }
    };
    let item = |text: &str| match decode_text(text) {
        Ok(received) => Ok(received.map(&event)),
        Err(error) => Err(RejectedItem {
            error,
            body: text.into(),
        }),
    };
    Ok(texts.into_iter().map(item).collect())
}

impl fmt::Debug for RejectedItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RejectedItem")
            .field("error", &self.error)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

impl fmt::Display for RejectedItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl std::error::Error for RejectedItem {}
