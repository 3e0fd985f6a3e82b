//! A document to its meaning: what is refused is told why, and what is not has no `allOf` that
//! cannot be met.

use asyncapi_parser::load::load;
use asyncapi_parser::resolve::{Options, resolve};
use asyncapi_parser::tree::Document;

use crate::files::{DOCUMENT, files, limits};
use crate::told;

/// Reads what a document means, by both readings of schemas without `type`.
///
/// # Panics
/// Something does not hold.
pub fn run(data: &[u8]) {
    let (files, limits) = (files(data), limits());
    for implied_types in [true, false] {
        let mut document = Document::default();
        let options = Options {
            files: &files,
            limits: &limits,
            references: &[],
            implied_types,
        };
        match load(&mut document, DOCUMENT, &files, &limits) {
            Ok(entry) => {
                let (api, found) = resolve(&mut document, entry, &options);
                assert_eq!(api.is_none(), told::any_error(&found), "{found:?}");
                told::check(&found, &document.sources);
            }
            Err(_) => return,
        }
    }
}
