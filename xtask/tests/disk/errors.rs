//! Calls that fail: everything is old or everything is new, the exit code says which, the message
//! says where, and the next run ends and clears up.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::process::{Command, Output};

use crate::place::{FORMS, Form, Place, ends, told};
use crate::strace::{self, Call};
use crate::tree::Tree;

/// Kinds of calls, and what each of them is refused with in turn.
const FAILURES: [(&str, &str); 18] = [
    ("openat", "ENOSPC"),
    ("openat", "EACCES"),
    ("write", "ENOSPC"),
    ("fsync", "ENOSPC"),
    ("mkdir", "ENOSPC"),
    ("mkdir", "EACCES"),
    ("rename", "ENOSPC"),
    ("rename", "EACCES"),
    ("renameat2", "ENOSPC"),
    ("renameat2", "EACCES"),
    // What a file system says that knows no exchange: there is another way.
    ("renameat2", "EINVAL"),
    ("unlink", "EACCES"),
    ("unlinkat", "EACCES"),
    ("rmdir", "EACCES"),
    ("flock", "ENOLCK"),
    ("statx", "EACCES"),
    ("read", "EIO"),
    ("getdents64", "EIO"),
];

#[test]
fn at_each_call() {
    if !strace::works("errors::at_each_call") {
        return;
    }
    std::thread::scope(|scope| {
        for form in FORMS {
            scope.spawn(move || {
                let place = Place::in_memory(form);
                let [old, new] = place.states([0, 1]);
                let mut failed = 0;
                for (call, error) in FAILURES {
                    failed += at_each(&place, &old, &new, call, error);
                }
                assert!(failed > 12, "{form:?}: {failed}");
            });
        }
    });
}

/// Refuses a run the first call of a kind, then one the second, until there are no more. Gives how
/// many runs said so.
fn at_each(place: &Place, old: &Tree, new: &Tree, call: &str, error: &str) -> usize {
    let mut failed = 0;
    for at in strace::steps() {
        old.write(&place.output());
        let mut command = place.command(1);
        command.env("RAYON_NUM_THREADS", "1");
        let inject = format!("{call}:error={error}:when={at}");
        let (output, calls) = strace::run(&command, call, Some(&inject));
        let refused: Vec<&Call> = calls
            .iter()
            .filter(|call| call.contains("(INJECTED)"))
            .collect();
        let what = format!("{:?}, {refused:?}, {}", place.form, told(&output));
        if refused.is_empty() {
            assert_eq!(output.status.code(), Some(0), "{what}");
            break;
        }
        failed += usize::from(check(place, old, new, &output, &what));
        if output.status.code() == Some(1) {
            names_the_place(place, &refused, &output, &what);
        }
        ends(&mut place.command(1), 0);
        assert_eq!(place.tree().against(new), [""; 0], "the run after {what}");
    }
    failed
}

/// Whether the run says that it failed; and if so or not, what it says is true.
#[track_caller]
fn check(place: &Place, old: &Tree, new: &Tree, output: &Output, what: &str) -> bool {
    let left = place.tree();
    match output.status.code() {
        Some(0) => {
            assert_eq!(left.against(new), [""; 0], "it says it is done: {what}");
            false
        }
        // 127 is the code of a program that could not be loaded.
        Some(1 | 127) => {
            let settled = left.settled();
            assert!(settled == *old || settled == *new, "a mixture: {what}");
            true
        }
        Some(_) | None => panic!("it ends as no program should: {what}"),
    }
}

/// The message names the file at fault, or the folder that it is in.
#[track_caller]
fn names_the_place(place: &Place, refused: &[&Call], output: &Output, what: &str) {
    let home = format!("{}/", place.home().display());
    // Other places are none of the user's, such as the pipes that are printed to.
    let printed = |call: &&Call| call.starts_with("write(1<") || call.starts_with("write(2<");
    let path = refused.iter().find_map(|call| call.split(&home).nth(1));
    let Some(path) = path.filter(|_| !refused.iter().any(printed)) else {
        return;
    };
    let path = path.split(['"', '>', '<']).next().unwrap();
    let path = path
        .replace("/.codegen-tmp/next", "")
        .replace(".codegen-tmp", "");
    let stderr = String::from_utf8_lossy(&output.stderr);
    let folder = path.split('/').next().unwrap();
    let named = path.match_indices('/').map(|(at, _)| &path[..at]);
    let named = named
        .chain([path.as_str()])
        .any(|path| stderr.contains(path));
    assert!(
        named && !folder.is_empty(),
        "neither `{path}` nor its folder is named: {what}"
    );
}

