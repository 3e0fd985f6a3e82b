//! The kinds of problems that this crate can find. `E00xx` reading, `E01xx` references and
//! versions, `E02xx` AsyncAPI, `E03xx` schemas. Codes are never reused.

use crate::diagnostic::Code;

/// All codes of this crate, in ascending order.
pub static ALL: [&Code; 50] = [
    &SYNTAX,
    &UNREADABLE,
    &ENCODING,
    &BYTES,
    &NESTING,
    &NODES,
    &ALIAS_EXPANSION,
    &ALIAS_CYCLE,
    &DUPLICATE_KEY,
    &SEVERAL_DOCUMENTS,
    &EMPTY,
    &TAG,
    &MERGE_KEY,
    &KEY,
    &PATCH_POINTER,
    &PATCH_MISSING,
    &PATCH_EXISTS,
    &PATCH_EQUAL,
    &VERSION,
    &VERSION_UNSUPPORTED,
    &ROOT,
    &REF_NOT_STRING,
    &REF_DANGLING,
    &REF_CYCLE,
    &REF_KIND,
    &REF_OUTSIDE,
    &REF_URL,
    &REF_UNESCAPED,
    &REF_SIBLINGS,
    &FORM,
    &OPERATION_MESSAGE,
    &SCHEMA_FORMAT,
    &FIELD_UNKNOWN,
    &FIELD_MISSING,
    &FIELD_LATER,
    &UNDEFINED,
    &DUPLICATE,
    &EXAMPLE,
    &COMPONENT_KEY,
    &SCHEMA_FORM,
    &SCHEMA_TYPE,
    &SCHEMA_EMPTY,
    &SCHEMA_REFUSED,
    &SCHEMA_CYCLE,
    &MEET_EMPTY,
    &MEET_CLOSED,
    &MEET_BUDGET,
    &MEET_OVERRIDE,
    &AVRO,
    &SCHEMA_WIDE,
];

/// The text is not well-formed YAML or JSON.
pub static SYNTAX: Code = Code {
    id: "E0001",
    explanation: include_str!("code/E0001.md"),
};

/// A file cannot be read.
pub static UNREADABLE: Code = Code {
    id: "E0002",
    explanation: include_str!("code/E0002.md"),
};

/// A text is not UTF-8.
pub static ENCODING: Code = Code {
    id: "E0003",
    explanation: include_str!("code/E0003.md"),
};

/// A file, or all files together, exceed the limit of bytes.
pub static BYTES: Code = Code {
    id: "E0004",
    explanation: include_str!("code/E0004.md"),
};

/// Values are nested too deep.
pub static NESTING: Code = Code {
    id: "E0005",
    explanation: include_str!("code/E0005.md"),
};

/// There are too many values.
pub static NODES: Code = Code {
    id: "E0006",
    explanation: include_str!("code/E0006.md"),
};

/// Aliases repeat too much.
pub static ALIAS_EXPANSION: Code = Code {
    id: "E0007",
    explanation: include_str!("code/E0007.md"),
};

/// An alias lies within its own anchor.
pub static ALIAS_CYCLE: Code = Code {
    id: "E0008",
    explanation: include_str!("code/E0008.md"),
};

/// A mapping has a key twice.
pub static DUPLICATE_KEY: Code = Code {
    id: "E0009",
    explanation: include_str!("code/E0009.md"),
};

/// A file holds more than one YAML document.
pub static SEVERAL_DOCUMENTS: Code = Code {
    id: "E0010",
    explanation: include_str!("code/E0010.md"),
};

/// A file holds nothing.
pub static EMPTY: Code = Code {
    id: "E0011",
    explanation: include_str!("code/E0011.md"),
};

/// A YAML tag that is not of the core schema, or does not fit its value.
pub static TAG: Code = Code {
    id: "E0012",
    explanation: include_str!("code/E0012.md"),
};

/// A YAML merge key.
pub static MERGE_KEY: Code = Code {
    id: "E0013",
    explanation: include_str!("code/E0013.md"),
};

/// A key that is not a scalar.
pub static KEY: Code = Code {
    id: "E0014",
    explanation: include_str!("code/E0014.md"),
};

/// The target of a patch is no pointer into the document.
pub static PATCH_POINTER: Code = Code {
    id: "E0015",
    explanation: include_str!("code/E0015.md"),
};

/// The target of a patch leads nowhere.
pub static PATCH_MISSING: Code = Code {
    id: "E0016",
    explanation: include_str!("code/E0016.md"),
};

/// A patch adds what is there already.
pub static PATCH_EXISTS: Code = Code {
    id: "E0017",
    explanation: include_str!("code/E0017.md"),
};

/// A patch replaces a value by its equal.
pub static PATCH_EQUAL: Code = Code {
    id: "E0018",
    explanation: include_str!("code/E0018.md"),
};

/// The document does not say which version it follows.
pub static VERSION: Code = Code {
    id: "E0101",
    explanation: include_str!("code/E0101.md"),
};

/// The document follows a version that is not read here.
pub static VERSION_UNSUPPORTED: Code = Code {
    id: "E0102",
    explanation: include_str!("code/E0102.md"),
};

/// The root of a document is not an object.
pub static ROOT: Code = Code {
    id: "E0103",
    explanation: include_str!("code/E0103.md"),
};

