//! Arrays whose first items have types of their own. The items are kept as text until each is
//! decoded.

use std::marker::PhantomData;

use serde_core::de::{Deserializer, Error};

use crate::json::Json;
use crate::object::Member;
use crate::output::Output;
use crate::union;
use crate::wire::Wire;

/// The items of an array that were not taken yet.
#[derive(Debug)]
pub struct Items<E> {
    items: std::vec::IntoIter<Json>,
    error: PhantomData<fn() -> E>,
}

impl<E: Error> Items<E> {
    /// Reads an array.
    ///
    /// # Errors
    /// The value is not an array, or nests too deep.
    pub fn decode<'de, D: Deserializer<'de, Error = E>>(deserializer: D) -> Result<Self, E> {
        Ok(Self {
            items: Vec::<Json>::decode(deserializer)?.into_iter(),
            error: PhantomData,
        })
    }

    /// The next item, which must be there.
    ///
    /// # Errors
    /// There is none, or it does not fit.
    pub fn required<T: Wire>(&mut self) -> Result<T, E> {
        self.optional()?
            .ok_or_else(|| E::custom("an array with more items"))
    }

    /// The next item.
    ///
    /// # Errors
    /// It does not fit.
    pub fn optional<T: Wire>(&mut self) -> Result<Option<T>, E> {
        self.items
            .next()
            .map(|item| union::decode(item.get()))
            .transpose()
    }

    /// All items that are left.
    ///
    /// # Errors
    /// One of them does not fit.
    pub fn rest<T: Wire>(&mut self) -> Result<Vec<T>, E> {
        self.items
            .by_ref()
            .map(|item| union::decode(item.get()))
            .collect()
    }

    /// Checks that no item is left.
    ///
    /// # Errors
    /// One is left.
    pub fn end(&mut self) -> Result<(), E> {
        match self.items.next() {
            None => Ok(()),
            Some(_) => Err(E::custom("undeclared item")),
        }
    }
}

/// The items behind the first ones where there may be none.
pub const NONE: &[Json] = &[];

/// Encodes the first items, up to the first that is absent, then the others.
pub fn encode<T: Wire>(output: &mut dyn Output, items: &[&dyn Member], rest: &[T]) {
    let first: Vec<&dyn Wire> = items.iter().map_while(|item| item.value()).collect();
    let rest = if first.len() == items.len() {
        rest
    } else {
        &[]
    };
    let rest = rest.iter().map(|item| -> &dyn Wire { item });
    output.array(&mut first.into_iter().chain(rest));
}
