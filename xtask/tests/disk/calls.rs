//! The calls of a run: a check changes nothing, nobody talks to a network or starts a program, and
//! what is opened lies below the documents or the output.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::place::{FORMS, Form, Place, told};
use crate::strace::{self, Call};
use crate::tree::Tree;

/// The calls that are watched: on paths, on sockets, on processes, and those on open files that
/// change them. What is newer than a kernel's oldest calls is unknown to some, hence the `?`.
const WATCHED: &str = "%file,%network,%process,write,pwrite64,writev,pwritev,?pwritev2,sendfile,\
                       ftruncate,fallocate,fchmod,fchown,?copy_file_range,?splice,?io_uring_setup";

/// Calls that change what is on disk.
const CHANGING: [&str; 34] = [
    "creat",
    "mkdir",
    "mkdirat",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "rmdir",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
    "truncate",
    "ftruncate",
    "fallocate",
    "chmod",
    "fchmod",
    "fchmodat",
    "fchmodat2",
    "chown",
    "fchown",
    "lchown",
    "fchownat",
    "utime",
    "utimes",
    "utimensat",
    "futimesat",
    "mknod",
    "mknodat",
    "setxattr",
    "lsetxattr",
    "removexattr",
    "mount",
];

/// Calls that need, or make, a socket.
const NETWORK: [&str; 10] = [
    "socket",
    "socketpair",
    "connect",
    "bind",
    "listen",
    "accept",
    "accept4",
    "sendto",
    "sendmsg",
    "sendmmsg",
];

/// Calls that write to an open file.
const WRITING: [&str; 8] = [
    "write",
    "pwrite64",
    "writev",
    "pwritev",
    "pwritev2",
    "sendfile",
    "copy_file_range",
    "splice",
];

/// Where everybody reads: the loader, the allocator and the count of processors.
const COMMON: [&str; 9] = [
    "/etc/ld.so.cache",
    "/etc/ld.so.preload",
    "/lib",
    "/usr/lib",
    "/usr/local/lib",
    "/proc/sys/vm/",
    "/sys/kernel/mm/",
    "/sys/fs/cgroup",
    "/sys/devices/system/",
];

fn name(call: &str) -> &str {
    call.split('(').next().unwrap_or_default()
}

fn is_open(call: &str) -> bool {
    ["open", "openat", "openat2", "creat"].contains(&name(call))
}

fn is_for_writing(call: &str) -> bool {
    let flags = [
        "O_WRONLY",
        "O_RDWR",
        "O_CREAT",
        "O_TRUNC",
        "O_APPEND",
        "O_TMPFILE",
    ];
    is_open(call) && (name(call) == "creat" || flags.iter().any(|flag| call.contains(flag)))
}

/// What was opened: the path that the system has for it, not the one that was asked for.
fn opened(call: &str) -> Option<&str> {
    let (_, result) = call.rsplit_once(" = ")?;
    result.split_once('<')?.1.strip_suffix('>')
}

/// The paths that a call is given, each joined to the folder before it: `4</a>, "b"` is `/a/b`.
fn paths(call: &str, home: &Path) -> Vec<PathBuf> {
    let arguments = call.split_once('(').map_or("", |(_, arguments)| arguments);
    let arguments = arguments
        .rsplit_once(" = ")
        .map_or(arguments, |(before, _)| before);
    let (mut paths, mut base) = (Vec::new(), home.to_path_buf());
    for (index, part) in arguments.split('"').enumerate() {
        if index % 2 == 1 {
            paths.push(base.join(part));
        } else if let Some((_, file)) = part.rsplit_once('<') {
            base = PathBuf::from(file.split('>').next().unwrap_or_default());
        }
    }
    if paths.is_empty() || WRITING.contains(&name(call)) {
        paths = vec![base];
    }
    paths
}

/// Whether a call writes to where the run prints to.
fn prints(call: &str) -> bool {
    let to = call.split_once('(').map_or("", |(_, arguments)| arguments);
    WRITING.contains(&name(call)) && (to.starts_with("1<") || to.starts_with("2<"))
}

