//! What is printed. Whoever reads it may stop reading, as `head` does, or have no room for it: then
//! the program ends, with a code that says so.

use std::fmt::Arguments;
use std::io::{Write, stderr, stdout};
use std::process::exit;

/// Prints text.
#[expect(clippy::exit, reason = "what is printed is what the program is for")]
pub fn text(text: Arguments<'_>) {
    let mut out = stdout().lock();
    if out.write_fmt(text).and_then(|()| out.flush()).is_err() {
        exit(1);
    }
}

/// Prints text on standard error. Nothing can be told where telling fails; the exit code remains.
pub fn error(text: Arguments<'_>) {
    // As a whole, so that runs at once do not mix their words.
    let _ = stderr().write_all(text.to_string().as_bytes());
}

/// Prints a line.
pub fn line(line: Arguments<'_>) {
    text(format_args!("{line}\n"));
}
