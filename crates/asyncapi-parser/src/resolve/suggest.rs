//! "Did you mean": the known word that is most like an unknown one. Knows words only.

/// How many characters may be compared in one run, so that a document full of wrong names costs no
/// more than one with a few.
const BUDGET: usize = 4_000_000;

/// Finds words that are alike.
#[derive(Debug)]
pub(super) struct Suggestions {
    left: usize,
}

impl Default for Suggestions {
    fn default() -> Self {
        Self { left: BUDGET }
    }
}

impl Suggestions {
    /// The candidate most like a word, if one is alike enough to have been meant.
    pub(super) fn closest<'c>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        let mut best: Option<(f64, &str)> = None;
        for candidate in candidates {
            let cost = word.len().saturating_mul(candidate.len());
            let Some(left) = self.left.checked_sub(cost) else {
                break;
            };
            self.left = left;
            let likeness = likeness(word, candidate);
            if best.is_none_or(|(most, _)| likeness > most) {
                best = Some((likeness, candidate));
            }
        }
        best.filter(|(likeness, _)| *likeness >= 0.6)
            .map(|(_, candidate)| candidate)
    }

    /// The candidate that a word is one letter off: one missing, one too many, one wrong, or two
    /// swapped. Short words are too much alike.
    pub(super) fn slip<'c>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        const SHORTEST: usize = 5;
        if word.len() < SHORTEST {
            return None;
        }
        let close = self.closest(word, candidates)?;
        (strsim::damerau_levenshtein(word, close) == 1).then_some(close)
    }
}

fn likeness(word: &str, candidate: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&word.to_lowercase(), &candidate.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_that_is_most_alike() {
        let cases = [
            ("strng", Some("string")),
            ("STRING", Some("string")),
            ("integr", Some("integer")),
            // Of words that are alike the first.
            ("bit", Some("bat")),
            ("xyz", None),
        ];
        for (word, meant) in cases {
            let candidates = ["number", "bat", "but", "string", "integer"];
            let found = Suggestions::default().closest(word, candidates);
            assert_eq!(found, meant, "{word}");
        }
    }

    #[test]
    fn slips_are_of_one_letter() {
        let cases = [
            ("maximun", Some("maximum")),
            ("maxmum", Some("maximum")),
            ("maximuum", Some("maximum")),
            ("maixmum", Some("maximum")),
            ("maxium", Some("maximum")),
            ("maxims", None),
            ("item", None),
            ("itens", Some("items")),
            ("items", None),
        ];
        for (word, meant) in cases {
            let found = Suggestions::default().slip(word, ["maximum", "items"]);
            assert_eq!(found, meant, "{word}");
        }
    }

    #[test]
    fn a_run_compares_no_more_than_its_budget() {
        let mut suggestions = Suggestions { left: 12 };
        assert_eq!(suggestions.closest("abc", ["abd"]), Some("abd"));
        assert_eq!(suggestions.closest("abc", ["ab", "abd"]), None);
        assert_eq!(suggestions.closest("abc", ["a"]), None);
    }
}
