//! The objects of AsyncAPI 2.0.0 to 2.6.0.

use super::common::{CONTACT, CORRELATION_ID, EXTERNAL_DOCS, LICENSE, SERVER_VARIABLE};
use super::security;
use super::table::Holds::{
    Anything, Boolean, Expression, Headers, List, Map, MessageOrOneOf, Object, Or, Tags, Text, Uri,
};
use super::table::{Field, Form, Holds};
use crate::resolve::kind::Kind;

const DESCRIPTION: Field = Field::new("description", Text);
const SUMMARY: Field = Field::new("summary", Text);
const TAG_OBJECT: Holds = Object(&TAG);
const TAGS: Field = Field::new("tags", Tags(&TAG_OBJECT));
const DOCS: Field = Field::new("externalDocs", Object(&EXTERNAL_DOCS));
const SECURITY: Field = Field::new("security", List(&Map(&List(&Text))));
const SERVER_OBJECT: Holds = Object(&SERVER);
const SERVER_OR_REFERENCE: Holds = Or(Kind::Server, 3, &SERVER_OBJECT);
const SERVERS: Field = Field::new("servers", Map(&SERVER_OR_REFERENCE));
const CHANNEL_OBJECT: Holds = Object(&CHANNEL);
const CHANNELS: Field = Field::new("channels", Map(&CHANNEL_OBJECT)).shapes_types();

pub(super) static ROOT: Form = Form::new(
    "AsyncAPI Object",
    &[
        Field::new("asyncapi", Anything),
        Field::new("id", Uri),
        Field::new("info", Object(&INFO)).needed(),
        SERVERS,
        Field::new("defaultContentType", Text),
        CHANNELS.needed(),
        Field::new("components", Object(&COMPONENTS)).shapes_types(),
        TAGS,
        DOCS,
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
    ],
);

static TAG: Form = Form::new(
    "Tag Object",
    &[Field::new("name", Text).needed(), DESCRIPTION, DOCS],
);

static SERVER: Form = Form::new(
    "Server Object",
    &[
        Field::new("url", Text).needed(),
        Field::new("protocol", Text).needed(),
        Field::new("protocolVersion", Text),
        DESCRIPTION,
        Field::new("variables", SERVER_VARIABLES),
        SECURITY,
        Field::new("tags", Tags(&Object(&TAG))).since(5),
        Field::new("bindings", Or(Kind::ServerBindings, 0, &BINDINGS)),
    ],
);

const SERVER_VARIABLES: Holds = Map(&Or(Kind::ServerVariable, 5, &Object(&SERVER_VARIABLE)));

static BINDINGS: Holds = Map(&Anything);

/// `$ref` is a field of this object, and other fields may stand beside it.
static CHANNEL: Form = Form::new(
    "Channel Item Object",
    &[
        Field::new("$ref", Anything),
        DESCRIPTION,
        Field::new("servers", List(&Text)).since(2),
        Field::new("subscribe", Object(&OPERATION)).shapes_types(),
        Field::new("publish", Object(&OPERATION)).shapes_types(),
        Field::new("parameters", PARAMETERS),
        Field::new("bindings", Or(Kind::ChannelBindings, 0, &BINDINGS)),
        Field::new("deprecated", Boolean),
    ],
);

const PARAMETERS: Holds = Map(&Or(Kind::Parameter, 0, &Object(&PARAMETER)));

static PARAMETER: Form = Form::new(
    "Parameter Object",
    &[
        DESCRIPTION,
        Field::new("schema", Anything),
        Field::new("location", Expression),
    ],
);

static OPERATION: Form = Form::new(
    "Operation Object",
    &[
        Field::new("operationId", Text),
        SUMMARY,
        DESCRIPTION,
        Field::new("security", List(&Map(&List(&Text)))).since(4),
        TAGS,
        DOCS,
        Field::new("bindings", Or(Kind::OperationBindings, 0, &BINDINGS)),
        Field::new(
            "traits",
            List(&Or(Kind::OperationTrait, 0, &Object(&OPERATION_TRAIT))),
        ),
        Field::new("message", MessageOrOneOf).shapes_types(),
    ],
);

static OPERATION_TRAIT: Form = Form::new(
    "Operation Trait Object",
    &[
        Field::new("operationId", Text),
        SUMMARY,
        DESCRIPTION,
        Field::new("security", List(&Map(&List(&Text)))).since(4),
        TAGS,
        DOCS,
        Field::new("bindings", Or(Kind::OperationBindings, 0, &BINDINGS)),
    ],
);

const CORRELATION: Holds = Or(Kind::CorrelationId, 0, &Object(&CORRELATION_ID));

pub(super) static MESSAGE: Form = Form::new(
    "Message Object",
    &[
        Field::new("messageId", Text).since(4),
        Field::new("headers", Headers),
        Field::new("payload", Anything),
        Field::new("correlationId", CORRELATION),
        Field::new("schemaFormat", Text),
        Field::new("contentType", Text),
        Field::new("name", Text),
        Field::new("title", Text),
        SUMMARY,
        DESCRIPTION,
        TAGS,
        DOCS,
        Field::new("bindings", Or(Kind::MessageBindings, 0, &BINDINGS)),
        Field::new("examples", List(&Object(&MESSAGE_EXAMPLE))),
        Field::new(
            "traits",
            List(&Or(Kind::MessageTrait, 0, &Object(&MESSAGE_TRAIT))),
        )
        .shapes_types(),
        Field::new("deprecated", Boolean),
    ],
);

static MESSAGE_TRAIT: Form = Form::new(
    "Message Trait Object",
    &[
        Field::new("messageId", Text).since(4),
        Field::new("headers", Headers),
        Field::new("correlationId", CORRELATION),
        Field::new("schemaFormat", Text),
        Field::new("contentType", Text),
        Field::new("name", Text),
        Field::new("title", Text),
        SUMMARY,
        DESCRIPTION,
        TAGS,
        DOCS,
        Field::new("bindings", Or(Kind::MessageBindings, 0, &BINDINGS)),
        Field::new("examples", List(&Object(&MESSAGE_EXAMPLE))),
        Field::new("deprecated", Boolean),
    ],
);

static MESSAGE_EXAMPLE: Form = Form {
    noun: "Message Example Object",
    fields: &[
        Field::new("headers", Map(&Anything)),
        Field::new("payload", Anything),
        Field::new("name", Text).since(1),
        Field::new("summary", Text).since(1),
    ],
    extensible: false,
    any_of: &["payload", "headers"],
};

static COMPONENTS: Form = Form::new(
    "Components Object",
    &[
        Field::new("schemas", Map(&Anything)).shapes_types(),
        SERVERS.since(3),
        Field::new("serverVariables", SERVER_VARIABLES).since(4),
        CHANNELS.since(3),
        Field::new("messages", Map(&MessageOrOneOf)).shapes_types(),
        Field::new(
            "securitySchemes",
            Map(&Or(Kind::SecurityScheme, 0, &security::V2)),
        ),
        Field::new("parameters", PARAMETERS),
        Field::new("correlationIds", Map(&CORRELATION)),
        Field::new("operationTraits", Map(&Object(&OPERATION_TRAIT))),
        Field::new("messageTraits", Map(&Object(&MESSAGE_TRAIT))),
        Field::new("serverBindings", Map(&BINDINGS)),
        Field::new("channelBindings", Map(&BINDINGS)),
        Field::new("operationBindings", Map(&BINDINGS)),
        Field::new("messageBindings", Map(&BINDINGS)),
    ],
);
