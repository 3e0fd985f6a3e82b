//! Forms of security schemes (2.6.0 and 3.0.0, "Security Scheme Object"). 2.x says the scopes of an
//! OAuth flow in `scopes`, 3.x in `availableScopes`.

use super::table::Holds::{ByType, List, Map, Object, Text, Uri, Words};
use super::table::{Field, Form, Holds, Variant};

const NOUN: &str = "Security Scheme Object";
const FLOWS: &str = "OAuth Flows Object";
const FLOW: &str = "OAuth Flow Object";

/// The schemes of 2.x.
pub(super) static V2: Holds = ByType(&[
    USER_PASSWORD,
    API_KEY,
    X509,
    SYMMETRIC,
    ASYMMETRIC,
    HTTP_API_KEY,
    HTTP,
    ("oauth2", 0, &OAUTH_2),
    OPEN_ID,
    SASL_PLAIN,
    SCRAM_256,
    SCRAM_512,
    GSSAPI,
]);

/// The schemes of 3.x, SASL among them from the beginning.
pub(super) static V3: Holds = ByType(&[
    USER_PASSWORD,
    API_KEY,
    X509,
    SYMMETRIC,
    ASYMMETRIC,
    HTTP_API_KEY,
    HTTP,
    ("oauth2", 0, &OAUTH_3),
    OPEN_ID,
    ("plain", 0, &PLAIN_FORM),
    ("scramSha256", 0, &PLAIN_FORM),
    ("scramSha512", 0, &PLAIN_FORM),
    ("gssapi", 0, &PLAIN_FORM),
]);

const USER_PASSWORD: Variant = ("userPassword", 0, &PLAIN_FORM);
const X509: Variant = ("X509", 0, &PLAIN_FORM);
const SYMMETRIC: Variant = ("symmetricEncryption", 0, &PLAIN_FORM);
const ASYMMETRIC: Variant = ("asymmetricEncryption", 0, &PLAIN_FORM);
const SASL_PLAIN: Variant = ("plain", 1, &PLAIN_FORM);
const SCRAM_256: Variant = ("scramSha256", 1, &PLAIN_FORM);
const SCRAM_512: Variant = ("scramSha512", 1, &PLAIN_FORM);
const GSSAPI: Variant = ("gssapi", 1, &PLAIN_FORM);
const API_KEY: Variant = ("apiKey", 0, &API_KEY_FORM);
const HTTP_API_KEY: Variant = ("httpApiKey", 0, &HTTP_API_KEY_FORM);
const HTTP: Variant = ("http", 0, &HTTP_FORM);
const OPEN_ID: Variant = ("openIdConnect", 0, &OPEN_ID_FORM);

const TYPE: Field = Field::new("type", Text);
const DESCRIPTION: Field = Field::new("description", Text);
const SCOPES: Field = Field::new("scopes", List(&Text));

static PLAIN_FORM: Form = Form::new(NOUN, &[TYPE, DESCRIPTION]);

static API_KEY_FORM: Form = Form::new(
    NOUN,
    &[
        TYPE,
        DESCRIPTION,
        Field::new("in", Words(&["user", "password"])).needed(),
    ],
);

static HTTP_API_KEY_FORM: Form = Form::new(
    NOUN,
    &[
        TYPE,
        DESCRIPTION,
        Field::new("name", Text).needed(),
        Field::new("in", Words(&["header", "query", "cookie"])).needed(),
    ],
);

static HTTP_FORM: Form = Form::new(
    NOUN,
    &[
        TYPE,
        DESCRIPTION,
        Field::new("scheme", Text).needed(),
        Field::new("bearerFormat", Text),
    ],
);

static OPEN_ID_FORM: Form = Form::new(
    NOUN,
    &[
        TYPE,
        DESCRIPTION,
        SCOPES,
        Field::new("openIdConnectUrl", Uri).needed(),
    ],
);

static OAUTH_2: Form = Form::new(
    NOUN,
    &[
        TYPE,
        DESCRIPTION,
        Field::new("flows", Object(&FLOWS_2)).needed(),
    ],
);

static OAUTH_3: Form = Form::new(
    NOUN,
    &[
        TYPE,
        DESCRIPTION,
        SCOPES,
        Field::new("flows", Object(&FLOWS_3)).needed(),
    ],
);

const AUTHORIZATION: Field = Field::new("authorizationUrl", Uri).needed();
const TOKEN: Field = Field::new("tokenUrl", Uri).needed();
const REFRESH: Field = Field::new("refreshUrl", Uri);
const SCOPES_2: Field = Field::new("scopes", Map(&Text)).needed();
const SCOPES_3: Field = Field::new("availableScopes", Map(&Text)).needed();

static FLOWS_2: Form = Form::new(
    FLOWS,
    &[
        Field::new("implicit", Object(&IMPLICIT_2)),
        Field::new("password", Object(&TOKENS_2)),
        Field::new("clientCredentials", Object(&TOKENS_2)),
        Field::new("authorizationCode", Object(&CODE_2)),
    ],
);

static FLOWS_3: Form = Form::new(
    FLOWS,
    &[
        Field::new("implicit", Object(&IMPLICIT_3)),
        Field::new("password", Object(&TOKENS_3)),
        Field::new("clientCredentials", Object(&TOKENS_3)),
        Field::new("authorizationCode", Object(&CODE_3)),
    ],
);

static IMPLICIT_2: Form = Form::new(FLOW, &[AUTHORIZATION, REFRESH, SCOPES_2]);
static IMPLICIT_3: Form = Form::new(FLOW, &[AUTHORIZATION, REFRESH, SCOPES_3]);
static TOKENS_2: Form = Form::new(FLOW, &[TOKEN, REFRESH, SCOPES_2]);
static TOKENS_3: Form = Form::new(FLOW, &[TOKEN, REFRESH, SCOPES_3]);
static CODE_2: Form = Form::new(FLOW, &[AUTHORIZATION, TOKEN, REFRESH, SCOPES_2]);
static CODE_3: Form = Form::new(FLOW, &[AUTHORIZATION, TOKEN, REFRESH, SCOPES_3]);
