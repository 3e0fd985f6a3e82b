//! What a crate declares, looked up by name: where a name of the prelude or of the runtime is
//! taken, the other is written with its path.

use foldhash::HashSet;

use crate::ir::Crate;

/// The names of the types of a crate.
pub(super) struct Declared<'a>(HashSet<&'a str>);

impl<'a> Declared<'a> {
    pub(super) fn new(krate: &'a Crate) -> Self {
        Self(
            krate
                .modules
                .iter()
                .flat_map(|module| &module.items)
                .map(|item| item.name.as_str())
                .collect(),
        )
    }

    /// Whether a type of the crate has this name.
    pub(super) fn declares(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}
