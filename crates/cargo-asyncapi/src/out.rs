//! Standard output. Whoever reads it may stop reading, as `head` does: then the program ends.

use std::fmt::Arguments;
use std::io::{Write, stdout};
use std::process::exit;

/// Prints text.
pub(crate) fn text(text: Arguments<'_>) {
    let mut out = stdout().lock();
    if out.write_fmt(text).and_then(|()| out.flush()).is_err() {
        exit(1);
    }
}

/// Prints a line.
pub(crate) fn line(line: Arguments<'_>) {
    text(format_args!("{line}\n"));
}
