//! The files of the JSON Schema Test Suite: a folder and a draft in, schemas with their instances
//! out.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::value::RawValue;

/// A schema and what it says of some instances.
#[derive(Debug)]
pub struct Case {
    /// The file that it stands in, below the draft's folder and without `.json`, e.g. `allOf`.
    pub file: String,
    /// What it is about.
    pub description: String,
    /// The schema as written.
    pub schema: Box<RawValue>,
    /// The instances.
    pub instances: Vec<Instance>,
}

/// An instance of a schema.
#[derive(Debug, Deserialize)]
pub struct Instance {
    /// What it is about.
    pub description: String,
    /// The JSON as written.
    #[serde(rename = "data")]
    pub json: Box<RawValue>,
    /// Whether the schema allows it.
    pub valid: bool,
}

/// The drafts that documents can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Draft {
    /// Draft 4.
    #[value(name = "4")]
    Four,
    /// Draft 6.
    #[value(name = "6")]
    Six,
    /// Draft 7, which AsyncAPI's own schemas follow.
    #[value(name = "7")]
    Seven,
    /// Draft 2019-09.
    #[value(name = "2019-09")]
    Y2019,
    /// Draft 2020-12.
    #[value(name = "2020-12")]
    Y2020,
}

/// How deep below the folder given the suite is looked for: that of an installed package is in the
/// package, below `node_modules`.
const DEPTH: usize = 4;

impl Draft {
    /// As the draft is called in names of folders and media types.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Four => "draft4",
            Self::Six => "draft6",
            Self::Seven => "draft7",
            Self::Y2019 => "draft2019-09",
            Self::Y2020 => "draft2020-12",
        }
    }

    /// The `schemaFormat` of schemas of this draft.
    pub fn format(self) -> &'static str {
        match self {
            Self::Four => "application/schema+json;version=draft-04",
            Self::Six => "application/schema+json;version=draft-06",
            Self::Seven => "application/schema+json;version=draft-07",
            Self::Y2019 => "application/schema+json;version=2019-09",
            Self::Y2020 => "application/schema+json;version=2020-12",
        }
    }
}

/// Reads the cases of a draft, in the order of the file names; those of its folder `optional` as
/// well where they are asked for.
pub fn read(suite: &Path, draft: Draft, optional: bool) -> Result<Vec<Case>> {
    let folder = find(suite, draft)?;
    let mut files = json_files(&folder)?;
    if optional {
        files.extend(json_files(&folder.join("optional"))?);
        files.extend(json_files(&folder.join("optional/format"))?);
    }
    let mut cases = Vec::new();
    for path in files {
        let shown = || format!("cannot read `{}`", path.display());
        let text = fs::read_to_string(&path).with_context(shown)?;
        let groups: Vec<Group> = serde_json::from_str(&text).with_context(shown)?;
        let file = path.strip_prefix(&folder)?.with_extension("");
        cases.extend(groups.into_iter().map(|group| Case {
            file: file.to_string_lossy().into_owned(),
            description: group.description,
            schema: group.schema,
            instances: group.tests,
        }));
    }
    Ok(cases)
}

/// A schema as files of the suite have it.
#[derive(Deserialize)]
struct Group {
    description: String,
    schema: Box<RawValue>,
    tests: Vec<Instance>,
}

/// The folder of a draft: `tests/<draft>`, in a checkout or in a package that has one.
fn find(suite: &Path, draft: Draft) -> Result<PathBuf> {
    let mut level = vec![suite.to_path_buf()];
    for _ in 0..DEPTH {
        let mut below = Vec::new();
        for folder in level {
            let found = folder.join("tests").join(draft.folder());
            if found.is_dir() {
                return Ok(found);
            }
            for entry in fs::read_dir(&folder)
                .with_context(|| format!("cannot read `{}`", folder.display()))?
            {
                let path = entry?.path();
                if path.is_dir() {
                    below.push(path);
                }
            }
        }
        below.sort();
        level = below;
    }
    bail!(
        "no JSON Schema Test Suite in `{}`: there is no folder `tests/{}`",
        suite.display(),
        draft.folder()
    )
}

/// The JSON files right in a folder, sorted.
fn json_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?
    {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_suite_is_found_in_a_checkout_and_in_a_package() {
        let check = |above: &str| {
            let home = tempfile::tempdir().unwrap();
            let draft = home.path().join(above).join("tests/draft7");
            fs::create_dir_all(draft.join("optional/format")).unwrap();
            fs::create_dir_all(home.path().join("a/b")).unwrap();
            let group = |valid: bool| {
                format!(
                    r#"[{{"description": "d", "schema": {{"minimum": 1.10}},
                        "tests": [{{"description": "t", "data": 1.20, "valid": {valid}}}]}}]"#
                )
            };
            fs::write(draft.join("type.json"), group(true)).unwrap();
            fs::write(draft.join("notes.md"), "").unwrap();
            fs::write(draft.join("enum.json"), group(false)).unwrap();
            fs::write(draft.join("optional/format/date.json"), group(true)).unwrap();
            let files = |optional| -> Vec<String> {
                let cases = read(home.path(), Draft::Seven, optional).unwrap();
                cases.into_iter().map(|case| case.file).collect()
            };
            assert_eq!(files(false), ["enum", "type"]);
            assert_eq!(files(true), ["enum", "type", "optional/format/date"]);

            let cases = read(home.path(), Draft::Seven, false).unwrap();
            assert_eq!(cases[0].schema.get(), r#"{"minimum": 1.10}"#);
            assert_eq!(cases[0].instances[0].json.get(), "1.20");
            assert!(!cases[0].instances[0].valid);
            let error = read(home.path(), Draft::Four, false).unwrap_err();
            assert!(
                error.to_string().contains("no folder `tests/draft4`"),
                "{error}"
            );
        };
        check("");
        check("node_modules/json-schema-test-suite");
    }
}
