//! How the event of a body is found, as plain static data.

use super::Of;
use crate::members::Kind;

/// Events, and how the body tells which it is: by the member that names it, else by the first
/// rule that holds.
#[derive(Debug)]
pub struct Event {
    /// The index of the event that a name stands for, where a member of the body names it: the
    /// first of `members`.
    pub tag: Option<fn(&str) -> Option<usize>>,
    /// The members that are looked at.
    pub members: &'static [Member],
    /// The rules, in order.
    pub rules: &'static [Rule],
    /// The events by name with the shapes of the whole body.
    pub events: &'static [(&'static str, Of)],
}

/// A member that tells events apart.
#[derive(Debug)]
pub struct Member {
    /// The names that lead to it, from the body on.
    pub path: &'static [&'static str],
    /// Whether its value counts: then a body that has it twice is refused, for whoever looked at
    /// the body before may have seen the other.
    pub unique: bool,
}

/// What decides on an event.
#[derive(Debug)]
pub struct Rule {
    /// What must hold: indices of members, and what they are to be.
    pub when: &'static [(usize, Test)],
    /// What it says.
    pub then: Then,
}

/// What a member is to be.
#[derive(Debug)]
pub enum Test {
    /// There; `null` is.
    Present,
    /// Not there.
    Absent,
    /// There, and of this kind.
    Kind(Kind),
    /// There, and one of these values, given as JSON text.
    Is(&'static [&'static str]),
}

/// What a rule says.
#[derive(Debug)]
pub enum Then {
    /// The event at this index.
    Event(usize),
    /// One of the events of these names, without a way to say which.
    Ambiguous(&'static [&'static str]),
}

impl Test {
    /// Whether a member, given as JSON text, is so.
    pub(crate) fn holds(&self, found: Option<&str>) -> bool {
        match (self, found) {
            (Self::Present, Some(_)) | (Self::Absent, None) => true,
            (Self::Kind(kind), Some(text)) => Kind::of(text) == *kind,
            (Self::Is(values), Some(text)) => crate::literal::position(values, text).is_some(),
            (Self::Present | Self::Kind(_) | Self::Is(_), None) | (Self::Absent, Some(_)) => false,
        }
    }
}
