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

/// The document does not say which version it follows.
pub static VERSION: Code = Code {
    id: "E0101",
    explanation: "An AsyncAPI document says in its field `asyncapi` which version it follows, as a string \
                  of three parts such as `3.0.0`. Without quotes, `3.0` is a number and `3.0.0` a string.",
};

/// The document follows a version that is not read here.
pub static VERSION_UNSUPPORTED: Code = Code {
    id: "E0102",
    explanation: "Versions 2.0.0 to 2.6.0, 3.0.0 and 3.1.0 are read, with any patch level. Documents of 1.x \
                  and release candidates have to be converted first, e.g. by the AsyncAPI converter.",
};

/// The root of a document is not an object.
pub static ROOT: Code = Code {
    id: "E0103",
    explanation: "An AsyncAPI document is an object with the fields `asyncapi`, `info` and others. A file \
                  that holds an array or a text is something else.",
};

/// A `$ref` is not a string.
pub static REF_NOT_STRING: Code = Code {
    id: "E0104",
    explanation: "The value of `$ref` is a URI reference: a string such as `#/components/schemas/Call`. In \
                  YAML it needs quotes, for `#` begins a comment.",
};

/// A reference leads to nothing.
pub static REF_DANGLING: Code = Code {
    id: "E0105",
    explanation: "Nothing stands at the place that the reference names. Keys are compared to the letter; `/` \
                  in a key is written `~1` in a reference, and `~` is written `~0`.",
};

/// References lead to each other and to nothing else.
pub static REF_CYCLE: Code = Code {
    id: "E0106",
    explanation: "A reference may lead to another, but in the end there must be an object. Recursion is \
                  fine inside of one: a property may refer to the schema that holds it.",
};

/// A reference leads to an object of another kind.
pub static REF_KIND: Code = Code {
    id: "E0107",
    explanation: "Where a schema is expected, the reference must lead to a schema, and so on. What a node is \
                  can be seen from its section: `#/components/messages/…` is a message.",
};

/// A reference leads out of the root.
pub static REF_OUTSIDE: Code = Code {
    id: "E0108",
    explanation: "Files are opened only below the folder of the entry file. A reference with an absolute \
                  path, with a scheme such as `file:`, or that leaves the folder by `..` is refused, and \
                  nothing is opened.",
};

/// A reference is a URL that no file stands for.
pub static REF_URL: Code = Code {
    id: "E0109",
    explanation: "Nothing is fetched over a network. Save what the URL names below the folder of the \
                  document, and say in the configuration which file stands for which URL.",
};

/// A reference holds characters that must be escaped.
pub static REF_UNESCAPED: Code = Code {
    id: "E0110",
    explanation: "In a reference, `/` parts steps; a `/` that belongs to a key is written `~1`. Characters that \
                  a URI cannot hold are written as `%` and two hexadecimal digits. The target was found \
                  nevertheless, but other tools will not find it.",
};

/// A keyword beside a reference is ignored.
pub static REF_SIBLINGS: Code = Code {
    id: "E0111",
    explanation: "In AsyncAPI's schema object, in OpenAPI 3.0 and in JSON Schema up to draft 7, what stands \
                  beside `$ref` is ignored; only annotations such as `description` are kept as \
                  documentation. To narrow what is referred to, write an `allOf` of the reference and the \
                  rest.",
};

/// Something is not an object where one is needed, or the like.
pub static FORM: Code = Code {
    id: "E0201",
    explanation: "The specification says for each field what it holds: a text, an object, an array and so \
                  on. What types depend on must be as specified; anything else is a warning, and left out.",
};

/// An operation names a message that its channel does not have.
pub static OPERATION_MESSAGE: Code = Code {
    id: "E0202",
    explanation: "In 3.x the messages of an operation are a part of those of its channel, and are referred \
                  to there: `#/channels/…/messages/…` (3.0.0, \"Operation Object\").",
};

/// An object has a field that it should not have.
pub static FIELD_UNKNOWN: Code = Code {
    id: "E0204",
    explanation: "The specification fixes the fields of its objects; own ones begin with `x-`. A field that \
                  it does not know is ignored, which matters if it is a known one misspelt.",
};

/// An object misses a field that it must have.
pub static FIELD_MISSING: Code = Code {
    id: "E0205",
    explanation: "The specification demands the field. It is an error only where types depend on it.",
};

/// A field belongs to a later version.
pub static FIELD_LATER: Code = Code {
    id: "E0206",
    explanation: "The field came with a later version than the document says it follows. It is read \
                  nevertheless, but tools that go by the version will ignore or refuse it.",
};

