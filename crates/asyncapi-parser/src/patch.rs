//! Corrections of a document, made on its tree before it is read. A correction that changes
//! nothing is an error: when an update of the document mends a defect, its correction goes. Knows
//! pointers; knows nothing of AsyncAPI.

mod edit;
#[cfg(test)]
mod tests;

use self::edit::Refusal;
use crate::code;
use crate::diagnostic::{Code, Diagnostic, shortened};
use crate::pointer;
use crate::source::FileId;
use crate::tree::{Document, NodeId, Value};

/// One correction.
#[derive(Clone, Debug)]
pub struct Patch {
    /// The place of the correction in the configuration, for diagnostics.
    pub at: NodeId,
    /// JSON pointer of what is corrected, in the entry file. A step `*` stands for every entry or
    /// item; those that lack the steps behind it are passed over, but one must have them.
    pub target: String,
    /// What is done.
    pub action: Action,
}

/// What a correction does; `add`, `replace` and `remove` as in RFC 6902, section 4, but that an
/// `add` never replaces. With a `*` in the target it is done where it changes something, and it
/// must change something somewhere.
#[derive(Clone, Copy, Debug)]
pub enum Action {
    /// Puts a value where there is none; in a sequence, before that index or, at `-`, at the end if
    /// no item equals it.
    Add(NodeId),
    /// Puts another value in place of one.
    Replace(NodeId),
    /// Takes a value away.
    Remove,
}

/// Applies corrections in order. Values are copied from the tree of the configuration, which
/// [`crate::load::load`] has read into the same document. The copies have pointers of the entry
/// file and places of the configuration, so that a diagnostic about a corrected part points there.
///
/// Gives an error at [`Patch::at`] for each correction that cannot be made or changes nothing.
pub fn apply(document: &mut Document, entry: FileId, patches: &[Patch]) -> Vec<Diagnostic> {
    let faults = patches
        .iter()
        .filter_map(|patch| apply_one(document, entry, patch).err());
    faults.collect()
}

fn apply_one(document: &mut Document, entry: FileId, patch: &Patch) -> Result<(), Diagnostic> {
    let steps =
        pointer::parse(&patch.target).map_err(|reason| malformed(document, patch, reason))?;
    let (Some(root), Some((last, holders))) = (document.root(entry), steps.split_last()) else {
        return Err(malformed(
            document,
            patch,
            "the whole document cannot be patched",
        ));
    };
    let edited = match patch.action {
        Action::Add(_) if last == "*" => {
            return Err(malformed(
                document,
                patch,
                "`*` stands for what is there, so that nothing can be added at it",
            ));
        }
        Action::Add(value) => {
            let key_span = document.node(patch.at).span;
            edit::add(document, root, holders, last, key_span, value)
        }
        Action::Replace(value) => edit::replace(document, root, &steps, value),
        Action::Remove => edit::remove(document, root, &steps),
    };
    edited.map_err(|refusal| refused(document, patch, &steps, &refusal))
}

fn malformed(document: &Document, patch: &Patch, reason: &str) -> Diagnostic {
    fault(
        document,
        patch,
        &code::PATCH_POINTER,
        &format!("is no target: {reason}"),
    )
    .help("write the target as a JSON pointer, such as `/components/schemas/Name`")
}

fn refused(document: &Document, patch: &Patch, steps: &[String], refusal: &Refusal) -> Diagnostic {
    match *refusal {
        Refusal::Missing(missing) => {
            let step = steps.get(missing.step).map_or("", String::as_str);
            let found = &document.node(missing.at).value;
            let why = match (found, step) {
                (Value::Scalar(_), _) => format!("this is {}", found.noun()),
                (Value::Mapping(_) | Value::Sequence(_), "*") => "this is empty".to_owned(),
                (Value::Mapping(_) | Value::Sequence(_), step) => {
                    format!("this has no `{}`", shortened(step))
                }
            };
            fault(document, patch, &code::PATCH_MISSING, "leads nowhere")
                .see_key(document, missing.at, why)
                .help("remove the patch if the document has been corrected, or correct the target")
        }
        Refusal::Exists(node) => fault(document, patch, &code::PATCH_EXISTS, "exists already")
            .see_key(document, node, "it is here")
            .help("remove the patch if the document has been corrected, or use `replace`"),
        Refusal::Equal(node) => fault(
            document,
            patch,
            &code::PATCH_EQUAL,
            "has this value already",
        )
        .see(document, node, "it is here")
        .help("remove the patch: the document has been corrected"),
    }
}

fn fault(document: &Document, patch: &Patch, code: &'static Code, what: &str) -> Diagnostic {
    let message = format!("`{}` {what}", shortened(&patch.target));
    Diagnostic::error(code, message).at(document, patch.at)
}