/// A `$ref` is not a string.
pub static REF_NOT_STRING: Code = Code {
    id: "E0104",
    explanation: include_str!("code/E0104.md"),
};

/// A reference leads to nothing.
pub static REF_DANGLING: Code = Code {
    id: "E0105",
    explanation: include_str!("code/E0105.md"),
};

/// References lead to each other and to nothing else.
pub static REF_CYCLE: Code = Code {
    id: "E0106",
    explanation: include_str!("code/E0106.md"),
};

/// A reference leads to an object of another kind.
pub static REF_KIND: Code = Code {
    id: "E0107",
    explanation: include_str!("code/E0107.md"),
};

/// A reference leads out of the root.
pub static REF_OUTSIDE: Code = Code {
    id: "E0108",
    explanation: include_str!("code/E0108.md"),
};

/// A reference is a URL that no file stands for.
pub static REF_URL: Code = Code {
    id: "E0109",
    explanation: include_str!("code/E0109.md"),
};

/// A reference holds characters that must be escaped.
pub static REF_UNESCAPED: Code = Code {
    id: "E0110",
    explanation: include_str!("code/E0110.md"),
};

/// A keyword beside a reference is ignored.
pub static REF_SIBLINGS: Code = Code {
    id: "E0111",
    explanation: include_str!("code/E0111.md"),
};

/// Something is not an object where one is needed, or the like.
pub static FORM: Code = Code {
    id: "E0201",
    explanation: include_str!("code/E0201.md"),
};

/// An operation names a message that its channel does not have.
pub static OPERATION_MESSAGE: Code = Code {
    id: "E0202",
    explanation: include_str!("code/E0202.md"),
};

/// An object has a field that it should not have.
pub static FIELD_UNKNOWN: Code = Code {
    id: "E0204",
    explanation: include_str!("code/E0204.md"),
};

/// An object misses a field that it must have.
pub static FIELD_MISSING: Code = Code {
    id: "E0205",
    explanation: include_str!("code/E0205.md"),
};

/// A field belongs to a later version.
pub static FIELD_LATER: Code = Code {
    id: "E0206",
    explanation: include_str!("code/E0206.md"),
};

/// A name is used that is not defined, or the other way round.
pub static UNDEFINED: Code = Code {
    id: "E0207",
    explanation: include_str!("code/E0207.md"),
};

/// A name that must be unique is not.
pub static DUPLICATE: Code = Code {
    id: "E0208",
    explanation: include_str!("code/E0208.md"),
};

/// An example does not fit its schema.
pub static EXAMPLE: Code = Code {
    id: "E0209",
    explanation: include_str!("code/E0209.md"),
};

/// A component has a key that the specification does not allow.
pub static COMPONENT_KEY: Code = Code {
    id: "E0210",
    explanation: include_str!("code/E0210.md"),
};

/// A payload is in a format that is not read here.
pub static SCHEMA_FORMAT: Code = Code {
    id: "E0203",
    explanation: include_str!("code/E0203.md"),
};

/// A schema, or a keyword in it, has the wrong form.
pub static SCHEMA_FORM: Code = Code {
    id: "E0301",
    explanation: include_str!("code/E0301.md"),
};

/// A schema names a type that there is not.
pub static SCHEMA_TYPE: Code = Code {
    id: "E0302",
    explanation: include_str!("code/E0302.md"),
};

/// A schema allows no value.
pub static SCHEMA_EMPTY: Code = Code {
    id: "E0303",
    explanation: include_str!("code/E0303.md"),
};

/// A schema has a keyword that cannot be read.
pub static SCHEMA_REFUSED: Code = Code {
    id: "E0304",
    explanation: include_str!("code/E0304.md"),
};

/// A schema is made of itself.
pub static SCHEMA_CYCLE: Code = Code {
    id: "E0305",
    explanation: include_str!("code/E0305.md"),
};

/// The parts of an `allOf` have no value in common.
pub static MEET_EMPTY: Code = Code {
    id: "E0306",
    explanation: include_str!("code/E0306.md"),
};

/// A closed part of an `allOf` forbids what another part declares.
pub static MEET_CLOSED: Code = Code {
    id: "E0307",
    explanation: include_str!("code/E0307.md"),
};

/// A schema lists an integer that no integer type of 64 bits holds.
pub static SCHEMA_WIDE: Code = Code {
    id: "E0311",
    explanation: include_str!("code/E0311.md"),
};

/// A schema is not Avro where Avro is demanded.
pub static AVRO: Code = Code {
    id: "E0310",
    explanation: include_str!("code/E0310.md"),
};

/// A schema gives a value that the schema it builds on does not allow.
pub static MEET_OVERRIDE: Code = Code {
    id: "E0309",
    explanation: include_str!("code/E0309.md"),
};

/// Meets come to too much.
pub static MEET_BUDGET: Code = Code {
    id: "E0308",
    explanation: include_str!("code/E0308.md"),
};

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn all_are_listed() {
        let defined = include_str!("code.rs").matches(": Code = Code {").count();
        assert_eq!(ALL.len() + 1, defined, "this line counts as one");
    }

    #[test]
    fn titles_are_the_first_lines() {
        for code in ALL {
            let (title, text) = (code.title(), code.explanation);
            assert!(!title.is_empty(), "{}", code.id);
            assert!(text.starts_with(&format!("# {title}\n")), "{}", code.id);
        }
    }
}
