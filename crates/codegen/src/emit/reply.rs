//! Types that answer events, as answers of a handler.

use syn::{Item as Syntax, parse_quote};

use super::ident::ident;
use super::{format, header};
use crate::generate::File;
use crate::ir::{Crate, Events};

/// Whether there are any.
pub(super) fn exists(krate: &Crate) -> bool {
    let events = krate.events.as_ref();
    events.is_some_and(|events| !events.replies.is_empty())
}

/// The file, if there are any.
pub(super) fn file(krate: &Crate) -> Option<File> {
    let Events { replies, .. } = krate.events.as_ref().filter(|_| exists(krate))?;
    let items = replies.iter().map(|name| -> Syntax {
        let ty = ident(name);
        parse_quote! {
            impl IntoResponse for types::#ty {
                fn into_response(self) -> Response {
                    respond(&self)
                }
            }
        }
    });
    let mut contents = header::rust(krate);
    contents.push_str(
        "\nuse asyncapi_runtime::axum::{IntoResponse, Response, respond};\n\nuse super::types;\n\n",
    );
    contents.push_str(&format::items(items.collect()));
    Some(File {
        path: "src/reply.rs".to_owned(),
        contents,
    })
}
