//! Types as text: as they are written, and as what they mean, whatever they are called.

use std::collections::BTreeMap;

use super::items::Named;
use crate::ir::{Integer, Type};

/// The types of both crates.
pub(super) struct Types<'a> {
    pub(super) old: &'a Named<'a>,
    pub(super) new: &'a Named<'a>,
    /// New names by old ones.
    pub(super) renamed: &'a BTreeMap<&'a str, &'a str>,
}

/// How many names of one type are seen through: an alias of an alias may go on as long as the
/// document.
const ALIASES: usize = 64;

impl Types<'_> {
    /// Whether an old and a new type are the same to the compiler, or differ in names alone that
    /// are told of elsewhere.
    pub(super) fn same(&self, old: &Slot<'_>, new: &Slot<'_>) -> bool {
        let name = |name: &str| self.renamed.get(name).copied().unwrap_or(name).to_owned();
        old.text(&name, &|_| None) == new.text(&str::to_owned, &|_| None)
            || old.text(&name, &|name| alias(self.old, name))
                == new.text(&str::to_owned, &|name| alias(self.new, name))
    }
}

fn alias<'a>(types: &Named<'a>, name: &str) -> Option<&'a Type> {
    types.get(name)?.kind.alias()
}

/// The type of a part of an item.
#[derive(Clone, Copy, Debug)]
pub(super) enum Slot<'a> {
    /// None: a variant that holds nothing.
    Nothing,
    /// One that does not come from the document.
    Fixed(&'static str),
    /// This one, in these.
    Of(&'static [&'static str], &'a Type),
}

/// What a value that must be there is in.
pub(super) const REQUIRED: &[&str] = &[];
/// What a value that need not be there is in.
pub(super) const OPTIONAL: &[&str] = &["Option<"];
/// What the payload of an event is in, so that the enum stays small.
pub(super) const BOXED: &[&str] = &["Box<"];
/// What all values of a map are in.
pub(super) const MAP: &[&str] = &["BTreeMap<String, "];
/// What all further items of an array are in.
pub(super) const VEC: &[&str] = &["Vec<"];

impl<'a> Slot<'a> {
    /// As it is written.
    pub(super) fn written(&self) -> String {
        self.text(&str::to_owned, &|_| None)
    }

    fn text(
        &self,
        name: &dyn Fn(&str) -> String,
        alias: &dyn Fn(&str) -> Option<&'a Type>,
    ) -> String {
        let (outer, mut ty) = match self {
            Self::Nothing => return String::new(),
            Self::Fixed(text) => return (*text).to_owned(),
            Self::Of(outer, ty) => (outer, *ty),
        };
        let mut text = outer.concat();
        let mut open = outer.len();
        let mut aliases = 0;
        let leaf = loop {
            let (wrapper, inner) = match ty {
                Type::Bool => break "bool".to_owned(),
                Type::Integer(integer) => break integer_name(*integer).to_owned(),
                Type::Number => break "Number".to_owned(),
                Type::String => break "String".to_owned(),
                // Formats are called what their types are.
                Type::Formatted(format) => break format!("Formatted<{format:?}>"),
                Type::Secret => break "Secret".to_owned(),
                Type::Json => break "Json".to_owned(),
                Type::Null => break "()".to_owned(),
                Type::Named(named) => match alias(named.as_str()) {
                    Some(target) if aliases < ALIASES => {
                        aliases = aliases.saturating_add(1);
                        ty = target;
                        continue;
                    }
                    Some(_) | None => break name(named.as_str()),
                },
                Type::Box(inner) => ("Box<", inner),
                Type::Nullable(inner) => ("Nullable<", inner),
                Type::TextOr(inner) => ("TextOr<", inner),
                Type::Vec(inner) => ("Vec<", inner),
                Type::Map(inner) => ("BTreeMap<String, ", inner),
            };
            text.push_str(wrapper);
            open = open.saturating_add(1);
            ty = inner;
        };
        text.push_str(&leaf);
        text.extend(std::iter::repeat_n('>', open));
        text
    }
}

fn integer_name(integer: Integer) -> &'static str {
    match integer {
        Integer::I8 => "i8",
        Integer::I16 => "i16",
        Integer::I32 => "i32",
        Integer::I64 => "i64",
        Integer::U8 => "u8",
        Integer::U16 => "u16",
        Integer::U32 => "u32",
        Integer::U64 => "u64",
        Integer::Any => "Integer",
    }
}
