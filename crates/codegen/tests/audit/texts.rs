//! What people have tried, as texts of a document.

use fastrand::Rng;

/// Parts of texts: what ends something, what begins something, what cannot be seen.
const FRAGMENTS: [&str; 70] = [
    "\"",
    "\"#",
    "\\",
    "\\\"",
    "\\\\",
    "\\u{22}",
    "'",
    "`",
    "``",
    "```",
    "```rust\n",
    "\n```\n",
    "~~~\n",
    "\n\n    panic!();\n",
    "- ",
    "1. ",
    "\n- - a\n",
    "\n> ",
    "# ",
    "\n| a | b |\n|---|---|\n| `c | <i>` |\n",
    "|",
    "---",
    "===",
    "\n",
    "\r",
    "\r\n",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\0",
    "\t",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "/*",
    "*/",
    "//",
    "/// ",
    "//! ",
    "-->",
    "<!--",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<b",
    "&lt;i&gt;",
    "&#x202e;",
    "&rlm;",
    "![x](https://example.com/x.png)",
    "[x](javascript:alert(1))",
    "[x](https://example.com)",
    "[Vec]",
    "[`String`]",
    "[a]: https://example.com",
    "https://example.com/<b>",
    "[",
    "]",
    "]]",
    ")",
    "{",
    "}",
    "{}",
    "${x}",
    "#{",
    "fn pwned() {}",
    "; pub fn pwned() { std::process::abort() }",
    "include!(\"/etc/passwd\")",
    "#[path = \"/etc/passwd\"] mod pwned;",
    "#![feature(pwned)]",
    "\"\nbuild = \"pwned.rs\"\n[dependencies]\npwned = \"1\"\n",
];

/// Texts that are words: of Rust, of what is generated, and of nothing.
const WORDS: [&str; 36] = [
    "", " ", "_", "__", "-", "r#type", "r#", "self", "Self", "super", "crate", "std", "core",
    "type", "fn", "unsafe", "extern", "async", "gen", "try", "macro", "union", "Event", "Events",
    "Unknown", "Other", "Extra", "Json", "Option", "Wire", "decode", "extra", "lib", "mod", "é",
    "9",
];

/// A text of a hostile document.
pub(super) fn text(rng: &mut Rng) -> String {
    match rng.u32(..400) {
        0..60 => word(rng),
        60..100 => rng.choice(WORDS).unwrap_or_default().to_owned(),
        100 => {
            let part = fragment(rng);
            part.repeat(rng.usize(1_000..9_000) / (part.len() + 1))
        }
        101..120 => (0..rng.usize(..40)).map(|_| rng.char(..)).collect(),
        _ => (0..rng.usize(1..5)).map(|_| fragment(rng)).collect(),
    }
}

/// A text that nothing is against.
pub(super) fn word(rng: &mut Rng) -> String {
    (0..rng.usize(1..8)).map(|_| rng.lowercase()).collect()
}

fn fragment(rng: &mut Rng) -> String {
    match rng.u32(..4) {
        0 => word(rng),
        _ => rng.choice(FRAGMENTS).unwrap_or_default().to_owned(),
    }
}
