//! The kinds of problems that this crate can find. `E00xx` reading, `E01xx` references and
//! versions, `E02xx` AsyncAPI, `E03xx` schemas. Codes are never reused.

use crate::diagnostic::Code;

/// The text is not well-formed YAML or JSON.
pub static SYNTAX: Code = Code {
    id: "E0001",
    explanation: "The file is not well-formed YAML 1.2 or JSON. The place is where reading had to stop; \
                  the cause is often a line above it: a tab, a quote that is not closed, a wrong indent.",
};

/// A file cannot be read.
pub static UNREADABLE: Code = Code {
    id: "E0002",
    explanation: "The file does not exist below the root, or the system did not give its bytes. Paths are \
                  relative to the folder of the document's entry file and cannot leave it.",
};

/// A text is not UTF-8.
pub static ENCODING: Code = Code {
    id: "E0003",
    explanation: "Documents are read as UTF-8, with or without a byte order mark. Save the file as UTF-8; \
                  a file in UTF-16 or Latin-1 has to be converted.",
};

/// A file, or all files together, exceed the limit of bytes.
pub static BYTES: Code = Code {
    id: "E0004",
    explanation: "A document may come from anywhere, so what one run reads is limited: each file by itself \
                  and all files together. If the document is meant to be that large, raise the limit.",
};

/// Values are nested too deep.
pub static NESTING: Code = Code {
    id: "E0005",
    explanation: "Arrays and objects may be nested only so deep. Real documents stay far below the limit; \
                  move inner schemas to `components` and refer to them with `$ref`.",
};

/// There are too many values.
pub static NODES: Code = Code {
    id: "E0006",
    explanation: "The number of values of all files together is limited, those that aliases repeat \
                  included. If the document is meant to be that large, raise the limit.",
};

/// Aliases repeat too much.
pub static ALIAS_EXPANSION: Code = Code {
    id: "E0007",
    explanation: "An alias (`*name`) repeats the value of its anchor (`&name`), and anchored values can hold \
                  aliases in turn, so that a small file can stand for a huge document. What aliases repeat \
                  is therefore limited. Use `$ref`, which repeats nothing.",
};

/// An alias lies within its own anchor.
pub static ALIAS_CYCLE: Code = Code {
    id: "E0008",
    explanation: "An alias (`*name`) that stands inside the value of its own anchor (`&name`) would make a \
                  value that contains itself. Use `$ref` for recursive schemas.",
};

/// A mapping has a key twice.
pub static DUPLICATE_KEY: Code = Code {
    id: "E0009",
    explanation: "Each key of an object may be given once. Most tools keep the last value without a word, \
                  so that the first is lost; remove or rename one of the two.",
};

/// A file holds more than one YAML document.
pub static SEVERAL_DOCUMENTS: Code = Code {
    id: "E0010",
    explanation: "A file holds one YAML document. What comes after a second `---`, or after `...`, would be \
                  lost: move it to a file of its own.",
};

/// A file holds nothing.
pub static EMPTY: Code = Code {
    id: "E0011",
    explanation: "The file holds no value: it is empty, or there are only comments in it.",
};

/// A YAML tag that is not of the core schema, or does not fit its value.
pub static TAG: Code = Code {
    id: "E0012",
    explanation: "Tags other than those of the YAML core schema (`!!str`, `!!int`, `!!float`, `!!bool`, \
                  `!!null`, `!!seq`, `!!map`) ask the reader to run code or to apply rules that only one \
                  tool knows, such as `!include`. Write plain values, and `$ref` for other files.",
};

/// A YAML merge key.
pub static MERGE_KEY: Code = Code {
    id: "E0013",
    explanation: "The merge key `<<` of YAML 1.1 is not part of YAML 1.2, and tools differ in what it does. \
                  Write the keys out, or use `allOf` in a schema and traits in an operation or a message.",
};

/// A key that is not a scalar.
pub static KEY: Code = Code {
    id: "E0014",
    explanation: "The keys of an object are texts, as in JSON. YAML would also allow an array or an object \
                  as a key; often a text in `{…}` or `[…]` only lacks its quotes.",
};

/// The target of a patch is no pointer into the document.
pub static PATCH_POINTER: Code = Code {
    id: "E0015",
    explanation: "The target of a patch is a JSON pointer (RFC 6901) to a part of the document: `/` before \
                  each step, `~1` for a `/` within one, `~0` for a `~`. A step `*` stands for every entry.",
};

/// The target of a patch leads nowhere.
pub static PATCH_MISSING: Code = Code {
    id: "E0016",
    explanation: "What the patch is about is not in the document. If the document was updated, the part may \
                  have been renamed, or the defect mended: then the patch has done its work and goes.",
};

/// A patch adds what is there already.
pub static PATCH_EXISTS: Code = Code {
    id: "E0017",
    explanation: "The patch adds a part that the document has by now. If the document has been corrected, \
                  the patch goes; to change what is there, use `replace`.",
};

/// A patch replaces a value by its equal.
pub static PATCH_EQUAL: Code = Code {
    id: "E0018",
    explanation: "The document says already what the patch would make it say: the patch has done its work \
                  and goes.",
};
