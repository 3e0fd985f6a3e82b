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
