//! A walk through what types are made of, in the order of the items, without recursion.

use foldhash::{HashMap, HashMapExt, HashSet};

use crate::names::Name;

/// What an item is made of, in order.
#[derive(Debug)]
pub(super) struct Contents {
    pub(super) name: Name,
    /// The item that each use leads to, if it leads to one, and what that adds to the depth.
    pub(super) uses: Vec<Option<(Name, u32)>>,
}

/// A use: the item, and the index among its uses.
pub(super) type Place<'a> = (&'a Name, usize);

/// The uses at which something has to be done.
#[derive(Debug, Default)]
pub(super) struct Cuts<'a> {
    /// Those that lead back to an item which is being walked through.
    pub(super) back: HashSet<Place<'a>>,
    /// Those that lead deeper than the limit.
    pub(super) deep: HashSet<Place<'a>>,
}

#[derive(Clone, Copy)]
enum State {
    Open,
    /// Left, with the depth of what it is made of.
    Done(u32),
}

/// Finds where to cut so that nothing leads back to itself, nor deeper than the limit.
pub(super) fn walk(all: &[Contents], limit: u32) -> Cuts<'_> {
    let uses: HashMap<&Name, &[Option<(Name, u32)>]> = all
        .iter()
        .map(|contents| (&contents.name, contents.uses.as_slice()))
        .collect();
    let mut cuts = Cuts::default();
    let mut states: HashMap<&Name, State> = HashMap::new();
    for start in all {
        // What is open, the use that is looked at, the depth found so far.
        let mut open: Vec<(&Name, usize, u32)> = Vec::new();
        if !states.contains_key(&start.name) {
            states.insert(&start.name, State::Open);
            open.push((&start.name, 0, 0));
        }
        while let Some((name, index, deepest)) = open.last_mut() {
            let Some(target) = uses.get(*name).and_then(|uses| uses.get(*index)) else {
                states.insert(*name, State::Done(*deepest));
                open.pop();
                continue;
            };
            if let Some((target, cost)) = target {
                match states.get(target) {
                    None => {
                        // Looked at once more when it is done.
                        states.insert(target, State::Open);
                        open.push((target, 0, 0));
                        continue;
                    }
                    Some(State::Open) => {
                        cuts.back.insert((*name, *index));
                    }
                    Some(State::Done(depth)) => match depth.saturating_add(*cost) {
                        reached if reached > limit => {
                            cuts.deep.insert((*name, *index));
                        }
                        reached => *deepest = reached.max(*deepest),
                    },
                }
            }
            *index = index.saturating_add(1);
        }
    }
    cuts
}
