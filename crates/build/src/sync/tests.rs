//! What writing must keep true: whole folders, whatever fails or dies on the way.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use asyncapi_codegen::generate::File;
use tempfile::TempDir;

use super::*;

fn parent(home: &TempDir) -> Parent {
    Parent {
        path: home.path().join("generated"),
        shown: "generated".to_owned(),
    }
}

fn folder(name: &str, files: &[(&str, &str)]) -> Folder {
    Folder {
        name: name.to_owned(),
        files: files
            .iter()
            .map(|(path, contents)| File {
                path: (*path).to_owned(),
                contents: (*contents).to_owned(),
            })
            .collect(),
    }
}

/// What the disk holds below a parent, by path.
fn on_disk(parent: &Parent) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![parent.path.clone()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let below = path.strip_prefix(&parent.path).unwrap().to_str().unwrap();
                found.insert(below.to_owned(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// One line for each difference, and the number of unchanged files.
fn said(comparisons: &[Comparison]) -> Vec<String> {
    comparisons
        .iter()
        .flat_map(|comparison| {
            let lines = comparison
                .differences
                .iter()
                .map(|difference| format!("{:?} {}", difference.change, difference.path));
            lines.chain([format!("unchanged {}", comparison.unchanged)])
        })
        .collect()
}

fn messages(problems: &[anyhow::Error]) -> Vec<String> {
    problems
        .iter()
        .map(|problem| format!("{problem:#}"))
        .collect()
}

#[test]
fn tells_new_changed_and_removed_files_and_writes_them() {
    let home = tempfile::tempdir().unwrap();
    let parent = parent(&home);
    let before = [
        folder(
            "a",
            &[
                ("Cargo.toml", "1"),
                ("src/lib.rs", "1"),
                ("src/types/old.rs", "1"),
            ],
        ),
        folder("b", &[("Cargo.toml", "1")]),
        folder("gone", &[("Cargo.toml", "1")]),
    ];
    let first = write(&parent, &before).unwrap();
    assert_eq!(
        said(&first),
        [
            "New generated/a/Cargo.toml",
            "New generated/a/src/lib.rs",
            "New generated/a/src/types/old.rs",
            "unchanged 0",
            "New generated/b/Cargo.toml",
            "unchanged 0",
            "New generated/gone/Cargo.toml",
            "unchanged 0",
        ]
    );

    let after = [
        folder(
            "a",
            &[
                ("Cargo.toml", "1"),
                ("src/lib.rs", "2"),
                ("src/types/new.rs", "2"),
            ],
        ),
        folder("b", &[("Cargo.toml", "1")]),
        folder("gone", &[]),
        folder("never", &[]),
    ];
    let expected = [
        "Changed generated/a/src/lib.rs",
        "New generated/a/src/types/new.rs",
        "Removed generated/a/src/types/old.rs",
        "unchanged 1",
        "unchanged 1",
        "Removed generated/gone/Cargo.toml",
        "unchanged 0",
        "unchanged 0",
    ];
    let as_before = on_disk(&parent);
    assert_eq!(said(&compare(&parent, &after).unwrap()), expected);
    assert_eq!(on_disk(&parent), as_before, "comparing writes nothing");

    assert_eq!(said(&write(&parent, &after).unwrap()), expected);
    let wanted = [
        ("a/Cargo.toml", "1"),
        ("a/src/lib.rs", "2"),
        ("a/src/types/new.rs", "2"),
        ("b/Cargo.toml", "1"),
    ];
    let wanted = wanted.map(|(path, text)| (path.to_owned(), text.to_owned()));
    assert_eq!(on_disk(&parent), BTreeMap::from(wanted));
    assert!(!parent.path.join("gone").exists());
}

#[test]
fn touches_nothing_that_is_as_it_should_be() {
    let home = tempfile::tempdir().unwrap();
    let parent = parent(&home);
    let folders = [
        folder("a", &[("src/lib.rs", "1")]),
        folder("b", &[("src/lib.rs", "1")]),
    ];
    write(&parent, &folders).unwrap();
    let long_ago = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let places = ["", "a", "a/src", "a/src/lib.rs"].map(|below| parent.path.join(below));
    for place in &places {
        fs::File::open(place)
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
    }
    let modified = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();

    write(&parent, &folders).unwrap();
    for place in &places {
        assert_eq!(modified(place), long_ago, "{}", place.display());
    }

    let [a, _] = folders;
    write(&parent, &[a, folder("b", &[("src/lib.rs", "2")])]).unwrap();
    assert_eq!(modified(&parent.path.join("a/src/lib.rs")), long_ago);
    assert_ne!(modified(&parent.path), long_ago);
}

#[cfg(unix)]
#[test]
fn refuses_what_it_could_not_replace_without_loss() {
    use std::os::unix::fs::symlink;

    let home = tempfile::tempdir().unwrap();
    let parent = parent(&home);
    let elsewhere = home.path().join("elsewhere");
    fs::create_dir_all(&elsewhere).unwrap();
    fs::write(elsewhere.join("lib.rs"), "kept").unwrap();
    fs::create_dir_all(parent.path.join("within")).unwrap();
    symlink(&elsewhere, parent.path.join("linked")).unwrap();
    symlink(&elsewhere, parent.path.join("within/src")).unwrap();
    fs::write(parent.path.join("file"), "").unwrap();
    let names = ["linked", "within", "file", "fine"];
    let folders = names.map(|name| folder(name, &[("src/lib.rs", "1")]));
    let before = on_disk(&parent);
    for problems in [
        compare(&parent, &folders).unwrap_err(),
        write(&parent, &folders).unwrap_err(),
    ] {
        assert_eq!(
            messages(&problems),
            [
                "`generated/linked` is a symlink: move it away; generated folders hold plain files \
                 only",
                "`generated/within/src` is a symlink: move it away; generated folders hold plain \
                 files only",
                "`generated/file` is a file where a folder should be: move it away; generated \
                 folders hold plain files only",
            ]
        );
        assert_eq!(on_disk(&parent), before);
    }

    let linked = Parent {
        path: home.path().join("link"),
        shown: "link".to_owned(),
    };
    symlink(&parent.path, &linked.path).unwrap();
    fs::create_dir(parent.path.join(STAGING)).unwrap();
    let problems = write(&linked, &[folder("fine", &[("a", "1")])]).unwrap_err();
    assert!(
        messages(&problems)[0].starts_with("`link` is a symlink"),
        "{problems:?}"
    );
    assert!(parent.path.join(STAGING).exists(), "left alone");
    assert_eq!(on_disk(&parent), before);
}

#[test]
fn a_failure_leaves_every_folder_as_it_was() {
    let home = tempfile::tempdir().unwrap();
    let parent = parent(&home);
    let before = [
        folder("a", &[("src/lib.rs", "1")]),
        folder("b", &[("src/lib.rs", "1")]),
    ];
    write(&parent, &before).unwrap();
    let as_before = on_disk(&parent);
    let check = |bad: &[(&str, &str)], expected: &str| {
        let folders = [folder("a", &[("src/lib.rs", "2")]), folder("b", bad)];
        let problems = messages(&write(&parent, &folders).unwrap_err());
        assert!(problems.join("\n").starts_with(expected), "{problems:?}");
        assert_eq!(on_disk(&parent), as_before);
        assert!(!parent.path.join(STAGING).exists());
    };
    // A file where a folder has to be: found only while writing, when `a` is already prepared.
    check(
        &[("src", ""), ("src/lib.rs", "")],
        "cannot write `generated/b/src`",
    );
    check(
        &[("src/lib.rs", ""), ("src/lib.rs", "")],
        "`src/lib.rs` was generated twice",
    );
    check(
        &[("../c/lib.rs", "")],
        "cannot write `../c/lib.rs`: a path with `..` in it",
    );
    check(
        &[("/c/lib.rs", "")],
        "cannot write `/c/lib.rs`: an absolute path",
    );

    fs::write(parent.path.join(STAGING), "not a folder").unwrap();
    let folders = [folder("a", &[("src/lib.rs", "2")])];
    let problems = messages(&write(&parent, &folders).unwrap_err());
    assert!(
        problems[0].starts_with("cannot clear `generated/.codegen-tmp`"),
        "{problems:?}"
    );
    assert_eq!(on_disk(&parent)["a/src/lib.rs"], "1");
}

#[test]
fn folders_are_swapped_in_all_or_none() {
    let home = tempfile::tempdir().unwrap();
    let parent = parent(&home);
    let before = [
        folder("a", &[("src/lib.rs", "1")]),
        folder("b", &[("src/lib.rs", "1")]),
    ];
    write(&parent, &before).unwrap();
    let as_before = on_disk(&parent);
    // It is there when folders are prepared, and gone when they are swapped.
    let gone = folder("gone", &[]);
    let after = [
        folder("a", &[("src/lib.rs", "2")]),
        folder("b", &[]),
        folder("c", &[("src/lib.rs", "2")]),
    ];
    let [a, b, c] = &after;
    for last in [&[a, b, c, &gone][..], &[c, b, a, &gone]] {
        for folder in [a, c] {
            let next = swap::next(&parent, &folder.name);
            stage::folder(&next, folder, "generated").unwrap();
        }
        let problem = format!("{:#}", swap::swap(&parent, last).unwrap_err());
        assert!(
            problem.starts_with("cannot replace `generated/gone`: "),
            "{problem}"
        );
        swap::recover(&parent).unwrap();
        assert_eq!(on_disk(&parent), as_before);
    }
}

#[cfg(unix)]
#[test]
fn a_link_where_folders_are_prepared_is_not_followed() {
    let home = tempfile::tempdir().unwrap();
    let parent = parent(&home);
    let folders = [folder("a", &[("src/lib.rs", "1")])];
    write(&parent, &folders).unwrap();
    let others = home.path().join("others");
    fs::create_dir_all(others.join("next/a/target")).unwrap();
    std::os::unix::fs::symlink(&others, parent.path.join(STAGING)).unwrap();
    let problems = messages(&write(&parent, &folders).unwrap_err());
    assert!(
        problems[0].starts_with("cannot clear `generated/.codegen-tmp`"),
        "{problems:?}"
    );
    assert!(others.join("next/a/target").exists());
    let own = [folder(STAGING, &[("a", "1")])];
    fs::remove_file(parent.path.join(STAGING)).unwrap();
    let problems = messages(&write(&parent, &own).unwrap_err());
    assert!(problems[0].contains("cannot be called"), "{problems:?}");
}

#[test]
fn clears_what_a_dead_run_left_behind() {
    let home = tempfile::tempdir().unwrap();
    let parent = parent(&home);
    let folders = [folder("a", &[("src/lib.rs", "1")])];
    write(&parent, &folders).unwrap();
    let staging = parent.path.join(STAGING);

    fs::create_dir_all(staging.join("next/a/src")).unwrap();
    fs::write(staging.join("next/a/src/lib.rs"), "half").unwrap();
    write(&parent, &folders).unwrap();
    assert!(!staging.exists());

    // Without an exchange: killed after the folder was moved aside.
    fs::create_dir_all(staging.join("aside")).unwrap();
    fs::rename(parent.path.join("a"), staging.join("aside/a")).unwrap();
    assert_eq!(said(&write(&parent, &folders).unwrap()), ["unchanged 1"]);
    assert!(!staging.exists());

    // Without an exchange: killed after the new folder was moved in.
    fs::create_dir_all(staging.join("aside/a")).unwrap();
    assert_eq!(said(&write(&parent, &folders).unwrap()), ["unchanged 1"]);
    assert!(!staging.exists());
}

#[test]
fn replaces_in_two_steps_where_there_is_no_exchange() {
    let home = tempfile::tempdir().unwrap();
    let [prepared, there, aside] =
        ["prepared", "there", "aside"].map(|name| home.path().join(name));
    fs::create_dir(&there).unwrap();
    fs::write(there.join("lib.rs"), "old").unwrap();

    assert!(swap::replace(&prepared, &there, &aside).is_err());
    assert_eq!(fs::read_to_string(there.join("lib.rs")).unwrap(), "old");

    fs::create_dir(&prepared).unwrap();
    fs::write(prepared.join("lib.rs"), "new").unwrap();
    swap::replace(&prepared, &there, &aside).unwrap();
    assert_eq!(fs::read_to_string(there.join("lib.rs")).unwrap(), "new");
    assert_eq!(fs::read_to_string(aside.join("lib.rs")).unwrap(), "old");
}

/// Two versions of a crate that have no file in common but one.
fn versions() -> [Folder; 2] {
    ["old", "new"].map(|version| {
        let mut folder = folder("a", &[("version", version)]);
        folder.files.extend((0..40).map(|n| File {
            path: format!("src/{version}/{n}.rs"),
            contents: version.repeat(200),
        }));
        folder
    })
}

#[test]
fn a_killed_run_leaves_the_old_or_the_new_folder() {
    const CHILD: &str = "ASYNCAPI_SYNC_TEST_CHILD";
    const WRITTEN: &str = "written";
    if let Some(path) = env::var_os(CHILD) {
        let parent = Parent {
            path: path.into(),
            shown: String::new(),
        };
        loop {
            for version in versions() {
                write(&parent, &[version]).unwrap();
                // Not by `println!`, which tests keep to themselves.
                writeln!(std::io::stdout(), "{WRITTEN}").unwrap();
            }
        }
    }
    let home = tempfile::tempdir().unwrap();
    let parent = parent(&home);
    let [old, new] = versions();
    write(&parent, std::slice::from_ref(&old)).unwrap();
    let mut seen = [0, 0];
    for round in 0..24 {
        let mut child = Command::new(env::current_exe().unwrap())
            .args([
                "--exact",
                "sync::tests::a_killed_run_leaves_the_old_or_the_new_folder",
            ])
            .env(CHILD, &parent.path)
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap() == WRITTEN));
        std::thread::sleep(Duration::from_micros(1_700 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        let whole = [&old, &new].map(|version| {
            let compared = compare(&parent, std::slice::from_ref(version)).unwrap();
            compared[0].differences.is_empty()
        });
        assert!(whole[0] || whole[1], "round {round}: a mixture");
        seen[usize::from(whole[1])] += 1;
    }
    assert!(
        seen[0] > 0 && seen[1] > 0,
        "killed in both states: {seen:?}"
    );
    write(&parent, &[new]).unwrap();
    assert!(!parent.path.join(STAGING).exists());
}

#[test]
fn runs_at_once_wait_for_each_other_and_the_folder_is_always_there() {
    let home = tempfile::tempdir().unwrap();
    let parent = parent(&home);
    let [old, new] = versions();
    write(&parent, std::slice::from_ref(&old)).unwrap();
    std::thread::scope(|scope| {
        let writers: Vec<_> = [&old, &new, &old, &new]
            .map(|version| {
                let parent = &parent;
                scope.spawn(move || {
                    for _ in 0..5 {
                        write(parent, std::slice::from_ref(version)).unwrap();
                    }
                })
            })
            .into();
        while !writers
            .iter()
            .all(std::thread::ScopedJoinHandle::is_finished)
        {
            if cfg!(target_os = "linux") {
                assert!(parent.path.join("a/version").exists());
            }
        }
    });
    assert!(!parent.path.join(STAGING).exists());
}

#[test]
fn finds_folders_that_nobody_generates() {
    let home = tempfile::tempdir().unwrap();
    let parent = parent(&home);
    let known = ["acme-events".to_owned()];
    assert_eq!(orphans(&parent, &known).unwrap(), []);
    let marked = "// @generated from specs/old/asyncapi.yaml\n";
    write(
        &parent,
        &[
            folder("acme-events", &[("Cargo.toml", "# @generated\n")]),
            folder(
                "by-hand",
                &[
                    ("Cargo.toml", "[package]\n# @generated\n"),
                    ("src/lib.rs", ""),
                ],
            ),
            folder(
                "old-events",
                &[("Cargo.toml", "[package]\n"), ("src/lib.rs", marked)],
            ),
            folder("older-events", &[("Cargo.toml", "# @generated\n")]),
        ],
    )
    .unwrap();
    fs::write(parent.path.join("README.md"), "# @generated\n").unwrap();
    fs::create_dir(parent.path.join(STAGING)).unwrap();
    let orphan = |name: &str, generated| Orphan {
        name: name.to_owned(),
        generated,
    };
    assert_eq!(
        orphans(&parent, &known).unwrap(),
        [
            orphan("by-hand", false),
            orphan("old-events", true),
            orphan("older-events", true)
        ]
    );
}

#[test]
fn what_cargo_leaves_in_a_crate_stays() {
    let home = tempfile::tempdir().unwrap();
    let parent = parent(&home);
    let made = |text| {
        [folder(
            "acme",
            &[("Cargo.toml", "[package]"), ("src/lib.rs", text)],
        )]
    };
    write(&parent, &made("1")).unwrap();
    fs::create_dir(parent.path.join("acme/target")).unwrap();
    fs::write(parent.path.join("acme/target/cache"), "c").unwrap();
    fs::write(parent.path.join("acme/Cargo.lock"), "l").unwrap();
    assert!(
        compare(&parent, &made("1")).unwrap()[0]
            .differences
            .is_empty()
    );
    write(&parent, &made("2")).unwrap();
    assert!(!parent.path.join(STAGING).exists());

    // A run that was killed behind the exchange leaves what is kept in the staging folder.
    let staged = parent.path.join(STAGING).join("next/acme");
    fs::create_dir_all(&staged).unwrap();
    fs::rename(parent.path.join("acme/target"), staged.join("target")).unwrap();
    write(&parent, &made("2")).unwrap();
    let found = on_disk(&parent);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    assert_eq!(
        found,
        [
            ("acme/Cargo.lock", "l"),
            ("acme/Cargo.toml", "[package]"),
            ("acme/src/lib.rs", "2"),
            ("acme/target/cache", "c"),
        ]
    );
}
