//! Booleans, numbers, strings and `null` on the wire.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};

use crate::output::Output;
use crate::shape::Shape;
use crate::wire::Wire;

impl Wire for bool {
    fn shape() -> &'static Shape {
        &Shape::Boolean
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn encode(&self, output: &mut dyn Output) {
        output.boolean(*self);
    }
}

impl Wire for String {
    fn shape() -> &'static Shape {
        &Shape::String
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn encode(&self, output: &mut dyn Output) {
        output.text(self);
    }
}

impl Wire for f64 {
    fn shape() -> &'static Shape {
        &Shape::Number
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn encode(&self, output: &mut dyn Output) {
        output.float(*self);
    }
}

impl Wire for () {
    fn shape() -> &'static Shape {
        &Shape::Null
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn encode(&self, output: &mut dyn Output) {
        output.null();
    }
}

macro_rules! integers {
    ($($integer:ident: $encode:ident)*) => {$(
        impl Wire for $integer {
            fn shape() -> &'static Shape {
                // The bounds of all eight types fit these two.
                #[allow(clippy::cast_lossless, clippy::cast_possible_wrap, clippy::cast_sign_loss, clippy::unnecessary_cast, reason = "one macro for all widths")]
                const { &Shape::Integer { min: $integer::MIN as i64, max: $integer::MAX as u64 } }
            }

            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_i64(IntegerVisitor(PhantomData))
            }

            fn encode(&self, output: &mut dyn Output) {
                #[allow(clippy::useless_conversion, reason = "one macro for all widths")]
                output.$encode((*self).into());
            }
        }
    )*};
}

integers!(i8: signed i16: signed i32: signed i64: signed);
integers!(u8: unsigned u16: unsigned u32: unsigned u64: unsigned);

/// Takes no float: one without a fraction may be what is left of a text that has one. Whether `1.0` is
/// an integer shows in its text, which is looked at when this fails.
struct IntegerVisitor<T>(PhantomData<T>);

impl<T: TryFrom<i64> + TryFrom<u64> + Wire> Visitor<'_> for IntegerVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        T::try_from(value)
            .map_err(|_| E::invalid_value(Unexpected::Other("an integer out of range"), &self))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        T::try_from(value)
            .map_err(|_| E::invalid_value(Unexpected::Other("an integer out of range"), &self))
    }
}
