//! `src/lib.rs`: the modules, and what an app needs of them. Formatted as `rustfmt` would; it is
//! kept from the other files, which are formatted by `prettyplease`.

use proc_macro2::Ident;
use syn::{Item as Syntax, parse_quote};

use super::declared::Declared;
use super::ident::fixed;
use super::{doc, format, header, wire};
use crate::generate::File;
use crate::ir::{Crate, Docs, ItemKind};

/// The runtime's items that belong to the interface of every crate.
pub(crate) const RUNTIME: [&str; 15] = [
    "DecodeError",
    "Drift",
    "Extra",
    "Formatted",
    "Integer",
    "Json",
    "Nullable",
    "Number",
    "Received",
    "Rejected",
    "TextOr",
    "UnknownEvent",
    "decode",
    "from_json",
    "to_json",
];

const ATTRIBUTES: &str = r#"#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![allow(
    clippy::doc_markdown,
    clippy::enum_variant_names,
    clippy::module_name_repetitions,
    clippy::struct_field_names,
    reason = "texts and names are those of the document"
)]
#![allow(
    clippy::large_enum_variant,
    clippy::struct_excessive_bools,
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::zero_sized_map_values,
    reason = "types are as large as the document has them"
)]
"#;

const DEPRECATED: &str = r#"#![allow(deprecated, reason = "what is deprecated is still decoded")]
"#;

/// The root of the crate.
pub(super) fn file(krate: &Crate, declared: &Declared) -> File {
    let mut contents = header::rust(krate);
    contents.push('\n');
    for line in docs(krate) {
        contents.push_str(if line.is_empty() { "//!" } else { "//! " });
        contents.push_str(&line);
        contents.push('\n');
    }
    contents.push_str(ATTRIBUTES);
    if is_deprecated(krate) {
        contents.push_str(DEPRECATED);
    }
    contents.push('\n');
    contents.push_str(&format::items(items(krate, declared)));
    File {
        path: "src/lib.rs".to_owned(),
        contents,
    }
}

/// What the crate says of itself.
pub(super) fn docs(krate: &Crate) -> Vec<String> {
    let mut lines = doc::summary(krate);
    let how = match krate.events.as_ref().map(|events| events.by_body.is_some()) {
        Some(true) => {
            "[`Event::decode`] decodes a body that arrived: what fits is typed, what does not is \
             listed. [`Event::from_json`] refuses a body that does not have its declared shape."
        }
        Some(false) => {
            "A body does not say which event it is: the caller does, by the function of [`Event`] \
             that decodes it."
        }
        None => "[`from_json`] decodes a body as one of the types.",
    };
    lines.push(String::new());
    lines.extend(doc::ours(how));
    lines
}

fn items(krate: &Crate, declared: &Declared) -> Vec<Syntax> {
    let event = krate.events.is_some();
    let types = !krate.modules.is_empty();
    let wire = krate
        .modules
        .iter()
        .flat_map(|module| &module.items)
        .any(wire::has_code);
    let modules = [
        event.then(|| {
            parse_quote! {
                #[rustfmt::skip]
                mod event;
            }
        }),
        types.then(|| {
            parse_quote! {
                #[rustfmt::skip]
                pub mod types;
            }
        }),
        wire.then(|| {
            parse_quote! {
                #[rustfmt::skip]
                #[allow(missing_debug_implementations, reason = "slots hold payloads")]
                mod wire;
            }
        }),
    ];
    modules
        .into_iter()
        .flatten()
        .chain(uses(krate, declared))
        .collect()
}

/// What is reached at the root: the runtime, the event, the types.
pub(super) fn uses(krate: &Crate, declared: &Declared) -> Vec<Syntax> {
    let runtime = runtime(krate, declared);
    // Short enough for one line each, where rustfmt and prettyplease agree, and none of one name.
    let lines = runtime.len().div_ceil(5).max(1);
    let runtime = runtime
        .chunks(runtime.len().div_ceil(lines).max(1))
        .map(|names| parse_quote!(pub use asyncapi_runtime::{#(#names),*};));
    let uses = [
        krate.events.is_some().then(|| {
            parse_quote!(
                pub use event::Event;
            )
        }),
        (!krate.modules.is_empty()).then(|| {
            parse_quote!(
                pub use types::*;
            )
        }),
    ];
    let all = parse_quote!(
        pub use asyncapi_runtime as runtime;
    );
    [all]
        .into_iter()
        .chain(runtime)
        .chain(uses.into_iter().flatten())
        .collect()
}

/// What an app needs of the runtime, as rustfmt sorts it.
fn runtime(krate: &Crate, declared: &Declared) -> Vec<Ident> {
    let events = krate.events.as_ref();
    let ambiguous = events.is_some_and(|events| events.ambiguous.is_some());
    let batch = events.is_some_and(|events| events.batch);
    let ambiguous: &[_] = if ambiguous { &["AmbiguousEvent"] } else { &[] };
    let opaque = events.is_some_and(|events| !events.opaque.is_empty());
    let opaque: &[_] = if opaque { &["OpaqueEvent"] } else { &[] };
    let batch: &[_] = if batch {
        &["Batch", "RejectedItem"]
    } else {
        &[]
    };
    let mut names = [&RUNTIME, ambiguous, opaque, batch].concat();
    names.retain(|name| !declared.declares(name));
    names.sort_unstable();
    names.into_iter().map(fixed).collect()
}

/// Whether anything in the crate is deprecated.
fn is_deprecated(krate: &Crate) -> bool {
    let items = krate.modules.iter().flat_map(|module| &module.items);
    let events = krate.events.iter().flat_map(|events| &events.variants);
    events.map(|event| &event.docs).any(deprecated)
        || items.into_iter().any(|item| {
            deprecated(&item.docs)
                || match &item.kind {
                    ItemKind::Struct(it) => it.fields.iter().any(|it| deprecated(&it.docs)),
                    ItemKind::StringEnum(it) => it.variants.iter().any(|it| deprecated(&it.docs)),
                    ItemKind::LiteralEnum(it) => it.variants.iter().any(|it| deprecated(&it.docs)),
                    ItemKind::Union(it) => it.branches.iter().any(|it| deprecated(&it.docs)),
                    ItemKind::Tuple(it) => it.items.iter().any(|it| deprecated(&it.docs)),
                    ItemKind::Constant(_)
                    | ItemKind::Newtype(_)
                    | ItemKind::Alias(_)
                    | ItemKind::Never => false,
                }
        })
}

fn deprecated(docs: &Docs) -> bool {
    docs.deprecated
}
