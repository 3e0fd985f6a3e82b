//! What deliveries say of themselves: where the runtime finds it.

use std::collections::HashSet;

use proc_macro2::Ident;
use syn::{Expr, Item as Syntax, Type as TypeSyntax, parse_quote};

use super::ident::fixed;
use super::literal::string;
use super::syntax::{array, parsed, reference};
use super::ty::Place;
use super::{format, header};
use crate::generate::File;
use crate::ir::{Crate, Delivery, Events, Key, Type, Unit};

/// Whether there is anything to say.
pub(super) fn exists(krate: &Crate) -> bool {
    let Delivery {
        scheme: _,
        keys,
        times,
    } = &krate.delivery;
    krate.events.is_some() && !(keys.is_empty() && times.is_empty())
}

/// The file, if there is anything to say. Its siblings are reached from a module of any crate.
pub(super) fn file(krate: &Crate) -> Option<File> {
    let events = krate.events.as_ref().filter(|_| exists(krate))?;
    let Delivery {
        scheme: _,
        keys,
        times,
    } = &krate.delivery;
    let keys = array(keys.iter().map(key));
    let times = array(times.iter().map(|time| {
        let (path, unit) = (path(&time.path), unit(time.unit));
        parse_quote!(Moment { path: #path, unit: Unit::#unit })
    }));
    let mut items: Vec<Syntax> = vec![parse_quote! {
        impl Enveloped for Event {
            const ENVELOPE: Envelope = Envelope {
                keys: &#keys,
                times: &#times,
            };
        }
    }];
    let payloads = payloads(events);
    items.extend(payloads.iter().map(|payload| {
        parse_quote! {
            impl Enveloped for #payload {
                const ENVELOPE: Envelope = Event::ENVELOPE;
            }
        }
    }));
    let mut contents = header::rust(krate);
    contents.push_str("\nuse asyncapi_runtime::prelude::*;\n\nuse super::event::Event;\n");
    if !payloads.is_empty() {
        contents.push_str("use super::types;\n");
    }
    contents.push('\n');
    contents.push_str(&format::items(items));
    Some(File {
        path: "src/envelope.rs".to_owned(),
        contents,
    })
}

/// The types of its own that a delivery is decoded as by those who know which event it is.
pub(super) fn payloads(events: &Events) -> Vec<TypeSyntax> {
    let mut seen = HashSet::new();
    events
        .variants
        .iter()
        .map(|event| &event.carries)
        .filter(|carries| events.by_caller && matches!(carries, Type::Named(_)))
        .filter(|carries| seen.insert(*carries))
        .map(|carries| Place::Wire.ty(carries))
        .collect()
}

fn key(key: &Key) -> Expr {
    match key {
        Key::Members(paths) => {
            let paths = array(paths.iter().map(|it| path(it)));
            parse_quote!(Key::Members(&#paths))
        }
        Key::Body => parsed!(Expr: Key::Body),
    }
}

fn path(names: &[String]) -> Expr {
    reference(array(names.iter().map(|name| Expr::Lit(string(name)))))
}

fn unit(unit: Unit) -> Ident {
    fixed(match unit {
        Unit::Seconds => "Seconds",
        Unit::Millis => "Millis",
        Unit::Iso => "Iso",
    })
}
