//! What belongs into a generated `Cargo.toml`.

const SECTIONS: [&str; 4] = ["[dependencies]", "[features]", "[lints]", "[package]"];
const KEYS: [&str; 16] = [
    "asyncapi-runtime",
    "asyncapi-runtime.workspace",
    "axum",
    "dedupe",
    "description",
    "edition",
    "edition.workspace",
    "license.workspace",
    "name",
    "repository.workspace",
    "rust-version",
    "rust-version.workspace",
    "test-util",
    "verify",
    "version",
    "version.workspace",
];

/// Reports lines that do not belong there. A value ends on its line.
pub(super) fn audit(text: &str, report: &mut impl FnMut(usize, String)) {
    for (line, text) in (1..).zip(text.lines()) {
        let is_known = text.is_empty()
            || text.starts_with("# ")
            || SECTIONS.contains(&text)
            || text == "workspace = true"
            || text
                .split_once(" = ")
                .is_some_and(|(key, value)| KEYS.contains(&key) && ends(value));
        if !is_known {
            report(line, format!("the line `{text}`"));
        }
    }
}

/// Whether every string of a value ends, and it has one value alone.
fn ends(value: &str) -> bool {
    let mut outside = String::new();
    let mut characters = value.chars();
    let mut is_inside = false;
    while let Some(character) = characters.next() {
        match character {
            '\\' if is_inside => {
                characters.next();
            }
            '"' => is_inside = !is_inside,
            _ if is_inside => {}
            _ => outside.push(character),
        }
    }
    !is_inside && !outside.contains(['#', '\'', '\\'])
}
