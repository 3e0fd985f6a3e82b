//! Two types of the same name.

use std::collections::BTreeMap;

use super::parts::{self, parts};
use super::written::{REQUIRED, Slot, Types};
use super::{Change, Level, change, docs};
use crate::ir::{Item, ItemKind};

/// The types of a crate.
pub(super) type Named<'a> = BTreeMap<&'a str, &'a Item>;

/// Compares two types that go by the same name, or had another.
pub(super) fn compare(changes: &mut Vec<Change>, types: &Types<'_>, old: &Item, new: &Item) {
    let path = new.name.as_str();
    docs(changes, path, &new.pointer, &old.docs, &new.docs);
    let mut say = |level, text: String| changes.push(change(level, path, text, &new.pointer));
    match (&old.kind, &new.kind) {
        (ItemKind::Alias(was), ItemKind::Alias(is)) => {
            let (was, is) = (Slot::Of(REQUIRED, was), Slot::Of(REQUIRED, is));
            if !types.same(&was, &is) {
                let text = format!("was `{}` and is `{}` now", was.written(), is.written());
                say(Level::Breaking, text);
            }
            return;
        }
        (ItemKind::Constant(was), ItemKind::Constant(is)) => {
            if was != is {
                let text = format!("is `{}` on the wire now, it was `{}`", is.0, was.0);
                say(Level::Documentation, text);
            }
            return;
        }
        (ItemKind::StringEnum(was), ItemKind::StringEnum(is)) => {
            opened(&mut say, was.other.is_some(), is.other.is_some());
        }
        (ItemKind::LiteralEnum(was), ItemKind::LiteralEnum(is)) => {
            opened(&mut say, was.other.is_some(), is.other.is_some());
        }
        (ItemKind::Struct(_), ItemKind::Struct(_))
        | (ItemKind::Union(_), ItemKind::Union(_))
        | (ItemKind::Tuple(_), ItemKind::Tuple(_))
        | (ItemKind::Newtype(_), ItemKind::Newtype(_))
        | (ItemKind::Never, ItemKind::Never) => {}
        (was, is) => {
            say(
                Level::Breaking,
                format!("was {} and is {} now", kind(was), kind(is)),
            );
            return;
        }
    }
    let (old, pointer) = (parts(old), &new.pointer);
    parts::compare(changes, types, path, pointer, &old, &parts(new));
}

/// A set of values that keeps undeclared ones holds text, so that it is not `Copy`. That the
/// variant for them has come or gone is told as of any other.
fn opened(say: &mut impl FnMut(Level, String), was: bool, is: bool) {
    if !was && is {
        say(Level::Breaking, "is not `Copy` any more".to_owned());
    }
}

/// What a type is, in words.
pub(super) fn kind(kind: &ItemKind) -> &'static str {
    match kind {
        ItemKind::Struct(_) => "a struct",
        ItemKind::StringEnum(_) => "an enum of strings",
        ItemKind::LiteralEnum(_) => "an enum of values",
        ItemKind::Constant(_) => "a constant",
        ItemKind::Union(_) => "a union",
        ItemKind::Tuple(_) => "a tuple",
        ItemKind::Newtype(_) => "a newtype",
        ItemKind::Alias(_) => "an alias",
        ItemKind::Never => "a type without values",
    }
}
