//! `types:` of the settings: which formats get types of other crates. Entries in, those that can be
//! had out.

use asyncapi_parser::tree::{Mapping, NodeId};

use super::reader::{Reader, list};
use crate::code;
use crate::ir::Format;

/// A format whose texts are read as a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenFormat {
    /// The format, as in `format: date-time`.
    pub format: String,
    /// What its texts are read as.
    pub read_as: Format,
    /// The place of the entry's value.
    pub at: NodeId,
}

/// What can be had: format, crate, type.
const KNOWN: [(&str, &str, Format); 7] = [
    ("date-time", "jiff", Format::Timestamp),
    ("date", "jiff", Format::Date),
    ("time", "jiff", Format::Time),
    ("duration", "jiff", Format::Span),
    ("uuid", "uuid", Format::Uuid),
    ("uri", "url", Format::Url),
    ("iri", "url", Format::Url),
];

pub(super) fn read(reader: &mut Reader<'_>, root: &Mapping) -> Vec<ChosenFormat> {
    let mut chosen = Vec::new();
    for (format, of, at) in reader.texts(root, "types") {
        let known = KNOWN.iter().find(|(known, ..)| *known == format);
        let (message, help) = match known {
            Some((_, from, read_as)) if *from == of => {
                chosen.push(ChosenFormat {
                    format,
                    read_as: *read_as,
                    at,
                });
                continue;
            }
            Some((_, from, _)) => (
                format!("`{}` has no type for `{format}`", of.escape_debug()),
                format!("write `{format}: {from}`"),
            ),
            None => (
                format!(
                    "no crate has a type for the format `{}`",
                    format.escape_debug()
                ),
                format!(
                    "what can stand here: {}",
                    list(&KNOWN.map(|(format, ..)| format))
                ),
            ),
        };
        reader.complain(&code::CONFIG, message, at, help);
    }
    chosen
}
