//! Tree in, [`Api`] out: follows references, reads 2.x and 3.x, meets `allOf`. Further files are
//! loaded as references ask for them.

use crate::diagnostic::Diagnostic;
use crate::load::Limits;
use crate::model::Api;
use crate::source::{FileId, Files};
use crate::tree::Document;

/// What reading depends on besides the document.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Where further files come from.
    pub files: &'a dyn Files,
    /// How much they may ask for.
    pub limits: &'a Limits,
    /// Files that stand for the URLs of references: URL without fragment, path below the root.
    pub references: &'a [(String, String)],
    /// Whether `properties` alone means an object, `items` alone an array, and so on.
    pub implied_types: bool,
}

/// Reads what a document means. Gives the model if there is no error; warnings and errors, in
/// document order, in any case.
pub fn resolve(
    _document: &mut Document,
    _entry: FileId,
    _options: &Options<'_>,
) -> (Option<Api>, Vec<Diagnostic>) {
    unimplemented!("contract only")
}
