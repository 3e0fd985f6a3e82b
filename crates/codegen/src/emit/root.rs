//! `src/lib.rs`: the modules, and what an app needs of them. Formatted as `rustfmt` would; it is
//! kept from the other files, which are formatted by `prettyplease`.

use proc_macro2::Ident;
use syn::{Attribute, Item as Syntax, parse_quote};

use super::declared::Declared;
use super::ident::fixed;
use super::{Root, doc, envelope, format, header, reply, samples, verifier, wire};
use crate::generate::File;
use crate::ir::{Crate, Delivery, Docs, Events, ItemKind, Key};

/// The runtime's items that belong to the interface of every crate.
pub(crate) const RUNTIME: [&str; 17] = [
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
    "Secret",
    "TextOr",
    "Timestamp",
    "UnknownEvent",
    "decode",
    "from_json",
    "to_json",
];

/// Those that belong to it where deliveries are verified.
const VERIFY: [&str; 3] = ["Delivery", "Headers", "ReceiveError"];
/// Where one may hold several events, this one as well.
const VERIFY_BATCH: [&str; 4] = ["Deliveries", "Delivery", "Headers", "ReceiveError"];

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

const SAMPLES: &str = "Bodies as the sender writes them, for tests.";

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
    if krate.events.is_some() {
        lines.extend(delivery_docs(&krate.delivery));
    }
    if let Some(Events { replies, .. }) = &krate.events
        && !replies.is_empty()
    {
        let types: Vec<String> = replies
            .iter()
            .map(|name| doc::code(name.as_str()))
            .collect();
        let text = format!(
            "With the feature `axum`, handlers can return what answers an event: {}.",
            types.join(", ")
        );
        lines.push(String::new());
        lines.extend(doc::ours(&text));
    }
    let sign =
        verifier::exists(krate).then_some("`Verifier::sign` makes requests that are accepted");
    let bodies = samples::exists(krate).then_some("`samples` has bodies as the sender writes them");
    let helpers: Vec<&str> = sign.into_iter().chain(bodies).collect();
    if !helpers.is_empty() {
        let text = format!("With the feature `test-util`, {}.", helpers.join(", and "));
        lines.push(String::new());
        lines.extend(doc::ours(&text));
    }
    lines
}

/// What is said of deliveries.
fn delivery_docs(delivery: &Delivery) -> Vec<String> {
    let Delivery {
        scheme,
        keys,
        times,
    } = delivery;
    let mut texts = Vec::new();
    if scheme.is_some() {
        texts.push(
            "With the feature `verify`, `Verifier` tells who sent a delivery before it is decoded; \
             with `axum`, handlers take a `Delivery` as an argument."
                .to_owned(),
        );
    }
    if !keys.is_empty() {
        texts.push(format!(
            "With the feature `dedupe`, `Received::dedupe_key` is what a second delivery of an \
             event is known by: {}.",
            keys.iter().map(key).collect::<Vec<_>>().join(", else ")
        ));
    }
    if !times.is_empty() {
        let mut times: Vec<String> = times.iter().map(|time| pointer(&time.path)).collect();
        times.dedup();
        texts.push(format!(
            "`Received::occurred_at` is when it happened: {}.",
            times.join(", else ")
        ));
    }
    let lines = texts.iter().flat_map(|text| {
        let lines = doc::ours(text).into_iter();
        std::iter::once(String::new()).chain(lines)
    });
    lines.collect()
}

fn key(key: &Key) -> String {
    match key {
        Key::Members(paths) => {
            let paths: Vec<String> = paths.iter().map(|path| pointer(path)).collect();
            paths.join(" with ")
        }
        Key::Body => "the whole body".to_owned(),
    }
}

fn pointer(path: &[String]) -> String {
    doc::code(&asyncapi_parser::pointer::format(path))
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
        envelope::exists(krate).then(|| {
            parse_quote! {
                #[rustfmt::skip]
                mod envelope;
            }
        }),
        event.then(|| {
            parse_quote! {
                #[rustfmt::skip]
                mod event;
            }
        }),
        reply::exists(krate).then(|| {
            parse_quote! {
                #[cfg(feature = "axum")]
                #[rustfmt::skip]
                mod reply;
            }
        }),
        samples::exists(krate).then(|| {
            let docs = doc::fixed(SAMPLES);
            parse_quote! {
                #(#docs)*
                #[cfg(feature = "test-util")]
                #[rustfmt::skip]
                pub mod samples;
            }
        }),
        types.then(|| {
            parse_quote! {
                #[rustfmt::skip]
                pub mod types;
            }
        }),
        verifier::exists(krate).then(|| {
            parse_quote! {
                #[cfg(feature = "verify")]
                #[rustfmt::skip]
                mod verifier;
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
        .chain(uses(krate, declared, Root::Crate))
        .collect()
}

/// What is reached at the root: the runtime, the event, the types.
pub(super) fn uses(krate: &Crate, declared: &Declared, root: Root) -> Vec<Syntax> {
    let verified = verifier::exists(krate);
    let feature: Option<Attribute> = match root {
        Root::Crate => Some(parse_quote!(#[cfg(feature = "verify")])),
        // The features of another crate are its own affair.
        Root::Module => None,
    };
    let batch = krate.events.as_ref().is_some_and(|events| events.batch);
    let verify: &[_] = if batch { &VERIFY_BATCH } else { &VERIFY };
    let verify: Vec<Ident> = verify
        .iter()
        .filter(|name| verified && !declared.declares(name))
        .map(|name| fixed(name))
        .collect();
    let verify: Option<Syntax> = match verify.as_slice() {
        [] => None,
        [name] => Some(parse_quote!(#feature pub use asyncapi_runtime::verify::#name;)),
        names => Some(parse_quote!(#feature pub use asyncapi_runtime::verify::{#(#names),*};)),
    };
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
        verified.then(|| {
            parse_quote!(
                #feature
                pub use verifier::Verifier;
            )
        }),
    ];
    let all = parse_quote!(
        pub use asyncapi_runtime as runtime;
    );
    [all]
        .into_iter()
        .chain(runtime)
        .chain(verify)
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
