//! What decoding costs, vendor by vendor, against serde's derives: a program is written that knows
//! the vendors' samples and the twins of their types, built with `--release`, and run.

use anyhow::{Context, Result, bail};
use asyncapi_codegen::ir::{Crate, Event, Events, Sample, Type};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::twin::{is_tagged, twin};
use crate::batch::{self, Batch};
use crate::generate::lower;
use crate::workspace::{DOCUMENT, Vendor, Workspace};

/// The ways to decode, as columns of the table. The first is what the others are held against.
const WAYS: [&str; 9] = [
    "payload type known in advance",
    "`Event`",
    "`Event`, with drift and body",
    "serde derive, type known",
    "serde internally tagged",
    "serde untagged",
    "`serde_json::Value`",
    "`Value`, then typed",
    SONIC,
];

/// Needs packages that nothing else needs.
const SONIC: &str = "sonic-rs, type known";

/// Prints a row for each vendor; or, if it is to be quick, one, of which the times say nothing.
pub(super) fn table(workspace: &Workspace, quick: bool) -> Result<()> {
    let ours = &workspace.root;
    let batch = Batch::create(ours, &batch::target(ours).join("bench/decode"))?;
    let (mut names, mut files, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let columns: Vec<&str> = WAYS
        .into_iter()
        .filter(|way| !quick || *way != SONIC)
        .collect();
    let mut vendors = workspace.vendors()?;
    if quick {
        vendors.truncate(1);
    }
    for vendor in &vendors {
        let folder = ours.join("specs").join(vendor.name());
        let krate = lower(&folder, DOCUMENT, &vendor.package())?
            .with_context(|| format!("`{}` cannot be generated from", vendor.name()))?;
        let module = vendor.name().replace('-', "_");
        files.push((format!("src/{module}.rs"), twin(&krate)));
        rows.push(row(vendor, &krate, &columns));
        names.push((module, vendor.package()));
    }
    let modules = names.iter().map(|(module, _)| {
        let module = ident(module);
        quote!(pub mod #module;)
    });
    let text_or = include_str!("../../../tests/twin/src/text_or.rs");
    let root = printed(quote!(#(#modules)* mod text_or; pub use text_or::TextOr;))?;
    files.push(("src/lib.rs".to_owned(), root));
    files.push(("src/text_or.rs".to_owned(), text_or.to_owned()));
    let serde = "serde.workspace = true\nserde_json.workspace = true\n";
    files.push((
        "Cargo.toml".to_owned(),
        super::check::manifest("twins", serde),
    ));
    let files = files.iter();
    let files = files.map(|(path, text)| (path.as_str(), text.as_str()));
    batch.add("twins", ours, files)?;

    let twins = batch.folder("twins");
    let race = ours.join("tests/race");
    let mut dependencies = format!(
        "asyncapi-race = {{ path = {:?}, default-features = false, features = [{}] }}\ntwins = {{ path = {:?} }}\nserde_json.workspace = true\n",
        race.to_string_lossy(),
        if quick { "" } else { "\"sonic\"" },
        twins.to_string_lossy()
    );
    for (_, package) in &names {
        dependencies.push_str(package);
        dependencies.push_str(".workspace = true\n");
    }
    let rounds = if quick { 1_usize } else { 200 };
    let program = printed(quote! {
        use std::any::Any;
        use asyncapi_race::table::{Sample, Vendor, Way, run};
        fn kept<T: Any, E>(decoded: Result<T, E>) -> Option<Box<dyn Any>> {
            Some(Box::new(decoded.ok()?))
        }
        fn main() {
            run(&[#(#rows)*], &[#(#columns),*], #rounds);
        }
    })?;
    let files = [
        (
            "Cargo.toml",
            super::check::manifest("decode", &dependencies),
        ),
        ("src/main.rs", program),
    ];
    let files = files.iter().map(|(path, text)| (*path, text.as_str()));
    batch.add("decode", ours, files)?;
    let target = batch::target(ours);
    let target = target.to_str().context("the target folder is not UTF-8")?;
    let mut arguments = vec!["run", "--quiet", "--package", "decode"];
    if !quick {
        arguments.push("--release");
    }
    let output = batch.cargo(&arguments, &[("CARGO_TARGET_DIR", target)])?;
    eprint!("{}", String::from_utf8_lossy(&output.stderr));
    if !output.status.success() {
        bail!("the program that decodes fails");
    }
    print!("{}", String::from_utf8_lossy(&output.stdout));
    Ok(())
}

/// A vendor's samples and how each is decoded.
fn row(vendor: &Vendor, krate: &Crate, columns: &[&str]) -> TokenStream {
    let name = vendor.name();
    let samples = krate.events.iter().flat_map(|events| {
        let samples = krate.samples.iter();
        samples.filter_map(|sample| self::sample(vendor, krate, events, sample, columns))
    });
    quote!(Vendor { name: #name, samples: &[#(#samples)*] },)
}

/// A sample and how it is decoded, if it is that of an event.
fn sample(
    vendor: &Vendor,
    krate: &Crate,
    events: &Events,
    sample: &Sample,
    columns: &[&str],
) -> Option<TokenStream> {
    let mut variants = events.variants.iter();
    let event = variants.find(|event| Some(&event.name) == sample.event.as_ref())?;
    let Type::Named(payload) = &event.payload else {
        return None;
    };
    let body = &sample.body;
    let (module, krate_name) = (
        ident(&vendor.name().replace('-', "_")),
        ident(&vendor.package().replace('-', "_")),
    );
    let payload = ident(payload.as_str());
    let batch = body.trim_start().starts_with('[');
    let of = |ty: TokenStream| if batch { quote!(Vec<#ty>) } else { ty };
    let known = of(quote!(#krate_name::types::#payload));
    let typed = of(quote!(twins::#module::#payload));
    let untagged = of(quote!(twins::#module::UntaggedEvent));
    let tagged = of(quote!(twins::#module::TaggedEvent));
    let (strict, lenient) = calls(event, events, batch);
    let received = quote!(#krate_name::Event::#lenient(body));
    let strict = match strict {
        Some(strict) => quote!(#krate_name::Event::#strict(body)),
        None => received.clone(),
    };
    let all = if batch {
        quote!(.is_ok_and(|items| items.iter().all(Result::is_ok)))
    } else {
        quote!(.is_ok())
    };
    let tagged = is_tagged(krate).then(|| quote!(serde_json::from_slice::<#tagged>(body)));
    let ways = [
        Some((
            quote!(#krate_name::from_json::<#known>(body)),
            quote!(.is_ok()),
        )),
        Some((strict, all.clone())),
        Some((received, all)),
        Some((
            quote!(serde_json::from_slice::<#typed>(body)),
            quote!(.is_ok()),
        )),
        tagged.map(|decode| (decode, quote!(.is_ok()))),
        Some((
            quote!(serde_json::from_slice::<#untagged>(body)),
            quote!(.is_ok()),
        )),
        Some((
            quote!(serde_json::from_slice::<serde_json::Value>(body)),
            quote!(.is_ok()),
        )),
        Some((
            quote!(serde_json::from_slice::<serde_json::Value>(body).and_then(serde_json::from_value::<#typed>)),
            quote!(.is_ok()),
        )),
        Some((
            quote!(asyncapi_race::sonic_rs::from_slice::<#typed>(body)),
            quote!(.is_ok()),
        )),
    ];
    let ways = WAYS.iter().zip(ways).filter_map(|(name, way)| {
        let (decode, is_ok) = way.filter(|_| columns.contains(name))?;
        Some(
            quote!(Way { name: #name, decode: |body| #decode #is_ok, hold: |body| kept(#decode) },),
        )
    });
    Some(quote!(Sample { body: #body, ways: &[#(#ways)*] },))
}

/// The functions for an event: the strict one, if there is one, and the lenient one.
fn calls(event: &Event, events: &Events, batch: bool) -> (Option<Ident>, Ident) {
    match (&events.by_body, batch) {
        (Some(_), true) => (None, ident("decode_batch")),
        (Some(_), false) => (Some(ident("from_json")), ident("decode")),
        (None, true) => (
            None,
            ident(&format!("decode_batch_{}", event.function.as_str())),
        ),
        (None, false) => (
            Some(ident(&format!("from_json_{}", event.function.as_str()))),
            ident(&format!("decode_{}", event.function.as_str())),
        ),
    }
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

fn printed(tokens: TokenStream) -> Result<String> {
    Ok(prettyplease::unparse(&syn::parse2(tokens)?))
}
