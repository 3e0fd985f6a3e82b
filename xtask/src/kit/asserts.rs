//! What else a case asserts about a run and the files that it wrote.

use anyhow::Result;

use super::judge;
use super::manifest::Assert;
use super::run::Run;
use super::scene::Scene;
use super::sources;
use super::trace;
use crate::batch::Sources;

/// What is wrong by one assertion. Those about documentation and tests are left to the compiler's
/// turn.
pub fn check(assert: &Assert, run: &Run, scene: &Scene, sources: &Sources) -> Result<Vec<String>> {
    let trace = run.trace.as_deref().unwrap_or_default();
    let (what, found) = match assert {
        Assert::MaxSeconds { value } => ("slow", judge::takes_at_most(run, *value).into_iter().collect()),
        Assert::MaxRssMib { value } => ("large", judge::needs_at_most(run, *value).into_iter().collect()),
        Assert::NoNetwork => ("spoke to a network", trace::network(trace)),
        Assert::NoOpenOutsideRoot => ("opened outside", trace::opened_outside(trace, scene)),
        Assert::NoWriteOutsideOut => ("wrote outside", trace::written_outside(trace, scene)),
        Assert::AstNoIdentifier { name } => {
            ("an identifier", sources::identifiers(sources, |found| found == name)?)
        }
        Assert::AsciiIdentifiers => {
            ("not ASCII", sources::identifiers(sources, |found| !found.is_ascii())?)
        }
        Assert::OutputChars { forbid } => ("a character", sources::characters(sources, forbid)?),
        Assert::SourceLacks { substring } => {
            let holding = sources.iter().filter(|(_, text)| text.contains(substring));
            ("the text is in", holding.map(|(path, _)| path.clone()).collect())
        }
        Assert::MaxPathBytes { value } => {
            let long = sources.keys().filter(|path| path.len() > *value);
            ("a long path", long.cloned().collect())
        }
        // Held against every run, whether or not the case asserts it.
        Assert::NoTempFiles
        // Seen by the caller, who looked at the folder before the run.
        | Assert::OutUnchanged
        // Told by the compiler, once for all cases.
        | Assert::DoctestCount { .. }
        | Assert::RustdocDenyWarnings
        | Assert::RustdocHtmlLacks { .. } => ("", Vec::new()),
    };
    Ok(found
        .into_iter()
        .map(|found| format!("{what}: {found}"))
        .collect())
}
