//! Members of an object that its document does not declare.

use crate::json::Json;

/// Members that are not declared, as they arrived: order, duplicates and the text of numbers are
/// kept, and they are encoded again behind the declared ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra(Vec<(Box<str>, Json)>);

impl Extra {
    /// No members.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The first member of a name.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    /// The members in the order in which they arrived.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(key, value)| (key.as_ref(), value))
    }

    /// Adds a member.
    pub fn push(&mut self, name: impl Into<Box<str>>, value: Json) {
        self.0.push((name.into(), value));
    }
}
