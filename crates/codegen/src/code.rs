//! The kinds of problems that this crate can find. `E04xx` configuration, `E05xx` types, `E06xx`
//! events. Codes are never reused.

use asyncapi_parser::code as reading;
use asyncapi_parser::diagnostic::Code;

/// All codes of this crate, in ascending order.
pub static ALL: [&Code; 11] = [
    &CONFIG,
    &CONFIG_PATCH,
    &PACKAGE,
    &CHOSEN_NAME,
    &NAME_UNUSED,
    &TOO_DEEP,
    &TAG_MISSING,
    &TAG_VALUE,
    &TAG_TWICE,
    &TOLD_APART,
    &NOT_JSON,
];

/// All codes that generation can come upon: those of reading a document, then those of this crate.
pub fn all() -> impl Iterator<Item = &'static Code> {
    reading::ALL.into_iter().chain(ALL)
}

/// The configuration has an entry that means nothing, or lacks one.
pub static CONFIG: Code = Code {
    id: "E0401",
    explanation: "The configuration beside a document (`codegen.yaml`) holds only entries that mean \
                  something, each of the kind that it must be: an entry that is misspelt would \
                  otherwise be left out of account without a word.",
};

/// A patch that is incomplete.
pub static CONFIG_PATCH: Code = Code {
    id: "E0402",
    explanation: "A correction of a document says where (`at:`), what (one of `add:`, `replace:`, `extend:` \
                  and `remove: true`) and why (`reason:`). The reason is for those who look at the next \
                  version of the document and wonder whether the correction is still needed.",
};

/// A name for the package that cargo or Rust would not take.
pub static PACKAGE: Code = Code {
    id: "E0403",
    explanation: "The name of a package becomes a folder and a crate. It begins with a letter from `a` \
                  to `z`; letters, digits, `-` and `_` follow, 64 characters in all. Keywords, the \
                  crates that come with Rust and the device names of Windows cannot be had.",
};

/// A chosen name that is none, or that another type has.
pub static CHOSEN_NAME: Code = Code {
    id: "E0501",
    explanation: "Under `names:` the configuration gives types a name: JSON pointer of the schema in the \
                  document on the left, the name in `UpperCamelCase` on the right. Each name can be \
                  given once.",
};

/// A chosen name for a place where no type is.
pub static NAME_UNUSED: Code = Code {
    id: "E0502",
    explanation: "An entry under `names:` whose schema does not exist, or does not become a type of its \
                  own, changes nothing. Plain strings, numbers, arrays and maps are written where they \
                  are used; a schema that is only a `$ref` goes by the name of its target.",
};

/// Types that nest too deep.
pub static TOO_DEEP: Code = Code {
    id: "E0503",
    explanation: "Rust gives up on types that nest more than 128 levels deep, whatever lies between \
                  them, and optional fields, arrays and maps count as levels. From a depth of 56 on \
                  values are kept as JSON, from which the type can be parsed.",
};

/// The tag of the event rule is not a property of a payload.
pub static TAG_MISSING: Code = Code {
    id: "E0601",
    explanation: "`events:` says that a member of the body tells events apart. Then the payload of every \
                  message must declare it. Either the rule names the wrong member, or the document \
                  forgot it: then a patch can add it.",
};

/// The tag cannot have the value that the event rule asks for.
pub static TAG_VALUE: Code = Code {
    id: "E0602",
    explanation: "The payload of a message limits the tag to values of which none is the name that the \
                  rule under `events:` gives the event. Such an event could never be recognised.",
};

/// Two events have one name.
pub static TAG_TWICE: Code = Code {
    id: "E0603",
    explanation: "By the rule under `events:` two different messages have the same name on the wire, so \
                  the name does not tell which of them has arrived. Choose another `value:`, or give \
                  the messages names of their own with a patch.",
};

/// Nothing in the document tells events apart.
pub static TOLD_APART: Code = Code {
    id: "E0604",
    explanation: "No required property at the top of every payload has a constant string of its own for \
                  each message, and the configuration does not say how events are told apart. A guess \
                  by shape would take the wrong type sooner or later, so the crate offers a function \
                  for each event instead of one for all. If a member of the body names the event, say \
                  so under `events:`; if it is the endpoint that does, say `told-by: channel`.",
};

/// A message that is not JSON.
pub static NOT_JSON: Code = Code {
    id: "E0605",
    explanation: "The payload of this message is described in a schema format that is not JSON, such as \
                  Protobuf. There is no type for it, and it is no variant of `Event`.",
};
