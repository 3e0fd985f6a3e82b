//! How a body is known to be an event, in words.

use asyncapi_codegen::diff::written;
use asyncapi_codegen::ir::{Event, Events, Kind, Test, Then};

/// What an event carries.
pub(super) fn payload(event: &Event) -> String {
    written(&event.payload)
}

/// By what an event is told, best first.
pub(super) fn told(events: &Events, index: usize) -> String {
    let Some(event) = events.variants.get(index) else {
        return String::new();
    };
    let mut ways = Vec::new();
    if let Some(by_body) = &events.by_body {
        if let (true, Some(member)) = (by_body.tag, by_body.members.first())
            && !event.tags.is_empty()
        {
            ways.push(format!(
                "/{} is {}",
                member.path.join("/"),
                event.tags.join(" or ")
            ));
        }
        for rule in &by_body.rules {
            let (says, certain) = match &rule.then {
                Then::Event(event) => (*event == index, true),
                Then::Ambiguous(events) => (events.contains(&index), false),
            };
            if says {
                let when = rule.when.iter().map(|(member, test)| {
                    let path = by_body.members.get(*member).map(|it| it.path.join("/"));
                    format!("/{} {}", path.unwrap_or_default(), condition(test))
                });
                let when = when.collect::<Vec<_>>().join(" and ");
                ways.push(if certain {
                    when
                } else {
                    format!("perhaps, if {when}")
                });
            }
        }
    }
    if events.by_caller {
        ways.push(format!("the caller, decode_{}", event.function.as_str()));
    }
    ways.join("; ")
}

fn condition(test: &Test) -> String {
    match test {
        Test::Present => "is there".to_owned(),
        Test::Absent => "is not there".to_owned(),
        Test::Kind(kind) => match kind {
            Kind::Null => "is null",
            Kind::Boolean => "is a boolean",
            Kind::Number => "is a number",
            Kind::String => "is a text",
            Kind::Array => "is an array",
            Kind::Object => "is an object",
        }
        .to_owned(),
        Test::Is(values) => {
            let values: Vec<&str> = values.iter().map(|value| value.0.as_str()).collect();
            format!("is {}", values.join(" or "))
        }
    }
}
