//! The kinds of problems that this crate can find. `E04xx` configuration, `E05xx` types, `E06xx`
//! events, `E07xx` deliveries, `E08xx` the generator itself. Codes are never reused.

use asyncapi_parser::code as reading;
use asyncapi_parser::diagnostic::Code;

/// All codes of this crate, in ascending order.
pub static ALL: [&Code; 21] = [
    &CONFIG,
    &CONFIG_PATCH,
    &PACKAGE,
    &CONFIG_RULE,
    &CHOSEN_NAME,
    &NAME_UNUSED,
    &TOO_DEEP,
    &FORMAT_UNUSED,
    &TAG_MISSING,
    &TAG_VALUE,
    &TAG_TWICE,
    &TOLD_APART,
    &NOT_JSON,
    &EVENT_REF,
    &RULE_MEMBER,
    &RULE_ORDER,
    &EVENT_UNREACHED,
    &MEMBER_MISSING,
    &SECRET,
    &SAMPLE,
    &AUDIT,
];

/// All codes that generation can come upon: those of reading a document, then those of this crate.
pub fn all() -> impl Iterator<Item = &'static Code> {
    reading::ALL.into_iter().chain(ALL)
}

/// The configuration has an entry that means nothing, or lacks one.
pub static CONFIG: Code = Code {
    id: "E0401",
    explanation: include_str!("code/E0401.md"),
};

/// A patch that is incomplete.
pub static CONFIG_PATCH: Code = Code {
    id: "E0402",
    explanation: include_str!("code/E0402.md"),
};

/// A name for the package that cargo or Rust would not take.
pub static PACKAGE: Code = Code {
    id: "E0403",
    explanation: include_str!("code/E0403.md"),
};

/// A rule about events that is incomplete.
pub static CONFIG_RULE: Code = Code {
    id: "E0404",
    explanation: include_str!("code/E0404.md"),
};

/// A chosen name that is none, or that another type has.
pub static CHOSEN_NAME: Code = Code {
    id: "E0501",
    explanation: include_str!("code/E0501.md"),
};

/// A chosen name for a place where no type is.
pub static NAME_UNUSED: Code = Code {
    id: "E0502",
    explanation: include_str!("code/E0502.md"),
};

/// Types that nest too deep.
pub static TOO_DEEP: Code = Code {
    id: "E0503",
    explanation: include_str!("code/E0503.md"),
};

/// A chosen type for a format that no text has.
pub static FORMAT_UNUSED: Code = Code {
    id: "E0504",
    explanation: include_str!("code/E0504.md"),
};

/// The tag of the event rule is not a property of a payload.
pub static TAG_MISSING: Code = Code {
    id: "E0601",
    explanation: include_str!("code/E0601.md"),
};

/// The tag cannot have the value that the event rule asks for.
pub static TAG_VALUE: Code = Code {
    id: "E0602",
    explanation: include_str!("code/E0602.md"),
};

/// Two events have one name.
pub static TAG_TWICE: Code = Code {
    id: "E0603",
    explanation: include_str!("code/E0603.md"),
};

/// Nothing in the document tells events apart.
pub static TOLD_APART: Code = Code {
    id: "E0604",
    explanation: include_str!("code/E0604.md"),
};

/// A message that is not JSON.
pub static NOT_JSON: Code = Code {
    id: "E0605",
    explanation: include_str!("code/E0605.md"),
};

/// Something under `events:` names an event that the document does not have.
pub static EVENT_REF: Code = Code {
    id: "E0606",
    explanation: include_str!("code/E0606.md"),
};

/// A rule looks at a member that the event does not declare, or cannot have that value.
pub static RULE_MEMBER: Code = Code {
    id: "E0607",
    explanation: include_str!("code/E0607.md"),
};

/// A rule that is never asked, or that takes what is another event's.
pub static RULE_ORDER: Code = Code {
    id: "E0608",
    explanation: include_str!("code/E0608.md"),
};

/// Nothing leads to an event.
pub static EVENT_UNREACHED: Code = Code {
    id: "E0609",
    explanation: include_str!("code/E0609.md"),
};

/// A setting of deliveries names a member that no payload declares.
pub static MEMBER_MISSING: Code = Code {
    id: "E0701",
    explanation: include_str!("code/E0701.md"),
};

/// A secret that is no string.
pub static SECRET: Code = Code {
    id: "E0702",
    explanation: include_str!("code/E0702.md"),
};

/// A sample that is not JSON.
pub static SAMPLE: Code = Code {
    id: "E0703",
    explanation: include_str!("code/E0703.md"),
};

/// Something in generated code that it is not made of.
pub static AUDIT: Code = Code {
    id: "E0801",
    explanation: include_str!("code/E0801.md"),
};

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn all_are_listed() {
        let defined = include_str!("code.rs").matches(": Code = Code {").count();
        assert_eq!(ALL.len() + 1, defined, "this line counts as one");
    }
}
