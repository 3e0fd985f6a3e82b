//! Which characters of a text are shown: no control characters, none that cannot be seen, none
//! that change the direction of what is around them.

use std::borrow::Cow;

/// The text with one kind of line end and without tabs, cut behind `limit` characters.
pub(super) fn text(text: &str, limit: usize) -> Cow<'_, str> {
    // Nearly all texts are like this.
    if text.len() <= limit && text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len().min(limit.saturating_mul(4)));
    let mut characters = text.chars().peekable();
    let mut left = limit;
    while let Some(character) = characters.next() {
        let Some(next) = left.checked_sub(1) else {
            out.push('…');
            break;
        };
        left = next;
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                out.push('\n');
            }
            '\t' => out.push_str("    "),
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            _ if hidden(character) => {}
            _ => out.push(character),
        }
    }
    Cow::Owned(out)
}

fn hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}
