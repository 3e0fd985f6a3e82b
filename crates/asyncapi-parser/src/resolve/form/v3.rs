//! The objects of AsyncAPI 3.0.0 and 3.1.0.

use super::common::{
    CONTACT, CORRELATION_ID, EXTERNAL_DOCS, LICENSE, MESSAGE_EXAMPLE, SERVER_VARIABLE,
};
use super::security;
use super::table::Holds::{
    Anything, Boolean, Expression, Headers, List, Map, MapOrList, Object, Or, Reference, Tags,
    Text, TextOrNull, Uri, Words,
};
use super::table::{Field, Form, Holds};
use crate::resolve::kind::Kind;

const TITLE: Field = Field::new("title", Text);
const SUMMARY: Field = Field::new("summary", Text);
const DESCRIPTION: Field = Field::new("description", Text);
const TAGS: Field = Field::new("tags", Tags(&TAG_OR_REFERENCE));
const DOCS: Field = Field::new("externalDocs", DOCS_OR_REFERENCE);
const SECURITY: Field = Field::new("security", List(&SCHEME_OR_REFERENCE));

const TAG_OR_REFERENCE: Holds = Or(Kind::Tag, 0, &Object(&TAG));
const DOCS_OR_REFERENCE: Holds = Or(Kind::ExternalDocs, 0, &Object(&EXTERNAL_DOCS));
const SCHEME_OR_REFERENCE: Holds = Or(Kind::SecurityScheme, 0, &security::V3);
const SERVER_OR_REFERENCE: Holds = Or(Kind::Server, 0, &Object(&SERVER));
const VARIABLE_OR_REFERENCE: Holds = Or(Kind::ServerVariable, 0, &Object(&SERVER_VARIABLE));
const CHANNEL_OR_REFERENCE: Holds = Or(Kind::Channel, 0, &Object(&CHANNEL));
const PARAMETER_OR_REFERENCE: Holds = Or(Kind::Parameter, 0, &Object(&PARAMETER));
const OPERATION_OR_REFERENCE: Holds = Or(Kind::Operation, 0, &Object(&OPERATION));
const OPERATION_TRAIT_OR_REFERENCE: Holds = Or(Kind::OperationTrait, 0, &Object(&OPERATION_TRAIT));
const REPLY_OR_REFERENCE: Holds = Or(Kind::Reply, 0, &Object(&REPLY));
const REPLY_ADDRESS_OR_REFERENCE: Holds = Or(Kind::ReplyAddress, 0, &Object(&REPLY_ADDRESS));
const MESSAGE_OR_REFERENCE: Holds = Or(Kind::Message, 0, &Object(&MESSAGE));
const MESSAGE_TRAIT_OR_REFERENCE: Holds = Or(Kind::MessageTrait, 0, &Object(&MESSAGE_TRAIT));
const CORRELATION_OR_REFERENCE: Holds = Or(Kind::CorrelationId, 0, &Object(&CORRELATION_ID));
const SERVER_BINDINGS: Holds = Or(Kind::ServerBindings, 0, &Object(&BINDINGS));
const CHANNEL_BINDINGS: Holds = Or(Kind::ChannelBindings, 0, &Object(&BINDINGS));
const OPERATION_BINDINGS: Holds = Or(Kind::OperationBindings, 0, &Object(&BINDINGS));
const MESSAGE_BINDINGS: Holds = Or(Kind::MessageBindings, 0, &Object(&BINDINGS));

pub(super) static ROOT: Form = Form::new(
    "AsyncAPI Object",
    &[
        Field::new("asyncapi", Anything),
        Field::new("id", Uri),
        Field::new("info", Object(&INFO)).needed(),
        Field::new("servers", Map(&SERVER_OR_REFERENCE)),
        Field::new("defaultContentType", Text),
        Field::new("channels", Map(&CHANNEL_OR_REFERENCE)).shapes_types(),
        Field::new("operations", Map(&OPERATION_OR_REFERENCE)).shapes_types(),
        Field::new("components", Object(&COMPONENTS)).shapes_types(),
    ],
);

static INFO: Form = Form::new(
    "Info Object",
    &[
        Field::new("title", Text).needed(),
        Field::new("version", Text).needed(),
        DESCRIPTION,
        Field::new("termsOfService", Uri),
        Field::new("contact", Object(&CONTACT)),
        Field::new("license", Object(&LICENSE)),
        TAGS,
        DOCS,
    ],
);

static TAG: Form = Form::new(
    "Tag Object",
    &[Field::new("name", Text).needed(), DESCRIPTION, DOCS],
);

static SERVER: Form = Form::new(
    "Server Object",
    &[
        Field::new("host", Text).needed(),
        Field::new("protocol", Text).needed(),
        Field::new("protocolVersion", Text),
        Field::new("pathname", Text),
        TITLE,
        SUMMARY,
        DESCRIPTION,
        Field::new("variables", Map(&VARIABLE_OR_REFERENCE)),
        SECURITY,
        TAGS,
        DOCS,
        Field::new("bindings", SERVER_BINDINGS),
    ],
);

static CHANNEL: Form = Form::new(
    "Channel Object",
    &[
        Field::new("address", TextOrNull),
        Field::new("messages", MapOrList(&MESSAGE_OR_REFERENCE)).shapes_types(),
        TITLE,
        SUMMARY,
        DESCRIPTION,
        Field::new("servers", List(&Reference(Kind::Server))),
        Field::new("parameters", Map(&PARAMETER_OR_REFERENCE)),
        TAGS,
        DOCS,
        Field::new("bindings", CHANNEL_BINDINGS),
    ],
);

