//! How much of the suite has to be right: the counts of all files in, what falls short out.

use super::table::Counts;

/// Of invalid instances, so many per mille are rejected.
const REJECTED: usize = 550;

/// So many schemas are exact, of so many that a document can express.
const EXACT: (usize, usize) = (110, 223);

/// What falls short, a line for each.
pub fn missed(counts: &Counts) -> Vec<String> {
    let Counts {
        schemas: _,
        expressible,
        generated,
        compiled,
        accepted,
        lossless,
        rejected,
        exact,
    } = *counts;
    let mut missed = Vec::new();
    let mut require = |what: &str, fine: usize, all: usize, bar: (usize, usize)| {
        if fine * bar.1 < all * bar.0 {
            missed.push(format!(
                "{what}: {fine} of {all}, not {} of {}",
                bar.0, bar.1
            ));
        }
    };
    require("schemas that generate", generated, expressible, (1, 1));
    require("crates that compile", compiled, expressible, (1, 1));
    require(
        "valid instances accepted",
        accepted.fine,
        accepted.all,
        (1, 1),
    );
    require(
        "valid instances lossless",
        lossless.fine,
        lossless.all,
        (1, 1),
    );
    require(
        "invalid instances rejected",
        rejected.fine,
        rejected.all,
        (REJECTED, 1000),
    );
    require("exact schemas", exact, expressible, EXACT);
    missed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::table::Share;

    #[test]
    fn tells_what_falls_short() {
        let enough = Counts {
            schemas: 257,
            expressible: 223,
            generated: 223,
            compiled: 223,
            accepted: Share {
                fine: 500,
                all: 500,
            },
            lossless: Share {
                fine: 500,
                all: 500,
            },
            rejected: Share { fine: 55, all: 100 },
            exact: 110,
        };
        let check = |change: fn(&mut Counts), expected: &[&str]| {
            let mut counts = enough;
            change(&mut counts);
            assert_eq!(missed(&counts), expected);
        };
        check(|_| {}, &[]);
        check(
            |counts| counts.compiled = 222,
            &["crates that compile: 222 of 223, not 1 of 1"],
        );
        check(
            |counts| counts.lossless.fine = 499,
            &["valid instances lossless: 499 of 500, not 1 of 1"],
        );
        check(
            |counts| counts.rejected.fine = 54,
            &["invalid instances rejected: 54 of 100, not 550 of 1000"],
        );
        check(
            |counts| counts.exact = 109,
            &["exact schemas: 109 of 223, not 110 of 223"],
        );
    }
}
