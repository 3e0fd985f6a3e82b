//! What earlier runs found, so that what did not change is not run again.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::attempt::Finding;
use super::examples::Tried;

/// Findings of earlier runs.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Cache {
    /// The program that made the findings.
    tool: String,
    /// By document.
    pub documents: BTreeMap<String, Finding>,
    /// What crates are compiled with: the sources of the runtime.
    runtime: u64,
    /// By the hash of a crate's files: the compiler's first error, none if it compiles.
    pub crates: BTreeMap<u64, Option<String>>,
    /// By document: the hash of its crate, and what came of its examples.
    pub examples: BTreeMap<String, (u64, Tried)>,
    /// Where this is kept.
    #[serde(skip)]
    path: PathBuf,
}

impl Cache {
    /// Opens the cache at `path`. Another build of this program knows nothing of what was generated,
    /// another `runtime` nothing of what compiled.
    pub fn open(path: &Path, runtime: u64) -> Result<Self> {
        let tool = tool()?;
        let mut cache: Self = fs::read_to_string(path)
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        if cache.tool != tool {
            cache.documents.clear();
        }
        if cache.runtime != runtime {
            cache.crates.clear();
            cache.examples.clear();
        }
        path.clone_into(&mut cache.path);
        Ok(Self {
            tool,
            runtime,
            ..cache
        })
    }

    /// What came of the examples of a document, if its crate is still that.
    pub fn tried(&self, document: &str, hash: u64) -> Option<&Tried> {
        let (seen, tried) = self.examples.get(document)?;
        (*seen == hash).then_some(tried)
    }

    /// Keeps the findings.
    pub fn save(&self) -> Result<()> {
        let shown = || format!("cannot write `{}`", self.path.display());
        fs::write(&self.path, serde_json::to_string(self)?).with_context(shown)
    }
}

/// Tells builds of this program apart: its size and when it was built.
fn tool() -> Result<String> {
    let program = fs::metadata(env::current_exe()?)?;
    let built = program.modified()?.duration_since(UNIX_EPOCH)?;
    Ok(format!("{} {}", program.len(), built.as_nanos()))
}
