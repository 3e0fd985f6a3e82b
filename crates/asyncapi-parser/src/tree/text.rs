//! Texts of scalars and keys. Most stand in their file as they are, so that no copy is made of
//! them.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use crate::source::offset;

/// A text: a piece of a file, or one of its own. Cloning costs no copy.
#[derive(Clone)]
pub struct Text {
    whole: Arc<String>,
    start: u32,
    end: u32,
}

impl Text {
    /// The text.
    pub fn as_str(&self) -> &str {
        self
    }

    /// To compare bytes costs less than to compare texts: they need no characters' bounds.
    fn bytes(&self) -> &[u8] {
        let range = self.start as usize..self.end as usize;
        self.whole.as_bytes().get(range).unwrap_or_default()
    }

    /// The bytes from `start` up to `end` of a text.
    pub(crate) fn piece(whole: &Arc<String>, start: usize, end: usize) -> Self {
        Self {
            whole: Arc::clone(whole),
            start: offset(start),
            end: offset(end),
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self {
            whole: Arc::new(text.to_owned()),
            start: 0,
            end: offset(text.len()),
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        let range = self.start as usize..self.end as usize;
        self.whole.get(range).unwrap_or_default()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for Text {}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(other)
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl PartialEq<String> for Text {
    fn eq(&self, other: &String) -> bool {
        **self == **other
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher, RandomState};

    use super::*;

    #[test]
    fn pieces_are_used_like_texts() {
        let whole = Arc::new("aüb aüc".to_owned());
        let state = RandomState::new();
        for (start, end, expected) in [
            (0, 4, "aüb"),
            (5, 9, "aüc"),
            (0, 9, "aüb aüc"),
            (4, 4, ""),
            // No text is cut in the middle of a character, nor goes on behind the end.
            (0, 2, ""),
            (5, 10, ""),
        ] {
            let piece = Text::piece(&whole, start, end);
            assert_eq!((&*piece, piece.as_str()), (expected, expected));
            assert_eq!(
                format!("{piece} {piece:?}"),
                format!("{expected} {expected:?}")
            );
            assert_eq!(state.hash_one(&piece), state.hash_one(expected));
            for other in ["aüb", "aüc", "aüb aüc", ""] {
                let equal = expected == other;
                assert_eq!(piece == *other, equal, "{expected} and {other}");
                assert_eq!(piece == other, equal, "{expected} and {other}");
                let (text, owned) = (Text::from(other), other.to_owned());
                assert_eq!(piece == owned, equal, "{expected} and {other}");
                assert_eq!(
                    piece.cmp(&text),
                    expected.cmp(other),
                    "{expected} and {other}"
                );
                assert_eq!(piece.partial_cmp(&text), expected.partial_cmp(other));
            }
        }
        let [one, same, other] =
            [(0, 4), (0, 4), (5, 9)].map(|(start, end)| Text::piece(&whole, start, end));
        assert_eq!(one, same);
        assert_ne!(one, other);
    }
}
