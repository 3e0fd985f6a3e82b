//! Bodies that a sender has sent: their paths in, their texts out, as far as they are JSON.

use asyncapi_parser::diagnostic::{Diagnostic, Label};
use asyncapi_parser::source::Span;
use asyncapi_parser::tree::Document;
use serde_core::de::IgnoredAny;

use super::Input;
use crate::code;

/// A body that is JSON.
#[derive(Debug)]
pub struct Sample {
    /// The name of its file without folder and extension, e.g. `call.created`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Reads the samples. Those at fault are left out, and told.
pub(super) fn read(
    input: &Input<'_>,
    document: &mut Document,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Sample> {
    let paths = input.samples.iter();
    paths
        .filter_map(|path| match text(input, path, document) {
            Ok(text) => Some(Sample {
                name: name(path).to_owned(),
                text,
            }),
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                None
            }
        })
        .collect()
}

fn text(input: &Input<'_>, path: &str, document: &mut Document) -> Result<String, Box<Diagnostic>> {
    let shown = input.files.shown(path);
    let refused = |reason: &str| {
        Diagnostic::error(&code::SAMPLE, format!("the sample `{shown}` {reason}"))
            .help("keep one body in it as it was sent, or take the file away")
    };
    let bytes = match input.files.read(path) {
        Ok(bytes) => bytes,
        Err(reason) => {
            return Err(Box::new(refused(&format!("cannot be read: {reason}"))));
        }
    };
    if bytes.len() > input.limits.file_bytes {
        let limit = input.limits.file_bytes;
        return Err(Box::new(refused(&format!("has more than {limit} bytes"))));
    }
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(Box::new(refused("is not UTF-8")));
    };
    let Err(error) = serde_json::from_str::<IgnoredAny>(&text) else {
        return Ok(text);
    };
    let start = offset(&text, error.line(), error.column());
    let file = document.sources.add(path.to_owned(), shown.clone(), text);
    let reason = error.to_string();
    let reason = reason.split(" at line ").next().unwrap_or_default();
    let span = Span {
        file,
        start,
        end: start,
    };
    let diagnostic = refused("is not JSON").at_label(Label {
        span,
        pointer: String::new(),
        text: reason.to_owned(),
    });
    Err(Box::new(diagnostic))
}

/// The byte at a line and a column of bytes, both from 1.
fn offset(text: &str, line: usize, column: usize) -> u32 {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    let before: usize = lines.map(str::len).sum();
    let at = before.saturating_add(column.saturating_sub(1));
    let mut down = (0..=at.min(text.len())).rev();
    let at = down.find(|at| text.is_char_boundary(*at));
    u32::try_from(at.unwrap_or_default()).unwrap_or(u32::MAX)
}

fn name(path: &str) -> &str {
    let file = path.rsplit_once('/').map_or(path, |(_, file)| file);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}
