//! From [`crate::ir`] to the files of a crate. Takes no decision and cannot fail.
//!
//! A crate consists of its types, which people read (`src/types/`), the code that decodes and
//! encodes them beside (`src/wire/`), the event enum (`src/event.rs`), what is said of its
//! deliveries (`src/envelope.rs`, `src/verifier.rs`), how events are answered (`src/reply.rs`),
//! bodies for tests (`src/samples.rs`) and the root. Each kind of type has a module
//! here that emits its definition and its wire code. Text of the document enters through
//! [`ident`], [`literal`] and [`doc`] only.

mod constant;
mod declared;
mod doc;
mod envelope;
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
mod reply;
mod root;
mod samples;
mod single;
mod string_enum;
mod structs;
mod syntax;
mod tuple;
mod ty;
mod types;
mod union;
mod verifier;
mod wire;

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{panic, thread};

use crate::generate::File;
use crate::ir::Crate;
use declared::Declared;
pub(crate) use event::boxed;
pub(crate) use root::RUNTIME;

/// The files of a crate, sorted by path.
pub(crate) fn emit(krate: &Crate) -> Vec<File> {
    let declared = Declared::new(krate);
    let surroundings = || {
        let mut files = vec![
            manifest::file(krate),
            readme::file(krate),
            root::file(krate, &declared),
        ];
        files.extend(types::root(krate));
        files.extend(wire::root(krate));
        files.extend(reply::file(krate));
        files
    };
    let samples = || samples::file(krate).into_iter().collect();
    let mut files = parts(krate, &declared, Root::Crate, &[&samples, &surroundings]);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The whole crate as one module, for `include!` or `mod` in another crate, which depends on
/// `asyncapi-runtime` itself.
pub(crate) fn module(krate: &Crate) -> String {
    let declared = Declared::new(krate);
    let parts = parts(krate, &declared, Root::Module, &[]);
    let parts = parts.into_iter().map(|file| (file.path, file.contents));
    single::module(krate, &declared, &parts.collect())
}

/// Where the parts of a crate are reached from.
#[derive(Clone, Copy)]
enum Root {
    /// The root of a crate of their own.
    Crate,
    /// A module of any crate.
    Module,
}

/// How many parts are worth a thread. What it costs to have one (its own memory, the fixed syntax
/// parsed again) is as much as what it saves for half as many.
const SHARE: usize = 128;

/// Files that are emitted one after the other.
type Part<'a> = &'a (dyn Fn() -> Vec<File> + Sync);

/// The files of event, types and other parts, in any order.
fn parts(krate: &Crate, declared: &Declared, root: Root, others: &[Part<'_>]) -> Vec<File> {
    let event = || event::file(krate, root).into_iter().collect();
    let deliveries = || {
        let files = [envelope::file(krate), verifier::file(krate, root)];
        files.into_iter().flatten().collect()
    };
    let modules = krate.modules.iter().map(|module| {
        move || {
            let mut files = vec![types::file(krate, declared, module)];
            files.extend(wire::file(krate, module, root));
            files
        }
    });
    let modules: Vec<_> = modules.collect();
    let mut parts: Vec<Part<'_>> = vec![&event, &deliveries];
    parts.extend(others);
    parts.extend(modules.iter().map(|module| module as Part<'_>));

    let next = AtomicUsize::new(0);
    let work = || {
        let mut files = Vec::new();
        while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
            files.extend(part());
        }
        files
    };
    let available = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let helping = 1..available.min(parts.len().div_ceil(SHARE));
        let helping: Vec<_> = helping.map(|_| scope.spawn(work)).collect();
        let mut files = work();
        for thread in helping {
            let emitted = thread.join();
            files.extend(emitted.unwrap_or_else(|panic| panic::resume_unwind(panic)));
        }
        files
    })
}
