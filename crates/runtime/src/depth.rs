//! How deep a JSON text nests: text in, whether that is too deep out. Knows brackets and quotes
//! only: that the text is well-formed is checked by whoever decodes it.

/// How deep values may nest; the limit that `serde_json` has for typed values.
const MAX: usize = 128;

/// How many bytes are looked at in one go.
const CHUNK: usize = 64;

/// Whether a JSON text nests too deep. `serde_json` does not limit the depth of what it keeps as
/// text.
pub(crate) fn too_deep(text: &str) -> bool {
    // Most texts are let off by how many brackets open, others as soon as enough have closed.
    let mut place = Place {
        most: openers(text.as_bytes()),
        depth: 0,
        string: In::Nothing,
    };
    for part in text.as_bytes().chunks(CHUNK) {
        if place.most <= MAX {
            return false;
        }
        let leapt = part.try_into().is_ok_and(|chunk| place.leap(chunk));
        if !leapt && !place.walk(part) {
            return true;
        }
    }
    false
}

/// A place in a text.
struct Place {
    /// How deep it can get from here on at the most.
    most: usize,
    depth: usize,
    string: In,
}

#[derive(Clone, Copy)]
enum In {
    Nothing,
    String,
    /// Behind a backslash.
    Escape,
}

impl Place {
    /// Goes behind a chunk by numbers alone, if it cannot get too deep and each backslash in it
    /// escapes something else, which it does in strings only.
    fn leap(&mut self, chunk: &[u8; CHUNK]) -> bool {
        let (mut string, mut escape) = match self.string {
            In::Nothing => (0, 0),
            In::String => (ONES, 0),
            In::Escape => (ONES, 1),
        };
        let (mut opened, mut closed, mut odd) = (0_u64, 0_u64, 0);
        let [backslashes, quotes] = [b'\\', b'"'].map(|wanted| flags(chunk, |byte| byte == wanted));
        let [openers, closers] =
            [b'{', b'}'].map(|wanted| flags(chunk, |byte| byte | 0x20 == wanted));
        let words = backslashes
            .into_iter()
            .zip(quotes)
            .zip(openers)
            .zip(closers);
        for (((backslashes, quotes), openers), closers) in words {
            let escaped = backslashes << 8 | escape;
            escape = backslashes >> 56;
            // Times ones, each byte is the sum of those up to it: odd, if it is in a string.
            let inside = (quotes & !escaped).wrapping_mul(ONES) ^ string;
            odd |= backslashes & (escaped | !inside);
            opened = opened.wrapping_add(openers & !inside);
            closed = closed.wrapping_add(closers & !inside);
            string = (inside >> 56 & 1).wrapping_neg();
        }
        let depth = self.depth.saturating_add(sum(opened));
        if depth > MAX || odd > 0 {
            return false;
        }
        self.depth = depth.saturating_sub(sum(closed));
        self.most = self.most.saturating_sub(sum(closed));
        self.string = match (string, escape) {
            (0, _) => In::Nothing,
            (_, 0) => In::String,
            _ => In::Escape,
        };
        true
    }

    /// Goes behind bytes one by one, unless they get too deep.
    fn walk(&mut self, bytes: &[u8]) -> bool {
        for byte in bytes {
            self.string = match self.string {
                In::Nothing => match byte {
                    b'"' => In::String,
                    b'[' | b'{' => {
                        self.depth = self.depth.saturating_add(1);
                        if self.depth > MAX {
                            return false;
                        }
                        In::Nothing
                    }
                    b']' | b'}' => {
                        self.depth = self.depth.saturating_sub(1);
                        self.most = self.most.saturating_sub(1);
                        In::Nothing
                    }
                    _ => In::Nothing,
                },
                In::String => match byte {
                    b'"' => In::Nothing,
                    b'\\' => In::Escape,
                    _ => In::String,
                },
                In::Escape => In::String,
            };
        }
        true
    }
}

/// How many brackets open, those in strings included.
fn openers(text: &[u8]) -> usize {
    // Sums of a byte, over no more than fit into one, are what the compiler makes wide additions
    // of.
    text.chunks(224)
        .map(|chunk| {
            let sum: u8 = chunk.iter().map(|byte| u8::from(opens(*byte))).sum();
            usize::from(sum)
        })
        .sum()
}

fn opens(byte: u8) -> bool {
    byte | 0x20 == b'{'
}

/// A word whose bytes are all one.
const ONES: u64 = u64::MAX / 255;

/// A byte for each byte, one where something is so of it and else zero, in words.
fn flags(chunk: &[u8; CHUNK], is: impl Fn(u8) -> bool) -> [u64; CHUNK / 8] {
    let bytes = chunk.map(|byte| u8::from(is(byte)));
    let mut words = [0; CHUNK / 8];
    for (word, bytes) in words.iter_mut().zip(bytes.as_chunks().0) {
        *word = u64::from_le_bytes(*bytes);
    }
    words
}

/// The sum of a word's bytes, if it fits into one.
fn sum(word: u64) -> usize {
    let [sum, ..] = word.wrapping_mul(ONES).to_be_bytes();
    usize::from(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_that_are_open_at_once_count() {
        let nested = |levels: usize, inner: &str| {
            format!("{}{inner}{}", "[".repeat(levels), "]".repeat(levels))
        };
        let check = |text: &str, expected: bool| {
            // Wherever the text is cut into chunks.
            for before in (0..CHUNK).step_by(5) {
                let text = " ".repeat(before) + text;
                assert_eq!(too_deep(&text), expected, "{text}");
            }
        };
        check(&nested(MAX, ""), false);
        check(&nested(MAX + 1, ""), true);
        check(&"{\"a\":".repeat(MAX + 1), true);
        // Side by side, however many.
        let many = |item: &str| vec![item; 300].join(",");
        check(&format!("[{}]", many("[{}]")), false);
        check(&format!("[{},{}]", many("[]"), nested(MAX - 1, "")), false);
        check(&format!("[{},{}]", many("[]"), nested(MAX, "")), true);
        // What is no JSON is not called deep for what a backslash in front of a string does not do.
        check(&format!("\\\"{}", "[".repeat(MAX + 1)), false);
        // In strings they are text, and quotes in strings do not end them.
        for (levels, expected) in [(MAX, false), (MAX + 1, true)] {
            for string in [
                "[",
                "]",
                "[é{",
                "]a}",
                "[\\\"[\\\\[\\n",
                "]\\\"]\\\\",
                "\\\\]\\\"",
            ] {
                check(
                    &nested(levels, &format!("\"{}\"", string.repeat(20))),
                    expected,
                );
                let strings = many(&format!("{{\"{string}\":[\"{string}\"]}}"));
                check(&nested(levels - 2, &format!("{strings},[[]]")), expected);
            }
        }
    }
}
