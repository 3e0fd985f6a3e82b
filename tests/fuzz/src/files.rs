//! The files of a case: bytes in, paths and texts out.
//!
//! Bytes that are a JSON object with a member `asyncapi.yaml` are several files, a member each: a
//! string is the text of its file, anything else is the file itself. Other bytes are the document.

use std::collections::BTreeMap;

use asyncapi_parser::load::Limits;
use serde_json::value::RawValue;

/// Files in memory, under their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The path of the document.
pub const DOCUMENT: &str = "asyncapi.yaml";

/// The path of its configuration.
pub const CONFIG: &str = "codegen.yaml";

/// The files that bytes stand for.
pub fn files(data: &[u8]) -> Files {
    match serde_json::from_slice::<BTreeMap<String, Box<RawValue>>>(data) {
        Ok(members) if members.contains_key(DOCUMENT) => members
            .into_iter()
            .map(|(path, value)| (path, text(&value)))
            .collect(),
        Ok(_) | Err(_) => Files::from([(DOCUMENT.to_owned(), data.to_vec())]),
    }
}

fn text(value: &RawValue) -> Vec<u8> {
    let text = serde_json::from_str(value.get()).unwrap_or_else(|_| value.get().to_owned());
    text.into_bytes()
}

/// As much as a case may ask for: far less than documents may, so that no case is slow because it is
/// large.
pub fn limits() -> Limits {
    Limits {
        nodes: 20_000,
        alias_nodes: 2_000,
        ..Limits::default()
    }
}

#[test]
fn bytes_are_one_file_or_several() {
    let read = |text: &str| -> Vec<(String, String)> {
        let lossy = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
        let files = files(text.as_bytes()).into_iter();
        files.map(|(path, text)| (path, lossy(&text))).collect()
    };
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    for text in [
        "",
        "a: 1",
        r#"{"asyncapi":"2.6.0"}"#,
        r#"["asyncapi.yaml"]"#,
    ] {
        assert_eq!(read(text), [file(DOCUMENT, text)]);
    }
    assert_eq!(
        read(r#"{"codegen.yaml":"enums: open","asyncapi.yaml":{"a":1.10}}"#),
        [file(DOCUMENT, r#"{"a":1.10}"#), file(CONFIG, "enums: open")]
    );
}
