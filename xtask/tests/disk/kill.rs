//! Killed runs: each crate is the old one or the new one, and the next run ends and clears up.

use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::place::{FORMS, Form, Place, asked, ends};
use crate::strace;
use crate::tree::Tree;

/// The calls that change the disk, and those between them.
const CALLS: [&str; 10] = [
    "openat",
    "write",
    "fsync",
    "mkdir",
    "rename",
    "renameat2",
    "unlink",
    "unlinkat",
    "rmdir",
    "flock",
];

/// A run towards `new` has ended somehow.
#[track_caller]
fn check(place: &Place, old: &Tree, new: &Tree, what: &str) -> Tree {
    let left = place.tree();
    assert!(
        left.settled().is_made_of(old, new),
        "{:?}, {what}: a mixture: unlike the old {:?}, unlike the new {:?}",
        place.form,
        left.settled().against(old),
        left.settled().against(new),
    );
    left
}

/// The run after that.
#[track_caller]
fn check_next(place: &Place, version: usize, new: &Tree, what: &str) {
    ends(&mut place.command(version), 0);
    let left = place.tree();
    assert_eq!(left.against(new), [""; 0], "{:?}, {what}", place.form);
}

/// The number of microseconds to wait in some round, spread over a range.
fn spread(round: u32, range: Duration) -> Duration {
    // Multiples of the golden ratio are spread evenly, however many there are.
    let part = (f64::from(round) * 0.618_033_988_749_895).fract();
    range.mul_f64(part)
}

#[test]
fn at_random_moments() {
    let kills = u32::try_from(asked("DISK_KILLS", 50)).unwrap();
    std::thread::scope(|scope| {
        for form in FORMS {
            scope.spawn(move || at_random_moments_of(form, kills));
        }
    });
}

fn at_random_moments_of(form: Form, kills: u32) {
    let place = Place::new(form);
    let started = Instant::now();
    let states = place.states([0, 1]);
    let mut range = started.elapsed() / 2;
    let mut now = 1;
    let (mut changed, mut unfinished) = (0, 0);
    // How long a run takes depends on what else the machine does: there are more rounds where none
    // hit a moment that the test is for.
    for round in 0..kills.saturating_mul(20) {
        if round >= kills && changed > 0 && unfinished > 0 {
            break;
        }
        let (old, new) = (&states[now], &states[1 - now]);
        let mut child = place
            .command(1 - now)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        if round % 2 == 0 {
            sleep(spread(round, range));
        } else {
            // Half of them are killed while they write, which takes a moment only.
            while child.try_wait().unwrap().is_none() && !place.is_writing() {}
            sleep(spread(round, Duration::from_millis(8)));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let what = format!("killed at random, round {round}");
        let left = check(&place, old, new, &what);
        unfinished += usize::from(left != left.settled());
        let is_new = left.settled() == *new;
        changed += usize::from(is_new);
        if round % 2 == 0 {
            range = range.mul_f64(if is_new { 0.9 } else { 1.1 });
        }
        if round % 10 == 9 || is_new {
            check_next(&place, 1 - now, new, &what);
            now = 1 - now;
        } else if left.settled() != *old {
            // Some of the crates are new: both are old to the next run.
            check_next(&place, now, old, &what);
        }
    }
    assert!(changed > 0, "{form:?}: no run came to its end");
    assert!(unfinished > 0, "{form:?}: no run was killed while it wrote");
}

#[test]
fn at_each_call() {
    if !strace::works("kill::at_each_call") {
        return;
    }
    std::thread::scope(|scope| {
        for form in FORMS {
            scope.spawn(move || {
                let place = Place::in_memory(form);
                let [old, new] = place.states([0, 1]);
                let mut killed = 0;
                for call in CALLS {
                    killed += at_each(&place, &old, &new, call);
                }
                assert!(killed > 20, "{form:?}: {killed}");
            });
        }
    });
}

/// Kills a run at the first call of a kind, then one at the second, until there are no more. Gives
/// how many.
fn at_each(place: &Place, old: &Tree, new: &Tree, call: &str) -> usize {
    let mut killed = 0;
    for at in strace::steps() {
        old.write(&place.output());
        let mut command = place.command(1);
        command.env("RAYON_NUM_THREADS", "1");
        let inject = format!("{call}:signal=KILL:when={at}");
        let (output, _) = strace::run(&command, call, Some(&inject));
        let what = format!("killed at `{call}` {at}");
        check(place, old, new, &what);
        if output.status.success() {
            break;
        }
        check_next(place, 1, new, &what);
        killed += 1;
    }
    killed
}
