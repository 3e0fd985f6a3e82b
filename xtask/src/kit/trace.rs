//! What a run opened, wrote and connected to: the text of `strace -f -y` in, violations out.

use std::path::{Component, Path, PathBuf};

use asyncapi_build::sync::STAGING;

use super::scene::Scene;

/// Where any program reads: its libraries, what the system says about itself, devices.
const SYSTEM: [&str; 9] = [
    "/dev",
    "/etc/ld.so.cache",
    "/etc/ld.so.preload",
    "/lib",
    "/lib64",
    "/proc",
    "/sys",
    "/usr/lib",
    "/usr/lib64",
];

/// One system call as `strace` writes it.
struct Call<'a> {
    /// Its name, e.g. `openat`.
    name: &'a str,
    /// Everything from the first argument on.
    rest: &'a str,
}

/// Calls that speak to a network.
pub fn network(trace: &str) -> Vec<String> {
    let speaks = |call: &Call| {
        call.rest.contains("AF_INET") || ["sendto", "sendmsg", "sendmmsg"].contains(&call.name)
    };
    calls(trace)
        .filter(speaks)
        .map(|call| call.shown())
        .collect()
}

/// Files that were opened, or tried, outside the folders of the scene.
pub fn opened_outside(trace: &str, scene: &Scene) -> Vec<String> {
    let staging = scene.home.join(STAGING);
    let inside = |path: &PathBuf| {
        let ours = [&scene.root, &scene.out, &staging];
        // The folder around the output is opened to lock it.
        *path == scene.home
            || ours.into_iter().any(|folder| path.starts_with(folder))
            || SYSTEM.iter().any(|folder| path.starts_with(folder))
    };
    calls(trace)
        .filter(|call| call.opens() && !call.paths().iter().chain(&call.result()).all(inside))
        .map(|call| call.shown())
        .collect()
}

/// Changes that were made outside the output folder.
pub fn written_outside(trace: &str, scene: &Scene) -> Vec<String> {
    let staging = scene.home.join(STAGING);
    let inside = |path: &PathBuf| path.starts_with(&scene.out) || path.starts_with(&staging);
    calls(trace)
        .filter(|call| call.writes() && call.succeeded() && !call.paths().iter().all(inside))
        .map(|call| call.shown())
        .collect()
}

fn calls(trace: &str) -> impl Iterator<Item = Call<'_>> {
    trace.lines().filter_map(|line| {
        let line = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let (name, rest) = line.split_once('(')?;
        let plain = name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        plain.then_some(Call { name, rest })
    })
}

impl Call<'_> {
    fn opens(&self) -> bool {
        ["open", "openat", "openat2", "creat"].contains(&self.name)
    }

    fn writes(&self) -> bool {
        let changes = [
            "creat", "mkdir", "rename", "unlink", "rmdir", "symlink", "link", "mknod", "truncate",
            "chmod", "fchmodat", "chown", "fchownat", "lchown",
        ];
        let opened = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"];
        changes.iter().any(|name| self.name.starts_with(name))
            || self.opens() && opened.iter().any(|flag| self.rest.contains(flag))
    }

    fn succeeded(&self) -> bool {
        !self.rest.contains(") = -1 ") && !self.rest.contains(") = ?")
    }

    /// The paths among the arguments, each from the folder that the call takes it from.
    fn paths(&self) -> Vec<PathBuf> {
        let arguments = self
            .rest
            .rsplit_once(") = ")
            .map_or(self.rest, |(arguments, _)| arguments);
        let mut paths = Vec::new();
        let mut base = Path::new("/");
        let mut rest = arguments;
        while let Some(at) = rest.find(['<', '"']) {
            let mut opened = rest.split_at(at).1.chars();
            let close = if opened.next() == Some('<') { '>' } else { '"' };
            let (path, behind) = opened.as_str().split_at(closing(opened.as_str(), close));
            if close == '>' {
                base = Path::new(path);
            } else {
                paths.push(plain(&base.join(path)));
            }
            rest = behind.strip_prefix(close).unwrap_or_default();
        }
        // The first argument of `symlink` is text, and nothing is done to that path.
        if self.name.starts_with("symlink") && paths.len() > 1 {
            paths.remove(0);
        }
        paths
    }

    /// What the call opened in the end, behind all symlinks.
    fn result(&self) -> Option<PathBuf> {
        let (_, result) = self.rest.rsplit_once(") = ")?;
        let (_, path) = result.split_once('<')?;
        Some(PathBuf::from(path.strip_suffix('>')?))
    }

    fn shown(&self) -> String {
        format!("{}({}", self.name, self.rest)
    }
}