/// What a shell says before it becomes the command.
fn after(command: &Command, shell: &str) -> Command {
    let mut after = Command::new("sh");
    after.args(["-c", &format!("{shell}; exec \"$@\""), "sh"]);
    after.arg(command.get_program()).args(command.get_args());
    for (key, value) in command.get_envs() {
        after.env(key, value.unwrap());
    }
    after.current_dir(command.get_current_dir().unwrap());
    after
}

#[test]
fn files_that_may_not_grow() {
    for form in FORMS {
        let place = Place::new(form);
        let [old, new] = place.states([0, 1]);
        old.write(&place.output());
        // Behind half a kilobyte the run is killed, or refused where it ignores that signal.
        for shell in ["ulimit -f 1", "trap '' XFSZ; ulimit -f 1"] {
            let output = after(&place.command(1), shell).output().unwrap();
            let what = format!("{form:?}, {shell}: {}", told(&output));
            assert!(!output.status.success(), "{what}");
            if shell.starts_with("trap") {
                assert!(check(&place, &old, &new, &output, &what));
                let stderr = String::from_utf8_lossy(&output.stderr);
                assert!(stderr.contains("`: File too large"), "{what}");
            }
            assert_eq!(place.tree().settled(), old, "{what}");
        }
        ends(&mut place.command(1), 0);
        assert_eq!(place.tree(), new);
    }
}

#[test]
fn nothing_can_be_told() {
    for form in FORMS {
        for stream in ["", "2"] {
            let place = Place::new(form);
            let [old, new] = place.states([0, 1]);
            old.write(&place.output());
            let full = format!("exec {stream}>/dev/full");
            let output = after(&place.command(1), &full).output().unwrap();
            check(
                &place,
                &old,
                &new,
                &output,
                &format!("{form:?}, {full}: {}", told(&output)),
            );

            // Now there is an error to be told.
            let place = Place::new(form);
            fs::remove_dir_all(place.output()).unwrap();
            fs::write(place.output(), "").unwrap();
            let output = after(&place.command(1), &full).output().unwrap();
            assert_eq!(
                output.status.code(),
                Some(1),
                "{form:?}, {full}: {}",
                told(&output)
            );
        }
    }
}

/// Somebody who may not do everything, as tests that run as root may.
const NOBODY: u32 = 65534;

#[test]
fn folders_that_may_not_be_written_to() {
    for form in FORMS {
        let place = Place::new(form);
        let [old, new] = place.states([0, 1]);
        old.write(&place.output());
        fs::set_permissions(place.home(), fs::Permissions::from_mode(0o755)).unwrap();
        let mode = |mode| fs::set_permissions(place.output(), fs::Permissions::from_mode(mode));
        mode(0o555).unwrap();
        let mut command = place.command(1);
        let owned = chown(place.output(), Some(NOBODY), None).is_ok();
        if owned {
            command.uid(NOBODY);
        }
        let output = match command.output() {
            Ok(output) => output,
            Err(error) => {
                eprintln!("skipped: nobody else may run this program: {error}");
                return;
            }
        };
        mode(0o755).unwrap();
        let what = format!("{form:?}: {}", told(&output));
        assert_eq!(output.status.code(), Some(1), "{what}");
        assert!(check(&place, &old, &new, &output, &what));
        assert_eq!(place.tree(), old, "{what}");
        let stderr = String::from_utf8_lossy(&output.stderr);
        let name = match form {
            Form::Workspace => "`generated/",
            Form::Crate => "`out/acme-events`",
            Form::Module | Form::Script => "out/events.rs`",
        };
        assert!(
            stderr.contains(name) && stderr.contains("Permission denied"),
            "{what}"
        );
        if owned {
            chown(place.output(), Some(0), None).unwrap();
        }
        ends(&mut place.command(1), 0);
        assert_eq!(place.tree(), new, "{form:?}");
    }
}
