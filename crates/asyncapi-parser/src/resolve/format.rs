//! Schema formats: the media type of `schemaFormat`, and what of it reading depends on (AsyncAPI
//! 3.0, section "Multi Format Schema Object"). Knows media types; knows no schema.

/// How a schema is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// AsyncAPI's Schema Object, JSON Schema up to draft 7, OpenAPI 3.0: what stands beside a
    /// `$ref` is ignored (JSON Schema draft 7 Core, section 8.3).
    RefAlone,
    /// JSON Schema from 2019-09 on, OpenAPI 3.1: what stands beside a `$ref` holds as well (2019-09
    /// Core, section 8.2.4.1).
    RefBeside,
    /// Apache Avro.
    Avro,
}

/// The dialect that a `schemaFormat` names; `None` for a format that is not read here.
pub(super) fn dialect(format: &str) -> Option<Dialect> {
    let (media, parameters) = format.split_once(';').unwrap_or((format, ""));
    let media = media.trim().to_ascii_lowercase();
    let kind = media.split('+').next().unwrap_or_default();
    let version = parameters
        .split(';')
        .find_map(|parameter| parameter.trim().strip_prefix("version="))
        .unwrap_or_default()
        .trim_matches('"');
    match kind {
        "application/vnd.aai.asyncapi" => Some(Dialect::RefAlone),
        "application/vnd.apache.avro" => Some(Dialect::Avro),
        "application/schema" => Some(draft(version)),
        "application/vnd.oai.openapi" => {
            Some(match version.split('.').collect::<Vec<_>>().as_slice() {
                ["3", "0", ..] | ["2", ..] | [""] => Dialect::RefAlone,
                _ => Dialect::RefBeside,
            })
        }
        _ => None,
    }
}

/// The dialect that a `$schema` names; `None` for one that is not known.
pub(super) fn meta_schema(uri: &str) -> Option<Dialect> {
    let path = uri.trim_end_matches('#').split_once("json-schema.org/")?.1;
    Some(draft(
        path.trim_start_matches("draft/")
            .split('/')
            .next()
            .unwrap_or_default(),
    ))
}

fn draft(version: &str) -> Dialect {
    match version.trim_start_matches("draft/") {
        "2019-09" | "2020-12" | "draft-2019-09" | "draft-2020-12" => Dialect::RefBeside,
        _ => Dialect::RefAlone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schema_formats() {
        let cases = [
            (
                "application/vnd.aai.asyncapi;version=2.6.0",
                Some(Dialect::RefAlone),
            ),
            (
                "application/vnd.aai.asyncapi+yaml;version=3.0.0",
                Some(Dialect::RefAlone),
            ),
            (
                "application/schema+json;version=draft-07",
                Some(Dialect::RefAlone),
            ),
            (
                "application/schema+yaml; version=draft/2020-12",
                Some(Dialect::RefBeside),
            ),
            (
                "application/schema+json;version=2019-09",
                Some(Dialect::RefBeside),
            ),
            (
                "application/vnd.oai.openapi;version=3.0.0",
                Some(Dialect::RefAlone),
            ),
            (
                "application/vnd.oai.openapi+json;version=\"3.1.0\"",
                Some(Dialect::RefBeside),
            ),
            (
                "application/vnd.apache.avro;version=1.9.0",
                Some(Dialect::Avro),
            ),
            (
                "application/vnd.apache.avro+json;version=1.9.0",
                Some(Dialect::Avro),
            ),
            ("application/vnd.google.protobuf;version=3", None),
            ("application/raml+yaml;version=1.0", None),
            ("", None),
        ];
        for (format, expected) in cases {
            assert_eq!(dialect(format), expected, "{format}");
        }
    }

    #[test]
    fn meta_schemas() {
        let cases = [
            (
                "http://json-schema.org/draft-07/schema#",
                Some(Dialect::RefAlone),
            ),
            (
                "https://json-schema.org/draft/2020-12/schema",
                Some(Dialect::RefBeside),
            ),
            (
                "https://json-schema.org/draft/2019-09/schema",
                Some(Dialect::RefBeside),
            ),
            ("https://example.com/meta", None),
        ];
        for (uri, expected) in cases {
            assert_eq!(meta_schema(uri), expected, "{uri}");
        }
    }
}
