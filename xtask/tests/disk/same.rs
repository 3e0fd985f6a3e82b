//! The same bytes come of the same documents, whatever is around the run: folder, environment,
//! user, the order of folders, the number of threads.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::place::{FORMS, Form, Place, asked, ends};
use crate::tree::Tree;

/// The root of this workspace.
fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The files below a folder, from the last to the first.
fn documents() -> Vec<(String, Vec<u8>)> {
    let tree = Tree::read(&workspace().join("specs"));
    tree.0.into_iter().rev().collect()
}

/// A folder with the documents of this workspace, and what is generated from them.
struct Copy {
    _home: tempfile::TempDir,
    root: PathBuf,
}

impl Copy {
    /// Writes the documents in the order in which they are given.
    fn new(around: &Path, below: &str, documents: &[(String, Vec<u8>)]) -> Self {
        let home = tempfile::tempdir_in(around).unwrap();
        let root = home.path().join(below);
        for (path, bytes) in documents {
            let path = root.join("specs").join(path);
            if path.extension().is_none() && bytes.is_empty() {
                fs::create_dir_all(path).unwrap();
            } else {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
        }
        Self { _home: home, root }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("codegen").current_dir(&self.root);
        command.env("CARGO_MANIFEST_DIR", self.root.join("xtask"));
        command
    }

    /// What is generated, and what is printed.
    #[track_caller]
    fn generate(&self, command: &mut Command) -> (Tree, String) {
        let output = ends(command, 0);
        let printed = [output.stdout, output.stderr].concat();
        (
            Tree::read(&self.root.join("generated")),
            String::from_utf8(printed).unwrap(),
        )
    }
}

/// The generated crates of this workspace, without what Cargo puts beside them.
fn checked_in() -> Tree {
    let mut tree = Tree::read(&workspace().join("generated"));
    tree.0.retain(|path, _| {
        let name = path.split('/').nth(1).unwrap_or_default();
        name != "target" && name != "Cargo.lock"
    });
    tree.settled()
}

/// The environments to generate in.
const SURROUNDINGS: [&[(&str, &str)]; 6] = [
    &[("TZ", "Asia/Kathmandu"), ("LANG", "C"), ("LC_ALL", "C")],
    &[
        ("TZ", "UTC-14"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
    ],
    &[
        ("HOME", "/nowhere"),
        ("XDG_CONFIG_HOME", "/nowhere"),
        ("USER", "İbrahim"),
    ],
    &[
        ("RAYON_NUM_THREADS", "1"),
        ("NO_COLOR", "1"),
        ("COLUMNS", "20"),
    ],
    &[
        ("RAYON_NUM_THREADS", "8"),
        ("CLICOLOR_FORCE", "1"),
        ("TERM", "xterm"),
    ],
    &[
        ("SOURCE_DATE_EPOCH", "1"),
        ("RUST_BACKTRACE", "1"),
        ("CARGO_HOME", "/nowhere"),
    ],
];

#[test]
fn whatever_surrounds_it() {
    let documents = documents();
    let in_order: Vec<_> = documents.iter().rev().cloned().collect();
    let expected = checked_in();
    let temporary = std::env::temp_dir();
    let memory = Some(Path::new("/dev/shm")).filter(|memory| tempfile::tempdir_in(memory).is_ok());
    let elsewhere = memory.unwrap_or(&temporary);

    let here = Copy::new(&temporary, "a", &documents);
    let printed = here.generate(&mut here.command()).1;
    let check = |copy: &Copy, command: &mut Command, what: &str| {
        let _ = fs::remove_dir_all(copy.root.join("generated"));
        let found = copy.generate(command);
        assert_eq!(found.0.against(&expected), [""; 0], "{what}");
        assert_eq!(found.1, printed, "{what}");
    };
    check(&here, &mut here.command(), "here");
    for variables in SURROUNDINGS {
        check(
            &here,
            here.command().envs(variables.iter().copied()),
            &format!("{variables:?}"),
        );
    }
    let mut bare = here.command();
    bare.env_clear()
        .env("CARGO_MANIFEST_DIR", here.root.join("xtask"));
    check(&here, &mut bare, "no environment");

    let odd = Copy::new(elsewhere, "a b/ünï'\"$(x)/c", &documents);
    check(&odd, &mut odd.command(), "another folder");
    let other = Copy::new(elsewhere, "b", &in_order);
    let below = other.root.join("specs/aircall");
    check(
        &other,
        other.command().current_dir(below),
        "from another folder",
    );
    let names = |copy: &Copy| -> Vec<_> {
        let names = fs::read_dir(copy.root.join("specs")).unwrap();
        names.map(|entry| entry.unwrap().file_name()).collect()
    };
    if memory.is_some() {
        assert_ne!(
            names(&odd),
            names(&other),
            "folders are listed in another order"
        );
    }

    for day in [0, 4_000_000_000] {
        let day = SystemTime::UNIX_EPOCH + Duration::from_secs(day);
        let file = fs::File::options()
            .write(true)
            .open(here.root.join("specs/aircall/asyncapi.yaml"));
        file.unwrap().set_modified(day).unwrap();
        check(&here, &mut here.command(), "documents of another day");
    }
    // Each run has other seeds for its hashes and other addresses.
    for run in 0..asked("DISK_RUNS", 5) {
        check(&here, &mut here.command(), &format!("again, {run}"));
    }
}

#[test]
fn modes_are_what_the_umask_leaves() {
    for form in FORMS {
        let mut trees = Vec::new();
        for (mask, file, folder) in [("077", 0o600, 0o700), ("000", 0o666, 0o777)] {
            let place = Place::new(form);
            fs::remove_dir(place.output()).unwrap();
            let command = place.command(0);
            let mut masked = Command::new("sh");
            masked.args(["-c", &format!("umask {mask}; mkdir $0; exec \"$@\"")]);
            masked.arg(place.output());
            masked.arg(command.get_program()).args(command.get_args());
            masked.envs(command.get_envs().map(|(key, value)| (key, value.unwrap())));
            ends(masked.current_dir(place.home()), 0);
            let tree = place.tree();
            for path in tree.0.keys() {
                let mode = fs::metadata(place.output().join(path))
                    .unwrap()
                    .permissions()
                    .mode();
                let expected = if path.ends_with('/') { folder } else { file };
                assert_eq!(mode & 0o777, expected, "{path}, umask {mask}");
            }
            trees.push(tree);
        }
        assert_eq!(trees[0], trees[1], "{form:?}");
    }
}

#[test]
fn each_form_again_and_again() {
    for form in [Form::Crate, Form::Module, Form::Script] {
        let place = Place::new(form);
        let [expected] = place.states([3]);
        for run in 0..20 {
            let place = if run % 2 == 0 {
                Place::in_memory(form)
            } else {
                Place::new(form)
            };
            let mut command = place.command(3);
            if let Some(variables) = SURROUNDINGS.get(run) {
                command.envs(variables.iter().copied());
            }
            ends(&mut command, 0);
            assert_eq!(place.tree().against(&expected), [""; 0], "{form:?}, {run}");
        }
    }
}
