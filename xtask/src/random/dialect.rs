//! The ways in which schemas are written: which keywords each has, and which draft decides what is
//! valid.

use jsonschema::Draft;

/// How schemas are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dialect {
    /// AsyncAPI's Schema Object, where no `schemaFormat` says otherwise.
    AsyncApi,
    /// JSON Schema of a draft.
    Draft4,
    Draft6,
    Draft7,
    Draft201909,
    Draft202012,
    /// OpenAPI's Schema Object.
    OpenApi30,
    OpenApi31,
}

impl Dialect {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::AsyncApi,
        Self::Draft4,
        Self::Draft6,
        Self::Draft7,
        Self::Draft201909,
        Self::Draft202012,
        Self::OpenApi30,
        Self::OpenApi31,
    ];

    /// Its `schemaFormat`.
    pub fn format(self) -> Option<&'static str> {
        match self {
            Self::AsyncApi => None,
            Self::Draft4 => Some("application/schema+json;version=draft-04"),
            Self::Draft6 => Some("application/schema+json;version=draft-06"),
            Self::Draft7 => Some("application/schema+json;version=draft-07"),
            Self::Draft201909 => Some("application/schema+json;version=2019-09"),
            Self::Draft202012 => Some("application/schema+json;version=2020-12"),
            Self::OpenApi30 => Some("application/vnd.oai.openapi;version=3.0.3"),
            Self::OpenApi31 => Some("application/vnd.oai.openapi;version=3.1.0"),
        }
    }

    /// The draft that decides what is valid.
    pub fn draft(self) -> Draft {
        match self {
            Self::Draft4 | Self::OpenApi30 => Draft::Draft4,
            Self::Draft6 => Draft::Draft6,
            Self::AsyncApi | Self::Draft7 => Draft::Draft7,
            Self::Draft201909 => Draft::Draft201909,
            Self::Draft202012 | Self::OpenApi31 => Draft::Draft202012,
        }
    }

    /// Whether it has what came with a draft.
    pub fn since(self, draft: Draft) -> bool {
        self.draft() >= draft
    }

    /// Whether what stands beside a `$ref` holds as well.
    pub fn ref_beside(self) -> bool {
        self.since(Draft::Draft201909)
    }

    /// Whether it is one of OpenAPI's.
    pub fn is_open_api(self) -> bool {
        matches!(self, Self::OpenApi30 | Self::OpenApi31)
    }

    /// Whether it is JSON Schema, or an extension of it; not so OpenAPI 3.0, which lacks half of
    /// the keywords.
    pub fn is_json_schema(self) -> bool {
        self != Self::OpenApi30
    }
}
