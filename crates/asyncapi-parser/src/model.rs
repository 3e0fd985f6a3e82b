//! What a document means, whatever version it is written in. Knows AsyncAPI and JSON Schema; knows
//! neither where things stand in 2.x and 3.x nor what becomes of them in Rust.
//!
//! Everything that can be shared lies in an arena and is referred to by its index: a `$ref` is an
//! edge, never a copy, and cycles are legal. `allOf` does not occur: it has been met
//! ([`crate::resolve`]) into the keywords of one schema.

mod rare;

pub use self::rare::{Nothing, Rare};
use crate::tree::{NodeId, Text};

/// A document.
#[derive(Debug, Default)]
pub struct Api {
    /// The `asyncapi` field, e.g. `2.6.0`.
    pub version: String,
    /// The application's identifier.
    pub id: Option<String>,
    /// About the document.
    pub info: Info,
    /// For messages that name none.
    pub default_content_type: Option<String>,
    /// Servers, in document order.
    pub servers: Vec<Server>,
    /// Channels, in document order: those of the document, then those of `components`.
    pub channels: Vec<Channel>,
    /// Operations, in document order.
    pub operations: Vec<Operation>,
    /// The arena of messages: those of `components`, and those written in channels.
    pub messages: Vec<Message>,
    /// The arena of schemas. Those of `components` are the ones whose home is
    /// [`Home::Component`].
    pub schemas: Vec<Schema>,
    /// Security schemes of `components`: key and meaning.
    pub security_schemes: Vec<SecurityScheme>,
    /// `x-` fields of the root.
    pub extensions: Vec<Extension>,
}

/// The index of a channel in [`Api::channels`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChannelId(pub u32);

/// The index of a message in [`Api::messages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageId(pub u32);

/// The index of a schema in [`Api::schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(pub u32);

/// Info Object (2.6 and 3.0).
#[derive(Debug, Default)]
pub struct Info {
    /// Title.
    pub title: String,
    /// Version of the described API.
    pub version: String,
    /// Description.
    pub description: Option<String>,
    /// Terms of service.
    pub terms_of_service: Option<String>,
    /// Name, URL and e-mail of the contact, where given.
    pub contact: Option<Contact>,
    /// Name and URL of the licence.
    pub license: Option<License>,
    /// Tags of the document.
    pub tags: Vec<Tag>,
    /// Further documentation.
    pub external_docs: Option<ExternalDocs>,
    /// `x-` fields.
    pub extensions: Vec<Extension>,
}