/// Where a quoted or bracketed text ends.
fn closing(text: &str, close: char) -> usize {
    let mut escaped = false;
    text.find(|c: char| {
        let ends = c == close && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })
    .unwrap_or(text.len())
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            Component::Normal(_) | Component::RootDir | Component::Prefix(_) => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene() -> Scene {
        Scene {
            home: "/home/case".into(),
            document: "/home/case/in/spec.yaml".into(),
            root: "/home/case/in".into(),
            out: "/home/case/out".into(),
        }
    }

    /// What any run does.
    const INSIDE: &str = r#"
12 execve("/target/xtask", ["xtask", "/etc/passwd"], 0x7ff /* 3 vars */) = 0
12 openat(AT_FDCWD</a>, "/lib/x86_64-linux-gnu/libc.so.6", O_RDONLY|O_CLOEXEC) = 3</usr/lib/libc.so.6>
12 readlink("/home", 0x7ff, 1023) = -1 EINVAL (Invalid argument)
12 openat(AT_FDCWD</a>, "/home/case/in/spec.yaml", O_RDONLY|O_CLOEXEC) = 3</home/case/in/spec.yaml>
12 openat(AT_FDCWD</a>, "/home/case", O_RDONLY|O_CLOEXEC) = 3</home/case>
13 mkdir("/home/case", 0777) = -1 EEXIST (File exists)
13 mkdir("/home/case/.codegen-tmp", 0777) = 0
13 openat(AT_FDCWD</a>, "/home/case/.codegen-tmp/a", O_WRONLY|O_CREAT|O_EXCL, 0666) = 4</home/case/.codegen-tmp/a>
13 openat(4</home/case/.codegen-tmp>, "a", O_RDONLY|O_NOFOLLOW|O_DIRECTORY) = 5</home/case/.codegen-tmp/a>
13 renameat2(AT_FDCWD</a>, "/home/case/.codegen-tmp/a", AT_FDCWD</a>, "/home/case/out", RENAME_EXCHANGE) = 0
13 unlinkat(4</home/case/.codegen-tmp>, "a", AT_REMOVEDIR) = 0
13 socket(AF_UNIX, SOCK_STREAM, 0) = 3<socket:[1]>
13 +++ exited with 0 +++
"#;

    fn check(lines: &str, opened: bool, written: bool, spoken: bool) {
        let trace = format!("{INSIDE}7  {lines}\n");
        assert_eq!(
            opened_outside(&trace, &scene()).len(),
            usize::from(opened),
            "{lines}"
        );
        assert_eq!(
            written_outside(&trace, &scene()).len(),
            usize::from(written),
            "{lines}"
        );
        assert_eq!(network(&trace).len(), usize::from(spoken), "{lines}");
    }

    #[test]
    fn finds_what_is_outside_and_nothing_else() {
        check("", false, false, false);
        check(
            r#"openat(AT_FDCWD</a>, "/etc/passwd", O_RDONLY) = 3</etc/passwd>"#,
            true,
            false,
            false,
        );
        check(
            r#"openat(AT_FDCWD</a>, "/etc/passwd", O_RDONLY) = -1 ENOENT (No file)"#,
            true,
            false,
            false,
        );
        check(
            r#"openat(AT_FDCWD</home/case/in>, "../x", O_RDONLY) = 3</home/case/x>"#,
            true,
            false,
            false,
        );
        check(
            r#"openat(AT_FDCWD</a>, "/home/case/in/l", O_RDONLY) = 3</etc/hostname>"#,
            true,
            false,
            false,
        );
        check(
            r#"openat(AT_FDCWD</a>, "/home/case/in/l", O_WRONLY) = 3</home/case/in/l>"#,
            false,
            true,
            false,
        );
        check(
            r#"unlink("/home/case/in/spec.yaml") = 0"#,
            false,
            true,
            false,
        );
        check(
            r#"rename("/home/case/out", "/home/case/old") = 0"#,
            false,
            true,
            false,
        );
        check(
            r#"symlinkat("/home/case/out", AT_FDCWD</home/case/in>, "l") = 0"#,
            false,
            true,
            false,
        );
        check(
            r#"symlinkat("/etc", AT_FDCWD</home/case/out>, "l") = 0"#,
            false,
            false,
            false,
        );
        check(
            r#"mkdirat(AT_FDCWD</home/case/out>, "a\"/../../b", 0777) = 0"#,
            false,
            true,
            false,
        );
        check(
            "socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3<TCP:[1]>",
            false,
            false,
            true,
        );
        check(
            "connect(3<TCP:[1]>, {sa_family=AF_INET6, sin6_port=htons(9)}, 28) = -1",
            false,
            false,
            true,
        );
    }
}
