//! What is told of meets: parts that disagree, values that are overridden, meets that are too large.

use super::{BUDGET, Job, Meet};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::model::{Home, SchemaId, Step};
use crate::resolve::context::Context;
use crate::tree::NodeId;

/// What no value can satisfy: two atoms and what they say.
pub(super) struct Conflict {
    pub(super) first: (SchemaId, String),
    pub(super) second: (SchemaId, String),
}

impl Meet<'_, '_> {
    /// Parts that leave no value.
    pub(super) fn report_conflict(&mut self, job: &Job, conflict: Conflict) {
        let Conflict {
            first: (first, first_says),
            second: (second, second_says),
        } = conflict;
        let about = self
            .property(job)
            .map_or_else(String::new, |name| format!(" about `{name}`"));
        let message = format!(
            "`allOf` parts disagree{about}: {first_says} and {second_says} have no value in common"
        );
        let diagnostic = Diagnostic::error(&code::MEET_EMPTY, message)
            .at(self.cx.document, self.arena.at(second))
            .see(self.cx.document, self.arena.at(first), "other part")
            .help("make the parts agree, or correct the document by a patch");
        self.cx.diagnostics.push(diagnostic);
    }

    /// A value that replaces that of the schema which is built on.
    pub(super) fn report_override(&mut self, job: &Job, conflict: Conflict) {
        let Conflict {
            first: (first, was),
            second: (second, is),
        } = conflict;
        let what = self.property(job).unwrap_or("the value");
        let message = format!("`{what}` is {is} here, yet {was} in the schema that this builds on");
        let diagnostic = Diagnostic::warning(&code::MEET_OVERRIDE, message)
            .at(self.cx.document, self.arena.at(second))
            .see(
                self.cx.document,
                self.arena.at(first),
                "the schema that this builds on",
            )
            .help("by the letter no value is allowed; what stands here is taken");
        self.cx.diagnostics.push(diagnostic);
    }

    /// Properties that a closed part forbids.
    pub(super) fn report_closed(&mut self, closed: SchemaId, names: &[&str]) {
        let Some((first, others)) = names.split_first() else {
            return;
        };
        let more = match others.len() {
            0 => String::new(),
            count => format!(" and {count} more"),
        };
        let message = format!(
            "`additionalProperties: false` in one part of `allOf` forbids `{first}`{more} of another; \
             ignored"
        );
        let help = "remove it where other schemas build on this one";
        let at = self.arena.at(closed);
        self.cx.warning(&code::MEET_CLOSED, at, message, help);
    }

    /// The property whose schema is worked out.
    fn property(&self, job: &Job) -> Option<&str> {
        match self.arena.home(job.id) {
            Home::Child {
                step: Step::Property(name),
                ..
            } => Some(name),
            Home::Child { .. }
            | Home::Component(_)
            | Home::Payload(_)
            | Home::Headers(_)
            | Home::Parameter { .. }
            | Home::Elsewhere { .. } => None,
        }
    }
}

/// Meets that come to more than the budget.
pub(super) fn too_large(cx: &mut Context<'_>, at: NodeId) {
    let message = format!("`allOf` and unions come to more than {BUDGET} properties and branches");
    let help = "let fewer schemas build on each other";
    cx.error(&code::MEET_BUDGET, at, message, help);
}
