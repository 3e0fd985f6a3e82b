//! What Rust is emitted: the last decision before tokens. Knows Rust's items and the shape of
//! JSON; has no word of JSON Schema or AsyncAPI in it.
//!
//! Everything here is final: names are unique where they must be, cycles are boxed, documentation
//! is plain text that emission makes inert. Emission takes no decision and cannot fail.

use crate::names::Name;

/// One generated crate.
#[derive(Debug)]
pub struct Crate {
    /// Name of the package, e.g. `aircall-events`.
    pub package: String,
    /// What the service is called, e.g. `Aircall Webhooks`; one line of plain text.
    pub title: String,
    /// About the crate, in plain text paragraphs.
    pub docs: Docs,
    /// Path of the document as shown in headers, e.g. `specs/aircall/asyncapi.yaml`.
    pub document: String,
    /// The command that generates the crate anew, as shown in headers, e.g. `cargo xtask codegen`.
    pub command: String,
    /// How its manifest is written.
    pub manifest: Manifest,
    /// The crates that types of other crates come from, sorted: features of the runtime.
    pub features: Vec<&'static str>,
    /// Modules of types, one per named schema, in document order.
    pub modules: Vec<Module>,
    /// The event enum.
    pub events: Option<Events>,
    /// What deliveries have in common, whichever event they carry.
    pub delivery: Delivery,
    /// Bodies as the sender writes them, for tests of apps.
    pub samples: Vec<Sample>,
}

/// A body as the sender writes it.
#[derive(Debug)]
pub struct Sample {
    /// The function that gives it, unique among them.
    pub function: Name,
    /// What people call it, e.g. `call.ended-2`.
    pub name: String,
    /// Its text.
    pub body: String,
    /// The variant of the event that it is named after.
    pub event: Option<Name>,
}

/// What deliveries have in common.
#[derive(Debug, Default)]
pub struct Delivery {
    /// How a sender proves who it is.
    pub scheme: Option<Scheme>,
    /// What tells deliveries from one another; the first that a body has.
    pub keys: Vec<Key>,
    /// When it happened; the first that a body has.
    pub times: Vec<Time>,
}

/// How a sender proves who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// The whole body is a compact JWS, signed with HS256.
    Jwt,
    /// A secret in a member at the top of the body.
    BodyToken {
        /// Its name on the wire.
        member: String,
    },
    /// A secret in a header of the receiver's choice.
    Header {
        /// Its name where the receiver chooses no other.
        name: String,
    },
    /// HMAC-SHA256 of the body in a header.
    Hmac {
        /// Its name.
        header: String,
        /// How the signature is written.
        encoding: Encoding,
        /// What stands before it.
        prefix: String,
    },
    /// Standard Webhooks, symmetric.
    StandardWebhooks,
}

/// How the bytes of a signature are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Encoding {
    Hex,
    Base64,
}

/// What tells deliveries from one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// The values of members, by their paths.
    Members(Vec<Vec<String>>),
    /// The whole body.
    Body,
}

/// When it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// The path of the member.
    pub path: Vec<String>,
    /// How it is written.
    pub unit: Unit,
}

/// How a point in time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Seconds since 1970.
    Seconds,
    /// Milliseconds since 1970.
    Millis,
    /// ISO 8601.
    Iso,
}

/// Where a crate's package fields and its one dependency, `asyncapi-runtime`, come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Manifest {
    /// From the workspace that it is a member of, lints as well.
    Workspace,
    /// From a registry: a version requirement, e.g. `0.1`.
    Version(String),
    /// From a folder: its path from the crate, parts parted by `/`.
    Path(String),
}

/// One file of types: a named schema with its anonymous children below it.
#[derive(Debug)]
pub struct Module {
    /// Name of the file and the private module, `snake_case`, unique in the crate.
    pub name: Name,
    /// JSON pointer of the schema.
    pub pointer: String,
    /// The named type first, then its children in document order.
    pub items: Vec<Item>,
}

/// One type.
#[derive(Debug)]
pub struct Item {
    /// Its name, unique among the types of the crate.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// JSON pointer of the schema it stands for.
    pub pointer: String,
    /// Whether apps make values of it: then a struct has a function `new`.
    pub is_built: bool,
    /// What it is.
    pub kind: ItemKind,
}

/// What is said to people: plain text as the document has it, made inert when it is emitted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// Paragraphs; the first is the summary.
    pub paragraphs: Vec<String>,
    /// Whether the item is deprecated.
    pub deprecated: bool,
}

