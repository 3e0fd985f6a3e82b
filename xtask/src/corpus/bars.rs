//! How much of a corpus has to be right: counts in, what falls short out.

use super::table::{Counts, Table};

/// Of the documents of a tier that are valid by the schemas, so many per mille give a crate, or are
/// refused as the official parser refuses them.
const GENERATED: [(&str, usize); 4] = [
    ("vendor", 1000),
    ("wild", 1000),
    ("example", 995),
    ("fixture", 990),
];

/// Of the documents that are not valid, so many per mille are told so in the right place.
const AT_PLACE: usize = 950;

/// What falls short, a line for each.
pub fn missed(table: &Table) -> Vec<String> {
    let rows = table.rows();
    let mut missed = Vec::new();
    let mut require = |what: &str, fine: usize, all: usize, per_mille: usize| {
        if fine * 1000 < all * per_mille {
            missed.push(format!(
                "{what}: {fine} of {all}, not {}.{} %",
                per_mille / 10,
                per_mille % 10
            ));
        }
    };
    for (tier, status, counts) in &rows {
        let bar = GENERATED.iter().find(|(name, _)| name == tier);
        if let Some((_, per_mille)) = bar
            && *status == "valid"
        {
            require(
                &format!("{tier} documents that generate"),
                counts.generated + counts.agreed,
                counts.documents,
                *per_mille,
            );
        }
    }
    let invalid = || {
        rows.iter()
            .filter(|(_, status, _)| *status != "valid")
            .map(|(_, _, counts)| counts)
    };
    let sum = |count: fn(&Counts) -> usize| invalid().map(count).sum();
    require(
        "faults in their place",
        sum(|it| it.at_place),
        sum(|it| it.documents),
        AT_PLACE,
    );
    let all = |count: fn(&Counts) -> usize| rows.iter().map(|(_, _, counts)| count(counts)).sum();
    require(
        "documents without a crash",
        all(|it| it.documents - it.crashed),
        all(|it| it.documents),
        1000,
    );
    missed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_falls_short() {
        let check = |change: fn(&mut Table), expected: &[&str]| {
            let mut table = Table::default();
            let counts = table.counts("vendor", "valid");
            (counts.documents, counts.generated) = (87, 87);
            let counts = table.counts("fixture", "valid");
            (counts.documents, counts.generated, counts.agreed) = (658, 600, 52);
            let counts = table.counts("fixture", "schema-error");
            (counts.documents, counts.generated, counts.at_place) = (400, 300, 380);
            change(&mut table);
            assert_eq!(missed(&table), expected);
        };
        check(|_| {}, &[]);
        check(
            |table| table.counts("vendor", "valid").generated = 86,
            &["vendor documents that generate: 86 of 87, not 100.0 %"],
        );
        check(
            |table| table.counts("fixture", "valid").agreed = 51,
            &["fixture documents that generate: 651 of 658, not 99.0 %"],
        );
        check(
            |table| table.counts("fixture", "schema-error").at_place = 379,
            &["faults in their place: 379 of 400, not 95.0 %"],
        );
        check(
            |table| table.counts("fixture", "schema-error").crashed = 1,
            &["documents without a crash: 1144 of 1145, not 100.0 %"],
        );
        assert_eq!(missed(&Table::default()), Vec::<String>::new());
    }
}
