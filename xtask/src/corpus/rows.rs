//! What a corpus says about its documents: `manifest.csv` in, plain data out.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

/// A document and what is known about it. The manifest has further columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
pub struct Row {
    /// The document below the corpus's folder.
    pub path: String,
    /// What kind of document it is, e.g. `vendor`.
    pub tier: String,
    /// Whether it is `valid`, or what is wrong with it.
    pub status: String,
    /// `ok` or `errors` by the official parser, which resolves references as well.
    pub official_parser: String,
    /// What is wrong by the official schemas: a pointer, a colon, a message.
    pub first_error: String,
    /// What is wrong by the official parser: JSON with `path` and `line`.
    pub official_parser_first: String,
}

impl Row {
    /// Whether the document is as the specification wants it.
    pub fn is_valid(&self) -> bool {
        self.status == "valid"
    }

    /// Whether the official parser refuses it, whatever the schemas say: it refers to what is not
    /// there, say.
    pub fn is_refused_elsewhere(&self) -> bool {
        self.official_parser == "errors"
    }
}

/// Reads the manifest of a corpus.
pub fn read(corpus: &Path) -> Result<Vec<Row>> {
    let path = corpus.join("manifest.csv");
    let mut rows = csv::Reader::from_path(&path)
        .with_context(|| format!("cannot read `{}`", path.display()))?;
    rows.deserialize()
        .collect::<Result<_, _>>()
        .with_context(|| format!("`{}` is no manifest of a corpus", path.display()))
}
