//! JSON through generated types: samples in, what became of each out. One small program decodes and
//! encodes all of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::batch::{Batch, Errors, Sources};

/// JSON for a type of a crate.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Name of the crate's package in the batch.
    pub package: String,
    /// The type as it is written in the crate's module `types`.
    pub ty: String,
    /// The JSON.
    pub json: String,
}

/// What became of a sample, decoded strictly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It decodes and encodes to the same JSON.
    Lossless,
    /// It decodes, but encodes to other JSON: to which, and where they differ.
    Changed(String),
    /// It does not decode: why.
    Refused(String),
    /// The type cannot be used: the compiler's error.
    Broken(String),
}

/// Name of the program's package.
const PACKAGE: &str = "batch-samples";

/// Runs samples of the crates of a batch. Gives a verdict for each, in order.
pub fn run(ours: &Path, batch: &Batch, samples: &[Sample]) -> Result<Vec<Verdict>> {
    let mut verdicts = BTreeMap::new();
    let mut waiting: BTreeMap<usize, &Sample> = samples.iter().enumerate().collect();
    // A type that is not there keeps the program from compiling; its samples are left out then.
    while !waiting.is_empty() {
        let files = program(ours, batch, &waiting);
        batch.add(
            PACKAGE,
            ours,
            files
                .iter()
                .map(|(path, text)| (path.as_str(), text.as_str())),
        )?;
        let build = ["build", "--package", PACKAGE, "--message-format=json"];
        let errors = batch
            .compile(&build, &[])?
            .remove("batch_samples")
            .unwrap_or_default();
        if errors.is_empty() {
            verdicts.extend(judge(batch)?);
            break;
        }
        let before = waiting.len();
        waiting.retain(|index, _| {
            let error = in_module(&errors, *index);
            verdicts.extend(error.map(|error| (*index, Verdict::Broken(error.to_owned()))));
            error.is_none()
        });
        if waiting.len() == before {
            bail!("the program that runs the samples does not compile: {errors:?}");
        }
    }
    (0..samples.len())
        .map(|index| {
            verdicts
                .remove(&index)
                .with_context(|| format!("sample {index} was not run"))
        })
        .collect()
}

/// Runs the program and reads what it says: lines of index, verdict and reason, parted by tabs.
fn judge(batch: &Batch) -> Result<Vec<(usize, Verdict)>> {
    let output = batch.cargo(&["run", "--quiet", "--package", PACKAGE], &[])?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        bail!("the program that runs the samples failed: {stderr}");
    }
    let verdict = |line: &str| {
        let mut parts = line.splitn(3, '\t');
        let index = parts.next()?.parse().ok()?;
        let (verdict, reason) = (parts.next()?, parts.next()?.to_owned());
        let verdict = match verdict {
            "lossless" => Verdict::Lossless,
            "changed" => Verdict::Changed(reason),
            "refused" => Verdict::Refused(reason),
            _ => return None,
        };
        Some((index, verdict))
    };
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| verdict(line).with_context(|| format!("no verdict: {line}")))
        .collect()
}

/// The first error in the module of a sample.
fn in_module(errors: &Errors, index: usize) -> Option<&str> {
    let file = format!("/{}.rs", module(index));
    let error = errors.iter().find(|error| {
        error
            .file
            .as_ref()
            .is_some_and(|path| path.ends_with(&file))
    });
    Some(error?.text.as_str())
}

/// The files of the program: a module for each sample.
fn program(ours: &Path, batch: &Batch, samples: &BTreeMap<usize, &Sample>) -> Sources {
    let mut manifest = format!(
        "[package]\nname = {PACKAGE:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         asyncapi-runtime.workspace = true\nserde_core = \"1\"\nserde_json = {{ version = \"1\", features = [\"raw_value\"] }}\n"
    );
    let equal = ours.join("tests/src/equal.rs");
    let mut main = format!("#[path = {:?}]\nmod equal;\n", equal.to_string_lossy());
    let mut calls = String::new();
    let mut files = Sources::new();
    let mut packages = std::collections::BTreeSet::new();
    // Writing to a `String` cannot fail.
    for (index, sample) in samples {
        let Sample { package, ty, json } = sample;
        let module = module(*index);
        let krate = package.replace('-', "_");
        if packages.insert(package) {
            let path = batch.folder(package);
            let _ = writeln!(
                manifest,
                "{package} = {{ path = {:?} }}",
                path.to_string_lossy()
            );
        }
        let _ = writeln!(main, "mod {module};");
        let _ = writeln!(calls, "    {module}::run();");
        let text = format!(
            "#[allow(unused_imports)]\nuse {krate}::types::*;\n\n\
             pub fn run() {{\n    crate::check::<{ty}>({index}, {json:?});\n}}\n"
        );
        files.insert(format!("src/{module}.rs"), text);
    }
    let _ = write!(main, "\nfn main() {{\n{calls}}}\n{CHECKS}");
    files.insert("Cargo.toml".to_owned(), manifest);
    files.insert("src/main.rs".to_owned(), main);
    files
}

fn module(index: usize) -> String {
    format!("sample_{index}")
}

/// What the program does with a sample.
const CHECKS: &str = r#"
fn check<T: asyncapi_runtime::Wire + serde_core::Serialize>(index: usize, json: &str) {
    let (verdict, reason) = match asyncapi_runtime::from_json::<T>(json.as_bytes()) {
        Err(error) => ("refused", format!("{json} does not decode: {error}")),
        Ok(value) => match serde_json::to_string(&value) {
            Err(error) => ("changed", format!("{json} does not encode: {error}")),
            Ok(encoded) => match equal::equal(json, &encoded) {
                Err(at) => ("changed", format!("{json} became {encoded}: different at {at:?}")),
                Ok(()) => ("lossless", String::new()),
            },
        },
    };
    println!("{index}\t{verdict}\t{}", reason.replace(['\t', '\n'], " "));
}
"#;
