//! A workspace of made-up vendors, and the program run in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A workspace with documents of made-up vendors.
pub struct Workspace {
    home: TempDir,
}

/// What a run ended with and printed.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// A document with one event, whose payload has one member.
pub fn document(member: &str) -> String {
    format!(
        "asyncapi: 3.0.0
info: {{title: Acme, version: '1'}}
channels:
  orders:
    address: orders
    messages:
      created:
        name: order.created
        payload: {{$ref: '#/components/schemas/Order'}}
components:
  schemas:
    Order:
      type: object
      properties:
        {member}: {{type: string}}
"
    )
}

impl Workspace {
    pub fn new(vendors: &[(&str, &str)]) -> Self {
        let workspace = Self {
            home: tempfile::tempdir().unwrap(),
        };
        for (vendor, document) in vendors {
            workspace.write(&format!("specs/{vendor}/asyncapi.yaml"), document);
            workspace.write(
                &format!("specs/{vendor}/codegen.yaml"),
                "provenance: {source: 'https://example.com/events', version: '1'}\n",
            );
        }
        workspace
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn codegen(&self, arguments: &[&str]) -> Run {
        self.run(&[&["codegen"], arguments].concat())
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        let mut command = xtask(&self.path("xtask"));
        Run::of(command.args(arguments).current_dir(self.home.path()))
    }

    /// All generated files, by path.
    pub fn generated(&self) -> BTreeMap<PathBuf, String> {
        let mut files = BTreeMap::new();
        let mut waiting = vec![self.path("generated")];
        while let Some(folder) = waiting.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    waiting.push(path);
                } else {
                    let text = fs::read_to_string(&path).unwrap();
                    files.insert(
                        path.strip_prefix(self.home.path()).unwrap().to_owned(),
                        text,
                    );
                }
            }
        }
        files
    }
}

impl Run {
    pub fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.stdout, self.stderr);
        self
    }
}

/// The program, as Cargo runs it for the package in a folder.
pub fn xtask(package: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.env("CARGO_MANIFEST_DIR", package);
    command
}
