//! Bodies that a sender has sent: what the functions that give them are called, and the events that
//! they are named after.

use crate::generate::Sample;
use crate::ir;
use crate::names::{Scope, Style};

pub(super) fn lower(samples: &[Sample], events: Option<&ir::Events>) -> Vec<ir::Sample> {
    let names: Vec<&str> = samples.iter().map(|sample| sample.name.as_str()).collect();
    let functions = Scope::new(Style::Value).add_all(&names);
    let variants = events.map_or(&[][..], |events| &events.variants);
    let lowered = samples.iter().zip(functions).map(|(sample, function)| {
        let Sample { name, text } = sample;
        let event = variants
            .iter()
            .find(|event| is_named_after(name, &event.wire));
        ir::Sample {
            function,
            name: name.clone(),
            body: text.clone(),
            event: event.map(|event| event.name.clone()),
        }
    });
    lowered.collect()
}

/// Whether it is that name, or one of several of it: `call.ended-2`.
fn is_named_after(name: &str, event: &str) -> bool {
    name.strip_prefix(event).is_some_and(|rest| {
        let number = rest.strip_prefix('-');
        let digits = |rest: &str| !rest.is_empty() && rest.bytes().all(|it| it.is_ascii_digit());
        rest.is_empty() || number.is_some_and(digits)
    })
}

#[cfg(test)]
mod tests {
    use super::is_named_after;

    #[test]
    fn samples_are_named_after_events() {
        let table = [
            ("call.ended", true),
            ("call.ended-2", true),
            ("call.ended-", false),
            ("call.ended-b", false),
            ("call.ended2", false),
            ("call.ended.late", false),
            ("call", false),
        ];
        for (name, expected) in table {
            assert_eq!(is_named_after(name, "call.ended"), expected, "{name}");
        }
    }
}
