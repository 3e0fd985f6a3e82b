//! Which names a package can have.

use super::keywords::{is_keyword, is_reserved_crate};

/// Checks the name of a package: it becomes a folder, a crate and an argument of cargo.
///
/// # Errors
/// Says in one line what is wrong with it, naming the text.
pub fn check_package(text: &str) -> Result<(), String> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    let module = text.replace('-', "_");
    if !text.starts_with(|c: char| c.is_ascii_lowercase()) || !text.chars().all(allowed) {
        Err(format!(
            "`{}` is no name of a package: it begins with a letter from `a` to `z`; letters, digits, `-` and `_` follow",
            text.escape_debug()
        ))
    } else if text.len() > 64 {
        Err(format!(
            "`{text}` is no name of a package: it is longer than 64 characters"
        ))
    } else if is_keyword(&module) {
        Err(format!(
            "`{text}` is no name of a package: it is a keyword of Rust"
        ))
    } else if is_reserved_crate(&module) {
        Err(format!(
            "`{text}` is no name of a package: it is reserved by Rust or by Windows"
        ))
    } else {
        Ok(())
    }
}
