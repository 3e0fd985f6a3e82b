//! What a change of a vendor's document does to the Rust API of its crate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, anyhow, bail};
use asyncapi_build::disk::below;
use asyncapi_build::project::{CONFIG, Project};
use asyncapi_codegen::diff::{Change, diff};
use asyncapi_codegen::generate::{Input, shapes};
use asyncapi_codegen::ir::{Crate, Manifest};
use asyncapi_parser::load::Limits;
use asyncapi_parser::source::Files;
use cargo_asyncapi::diff::{Form, code};
use cargo_asyncapi::out;
use cargo_asyncapi::report::{Report, Reporting};

use crate::generate::COMMAND;
use crate::workspace::{DOCUMENT, Vendor, Workspace, select};

/// What to compare.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exit codes: 0 nothing or documentation, 1 error, 2 additive, 3 breaking")]
pub struct Args {
    /// The vendor
    vendor: String,
    /// A newer document; else that of the vendor is compared to its committed state
    file: Option<PathBuf>,
    /// The committed state to compare to
    #[arg(
        long,
        value_name = "REV",
        default_value = "HEAD",
        conflicts_with = "file"
    )]
    rev: String,
    #[command(flatten)]
    form: Form,
    #[command(flatten)]
    reporting: Reporting,
}

/// Compares, and prints the changes.
pub fn run(args: &Args) -> Result<ExitCode> {
    let report = args.reporting.report();
    let workspace = Workspace::find()?;
    let vendor = one(&workspace, &args.vendor)?;
    let project = open(&workspace, &vendor)?;
    let [old, new] = match &args.file {
        Some(file) => {
            let newer = Newer::read(&project, file)?;
            [
                lower(&report, &vendor, &project, &project),
                lower(&report, &vendor, &project, &newer),
            ]
        }
        None => {
            let committed = Committed::new(&workspace.root, &args.rev, &vendor)?;
            let old = committed.lower(&report, &vendor);
            [old, lower(&report, &vendor, &project, &project)]
        }
    };
    let (Some(old), Some(new), false) = (old, new, report.failed()) else {
        return Ok(ExitCode::FAILURE);
    };
    let changes = diff(&old, &new);
    out::text(format_args!("{}", args.form.render(&changes)));
    Ok(code(&changes))
}

/// The vendor of a name.
pub fn one(workspace: &Workspace, name: &str) -> Result<Vendor> {
    let (selected, unknown) = select(&workspace.vendors()?, &[name.to_owned()]);
    match (selected.into_iter().next(), unknown.into_iter().next()) {
        (Some(vendor), _) => Ok(vendor),
        (None, Some(problem)) => Err(problem),
        (None, None) => bail!("no vendor is called `{name}`"),
    }
}

/// The document of a vendor.
pub fn open(workspace: &Workspace, vendor: &Vendor) -> Result<Project> {
    let shown = format!("specs/{}", vendor.name());
    Project::below(&workspace.root.join(&shown), &shown, DOCUMENT)
}

/// What the API of a vendor becomes by a newer document; `None` if either is at fault.
pub fn changes(
    report: &Report,
    vendor: &Vendor,
    project: &Project,
    newer: &Newer<'_>,
) -> Option<Vec<Change>> {
    let old = lower(report, vendor, project, project);
    let new = lower(report, vendor, project, newer);
    Some(diff(&old?, &new?))
}

fn lower(report: &Report, vendor: &Vendor, project: &Project, files: &dyn Files) -> Option<Crate> {
    let package = vendor.package();
    let input = Input {
        files,
        ..project.input(&package, COMMAND, &Manifest::Workspace)
    };
    told(report, &input)
}

fn told(report: &Report, input: &Input<'_>) -> Option<Crate> {
    let found = shapes(input);
    report.diagnostics(&found.diagnostics, &found.sources);
    found.shapes
}

/// The files of a vendor with another document.
pub struct Newer<'a> {
    /// The text of that document.
    pub document: Vec<u8>,
    shown: String,
    files: &'a Project,
}

impl<'a> Newer<'a> {
    /// Reads the other document.
    pub fn read(files: &'a Project, file: &Path) -> Result<Self> {
        let shown = file.display().to_string();
        let document = fs::read(file).with_context(|| format!("cannot read `{shown}`"))?;
        Ok(Self {
            document,
            shown,
            files,
        })
    }
}

impl Files for Newer<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        if path == DOCUMENT {
            Ok(self.document.clone())
        } else {
            self.files.read(path)
        }
    }

    fn shown(&self, path: &str) -> String {
        if path == DOCUMENT {
            self.shown.clone()
        } else {
            self.files.shown(path)
        }
    }
}

/// The files of a vendor as they were committed.
struct Committed<'a> {
    root: &'a Path,
    rev: &'a str,
    folder: String,
}

impl<'a> Committed<'a> {
    fn new(root: &'a Path, rev: &'a str, vendor: &Vendor) -> Result<Self> {
        if rev.starts_with('-') {
            bail!("`{rev}` is no revision");
        }
        let committed = Self {
            root,
            rev,
            folder: format!("specs/{}", vendor.name()),
        };
        let known = committed.read(DOCUMENT);
        known.map_err(|why| anyhow!("cannot read `{}`: {why}", committed.shown(DOCUMENT)))?;
        Ok(committed)
    }

    fn lower(&self, report: &Report, vendor: &Vendor) -> Option<Crate> {
        told(
            report,
            &Input {
                document: DOCUMENT,
                config: self.read(CONFIG).is_ok().then_some(CONFIG),
                samples: &[],
                package: &vendor.package(),
                command: COMMAND,
                manifest: &Manifest::Workspace,
                files: self,
                limits: &Limits::default(),
            },
        )
    }
}

impl Files for Committed<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        below(path)?;
        let output = Command::new("git")
            .args(["show", "--end-of-options"])
            .arg(format!("{}:{}/{path}", self.rev, self.folder))
            .current_dir(self.root)
            .output()
            .map_err(|error| format!("cannot start git: {error}"))?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err("no such file in this revision".to_owned())
        }
    }

    fn shown(&self, path: &str) -> String {
        format!("{}:{}/{path}", self.rev, self.folder)
    }
}