/// The kinds of types.
#[derive(Debug)]
pub enum ItemKind {
    /// An object with fields.
    Struct(Struct),
    /// A set of strings.
    StringEnum(StringEnum),
    /// A set of JSON values that are not all strings.
    LiteralEnum(LiteralEnum),
    /// Exactly one JSON value: a unit struct.
    Constant(Literal),
    /// One of several types.
    Union(Union),
    /// An array whose first items have types of their own.
    Tuple(Tuple),
    /// A tuple struct around a type; breaks a cycle that an alias cannot.
    Newtype(Type),
    /// Another name of a type.
    Alias(Type),
    /// No value: an empty enum.
    Never,
}

impl ItemKind {
    /// What an alias is another name of; `None` for all other kinds.
    pub fn alias(&self) -> Option<&Type> {
        match self {
            Self::Alias(ty) => Some(ty),
            Self::Struct(_)
            | Self::StringEnum(_)
            | Self::LiteralEnum(_)
            | Self::Constant(_)
            | Self::Union(_)
            | Self::Tuple(_)
            | Self::Newtype(_)
            | Self::Never => None,
        }
    }
}

/// An object.
#[derive(Debug)]
pub struct Struct {
    /// Fields in document order.
    pub fields: Vec<Field>,
    /// What becomes of members that are not fields.
    pub rest: Rest,
}

/// A field.
#[derive(Debug)]
pub struct Field {
    /// Its name, unique in the struct.
    pub name: Name,
    /// Its name on the wire.
    pub wire: String,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it must be there. An optional field is an `Option`.
    pub required: bool,
    /// Its type without that `Option`.
    pub ty: Type,
}

/// Members of an object that are not fields.
#[derive(Debug)]
pub struct Rest {
    /// The name of the field that keeps them, unique in the struct.
    pub name: Name,
    /// How they are kept.
    pub kind: RestKind,
}

/// How members that are not fields are kept.
#[derive(Debug)]
pub enum RestKind {
    /// As they are (`Extra`).
    Raw,
    /// As they are; strict decoding refuses them.
    Closed,
    /// All of this type, by name.
    Typed(Type),
}

/// A set of strings.
#[derive(Debug)]
pub struct StringEnum {
    /// The declared values.
    pub variants: Vec<Variant<String>>,
    /// The variant that keeps any other value; `None` where the set is closed.
    pub other: Option<Name>,
}

/// A set of JSON values.
#[derive(Debug)]
pub struct LiteralEnum {
    /// The declared values.
    pub variants: Vec<Variant<Literal>>,
    /// The variant that keeps any other value; `None` where the set is closed.
    pub other: Option<Name>,
}

/// A variant that stands for a value.
#[derive(Debug)]
pub struct Variant<V> {
    /// Its name, unique in the enum.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// The value on the wire.
    pub value: V,
}

/// A JSON value as compact text, numbers as written, e.g. `{"a":1.10}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Literal(pub String);

/// One of several types.
#[derive(Debug)]
pub struct Union {
    /// The branches in document order.
    pub branches: Vec<Branch>,
    /// How a value's branch is found.
    pub rule: UnionRule,
    /// The variant that keeps what fits no branch; `None` where that is an error.
    pub other: Option<Name>,
}

/// A branch of a union: a variant that holds one value.
#[derive(Debug)]
pub struct Branch {
    /// Its name, unique in the union.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// What it holds.
    pub ty: Type,
    /// The same without names of this crate that are aliases: two names may stand for one type.
    pub carries: Type,
}

/// How the branch of a value is found.
#[derive(Debug)]
pub enum UnionRule {
    /// By a string member; a tag for each branch, several tags may lead to one.
    Tag {
        /// Name of the member on the wire.
        member: String,
        /// Tag and index of the branch.
        tags: Vec<(String, usize)>,
    },
    /// By the best fit among the branches' shapes, decided when decoding: a branch that the value
    /// satisfies, with the most declared members; the earlier of two that fit equally.
    BestFit,
}

/// An array whose first items have types of their own: a struct with a field for each.
#[derive(Debug)]
pub struct Tuple {
    /// The first items. Behind one that is not required none is.
    pub items: Vec<Element>,
    /// The field that keeps the items behind them, unique in the tuple, and their type; `None`
    /// where there may be none.
    pub rest: Option<(Name, Type)>,
}

/// One of the first items of an array.
#[derive(Debug)]
pub struct Element {
    /// Its name, unique in the tuple, e.g. `item0`.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it must be there. An optional item is an `Option`.
    pub required: bool,
    /// Its type without that `Option`.
    pub ty: Type,
}

