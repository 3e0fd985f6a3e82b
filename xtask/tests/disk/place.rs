//! A folder with documents of several versions, and the commands that generate from them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::tree::Tree;

/// What a run writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A crate for each vendor of a workspace; one vendor comes and one goes.
    Workspace,
    /// One crate.
    Crate,
    /// One module.
    Module,
    /// What a build script writes into `OUT_DIR`.
    Script,
}

pub const FORMS: [Form; 4] = [Form::Workspace, Form::Crate, Form::Module, Form::Script];

/// How many versions of the documents there are.
pub const VERSIONS: usize = 8;

/// A folder with documents.
pub struct Place {
    pub form: Form,
    home: TempDir,
}

impl Place {
    pub fn new(form: Form) -> Self {
        Self::within(form, &std::env::temp_dir())
    }

    /// A place in memory, if there is such a file system: nothing there takes time, and folders
    /// are listed in another order than elsewhere.
    pub fn in_memory(form: Form) -> Self {
        let memory = Path::new("/dev/shm");
        match tempfile::tempdir_in(memory) {
            Ok(_) => Self::within(form, memory),
            Err(_) => Self::new(form),
        }
    }

    /// A place below a folder.
    pub fn within(form: Form, folder: &Path) -> Self {
        let place = Self {
            form,
            home: tempfile::tempdir_in(folder).unwrap(),
        };
        fs::create_dir_all(place.output()).unwrap();
        for version in 0..VERSIONS {
            if form != Form::Workspace {
                place.write_document(&format!("documents/{version}"), version);
            }
        }
        place
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.home().join(path)
    }

    /// The folder that is written to.
    pub fn output(&self) -> PathBuf {
        self.path(match self.form {
            Form::Workspace => "generated",
            Form::Crate | Form::Module | Form::Script => "out",
        })
    }

    pub fn tree(&self) -> Tree {
        Tree::read(&self.output())
    }

    /// Whether a run has begun to write.
    pub fn is_writing(&self) -> bool {
        let name = match self.form {
            Form::Workspace | Form::Crate => ".codegen-tmp",
            Form::Module | Form::Script => "events.rs.codegen-tmp",
        };
        self.output().join(name).exists()
    }

    fn write_document(&self, folder: &str, version: usize) {
        let part = |n: usize| {
            format!(
                "Version{version}Part{n}: {{type: object, properties: {{m{version}: \
                 {{type: integer}}}}}}"
            )
        };
        let [part0, part1] = [part(0), part(1)];
        let document = format!(
            "asyncapi: 3.0.0
info: {{title: Acme, version: '{version}'}}
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
        m{version}: {{type: string}}
        address: {{$ref: 'types/address.yaml'}}
    {part0}
    {part1}
"
        );
        let folder = self.path(folder);
        for below in ["types", "samples"] {
            fs::create_dir_all(folder.join(below)).unwrap();
        }
        let write = |path: &str, text: &str| fs::write(folder.join(path), text).unwrap();
        write("asyncapi.yaml", &document);
        write(
            "types/address.yaml",
            "type: object\nproperties: {city: {type: string}}\n",
        );
        write("samples/order.created.json", "{}\n");
        write(
            "codegen.yaml",
            &format!(
                "provenance: {{source: 'https://example.com/events', version: '{version}'}}\n\
                 events: {{told-by: channel}}\n"
            ),
        );
    }

    /// A command that generates a version. Of a workspace there is one version at a time.
    pub fn command(&self, version: usize) -> Command {
        let document = format!("documents/{version}/asyncapi.yaml");
        let mut command = match self.form {
            Form::Workspace => {
                self.write_document("specs/acme", version);
                self.write_document("specs/beta", version);
                let [comes, goes] = match version % 2 {
                    0 => ["specs/even", "specs/odd"],
                    _ => ["specs/odd", "specs/even"],
                };
                self.write_document(comes, version);
                let _ = fs::remove_dir_all(self.path(goes));
                let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
                command.arg("codegen");
                command.env("CARGO_MANIFEST_DIR", self.path("xtask"));
                command
            }
            Form::Crate | Form::Module | Form::Script => {
                Command::new(env!("CARGO_BIN_EXE_asyncapi-forms"))
            }
        };
        match self.form {
            Form::Workspace => {}
            Form::Crate => {
                command.args(["generate", &document, "--out", "out/acme-events"]);
            }
            Form::Module => {
                command.args([
                    "generate",
                    &document,
                    "--out",
                    "out/events.rs",
                    "--single-file",
                ]);
            }
            Form::Script => {
                command
                    .args(["script", &document])
                    .env("OUT_DIR", self.output());
            }
        }
        command.current_dir(self.home());
        command
    }

    /// What runs that nothing happens to leave of two versions.
    pub fn states<const N: usize>(&self, versions: [usize; N]) -> [Tree; N] {
        versions.map(|version| {
            ends(&mut self.command(version), 0);
            let tree = self.tree();
            assert_eq!(tree, tree.settled());
            assert!(!tree.0.is_empty());
            tree
        })
    }
}

/// Runs a command that has to end with a code.
#[track_caller]
pub fn ends(command: &mut Command, code: i32) -> Output {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(code), "{}", told(&output));
    output
}

/// What a run printed.
pub fn told(output: &Output) -> String {
    let [stdout, stderr] = [&output.stdout, &output.stderr].map(|out| String::from_utf8_lossy(out));
    format!("{}\n{stdout}{stderr}", output.status)
}

/// A number that tests can be asked for.
pub fn asked(variable: &str, default: usize) -> usize {
    let value = std::env::var(variable);
    value.map_or(default, |value| value.parse().expect("a number"))
}
