//! What a kit says about its cases: `manifest.json` in, plain data out.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::value::RawValue;

/// The cases of a kit. One that cannot be read is a failure of its own and hides no other.
#[derive(Debug)]
pub struct Manifest {
    /// The cases in order: each, or the reason why it cannot be read.
    pub cases: Vec<Result<Case, String>>,
    /// Name of the vendor where a case gives none.
    pub default_vendor: String,
}

/// One document and what must come of it.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// Names the case.
    pub id: String,
    /// What comes of it.
    pub expect: Expect,
    /// The document below the kit's folder; none where a recipe makes it.
    #[serde(default)]
    pub entry: Option<String>,
    /// Texts and how often each is repeated.
    #[serde(default)]
    pub recipe: Option<Vec<(String, usize)>>,
    /// The vendor to generate for.
    #[serde(default)]
    pub vendor: Option<String>,
    /// What is done before the run: an action and its arguments.
    #[serde(default)]
    pub setup: Vec<Vec<String>>,
    /// JSON that schema `P` describes.
    #[serde(default, rename = "samples_for_schema_P")]
    pub samples: Vec<Sample>,
    /// What must hold besides.
    #[serde(default)]
    pub asserts: Vec<Assert>,
    /// What an error names.
    #[serde(default)]
    pub error: Option<ExpectedError>,
    /// Outcomes that pass as well.
    #[serde(default)]
    pub also_accepted: Vec<Expect>,
}

/// What comes of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expect {
    /// Exit code 0 and a crate that compiles without a warning.
    GeneratesAndCompiles,
    /// Exit code 1 and a message.
    Error,
}

/// JSON for the type of schema `P`.
#[derive(Debug, Deserialize)]
pub struct Sample {
    /// The JSON as the kit has it.
    pub json: Box<RawValue>,
    /// What decoding does with it.
    pub outcome: Outcome,
}

/// What decoding does with JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It decodes and encodes to the same JSON.
    Lossless,
    /// It does not decode.
    Error,
}

/// What an error message names.
#[derive(Debug, Deserialize)]
pub struct ExpectedError {
    /// Texts that the message holds.
    #[serde(default)]
    pub must_name: Vec<String>,
    /// The file at fault, below the case's folder.
    #[serde(default)]
    pub file: Option<String>,
    /// Its line; any where there is none.
    #[serde(default)]
    pub line: Option<u64>,
    /// Present where any line that takes part in a cycle will do.
    #[serde(default)]
    pub line_rule: Option<String>,
}

/// What must hold of the run or of the generated files.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Assert {
    /// No token of the code is this identifier; texts and documentation may hold it.
    AstNoIdentifier {
        /// The identifier.
        name: String,
    },
    /// So many documentation tests.
    DoctestCount {
        /// How many.
        equals: usize,
    },
    /// `rustdoc` has nothing to say.
    RustdocDenyWarnings,
    /// The documentation does not hold a text.
    RustdocHtmlLacks {
        /// The text.
        substring: String,
    },
    /// No generated file holds one of these characters.
    OutputChars {
        /// Names and ranges, e.g. `CR, U+202A..U+202E`.
        forbid: String,
    },
    /// All identifiers are ASCII.
    AsciiIdentifiers,
    /// No generated file holds a text.
    SourceLacks {
        /// The text.
        substring: String,
    },
    /// The run takes at most so long.
    MaxSeconds {
        /// How long.
        value: f64,
    },
    /// The run takes at most so much memory.
    MaxRssMib {
        /// How much.
        value: f64,
    },
    /// No path below the output folder is longer.
    MaxPathBytes {
        /// How long.
        #[serde(alias = "equals", alias = "max")]
        value: usize,
    },
    /// The run speaks to no network.
    NoNetwork,
    /// The run opens nothing outside the document's folder.
    NoOpenOutsideRoot,
    /// The run writes nothing outside the output folder.
    NoWriteOutsideOut,
    /// The output folder is as it was before the run.
    OutUnchanged,
    /// The run leaves nothing behind beside the output.
    NoTempFiles,
}

impl Manifest {
    /// Reads the manifest of a kit's folder.
    pub fn read(kit: &Path) -> Result<Self> {
        #[derive(Deserialize)]
        struct File {
            #[serde(default)]
            default_vendor: Option<String>,
            cases: Vec<Box<RawValue>>,
        }
        #[derive(Deserialize)]
        struct Named {
            id: String,
        }

        let path = kit.join("manifest.json");
        let text = fs::read_to_string(&path)
            .with_context(|| format!("cannot read `{}`", path.display()))?;
        let file: File = serde_json::from_str(&text)
            .with_context(|| format!("`{}` is no manifest of a kit", path.display()))?;
        let cases = file.cases.iter().map(|case| {
            serde_json::from_str(case.get()).map_err(|error| {
                let id = serde_json::from_str(case.get()).map_or("?".to_owned(), |it: Named| it.id);
                format!("{id}: cannot read the case: {error}")
            })
        });
        Ok(Self {
            cases: cases.collect(),
            default_vendor: file.default_vendor.unwrap_or_else(|| "acme".to_owned()),
        })
    }
}

/// The text that a recipe makes.
pub fn cook(recipe: &[(String, usize)]) -> String {
    let mut text = String::new();
    for (part, times) in recipe {
        for index in 0..*times {
            text += &part
                .replace("⟦i⟧", &index.to_string())
                .replace("⟦i+1⟧", &(index + 1).to_string())
                .replace("⟦sp⟧", &" ".repeat(index));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_repeats_and_counts() {
        let recipe = [
            ("a\n".to_owned(), 2),
            ("⟦sp⟧s⟦i⟧: s⟦i+1⟧\n".to_owned(), 3),
            ("never".to_owned(), 0),
        ];
        assert_eq!(cook(&recipe), "a\na\ns0: s1\n s1: s2\n  s2: s3\n");
    }

    #[test]
    fn a_case_that_cannot_be_read_hides_no_other() {
        let kit = tempfile::tempdir().unwrap();
        let text = r#"{"cases": [
            {"id": "fine", "expect": "error", "asserts": [{"kind": "max-path-bytes", "value": 200}]},
            {"id": "new", "expect": "error", "asserts": [{"kind": "no-such-assert"}]},
            {"expect": "error"},
            {"id": "sampled", "expect": "generates-and-compiles",
             "samples_for_schema_P": [{"json": 1.10, "outcome": "lossless"}]}
        ]}"#;
        fs::write(kit.path().join("manifest.json"), text).unwrap();
        let manifest = Manifest::read(kit.path()).unwrap();
        assert_eq!(manifest.default_vendor, "acme");
        let [fine, new, nameless, sampled] = &manifest.cases[..] else {
            panic!("{manifest:?}");
        };
        assert_eq!(
            fine.as_ref().unwrap().asserts,
            [Assert::MaxPathBytes { value: 200 }]
        );
        assert!(
            new.as_ref()
                .unwrap_err()
                .starts_with("new: cannot read the case: unknown variant")
        );
        assert!(
            nameless
                .as_ref()
                .unwrap_err()
                .starts_with("?: cannot read the case: missing")
        );
        assert_eq!(sampled.as_ref().unwrap().samples[0].json.get(), "1.10");
    }
}
