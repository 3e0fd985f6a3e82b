//! Which event a body is: text in, a choice out.

use std::borrow::Cow;

use crate::members::string;
use crate::peek::{self, Found, lookup};
use crate::shape::{Event, Member, Then};

/// Which event a body is.
#[derive(Debug)]
pub(crate) enum Choice<'a> {
    /// The declared event at this index.
    Known(usize),
    /// One of the events of these names.
    Ambiguous(&'static [&'static str]),
    /// No declared event; by this name, if the body gives one.
    Unknown(Option<Cow<'a, str>>),
    /// A member that tells events apart is there twice: two readers could choose differently.
    Repeated,
}

/// Chooses. What is no well-formed JSON may seem to be any event; it is found out when that is
/// decoded.
pub(crate) fn choose<'a>(event: &Event, text: &'a str) -> Choice<'a> {
    if event.rules.is_empty() {
        let tag = event.members.first().and_then(|member| tag(member, text));
        let name = tag.and_then(string);
        return match by_name(event, name.as_deref()) {
            Some(index) => Choice::Known(index),
            None => Choice::Unknown(name),
        };
    }
    let found = lookup(text, event.members);
    if repeated(event, &found).is_some() {
        return Choice::Repeated;
    }
    let value = |index: usize| found.get(index).and_then(|found| found.value);
    let name = event.tag.and_then(|_| value(0)).and_then(string);
    if let Some(index) = by_name(event, name.as_deref()) {
        return Choice::Known(index);
    }
    let rule = event.rules.iter().find(|rule| {
        let mut tests = rule.when.iter();
        tests.all(|(member, test)| test.holds(value(*member)))
    });
    match rule.map(|rule| &rule.then) {
        Some(Then::Event(index)) => Choice::Known(*index),
        Some(Then::Ambiguous(names)) => Choice::Ambiguous(names),
        None => Choice::Unknown(name),
    }
}

/// The member that comes more than once where that matters.
pub(crate) fn repeat(event: &Event, text: &str) -> Option<&'static str> {
    repeated(event, &lookup(text, event.members))
}

/// The text of a member, without a look at what else the body has.
pub(crate) fn tag<'a>(member: &Member, text: &'a str) -> Option<&'a str> {
    let mut path = member.path.iter();
    path.try_fold(text, |text, name| peek::member(text, name))
}

fn by_name(event: &Event, name: Option<&str>) -> Option<usize> {
    event.tag.zip(name).and_then(|(tag, name)| tag(name))
}

fn repeated(event: &Event, found: &[Found<'_>]) -> Option<&'static str> {
    let mut each = event.members.iter().zip(found);
    each.find_map(|(member, found)| found.repeated.filter(|_| member.unique))
}
