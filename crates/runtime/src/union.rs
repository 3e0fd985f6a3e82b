//! How the branch of a union is found. The value is kept as text until then.

use serde_core::de::Error;

use crate::fit::best;
use crate::members::string;
use crate::peek;
use crate::shape::{Shape, Union};
use crate::wire::Wire;

/// The index of the branch of a value, `None` where it fits none.
///
/// By tag where the union has one; else the branch that the value satisfies with the most declared
/// members, the earlier of two that fit equally.
pub fn branch(shape: &Shape, text: &str) -> Option<usize> {
    match shape {
        Shape::Union(union) => find(union, text),
        _ => None,
    }
}

/// Refuses a value that fits no branch. It is not in the text: it is the sender's.
///
/// # Errors
/// Always.
pub fn unfit<T, E: Error>() -> Result<T, E> {
    Err(E::custom("a value of none of the declared types"))
}

/// Decodes the text of a value as the branch that was found.
///
/// # Errors
/// It does not fit.
pub fn decode<T: Wire, E: Error>(text: &str) -> Result<T, E> {
    T::decode(&mut serde_json::Deserializer::from_str(text)).map_err(E::custom)
}

pub(crate) fn find(union: &Union, text: &str) -> Option<usize> {
    match union.tags {
        Some(tags) => tagged(tags, text),
        None => best(union, text).map(|(branch, _)| branch),
    }
}

/// The branch that the tag of a value names.
pub(crate) fn tagged((member, tags): Tags, text: &str) -> Option<usize> {
    let tag = peek::member(text, member).and_then(string)?;
    let found = tags.iter().find(|(value, _)| *value == tag);
    found.map(|(_, branch)| *branch)
}

/// The member that names the branch, and its values with their branches.
type Tags = (&'static str, &'static [(&'static str, usize)]);
