//! What deliveries have in common: the settings held against what the payloads declare.

use std::collections::HashSet;

use asyncapi_parser::diagnostic::Diagnostic;
use asyncapi_parser::model::{Api, Message, Payload, SchemaId};
use asyncapi_parser::tree::NodeId;

use super::Input;
use super::plan::Plan;
use super::shape::{Shape, Shapes};
use crate::code;
use crate::config::{Key, Member};
use crate::ir::{self, Scheme};

/// The places of the schemas whose strings are secret.
#[derive(Debug, Default)]
pub(super) struct Secrets(HashSet<NodeId>);

impl Secrets {
    /// Whether the strings of a schema are secret. What came of `allOf` is where its part stands.
    pub(super) fn contain(&self, shapes: &Shapes<'_>, id: SchemaId) -> bool {
        !self.0.is_empty() && self.0.contains(&shapes.schema(id).at)
    }
}

/// Gives what deliveries have in common, and what in them is secret.
pub(super) fn lower(
    plan: &Plan<'_>,
    input: &Input<'_>,
    problems: &mut Vec<Diagnostic>,
) -> (ir::Delivery, Secrets) {
    let settings = &input.config.delivery;
    let mut checker = Checker {
        plan,
        input,
        payloads: payloads(input.api),
        problems,
    };
    if let Some((scheme, at)) = &settings.verify {
        checker.scheme(scheme, *at);
    }
    let delivery = ir::Delivery {
        scheme: settings.verify.as_ref().map(|(scheme, _)| scheme.clone()),
        keys: settings.dedupe.iter().map(|key| checker.key(key)).collect(),
        times: settings
            .occurred_at
            .iter()
            .map(|(member, unit)| ir::Time {
                path: checker.path(member),
                unit: *unit,
            })
            .collect(),
    };
    let mut secrets = HashSet::new();
    for member in &settings.secret {
        secrets.extend(checker.secret(member));
    }
    (delivery, Secrets(secrets))
}

/// The payloads of the events, each once.
fn payloads(api: &Api) -> Vec<SchemaId> {
    let mut seen = HashSet::new();
    api.channels
        .iter()
        .filter(|channel| !channel.in_components)
        .flat_map(|channel| &channel.messages)
        .filter_map(|place| api.messages.get(place.message.0 as usize))
        .filter_map(|message: &Message| match &message.payload {
            Payload::Schema(id) => Some(*id),
            Payload::None | Payload::Opaque(_) => None,
        })
        .filter(|id| seen.insert(*id))
        .collect()
}

struct Checker<'a, 'p> {
    plan: &'a Plan<'a>,
    input: &'a Input<'a>,
    payloads: Vec<SchemaId>,
    problems: &'p mut Vec<Diagnostic>,
}

impl Checker<'_, '_> {
    fn scheme(&mut self, scheme: &Scheme, at: NodeId) {
        match scheme {
            Scheme::BodyToken { member } => {
                self.find(&Member {
                    path: vec![member.clone()],
                    at,
                });
            }
            Scheme::Jwt
            | Scheme::Header { .. }
            | Scheme::Hmac { .. }
            | Scheme::StandardWebhooks => {
                if self.payloads.is_empty() {
                    let message = "there is no event to be verified";
                    let help = "add the messages to the document's channels, or leave `verify` out";
                    self.complain(message.to_owned(), at, help);
                }
            }
        }
    }

    fn key(&mut self, key: &Key) -> ir::Key {
        match key {
            Key::Members(members) => {
                ir::Key::Members(members.iter().map(|member| self.path(member)).collect())
            }
            Key::Body => ir::Key::Body,
        }
    }

    fn path(&mut self, member: &Member) -> Vec<String> {
        self.find(member);
        member.path.clone()
    }

    /// The places of a secret.
    fn secret(&mut self, member: &Member) -> Vec<NodeId> {
        let shapes = &self.plan.shapes;
        let found = self.find(member);
        let ends: Vec<SchemaId> = found.iter().map(|id| shapes.end(*id)).collect();
        for id in &ends {
            let found = self.plan.shaped(*id);
            if found.is_some_and(|found| found.shape != Shape::String) {
                let problem = Diagnostic::error(&code::SECRET, "a secret must be a string")
                    .at(self.input.document, member.at)
                    .see(
                        self.input.document,
                        shapes.schema(*id).at,
                        "something else is declared here",
                    )
                    .help("name another member, or correct the document under `patches:`");
                self.problems.push(problem);
            }
        }
        ends.iter().map(|id| shapes.schema(*id).at).collect()
    }

    /// The schemas that payloads declare a member with. There is at least one.
    fn find(&mut self, member: &Member) -> Vec<SchemaId> {
        let shapes = &self.plan.shapes;
        let mut found = self.payloads.clone();
        for name in &member.path {
            found = declared(shapes, found, name);
        }
        if found.is_empty() {
            let pointer = asyncapi_parser::pointer::format(&member.path);
            let message = format!("no payload declares `{}`", pointer.escape_debug());
            let help = "correct the pointer, or add the member to the document under `patches:`";
            self.complain(message, member.at, help);
        }
        found
    }

    fn complain(&mut self, message: String, at: NodeId, help: &str) {
        let problem = Diagnostic::error(&code::MEMBER_MISSING, message)
            .at(self.input.document, at)
            .help(help);
        self.problems.push(problem);
    }
}

/// The schemas that some of these, or branches of them, declare a member with.
fn declared(shapes: &Shapes<'_>, mut todo: Vec<SchemaId>, name: &str) -> Vec<SchemaId> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    while let Some(id) = todo.pop() {
        if !seen.insert(shapes.end(id)) {
            continue;
        }
        let Some(keywords) = shapes.keywords(id) else {
            continue;
        };
        let mut properties = keywords.object.properties.iter();
        found.extend(
            properties
                .find(|property| property.name == name)
                .map(|property| property.schema),
        );
        let branches = keywords.one_of.iter().chain(&keywords.any_of);
        todo.extend(branches.flatten());
    }
    found
}