/// A run that may read some folders, and those that it may write to as well.
#[track_caller]
fn watch(command: &Command, reads: &[PathBuf], writes: &[PathBuf]) -> (Output, Vec<Call>) {
    let (output, calls) = strace::run(command, WATCHED, None);
    let what = format!("by {command:?}\n{}", told(&output));
    let home = command.get_current_dir().unwrap();
    let below = |path: &Path, folders: &[PathBuf]| folders.iter().any(|it| path.starts_with(it));
    let mut programs = 0;
    for call in &calls {
        let name = name(call);
        assert!(!NETWORK.contains(&name), "a socket: {call} {what}");
        assert!(
            name != "io_uring_setup",
            "calls that nobody sees: {call} {what}"
        );
        if ["clone", "clone3", "fork", "vfork"].contains(&name) {
            assert!(call.contains("CLONE_THREAD"), "a process: {call} {what}");
        }
        programs += usize::from(name == "execve");
        if is_for_writing(call) || CHANGING.contains(&name) || WRITING.contains(&name) {
            let within = paths(call, home).iter().all(|path| below(path, writes));
            assert!(within || prints(call), "written: {call} {what}");
        }
        if let Some(path) = opened(call).filter(|_| is_open(call)) {
            let common = COMMON.iter().any(|common| path.starts_with(common));
            let process = path
                .strip_prefix("/proc/")
                .is_some_and(|path| path.starts_with(|first: char| first.is_ascii_digit()));
            let path = Path::new(path);
            assert!(
                common || process || below(path, reads) || below(path, writes),
                "opened: {call} {what}"
            );
        }
    }
    assert_eq!(programs, 1, "other programs were started {what}");
    assert!(calls.len() > 20, "{calls:?}");
    (output, calls)
}

/// Where the documents of a version are.
fn documents(place: &Place, version: usize) -> PathBuf {
    match place.form {
        Form::Workspace => place.path("specs"),
        Form::Crate | Form::Module | Form::Script => place.path(&format!("documents/{version}")),
    }
}

#[test]
fn a_check_writes_nothing() {
    if !strace::works("calls::a_check_writes_nothing") {
        return;
    }
    for form in [Form::Workspace, Form::Crate, Form::Module] {
        let place = Place::new(form);
        let [old, new] = place.states([0, 1]);
        let check = |code: i32, what: &str| {
            let mut command = place.command(1);
            if what == "faulty" {
                let folder = match form {
                    Form::Workspace => "specs/acme",
                    Form::Crate | Form::Module | Form::Script => "documents/1",
                };
                fs::write(place.path(folder).join("asyncapi.yaml"), "asyncapi: 9.9.9").unwrap();
            }
            let before = place.tree();
            let reads = [documents(&place, 1), place.output()];
            let (output, _) = watch(command.arg("--check"), &reads, &[]);
            assert_eq!(
                output.status.code(),
                Some(code),
                "{what}: {}",
                told(&output)
            );
            assert_eq!(place.tree(), before);
        };
        check(0, "fresh");
        old.write(&place.output());
        check(1, "stale");
        Tree::default().write(&place.output());
        check(1, "empty");
        fs::remove_dir(place.output()).unwrap();
        check(1, "missing");
        new.write(&place.output());
        check(1, "faulty");
    }
}

#[test]
fn nothing_but_documents_and_output_is_opened() {
    if !strace::works("calls::nothing_but_documents_and_output_is_opened") {
        return;
    }
    for form in FORMS {
        let place = Place::new(form);
        let [old, new] = place.states([0, 1]);
        for state in [Tree::default(), old] {
            state.write(&place.output());
            let command = place.command(1);
            let (output, _) = watch(&command, &[documents(&place, 1)], &[place.output()]);
            assert_eq!(output.status.code(), Some(0), "{}", told(&output));
            assert_eq!(place.tree(), new);
        }
    }
}

#[test]
fn links_lead_nowhere() {
    if !strace::works("calls::links_lead_nowhere") {
        return;
    }
    for form in FORMS {
        let place = Place::new(form);
        let [_, new] = place.states([0, 1]);
        let elsewhere = place.path("elsewhere");
        let refuse = |expected: &str| {
            let before = Tree::read(&elsewhere);
            let command = place.command(0);
            let (output, _) = watch(&command, &[documents(&place, 0)], &[place.output()]);
            assert_eq!(output.status.code(), Some(1), "{}", told(&output));
            assert!(told(&output).contains(expected), "{}", told(&output));
            assert_eq!(Tree::read(&elsewhere), before);
        };
        // What was generated is somewhere else, and a link leads there.
        let name = match form {
            Form::Workspace | Form::Crate => "acme-events",
            Form::Module | Form::Script => "events.rs",
        };
        fs::create_dir(&elsewhere).unwrap();
        fs::rename(place.output().join(name), elsewhere.join(name)).unwrap();
        symlink(elsewhere.join(name), place.output().join(name)).unwrap();
        refuse("is a symlink: move it away");
        new.write(&place.output());

        // So do the samples, or a file that is referred to.
        let folder = match form {
            Form::Workspace => "specs/acme",
            Form::Crate | Form::Module | Form::Script => "documents/0",
        };
        let _ = place.command(0);
        for (below, reads) in [("samples", form != Form::Script), ("types", true)] {
            let below = place.path(folder).join(below);
            let there = elsewhere.join(below.file_name().unwrap());
            fs::rename(&below, &there).unwrap();
            symlink(&there, &below).unwrap();
            if reads {
                refuse("a symlink that leads out of the document's folder");
            }
            fs::remove_file(&below).unwrap();
            fs::rename(&there, &below).unwrap();
        }
    }
}
