//! Eight runs at once: all of them end well, and one of their results is there, whole.

use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};

use crate::place::{FORMS, Form, Place, VERSIONS, ends, told};
use crate::tree::Tree;

fn start(command: &mut Command) -> Child {
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

#[track_caller]
fn end_well(runs: Vec<Child>) {
    for run in runs {
        let output = run.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    }
}

#[test]
fn of_the_same() {
    for form in FORMS {
        let place = Place::new(form);
        let states = place.states([1, 0]);
        for (version, state) in [(1, &states[0]), (0, &states[1]), (0, &states[1])] {
            let mut command = place.command(version);
            end_well((0..8).map(|_| start(&mut command)).collect());
            assert_eq!(place.tree().against(state), [""; 0], "{form:?}");
        }
        Tree::default().write(&place.output());
        let mut command = place.command(1);
        end_well((0..8).map(|_| start(&mut command)).collect());
        assert_eq!(place.tree().against(&states[0]), [""; 0], "{form:?}");
    }
}

/// What is seen while eight runs of eight versions write the same.
fn of_others(form: Form, mut look: impl FnMut(&Place, &[Tree])) {
    let place = Place::new(form);
    let states: [Tree; VERSIONS] = place.states(std::array::from_fn(|version| version));
    for _ in 0..4 {
        let runs = (0..VERSIONS).map(|version| start(&mut place.command(version)));
        let mut runs: Vec<Child> = runs.collect();
        while runs.iter_mut().any(|run| run.try_wait().unwrap().is_none()) {
            look(&place, &states);
        }
        end_well(runs);
        let left = place.tree();
        assert!(
            states.contains(&left),
            "{form:?}: {:?}",
            left.against(&states[0])
        );
    }
}

#[test]
fn of_others_for_one_file() {
    for form in [Form::Module, Form::Script] {
        of_others(form, |place, states| {
            let seen = std::fs::read(place.output().join("events.rs")).unwrap();
            let mut whole = states.iter().map(|state| &state.0["events.rs"]);
            assert!(whole.any(|state| *state == seen), "{form:?}: torn");
        });
    }
}

#[test]
fn of_others_for_a_crate_and_checks() {
    let check = |place: &Place| {
        let output = place.command(0).arg("--check").output().unwrap();
        (output.status.code(), told(&output))
    };
    // What a check says of each version, if nobody writes meanwhile.
    let place = Place::new(Form::Crate);
    let said = (0..VERSIONS).map(|version| {
        ends(&mut place.command(version), 0);
        check(&place)
    });
    let said: BTreeSet<_> = said.collect();
    assert_eq!(said.len(), VERSIONS);
    of_others(Form::Crate, |place, _| {
        let now = check(place);
        assert!(said.contains(&now), "a check saw a mixture: {}", now.1);
        assert!(place.output().join("acme-events").is_dir());
    });
}