static PARAMETER: Form = Form::new(
    "Parameter Object",
    &[
        Field::new("enum", List(&Text)),
        Field::new("default", Text),
        DESCRIPTION,
        Field::new("examples", List(&Text)),
        Field::new("location", Expression),
    ],
);

static OPERATION: Form = Form::new(
    "Operation Object",
    &[
        Field::new("action", Words(&["send", "receive"])).needed(),
        Field::new("channel", Reference(Kind::Channel))
            .shapes_types()
            .needed(),
        TITLE,
        SUMMARY,
        DESCRIPTION,
        SECURITY,
        TAGS,
        DOCS,
        Field::new("bindings", OPERATION_BINDINGS),
        Field::new("traits", List(&OPERATION_TRAIT_OR_REFERENCE)),
        Field::new("messages", List(&Reference(Kind::Message))).shapes_types(),
        Field::new("reply", REPLY_OR_REFERENCE).shapes_types(),
    ],
);

static OPERATION_TRAIT: Form = Form::new(
    "Operation Trait Object",
    &[
        TITLE,
        SUMMARY,
        DESCRIPTION,
        SECURITY,
        TAGS,
        DOCS,
        Field::new("bindings", OPERATION_BINDINGS),
    ],
);

static REPLY: Form = Form::new(
    "Operation Reply Object",
    &[
        Field::new("address", REPLY_ADDRESS_OR_REFERENCE),
        Field::new("channel", Reference(Kind::Channel)).shapes_types(),
        Field::new("messages", List(&Reference(Kind::Message))).shapes_types(),
    ],
);

static REPLY_ADDRESS: Form = Form::new(
    "Operation Reply Address Object",
    &[DESCRIPTION, Field::new("location", Expression).needed()],
);

static MESSAGE: Form = Form::new(
    "Message Object",
    &[
        Field::new("headers", Headers),
        Field::new("payload", Anything),
        Field::new("correlationId", CORRELATION_OR_REFERENCE),
        Field::new("contentType", Text),
        Field::new("name", Text),
        TITLE,
        SUMMARY,
        DESCRIPTION,
        TAGS,
        DOCS,
        Field::new("bindings", MESSAGE_BINDINGS),
        Field::new("examples", List(&Object(&MESSAGE_EXAMPLE))),
        Field::new("traits", List(&MESSAGE_TRAIT_OR_REFERENCE)).shapes_types(),
        Field::new("deprecated", Boolean),
    ],
);

static MESSAGE_TRAIT: Form = Form::new(
    "Message Trait Object",
    &[
        Field::new("headers", Headers),
        Field::new("correlationId", CORRELATION_OR_REFERENCE),
        Field::new("contentType", Text),
        Field::new("name", Text),
        TITLE,
        SUMMARY,
        DESCRIPTION,
        TAGS,
        DOCS,
        Field::new("bindings", MESSAGE_BINDINGS),
        Field::new("examples", List(&Object(&MESSAGE_EXAMPLE))),
        Field::new("deprecated", Boolean),
    ],
);

/// The protocols that have bindings.
static BINDINGS: Form = Form::new(
    "Bindings Object",
    &[
        Field::new("http", Anything),
        Field::new("ws", Anything),
        Field::new("kafka", Anything),
        Field::new("anypointmq", Anything),
        Field::new("amqp", Anything),
        Field::new("amqp1", Anything),
        Field::new("mqtt", Anything),
        Field::new("mqtt5", Anything),
        Field::new("nats", Anything),
        Field::new("jms", Anything),
        Field::new("sns", Anything),
        Field::new("solace", Anything),
        Field::new("sqs", Anything),
        Field::new("stomp", Anything),
        Field::new("redis", Anything),
        Field::new("mercure", Anything),
        Field::new("ibmmq", Anything),
        Field::new("googlepubsub", Anything),
        Field::new("pulsar", Anything),
        Field::new("ros2", Anything).since(1),
    ],
);

static COMPONENTS: Form = Form::new(
    "Components Object",
    &[
        Field::new("schemas", Map(&Anything)).shapes_types(),
        Field::new("servers", Map(&SERVER_OR_REFERENCE)),
        Field::new("channels", Map(&CHANNEL_OR_REFERENCE)).shapes_types(),
        Field::new("operations", Map(&OPERATION_OR_REFERENCE)),
        Field::new("messages", Map(&MESSAGE_OR_REFERENCE)).shapes_types(),
        Field::new("securitySchemes", Map(&SCHEME_OR_REFERENCE)),
        Field::new("serverVariables", Map(&VARIABLE_OR_REFERENCE)),
        Field::new("parameters", Map(&PARAMETER_OR_REFERENCE)),
        Field::new("correlationIds", Map(&CORRELATION_OR_REFERENCE)),
        Field::new("replies", Map(&REPLY_OR_REFERENCE)).shapes_types(),
        Field::new("replyAddresses", Map(&REPLY_ADDRESS_OR_REFERENCE)),
        Field::new("externalDocs", Map(&DOCS_OR_REFERENCE)),
        Field::new("tags", Map(&TAG_OR_REFERENCE)),
        Field::new("operationTraits", Map(&OPERATION_TRAIT_OR_REFERENCE)),
        Field::new("messageTraits", Map(&MESSAGE_TRAIT_OR_REFERENCE)),
        Field::new("serverBindings", Map(&SERVER_BINDINGS)),
        Field::new("channelBindings", Map(&CHANNEL_BINDINGS)),
        Field::new("operationBindings", Map(&OPERATION_BINDINGS)),
        Field::new("messageBindings", Map(&MESSAGE_BINDINGS)),
    ],
);
