//! What belongs into a generated `README.md`: inert Markdown, and examples of Rust that are made of
//! known words.

use super::known::Known;
use super::markdown::{Allowed, Markdown};
use super::rust::{Auditor, Dialect};

/// What examples have beside what is generated.
const EXAMPLES: Dialect = Dialect {
    words: &[
        "Delivery",
        "Deliveries",
        "Router",
        "StatusCode",
        "NO_CONTENT",
        "TcpListener",
        "async",
        "await",
        "batch",
        "bind",
        "delivery",
        "deliveries",
        "drift",
        "dyn",
        "env",
        "error",
        "http",
        "if",
        "listener",
        "main",
        "net",
        "new",
        "on_delivery",
        "on_event",
        "on_webhook",
        "post",
        "route",
        "routing",
        "serve",
        "tokio",
        "var",
        "with_state",
        "app",
        "rejected",
        "println",
        "eprintln",
    ],
    macros: &["println", "eprintln"],
    attributes: &["[tokio::main]"],
    std: &["env", "error"],
};

/// Reports what does not belong there, with its line.
pub(super) fn audit(text: &str, known: &Known<'_>, report: &mut impl FnMut(usize, String)) {
    let allowed = Allowed {
        fences: &[b"text", b"rust", b"rust,no_run"],
        headings: &[b"# ", b"## "],
        path: &|_| false,
    };
    let mut docs = Markdown::default();
    let mut code = String::new();
    let (mut start, mut is_rust) = (0, false);
    let mut lines = (1..).zip(text.lines());
    match lines.next() {
        Some((_, first)) if is_comment(first) => {}
        _ => report(1, "no comment that says what this is".to_owned()),
    }
    for (number, line) in lines {
        let was_code = docs.is_code();
        if let Err(what) = docs.line(line.as_bytes(), &allowed) {
            report(number, what.to_owned());
        }
        match (was_code, docs.is_code()) {
            (false, true) => {
                is_rust = line.starts_with("```rust");
                start = number;
            }
            (true, true) if is_rust => {
                code.push_str(line);
                code.push('\n');
            }
            (true, false) if is_rust => {
                Auditor::new(known, &EXAMPLES).file(&code, &mut |line: usize, what| {
                    report(line.saturating_add(start), what);
                });
                code.clear();
            }
            _ => {}
        }
    }
    if let Err(what) = docs.end() {
        report(text.lines().count(), what.to_owned());
    }
}

/// Whether a line is one comment of HTML.
fn is_comment(line: &str) -> bool {
    line.strip_prefix("<!-- ")
        .and_then(|line| line.strip_suffix(" -->"))
        .is_some_and(|text| !text.contains("--") && !text.ends_with('-'))
}
