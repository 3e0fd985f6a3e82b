//! A captured body and the rules of a crate in, the event that it is out, as a receiver would
//! tell it.

use asyncapi_codegen::ir::{ByBody, Events, Kind, Test, Then};
use serde_json::Value as Json;

/// The index of the event that a body is; `None` where it is none, or one of several.
pub(super) fn event(events: &Events, body: &Json) -> Option<usize> {
    let ByBody {
        tag,
        members,
        rules,
    } = events.by_body.as_ref()?;
    let found: Vec<Option<&Json>> = members
        .iter()
        .map(|member| {
            member
                .path
                .iter()
                .try_fold(body, |value, name| value.get(name))
        })
        .collect();
    if *tag && let Some(Some(Json::String(name))) = found.first() {
        let named = |event: &asyncapi_codegen::ir::Event| event.tags.contains(name);
        if let Some(index) = events.variants.iter().position(named) {
            return Some(index);
        }
    }
    let rule = rules.iter().find(|rule| {
        let holds =
            |(member, test): &(usize, Test)| holds(found.get(*member).copied().flatten(), test);
        rule.when.iter().all(holds)
    })?;
    match &rule.then {
        Then::Event(index) => Some(*index),
        Then::Ambiguous(_) => None,
    }
}

fn holds(value: Option<&Json>, test: &Test) -> bool {
    match (test, value) {
        (Test::Present, value) => value.is_some(),
        (Test::Absent, value) => value.is_none(),
        (Test::Kind(_) | Test::Is(_), None) => false,
        (Test::Kind(kind), Some(value)) => match kind {
            Kind::Null => value.is_null(),
            Kind::Boolean => value.is_boolean(),
            Kind::Number => value.is_number(),
            Kind::String => value.is_string(),
            Kind::Array => value.is_array(),
            Kind::Object => value.is_object(),
        },
        (Test::Is(values), Some(value)) => values
            .iter()
            .any(|literal| serde_json::from_str(&literal.0).is_ok_and(|it: Json| it == *value)),
    }
}
