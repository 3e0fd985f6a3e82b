//! A diagnostic as a JSON object on one line: `code`, `severity`, `message`, `help`, and `places`
//! with `path`, `line`, `column`, `pointer` and `text`, the first being that of the fault.

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Label};
use crate::source::Sources;

pub(super) fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let places: Vec<Value> = diagnostic
        .labels
        .iter()
        .map(|label| place(label, sources))
        .collect();
    // The members are in the order of their names, whatever map `serde_json` is built with.
    let object = json!({
        "code": diagnostic.code.id,
        "help": diagnostic.help,
        "message": diagnostic.message,
        "places": places,
        "severity": super::severity(diagnostic.severity),
    });
    object.to_string()
}

fn place(label: &Label, sources: &Sources) -> Value {
    let position = sources.position(label.span);
    json!({
        "column": position.column,
        "line": position.line,
        "path": sources.get(label.span.file).shown,
        "pointer": label.pointer,
        "text": label.text,
    })
}
