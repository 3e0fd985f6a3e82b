//! Rules about members, checked against the document and against each other.

use asyncapi_parser::diagnostic::Diagnostic;
use asyncapi_parser::model::Literal;

use super::member::{Declared, declared, kind};
use super::named::Named;
use super::{Found, list};
use crate::code;
use crate::config::{Condition, Rule, Test};
use crate::ir;
use crate::lower::shape::Shapes;
use crate::lower::{Input, literal};

/// A rule whose events have been found.
struct Checked<'a> {
    rule: &'a Rule,
    events: Vec<usize>,
}

/// Adds what the rules look at and what they say.
pub(super) fn lower(
    shapes: &Shapes<'_>,
    input: &Input<'_>,
    rules: &[Rule],
    found: &[Found<'_>],
    by_body: &mut ir::ByBody,
    problems: &mut Vec<Diagnostic>,
) {
    let named = Named::new(input, found);
    let mut checked: Vec<Checked> = Vec::new();
    for rule in rules {
        let refs = rule.events.iter();
        let events: Vec<usize> = refs
            .filter_map(|event| named.find(input, found, event, problems))
            .collect();
        for condition in &rule.when {
            check(shapes, input, condition, &events, found, problems);
        }
        if let Some(earlier) = checked.iter().find(|earlier| implies(rule, earlier.rule)) {
            let message = "this rule is never asked: wherever it holds, an earlier one does";
            let problem = Diagnostic::error(&code::RULE_ORDER, message)
                .at(input.document, rule.at)
                .see(input.document, earlier.rule.at, "the earlier rule")
                .help("put it before the earlier rule, or leave it out");
            problems.push(problem);
        }
        checked.push(Checked { rule, events });
    }
    taken(shapes, input, &checked, found, problems);
    for Checked { rule, events } in checked {
        let when = rule.when.iter();
        let when = when.map(|condition| test(condition, by_body)).collect();
        let then = match events.as_slice() {
            [] => continue,
            [event] => ir::Then::Event(*event),
            _ => ir::Then::Ambiguous(events),
        };
        by_body.rules.push(ir::Rule { when, then });
    }
}

/// What a rule asks of a member, which is looked at once for all rules.
fn test(condition: &Condition, by_body: &mut ir::ByBody) -> (usize, ir::Test) {
    let members = &mut by_body.members;
    let at = members
        .iter()
        .position(|member| member.path == condition.path);
    let at = at.unwrap_or_else(|| {
        let next = members.len();
        members.push(ir::Member {
            path: condition.path.clone(),
            unique: false,
        });
        next
    });
    let (test, unique) = match &condition.test {
        Test::Present => (ir::Test::Present, false),
        Test::Absent => (ir::Test::Absent, false),
        Test::Kind(kind) => (ir::Test::Kind(*kind), true),
        Test::Is(values) => {
            let values = values.iter().map(|value| ir::Literal(literal::json(value)));
            (ir::Test::Is(values.collect()), true)
        }
    };
    if let Some(member) = members.get_mut(at) {
        member.unique |= unique;
    }
    (at, test)
}

/// Whether the document knows a member, and allows it to be so.
fn check(
    shapes: &Shapes<'_>,
    input: &Input<'_>,
    condition: &Condition,
    events: &[usize],
    found: &[Found<'_>],
    problems: &mut Vec<Diagnostic>,
) {
    let pointer = asyncapi_parser::pointer::format(&condition.path);
    let mut complain = |message: String, help: &str| {
        let problem = Diagnostic::error(&code::RULE_MEMBER, message)
            .at_key(input.document, condition.at)
            .help(help);
        problems.push(problem);
    };
    let patch = "correct the rule, or the document under `patches:`";
    if condition.test == Test::Absent {
        let mut all = found
            .iter()
            .map(|event| declared(shapes, event.payload(), &condition.path));
        if !all.any(|declared| declared.may_be()) {
            complain(format!("no event declares `{pointer}`"), patch);
        }
        return;
    }
    for event in events.iter().filter_map(|index| found.get(*index)) {
        let declared = declared(shapes, event.payload(), &condition.path);
        let name = event.wire.escape_debug();
        if !declared.may_be() {
            complain(format!("`{name}` declares no `{pointer}`"), patch);
            continue;
        }
        let kinds = match &condition.test {
            Test::Present | Test::Absent => Vec::new(),
            Test::Kind(kind) => vec![*kind],
            Test::Is(values) => values.iter().map(kind).collect(),
        };
        if let Some(kind) = kinds
            .into_iter()
            .find(|kind| !declared.allows(shapes, *kind))
        {
            complain(
                format!("`{pointer}` of `{name}` cannot be {}", noun(kind)),
                patch,
            );
            continue;
        }
        if let (Test::Is(values), Some(texts)) = (&condition.test, declared.texts(shapes)) {
            let allowed = |text: &str| texts.iter().any(|allowed| allowed == text);
            for value in values {
                if let Literal::String(text) = value
                    && !allowed(text)
                {
                    let texts = list(texts.iter().map(String::as_str));
                    let text = text.escape_debug();
                    let message = format!(
                        "`{pointer}` of `{name}` cannot be `{text}`: the document allows {texts}"
                    );
                    complain(message, patch);
                }
            }
        }
    }
}

/// Whether a rule holds only where another does.
fn implies(rule: &Rule, other: &Rule) -> bool {
    let met = |wanted: &Condition| {
        let same = rule
            .when
            .iter()
            .any(|given| given.path == wanted.path && narrower(&given.test, &wanted.test));
        let around = || {
            let below = |given: &&Condition| {
                given.path.len() > wanted.path.len() && given.path.starts_with(&wanted.path)
            };
            matches!(wanted.test, Test::Present | Test::Kind(ir::Kind::Object))
                && rule
                    .when
                    .iter()
                    .filter(below)
                    .any(|given| given.test != Test::Absent)
        };
        same || around()
    };
    other.when.iter().all(met)
}

/// Whether a member that is so is also otherwise.
fn narrower(given: &Test, wanted: &Test) -> bool {
    match (given, wanted) {
        (Test::Absent, Test::Absent)
        | (Test::Present | Test::Kind(_) | Test::Is(_), Test::Present) => true,
        (Test::Kind(given), Test::Kind(wanted)) => given == wanted,
        (Test::Is(values), Test::Kind(wanted)) => values.iter().all(|value| kind(value) == *wanted),
        (Test::Is(given), Test::Is(wanted)) => given.iter().all(|value| wanted.contains(value)),
        (Test::Absent, Test::Present | Test::Kind(_) | Test::Is(_))
        | (Test::Present | Test::Kind(_) | Test::Is(_), Test::Absent)
        | (Test::Present, Test::Kind(_) | Test::Is(_))
        | (Test::Kind(_), Test::Is(_)) => false,
    }
}

/// Finds rules that hold for every body of an event that only later rules tell.
fn taken(
    shapes: &Shapes<'_>,
    input: &Input<'_>,
    rules: &[Checked<'_>],
    found: &[Found<'_>],
    problems: &mut Vec<Diagnostic>,
) {
    for (index, event) in found.iter().enumerate() {
        let is_told = |rule: &Checked| rule.events.contains(&index);
        let Some(at) = rules.iter().position(is_told) else {
            continue;
        };
        let (earlier, own) = rules.split_at(at);
        let always = earlier.iter().find(|rule| {
            let mut conditions = rule.rule.when.iter();
            conditions.all(|condition| {
                let declared = declared(shapes, event.payload(), &condition.path);
                is_always(shapes, &declared, &condition.test)
            })
        });
        // What is never asked at all has been said.
        if let (Some(first), [own, ..]) = (always, own)
            && !implies(own.rule, first.rule)
        {
            let name = event.wire.escape_debug();
            let message = format!("every `{name}` satisfies this rule for another event");
            let problem = Diagnostic::error(&code::RULE_ORDER, message)
                .at(input.document, first.rule.at)
                .see(
                    input.document,
                    own.rule.at,
                    format!("the rule for `{name}`"),
                )
                .help("put the rule that asks for more first");
            problems.push(problem);
        }
    }
}

/// Whether a member is so in every body.
fn is_always(shapes: &Shapes<'_>, declared: &Declared, test: &Test) -> bool {
    declared.required
        && match test {
            Test::Present => true,
            Test::Absent => false,
            Test::Kind(kind) => declared.is_always(shapes, *kind),
            Test::Is(values) => declared.texts(shapes).is_some_and(|texts| {
                let listed = |text: &String| values.contains(&Literal::String(text.clone()));
                texts.iter().all(listed)
            }),
        }
}

fn noun(kind: ir::Kind) -> &'static str {
    match kind {
        ir::Kind::Null => "null",
        ir::Kind::Boolean => "a boolean",
        ir::Kind::Number => "a number",
        ir::Kind::String => "a string",
        ir::Kind::Array => "an array",
        ir::Kind::Object => "an object",
    }
}