/// Contact Object.
#[derive(Debug, Default)]
pub struct Contact {
    /// Name.
    pub name: Option<String>,
    /// URL.
    pub url: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// License Object.
#[derive(Debug, Default)]
pub struct License {
    /// Name.
    pub name: String,
    /// URL.
    pub url: Option<String>,
}

/// Tag Object.
#[derive(Debug)]
pub struct Tag {
    /// Name.
    pub name: String,
    /// Description.
    pub description: Option<String>,
}

/// External Documentation Object.
#[derive(Debug)]
pub struct ExternalDocs {
    /// URL.
    pub url: String,
    /// Description.
    pub description: Option<String>,
}

/// An `x-` field.
#[derive(Debug)]
pub struct Extension {
    /// The name with its `x-`.
    pub name: String,
    /// The value.
    pub value: Literal,
}

/// Server Object. A 2.x `url` is taken apart into host and pathname.
#[derive(Debug)]
pub struct Server {
    /// Its key.
    pub key: String,
    /// Its place.
    pub at: NodeId,
    /// Host, may hold `{variables}`.
    pub host: String,
    /// Path, may hold `{variables}`.
    pub pathname: Option<String>,
    /// Protocol.
    pub protocol: String,
    /// Version of the protocol.
    pub protocol_version: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Variables by name.
    pub variables: Vec<Variable>,
    /// The security schemes of which one must be satisfied; a set of them each.
    pub security: Vec<Vec<SecurityRequirement>>,
    /// Bindings as written.
    pub bindings: Option<Literal>,
    /// `x-` fields.
    pub extensions: Vec<Extension>,
}

/// Server Variable Object, and Parameter Object without a schema of its own.
#[derive(Debug)]
pub struct Variable {
    /// Name.
    pub name: String,
    /// Values, where limited.
    pub values: Vec<String>,
    /// Default.
    pub default: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Example values.
    pub examples: Vec<String>,
}

/// One scheme that a server or operation asks for.
#[derive(Debug)]
pub struct SecurityRequirement {
    /// Key of the scheme in `components`; its type where it is written in place.
    pub scheme: String,
    /// Scopes.
    pub scopes: Vec<String>,
}

/// Security Scheme Object.
#[derive(Debug)]
pub struct SecurityScheme {
    /// Its key in `components`.
    pub key: String,
    /// `type`.
    pub kind: String,
    /// Description.
    pub description: Option<String>,
    /// The whole object as written.
    pub value: Literal,
}

/// Channel Object (3.0), Channel Item Object (2.6).
#[derive(Debug)]
pub struct Channel {
    /// Its key.
    pub key: String,
    /// Its place.
    pub at: NodeId,
    /// Address; in 2.x the key. `None` where it is null or absent in 3.x.
    pub address: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Summary.
    pub summary: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Parameters.
    pub parameters: Vec<Parameter>,
    /// Messages: in 3.x as keyed there, in 2.x those of its operations, publish first, each once.
    pub messages: Vec<ChannelMessage>,
    /// Keys of the servers it is on; empty for all.
    pub servers: Vec<String>,
    /// Bindings as written.
    pub bindings: Option<Literal>,
    /// Tags.
    pub tags: Vec<Tag>,
    /// `x-` fields.
    pub extensions: Vec<Extension>,
    /// Whether it stands in `components` only.
    pub in_components: bool,
}

/// A message of a channel.
#[derive(Clone, Debug)]
pub struct ChannelMessage {
    /// 3.x: its key in the channel. 2.x: the last step of the reference, else `messageId`, else
    /// its name, else the operation's id, else empty.
    pub key: String,
    /// Its place in the channel.
    pub at: NodeId,
    /// The message.
    pub message: MessageId,
}

/// Parameter Object.
#[derive(Debug)]
pub struct Parameter {
    /// Name as in the address.
    pub name: String,
    /// Its place.
    pub at: NodeId,
    /// What 3.x says of it; 2.x says it in the schema.
    pub variable: Variable,
    /// The schema (2.x).
    pub schema: Option<SchemaId>,
    /// Runtime expression of where the value lies.
    pub location: Option<String>,
}

/// Operation Object. A 2.x `publish` is an operation to receive, for the application described
/// is told what others may do (2.6, "Channel Item Object"); `subscribe` is one to send.
#[derive(Debug)]
pub struct Operation {
    /// 3.x: its key. 2.x: `operationId`, where given.
    pub key: Option<String>,
    /// Its place.
    pub at: NodeId,
    /// What the described application does.
    pub action: Action,
    /// The channel.
    pub channel: ChannelId,
    /// Indices in the channel's messages; in 3.x all of them where none are named.
    pub messages: Vec<usize>,
    /// Title.
    pub title: Option<String>,
    /// Summary.
    pub summary: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Tags.
    pub tags: Vec<Tag>,
    /// Security schemes of which one must be satisfied.
    pub security: Vec<Vec<SecurityRequirement>>,
    /// The answer (3.x).
    pub reply: Option<Reply>,
    /// Bindings as written.
    pub bindings: Option<Literal>,
    /// `x-` fields.
    pub extensions: Vec<Extension>,
}

/// What the described application does with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It sends.
    Send,
    /// It receives.
    Receive,
}

/// Operation Reply Object (3.0).
#[derive(Debug)]
pub struct Reply {
    /// Runtime expression of the address.
    pub address: Option<String>,
    /// The channel.
    pub channel: Option<ChannelId>,
    /// Messages.
    pub messages: Vec<ChannelMessage>,
}

/// Message Object with its traits applied.
#[derive(Debug)]
pub struct Message {
    /// Its key in `components`, if it stands there.
    pub component: Option<String>,
    /// Its place.
    pub at: NodeId,
    /// `name`, if given.
    pub name: Option<String>,
    /// `messageId` (2.x), if given.
    pub id: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Summary.
    pub summary: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// What it carries.
    pub payload: Payload,
    /// Headers.
    pub headers: Option<SchemaId>,
    /// Runtime expression of the correlation id.
    pub correlation_id: Option<String>,
    /// Content type; the document's default is not filled in.
    pub content_type: Option<String>,
    /// Tags.
    pub tags: Vec<Tag>,
    /// Examples.
    pub examples: Vec<MessageExample>,
    /// Bindings as written.
    pub bindings: Option<Literal>,
    /// Whether it is deprecated by extension or tag is not AsyncAPI's to say; kept in `x-` fields.
    pub extensions: Vec<Extension>,
}

