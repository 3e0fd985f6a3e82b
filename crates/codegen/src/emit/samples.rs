//! Bodies as the sender writes them: a function for each, and a list of all.

use syn::{Expr, Item as Syntax, parse_quote};

use super::ident::ident;
use super::literal::string;
use super::syntax::{array, reference};
use super::{doc, format, header};
use crate::generate::File;
use crate::ir::{Crate, Sample};

/// Whether there are any.
pub(super) fn exists(krate: &Crate) -> bool {
    !krate.samples.is_empty()
}

/// The file, if there are any. Texts stand in it, so that the crate needs no other file.
pub(super) fn file(krate: &Crate) -> Option<File> {
    if !exists(krate) {
        return None;
    }
    let all = reference(array(krate.samples.iter().map(|sample| -> Expr {
        let (name, function) = (string(&sample.name), ident(&sample.function));
        parse_quote!((#name, #function()))
    })));
    let docs = doc::fixed("All of them, by their names.");
    let all: Syntax = parse_quote! {
        #(#docs)*
        pub const ALL: &[(&str, &str)] = #all;
    };
    let items = [all].into_iter().chain(krate.samples.iter().map(function));
    let mut contents = header::rust(krate);
    contents.push('\n');
    contents.push_str(&format::items(items.collect()));
    Some(File {
        path: "src/samples.rs".to_owned(),
        contents,
    })
}

fn function(sample: &Sample) -> Syntax {
    let Sample {
        function,
        name,
        body,
        event,
    } = sample;
    let text = match event {
        Some(event) => {
            let event = event.as_str();
            format!(
                "{}: [`Event::{event}`](super::Event::{event}).",
                doc::code(name)
            )
        }
        None => format!("{}.", doc::code(name)),
    };
    let docs = doc::fixed(&text);
    let (name, body) = (ident(function), string(body));
    parse_quote! {
        #(#docs)*
        #[must_use]
        pub const fn #name() -> &'static str {
            #body
        }
    }
}
