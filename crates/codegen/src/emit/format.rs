//! Syntax trees become text, those of one type at a time: that of a whole crate would not be small.

use syn::{File, Item};

/// The text of items, with a blank line between them and between the members of an item.
pub(super) fn items(items: Vec<Item>) -> String {
    let file = File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items,
    };
    spaced(&prettyplease::unparse(&file))
}

/// Puts blank lines where a person would: `prettyplease` puts none.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len().saturating_add(text.len() / 16));
    let (mut before, mut start, mut copied) = ("", 0, 0);
    for end in memchr::memchr_iter(b'\n', text.as_bytes()) {
        let line = text.get(start..end).unwrap_or_default();
        let items = ends_item(before) && declaration(before).is_none_or(|it| !line.starts_with(it));
        if items || ends_member(before) && begins_member(line) {
            out.push_str(text.get(copied..start).unwrap_or_default());
            out.push('\n');
            copied = start;
        }
        before = line;
        start = end.saturating_add(1);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out
}

/// Whether a line is the last of an item.
fn ends_item(line: &str) -> bool {
    line.ends_with([';', '}']) && !line.starts_with([' ', '/'])
}

/// How a declaration begins that stands close to the next of its kind; from its last line.
fn declaration(line: &str) -> Option<&'static str> {
    ["mod ", "use ", "pub use "]
        .into_iter()
        .find(|start| line.starts_with(start))
        .or_else(|| (line == "};").then_some("pub use "))
}

/// Whether a line is the last of a member of an item.
fn ends_member(line: &str) -> bool {
    member(line).is_some_and(|line| line.ends_with([',', ';', '}']) && !line.starts_with('/'))
}

/// Whether a line is the first of a member that does not stand close to the one before.
fn begins_member(line: &str) -> bool {
    member(line).is_some_and(|line| {
        ["///", "#[", "fn ", "pub fn ", "pub const "]
            .iter()
            .any(|start| line.starts_with(start))
    })
}

/// The text of a line that is indented once.
fn member(line: &str) -> Option<&str> {
    line.strip_prefix("    ")
        .filter(|line| !line.starts_with(' '))
}