/// What a message carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// The document does not say.
    None,
    /// A value of this schema, as JSON.
    Schema(SchemaId),
    /// Bytes in a format that is not read here, e.g. protobuf: the `schemaFormat`.
    Opaque(String),
}

/// Message Example Object.
#[derive(Debug)]
pub struct MessageExample {
    /// Its place.
    pub at: NodeId,
    /// Name.
    pub name: Option<String>,
    /// Summary.
    pub summary: Option<String>,
    /// Headers.
    pub headers: Option<Literal>,
    /// Payload.
    pub payload: Option<Literal>,
}

/// Schema Object.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Its place. For a schema that came of `allOf`, the place of that `allOf`'s owner.
    pub at: NodeId,
    /// What it is part of; the source of names.
    pub home: Home,
    /// What it says to people.
    pub docs: Rare<Docs>,
    /// What it says to machines.
    pub kind: SchemaKind,
}

/// What a schema is part of. Going up the homes ends at one that is not [`Home::Child`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Home {
    /// `components/schemas` under this key.
    Component(Text),
    /// The payload of a message.
    Payload(MessageId),
    /// The headers of a message.
    Headers(MessageId),
    /// A parameter of a channel (2.x).
    Parameter {
        /// Key of the channel, empty for `components/parameters`.
        channel: Text,
        /// Name of the parameter.
        name: Text,
    },
    /// Another file, or a place outside `components/schemas`, that only a reference leads to:
    /// `path` (empty for the entry file) and the pointer in it.
    Elsewhere {
        /// Path of the file as referred to from the root, empty for the entry file.
        file: Text,
        /// JSON pointer in it; empty for the whole file.
        pointer: Text,
    },
    /// Part of another schema.
    Child {
        /// The schema.
        parent: SchemaId,
        /// How to get there.
        step: Step,
    },
}

/// A step from a schema to one of its parts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A property.
    Property(Text),
    /// The items of an array, or those behind the prefix.
    Items,
    /// An item of the prefix, from 0.
    PrefixItem(usize),
    /// Additional properties.
    AdditionalProperties,
    /// The n-th pattern property, from 0.
    PatternProperty(usize),
    /// The n-th branch of a `oneOf`, from 0.
    OneOf(usize),
    /// The n-th branch of an `anyOf`, from 0.
    AnyOf(usize),
    /// The n-th part of an `allOf`, from 0. Parts are met, yet they may have named children.
    AllOf(usize),
    /// A branch of a discriminator's mapping that is not in `oneOf`, by its tag.
    Mapping(Text),
    /// A definition in `definitions` or `$defs`.
    Definition(Text),
    /// `not`, `if`, `then`, `else`, `contains`, `propertyNames` or `dependencies`: read, for
    /// references may lead into them, but not part of the shape.
    Other(Text),
}

/// What a schema says to people. Annotations beside a `$ref` are kept as well.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// Title.
    pub title: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Default.
    pub default: Option<Literal>,
    /// Examples.
    pub examples: Vec<Literal>,
    /// Deprecated.
    pub deprecated: bool,
    /// Read only.
    pub read_only: bool,
    /// Write only.
    pub write_only: bool,
    /// Further documentation.
    pub external_docs: Option<String>,
}

impl Nothing for Docs {
    const NOTHING: &'static Self = &Self {
        title: None,
        description: None,
        default: None,
        examples: Vec::new(),
        deprecated: false,
        read_only: false,
        write_only: false,
        external_docs: None,
    };
}

/// What a schema allows.
#[derive(Clone, Debug)]
pub enum SchemaKind {
    /// Every value (`true`, `{}`).
    Any,
    /// No value (`false`).
    Never,
    /// What another schema allows: `$ref`, and an `allOf` that narrows nothing.
    Ref(SchemaId),
    /// What its keywords allow.
    Keywords(Box<Keywords>),
}

