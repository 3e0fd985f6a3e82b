//! Where every Rust name is made: texts of the document in, ASCII identifiers out.

/// A Rust identifier: ASCII, no keyword of any edition. Made in this module only.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(String);

impl Name {
    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
