//! Words that cannot be names.

/// Strict and reserved keywords of every edition (Rust Reference, "Keywords"). Weak keywords
/// (`union`, `default`, `auto`, `raw`, `safe`, `macro_rules`) are names like any other.
pub(super) const KEYWORDS: [&str; 53] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "_",
];

/// Modules that a generated crate has itself, and files that mean something to cargo.
const MODULES: [&str; 6] = ["lib", "main", "build", "types", "wire", "event"];

/// Crates that every crate can name already.
const CRATES: [&str; 5] = ["alloc", "core", "proc_macro", "std", "test"];

/// Whether no identifier may be spelled so.
pub(super) fn is_keyword(text: &str) -> bool {
    KEYWORDS.contains(&text)
}

/// Whether no module of a document's type may be called so.
pub(super) fn is_reserved_module(text: &str) -> bool {
    MODULES.contains(&text) || is_device(text)
}

/// Whether no package may be called so.
pub(super) fn is_reserved_crate(text: &str) -> bool {
    CRATES.contains(&text) || is_device(text)
}

/// Names that Windows keeps for devices, whatever the extension.
fn is_device(text: &str) -> bool {
    match text {
        "con" | "prn" | "aux" | "nul" => true,
        _ => text
            .strip_prefix("com")
            .or_else(|| text.strip_prefix("lpt"))
            .is_some_and(|rest| matches!(rest.as_bytes(), [b'1'..=b'9'])),
    }
}
