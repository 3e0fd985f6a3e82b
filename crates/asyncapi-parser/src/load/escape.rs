//! Where in a double-quoted scalar an escape is wrong: the parser says only where the scalar
//! begins. Knows the escapes of YAML 1.2.2, section 5.7, and JSON's surrogate pairs.

/// The offset of the first escape that is unknown or stands for no character.
pub(super) fn first_bad(text: &str) -> Option<usize> {
    let mut rest = text;
    loop {
        let escape = rest.get(rest.find('\\')?..)?;
        match behind(escape) {
            Some(behind) => rest = behind,
            None => return text.len().checked_sub(escape.len()),
        }
    }
}

/// What follows the escape that a text begins with; `None` if it is wrong.
fn behind(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    let digits = match chars.nth(1)? {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        '0' | 'a' | 'b' | 't' | '\t' | 'n' | 'v' | 'f' | 'r' | 'e' | ' ' | '"' | '/' | '\\'
        | 'N' | '_' | 'L' | 'P' | '\n' | '\r' => return Some(chars.as_str()),
        _ => return None,
    };
    let (digits, rest) = chars.as_str().split_at_checked(digits)?;
    match hex(digits)? {
        // A high surrogate takes the low one that follows with it.
        0xD800..=0xDBFF => {
            let (low, rest) = rest.strip_prefix("\\u")?.split_at_checked(4)?;
            (0xDC00..=0xDFFF).contains(&hex(low)?).then_some(rest)
        }
        0xDC00..=0xDFFF | 0x11_0000.. => None,
        _ => Some(rest),
    }
}

fn hex(digits: &str) -> Option<u32> {
    let all = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bad_escape_is_found_behind_good_ones() {
        let check =
            |text: &str, expected: Option<usize>| assert_eq!(first_bad(text), expected, "{text}");
        check(r#""plain""#, None);
        check(r#""\n\u00e4\x41\U0001F600\ud83d\ude00""#, None);
        check(r#""a\q""#, Some(2));
        check(r#""\n\\\q""#, Some(5));
        check(r#""\u12g4""#, Some(1));
        check(r#""\ud83dx""#, Some(1));
        check(r#""\ud83d\n....""#, Some(1));
        check(r#""ä\ude00""#, Some(3));
        check(r#""\U00110000""#, Some(1));
    }
}
