//! `generate`: a document in, a crate or a module of Rust on disk out.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use asyncapi_build::disk::exists;
use asyncapi_build::project::{Project, folder_of};
use asyncapi_build::sync::{Parent, is_marked, read_file, write_file};
use asyncapi_codegen::generate::{Lowered, module, shapes};
use asyncapi_codegen::ir::Manifest;
use asyncapi_codegen::names::check_package;

use crate::USAGE;
use crate::deliver::{Delivery, deliver};
use crate::report::{Report, Reporting, State};
use crate::stats::Stats;

/// The command that generated files name. Not with its arguments: paths of one machine mean
/// nothing on another.
const COMMAND: &str = "cargo asyncapi generate";

/// Generate a Rust crate, or one module, from a document
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo asyncapi generate asyncapi.yaml --out acme-events
  cargo asyncapi generate asyncapi.yaml --out acme-events --runtime ../asyncapi-rust/crates/runtime
  cargo asyncapi generate asyncapi.yaml --out src/events.rs --single-file   # then `mod events;`
  cargo asyncapi generate asyncapi.yaml --out acme-events --check           # for CI

The folder is replaced as a whole: files in it that are not generated are taken away. A folder
that does not say it was generated is left alone.

Exit codes: 0 done, 1 the document is at fault or `--check` found differences, 2 wrong command line")]
pub(crate) struct Args {
    /// The document
    #[arg(value_name = "DOC")]
    document: PathBuf,
    /// The folder of the crate; with `--single-file`, the file
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
    /// The name of the crate; else as the configuration says, else that of the folder
    #[arg(long, value_name = "CRATE", value_parser = package, conflicts_with = "single_file")]
    name: Option<String>,
    /// The configuration; else the `codegen.yaml` beside the document, if there is one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Where the crate finds `asyncapi-runtime`: its folder, or a version in the registry
    #[arg(
        long,
        value_name = "PATH-OR-VERSION",
        default_value = env!("CARGO_PKG_VERSION"),
        conflicts_with = "single_file"
    )]
    runtime: String,
    /// Write one module, for `mod` or `include!` in a crate that depends on `asyncapi-runtime`
    #[arg(long)]
    single_file: bool,
    /// Write nothing; list what is stale, missing or orphaned and exit 1 if anything is
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    reporting: Reporting,
    #[command(flatten)]
    stats: Stats,
}

pub(crate) fn run(args: &Args) -> ExitCode {
    let report = args.reporting.report();
    let done = match plan(args) {
        Ok(plan) => plan.carry_out(args, &report),
        Err(problem) => {
            report.problem(&problem);
            return ExitCode::from(USAGE);
        }
    };
    args.stats.print();
    done.unwrap_or_else(|problem| {
        report.problem(&problem);
        ExitCode::FAILURE
    })
}

/// A command line that makes sense.
struct Plan {
    manifest: Manifest,
    /// The name of what is written, in the folder `around`.
    target: String,
    around: PathBuf,
}

fn plan(args: &Args) -> Result<Plan> {
    let target = args.out.file_name().and_then(|name| name.to_str());
    let target = target.with_context(|| format!("`--out {}` names nothing", args.out.display()))?;
    Ok(Plan {
        manifest: manifest(&args.runtime, &args.out)?,
        target: target.to_owned(),
        around: folder_of(&args.out).to_path_buf(),
    })
}

impl Plan {
    fn carry_out(&self, args: &Args, report: &Report) -> Result<ExitCode> {
        let project = Project::open(&args.document, args.config.as_deref())?;
        let lowered = self.shapes(args, &project);
        if args.single_file {
            return single_file(args, report, &lowered);
        }
        if !args.check {
            fs::create_dir_all(&self.around)
                .with_context(|| format!("cannot make the folder `{}`", self.around.display()))?;
        }
        let path = self.around.canonicalize().unwrap_or(self.around.clone());
        let folder = path.join(&self.target);
        if !is_ours(&folder)? {
            bail!(
                "`{}` holds files that were not generated: name another folder, or empty it",
                args.out.display()
            );
        }
        let shown = self.around.to_string_lossy().into_owned();
        let delivery = Delivery {
            folder: self.target.clone(),
            output: Ok(lowered.emit()),
        };
        Ok(deliver(
            report,
            &args.document.to_string_lossy(),
            COMMAND,
            &Parent { path, shown },
            vec![delivery],
            &[],
            args.check,
        ))
    }

    fn shapes(&self, args: &Args, project: &Project) -> Lowered {
        let package = args.name.as_ref().unwrap_or(&self.target);
        let mut lowered = shapes(&project.input(
            if args.single_file { "events" } else { package },
            COMMAND,
            &self.manifest,
        ));
        if let Some(shapes) = &mut lowered.shapes {
            // The same crate comes of it wherever the program is run.
            project.document().clone_into(&mut shapes.document);
            if let Some(name) = &args.name {
                name.clone_into(&mut shapes.package);
            }
        }
        lowered
    }
}