/// A name is used that is not defined, or the other way round.
pub static UNDEFINED: Code = Code {
    id: "E0207",
    explanation: "What one part of a document names, another must define: a placeholder in an address and its \
                  parameter, a placeholder in a URL and its variable, a server, a security scheme, a scope.",
};

/// A name that must be unique is not.
pub static DUPLICATE: Code = Code {
    id: "E0208",
    explanation: "Identifiers of operations and messages, and the names of tags in one list, must be \
                  different from each other.",
};

/// An example does not fit its schema.
pub static EXAMPLE: Code = Code {
    id: "E0209",
    explanation: "The payload or the headers of an example have another shape than the schema of the \
                  message says: another type, a property missing, a value that is not listed. If the \
                  example was taken from the wire, the schema is wrong, and generated types will not fit.",
};

/// A component has a key that the specification does not allow.
pub static COMPONENT_KEY: Code = Code {
    id: "E0210",
    explanation: "Keys of components consist of letters, digits, `.`, `-` and `_` (\"Components Object\"). \
                  Others are read here, but other tools refuse them.",
};

/// A payload is in a format that is not read here.
pub static SCHEMA_FORMAT: Code = Code {
    id: "E0203",
    explanation: "Payloads are described by AsyncAPI's schema object, JSON Schema, OpenAPI 3 schemas or \
                  Avro. A message in another format, such as protobuf, is generated with its bytes as \
                  payload.",
};

/// A schema, or a keyword in it, has the wrong form.
pub static SCHEMA_FORM: Code = Code {
    id: "E0301",
    explanation: "JSON Schema says for each keyword what it holds. A keyword that types depend on must be as \
                  specified; any other is ignored with a warning.",
};

/// A schema names a type that there is not.
pub static SCHEMA_TYPE: Code = Code {
    id: "E0302",
    explanation: "The types of JSON Schema are `null`, `boolean`, `integer`, `number`, `string`, `array` and \
                  `object`. What else is said about a value, e.g. that it is a date, is a `format`.",
};

/// A schema allows no value.
pub static SCHEMA_EMPTY: Code = Code {
    id: "E0303",
    explanation: "No value satisfies the schema, so there is no type for it. Where that is meant, write \
                  `false`.",
};

/// A schema has a keyword that cannot be read.
pub static SCHEMA_REFUSED: Code = Code {
    id: "E0304",
    explanation: "A few keywords, of draft 3 and of the dynamic references of later drafts, cannot be turned \
                  into types. Each can be written otherwise.",
};

/// A schema is made of itself.
pub static SCHEMA_CYCLE: Code = Code {
    id: "E0305",
    explanation: "A schema cannot be a part of its own `allOf` or a branch of its own `oneOf`, not even by \
                  way of others: whether a value satisfies it would depend on whether it satisfies it. \
                  Recursion has to pass through a property or an item.",
};

/// The parts of an `allOf` have no value in common.
pub static MEET_EMPTY: Code = Code {
    id: "E0306",
    explanation: "`allOf` allows what all of its parts allow. Two parts that give a value different types, \
                  or different constants, allow nothing together. The property that is named must agree in \
                  both.",
};

/// A closed part of an `allOf` forbids what another part declares.
pub static MEET_CLOSED: Code = Code {
    id: "E0307",
    explanation: "`additionalProperties: false` forbids every property that is not declared beside it, also \
                  those that other parts of an `allOf` declare. Hardly anyone means that, so those \
                  properties are kept. Close the schema that puts the parts together instead, by \
                  `unevaluatedProperties: false`.",
};

/// A schema lists an integer that no integer type of 64 bits holds.
pub static SCHEMA_WIDE: Code = Code {
    id: "E0311",
    explanation: "The value is kept with all its digits and compared as it is written. Tools that read numbers \
                  as floats round it; a string would be safer.",
};

/// A schema is not Avro where Avro is demanded.
pub static AVRO: Code = Code {
    id: "E0310",
    explanation: "The `schemaFormat` of the message, or the name of the file, says that the schema is Avro: \
                  the name of a type, an object with a `type` such as `record`, or an array of these. If \
                  it is another kind of schema, correct the format.",
};

/// A schema gives a value that the schema it builds on does not allow.
pub static MEET_OVERRIDE: Code = Code {
    id: "E0309",
    explanation: "Some documents describe a variant as an `allOf` of another variant and a part that gives a \
                  property another `const` or `enum`. Together these allow nothing; what is meant is that \
                  the part overrides, so that is done. Parts that stand side by side in one `allOf`, and \
                  parts that disagree about a type, are an error.",
};

/// Meets come to too much.
pub static MEET_BUDGET: Code = Code {
    id: "E0308",
    explanation: "What `allOf` parts, unions and traits give together is limited, for a small document can \
                  ask for more than memory holds. Let fewer schemas build on each other.",
};
