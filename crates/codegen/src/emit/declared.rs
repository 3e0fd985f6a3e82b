//! What the crate declares, by name.

use std::collections::HashMap;

use crate::ir::{Crate, ItemKind, Type};

/// The types of a crate by name.
pub(super) struct Declared<'a>(HashMap<&'a str, &'a ItemKind>);

impl<'a> Declared<'a> {
    pub(super) fn new(krate: &'a Crate) -> Self {
        Self(
            krate
                .modules
                .iter()
                .flat_map(|module| &module.items)
                .map(|item| (item.name.as_str(), &item.kind))
                .collect(),
        )
    }

    /// Whether a type of the crate has this name.
    pub(super) fn declares(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Whether a type is a struct of the crate, directly or by another name.
    pub(super) fn is_struct(&self, mut ty: &'a Type) -> bool {
        while let Type::Named(name) = ty {
            match self.0.get(name.as_str()) {
                Some(ItemKind::Struct(_)) => return true,
                Some(ItemKind::Alias(alias)) => ty = alias,
                Some(
                    ItemKind::StringEnum(_)
                    | ItemKind::LiteralEnum(_)
                    | ItemKind::Constant(_)
                    | ItemKind::Union(_)
                    | ItemKind::Tuple(_)
                    | ItemKind::Newtype(_)
                    | ItemKind::Never,
                )
                | None => return false,
            }
        }
        false
    }
}