/// The keywords of a schema. JSON Schema draft 7 in meaning; what other drafts, OpenAPI and Avro
/// call otherwise has been translated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keywords {
    /// The allowed kinds of values. `None`: not said. `nullable: true` has been added to it.
    pub types: Option<Types>,
    /// `enum`.
    pub enumeration: Option<Vec<Literal>>,
    /// `const`.
    pub constant: Option<Box<Literal>>,
    /// `format`.
    pub format: Option<Box<str>>,
    /// `contentEncoding`.
    pub content_encoding: Option<Box<str>>,
    /// Bounds of numbers.
    pub number: Rare<NumberBounds>,
    /// Bounds of strings.
    pub string: Rare<StringBounds>,
    /// Arrays.
    pub array: Rare<ArrayKeywords>,
    /// Objects.
    pub object: Rare<ObjectKeywords>,
    /// Each is a `oneOf`; all hold. More than one only after an `allOf`.
    pub one_of: Rare<Vec<Vec<SchemaId>>>,
    /// Each is an `anyOf`; all hold.
    pub any_of: Rare<Vec<Vec<SchemaId>>>,
    /// Tells the branches of `one_of` apart.
    pub discriminator: Option<Box<Discriminator>>,
    /// Keywords that narrow further but do not shape a type: `not`, `if`, `contains`, … by name
    /// and place. A value is never refused for them.
    pub unshaped: Rare<Vec<(String, NodeId)>>,
}

/// A set of JSON Schema types.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a type of its own, and any of them may be there"
)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Types {
    /// `null`.
    pub null: bool,
    /// `boolean`.
    pub boolean: bool,
    /// `integer`; not set where `number` is.
    pub integer: bool,
    /// `number`.
    pub number: bool,
    /// `string`.
    pub string: bool,
    /// `array`.
    pub array: bool,
    /// `object`.
    pub object: bool,
}

/// Bounds of numbers, as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberBounds {
    /// `minimum`.
    pub minimum: Option<Number>,
    /// `maximum`.
    pub maximum: Option<Number>,
    /// `exclusiveMinimum`; draft 4's boolean has been translated.
    pub exclusive_minimum: Option<Number>,
    /// `exclusiveMaximum`.
    pub exclusive_maximum: Option<Number>,
    /// `multipleOf`; several after an `allOf`.
    pub multiple_of: Vec<Number>,
}

impl Nothing for NumberBounds {
    const NOTHING: &'static Self = &Self {
        minimum: None,
        maximum: None,
        exclusive_minimum: None,
        exclusive_maximum: None,
        multiple_of: Vec::new(),
    };
}

/// Bounds of strings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StringBounds {
    /// `minLength`, in characters.
    pub min_length: Option<u64>,
    /// `maxLength`, in characters.
    pub max_length: Option<u64>,
    /// `pattern`; several after an `allOf`. Never executed here.
    pub patterns: Vec<String>,
}

impl Nothing for StringBounds {
    const NOTHING: &'static Self = &Self {
        min_length: None,
        max_length: None,
        patterns: Vec::new(),
    };
}

/// Array keywords.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArrayKeywords {
    /// `prefixItems`, or `items` in array form.
    pub prefix: Vec<SchemaId>,
    /// `items`, or `additionalItems` behind a prefix.
    pub items: Option<SchemaId>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
}

impl Nothing for ArrayKeywords {
    const NOTHING: &'static Self = &Self {
        prefix: Vec::new(),
        items: None,
        min_items: None,
        max_items: None,
        unique_items: false,
    };
}

/// Object keywords.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ObjectKeywords {
    /// `properties`, in document order.
    pub properties: Vec<Property>,
    /// `required`, in document order, each once; may name undeclared properties.
    pub required: Vec<Required>,
    /// `additionalProperties`.
    pub additional: Option<SchemaId>,
    /// `patternProperties`.
    pub patterns: Vec<(String, SchemaId)>,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
}

impl Nothing for ObjectKeywords {
    const NOTHING: &'static Self = &Self {
        properties: Vec::new(),
        required: Vec::new(),
        additional: None,
        patterns: Vec::new(),
        min_properties: None,
        max_properties: None,
    };
}

/// A declared property.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Its name on the wire.
    pub name: Text,
    /// Its schema.
    pub schema: SchemaId,
}

/// An entry of `required`.
#[derive(Clone, Debug, PartialEq)]
pub struct Required {
    /// The name of the property.
    pub name: Text,
    /// The place of the entry.
    pub at: NodeId,
}

/// What tells the branches of a union apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Discriminator {
    /// The property that holds the tag.
    pub property: String,
    /// Place of the keyword.
    pub at: NodeId,
    /// Tags given for schemas (OpenAPI); a branch that is not listed has its component key as tag.
    pub mapping: Vec<(String, SchemaId)>,
}

/// A JSON value as written: numbers keep their text, objects their order.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Literal {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Literal>),
    /// An object.
    Object(Vec<(String, Literal)>),
}

/// A number as written, in JSON's notation (YAML's `0x1F` and `.5` have been translated).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number(pub String);