/// A type as it is written at a use.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// `bool`.
    Bool,
    /// An integer.
    Integer(Integer),
    /// A number with all its digits.
    Number,
    /// `String`.
    String,
    /// A string that is never printed.
    Secret,
    /// Any JSON value, kept as text.
    Json,
    /// `null` alone.
    Null,
    /// A text of a format, with what it stands for.
    Formatted(Format),
    /// A type of this crate.
    Named(Name),
    /// On the heap, to break a cycle.
    Box(Box<Type>),
    /// A value or `null`.
    Nullable(Box<Type>),
    /// A string or a value that is none.
    TextOr(Box<Type>),
    /// An array.
    Vec(Box<Type>),
    /// An object whose members all have this type.
    Map(Box<Type>),
}

/// The integer types: Rust's by their names, and one for integers of any size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Integer {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    Any,
}

/// What texts of a format stand for: types of jiff, of uuid and of url by their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Format {
    Timestamp,
    Date,
    Time,
    Span,
    Uuid,
    Url,
}

impl Format {
    /// The crate that the type comes from.
    pub fn origin(self) -> &'static str {
        match self {
            Self::Timestamp | Self::Date | Self::Time | Self::Span => "jiff",
            Self::Uuid => "uuid",
            Self::Url => "url",
        }
    }
}

/// The event enum, called `Event`. Events are told apart by the body, by the caller, or both.
#[derive(Debug)]
pub struct Events {
    /// Its documentation.
    pub docs: Docs,
    /// The events in document order.
    pub variants: Vec<Event>,
    /// The events that are not JSON, in document order. Only a caller can say that a body is one.
    pub opaque: Vec<Opaque>,
    /// The variant that keeps an event that is one of several, unique among the variants; `None`
    /// where no rule is ambiguous.
    pub ambiguous: Option<Name>,
    /// The variant that keeps every other event, unique among the variants.
    pub unknown: Name,
    /// How the body tells which event it is; `None` if it does not.
    pub by_body: Option<ByBody>,
    /// Whether the caller can say which event it is.
    pub by_caller: bool,
    /// Whether a body may be an array of events.
    pub batch: bool,
    /// The types, none of them an alias, that only answer events.
    pub replies: Vec<Name>,
}

/// One event.
#[derive(Debug)]
pub struct Event {
    /// The variant.
    pub name: Name,
    /// Its name as people know it: the tag, else the channel key or `channel/message`. Unique.
    pub wire: String,
    /// What the member that names events holds for it, unique among all events; empty where there
    /// is no such member, or another rule tells this event.
    pub tags: Vec<String>,
    /// Its documentation.
    pub docs: Docs,
    /// What it carries.
    pub payload: Type,
    /// The same without names of this crate that are aliases: two names may stand for one type.
    pub carries: Type,
    /// Its name in the functions for a caller who knows which event it is, e.g. `call_events` for
    /// `decode_call_events` and `from_json_call_events`; unique.
    pub function: Name,
    /// JSON pointer of the message in its channel.
    pub pointer: String,
}

/// An event in a format other than JSON. Its bytes are handed on as they are.
#[derive(Debug)]
pub struct Opaque {
    /// The variant.
    pub name: Name,
    /// Its name as people know it: the channel key or `channel/message`. Unique.
    pub wire: String,
    /// Its documentation.
    pub docs: Docs,
    /// Its format, e.g. `application/vnd.google.protobuf;version=3`.
    pub format: String,
    /// Its name in the function for a caller who knows that a body is this event, e.g.
    /// `call_events` for `decode_call_events`; unique.
    pub function: Name,
    /// JSON pointer of the message in its channel.
    pub pointer: String,
}

/// How the body tells which event it is: by the member that names it, else by the first rule that
/// holds.
#[derive(Debug)]
pub struct ByBody {
    /// Whether a member names the event: the first of `members`.
    pub tag: bool,
    /// The members that are looked at, each once.
    pub members: Vec<Member>,
    /// The rules, in order.
    pub rules: Vec<Rule>,
}

/// A member that tells events apart.
#[derive(Debug)]
pub struct Member {
    /// The names on the wire that lead to it, at least one.
    pub path: Vec<String>,
    /// Whether its value counts: then a body that has it twice is refused.
    pub unique: bool,
}

/// What decides on an event.
#[derive(Debug)]
pub struct Rule {
    /// What must hold: indices of members, and what they are to be.
    pub when: Vec<(usize, Test)>,
    /// What it says.
    pub then: Then,
}

/// What a member is to be.
#[derive(Debug)]
pub enum Test {
    /// There; `null` is.
    Present,
    /// Not there.
    Absent,
    /// There, and of this kind.
    Kind(Kind),
    /// There, and one of these values.
    Is(Vec<Literal>),
}

/// The kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// What a rule says: events by their index.
#[derive(Debug)]
pub enum Then {
    /// It is this one.
    Event(usize),
    /// It is one of these.
    Ambiguous(Vec<usize>),
}