fn single_file(args: &Args, report: &Report, lowered: &Lowered) -> Result<ExitCode> {
    report.diagnostics(&lowered.diagnostics, &lowered.sources);
    let source = args.document.to_string_lossy();
    let Some(shapes) = lowered.shapes.as_ref().filter(|_| !report.failed()) else {
        report.conclusion(&format!("nothing was generated from `{source}`"));
        return Ok(ExitCode::FAILURE);
    };
    let contents = match module(shapes) {
        Ok(contents) => contents,
        Err(found) => {
            report.diagnostics(&found, &lowered.sources);
            report.conclusion(&format!("nothing was generated from `{source}`"));
            return Ok(ExitCode::FAILURE);
        }
    };
    let shown = args.out.to_string_lossy();
    let there = read_file(&args.out)?;
    let unchanged = there.as_deref() == Some(contents.as_bytes());
    if args.check && !unchanged {
        let state = there.map_or(State::Missing, |_| State::Stale);
        report.file(state, &shown);
        report.conclusion(&format!("run `{COMMAND}` and commit the result"));
        return Ok(ExitCode::FAILURE);
    }
    if let Some(there) = &there
        && !there.starts_with(b"// @generated")
        && !there.is_empty()
    {
        bail!("`{shown}` was not generated: name another file, or remove it");
    }
    if !args.check {
        write_file(&args.out, &contents)?;
    }
    match there {
        Some(_) if unchanged => report.unchanged(1),
        Some(_) => report.file(State::Changed, &shown),
        None => report.file(State::New, &shown),
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether a folder can be replaced: it is not there, empty, or says that it was generated.
fn is_ours(folder: &Path) -> Result<bool> {
    // What cannot be read, or is a link, is told when it is compared.
    if !fs::symlink_metadata(folder).is_ok_and(|there| there.is_dir()) {
        return Ok(true);
    }
    let Ok(mut entries) = fs::read_dir(folder) else {
        return Ok(true);
    };
    let generated = |file: &str| {
        let there = read_file(&folder.join(file)).ok().flatten();
        there.is_some_and(|text| is_marked(&text))
    };
    let git = folder.join(".git");
    let repository = exists(&git).with_context(|| format!("cannot read `{}`", git.display()))?;
    Ok(!repository
        && (generated("Cargo.toml") || generated("src/lib.rs") || entries.next().is_none()))
}

fn package(name: &str) -> Result<String, String> {
    check_package(name).map(|()| name.to_owned())
}

/// Where the runtime comes from. A path is written as seen from the crate.
fn manifest(runtime: &str, out: &Path) -> Result<Manifest> {
    if runtime.starts_with(|first: char| "^~=<>*".contains(first) || first.is_ascii_digit()) {
        return Ok(Manifest::Version(runtime.to_owned()));
    }
    let folder = Path::new(runtime);
    if !folder.join("Cargo.toml").is_file() {
        bail!("`--runtime {runtime}` is neither a version nor a folder with a `Cargo.toml`");
    }
    let there = folder.canonicalize()?;
    let here = std::path::absolute(out)?;
    // The folder that the crate will be in may be reached by a symlink; it may not be there yet.
    let here = here
        .ancestors()
        .find_map(|above| {
            let real = above.canonicalize().ok()?;
            Some(real.join(here.strip_prefix(above).ok()?))
        })
        .unwrap_or(here.clone());
    let path = relative(&there, &here).unwrap_or(there);
    let path = path
        .to_str()
        .context("the path of `--runtime` is not UTF-8")?;
    Ok(Manifest::Path(path.replace('\\', "/")))
}

/// The path from one folder to another; `None` where none leads there.
fn relative(to: &Path, from: &Path) -> Option<PathBuf> {
    let (mut to, mut from) = (to.components().peekable(), from.components().peekable());
    if to.peek()? != from.peek()? {
        return None;
    }
    while to.peek().is_some() && to.peek() == from.peek() {
        to.next();
        from.next();
    }
    Some(from.map(|_| Component::ParentDir).chain(to).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_seen_from_the_crate() {
        let check = |to: &str, from: &str, expected: &str| {
            assert_eq!(
                relative(Path::new(to), Path::new(from)),
                Some(PathBuf::from(expected)),
                "{to} from {from}"
            );
        };
        check("/a/runtime", "/a/crates/events", "../../runtime");
        check("/a/runtime", "/a/events", "../runtime");
        check("/runtime", "/a/b", "../../runtime");
        check("/a/b/runtime", "/a/b", "runtime");
    }
}
