//! What generated code is made of, beside the names that a crate gave.

/// Where paths that begin with `::` lead.
pub(super) const CRATES: [&str; 3] = ["asyncapi_runtime", "core", "std"];

/// What is used of `std`.
pub(super) const STD: [&str; 4] = ["boxed", "collections", "string", "vec"];

/// The macros of the runtime that are called.
pub(super) const MACROS: [&str; 3] = ["object", "serde", "strings"];

pub(super) const LIFETIMES: [&str; 4] = ["_", "a", "de", "static"];

/// All attributes, strings as `""`.
pub(super) const ATTRIBUTES: [&str; 23] = [
    r#"![allow(clippy::doc_markdown,clippy::enum_variant_names,clippy::module_name_repetitions,clippy::struct_field_names,reason="")]"#,
    r#"![allow(clippy::large_enum_variant,clippy::struct_excessive_bools,clippy::too_many_lines,clippy::type_complexity,clippy::zero_sized_map_values,reason="")]"#,
    r#"![allow(deprecated,reason="")]"#,
    "![forbid(unsafe_code)]",
    "![warn(missing_docs)]",
    r#"[allow(dead_code,deprecated,missing_debug_implementations,unreachable_pub,clippy::all,clippy::pedantic,reason="")]"#,
    r#"[allow(missing_debug_implementations,reason="")]"#,
    r#"[allow(unreachable_pub,unused_imports,reason="")]"#,
    r#"[cfg(feature="")]"#,
    "[deprecated]",
    "[derive(Clone,Copy,Debug,Default,PartialEq,Eq)]",
    "[derive(Clone,Copy,Debug,PartialEq,Eq)]",
    "[derive(Clone,Copy,Debug,PartialEq,Eq,Hash)]",
    "[derive(Clone,Debug)]",
    "[derive(Clone,Debug,PartialEq)]",
    "[derive(Clone,Debug,PartialEq,Eq)]",
    "[derive(Clone,Debug,PartialEq,Eq,Hash)]",
    "[derive(Default)]",
    "[doc(hidden)]",
    r#"[expect(clippy::too_many_arguments,reason="")]"#,
    "[must_use]",
    "[non_exhaustive]",
    "[rustfmt::skip]",
];

/// All words, sorted.
#[rustfmt::skip]
pub(super) const WORDS: [&str; 270] = [
    "A", "ALL", "Absent", "Ambiguous", "AmbiguousEvent", "Any", "Array", "AsRef", "BTreeMap",
    "Base64", "Batch", "Body", "BodyToken", "Boolean", "Box", "Closed", "ConfigError", "D", "Date",
    "DecodeError", "Default", "Deliveries", "Delivery", "Deserializer", "Drift", "E", "ENVELOPE",
    "Encoding", "Envelope", "Enveloped", "Err", "Error", "Event", "Events", "Extra", "FIELDS",
    "Field", "FnOnce", "Formatted", "From", "HeaderSecret", "Headers", "Hex", "HmacHeader",
    "Integer", "IntoIterator", "IntoResponse", "Is", "Iso", "Item", "Items", "Json", "JsonError",
    "Jwt", "Key", "Kind", "Literals", "Member", "Members", "Millis", "Moment", "NAMES", "NONE",
    "Never", "None", "NotVerified", "Null", "Nullable", "Number", "Object", "Ok", "OpaqueEvent",
    "Option", "Others", "Output", "Present", "Read", "ReceiveError", "Received", "Rejected",
    "RejectedItem", "Response", "Result", "Rule", "S", "SHAPE", "Seconds", "Secret", "Self",
    "Serialize", "Serializer", "Shape", "SignedRequest", "Slots", "Some", "Span",
    "StandardWebhooks", "String", "Strings", "T", "Test", "TextOr", "Then", "Time", "Timestamp",
    "TryFrom", "Tuple", "Undeclared", "Union", "Unit", "UnknownEvent", "Url", "Uuid", "V", "VALUE",
    "VALUES", "Value", "Vec", "Verifiable", "Verified", "Verifier", "Verify", "Wire", "_",
    "ambiguous", "as", "as_deref", "as_json", "as_str", "asyncapi_runtime", "at", "axum", "body",
    "bool", "boxed", "branch", "branches", "build", "civil", "closed", "collections", "const",
    "constant", "core", "crate", "custom", "decode", "decode_batch", "default", "deserializer",
    "dyn", "encode", "encoding", "end", "enum", "envelope", "event", "events", "false", "fn", "for",
    "format", "from", "from_json", "from_text", "get", "headers", "i16", "i32", "i64", "i8", "impl",
    "in", "index", "into", "into_response", "is_named", "is_some", "item", "items", "jiff", "json",
    "keys", "known", "let", "literal", "map", "match", "member", "members", "mod", "mut", "name",
    "never", "new", "object", "open", "option", "optional", "other", "others", "output", "path",
    "payload", "position", "prefix", "prelude", "primitive", "pub", "read", "receive",
    "receive_batch", "receive_batch_with", "receive_with", "received", "reply", "required",
    "respond", "rest", "rules", "runtime", "samples", "scheme", "secrets", "self", "serde",
    "serialize", "serializer", "shape", "sign", "std", "str", "string", "strings", "struct",
    "super", "tag", "tags", "text", "then", "times", "to", "to_json", "true", "try_from", "tuple",
    "type", "types", "u16", "u32", "u64", "u8", "undeclared", "unfit", "union", "unique", "unit",
    "unknown", "url", "use", "usize", "uuid", "value", "values", "vec", "verifier", "verify",
    "when", "wire", "write",
];
