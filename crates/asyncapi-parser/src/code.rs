//! The kinds of problems that this crate can find. `E00xx` reading, `E01xx` references and
//! versions, `E02xx` AsyncAPI, `E03xx` schemas. Codes are never reused.

use crate::diagnostic::Code;

/// The text is not well-formed YAML or JSON.
pub static SYNTAX: Code = Code {
    id: "E0001",
    explanation: "The file is not well-formed YAML 1.2 or JSON. The place is where reading had to stop; \
                  the cause is often a line above it: a tab, a quote that is not closed, a wrong indent.",
};
