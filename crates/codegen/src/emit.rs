//! From [`crate::ir`] to the files of a crate. Takes no decision and cannot fail.
//!
//! A crate consists of its types, which people read (`src/types/`), the code that decodes and
//! encodes them beside (`src/wire/`), the event enum (`src/event.rs`) and the root. Each kind of
//! type has a module here that emits its definition and its wire code. Text of the document enters
//! through [`ident`], [`literal`] and [`doc`] only.

mod constant;
mod declared;
mod doc;
mod event;
mod format;
mod header;
mod ident;
mod literal;
mod literal_enum;
mod manifest;
mod never;
mod newtype;
mod readme;
mod root;
mod string_enum;
mod structs;
mod tuple;
mod ty;
mod types;
mod union;
mod wire;

use std::num::NonZero;
use std::{panic, thread};

use crate::generate::File;
use crate::ir::{Crate, Module};
use declared::Declared;

/// The files of a crate, sorted by path.
pub fn emit(krate: &Crate) -> Vec<File> {
    let declared = Declared::new(krate);
    let mut files = vec![
        manifest::file(krate),
        readme::file(krate),
        root::file(krate, &declared),
    ];
    files.extend(event::file(krate, &declared));
    files.extend(types::root(krate));
    files.extend(wire::root(krate));
    files.extend(each_module(krate, &declared));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The files of all modules, made in parallel.
fn each_module(krate: &Crate, declared: &Declared) -> Vec<File> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let share = krate.modules.len().div_ceil(threads).max(1);
    thread::scope(|threads| {
        let parts: Vec<_> = krate
            .modules
            .chunks(share)
            .map(|part| threads.spawn(move || modules(krate, declared, part)))
            .collect();
        parts
            .into_iter()
            .flat_map(|part| {
                part.join()
                    .unwrap_or_else(|panic| panic::resume_unwind(panic))
            })
            .collect()
    })
}

fn modules(krate: &Crate, declared: &Declared, modules: &[Module]) -> Vec<File> {
    modules
        .iter()
        .flat_map(|module| {
            let types = types::file(krate, declared, module);
            [Some(types), wire::file(krate, module)]
        })
        .flatten()
        .collect()
}
